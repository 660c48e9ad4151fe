"""A notice for next year comes in December: open dates move, promises stay, ended cases rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from calendars import NoticeError
from clerk.archive.files import ClockEntry
from clerk.archive.moved import Moved, last_run
from clerk.archive.recomputing import Recomputed, outdated
from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.policy import load_profile
from clerk.desk.supervision import day
from clerk.practice.sandbox import Sandbox
from tests.calendars.test_importing import CHANGE_2027, TEXT_2027
from tests.casework.helpers import moment
from tests.desk.conftest import Hall

SYSTEMS = "食品安全自查、从业人员健康管理、进货查验等制度文本"
LIST = "办公设施设备、信息管理系统清单"


@pytest.fixture
def december() -> Iterator[Hall]:
    """A hall on 2026-12-22; no notice for 2027 is known. The invented one takes 31 December off."""
    yield from hall_on("2026-12-22T11:00")


@pytest.fixture
def may() -> Iterator[Hall]:
    """A hall on 2025-05-30, before the feast."""
    yield from hall_on("2025-05-30T11:00")


def hall_on(when: str) -> Iterator[Hall]:
    """A hall whose clock begins then."""
    with Sandbox(moment(when), load_profile("hall_default")) as box:
        yield Hall(box)


def take_in(hall: Hall, folder: Path, text: str = TEXT_2027) -> Recomputed:
    """Put a notice on the hall's shelf and judge the open dates by it."""
    shelve(hall, folder, text)
    return hall.office().recompute()


def shelve(hall: Hall, folder: Path, text: str = TEXT_2027) -> None:
    """Put a notice on the hall's shelf; nothing more happens, as if the power failed then."""
    file = folder / "notice.toml"
    file.write_text(text, "utf-8")
    hall.box.archive.shelf.add(file)


def clock(hall: Hall, case: Case, what: str) -> ClockEntry:
    """An open clock of a case as lists have it."""
    (found,) = [one for one in hall.box.archive.read.clocks(case.number) if one.what == what]
    return found


def moved(hall: Hall, case: Case) -> dict[str, Moved]:
    """What the last notice moved in this case, by clock."""
    run = last_run(hall.box.archive.read)
    return {one.what: one for one in run.moved if one.number == case.number}


def good(hall: Hall) -> bool:
    """Whether the archive's read models are what its acts add up to."""
    verdict = verify(hall.box.archive.read, hall.office().now())
    assert verdict.problems == []
    return verdict.good


