"""The credit lists at the counter: the applicant is looked up when the case is opened, once."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from clerk.archive.credit import ListStamp, replace_lists
from clerk.casework import acts as a
from clerk.casework.credit import CreditEntry
from clerk.desk.credit import asked, checked
from tests.casework.helpers import moment
from tests.desk.conftest import PERSON, Hall

TODAY = date(2025, 9, 26)
ITEM = "XK-04"
DEFERRED = "办公设施设备、信息管理系统清单"
ENTRY = CreditEntry(
    list="black", kind="person", id_number=PERSON.id_number, listed_on=date(2025, 1, 2), basis="某办法",
    expires_on=date(2028, 1, 1), repair_path="申请修复",
)  # fmt: skip


def bring(hall: Hall, *entries: CreditEntry, as_of: date = TODAY) -> None:
    """Give the hall its black list."""
    stamp = ListStamp("black", "市平台", as_of, moment("2025-09-26T09:00"))
    replace_lists(hall.office().archive, [stamp], entries, force=True)


def test_a_listed_applicant_is_received_and_not_accepted_incomplete(hall: Hall) -> None:
    """R42: black from the list closes incomplete acceptance; the normal track goes on to acceptance."""
    bring(hall, ENTRY)
    case = hall.receive(ITEM, missing=[DEFERRED])
    assert case.applicant.credit == "black"
    assert hall.refused(case, a.AcceptIncomplete((DEFERRED,), commitment=True)) == "credit_excluded"
    case = hall.do(case, a.CorrectOnSpot({DEFERRED: a.Finding("ok")}))
    assert hall.do(case, a.Accept()).stage == "accepted"


def test_an_applicant_who_is_on_no_list_is_normal(hall: Hall) -> None:
    """R41: looked up and not found; incomplete acceptance is open."""
    bring(hall, replace(ENTRY, id_number="11010519491231002X"))
    case = hall.receive(ITEM, missing=[DEFERRED])
    assert case.applicant.credit == "normal"
    assert hall.do(case, a.AcceptIncomplete((DEFERRED,), commitment=True)).stage == "accepted"


def test_an_entry_without_effect_closes_nothing(hall: Hall) -> None:
    """LAW L10: without a basis the entry is as good as not there."""
    bring(hall, replace(ENTRY, basis=""))
    assert hall.receive(ITEM).applicant.credit == "normal"


def test_without_a_usable_list_nobody_is_black(hall: Hall) -> None:
    """R42: no list, or one that is too old: 未核验, and incomplete acceptance stays open."""
    assert hall.receive(ITEM).applicant.credit == "unchecked"
    bring(hall, ENTRY, as_of=date(2025, 8, 1))
    case = hall.receive(ITEM, missing=[DEFERRED])
    assert case.applicant.credit == "unchecked"
    assert hall.do(case, a.AcceptIncomplete((DEFERRED,), commitment=True)).stage == "accepted"
    assert "未核验" in asked(hall.office().archive.read, PERSON, TODAY, 30).words


@pytest.mark.parametrize("said", ["normal", "red", "black"])
def test_what_was_said_already_stays(hall: Hall, said: a.Credit) -> None:
    """A scenario's or a clerk's own word about the applicant is not overruled by the list."""
    bring(hall, ENTRY)
    person = replace(PERSON, credit=said)
    assert checked(hall.office().archive.read, person, TODAY, 30) is person
    assert hall.receive(ITEM, person).applicant.credit == said


def test_a_person_without_a_number_is_not_looked_up(hall: Hall) -> None:
    """R41: the name alone finds nobody."""
    bring(hall, ENTRY)
    person = replace(PERSON, id_number="")
    assert checked(hall.office().archive.read, person, TODAY, 30) is person


def test_the_case_keeps_what_the_list_said_that_day(hall: Hall) -> None:
    """R24: a later list does not change what was found at receipt."""
    bring(hall, ENTRY)
    case = hall.receive(ITEM)
    bring(hall)
    assert hall.office().case(case.number).applicant.credit == "black"
    assert hall.receive(ITEM).applicant.credit == "normal"
