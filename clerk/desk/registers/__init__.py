"""Registers for the supervisor (登记簿): read from the files whenever asked, never kept beside them.

Applicants' names are masked, and those of a confidential item are not shown at all (R90). Who handled a
case is named: that is what a register is for (否定报备, LAW §7).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from clerk.desk.registers import refusals, results
from clerk.desk.registers.base import Asked, Figures, Made, Row

if TYPE_CHECKING:
    from clerk.archive.reader import Reader

__all__ = ["KINDS", "Register", "Row", "register"]

KINDS: Final[dict[str, str]] = {
    "refusals": "否定报备登记簿",
    "ratings": "差评整改登记簿",
    "unclaimed": "逾期未领登记簿",
    "delivery": "决定至送达用时",
    "visits": "跑动次数",
    "consultations": "咨询登记簿",
}


@dataclass(frozen=True, slots=True)
class Register:
    """A register of a span of days: its lines, and figures over them in words.

    ``unread`` are the files that hold what a newer version recorded; they are not in it.
    """

    kind: str
    rows: list[Row]
    figures: Figures = field(default_factory=dict)
    unread: int = 0

    @property
    def title(self) -> str:
        """What the register is called."""
        return KINDS[self.kind]


def register(
    kind: str, reader: Reader, now: datetime, since: date | None = None, until: date | None = None
) -> Register:
    """The register of this kind over the days from ``since`` through ``until``.

    Raises:
        KeyError: there is no register of that kind.
    """
    asked = Asked(reader, now, since, until)
    rows, figures = _MAKE[kind](asked)
    return Register(kind, rows, figures, asked.unread)


_MAKE: Final[dict[str, Callable[[Asked], Made]]] = {
    "refusals": refusals.refusals,
    "ratings": refusals.ratings,
    "unclaimed": results.unclaimed,
    "delivery": results.delivery,
    "visits": results.visits,
    "consultations": refusals.consultations,
}
