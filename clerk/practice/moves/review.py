"""Verbs behind the window: handing over, special procedures, publicity, visits, opinions, extension."""

from __future__ import annotations

from datetime import date

import msgspec

from clerk.casework import acts as a
from clerk.casework import specials
from clerk.casework.case import Case
from clerk.catalogue.items import Unit
from clerk.practice.moves.base import Length, Move


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


class SettleDiscrepancy(Move, frozen=True):
    """交接差异处理, of these materials."""

    names: tuple[str, ...]
    how: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of clearing a difference up."""
        return a.SettleDiscrepancy(self.names, self.how)


class ReturnToWindow(Move, frozen=True):
    """退回窗口."""

    reason: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of handing the file back."""
        return a.ReturnToWindow(self.reason)


class StartSpecial(Move, frozen=True):
    """特别程序开始; ``stops_statutory`` is the trainee's own claim, which the rule book then judges."""

    kind: str
    n: Length
    unit: Unit
    stops_statutory: bool | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of starting it; which clocks stop is the law's and the item's to say."""
        lawful = specials.start_special(case.item, self.kind, self.n, self.unit)
        if self.stops_statutory is None:
            return lawful
        return msgspec.structs.replace(lawful, stops_statutory=self.stops_statutory)


class EndSpecial(Move, frozen=True):
    """特别程序结束."""

    result: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of ending it."""
        return a.EndSpecial(self.result)


class ReuseResult(Move, frozen=True):
    """沿用区域评审成果."""

    kind: str
    source: str
    valid_until: date

    def body(self, case: Case) -> a.AnyBody:
        """The act of reusing it."""
        return a.ReuseResult(self.kind, self.source, self.valid_until)


class Publicise(Move, frozen=True):
    """公示."""

    n: Length
    unit: Unit
    place: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of publicising."""
        return specials.publicise(case.item, self.n, self.unit, self.place)


class ObjectTo(Move, frozen=True):
    """公示异议."""

    text: str
    objector: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of objecting."""
        return a.ObjectTo(self.text, self.objector)


class SettleObjection(Move, frozen=True):
    """异议处理."""

    result: str

    def body(self, case: Case) -> a.AnyBody:
        """The act of dealing with objections."""
        return a.SettleObjection(self.result)


class RecordVisit(Move, frozen=True):
    """踏勘."""

    officers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    findings: str = ""
    postponed_to: date | None = None

    def body(self, case: Case) -> a.AnyBody:
        """The act of recording it."""
        return a.RecordVisit(self.officers, self.departments, self.findings, self.postponed_to)


class OfferHearing(Move, frozen=True):
    """告知听证权利."""

    whom: str = "申请人、利害关系人"

    def body(self, case: Case) -> a.AnyBody:
        """The act of telling the right."""
        return a.OfferHearing(self.whom)


class AskHearing(Move, frozen=True):
    """申请听证, or giving the right up."""

    by_whom: str = ""
    waived: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of asking."""
        return a.AskHearing(self.by_whom, self.waived)


class CallHearing(Move, frozen=True):
    """听证通知."""

    on: date
    place: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of calling it."""
        return a.CallHearing(self.on, self.place)


class AskOpinion(Move, frozen=True):
    """征求意见."""

    department: str
    n: Length
    unit: Unit = "wd"
    question: str = ""
    first_review: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of asking."""
        return a.AskOpinion(self.department, self.n, self.unit, self.question, self.first_review)


class GiveOpinion(Move, frozen=True):
    """部门意见."""

    department: str
    agrees: bool
    text: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of answering."""
        return a.GiveOpinion(self.department, self.agrees, self.text)


class VerifyShared(Move, frozen=True):
    """共享核验."""

    materials: a.Findings
    source: str = ""

    def body(self, case: Case) -> a.AnyBody:
        """The act of verifying."""
        return a.VerifyShared(self.materials, self.source)


class Extend(Move, frozen=True):
    """延期."""

    n: Length
    unit: Unit
    approver: str = ""
    reason: str = ""
    joint: bool = False

    def body(self, case: Case) -> a.AnyBody:
        """The act of extending."""
        return a.Extend(self.n, self.unit, self.approver, self.reason, self.joint)
