"""The type-ahead gate (键入缓冲): no key is ever lost or misfiled.

Stock Textual forwards each key to whatever has the focus *now*, while the key before it may still be
opening a screen or moving the focus in another task. Here keys and pastes wait in line; the next is
delivered only when everything that the one before it set off has come to rest:

1. the focused widget, its ancestors, the screen and the app have each worked off what was in their
   queues (bottom-up, as keys and messages bubble), handlers that await something included;
2. workers of the group :data:`WAITED` have ended, or ask something themselves;
3. a screen that was pushed, popped or switched to is mounted and has its focus;
4. a full round has passed in which nobody handled anything and neither screen nor focus changed:
   an action of the app may post to the widget below it, behind the round's back (Input.Submitted).

A handler may therefore await a write (``asyncio.to_thread``) and the clerk may type on. It must not
await a modal's answer (use a callback): keys are handled by the very queue that it keeps waiting.
Where that happens all the same, Ctrl+Q still ends the program. Moving the focus in
``call_after_refresh`` is not waited for: use ``call_later``.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final
from weakref import WeakSet

from textual import events
from textual._context import message_hook
from textual.app import App
from textual.keys import _character_to_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

PATIENCE: Final = 10.0
"""Seconds that one queue may take to come to rest before keys flow again (the safety valve)."""
WAITED: Final = "waited"
"""The group of workers that the clerk must wait for; all others run in the background."""
WAY_OUT: Final = "ctrl+q"
"""The key that ends the program even when a handler never comes back."""
_LOOK: Final = 0.05
"""Seconds between two looks at whether the queue's owner is still there."""
_GLANCE: Final = 0.005
"""Seconds between two looks at whether a worker has ended."""
_NOT_COUNTED: Final = (events.Callback, events.Idle, events.Timer)
"""What the rounds themselves and the clock send."""
_ROUNDS: Final = 50
"""Rounds of settling for one key at the most; a screen that opens takes two or three."""


