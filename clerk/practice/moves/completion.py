"""Verbs of incomplete acceptance and completion."""

from __future__ import annotations

from datetime import date, datetime

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.passing import last_reminder
from clerk.catalogue.items import Unit
from clerk.practice.moves.base import Length, Move


class AcceptIncomplete(Move, frozen=True):
    """容缺受理."""

    deferred: tuple[str, ...]
    commitment: bool = False
    approver: str = ""
    committed_on: date | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of accepting with materials deferred."""
        return a.AcceptIncomplete(self.deferred, self.commitment, self.approver, self.committed_on)


class Complete(Move, frozen=True):
    """补齐."""

    materials: a.Findings
    channel: a.Channel = "counter"
    posted_at: date | None = None
    ticket_at: datetime | None = None
    fault: a.Fault = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of completing."""
        return a.Complete(self.materials, self.channel, self.posted_at, self.ticket_at, self.fault)


class Remind(Move, frozen=True):
    """催告补齐; days do it by themselves, a clerk may do it again."""

    last_date: date | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of reminding."""
        return last_reminder(case, self.last_date)


class Resume(Move, frozen=True):
    """恢复办理; it follows by itself once everything has come."""

    def body(self, case: Case) -> a.AnyBody:
        """The act of going on."""
        return a.Resume()


class ExtendCompletion(Move, frozen=True):
    """延长补齐期限."""

    n: Length
    unit: Unit = "wd"
    grounds: str = ""
    approver: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of giving more time."""
        return a.ExtendCompletion(self.n, self.unit, self.grounds, self.approver)
