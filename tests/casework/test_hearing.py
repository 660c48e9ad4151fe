"""Hearings and renewals. 行政许可法 arts. 43, 46–48, 50, COUNTING, LAW P5, P8, P12."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.casework.specials import start_special
from tests.casework.helpers import LICENCE, Counter, counter, in_review

GRANT = a.Decide("grant")


def told() -> Counter:
    """A case whose neighbours were told of their right on 2025-10-10."""
    return in_review().must("2025-10-10", a.OfferHearing("相邻权利人"), "department")


def asked() -> Counter:
    """A hearing was asked for on 2025-10-13."""
    return told().must("2025-10-13", a.AskHearing("相邻权利人"))


def test_the_right_to_a_hearing_is_told_once_and_by_name() -> None:
    """Art. 47: who is concerned."""
    assert in_review().code("2025-10-10", a.OfferHearing(), "department") == "reason_required"
    assert told().code("2025-10-11", a.OfferHearing("申请人"), "department") == "already_notified"


def test_nothing_is_decided_while_a_hearing_may_be_asked_for() -> None:
    """Art. 47: five days from being told, then the decision is free; so it is once the right is given up."""
    assert told().clock("2025-10-10", "hearing_request") == ("2025-10-16", "running")
    assert told().code("2025-10-16", GRANT, "department") == "period_not_over"
    told().must("2025-10-17", GRANT, "department")
    told().must("2025-10-11", a.AskHearing(waived=True)).must("2025-10-11", GRANT, "department")


def test_a_late_request_is_refused() -> None:
    """Art. 47: within five days; nobody asks who was not told."""
    assert told().code("2025-10-17", a.AskHearing("邻居")) == "period_over"
    assert in_review().code("2025-10-10", a.AskHearing("邻居")) == "nothing_open"


def test_a_hearing_that_was_asked_for_is_held_before_the_decision() -> None:
    """Arts. 46–48: within twenty days, told seven days before, its time not counted (art. 45)."""
    desk = asked()
    assert desk.clock("2025-10-13", "hearing") == ("2025-11-10", "running")
    assert desk.code("2025-10-20", GRANT, "department") == "hearing_outstanding"
    desk.must("2025-10-24", a.CallHearing(date(2025, 11, 4), "二楼会议室"), "department")
    desk.must("2025-11-04", start_special(desk.item, "hearing", 1, "wd"), "department")
    desk.must("2025-11-05", a.EndSpecial("听证笔录已签字"), "department")
    assert desk.clock("2025-11-05", "hearing") == ("2025-11-10", "met")
    assert desk.clock("2025-11-05", "statutory") == ("2025-11-06", "running")
    desk.must("2025-11-05", GRANT, "department")


@pytest.mark.parametrize("on", [date(2025, 10, 13), date(2025, 10, 21), date(2025, 11, 11)])
def test_a_hearing_is_told_in_time_and_held_in_time(on: date) -> None:
    """Arts. 47, 48: not today, not sooner than seven days, not after twenty."""
    assert asked().code("2025-10-13", a.CallHearing(on, "二楼会议室"), "department") == "limit_not_lawful"


def test_a_hearing_is_called_only_when_somebody_asked() -> None:
    """Art. 47."""
    assert told().code("2025-10-13", a.CallHearing(date(2025, 11, 4)), "department") == "nothing_open"
    assert asked().code("2025-10-13", a.CallHearing(date(2025, 11, 4)), "department") == "reason_required"


def test_the_lower_offices_first_review_takes_twenty_days_at_most() -> None:
    """Art. 43, LAW P5."""
    asked_for = a.AskOpinion("区水务局", 21, "wd", first_review=True)
    assert in_review().code("2025-10-10", asked_for, "department") == "limit_not_lawful"
    desk = in_review().must("2025-10-10", msgspec.structs.replace(asked_for, n=20), "department")
    clock = desk.at("2025-10-10").deadline("opinion")
    assert clock is not None
    assert "四十三" in clock.basis


def renewal(until: str, received: str = "2025-09-26") -> Counter:
    """An application to renew a licence that expires then."""
    desk = counter().receive(received)
    body = desk.acts[0].body
    assert isinstance(body, a.Receive)
    body = msgspec.structs.replace(body, renews_until=date.fromisoformat(until))
    desk.acts[0] = msgspec.structs.replace(desk.acts[0], body=body)
    return desk


def test_a_renewal_asked_in_time_is_decided_before_the_licence_expires() -> None:
    """Art. 50, P12: silence beyond the expiry is marked as what the law calls it, no more."""
    desk = renewal("2025-11-02").must("2025-09-26", a.Accept())
    assert desk.clock("2025-09-26", "renewal") == ("2025-11-02", "running")
    assert "deemed_renewed" in desk.flags("2025-11-03")
    assert desk.at("2025-11-03").stage == "accepted"
    # The lists show it from that day on, and an archive that was asleep then is no damaged one.
    assert [desk.at(day).turns_on for day in ("2025-11-02", "2025-11-03")] == [date(2025, 11, 3), None]


def test_a_renewal_asked_late_has_no_such_clock() -> None:
    """Art. 50: thirty days before the expiry."""
    assert renewal("2025-10-25").at("2025-12-01").deadline("renewal") is None


def test_items_handled_together_have_a_cap_that_is_extended_once() -> None:
    """Arts. 26, 42(2): 45 working days over all, 15 more approved by the head of government."""
    desk = in_review()
    more = a.Extend(15, "wd", "市长", "联合办理复杂", joint=True)
    assert desk.code("2025-10-10", more, "department") == "limit_not_lawful"
    body = desk.acts[0].body
    assert isinstance(body, a.Receive)
    body = msgspec.structs.replace(body, package="P1")
    desk.acts[0] = msgspec.structs.replace(desk.acts[0], body=body)
    assert desk.clock("2025-10-10", "joint") == ("2025-12-10", "running")
    longer = msgspec.structs.replace(more, n=16)
    assert desk.code("2025-10-10", longer, "department") == "limit_not_lawful"
    desk.must("2025-10-10", more, "department")
    assert desk.clock("2025-10-10", "joint") == ("2025-12-31", "running")
    assert desk.clock("2025-10-10", "statutory") == ("2025-11-05", "running")
    assert desk.code("2025-10-11", more, "department") == "already_extended"
    assert LICENCE.id == desk.item.id
