"""A clock that was set back (R94): nothing is opened or recorded before what is on record already."""

from __future__ import annotations

from dataclasses import replace

from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.refusal import Refusal
from clerk.desk.consulting import consult
from tests.casework.helpers import moment
from tests.desk.conftest import PERSON, Hall


def test_no_case_is_opened_before_the_last_record(hall: Hall) -> None:
    """The desk says when it recorded last, and that its clock must be put right; nothing is written."""
    hall.receive("XK-05")
    wrong = replace(hall.office(), clock=lambda: moment("2025-09-25T09:00"))
    refused = wrong.receive(hall.item("XK-05"), PERSON, {})
    assert isinstance(refused, Refusal)
    assert refused.code == "clock_set_back"
    assert "2025-09-26" in refused.reason
    assert len(hall.box.archive.read.numbers()) == 1


def test_no_consultation_is_recorded_before_the_last_record(hall: Hall) -> None:
    """What is asked before any application is refused by the same wrong clock; nothing is written."""
    hall.receive("XK-05")
    lines = verify(hall.box.archive.read, hall.office().now()).lines
    wrong = replace(hall.office(), clock=lambda: moment("2025-09-25T09:00"))
    refused = consult(wrong, hall.item("XK-05"), "要哪些材料")
    assert isinstance(refused, Refusal)
    assert refused.code == "clock_set_back"
    assert verify(hall.box.archive.read, hall.office().now()).lines == lines


def test_the_same_second_is_no_step_back(hall: Hall) -> None:
    """Two cases may be opened within one second."""
    assert hall.receive("XK-05").number != hall.receive("XK-05", a.Person("李四")).number
