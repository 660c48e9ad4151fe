"""``clerk calendar import FILE…``: take in official notices, and say what changes because of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from calendars import CalendarError
from calendars.shelf import Added
from clerk.cli.calendar import REGION_WORDS, calendar_problem, day_text, region_of, shelf_of
from clerk.cli.frame import OK, emit

_DAY = timedelta(days=1)
_SHOWN = 20
"""Changed days told one by one; a new year's whole arrangement is in its notice."""


def run_import(args: argparse.Namespace) -> int:
    """Check the files, put them on the home's shelf, and tell which days and cases are touched."""
    try:
        added = shelf_of(args).add_all(args.files, region_of(args), keep=not args.check)
    except CalendarError as error:
        raise calendar_problem(error) from error
    cases = affected(args, added)
    data = {
        "checked_only": args.check,
        "notices": [_data(one, str(file)) for one, file in zip(added, args.files, strict=True)],
        "affected": cases,
    }
    emit(args, data, lambda: _text(args, added, cases))
    return OK


def affected(args: argparse.Namespace, added: Sequence[Added]) -> list[dict[str, Any]]:
    """The open cases whose dates the notices move, one entry a case; none where there is no archive."""
    if args.check or not any(one.file for one in added):
        return []
    # Imported where it is used: a notice that changes nothing needs no archive.
    from clerk.cli.calendar_affected import recomputed

    return recomputed(args)


def _data(added: Added, file: str) -> dict[str, Any]:
    after = added.calendar_after
    return {
        "file": file,
        "region": added.notice.region,
        "year": added.year,
        "title": added.notice.title,
        "number": added.notice.number,
        "known_before": added.known_before,
        "stored": str(added.file) if added.file else None,
        "compared": after.region,
        "calendar_before": added.calendar_before.version,
        "calendar_after": after.version,
        "changed": [
            {"date": str(day), "works": after.is_working_day(day), "why": after.why(day)[0]}
            for day in added.changed_days
        ],
        "settled": [{"from": str(first), "to": str(last)} for first, last in _spans(added.settled_days)],
    }


def _text(args: argparse.Namespace, added: Sequence[Added], cases: Sequence[dict[str, Any]]) -> str:
    lines = [line for one in added for line in _told(one, args.check)]
    if cases:
        lines.append(f"受影响的在办件:{len(cases)}件")
        lines += [f"  {case['number']} {case['text']}" for case in cases]
    return "\n".join(lines)


def _told(added: Added, checked_only: bool) -> list[str]:
    notice, after = added.notice, added.calendar_after
    named = f"{notice.number}《{notice.title}》" if notice.number else f"《{notice.title}》"
    head = f"{REGION_WORDS[notice.region]}{added.year}年 {named}"
    if added.known_before:
        return [f"已知,无需导入:{head}"]
    lines = [
        f"{'可以导入' if checked_only else '已导入'}:{head}",
        f"{REGION_WORDS[after.region]}日历版本:{added.calendar_before.version} → {after.version}",
    ]
    if added.changed_days:
        lines.append(f"上班、放假有变动的日子({len(added.changed_days)}天):")
        lines += [f"  {day_text(day)} {_becomes(added, day)}" for day in added.changed_days[:_SHOWN]]
        if len(added.changed_days) > _SHOWN:
            lines.append("  …其余见通知;加 --json 可列出全部")
    else:
        lines.append("没有日子改变上班或放假")
    lines += [f"不再暂定:{first} 至 {last}" for first, last in _spans(added.settled_days)]
    return lines


def _becomes(added: Added, day: date) -> str:
    why = added.calendar_after.why(day)[0]
    if added.calendar_after.is_working_day(day):
        return f"改为上班({why})" if why else "改为上班"
    return f"改为放假({why})"


def _spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days in order, as first and last of those that follow each other."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and spans[-1][1] + _DAY == day:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
