"""Clocks of review and after it: procedures, publicity, opinions, delivery, later checks, ratings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clerk.casework import basis
from clerk.casework.limits.clock import Clock
from clerk.casework.times import legal_date, on

if TYPE_CHECKING:
    from clerk.casework.case import Case


def review_clocks(case: Case) -> Iterator[Clock]:
    """What was announced, asked for and published while the case was in review."""
    for special in case.specials:
        body = special.body
        yield Clock(
            "special",
            legal_date(special.started_at),
            body.n,
            body.unit,
            basis.EXCLUDED_TIME if body.stops_statutory else "特别程序告知书所列时间",
            body.special,
            met_on=on(special.ended_at),
            cancelled_on=case.ended_on,
        )
    for one in case.publicities:
        yield Clock(
            "publicity",
            legal_date(one.started_at),
            one.body.n,
            one.body.unit,
            basis.PUBLICITY,
            cancelled_on=case.ended_on,
            kept_by_time=True,
        )
    yield from _hearing(case)
    for opinion in case.opinions:
        asked = opinion.body
        yield Clock(
            "opinion",
            legal_date(opinion.asked_at),
            asked.n,
            asked.unit,
            basis.FIRST_REVIEW if asked.first_review else basis.OPINION,
            asked.department,
            met_on=on(opinion.answered_at),
            cancelled_on=case.ended_on or on(case.decided_at),
        )


def _hearing(case: Case) -> Iterator[Clock]:
    """Arts. 47, 48: five days to ask for a hearing, twenty to hold it.

    Art. 82 counts the authority's periods in working days; that the applicant's five are counted so
    as well is not settled by the text (COUNTING) and is the reading that favours him.
    """
    hearing = case.hearing
    if hearing is None:
        return
    ended = case.ended_on or on(case.decided_at)
    yield Clock(
        "hearing_request",
        legal_date(hearing.offered_at),
        5,
        "wd",
        basis.HEARING,
        met_on=on(hearing.asked_at),
        cancelled_on=ended,
    )
    if hearing.asked_at is None or hearing.asked is None or hearing.asked.waived:
        return
    held = next((one.ended_at for one in case.specials if one.body.special == "hearing"), None)
    start = legal_date(hearing.asked_at)
    yield Clock("hearing", start, 20, "wd", basis.HEARING, met_on=on(held), cancelled_on=ended)


def renewal_clock(case: Case) -> Iterator[Clock]:
    """Art. 50: decide before the licence expires, or it counts as renewed; asked for 30 days before.

    Nothing is renewed by this program: the mark tells people what the law says of the silence.
    """
    expires = case.renews_until
    if expires is None or (expires - case.received_on).days < 30:
        return
    yield Clock(
        "renewal",
        case.received_on,
        (expires - case.received_on).days,
        "d",
        basis.RENEWAL,
        met_on=on(case.decided_at),
        cancelled_on=case.ended_on,
        until=expires,
    )


def result_clocks(case: Case) -> Iterator[Clock]:
    """Delivery of a grant (art. 44, R71, LAW L13), check of a promise, answer to a bad rating."""
    policy = case.terms.policy
    granted = case.decision is not None and case.decision.result == "grant"
    if case.decided_at is not None and granted:
        decided = legal_date(case.decided_at)
        if case.item.type == "行政许可":
            yield Clock(
                "delivery",
                decided,
                policy.delivery_wd,
                "wd",
                basis.DELIVERY,
                met_on=on(case.delivered_at),
                cancelled_on=case.ended_on if case.delivered_at is None else None,
                printed=case.printed.get(("delivery", "")),
            )
        if case.promise is not None:
            rule = policy.informed_commitment
            yield Clock(
                "post_check",
                decided,
                rule.check_n,
                rule.check_unit,
                f"{basis.INFORMED_COMMITMENT};{policy.name}",
                met_on=on(case.promise.checked_at),
            )
    if case.rating is not None and case.bad_rating:
        yield Clock(
            "rating",
            legal_date(case.rating.at),
            policy.rating.n,
            policy.rating.unit,
            f"{basis.RATING};{policy.name}",
            met_on=on(case.rating.handled_at),
        )
