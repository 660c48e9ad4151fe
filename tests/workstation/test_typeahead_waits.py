"""What the gate waits for before it lets the next key go (handlers, screens, answers), and for what not.

The keys of a test are all posted before the first is handled, as when a clerk types ahead.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import ClassVar

import pytest
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from clerk.workstation import typeahead
from clerk.workstation.typeahead import WAITED, TypeAhead


class Form(Screen[None]):
    """Two fields; Enter goes on, F4 files what stands in them."""

    BINDINGS: ClassVar[list[BindingType]] = [("f4", "file")]

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Input(id="a", select_on_focus=False)
        yield Input(id="b", select_on_focus=False)

    def on_input_submitted(self) -> None:
        """Enter goes on."""
        self.focus_next()

    def action_file(self) -> None:
        """File both fields and go back."""
        desk(self).filed.append([field.value for field in self.query(Input)])
        self.dismiss()


class Ask(ModalScreen[bool]):
    """A question that a second key answers."""

    BINDINGS: ClassVar[list[BindingType]] = [("y", "answer(True)"), ("n", "answer(False)")]

    def compose(self) -> ComposeResult:
        """The question."""
        yield Static("?")

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)


class Stuck(Static, can_focus=True):
    """A widget that does not finish with its first key until it is released."""

    released = asyncio.Event()

    async def on_key(self) -> None:
        """Wait for what no key brings."""
        await self.released.wait()


class Desk(TypeAhead):
    """A desk whose keys do slow and awkward things."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("o", "open"),
        ("s", "slow"),
        ("d", "delete"),
        ("w", "swap"),
        ("e", "fail"),
        ("h", "hang"),
        ("m", "worker"),
        ("q", "leave"),
        Binding("f9", "mark", priority=True),
        *((key, f"note('{key}')") for key in "123yn"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.filed: list[list[str]] = []
        self.notes: list[str] = []

    def compose(self) -> ComposeResult:
        """Nothing that takes the focus."""
        yield Static("desk")

    def action_note(self, key: str) -> None:
        """Remember that a key came to the desk itself."""
        self.notes.append(key)

    def action_mark(self) -> None:
        """Remember how much was typed when the priority key came."""
        self.notes.append("".join(field.value for field in self.screen.query(Input)))

    def action_open(self) -> None:
        """Open a form."""
        self.push_screen(Form())

    async def action_slow(self) -> None:
        """Write for a while, then open a form."""
        await asyncio.to_thread(time.sleep, 0.3)
        self.push_screen(Form())

    def action_delete(self) -> None:
        """Ask first; a yes opens a form."""
        self.push_screen(Ask(), self._answered)

    def _answered(self, answer: bool | None) -> None:
        self.notes.append(f"answer {answer}")
        if answer:
            self.push_screen(Form())

    def action_swap(self) -> None:
        """Another screen in the place of this one."""
        self.switch_screen(Form())

    def action_fail(self) -> None:
        """Break."""
        raise ValueError("broken on purpose")

    async def action_hang(self) -> None:
        """Wait for what never comes."""
        await asyncio.Event().wait()

    @work(group=WAITED)
    async def action_worker(self) -> None:
        """Ask from a worker; a yes opens a form after a moment's work."""
        if await self.push_screen_wait(Ask()):
            await asyncio.to_thread(time.sleep, 0.1)
            self.push_screen(Form())

    def action_leave(self) -> None:
        """Leave."""
        self.exit(0)


def desk(screen: Screen[None]) -> Desk:
    """The desk behind a screen."""
    assert isinstance(screen.app, Desk)
    return screen.app


def key(name: str) -> events.Key:
    """A key as the terminal reports it: a name, or one character."""
    return events.Key(name, name if len(name) == 1 else None)


async def type_ahead(app: Desk, *keys: str | events.Event) -> None:
    """Post all keys at once, then wait until they were delivered."""
    for one in keys:
        app.post_message(key(one) if isinstance(one, str) else one)
    await asyncio.sleep(0)
    await until(lambda: bool(app._delivery))
    await app.typed_out()


async def until(met: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for something that must come."""
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.005)


async def test_keys_wait_for_a_slow_action() -> None:
    """What is typed while a write runs in a thread belongs to the form that opens after it."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "s", "x", "y", "enter", "n", "f4", "1")
        assert app.filed == [["xy", "n"]]
        assert app.notes == ["1"]


async def test_the_second_key_answers_the_question() -> None:
    """The first key asks, the second answers, and the third goes where the answer led."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "d", "y", "y", "enter", "n", "f4", "d", "n", "n", "y")
        assert app.filed == [["y", "n"]]
        assert app.notes == ["answer True", "answer False", "n", "y"]


async def test_a_screen_in_the_place_of_another_gets_the_keys() -> None:
    """After a switch of screens the keys go to the new one."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await app.push_screen(Screen())
        await type_ahead(app, "w", "x", "enter", "z", "f4")
        assert app.filed == [["x", "z"]]


async def test_a_paste_keeps_its_place_among_the_keys() -> None:
    """Keys, a paste, keys: in that order, in the fields where they were typed."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "o", "a", events.Paste("张三"), "b", "enter", events.Paste("李四"), "f4")
        assert app.filed == [["a张三b", "李四"]]


async def test_a_priority_key_does_not_overtake() -> None:
    """A priority binding sees all that was typed before it."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "o", *"abcdef", "f9", "g", "f4")
        assert app.notes == ["abcdef"]
        assert app.filed == [["abcdefg", ""]]


async def test_two_hundred_keys_across_many_screens() -> None:
    """Forms opened, filled and filed one behind the other, all typed before the first one opened."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        keys = [k for n in range(20) for k in ("o", *f"a{n}", "enter", *f"b{n}", "f4", "1")]
        await type_ahead(app, *keys)
        assert app.filed == [[f"a{n}", f"b{n}"] for n in range(20)]
        assert app.notes == ["1"] * 20


async def test_a_handler_that_raises_ends_the_app_and_nothing_hangs() -> None:
    """After a failure no key is delivered, and the delivery ends with the app."""
    app = Desk()
    with pytest.raises(ValueError, match="broken on purpose"):
        async with app.run_test():
            await type_ahead(app, "e", "1", "2", "3")
    assert app.notes == []


async def test_keys_after_leaving_are_dropped() -> None:
    """What was typed behind the command to leave is for nobody."""
    app = Desk()
    async with app.run_test():
        await type_ahead(app, "1", "q", "2", "3")
    assert app.notes == ["1"]
    assert app.return_value == 0


async def test_a_worker_that_asks_does_not_stop_the_keys() -> None:
    """A question asked from a worker is answered by the next key."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "m", "n", "1")
        assert app.notes == ["1"]


async def test_keys_wait_for_a_worker_that_the_clerk_waits_for() -> None:
    """A worker of the waited group opens a form; what was typed meanwhile is in it, its question apart."""
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        await type_ahead(app, "m", "y", "x", "enter", "z", "f4", "1")
        assert app.filed == [["x", "z"]]
        assert app.notes == ["1"]


async def test_a_handler_that_never_comes_back_can_be_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ctrl+Q ends the program even when a handler waits for what never comes."""
    monkeypatch.setattr(typeahead, "PATIENCE", 0.2)
    app = Desk()
    async with asyncio.timeout(5):
        async with app.run_test() as pilot:
            for name in ("h", "1", "ctrl+q"):
                app.post_message(key(name))
            await until(lambda: app._exit)
            await until(lambda: not app.is_running)
            assert pilot.app is app
    assert app.notes == []


async def test_a_stuck_widget_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one widget's handler hangs, the keys of everything else flow again after the patience."""
    monkeypatch.setattr(typeahead, "PATIENCE", 0.2)
    async with Desk().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Desk)
        stuck = Stuck()
        await app.mount(stuck)
        stuck.focus()
        await type_ahead(app, "x")
        app.push_screen(Form())
        await type_ahead(app, "a", "f4")
        assert app.filed == [["a", ""]]
        stuck.released.set()
