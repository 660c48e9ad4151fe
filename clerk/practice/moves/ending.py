"""Verbs of the end: fees, decision, delivery, withdrawal, return, rating, later checks, the record."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.catalogue.items import Limit
from clerk.practice.moves.base import Move


class Charge(Move, frozen=True):
    """通知缴费, in yuan."""

    amount: Decimal

    def body(self, case: Case) -> a.AnyBody:
        """The act of asking for a fee."""
        return a.Charge(self.amount)


class Pay(Move, frozen=True):
    """缴费, in yuan."""

    amount: Decimal

    def body(self, case: Case) -> a.AnyBody:
        """The act of paying."""
        return a.Pay(self.amount)


class Decide(Move, frozen=True):
    """决定."""

    result: Literal["grant", "refuse", "file"]
    reasons: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of deciding."""
        return a.Decide(self.result, self.reasons)


class ChooseDelivery(Move, frozen=True):
    """选择送达方式."""

    channel: a.Channel
    address: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of choosing."""
        return a.ChooseDelivery(self.channel, self.address)


class FailDelivery(Move, frozen=True):
    """送达未成."""

    channel: a.Channel
    reason: str = ""
    tracking: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of recording a failed attempt."""
        return a.FailDelivery(self.channel, self.reason, self.tracking)


class Deliver(Move, frozen=True):
    """送达."""

    channel: a.Channel = "counter"
    tracking: str = ""
    receiver: str = ""
    witnesses: tuple[str, ...] = ()
    announced_on: date | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of delivering."""
        return a.Deliver(self.channel, self.tracking, self.receiver, self.witnesses, self.announced_on)


class Withdraw(Move, frozen=True):
    """撤回; ``deemed`` after a lapse, by the commitment that was signed."""

    reason: str = ""
    deemed: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of withdrawing."""
        return a.Withdraw(self.reason, self.deemed)


class Return(Move, frozen=True):
    """退件."""

    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of giving the file back."""
        return a.Return(self.reason)


class Terminate(Move, frozen=True):
    """终止."""

    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of ending."""
        return a.Terminate(self.reason)


class Rate(Move, frozen=True):
    """评价, 1 (best) to 5 (worst)."""

    level: int
    text: str = ""
    named: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of rating."""
        return a.Rate(self.level, self.text, self.named)


class HandleRating(Move, frozen=True):
    """差评整改."""

    result: str
    called_back: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of following up."""
        return a.HandleRating(self.result, self.called_back)


class CheckCommitment(Move, frozen=True):
    """承诺核查."""

    true: bool
    findings: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of checking."""
        return a.CheckCommitment(self.true, self.findings)


class ReportRefusal(Move, frozen=True):
    """否定报备意见."""

    opinion: str

    def body(self, case: Case) -> a.AnyBody:
        """The act of the superior."""
        return a.ReportRefusal(self.opinion)


class Contact(Move, frozen=True):
    """联系申请人."""

    channel: a.Channel
    reached: bool
    text: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of contacting."""
        return a.Contact(self.channel, self.reached, self.text)


class Note(Move, frozen=True):
    """备注: a remark on the file."""

    text: str

    def body(self, case: Case) -> a.AnyBody:
        """The act of noting."""
        return a.Note(self.text)


class Lighten(Move, frozen=True):
    """就轻适用: what a new catalogue takes off this open case (LAW L14)."""

    waived: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    deferrable: tuple[str, ...] = ()
    tolerance: bool = False
    promised: Limit | None = None
    statutory: Limit | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of applying it."""
        return a.Lighten(
            case.item.version,
            self.waived,
            self.shared,
            self.deferrable,
            self.tolerance,
            self.promised,
            self.statutory,
        )


class Amend(Move, frozen=True):
    """更正 of a particular."""

    field: Literal["name", "id_type", "id_number", "phone", "address"]
    value: str
    reason: str = ""
    whose: Literal["applicant", "agent"] = "applicant"

    def body(self, case: Case) -> a.AnyBody:
        """The act of putting it right."""
        return a.Amend(self.field, self.value, self.reason, self.whose)


class Annul(Move, frozen=True):
    """误记作废: of the latest record of kind ``act``, or the one made at ``of``."""

    act: str
    reason: str = ""
    of: datetime | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of annulling."""
        latest = next((one.at for one in reversed(case.acts) if one.kind == self.act), case.received_at)
        return a.Annul(self.act, self.of or latest, self.reason)
