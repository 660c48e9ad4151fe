"""Several items for one person in one visit, at the screens: R1, R36."""

from __future__ import annotations

import msgspec

from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.desk.packages import Package, Part, receive_package
from clerk.practice.sandbox import Sandbox
from tests.casework.helpers import moment
from tests.workstation.walking import PERSON, press, receive, running, shown, type_in

LEASE = "场所使用证明(产权证或租赁合同)"


def tight(text: str) -> str:
    """What is shown, without the blanks and line ends between."""
    return "".join(text.split())


async def test_the_next_item_of_a_visit_is_prefilled_and_counts_no_visit(box: Sandbox) -> None:
    """R1, R36: F2 on the case, the item, F10; the lease is taken over by R and the visit counts once."""
    first = receive(box, "XK-04")
    async with running(box) as (app, pilot):
        await press(pilot, "enter")
        assert "F2 再办一件" in shown(app)
        await press(pilot, "f2")
        await type_in(pilot, "XK-05")
        await press(pilot, "enter")
        assert PERSON.name in shown(app)
        assert PERSON.id_number in shown(app)
        await press(pilot, "f10")
        assert f"已有..{first[-5:-1]}" in tight(shown(app))
        # What is here already is not marked as handed in again by the key for the rest.
        await press(pilot, "a")
        assert "申请人已经交过" in shown(app)
        assert "原0复1,2025-09-26收到" in tight(shown(app))
        await press(pilot, "r")
        assert f"沿用..{first[-5:-1]}" in tight(shown(app))
        await press(pilot, "f10")
        assert "收件凭证" in shown(app)
        (second,) = [number for number in app.office.archive.read.numbers() if number != first]
        case = app.office.case(second)
        assert case.applicant.id_number == PERSON.id_number
        assert case.materials[LEASE].from_case == first
        assert (app.office.case(first).visits, case.visits) == (1, 0)
        await press(pilot, "f2")
        assert "新办:选事项" in shown(app)


async def test_another_person_counts_his_own_visit(box: Sandbox) -> None:
    """R1: when the number is changed in the prefilled form it is another applicant; nothing is offered."""
    first = receive(box, "XK-04")
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f2")
        await type_in(pilot, "XK-05")
        await press(pilot, "enter", "down", "end", *["backspace"] * 18)
        await type_in(pilot, "11010119900307221X")
        await press(pilot, "f10")
        assert "已有.." not in shown(app)
        await press(pilot, "a", "f10")
        (second,) = [number for number in app.office.archive.read.numbers() if number != first]
        assert app.office.case(second).visits == 1


async def test_a_case_of_another_day_starts_no_further_item(box: Sandbox) -> None:
    """R1: the visit is over; the key says so and where a new application starts."""
    receive(box, "XK-04")
    box.clock.set(moment("2025-09-28T11:00"))
    async with running(box) as (app, pilot):
        await press(pilot, "enter")
        assert "再办一件" not in shown(app)
        await press(pilot, "f2")
        assert "只能接着今天在本窗口收的件" in shown(app)


async def test_two_versions_are_told_and_none_is_taken(box: Sandbox) -> None:
    """R36: this visit brought two leases of different dates; R takes neither and names both."""
    office, item = box.office(), load_builtin().get("XK-04")
    assert item is not None
    for day in ("2025-01-01", "2025-06-01"):
        found = {LEASE: msgspec.convert({"state": "ok", "issued_on": day}, a.Finding)}
        office.receive(item, PERSON, found)
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f2")
        await type_in(pilot, "XK-05")
        await press(pilot, "enter", "f10", "a")
        assert "已有2版本" in shown(app)
        lease = next(line for line in shown(app).splitlines() if "已有2版本" in line)
        assert "场所使用证明" in tight(lease)
        await press(pilot, "r")
        text = tight(shown(app))
        assert "2025-01-01出具" in text
        assert "2025-06-01出具" in text


async def test_the_prefilled_form_survives_a_restart(box: Sandbox) -> None:
    """A power cut right after the item was chosen: the same form, for the same person, in the same visit."""
    first = receive(box, "XK-04")
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f2")
        await type_in(pilot, "XK-05")
        await press(pilot, "enter")
    async with running(box) as (app, pilot):
        assert PERSON.id_number in shown(app)
        await press(pilot, "f10", "a", "r", "f10")
        (second,) = [number for number in app.office.archive.read.numbers() if number != first]
        assert app.office.case(second).visits == 0


async def test_a_case_shows_the_parts_of_its_package(box: Sandbox) -> None:
    """R36, art. 42(2): each part with its stage and next date, and the cap over all of them."""
    catalogue, office = load_builtin(), box.office()
    items = [item for code in ("XK-04", "XK-05") if (item := catalogue.get(code)) is not None]
    made = receive_package(office, [Part(item) for item in items], PERSON)
    assert isinstance(made, Package)
    office.act(made.cases[0].number, a.Accept())
    async with running(box, (120, 40)) as (app, pilot):
        await press(pilot, "enter")
        text = tight(shown(app))
        assert f"一件事{made.number}已跑动1次" in text
        assert "联合办理总时限" in text
        assert all(f"..{case.number[-5:-1]}" in text for case in made.cases)


async def test_a_missing_copy_is_taken_over_in_a_case_already_received(box: Sandbox) -> None:
    """R36, art. 32(3): F6 on a received case offers what lies in another file; the gap is gone at once."""
    first = receive(box, "XK-04")
    second = receive(box, "XK-05", gap=LEASE)
    at = list(box.office().case(second).materials).index(LEASE)
    async with running(box) as (app, pilot):
        await press(pilot, "f9")
        await type_in(pilot, second)
        await press(pilot, "enter", "f6", *["down"] * at)
        assert "按R沿用" in tight(shown(app))
        await press(pilot, "r", "f10")
        found = app.office.case(second).materials[LEASE]
        assert (found.state, found.from_case) == ("ok", first)
        # What comes from another file is not offered back to it, and a paper of its own is not shared.
        await press(pilot, "f6", "home", "r")
        assert "没有可沿用的" in shown(app)
