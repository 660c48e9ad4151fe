"""The practice clock: it stands still until somebody moves it, and never goes back."""

from __future__ import annotations

from datetime import datetime

from clerk.casework.times import BEIJING


class VirtualClock:
    """A wall clock for practice. Hand ``clock.now`` to whatever asks for the time."""

    def __init__(self, start: datetime) -> None:
        """``start`` carries its offset; the clock speaks Beijing time."""
        self._now = start.astimezone(BEIJING)

    def now(self) -> datetime:
        """The time it shows."""
        return self._now

    def set(self, at: datetime) -> None:
        """Move the clock forward.

        Raises:
            ValueError: ``at`` is earlier than the clock already shows.
        """
        if at < self._now:
            raise ValueError(f"练习时钟不能倒退:现在是{self._now:%Y-%m-%d %H:%M}")
        self._now = at.astimezone(BEIJING)
