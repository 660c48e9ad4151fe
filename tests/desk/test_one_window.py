"""One window, one visit (只到一个窗口): any item, any way in, one copy for several, one cap over all."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.catalogue.files import load_builtin
from clerk.desk.office import Done
from tests.desk.conftest import PERSON, Hall

DISPATCHER, AGENCY, FOOD = "XK-04", "XK-05", "XK-02"
SHARED_COPY = "场所使用证明(产权证或租赁合同)"
WAYS_IN = ("counter", "net", "mobile", "kiosk", "post", "email", "fax")


def test_items_of_ten_departments_are_received_at_one_window(hall: Hall) -> None:
    """R35: whoever sits at a window takes in the items of every department, one after the other."""
    by_department = {item.department: item.id for item in load_builtin().items}
    assert len(by_department) >= 10
    cases = [hall.receive(code) for code in list(by_department.values())[:10]]
    assert {case.stage for case in cases} == {"received"}
    assert {case.holder for case in cases} == {"window:W01"}
    assert len({case.department for case in cases}) == 10


@pytest.mark.parametrize("channel", WAYS_IN)
def test_the_applicant_chooses_how_to_apply(hall: Hall, channel: a.Channel) -> None:
    """R10, art. 29, LAW A4: at the counter, by net, kiosk, post, mail or fax; the file says which it was."""
    assert channel in get_args(a.Channel)
    done = hall.office().receive(hall.item(AGENCY), PERSON, {}, channel)
    assert isinstance(done, Done)
    assert done.case.channel == channel


def visit(hall: Hall, *codes: str) -> list[Case]:
    """Cases of one visit; what the first one has, the others take from it."""
    cases: list[Case] = []
    for code in codes:
        item = hall.item(code)
        found = {}
        if cases and item.material(SHARED_COPY) is not None:
            found = {SHARED_COPY: a.Finding("ok", from_case=cases[0].number)}
        done = hall.office().receive(item, PERSON, found, package="一件事-1")
        assert isinstance(done, Done), done
        cases.append(hall.do(done.case, a.Accept()))
    return cases


def test_one_copy_serves_the_items_of_one_visit(hall: Hall) -> None:
    """R36: the second application rests on the copy that the first one brought, and says so."""
    first, second = visit(hall, DISPATCHER, AGENCY)
    assert first.package == second.package
    assert second.materials[SHARED_COPY].from_case == first.number
    assert (second.gaps, second.stage) == ((), "accepted")


def test_each_item_has_its_clocks_and_all_have_one_cap(hall: Hall) -> None:
    """Arts. 26, 42(2), R5, LAW P4: each item has its own clocks, and 45 working days are the cap for all."""
    found = [
        {clock.what: clock.due for clock in case.deadlines if clock.what in ("promised", "joint")}
        for case in visit(hall, FOOD, DISPATCHER, AGENCY)
    ]
    assert len({due["promised"] for due in found}) == 3
    # 45 working days after 2025-09-26, with National Day off and two Sundays or Saturdays worked.
    assert {due["joint"] for due in found} == {date(2025, 12, 4)}
    single = hall.do(hall.receive(FOOD), a.Accept())
    assert single.deadline("joint") is None
