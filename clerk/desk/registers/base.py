"""What all registers share: lines with heads, the days they cover, names as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec

from clerk.archive.folding import load_case
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.documents.papers.base import mask_name

if TYPE_CHECKING:
    from clerk.archive.reader import Reader

_CONFIDENTIAL: Final = "(保密)"


class Row(msgspec.Struct, frozen=True):
    """One line of a register; ``HEADS`` are its columns in words, in order."""

    HEADS: ClassVar[dict[str, str]] = {}


Figures = dict[str, str | int | float | None]
"""Figures over a register, by their words."""
Made = tuple[list[Row], Figures]


@dataclass(slots=True)
class Asked:
    """What a register is made from: the reader, the moment, the days it covers."""

    reader: Reader
    now: datetime
    since: date | None
    until: date | None
    unread: int = 0

    def covers(self, day: date | None) -> bool:
        """Whether a day lies in the span (both ends included)."""
        if day is None:
            return False
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def cases(self, *kinds: str) -> Iterator[Case]:
        """The cases in which an act of one of these kinds was done."""
        for number in self.reader.with_acts(*kinds):
            try:
                case = load_case(self.reader, number, self.now)
            except a.UnknownAct:
                self.unread += 1
                continue
            yield case

    def acts(self, kind: str) -> Iterator[a.Act]:
        """The acts of every file, case or not, that has one of this kind."""
        for number in self.reader.with_acts(kind):
            try:
                yield from self.reader.acts(number)
            except a.UnknownAct:
                self.unread += 1


def masked(case: Case) -> str:
    """Who applied, as a register may show it."""
    return _CONFIDENTIAL if case.item.confidential else mask_name(case.applicant.name, case.applicant.kind)


def name_of(by: a.Actor) -> str:
    """Who acted, by name."""
    return by.name or by.id


def last_act(case: Case, *kinds: type[a.AnyBody]) -> a.Act | None:
    """The last act of one of these kinds."""
    return next((act for act in reversed(case.acts) if isinstance(act.body, kinds)), None)
