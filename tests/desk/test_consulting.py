"""Consultation before an application (咨询): recorded under its own number, no case. Art. 30, 首问负责."""

from __future__ import annotations

from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.refusal import Refusal
from clerk.desk.consulting import PREFIX, consult
from tests.desk.conftest import Hall


def test_a_consultation_opens_no_case_and_verifies(hall: Hall) -> None:
    """What was asked is on record in the chain; no list of cases has it."""
    office, read = hall.office(), hall.box.archive.read
    number = consult(office, hall.item("XK-05"), "要哪些材料", "当面告知")
    assert isinstance(number, str)
    assert number.startswith(PREFIX)
    assert read.numbers() == []
    verdict = verify(read, office.now())
    assert (verdict.problems, verdict.lines) == ([], 1)
    assert [act.kind for act in read.acts(number)] == ["consult"]


def test_a_consultation_says_what_was_asked(hall: Hall) -> None:
    """Nothing is recorded for nothing."""
    refused = consult(hall.office(), hall.item("XK-05"), " ")
    assert isinstance(refused, Refusal)
    assert refused.code == "reason_required"
    assert verify(hall.box.archive.read, hall.office().now()).lines == 0


def test_a_later_application_names_it(hall: Hall) -> None:
    """Whoever was asked first has answered; nobody asks it all again."""
    number = consult(hall.office(), hall.item("XK-05"), "要哪些材料")
    assert isinstance(number, str)
    done = hall.office().receive(hall.item("XK-05"), a.Person("张三"), {}, consultation=number)
    assert not isinstance(done, Refusal)
    opening = done.case.acts[0].body
    assert getattr(opening, "consultation", "") == number
    assert verify(hall.box.archive.read, hall.office().now()).problems == []
