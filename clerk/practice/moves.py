"""What a step of a scenario does (``do``), one typed struct a verb, and the act that it becomes.

The verbs and their fields are those of the contract's table. An act is asked for with
:meth:`Move.body`; opening a case (``receive``, ``not_required``) is the player's own business,
because the case does not exist yet.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.specials import stops_statutory
from clerk.catalogue.items import Unit

Length = Annotated[int, msgspec.Meta(ge=0, le=9999)]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all verbs: the fields of a step beyond ``at``, ``by`` and ``expect``."""

    def body(self, case: Case) -> a.AnyBody:
        """The act that this is in ``case``."""
        raise NotImplementedError(type(self).__name__)  # abstract: every subclass has its own


class Receive(Move, frozen=True):
    """收件; materials that are not named are in order."""

    channel: a.Channel = "counter"
    materials: a.Findings = {}
    agent: a.Person | None = None


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


class NotifyCorrection(Move, frozen=True):
    """一次性告知补正: all gaps that are open; ``gaps`` names a list of the trainee's own."""

    gaps: tuple[str, ...] | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of telling the gaps."""
        return a.NotifyCorrection(case.gaps if self.gaps is None else self.gaps)


class ReceiveCorrection(Move, frozen=True):
    """收到补正材料."""

    materials: a.Findings
    channel: a.Channel = "counter"

    def body(self, case: Case) -> a.AnyBody:
        """The act of taking corrections in."""
        return a.ReceiveCorrection(self.materials, self.channel)


class Accept(Move, frozen=True):
    """受理."""

    def body(self, case: Case) -> a.AnyBody:
        """The act of accepting."""
        return a.Accept()


class AcceptIncomplete(Move, frozen=True):
    """容缺受理."""

    deferred: tuple[str, ...]
    commitment: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of accepting with materials deferred."""
        return a.AcceptIncomplete(self.deferred, self.commitment)


class Decline(Move, frozen=True):
    """不予受理."""

    reason_code: str
    reason: str = ""
    authority: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of declining."""
        return a.Decline(self.reason_code, self.reason, self.authority)


class Route(Move, frozen=True):
    """流转; ``to`` is the item's own department unless said otherwise."""

    to: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of offering the file."""
        name = self.to or case.department
        return a.Route(name if ":" in name else f"dept:{name}")


class SignFor(Move, frozen=True):
    """签收."""

    discrepancies: tuple[str, ...] = ()

    def body(self, case: Case) -> a.AnyBody:
        """The act of signing for the file."""
        return a.SignFor(self.discrepancies)


class ReturnToWindow(Move, frozen=True):
    """退回窗口."""

    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of handing the file back."""
        return a.ReturnToWindow(self.reason)


class StartSpecial(Move, frozen=True):
    """特别程序开始."""

    kind: str
    n: Length
    unit: Unit

    def body(self, case: Case) -> a.AnyBody:
        """The act of starting it; whether the statutory clock stops is the law's to say."""
        return a.StartSpecial(self.kind, self.n, self.unit, stops_statutory(case.item, self.kind))


class EndSpecial(Move, frozen=True):
    """特别程序结束."""

    result: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of ending it."""
        return a.EndSpecial(self.result)


class Extend(Move, frozen=True):
    """延期."""

    n: Length
    unit: Unit
    approver: str = ""
    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of extending."""
        return a.Extend(self.n, self.unit, self.approver, self.reason)


class Complete(Move, frozen=True):
    """补齐."""

    materials: a.Findings
    channel: a.Channel = "counter"
    posted_at: date | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of completing."""
        return a.Complete(self.materials, self.channel, self.posted_at)


class Decide(Move, frozen=True):
    """决定."""

    result: Literal["grant", "refuse", "file"]
    reasons: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of deciding."""
        return a.Decide(self.result, self.reasons)


class Deliver(Move, frozen=True):
    """送达."""

    channel: a.Channel = "counter"
    tracking: str = ""
    receiver: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of delivering."""
        return a.Deliver(self.channel, self.tracking, self.receiver)


class Withdraw(Move, frozen=True):
    """撤回."""

    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of withdrawing."""
        return a.Withdraw(self.reason)


class Note(Move, frozen=True):
    """备注: a remark or a contact with the applicant."""

    text: str

    def body(self, case: Case) -> a.AnyBody:
        """The act of noting."""
        return a.Note(self.text)


MOVES: dict[str, type[Move]] = {
    "receive": Receive,
    "not_required": NotRequired,
    "examine": Examine,
    "correct_on_spot": CorrectOnSpot,
    "notify_correction": NotifyCorrection,
    "receive_correction": ReceiveCorrection,
    "accept": Accept,
    "accept_incomplete": AcceptIncomplete,
    "decline": Decline,
    "route": Route,
    "sign_for": SignFor,
    "return_to_window": ReturnToWindow,
    "start_special": StartSpecial,
    "end_special": EndSpecial,
    "extend": Extend,
    "complete": Complete,
    "decide": Decide,
    "deliver": Deliver,
    "withdraw": Withdraw,
    "note": Note,
    "wait": Wait,
}
"""Every verb that this version plays."""

LATER = frozenset({"consult", "publicise", "charge", "pay", "rate", "return", "terminate"})
"""Verbs of the contract that this version's rule book does not have yet."""

MOVE_WORDS: dict[str, str] = {
    "receive": "收件",
    "not_required": "告知无需许可",
    "examine": "审核材料",
    "correct_on_spot": "当场更正",
    "notify_correction": "一次性告知补正",
    "receive_correction": "接收补正材料",
    "accept": "受理",
    "accept_incomplete": "容缺受理",
    "decline": "不予受理",
    "route": "流转部门",
    "sign_for": "签收",
    "return_to_window": "退回窗口",
    "start_special": "启动特别程序",
    "end_special": "结束特别程序",
    "extend": "延长期限",
    "complete": "补齐容缺材料",
    "decide": "作出决定",
    "deliver": "送达",
    "withdraw": "撤回申请",
    "note": "备注",
    "wait": "时间经过",
}
