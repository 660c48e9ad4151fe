"""The screens, driven by keys through Pilot in practice mode, and as pictures at both sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from clerk.casework import acts as a
from clerk.practice.sandbox import Sandbox
from tests.workstation.walking import (
    COMPANY,
    DEFERRED,
    PERSON,
    choose,
    press,
    receive,
    running,
    shown,
    station,
    take_in,
    type_in,
)

SIZES = [(80, 24), (120, 40)]
Snap = Callable[..., bool]


async def test_queue_orders_by_what_lapses_next(box: Sandbox) -> None:
    """The case whose clock ends first stands first, with the days that are left in words."""
    receive(box, "XK-03")
    office = box.office()
    number = receive(box, "XK-21")
    office.act(number, a.Accept())
    async with running(box) as (app, _):
        lines = [line for line in shown(app).splitlines() if "申请人" not in line]
        first = next(line for line in lines if "09-29" in line)
        assert "营业性演出" in first.replace(" ", "")
        assert "剩" in first


async def test_intake_ends_with_the_receipt_on_the_screen(box: Sandbox) -> None:
    """Item, applicant, checklist, receipt: the case is in the archive and the paper is shown."""
    async with running(box) as (app, pilot):
        await take_in(pilot, "spjy", "a")
        assert "收件凭证" in shown(app)
        (row,) = app.office.archive.read.queue("window:W01")
        assert (row.applicant, row.id_number) == COMPANY
        assert app.office.archive.drafts.load("intake") is None


async def test_wrong_number_is_explained_at_its_field(box: Sandbox) -> None:
    """A wrong check digit: the sentence stands below the field, and the form does not go on."""
    async with running(box) as (app, pilot):
        await press(pilot, "f2", "enter")
        await type_in(pilot, "张三")
        await press(pilot, "enter")
        await type_in(pilot, COMPANY[1][:-1] + "A")
        await press(pilot, "f10")
        assert "校验" in shown(app)
        assert app.office.archive.read.numbers() == []


async def test_checklist_holds_back_until_every_line_is_looked_at(box: Sandbox) -> None:
    """R47: F10 with an unexamined line says how many are left and goes to the first of them."""
    async with running(box) as (app, pilot):
        await take_in(pilot, "spjy", "1", "1")
        assert "还有4件未审核" in shown(app)


async def test_incomplete_acceptance_from_the_outcomes(box: Sandbox) -> None:
    """A deferrable gap: the outcome is offered, the commitment asked for, both papers shown."""
    number = receive(box, "XK-04", gap=DEFERRED)
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f10")
        assert "容缺受理" in shown(app)
        await press(pilot, "enter")
        assert "承诺书" in shown(app)
        await press(pilot, "y")
        assert "承诺书" in shown(app)
        await press(pilot, "escape")
        assert "容缺受理通知书" in shown(app).replace(" ", "")
        assert app.office.case(number).incomplete


async def test_outcome_that_is_not_possible_says_why(box: Sandbox) -> None:
    """R56: a main material missing; choosing incomplete acceptance shows the reason and its basis."""
    receive(box, "XK-04", gap="劳务派遣经营许可申请书")
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f10")
        assert "主要材料" in shown(app)
        await press(pilot, "end", "up", "up", "enter")
        assert "依据" in shown(app)


async def test_desks_are_a_key_away(box: Sandbox) -> None:
    """2, 3, 4 and 1 sit the clerk down at review, delivery, supervision and the window again."""
    number = receive(box, "XK-02")
    box.office().act(number, a.Accept())
    box.office().act(number, a.Route("dept:市场监督管理局"))
    async with running(box) as (app, pilot):
        for key, words in (("2", "部门审查"), ("3", "出件窗口"), ("4", "督办"), ("escape", "综合窗口")):
            await press(pilot, key)
            assert words in shown(app)


async def test_tomorrow_turns_the_day_in_practice(box: Sandbox) -> None:
    """F12 moves the practice clock to the next morning, and the head line shows it."""
    async with running(box) as (app, pilot):
        await press(pilot, "f12")
        assert "9月27日" in shown(app)
        assert "10:00" in shown(app)


async def test_returning_person_is_found_by_name_and_paper(box: Sandbox) -> None:
    """F9: the beginning of a name, or a whole number; the list shows the number masked."""
    receive(box, "XK-02")
    async with running(box) as (app, pilot):
        await press(pilot, "f9")
        for text in ("买买提", PERSON.id_number):
            await type_in(pilot, text)
            assert "650203********4518" in shown(app)
            await press(pilot, *["backspace"] * len(text))


async def queue_screen(pilot: Pilot[int]) -> None:
    """The queue."""
    await press(pilot)


async def items_screen(pilot: Pilot[int]) -> None:
    """Choosing an item."""
    await press(pilot, "f2", "x", "k")


async def applicant_screen(pilot: Pilot[int]) -> None:
    """The applicant's form, with a problem."""
    await press(pilot, "f2", "enter")
    await type_in(pilot, "张三")
    await press(pilot, "enter", "1", "2", "enter")


async def checklist_screen(pilot: Pilot[int]) -> None:
    """The checklist, half done."""
    await press(pilot, "f2", "enter")
    await type_in(pilot, COMPANY[0])
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[1])
    await press(pilot, "f10", "1", "2", "4")


async def case_screen(pilot: Pilot[int]) -> None:
    """A case file."""
    await press(pilot, "enter")


async def outcomes_screen(pilot: Pilot[int]) -> None:
    """The outcomes."""
    await press(pilot, "enter", "f10")


async def explain_screen(pilot: Pilot[int]) -> None:
    """The clocks, day by day."""
    await press(pilot, "enter", "f4")


async def paper_screen(pilot: Pilot[int]) -> None:
    """A paper."""
    await press(pilot, "enter", "f8", "enter")


async def rare_screen(pilot: Pilot[int]) -> None:
    """The outcomes that are seldom wanted."""
    await press(pilot, "enter", "f10", "end", "enter")


async def delivery_screen(pilot: Pilot[int]) -> None:
    """Choosing how the result comes."""
    await press(pilot, "enter")
    await choose(pilot, "选择送达方式")


async def day_screen(pilot: Pilot[int]) -> None:
    """The supervisor's day."""
    await press(pilot, "4")


async def help_screen(pilot: Pilot[int]) -> None:
    """The keys."""
    await press(pilot, "f1")


PICTURES: list[Callable[[Pilot[int]], Awaitable[None]]] = [
    queue_screen,
    items_screen,
    applicant_screen,
    checklist_screen,
    case_screen,
    outcomes_screen,
    rare_screen,
    delivery_screen,
    explain_screen,
    paper_screen,
    day_screen,
    help_screen,
]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("walk", PICTURES, ids=lambda walk: walk.__name__)
def test_screen_looks_as_it_did(
    snap_compare: Snap, box: Sandbox, walk: Callable[[Pilot[int]], Awaitable[None]], size: tuple[int, int]
) -> None:
    """A picture of each screen, at the smallest common size and at a comfortable one."""
    receive(box, "XK-04", gap=DEFERRED)
    box.office().act(receive(box, "XK-02"), a.Accept())
    assert snap_compare(station(box), terminal_size=size, run_before=walk)
