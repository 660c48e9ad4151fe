"""The one way to act: checked, recorded with its papers, derived; or refused, and nothing recorded."""

from __future__ import annotations

import pytest

from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.desk.numbering import is_case_number
from clerk.documents.errors import MissingFact
from clerk.documents.render import redraw
from sync import envelope
from tests.desk.conftest import PERSON, Hall

FOOD, LABOUR = "XK-02", "XK-04"
DEFERRED = "办公设施设备、信息管理系统清单"


def journey(hall: Hall) -> str:
    """A labour-dispatch licence, accepted incomplete, completed, granted and delivered."""
    case = hall.receive(LABOUR, missing=[DEFERRED])
    case = hall.do(case, a.AcceptIncomplete((DEFERRED,), commitment=True))
    case = hall.do(case, a.Route(f"dept:{case.department}"))
    case = hall.do(case, a.SignFor(), "department")
    assert hall.at("2025-10-09").refused(case, a.Decide("grant"), "department") == "deferred_outstanding"
    case = hall.do(case, a.Complete({DEFERRED: a.Finding("ok")}))
    case = hall.do(case, a.Decide("grant"), "department")
    case = hall.at("2025-10-10").do(case, a.Deliver("counter", receiver="张三"), "delivery")
    assert case.stage == "delivered"
    return case.number


def test_whole_life_leaves_a_verified_file(hall: Hall) -> None:
    """From receipt to delivery: every outcome's papers are there, numbered, and the archive verifies."""
    number = journey(hall)
    case = hall.office().case(number)
    kinds = [notice.kind for notice in case.notices]
    assert kinds == [
        "receipt",
        "commitment",
        "incomplete_acceptance_notice",
        "handover_list",
        "grant_decision",
        "delivery_record",
    ]
    assert len({notice.number for notice in case.notices}) == len(kinds)
    assert verify(hall.office().archive.read, hall.office().now()).good


def test_papers_are_drawn_again_as_they_were(hall: Hall) -> None:
    """R54: a stored paper's text is the text that was issued, with the practice mark."""
    case = hall.office().case(journey(hall))
    for notice in case.notices:
        assert "演练" in redraw(notice)


def test_refusal_records_nothing(hall: Hall) -> None:
    """A refused act leaves no line, no number, no change of the queue."""
    case = hall.receive(FOOD)
    before = hall.office().archive.read.lines(case.number)
    assert hall.refused(case, a.Decline("incomplete", "材料不齐")) == "incompleteness_is_no_reason_to_decline"
    assert hall.office().archive.read.lines(case.number) == before


def test_missing_fact_of_a_paper_records_nothing(hall: Hall) -> None:
    """A paper that would have a blank stops the act as a whole (R54)."""
    with pytest.raises(MissingFact, match="申请人"):
        hall.receive(FOOD, a.Person(""))
    assert hall.office().archive.read.numbers() == []
    assert is_case_number(hall.receive(FOOD).number)


def test_numbers_are_given_once_and_carry_the_window(hall: Hall) -> None:
    """R87: division, window, day, serial, check character; no two alike."""
    numbers = [hall.receive(FOOD).number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert all(number.startswith("650200W0120250926") and is_case_number(number) for number in numbers)
    swapped = numbers[0][:-3] + numbers[0][-2] + numbers[0][-3] + numbers[0][-1]
    assert swapped == numbers[0] or not is_case_number(swapped)


def test_case_that_is_not_there(hall: Hall) -> None:
    """An unknown number is a KeyError, for reading and for acting."""
    with pytest.raises(KeyError):
        hall.office().case("650200W012025092699990")
    with pytest.raises(KeyError):
        hall.office().act("650200W012025092699990", a.Note("x"))


def test_only_a_window_receives(hall: Hall) -> None:
    """R35: the windows receive; the department's desk takes nothing in."""
    refused = hall.office("department").receive(hall.item(FOOD), PERSON, {})
    assert getattr(refused, "code", "") == "not_the_holder"


def test_silence_turns_the_queue_when_the_day_is_opened(hall: Hall) -> None:
    """Deemed acceptance happens by itself (R51); opening the day refolds the rows that time has turned."""
    case = hall.receive(FOOD)
    office = hall.at("2025-10-11T10:00").office()
    assert office.case(case.number).deemed
    assert office.open_day() == 1
    row = office.archive.read.row(case.number)
    assert row is not None
    assert (row.stage, row.flags) == ("accepted", ("deemed_accepted",))
    assert office.open_day() == 0


def test_envelopes_carry_the_custody_epoch(hall: Hall) -> None:
    """Each line says which custody its author believed in: it rises when the file changes hands."""
    lines = hall.office().archive.read.lines(journey(hall))
    epochs = {envelope.decode(line).kind: envelope.decode(line).custody for line in lines}
    assert (epochs["receive"], epochs["sign_for"], epochs["decide"], epochs["deliver"]) == (0, 0, 1, 2)


@pytest.mark.parametrize(
    "text", ["买买提", "买买提•阿布", "650203199003074518", "6502031990　03074518", "１３９０９９０１２３４"]
)
def test_returning_person_is_found_however_it_is_typed(hall: Hall, text: str) -> None:
    """By the beginning of the name, any dot; by paper or phone, full-width and blanks understood."""
    person = a.Person("买买提·阿布都热合曼", id_number="650203199003074518", phone="13909901234")
    number = hall.receive(FOOD, person).number
    hall.receive(FOOD, a.Person("买合木提", id_number="650203198001010015"))
    assert [row.number for row in hall.office().archive.read.find(text)] == [number]


def test_case_keeps_the_terms_it_was_received_under(hall: Hall) -> None:
    """R24: the item and the policy are kept by version, so a case folds years later as it did then."""
    case = hall.receive(FOOD)
    office = hall.office()
    terms = office.case(case.number).terms
    assert (terms.item, terms.policy) == (hall.item(FOOD), office.policy)


def test_not_required_is_said_at_once_with_a_paper(hall: Hall) -> None:
    """Art. 32(1): no licence needed; the case is opened and ended in one act."""
    done = hall.office().not_required(hall.item(FOOD), PERSON, "仅销售预包装食品,办理备案即可")
    assert getattr(done, "case").stage == "not_required"  # noqa: B009 - a refusal has no case: this fails then
    assert [paper.kind for paper in getattr(done, "papers")] == ["not_required_notice"]  # noqa: B009 - as above


def test_a_procedure_that_takes_longer_than_foretold_makes_nobody_late(hall: Hall) -> None:
    """Art. 45: its time is not counted, all of it; what the notice foretold is no promise (DESIGN)."""
    case = hall.receive("XK-05")
    hall.do(case, a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    hall.do(case, a.SignFor(), "department")
    hall.do(case, a.StartSpecial("hearing", 5, "wd", True, True), "department")
    hall.at("2026-03-02T10:00")
    later = hall.office().case(case.number)
    assert "overdue" not in later.flags
    promised = later.deadline("promised")
    assert promised is not None
    assert (promised.state, promised.by_calendar) == ("paused", None)
