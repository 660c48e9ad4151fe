"""Clocks before acceptance (受理阶段时限): the one-time notice, and the applicant's time to correct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clerk.casework import basis
from clerk.casework.limits.clock import Clock
from clerk.casework.limits.counting import counted, rules_of
from clerk.casework.times import legal_date, on

if TYPE_CHECKING:
    from clerk.casework.case import Case


def notify_due(case: Case) -> date | None:
    """Last day of the one-time notice that is running, or None when it was answered (art. 32(4), R50)."""
    if case.answer_from is None or case.answered_on is not None:
        return None
    limit, rules = case.item.gap_notice_deadline, rules_of(case.terms)
    start = case.answer_from
    due, _ = counted(rules.calendar, start, limit.n, limit.unit, rules.count_event_day)
    printed = case.printed.get(("notify", start.isoformat()))
    return due if printed is None else min(due, printed)


def counter_clocks(case: Case) -> Iterator[Clock]:
    """The notice periods that ran, one after the other, and the applicant's time to correct."""
    limit, silent = case.item.gap_notice_deadline, case.item.silence_accepts
    running = [] if case.answer_from is None else [(case.answer_from, case.answered_on)]
    for start, met in (*case.notify_history, *running):
        yield Clock(
            "notify",
            start,
            limit.n,
            limit.unit,
            basis.ONE_NOTICE if silent else "本事项的一次性告知期限",
            met_on=met,
            cancelled_on=case.ended_on if case.stage == "withdrawn" else None,
            printed=case.printed.get(("notify", start.isoformat())),
            silence_accepts=silent,
        )
    yield from _correction(case)


def _correction(case: Case) -> Iterator[Clock]:
    window, policy = case.terms.policy.correction_window, case.terms.policy
    if case.notified_at is None or window is None:
        return
    yield Clock(
        "correction",
        legal_date(case.notified_at),
        window.n,
        window.unit,
        f"本地政策({policy.name}),非法定",
        met_on=case.corrected_on,
        cancelled_on=case.ended_on or on(case.accepted_at),
        printed=case.printed.get(("correction", "")),
    )
