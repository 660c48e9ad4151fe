"""The type-ahead gate (键入缓冲): no key is ever lost or misfiled.

Stock Textual forwards each key to whatever has the focus *now*, while the key before it may still be
opening a screen or moving the focus in another task. Here keys and pastes wait in line; the next is
delivered only when everything that the one before it set off has come to rest:

1. the focused widget, its ancestors, the screen and the app have each worked off what was in their
   queues (bottom-up, as keys and messages bubble), handlers that await something included;
2. a screen that was pushed, popped or switched to is mounted and has its focus;
3. a full round has changed neither the screen nor the focus.

A handler may therefore await a write (``asyncio.to_thread``) and the clerk may type on. It must not
await a modal's answer (use a callback): the safety valve would have to open.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE: Final = 10.0
"""Seconds that one queue may take to come to rest before keys flow again (the safety valve)."""
_LOOK: Final = 0.05
"""Seconds between two looks at whether the queue's owner is still there."""
_ROUNDS: Final = 50
"""Rounds of settling for one key at the most; a screen that opens takes two or three."""


class TypeAhead(App[int]):
    """An app whose keys are delivered one at a time, each to where it was meant to go."""

    def __init__(self) -> None:
        """Starts with nothing typed."""
        super().__init__()
        self._typed: deque[events.Event] = deque()
        self._delivery: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes that come from the terminal in line; everything else passes."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
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
            if self._exit:
                # Leaving: what was typed after the command to leave was meant for nobody here.
                self._typed.clear()
                return
            await self._hand_over(self._typed.popleft())
            await self._settled()

    async def _hand_over(self, event: events.Event) -> None:
        """Let the app's own pump forward the event, and wait until it has."""
        done = asyncio.Event()

        async def forward() -> None:
            try:
                await super(TypeAhead, self).on_event(event)
            finally:
                done.set()

        if self.call_later(forward):
            await _patiently(done, self)

    async def _settled(self) -> None:
        for _ in range(_ROUNDS):
            before = self._where()
            for pump in self._pumps():
                await _drained(pump)
                if self._exit:
                    return
            if before == self._where() and self._screen_ready():
                return

    def _where(self) -> tuple[object, object]:
        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen, screen.focused if screen is not None else None

    def _pumps(self) -> list[MessagePump]:
        """Everything a key passes through, from the focused widget up to the app."""
        screen, focused = self._where()
        start = focused or screen
        if not isinstance(start, MessagePump):
            return [self]
        line: list[MessagePump] = []
        node: MessagePump | None = start
        while node is not None:
            line.append(node)
            node = node._parent
        return line if line[-1] is self else [*line, self]

    def _screen_ready(self) -> bool:
        """Whether the top screen is up, and has its focus where it wants one."""
        screen, _ = self._where()
        return screen is None or (screen.is_mounted and screen.is_current)  # type: ignore[attr-defined]


async def _drained(pump: MessagePump) -> None:
    """Wait until this pump has worked off all that is in its queue now, or is closed."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await _patiently(done, pump)


async def _patiently(done: asyncio.Event, pump: MessagePump) -> None:
    """Wait for ``done``, but not for a pump that closes, and never longer than :data:`PATIENCE`."""
    for _ in range(int(PATIENCE / _LOOK)):
        # A closing pump never answers; look now and then whether this is one.
        if done.is_set() or pump._closed or pump._closing:
            return
        try:
            async with asyncio.timeout(_LOOK):
                await done.wait()
        except TimeoutError:
            continue