class TypeAhead(App[int]):
    """An app whose keys are delivered one at a time, each to where it was meant to go."""

    def __init__(self) -> None:
        """Starts with nothing typed."""
        super().__init__()
        self._typed: deque[events.Event] = deque()
        self._delivery: asyncio.Task[None] | None = None
        self._pump_task: asyncio.Task[Any] | None = None
        self._stalled = False
        self._wants_out = False
        self._seen = 0
        self._stuck: WeakSet[MessagePump] = WeakSet()

    async def _process_messages(self, *args: Any, **options: Any) -> None:
        """Count every message that anybody handles, so that a quiet round can be told from a busy one."""
        told = message_hook.get(None)

        def count(message: Message) -> None:
            if not isinstance(message, _NOT_COUNTED):
                self._seen += 1
            if told is not None:
                told(message)

        message_hook.set(count)
        await super()._process_messages(*args, **options)

    def post_message(self, message: Message) -> bool:
        """See the way out even while the app's own queue stands still."""
        if isinstance(message, events.Key) and message.key == WAY_OUT and not message.is_forwarded:
            self._wants_out = True
            self._abandon_if_stalled()
        return super().post_message(message)

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes that come from the terminal in line; everything else passes."""
        self._pump_task = asyncio.current_task()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._stalled = False
            self._typed.extend(_apart(event))
            if self._delivery is None or self._delivery.done():
                self._delivery = asyncio.create_task(self._deliver(), name="type-ahead")
            return
        await super().on_event(event)

    async def typed_out(self) -> None:
        """Wait until everything typed so far was delivered and has come to rest."""
        while self._delivery is not None and not self._delivery.done():
            await asyncio.shield(self._delivery)

    async def _deliver(self) -> None:
        await self._settled()
        while self._typed:
            if self._exit or _gone(self):
                # Leaving: what was typed after the command to leave was meant for nobody here.
                self._typed.clear()
                return
            await self._hand_over(self._typed.popleft())
            await self._settled()
        self._wants_out = False

    async def _hand_over(self, event: events.Event) -> None:
        """Let the app's own pump forward the event, and wait until it has."""
        done = asyncio.Event()

        async def forward() -> None:
            try:
                await super(TypeAhead, self).on_event(event)
            finally:
                done.set()

        if self.call_later(forward):
            await self._patiently(done, lambda: self)

    async def _settled(self) -> None:
        for _ in range(_ROUNDS):
            before = self._where()
            seen, pumps = self._seen, self._pumps()
            if not await self._drained(pumps):
                return
            quiet = seen == self._seen and not any(pump.message_queue_size for pump in pumps)
            waited = await self._workers_done()
            resting = quiet and not waited and before == self._where() and self._screen_ready()
            if resting or self._exit or _gone(self):
                return

    async def _drained(self, pumps: Sequence[MessagePump]) -> bool:
        """Wait until each pump in turn has worked off all that was in its queue, or is closed.

        False when the valve had to open: one of them is stuck, and is not waited for until it answers.
        """
        done = asyncio.Event()
        line = iter(pumps)
        at: MessagePump = self

        def pass_on(came_from: MessagePump | None = None) -> None:
            nonlocal at
            if came_from is not None:
                self._stuck.discard(came_from)
                if came_from is not at:
                    return
            for pump in line:
                at = pump
                if pump.call_later(pass_on, pump):
                    return
            done.set()

        pass_on()
        patient = True
        while not done.is_set():
            if not await self._patiently(done, lambda: at):
                self._stuck.add(at)
                patient = False
            if not done.is_set():
                pass_on()
        return patient

    async def _patiently(self, done: asyncio.Event, current: Callable[[], MessagePump]) -> bool:
        """Wait for ``done``, but not for a pump that closes; False after PATIENCE with one pump."""
        pump, looks = current(), 0
        while not done.is_set() and looks * _LOOK < PATIENCE:
            # A closing pump never answers; look now and then whether this is one.
            if _gone(pump):
                return True
            try:
                async with asyncio.timeout(_LOOK):
                    await done.wait()
            except TimeoutError:
                # Looks are counted, not seconds: a program suspended for an hour was not stuck for one.
                pump, looks = current(), looks + 1 if pump is current() else 0
        if not done.is_set() and pump is self:
            self._stalled = True
            self._abandon_if_stalled()
        return done.is_set()

    def _abandon_if_stalled(self) -> None:
        """End the program under a handler that does not come back, when the clerk wants out."""
        if self._stalled and self._wants_out and self._pump_task is not None:
            self.exit(1)
            self._pump_task.get_loop().call_soon_threadsafe(self._pump_task.cancel)

    async def _workers_done(self) -> bool:
        """Wait for the workers that the clerk waits for; whether there were any."""
        looks = 0
        while self._holding() and not self._exit and looks * _GLANCE < PATIENCE:
            await asyncio.sleep(_GLANCE)
            looks += 1
        return looks > 0

    def _holding(self) -> bool:
        """Whether such a worker runs; one that asks something through a modal waits for a key itself."""
        if not len(self.workers) or isinstance(self._where()[0], ModalScreen):
            return False
        return any(worker.group == WAITED and not worker.is_finished for worker in self.workers)

    def _where(self) -> tuple[Screen[Any] | None, MessagePump | None]:
        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen, screen.focused if screen is not None else None

    def _pumps(self) -> list[MessagePump]:
        """Everything a key passes through, from the focused widget up to the app, but for what is stuck."""
        screen, focused = self._where()
        line: list[MessagePump] = []
        node: MessagePump | None = focused or screen
        while node is not None and node is not self:
            line.append(node)
            node = node._parent
        return [pump for pump in (*line, self) if pump not in self._stuck]

    def _screen_ready(self) -> bool:
        """Whether the top screen is up, and has its focus where it wants one."""
        screen, _ = self._where()
        return screen is None or (screen.is_mounted and screen.is_current)


def _apart(event: events.Key | events.Paste) -> list[events.Event]:
    """The keys that were pressed: Esc and a character close behind it arrive looking like Alt+character.

    No key of ours is Alt+character, but "leave this, then type" is what a quick clerk does.
    """
    character = event.character if isinstance(event, events.Key) and event.key.startswith("alt+") else None
    if character is None or not character.isprintable():
        return [event]
    return [events.Key("escape", "\x1b"), events.Key(_character_to_key(character), character)]


def _gone(pump: MessagePump) -> bool:
    """Whether a pump closes, or has ended under an error: it will never answer."""
    return pump._closed or pump._closing or (pump._is_mounted and not pump._running)
