"""Verbs of the counter: consult, receive, examine, correct, accept, decline."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.practice.moves.base import Move


class Consult(Move, frozen=True):
    """咨询; before a case is opened it has a record of its own."""

    reason: str = ""
    answer: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of answering."""
        return a.Consult(self.reason, self.answer)


class Receive(Move, frozen=True):
    """收件; materials that are not named are in order."""

    channel: a.Channel = "counter"
    materials: a.Findings = msgspec.field(default_factory=dict)
    agent: a.Person | None = None
    authorisation: str = "授权委托书"
    ticket_at: datetime | None = None
    package: str = ""
    renews_until: date | None = None


class NotRequired(Move, frozen=True):
    """告知无需许可, without a receipt before it."""

    reason: str = ""


class Wait(Move, frozen=True):
    """The clock runs and nobody does anything."""


class Examine(Move, frozen=True):
    """审核材料."""

    materials: a.Findings

    def body(self, case: Case) -> a.AnyBody:
        """The act of examining."""
        return a.Examine(self.materials)


class CorrectOnSpot(Move, frozen=True):
    """当场更正."""

    materials: a.Findings

    def body(self, case: Case) -> a.AnyBody:
        """The act of correcting on the spot."""
        return a.CorrectOnSpot(self.materials)


class Commit(Move, frozen=True):
    """告知承诺."""

    proofs: tuple[str, ...]
    signed: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of promising instead of proving."""
        return a.Commit(self.proofs, self.signed)


class NotifyCorrection(Move, frozen=True):
    """一次性告知补正: all gaps that are open; ``gaps`` names a list of the trainee's own."""

    gaps: tuple[str, ...] | None = None
    channel: a.Channel = "counter"
    deferral_declined: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of telling the gaps."""
        gaps = case.gaps if self.gaps is None else self.gaps
        return a.NotifyCorrection(gaps, self.channel, self.deferral_declined)


class ReceiveCorrection(Move, frozen=True):
    """收到补正材料."""

    materials: a.Findings
    channel: a.Channel = "counter"
    ticket_at: datetime | None = None
    fault: a.Fault = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of taking corrections in."""
        return a.ReceiveCorrection(self.materials, self.channel, self.ticket_at, self.fault)


class Accept(Move, frozen=True):
    """受理."""

    def body(self, case: Case) -> a.AnyBody:
        """The act of accepting."""
        return a.Accept()


class Decline(Move, frozen=True):
    """不予受理."""

    reason_code: str
    reason: str = ""
    authority: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of declining."""
        return a.Decline(self.reason_code, self.reason, self.authority)
