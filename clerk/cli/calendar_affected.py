"""``clerk calendar affected``, and what an import tells of the cases that it touches."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clerk.cli.frame import NO, OK, Problem, emit, home_path
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from clerk.archive.moved import Moved, Run

_SHOWN = 5
_PATIENCE = 1.0
"""Seconds after which whoever waits is told how far it is."""


def run_affected(args: argparse.Namespace) -> int:
    """Tell which open cases the last notice touched; exit 1 where none has touched any."""
    from clerk.archive.moved import last_run

    with opened(args) as archive:
        found = last_run(archive.read)
    cases = cases_of(found)
    data = {"at": found.at, "calendar": found.calendar, "affected": cases}
    emit(args, data, lambda: "\n".join(_told(found, cases)))
    return OK if cases else NO


def recomputed(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Judge the open dates of this home by what it has imported, and tell the cases that moved.

    Nothing where no home is set up. Cut short, it is done when the workstation is next opened.
    """
    from clerk.archive.home import Home

    if not Home(home_path(args)).exists():
        return []
    try:
        return _recomputed(args)
    except Problem as problem:
        later = "在办件的期限下次打开工作站时自动重算"
        raise Problem(f"通知已导入,但期限还没有重算:{problem};{later}", problem.exit_code) from problem


def _recomputed(args: argparse.Namespace) -> list[dict[str, Any]]:
    from clerk.archive.moved import last_run
    from clerk.desk.opening import open_office

    with opened(args) as archive:
        office = open_office(archive)
        done = office.recompute(bar("重算在办件期限"))
        if done.left:
            left = "、".join(done.left[:_SHOWN]) + ("等" if len(done.left) > _SHOWN else "")
            print(f"{len(done.left)}件无法重算,期限照旧:{left};请用 clerk verify 核验", file=sys.stderr)
        office.open_day()
        return cases_of(last_run(archive.read)) if done.moved else []


def cases_of(run: Run) -> list[dict[str, Any]]:
    """One entry a case, with its clocks; names masked."""
    cases: dict[str, dict[str, Any]] = {}
    for moved in run.moved:
        case = cases.setdefault(
            moved.number,
            {
                "number": moved.number,
                "applicant": _masked(moved),
                "item_name": moved.item_name,
                "tell": False,
                "clocks": [],
            },
        )
        case["tell"] = case["tell"] or moved.tell
        case["clocks"].append(_clock(moved))
    for case in cases.values():
        words = ";".join(clock.pop("text") for clock in case["clocks"])
        told = " 须告知申请人" if case["tell"] else ""
        case["text"] = f"{case['applicant']} {case['item_name']} {words}{told}"
    return list(cases.values())


def _clock(moved: Moved) -> dict[str, Any]:
    from clerk.casework.limits import CLOCK_WORDS

    about = f"({moved.material})" if moved.material else ""
    text = f"{CLOCK_WORDS.get(moved.what, moved.what)}{about} 原{moved.before},按新日历{moved.by_calendar}"
    if moved.holds != moved.by_calendar:
        text += f",文书所载{moved.printed}对申请人有利,以{moved.holds}为准"
    return {
        "what": moved.what,
        "material": moved.material,
        "before": str(moved.before),
        "by_calendar": str(moved.by_calendar),
        "holds": str(moved.holds),
        "printed": str(moved.printed) if moved.printed else None,
        "tell": moved.tell,
        "text": text,
    }


def _masked(moved: Moved) -> str:
    """Who applied, without the whole name; of a confidential item nobody (R90)."""
    from clerk.documents.papers.base import mask_name

    return "(保密)" if moved.confidential else mask_name(moved.applicant)


def _told(run: Run, cases: list[dict[str, Any]]) -> list[str]:
    if not cases:
        return ["没有因放假通知而变动期限的办件"]
    head = f"{run.at[:16].replace('T', ' ')} 重算期限(日历 {run.calendar}),变动{len(cases)}件"
    telling = sum(case["tell"] for case in cases)
    lines = [head + (f",其中{telling}件须告知申请人" if telling else "")]
    return lines + [f"  {case['number']} {case['text']}" for case in cases]


def bar(words: str) -> Callable[[int, int], None]:
    """How far a long task is, on stderr, once it has lasted longer than a second."""
    began = time.monotonic()
    shown = False

    def show(done: int, total: int) -> None:
        nonlocal shown
        if not sys.stderr.isatty() or (not shown and time.monotonic() - began < _PATIENCE):
            return
        shown = True
        full = 24 * done // max(total, 1)
        end = "\n" if done >= total else ""
        print(
            f"\r{words} [{'#' * full}{'.' * (24 - full)}] {done}/{total}",
            end=end,
            file=sys.stderr,
            flush=True,
        )

    return show
