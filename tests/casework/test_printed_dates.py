"""What a paper promised stays promised: the better date for the applicant holds (LAW L5, L7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from clerk.casework import acts as a
from clerk.casework.limits import APPLICANTS, Clock, Rules, judge
from tests.casework.helpers import Counter, counter, in_review, incomplete, moment

RULES = Rules(load_calendar("xinjiang"))


def printed(desk: Counter, what: str, due: str, material: str = "") -> Counter:
    """The case with a paper on file that states this date, as an earlier calendar gave it."""
    last = desk.acts[-1]
    states = (a.Stated(what, date.fromisoformat(due), material),)
    paper = a.Issue("acceptance_notice", "号", "acceptance_notice/1", {}, "0" * 64, states)
    desk.acts.append(a.Act("C1", last.at, last.by, paper))
    return desk


@pytest.mark.parametrize(("paper", "holds"), [("2025-10-29", "2025-10-29"), ("2025-10-31", "2025-10-30")])
def test_of_the_authoritys_dates_the_earlier_holds(paper: str, holds: str) -> None:
    """A day off that came later does not lengthen what was promised; a day worked shortens it."""
    desk = printed(counter().receive("2025-09-26").must("2025-09-26", a.Accept()), "promised", paper)
    assert desk.clock("2025-09-26", "promised")[0] == min(paper, "2025-10-23")
    desk = printed(desk, "statutory", paper)
    clock = desk.at("2025-09-26").deadline("statutory")
    assert clock is not None
    assert (str(clock.due), str(clock.by_calendar), str(clock.printed)) == (holds, "2025-10-30", paper)


@pytest.mark.parametrize(("paper", "holds"), [("2025-10-20", "2025-10-21"), ("2025-10-22", "2025-10-22")])
def test_of_the_applicants_dates_the_later_holds(paper: str, holds: str) -> None:
    """R58: nobody is late by a date that his own notice did not carry."""
    desk = printed(incomplete(), "completion", paper, "资金证明")
    assert desk.clock("2025-09-26", "completion") == (holds, "running")


def test_a_stop_of_the_clock_ends_what_was_printed_before_it() -> None:
    """Art. 45: after a hearing the old date no longer binds; the notice of the hearing states the new one."""
    desk = printed(in_review("2025-10-09"), "statutory", "2025-11-04")
    assert desk.clock("2025-10-09", "statutory") == ("2025-11-04", "running")
    desk.must("2025-10-10", a.StartSpecial("hearing", 5, "wd", True, True), "department")
    assert desk.clock("2025-10-10", "statutory") == ("2025-11-12", "paused")


def test_an_extension_ends_what_was_printed_before_it() -> None:
    """Art. 42: the extension notice states the new date."""
    desk = printed(in_review("2025-10-09"), "statutory", "2025-11-04")
    desk.must("2025-10-10", a.Extend(10, "wd", "局长", "案情复杂"), "department")
    assert desk.clock("2025-10-10", "statutory") == ("2025-11-19", "running")


def test_every_notice_period_has_its_own_printed_date() -> None:
    """Art. 32(4): the receipt's date does not bind the period that begins when corrections are in."""
    desk = printed(counter().receive("2025-09-26", 申请书="missing"), "notify", "2025-10-09")
    assert desk.clock("2025-09-26", "notify") == ("2025-10-09", "running")
    desk.must("2025-09-28", a.NotifyCorrection(("申请书",)))
    desk.must("2025-10-09", a.ReceiveCorrection({"申请书": a.Finding("ok")}))
    assert desk.clock("2025-10-09", "notify") == ("2025-10-15", "running")
    assert desk.at("2025-10-16").deemed


def test_silence_is_measured_by_the_date_that_holds() -> None:
    """Art. 32(4), L1: what the receipt promised counts, should a new day off make it later."""
    desk = printed(counter().receive("2025-09-26"), "notify", "2025-10-09")
    assert not desk.at("2025-10-09").deemed
    assert desk.at("2025-10-10").deemed


@given(
    st.sampled_from(["notify", "correction", "statutory", "delivery"]),
    st.integers(0, 40),
    st.integers(1, 30),
    st.integers(-10, 10),
)
def test_whatever_was_printed_nobody_loses(what: str, start: int, n: int, moved: int) -> None:
    """For every clock and every difference the date that holds is the better one for the applicant."""
    day = date(2025, 9, 1) + timedelta(days=start)
    clock = Clock(what, day, n, "wd", "依据")
    (plain,) = judge([clock], RULES, day)
    paper = plain.due + timedelta(days=moved)
    (held,) = judge([Clock(what, day, n, "wd", "依据", printed=paper)], RULES, day)
    better = max if what in APPLICANTS else min
    assert held.due == better(plain.due, paper)
    assert (held.by_calendar is None) == (moved == 0)


def test_clocks_can_be_stored_and_judged_again() -> None:
    """The inputs survive the wire and give the same dates without the acts."""
    import msgspec

    case = incomplete().pass_days("2025-10-22").at("2025-10-22")
    stored = msgspec.json.decode(msgspec.json.encode(case.clocks), type=tuple[Clock, ...])
    assert stored == case.clocks
    rules = Rules(case.terms.calendar, case.terms.national)
    assert judge(stored, rules, moment("2025-10-22").date()) == case.deadlines


def test_a_refusal_that_names_a_provisional_date_says_so() -> None:
    """R91: wherever a date is told, also in a sentence, it says which notice is still missing."""
    desk = in_review("2026-12-21").must("2026-12-21", a.Publicise(10, "wd"), "department")
    refusal = desk.do("2026-12-22", a.Decide("grant"), "department")
    assert refusal is not None
    assert "暂定,尚缺《国务院办公厅关于2027年部分节假日安排的通知》" in refusal.reason
