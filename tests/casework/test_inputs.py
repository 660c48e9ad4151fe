"""The inputs of open dates tell, without the acts, what folding the acts tells (LAW default 4, R91)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import WorkCalendar, load_calendar
from calendars.notice_file import parse_notice
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.inputs import Inputs, turns_on
from clerk.casework.limits import judge
from clerk.casework.particulars import Terms
from clerk.casework.times import legal_date
from tests.calendars.test_importing import TEXT_2027
from tests.casework.helpers import Counter, counter, moment

NOTICE = (parse_notice(TEXT_2027, "2027.toml"),)
OLD = load_calendar("xinjiang"), load_calendar("national")
NEW = load_calendar("xinjiang", NOTICE), load_calendar("national", NOTICE)
DAYS = st.dates(moment("2026-11-20").date(), moment("2026-12-31").date())
GAP = "资金证明"


def folded(desk: Counter, calendars: tuple[WorkCalendar, WorkCalendar], at: str) -> Case:
    """The case of these acts by these calendars."""
    return fold(desk.acts, Terms(desk.item, desk.policy, *calendars), moment(at))


def judged(case: Case, calendars: tuple[WorkCalendar, WorkCalendar], at: str) -> list[tuple[Any, ...]]:
    """What the inputs alone tell, after a way through the archive."""
    inputs = msgspec.json.decode(msgspec.json.encode(case.inputs), type=Inputs)
    today = legal_date(moment(at))
    deadlines = judge(inputs.clocks, inputs.rules(*calendars), today)
    turns = turns_on(inputs, deadlines, calendars[0], today)
    return [*_told(deadlines), (turns,)]


def _told(deadlines: Any) -> list[tuple[Any, ...]]:
    return [
        (one.what, one.material, one.due, one.state, one.provisional, one.national, one.by_calendar)
        for one in deadlines
        if one.awaited
    ]


@given(DAYS, st.sampled_from(["received", "accepted", "incomplete"]), st.booleans())
def test_inputs_and_acts_agree_by_either_calendar(day: Any, state: str, national: bool) -> None:
    """Whatever the day, the state and the calendar that the policy counts by."""
    desk = counter(calendar="national" if national else "regional")
    if state == "incomplete":
        desk.receive(f"{day}T11:00", 资金证明="missing")
        desk.must(f"{day}T11:30", a.AcceptIncomplete((GAP,), True))
    else:
        desk.receive(f"{day}T11:00")
    if state == "accepted":
        desk.must(f"{day}T11:30", a.Accept())
    at = f"{day + timedelta(days=1)}T10:00"
    stored = folded(desk, OLD, at)
    for calendars in (OLD, NEW):
        case = folded(desk, calendars, at)
        if not case.deemed:
            assert judged(stored, calendars, at) == [*_told(case.deadlines), (case.turns_on,)]


def test_only_what_waits_is_kept() -> None:
    """A clock that was met is not judged anew; the statutory one stays where it caps what waits."""
    desk = counter().receive("2026-12-22", 资金证明="missing")
    desk.must("2026-12-22", a.AcceptIncomplete((GAP,), True))
    inputs = desk.at("2026-12-23").inputs
    assert inputs is not None
    assert {clock.what for clock in inputs.clocks} == {"promised", "statutory", "completion"}


@pytest.mark.parametrize(("at", "stands"), [("2026-12-30T12:00", True), ("2026-12-31T12:00", False)])
def test_a_start_found_by_office_hours_is_held_against_the_new_calendar(at: str, stands: bool) -> None:
    """LAW default 5: received on a day that the notice takes off, the period starts on another day."""
    case = folded(counter(first_day="next_working_day").receive(at), OLD, at)
    assert case.inputs is not None
    assert case.inputs.stand(OLD[0])
    assert case.inputs.stand(NEW[0]) is stands


def test_what_silence_brought_about_is_read_from_the_acts() -> None:
    """Art. 32(4): accepted by a date of the calendar; another calendar may say that it was not over yet."""
    case = folded(counter().receive("2026-12-22"), OLD, "2027-01-11")
    assert case.deemed
    assert case.inputs is not None
    assert not case.inputs.stand(NEW[0])


def test_a_publicity_that_stops_the_clock_ends_by_itself() -> None:
    """LAW P6, R66: it stands still for the announced days and then runs on; that day turns the lists."""
    desk = counter().receive("2025-09-26").must("2025-09-26", a.Accept())
    desk.must("2025-09-26", a.Route(f"dept:{desk.item.department}"))
    desk.must("2025-09-26", a.SignFor(), "department")
    plain = desk.clock("2025-09-27", "statutory")[0]
    desk.must("2025-10-09", a.Publicise(5, "wd", "门户网站", stops_statutory=True), "department")
    ends = desk.clock("2025-10-09", "publicity")[0]
    assert desk.clock(ends, "statutory")[1] == "paused"
    assert str(desk.at("2025-10-10").turns_on) == "2025-10-16"
    later = desk.clock("2025-10-20", "statutory")
    assert (ends, later[1]) == ("2025-10-15", "running")
    assert plain < later[0] == desk.clock("2025-10-10", "statutory")[0]
