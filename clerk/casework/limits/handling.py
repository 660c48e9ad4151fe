"""Clocks that start with acceptance (办理时限): promised, statutory, joint, completion, grace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from calendars import Period
from clerk.casework import basis
from clerk.casework.limits.clock import Clock, Stop
from clerk.casework.limits.counting import rules_of
from clerk.casework.limits.judging import completion_end, frame_of
from clerk.casework.times import legal_date, on
from clerk.catalogue.procedures import KINDS

if TYPE_CHECKING:
    from clerk.casework.case import Case
    from clerk.casework.particulars import Special
    from clerk.catalogue.items import Limit, Unit


def handling_clocks(case: Case) -> Iterator[Clock]:
    """Statutory and promised are two clocks with their own stops; the earlier date binds (LAW L7)."""
    if case.accepted_on is None:
        return
    start = _starts_on(case, case.accepted_on, case.committed_on)
    yield _statutory(case, start)
    yield _promised(case, start)
    if case.package:
        yield _joint(case, start)
    yield from _completions(case, case.accepted_on, start)


def _starts_on(case: Case, accepted_on: date, signed: date | None) -> date:
    """Receipt or acceptance, as the item says (LAW L1); the signature, where policy counts from it (洋县).

    A commitment that was signed before the acceptance never makes the authority's time longer.
    """
    if case.item.starts_from == "receipt":
        return case.received_on
    if signed is not None and case.terms.policy.clock_start == "commitment_signed":
        return min(signed, accepted_on)
    return accepted_on


def _statutory(case: Case, start: date) -> Clock:
    limit = case.limit("statutory")
    return Clock(
        "statutory",
        start,
        limit.n,
        limit.unit,
        limit.basis or "事项清单法定时限",
        met_on=on(case.decided_at),
        cancelled_on=case.ended_on,
        stops=_stops(case, "statutory"),
        extension=_extension(case, limit),
        extension_basis=basis.EXTENSION,
        printed=case.printed.get(("statutory", "")),
    )


def _extension(case: Case, limit: Limit) -> int:
    """COUNTING 2: an extension is one longer count from the same start."""
    extended = case.extension
    return extended.n if extended is not None and extended.unit == limit.unit else 0


def _promised(case: Case, start: date) -> Clock:
    limit = case.limit("promised")
    moves = case.terms.policy.extension_moves_promise
    return Clock(
        "promised",
        start,
        limit.n,
        limit.unit,
        f"事项承诺时限({limit.note})" if limit.note else "事项承诺时限",
        met_on=on(case.decided_at),
        cancelled_on=case.ended_on,
        stops=_stops(case, "promised"),
        extension=_extension(case, limit) if moves else 0,
        extension_basis=basis.EXTENSION if moves else "",
        capped_by="statutory",
        printed=case.printed.get(("promised", "")),
    )


def _joint(case: Case, start: date) -> Clock:
    """Items handled together for one person: 45 days over all, 15 more approved (art. 42(2), P4)."""
    cap = case.terms.policy.joint_cap
    return Clock(
        "joint",
        start,
        cap.n,
        cap.unit,
        basis.JOINT,
        met_on=on(case.decided_at),
        cancelled_on=case.ended_on,
        stops=_stops(case, "statutory"),
        extension=case.joint_extension.n if case.joint_extension is not None else 0,
        extension_basis=basis.JOINT,
    )


def _stops(case: Case, what: str) -> tuple[Stop, ...]:
    # What the case was settled over stops nothing any more: a date that holds does not drift.
    over = on(case.decided_at) or case.ended_on
    stops = list(_correcting(case))
    stops += [stop for one in case.specials if (stop := _special_stop(one, what, over)) is not None]
    stops += [
        Stop(
            legal_date(one.started_at),
            n=one.body.n,
            unit=one.body.unit,
            why="公示",
            source=basis.PUBLICITY,
            by_time=True,
        )
        for one in case.publicities
        if one.body.stops_statutory
    ]
    held = case.suspension
    if what == "promised" and held is not None:
        # It stops on the last day itself: whoever resumes has that day left to decide.
        before = held.body.since - timedelta(days=1)
        why = "容缺材料逾期未补齐,中止办理"
        stops.append(Stop(before, held.resumed_on or over, 1, "d", why, f"本地政策:{case.terms.policy.name}"))
    return tuple(stops)


def _correcting(case: Case) -> tuple[Stop, ...]:
    """Where limits run from receipt, the applicant's time to correct is not the office's (L1)."""
    if case.item.starts_from != "receipt" or case.notified_at is None:
        return ()
    end = case.corrected_on or case.accepted_on
    return (Stop(legal_date(case.notified_at), end, why="申请人补正", source=basis.CORRECTING),)


def _special_stop(one: Special, what: str, over: date | None) -> Stop | None:
    body = one.body
    # The promise follows the law unless the item says otherwise of its own procedure.
    stops = body.stops_statutory if what == "statutory" else body.stops_statutory or body.stops_promised
    if not stops:
        return None
    start = legal_date(one.started_at)
    return Stop(
        start,
        on(one.ended_at) or over,
        body.n,
        body.unit,
        special_name(body.special),
        basis.EXCLUDED_TIME,
        body.cap_wd,
    )


def special_name(kind: str) -> str:
    """The Chinese name of a kind of special procedure."""
    return KINDS.get(kind, kind)


def completion_ends(case: Case) -> tuple[tuple[str, int, Unit], ...]:
    """The periods that a completion must not outrun: those of the policy, and the statutory one (L7).

    A later catalogue shortens the office's time, never what the applicant was given at acceptance (L14).
    """
    names = dict.fromkeys((*case.terms.policy.deadline.of, "statutory"))
    limits = case.completion_limits or {
        "promised": case.limit("promised"),
        "statutory": case.limit("statutory"),
    }
    return tuple((name, limits[name].n, limits[name].unit) for name in names)


def completion_due(case: Case, accepted_on: date, signed: date | None = None) -> tuple[date, int, str] | None:
    """Until when deferred materials may come: date, lead days and base clock; None when no room."""
    rules, lead = rules_of(case.terms), case.terms.policy.deadline.lead
    start = _starts_on(case, accepted_on, signed)
    frame = frame_of(start, _correcting(case), rules, accepted_on)
    ends = [(name, Period(n, unit)) for name, n, unit in completion_ends(case)]
    return completion_end(rules.calendar, frame, ends, lead, accepted_on)


def _completions(case: Case, start: date, runs_from: date) -> Iterator[Clock]:
    policy = case.terms.policy
    ends = completion_ends(case)
    # A refusal waits for nothing (L4); where the result was issued first, what is deferred still comes.
    refused = on(case.decided_at) if case.decision is not None and case.decision.result == "refuse" else None
    for line in case.deferred.values():
        came = line.met_on
        if came is not None and refused is not None and came > refused:
            came = None
        yield Clock(
            "completion",
            start,
            ends[0][1],
            "wd",
            f"{basis.INCOMPLETE};{policy.name}",
            line.name,
            met_on=came,
            cancelled_on=line.waived_on or case.ended_on or refused,
            extension=sum(one.n for one in case.completion_extensions),
            extension_basis=policy.name,
            capped_by="statutory",
            ends=ends,
            ends_from=runs_from if runs_from != start else None,
            stops=_correcting(case),
            lead=policy.deadline.lead,
            printed=case.printed.get(("completion", line.name)),
        )
    if case.suspension is not None:
        yield _grace(case)


def _grace(case: Case) -> Clock:
    """台州: after the lapse the promise stands still and a grace runs, never past the statute (L5)."""
    held = case.suspension
    assert held is not None
    settled = (line.met_on or line.waived_on for line in case.deferred.values())
    late = [day for day in settled if day is not None]
    return Clock(
        "grace",
        held.body.since,
        case.terms.policy.grace_wd,
        "wd",
        f"本地政策:{case.terms.policy.name}",
        met_on=None if case.outstanding else max(late),
        cancelled_on=case.ended_on or on(case.decided_at),
        capped_by="statutory",
    )