def test_an_acceptance_keeps_the_earlier_date_that_it_printed(december: Hall, tmp_path: Path) -> None:
    """A day off that comes later does not lengthen what the paper promised; both dates stand side by side."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-02"), a.Accept())
    before = clock(december, case, "promised")
    assert (str(before.due), before.provisional, before.by_calendar) == ("2027-01-05", True, None)
    assert take_in(december, tmp_path).changed == 1
    after = clock(december, case, "promised")
    assert (str(after.due), after.provisional, str(after.by_calendar)) == ("2027-01-05", False, "2027-01-06")
    told = moved(december, case)["promised"]
    assert (str(told.before), str(told.by_calendar), str(told.holds)) == (
        "2027-01-05", "2027-01-06", "2027-01-05",
    )  # fmt: skip
    assert not told.tell
    assert good(december)


def test_a_day_worked_that_comes_later_hurries_the_authority(december: Hall, tmp_path: Path) -> None:
    """Sunday the 27th becomes a working day: the earlier date holds, and the paper says another."""
    december.at("2026-12-24T11:00")
    case = december.do(december.receive("XK-02"), a.Accept())
    assert str(clock(december, case, "promised").due) == "2026-12-31"
    take_in(december, tmp_path)
    assert str(clock(december, case, "promised").due) == "2026-12-30"
    assert moved(december, case)["promised"].tell
    assert good(december)


@pytest.mark.parametrize(
    ("received", "item", "deferred", "printed", "by_calendar", "holds", "tell"),
    [
        ("2026-12-24", "XK-02", SYSTEMS, "2026-12-29", "2026-12-28", "2026-12-29", False),
        ("2026-12-28", "XK-04", LIST, "2027-01-08", "2027-01-11", "2027-01-11", True),
    ],
)
def test_a_completion_keeps_the_later_date(
    received: str,
    item: str,
    deferred: str,
    printed: str,
    by_calendar: str,
    holds: str,
    tell: bool,
    december: Hall,
    tmp_path: Path,
) -> None:
    """R58: nobody is late by a date that his own notice did not carry; who gains a day is told."""
    december.at(f"{received}T11:00")
    case = december.do(december.receive(item, missing=[deferred]), a.AcceptIncomplete((deferred,), True))
    assert str(clock(december, case, "completion").due) == printed
    take_in(december, tmp_path)
    assert str(clock(december, case, "completion").due) == holds
    told = moved(december, case)["completion"]
    assert (str(told.before), str(told.by_calendar), str(told.holds)) == (printed, by_calendar, holds)
    assert told.tell is tell
    assert good(december)


def test_ended_cases_are_untouched(december: Hall, tmp_path: Path) -> None:
    """Nothing is owed in them any more."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-02"), a.Withdraw("不办了"))
    before = december.box.archive.read.row(case.number)
    assert take_in(december, tmp_path) == Recomputed()
    assert december.box.archive.read.row(case.number) == before
    assert moved(december, case) == {}


def test_what_is_awaited_after_the_end_moves_too(december: Hall, tmp_path: Path) -> None:
    """GB/T 39046 A.8: the answer to a bad rating is owed after the case has ended; its date moves as well."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-02"), a.Accept())
    december.do(case, a.Route(f"dept:{case.department}"))
    december.do(case, a.SignFor(), "department")
    december.do(case, a.Decide("grant"), "department")
    december.do(case, a.Deliver("counter"), "delivery")
    december.do(case, a.Rate(5), "applicant")
    assert str(clock(december, case, "rating").due) == "2027-01-05"
    assert take_in(december, tmp_path).changed == 1
    assert str(clock(december, case, "rating").due) == "2027-01-06"
    assert good(december)


def test_provisional_marks_disappear_where_no_date_moves(december: Hall, tmp_path: Path) -> None:
    """The date stays and is sure now: the row is written, nobody need be told."""
    case = december.do(december.receive("XK-02"), a.Accept())
    before = clock(december, case, "promised")
    assert (str(before.due), before.provisional) == ("2026-12-29", True)
    text = TEXT_2027.replace("2026-12-31, to", "2027-01-01, to").replace("2026-12-27, ", "")
    assert take_in(december, tmp_path, text.replace("2027-01-02", "2027-01-03")).moved == 0
    row = december.box.archive.read.row(case.number)
    assert row is not None
    assert (str(row.next_due), row.next_provisional) == ("2026-12-29", False)
    assert good(december)


def test_a_bad_notice_changes_nothing(december: Hall, tmp_path: Path) -> None:
    """Bad input: refused with its reason, no date moved, nothing left to do at the next start."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-02"), a.Accept())
    before = december.box.archive.read.row(case.number)
    with pytest.raises(NoticeError):
        take_in(december, tmp_path, TEXT_2027.replace("2027-02-11", "2027-02-14"))
    assert not outdated(december.box.archive)
    december.office().open_day()
    assert december.box.archive.read.row(case.number) == before


def test_a_change_in_the_middle_of_the_year(december: Hall, tmp_path: Path) -> None:
    """The holiday is made longer while cases are open, as in 2020: the paper's date stays."""
    take_in(december, tmp_path)
    december.at("2027-02-04T11:00").office().open_day()
    case = december.do(december.receive("XK-02"), a.Accept())
    assert str(clock(december, case, "promised").due) == "2027-02-17"
    december.at("2027-02-08T11:00")
    take_in(december, tmp_path, CHANGE_2027.replace("year = 2027", "year = 2027\nchecksum = 15"))
    after = clock(december, case, "promised")
    assert (str(after.due), str(after.by_calendar)) == ("2027-02-17", "2027-02-19")
    assert good(december)


