"""Legal clocks of a case (时限): folded from its acts over the calendar, never stored as the truth.

Statutory and promised limits are two clocks with their own pauses. The event day is day 0; a pause
covers the days after its start through its end day (LAW, default 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from calendars import Period, WorkCalendar
from clerk.casework import basis
from clerk.casework.times import legal_date

if TYPE_CHECKING:
    from clerk.casework.case import Case, Special
    from clerk.catalogue.items import Limit

ClockState = Literal["running", "paused", "met", "missed", "cancelled"]
Span = tuple[date, date]
_DAY = timedelta(days=1)

CLOCK_WORDS: dict[str, str] = {
    "notify": "一次性告知",
    "correction": "申请人补正",
    "completion": "容缺补齐",
    "promised": "承诺办结",
    "statutory": "法定办结",
    "special": "特别程序",
    "delivery": "送达",
}
STATE_WORDS: dict[str, str] = {
    "running": "计时中",
    "paused": "暂停",
    "met": "按期完成",
    "missed": "超期",
    "cancelled": "已取消",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock as it stands. ``start`` is day 0; ``excluded`` are closed spans that do not count.

    ``capped_by`` is set where a promised clock would end after the statutory one and therefore
    shows the statutory date (LAW L7). ``lead`` working days were taken off the end.
    """

    what: str
    start: date
    due: date
    state: ClockState
    period: Period
    basis: str
    material: str = ""
    provisional: bool = False
    missing: tuple[str, ...] = ()
    excluded: tuple[Span, ...] = ()
    capped_by: str = ""
    lead: int = 0
    awaited: bool = True
    """Whether the clock still waits for something, in time or late."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A clock before it is judged: where it starts, what it awaits, and when that came."""

    what: str
    start: date
    period: Period
    basis: str
    material: str = ""
    met_on: date | None = None
    cancelled_on: date | None = None
    excluded: tuple[Span, ...] = ()
    paused: bool = False


def period_of(limit: Limit) -> Period:
    """The counting period of a catalogue limit."""
    return Period(limit.n, limit.unit)


def deadlines(case: Case, now: datetime) -> tuple[Deadline, ...]:
    """Every clock that ever started in this case, in the order they started, as it stands at ``now``."""
    today = legal_date(now)
    judged: list[Deadline] = []
    for run in (*_notify_runs(case), *_correction_runs(case)):
        judged.append(_judge(run, case.terms.calendar, today))
    judged += _handling(case, today)
    for run in (*_special_runs(case), *_delivery_runs(case)):
        judged.append(_judge(run, case.terms.calendar, today))
    return tuple(sorted(judged, key=lambda clock: clock.start))


def notify_due(case: Case) -> date | None:
    """Last day of the one-time notification that is running, or None when it was answered."""
    if case.answer_from is None or case.answered_at is not None:
        return None
    limit = period_of(case.item.gap_notice_deadline)
    return case.terms.calendar.due(legal_date(case.answer_from), limit).due


def completion_due(case: Case, accepted_on: date) -> tuple[date, int, str] | None:
    """Until when deferred materials may come: date, lead days and base clock; None when no room."""
    rule, calendar = case.terms.policy.deadline, case.terms.calendar
    limits = {"promised": case.item.promised_limit, "statutory": case.item.statutory_limit}
    ends = {base: calendar.due(accepted_on, period_of(limit)).due for base, limit in limits.items()}
    base = min(rule.of, key=lambda name: ends[name])
    # L7: whatever the rule names, the statutory date is never passed.
    end = min(ends[base], ends["statutory"])
    length = calendar.count_working_days(accepted_on, end)
    if not rule.lead:
        return (end, 0, base) if length > 0 else None
    lead = next((step.days for step in rule.lead if length >= step.from_wd), None)
    if lead is None:
        return None
    return calendar.add_working_days(accepted_on, length - lead), lead, base


def _judge(run: _Run, calendar: WorkCalendar, today: date) -> Deadline:
    due = calendar.due(run.start, run.period, run.excluded)
    return Deadline(
        what=run.what,
        start=run.start,
        due=due.due,
        state=_state(run, due.due, today),
        period=run.period,
        basis=run.basis,
        material=run.material,
        provisional=due.provisional,
        missing=due.missing,
        excluded=run.excluded,
        awaited=_awaited(run),
    )


def _awaited(run: _Run) -> bool:
    return run.met_on is None and run.cancelled_on is None


def _state(run: _Run, due: date, today: date) -> ClockState:
    if run.met_on is not None:
        return "met" if run.met_on <= due else "missed"
    if run.cancelled_on is not None:
        return "cancelled" if run.cancelled_on <= due else "missed"
    if run.paused:
        return "paused"
    return "running" if today <= due else "missed"


def _on(at: datetime | None) -> date | None:
    return None if at is None else legal_date(at)


def _stopped_on(case: Case) -> date | None:
    """When the case ended otherwise than by a decision, so that its clocks no longer run."""
    if case.declined is not None:
        return _on(case.answered_at)
    return _on(case.withdrawn_at)


def _notify_runs(case: Case) -> Iterator[_Run]:
    limit = period_of(case.item.gap_notice_deadline)
    cited = basis.ONE_NOTICE if case.item.silence_accepts else "本事项的一次性告知期限"
    running = [] if case.answer_from is None else [(case.answer_from, case.answered_at)]
    for start, met in (*case.notify_history, *running):
        yield _Run(
            "notify", legal_date(start), limit, cited, met_on=_on(met), cancelled_on=_on(case.withdrawn_at)
        )


