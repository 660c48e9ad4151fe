"""Folding acts into a case (案卷归并): the same acts, terms and moment always give the same case.

Time itself does one thing by law: where silence counts as acceptance, the case stands as accepted
from the day of receipt once the notification period has lapsed (行政许可法 art. 32(4), LAW L1, L3).
One module a subject applies the acts: ``counter``, ``completion``, ``review``, ``ending``, ``record``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.fold import completion, counter, ending, record, review
from clerk.casework.inputs import inputs_of, turns_on
from clerk.casework.limits import clocks_of, deadlines, notify_due
from clerk.casework.particulars import Slip, Terms
from clerk.casework.times import legal_date

_APPLY: dict[type, Callable[[Case, a.Act, Any], None]] = {
    **counter.APPLY,
    **completion.APPLY,
    **review.APPLY,
    **ending.APPLY,
    **record.APPLY,
}


def fold(acts: Iterable[a.Act], terms: Terms, now: datetime) -> Case:
    """The case that these acts add up to, as it stands at ``now``.

    Raises:
        ValueError: there is no opening act, or an act belongs to another case.
    """
    ordered = list(acts)
    if not ordered:
        raise ValueError("a case has at least one act")
    void = _annulled(ordered)
    case = counter.open_case(ordered[0], terms)
    for act in ordered[1:]:
        if act.case != case.number:
            raise ValueError("act of another case")
        _pass_time(case, legal_date(act.at))
        if not void or (act.kind, act.at) not in void:
            _APPLY[type(act.body)](case, act, act.body)
        case.acts.append(act)
    today = legal_date(now)
    _pass_time(case, today)
    case.clocks = clocks_of(case)
    case.deadlines = deadlines(case, today)
    case.inputs = inputs_of(case)
    # Where the result is issued first (江门), what is outstanding is reminded of after delivery too.
    if not case.ended or case.outstanding:
        case.turns_on = turns_on(case.inputs, case.deadlines, terms.calendar, today)
    return case


def _annulled(acts: Sequence[a.Act]) -> frozenset[tuple[str, datetime]]:
    """Acts that were recorded by mistake: they stay on the file and no longer count (R94)."""
    return frozenset((act.body.act, act.body.at) for act in acts if isinstance(act.body, a.Annul))


def _pass_time(case: Case, today: date) -> None:
    """Deemed acceptance (R51): silence through the last day of the period, never before it has ended."""
    if case.stage != "received" or not case.item.silence_accepts or case.answer_from is None:
        return
    due = notify_due(case)
    if due is None or today <= due:
        return
    case.deemed = True
    case.stage = "accepted"
    case.accepted_on = case.answer_from
    case.accepted_at = case.corrected_at or case.received_at
    case.slips.append(Slip(due, f"至{due}未一次性告知,视为自收到之日起受理", basis.ONE_NOTICE))
