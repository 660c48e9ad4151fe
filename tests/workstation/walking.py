"""Driving the screens by keys through Pilot, in practice mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.desk.office import Done
from clerk.practice.sandbox import Sandbox
from clerk.workstation.app import Workstation

PERSON = a.Person("买买提·阿布都热合曼", id_number="650203199003074518", phone="13909901234")
COMPANY = ("克拉玛依胡杨餐饮有限公司", "91650203MA78ABCD1T")
DEFERRED = "办公设施设备、信息管理系统清单"


def receive(box: Sandbox, code: str, **missing: str) -> str:
    """A case received now, with these materials missing; its number."""
    item = load_builtin().get(code)
    assert item is not None
    done = box.office().receive(item, PERSON, {name: a.Finding("missing") for name in missing.values()})
    assert isinstance(done, Done)
    return done.case.number


def station(box: Sandbox) -> Workstation:
    """The workstation over this archive."""
    return Workstation(box.archive.home, box.office(), move_clock=box.clock.set)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait until all of them have come to rest."""
    app = pilot.app
    assert isinstance(app, Workstation)
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    await app.typed_out()
    await pilot.pause()


async def type_in(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    await press(pilot, *text)


def shown(app: Workstation) -> str:
    """What stands on the top screen, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@asynccontextmanager
async def running(
    box: Sandbox, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Workstation, Pilot[int]]]:
    """The workstation, up, with its queue on the screen."""
    app = station(box)
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        yield app, pilot
        # The app turns a handler's error into a sentence; here it must fail the test.
        assert app.failure == ""


async def take_in(pilot: Pilot[int], initials: str, *marks: str) -> None:
    """Take in an application of the item that these initials find."""
    await press(pilot, "f2")
    await type_in(pilot, initials)
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[0])
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[1])
    await press(pilot, "f10", *marks, "f10")
    # The receipt is drawn after the first write, which loads the ORM in this process.
    await asyncio.sleep(0)
    await press(pilot)


async def choose(pilot: Pilot[int], label: str) -> None:
    """Choose an outcome of the case on the screen, behind the entry of the rare ones too."""
    from clerk.workstation.screens.outcomes import Outcomes
    from clerk.workstation.widgets.rows import Rows

    await press(pilot, "f10")
    screen = pilot.app.screen
    assert isinstance(screen, Outcomes)
    if label not in {offer.label for offer in screen._offers}:
        await press(pilot, "end", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, Outcomes)
    screen.query_one(Rows).cursor = [offer.label for offer in screen._offers].index(label)
    await press(pilot, "enter")