def test_an_import_cut_short_heals_when_the_day_is_opened(december: Hall, tmp_path: Path) -> None:
    """The notice is there, the dates are not judged yet: the archive is whole, and the next start does it."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-02"), a.Accept())
    shelve(december, tmp_path)
    assert december.office().waiting()
    assert good(december)
    december.office().open_day()
    assert not december.office().waiting()
    assert str(clock(december, case, "promised").by_calendar) == "2027-01-06"
    assert take_in(december, tmp_path) == Recomputed()
    assert good(december)


def test_silence_accepts_by_the_new_calendar(december: Hall, tmp_path: Path) -> None:
    """Art. 32(4): a notice period that the notice shortens is over a day earlier; the case is accepted."""
    december.at("2026-12-24T11:00")
    case = december.receive("XK-02")
    december.at("2026-12-31T10:00").office().open_day()
    row = december.box.archive.read.row(case.number)
    assert row is not None
    assert row.stage == "received"
    take_in(december, tmp_path)
    assert good(december)
    december.office().open_day()
    row = december.box.archive.read.row(case.number)
    assert row is not None
    assert (row.stage, "deemed_accepted" in row.flags) == ("accepted", True)
    assert good(december)


def test_a_case_that_silence_accepted_is_read_from_its_acts(december: Hall, tmp_path: Path) -> None:
    """What silence brought about by the old calendar is judged by the acts; the receipt's date stays."""
    december.at("2026-12-28T11:00")
    case = december.receive("XK-02")
    december.at("2027-01-06T10:00").office().open_day()
    row = december.box.archive.read.row(case.number)
    assert row is not None
    assert row.stage == "accepted"
    assert take_in(december, tmp_path).refolded == 1
    assert good(december)


def test_reminders_follow_the_new_date(december: Hall, tmp_path: Path) -> None:
    """R59: what falls due a day later is reminded of a day later."""
    december.at("2026-12-28T11:00")
    case = december.do(december.receive("XK-04", missing=[LIST]), a.AcceptIncomplete((LIST,), True))
    before = december.box.archive.read.row(case.number)
    take_in(december, tmp_path)
    after = december.box.archive.read.row(case.number)
    assert before is not None
    assert after is not None
    assert (str(before.turns_on), str(after.turns_on)) == ("2027-01-05", "2027-01-06")
    assert good(december)


def test_a_stopped_clock_is_judged_with_its_stop(december: Hall, tmp_path: Path) -> None:
    """Art. 45: an expert review that goes on keeps the clock standing, by the new calendar too."""
    case = december.do(december.receive("XK-14"), a.Accept())
    december.do(case, a.Route(f"dept:{case.department}"))
    december.do(case, a.SignFor(), "department")
    december.do(case, a.StartSpecial("expert_review", 5, "wd", stops_statutory=True), "department")
    take_in(december, tmp_path)
    assert clock(december, case, "statutory").paused
    assert good(december)


def test_warned_by_the_national_calendar_on_the_last_open_day(may: Hall) -> None:
    """LAW default 4: due on 12 June here, on the 9th nationally, closed from the 6th: warned on the 5th."""
    case = may.do(may.receive("XK-02"), a.Accept())
    entry = clock(may, case, "promised")
    assert (str(entry.due), str(entry.national), str(entry.warn_on)) == (
        "2025-06-12", "2025-06-09", "2025-06-05",
    )  # fmt: skip
    for today, groups in (("2025-06-04", []), ("2025-06-05", ["due"]), ("2025-06-13", ["overdue"])):
        found = day(may.box.archive.read, may.at(f"{today}T10:00").office().today())
        assert [one.group for one in found if one.row.number == case.number] == groups