def _correction_runs(case: Case) -> Iterator[_Run]:
    window = case.terms.policy.correction_window
    if case.notified_at is None or window is None:
        return
    yield _Run(
        "correction",
        legal_date(case.notified_at),
        Period(window.n, window.unit),
        f"本地政策({case.terms.policy.title or case.terms.policy.profile}),非法定",
        met_on=_on(case.corrected_at),
        cancelled_on=_stopped_on(case) or _on(case.accepted_at),
    )


def _handling(case: Case, today: date) -> list[Deadline]:
    """Promised, statutory and completion clocks: they start together with acceptance."""
    if case.accepted_on is None:
        return []
    start = case.received_on if case.item.starts_from == "receipt" else case.accepted_on
    calendar = case.terms.calendar
    statutory = _judge(_statutory_run(case, start, today), calendar, today)
    promised = _judge(_promised_run(case, start, today), calendar, today)
    return [_capped(promised, statutory, case, today), statutory, *_completions(case, today)]


def _statutory_run(case: Case, start: date, today: date) -> _Run:
    limit = case.item.statutory_limit
    period = period_of(limit)
    if case.extension is not None and case.extension.unit == limit.unit:
        # COUNTING: an extension is one longer count from the same start.
        period = Period(period.n + case.extension.n, period.unit)
    return _handling_run(case, "statutory", start, period, limit.basis or "事项清单法定时限", today)


def _promised_run(case: Case, start: date, today: date) -> _Run:
    limit = case.item.promised_limit
    cited = f"事项承诺时限({limit.note})" if limit.note else "事项承诺时限"
    return _handling_run(case, "promised", start, period_of(limit), cited, today)


def _handling_run(case: Case, what: str, start: date, period: Period, cited: str, today: date) -> _Run:
    stopping = [one for one in case.specials if one.body.stops_statutory]
    open_one = case.open_special
    return _Run(
        what,
        start,
        period,
        cited,
        met_on=_on(case.decided_at),
        cancelled_on=_stopped_on(case),
        excluded=tuple(_span(one, case.terms.calendar, today) for one in stopping),
        paused=open_one is not None and open_one.body.stops_statutory,
    )


def _span(special: Special, calendar: WorkCalendar, today: date) -> Span:
    """Days a special procedure takes out: after its start through its end day.

    One that is still going on is taken to end when it was announced to end, or today if later.
    """
    start = legal_date(special.started_at)
    if special.ended_at is not None:
        return start + _DAY, legal_date(special.ended_at)
    planned = calendar.due(start, Period(special.body.n, special.body.unit)).due
    return start + _DAY, max(planned, today)


def _capped(promised: Deadline, statutory: Deadline, case: Case, today: date) -> Deadline:
    """LAW L7: compare dates per case; the earlier of the two binds."""
    if promised.due <= statutory.due:
        return promised
    run = _Run(
        "promised",
        promised.start,
        promised.period,
        promised.basis,
        met_on=_on(case.decided_at),
        cancelled_on=_stopped_on(case),
        paused=promised.state == "paused",
    )
    return Deadline(
        what="promised",
        start=promised.start,
        due=statutory.due,
        state=_state(run, statutory.due, today),
        period=promised.period,
        basis=promised.basis,
        provisional=statutory.provisional,
        missing=statutory.missing,
        excluded=promised.excluded,
        capped_by="statutory",
        awaited=promised.awaited,
    )


def _completions(case: Case, today: date) -> Iterator[Deadline]:
    if not case.deferred or case.accepted_on is None:
        return
    room = completion_due(case, case.accepted_on)
    if room is None:
        return
    due, lead, base = room
    calendar, policy = case.terms.calendar, case.terms.policy
    limit = case.item.promised_limit if base == "promised" else case.item.statutory_limit
    counted = calendar.due(case.accepted_on, period_of(limit))
    for line in case.deferred.values():
        run = _Run(
            "completion",
            case.accepted_on,
            period_of(limit),
            "",
            met_on=line.met_on,
            cancelled_on=_stopped_on(case),
        )
        yield Deadline(
            what="completion",
            material=line.name,
            start=case.accepted_on,
            due=due,
            state=_state(run, due, today),
            period=run.period,
            basis=f"{basis.INCOMPLETE};{policy.title or policy.profile}",
            provisional=counted.provisional,
            missing=counted.missing,
            lead=lead,
            awaited=_awaited(run),
        )


def _special_runs(case: Case) -> Iterator[_Run]:
    for one in case.specials:
        yield _Run(
            "special",
            legal_date(one.started_at),
            Period(one.body.n, one.body.unit),
            basis.EXCLUDED_TIME if one.body.stops_statutory else "特别程序告知书所列时间",
            material=one.body.special,
            met_on=_on(one.ended_at),
            cancelled_on=_stopped_on(case),
        )


def _delivery_runs(case: Case) -> Iterator[_Run]:
    granted = case.decision is not None and case.decision.result == "grant"
    if case.decided_at is None or not granted or case.item.type != "行政许可":
        return
    yield _Run(
        "delivery",
        legal_date(case.decided_at),
        Period(10, "wd"),
        basis.DELIVERY,
        met_on=_on(case.delivered_at),
        cancelled_on=_stopped_on(case),
    )
