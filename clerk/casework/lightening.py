"""A later catalogue and an open case (从旧兼从轻): what helps is applied, what burdens is not. LAW L14.

Pure: it compares the item that a case was received under with the item of a later catalogue. A material
that may only have been renamed is not waived, and a limit in another unit is not compared: both are
said in words, for the supervisor to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final, Literal

import msgspec

from calendars import CalendarRangeError, Period
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.limits import judge, rules_of
from clerk.casework.limits.counting import counted
from clerk.casework.rules.common import quoted
from clerk.catalogue.items import Item, Limit, plain_name

LIMITS: Final[dict[Literal["promised", "statutory"], str]] = {
    "promised": "承诺时限",
    "statutory": "法定时限",
}
_ALIKE: Final = 0.7
"""From this likeness of two names on, a material counts as possibly renamed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a later catalogue does for a case: the act that helps, and in words what is left out and why."""

    act: a.Lighten | None
    left_out: tuple[str, ...] = ()


def compare(case: Case, item: Item, today: date) -> Comparison:
    """What ``item``, a later version of the case's own, takes off the case from ``today`` on."""
    if case.ended or case.item.version == item.version:
        return Comparison(None)
    renamed = dict(_renamed(case.item, item))
    waived = tuple(n for n in case.materials if n not in _names(item) and n not in renamed)
    shared = tuple(name for name in case.materials if name not in waived and _shared_now(case, item, name))
    said = [f"“{old}”可能改名为“{new}”,仍按原清单,请主管核对" for old, new in renamed.items()]
    said += [f"新增“{n}”,不要求在办件补交" for n in _names(item) - _names(case.item) - {*renamed.values()}]
    limits: dict[str, Limit] = {}
    if case.decision is None:
        still = [name for name in case.outstanding if name not in (*waived, *shared)]
        for what, words in LIMITS.items():
            found = _limit(case, what, item, today, still)
            if isinstance(found, Limit):
                limits[what] = found
            elif found:
                said.append(f"{words}{found}")
    said += _narrower(case, item)
    act = a.Lighten(
        item.version,
        waived=tuple(name for name in waived if name not in case.waived),
        shared=shared,
        deferrable=_deferrable(case, item),
        tolerance=_undecided(case) and item.tolerance_allowed and not _tolerant(case),
        promised=limits.get("promised"),
        statutory=limits.get("statutory"),
    )
    empty = a.Lighten(item.version)
    return Comparison(None if act == empty else act, tuple(said))


def words(body: a.Lighten) -> list[str]:
    """What a lighter catalogue took off, each in a phrase."""
    said = [f"不再需要{quoted(body.waived)}"] if body.waived else []
    said += [f"{quoted(body.shared)}改由部门间共享取得,不再向申请人要"] if body.shared else []
    said += [f"{quoted(body.deferrable)}可以容缺"] if body.deferrable else []
    said += ["本事项可以容缺受理"] if body.tolerance else []
    said += [f"承诺时限缩短为{_said(body.promised)}"] if body.promised else []
    said += [f"法定时限缩短为{_said(body.statutory)}"] if body.statutory else []
    return said


def _undecided(case: Case) -> bool:
    """Whether the case still waits for acceptance: only then may anything be deferred."""
    return case.stage in ("received", "correcting")


def _tolerant(case: Case) -> bool:
    return case.item.tolerance_allowed or case.tolerant


def _names(item: Item) -> set[str]:
    return {line.name for line in item.materials} | {one.name for one in item.conditions}


def _renamed(old: Item, new: Item) -> Iterator[tuple[str, str]]:
    """Names that are gone, each with a new one much like it: perhaps the same, so it stays asked for."""
    gone = [line.name for line in old.materials if line.name not in _names(new)]
    fresh = [line.name for line in new.materials if line.name not in _names(old)]
    for name in gone:
        alike = [other for other in fresh if _same(plain_name(name), plain_name(other))]
        if alike:
            yield name, alike[0]


def _same(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _shared_now(case: Case, item: Item, name: str) -> bool:
    """Whether data sharing alone provides by now what the applicant was asked for (R48)."""
    new, old = item.material(name), case.item.material(name)
    if new is None or not new.only_shared or name in case.shared_since | case.waived:
        return False
    return old is not None and not old.only_shared


def _deferrable(case: Case, item: Item) -> tuple[str, ...]:
    if not _undecided(case):
        return ()
    chosen = case.terms.policy.eligible_materials
    return tuple(
        name
        for name in case.materials
        if item.deferrable(name)
        and not case.item.deferrable(name)
        and name not in case.loosened
        and (not chosen or name in chosen)
    )


def _narrower(case: Case, item: Item) -> Iterator[str]:
    """What the later catalogue no longer allows; an open case keeps it."""
    if not _undecided(case):
        return
    for name in case.materials:
        if case.item.deferrable(name) and name in _names(item) and not item.deferrable(name):
            yield f"“{name}”在新清单中不可容缺,在办件仍可容缺"
    if case.item.tolerance_allowed and not item.tolerance_allowed:
        yield "新清单不再容缺受理,在办件仍可容缺受理"


def _limit(
    case: Case, what: Literal["promised", "statutory"], item: Item, today: date, outstanding: list[str]
) -> Limit | str | None:
    """The shorter limit that applies, or in words why it does not, or None where nothing changes."""
    old = case.limit(what)
    new = item.promised_limit if what == "promised" else item.statutory_limit
    if (new.n, new.unit) == (old.n, old.unit):
        return None
    change = f"由{_said(old)}改为{_said(new)}"
    if new.unit != old.unit:
        return f"{change},单位不同,在办件仍按原时限"
    if new.n > old.n:
        original = case.item.promised_limit if what == "promised" else case.item.statutory_limit
        return None if original.n == new.n else f"{change},在办件仍按原时限"
    if outstanding:
        return f"{change},待容缺材料补齐后适用:补齐期限已书面告知,不因此提前"
    if case.accepted_on is None:
        return new
    shorter = _running(case, what, new, old, today)
    if shorter is None and what not in case.lighter:
        return f"{change},从今天起算不早于原到期日,仍按原时限"
    return shorter


def _said(limit: Limit) -> str:
    return Period(limit.n, limit.unit).text


def _running(case: Case, what: str, new: Limit, old: Limit, today: date) -> Limit | None:
    """The shorter limit for a clock that runs already.

    From the same start; where it would by then have ended, no office can keep it: it runs in full from
    today, if that is still earlier than the old date.
    """
    try:
        if _due(case, what, new.n, today) > today:
            return new
        rules = rules_of(case.terms)
        fair, _ = counted(rules.calendar, today, new.n, new.unit, rules.count_event_day)
        for n in range(new.n + 1, old.n):
            if _due(case, what, n, today) >= fair:
                return msgspec.structs.replace(new, n=n)
    except CalendarRangeError:
        return None
    return None


def _due(case: Case, what: str, n: int, today: date) -> date:
    """Until when this clock of the case would run with ``n`` instead."""
    clock = next(one for one in case.clocks if one.what == what)
    other = msgspec.structs.replace(clock, n=n, printed=None, capped_by="")
    return judge((other,), rules_of(case.terms), today)[0].due
