"""Papers of the outcome (准予、不予、备案、缴费、送达). Arts. 38, 40, 44, 58; DOCUMENTS §1.

A filing ends in «filed», neither granted nor refused (LAW L12): it has its own kind, ``filing_notice``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

import msgspec

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Paper, chinese
from clerk.documents.papers.remedies import Remedies

LICENCE = "行政许可"


class Delivered(msgspec.Struct, frozen=True):
    """A paper that was delivered: its name and number."""

    title: str
    number: str

    @property
    def text(self) -> str:
        """Name and number."""
        return f"《{self.title}》{self.number}"


class Decision(Paper, frozen=True, kw_only=True):
    """What every decision states: the request, its acceptance, the facts and the basis."""

    item_type: str
    requested: date
    accepted: date
    facts: str
    basis: str

    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {
        "item_type": "事项类型",
        "requested": "申请日期",
        "accepted": "受理日期",
        "facts": "事实",
        "basis": "依据",
        "reasons": "理由",
        "remedies": "救济途径",
        "delivery_due": "送达期限",
    }

    @property
    def _what(self) -> str:
        return LICENCE if self.item_type == LICENCE else "办理"

    def _opening(self) -> Iterator[Block]:
        yield para(f"{self.applicant}：")
        yield para(
            f"你（单位）于{chinese(self.requested)}提出申请，于{chinese(self.accepted)}受理。{self.facts}。"
        )


class GrantDecision(Decision, frozen=True, kw_only=True):
    """准予决定书: addressee, facts, basis, decision, delivery, that it is public (art. 40, R69)."""

    delivery_due: DueDate | None = None
    reasons: str = ""

    KIND: ClassVar[str] = "grant_decision"
    TITLE: ClassVar[str] = "准予决定书"
    WORD: ClassVar[str] = "准"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"delivery_due", "reasons"})

    @property
    def title(self) -> str:
        """«Licence» only where it is one."""
        return f"准予{self._what}决定书"

    def body(self) -> Iterator[Block]:
        """The decision and what follows from it."""
        yield from self._opening()
        yield para(f"依据{self.basis}，决定：准予{self._what}（{self.item_name}）。")
        if self.reasons:
            yield field("说明", self.reasons)
        yield para(
            "范围和有效期以所发证件或者批准文书载明的内容为准；持有人应当依法从事被准予的活动并接受监督检查。"
        )
        if self.delivery_due is not None:
            yield field("送达", f"最迟于{self.delivery_due.text}送达证件或者批准文书")
        if self.item_type == LICENCE:
            yield para("本决定依法公开，公众有权查阅。")


class RefusalDecision(Decision, frozen=True, kw_only=True):
    """不予决定书: the reasons, the basis, and remedies with body and court (art. 38, R70)."""

    reasons: str
    remedies: Remedies

    KIND: ClassVar[str] = "refusal_decision"
    TITLE: ClassVar[str] = "不予决定书"
    WORD: ClassVar[str] = "不准"

    @property
    def title(self) -> str:
        """«Licence» only where it is one."""
        return f"不予{self._what}决定书"

    def body(self) -> Iterator[Block]:
        """The decision, its reasons, and the remedies against it."""
        yield from self._opening()
        yield field("理由", self.reasons)
        yield para(f"依据{self.basis}，决定：不予{self._what}（{self.item_name}）。")
        yield para(self.remedies.text("决定"))


class FilingNotice(Decision, frozen=True, kw_only=True):
    """备案通知书: filed; a filing is neither granted nor refused (LAW L12)."""

    reasons: str = ""

    KIND: ClassVar[str] = "filing_notice"
    TITLE: ClassVar[str] = "备案通知书"
    WORD: ClassVar[str] = "备"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"reasons"})

    def body(self) -> Iterator[Block]:
        """That it was filed, on which basis."""
        yield from self._opening()
        yield para(f"依据{self.basis}，{self.item_name}已予备案，备案日期{chinese(self.on)}。")
        if self.reasons:
            yield field("说明", self.reasons)


class PaymentNotice(Paper, frozen=True, kw_only=True):
    """缴费通知书: the fee that the item lists, by what, how much, how; remedies (arts. 58, 59, LAW L13)."""

    standard: str
    basis: str
    amount: Decimal
    owing: Decimal
    way: str
    remedies: Remedies

    KIND: ClassVar[str] = "payment_notice"
    TITLE: ClassVar[str] = "缴费通知书"
    WORD: ClassVar[str] = "缴"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {
        "standard": "收费项目和标准",
        "basis": "依据",
        "amount": "金额",
        "owing": "尚应缴合计",
        "way": "缴纳方式",
        "remedies": "救济途径",
    }

    def body(self) -> Iterator[Block]:
        """Standard, basis, amount, how to pay, and what may be done against it."""
        yield para("本案依法需要缴纳下列费用：")
        yield field("收费项目和标准", self.standard)
        yield field("依据", self.basis)
        yield field("金额", yuan(self.amount))
        if self.owing != self.amount:
            yield field("连同此前通知，尚应缴合计", yuan(self.owing))
        yield field("缴纳方式", self.way)
        yield para("除上列费用外不收取其他费用；缴费时请索取财政部门统一制发的票据。")
        yield para(self.remedies.text("通知"))


def yuan(amount: Decimal) -> str:
    """An amount as a paper states it: 1234.50元. More than two decimals stay visible."""
    return f"{amount.quantize(_FEN) if amount == amount.quantize(_FEN) else amount}元"


_FEN = Decimal("0.01")


class DeliveryRecord(Paper, frozen=True, kw_only=True):
    """送达回证: which papers, to whom, how, when; the recipient's signature or the mail number (R72)."""

    documents: tuple[Delivered, ...]
    recipient: str
    method: str
    delivered_at: str
    place: str
    tracking: str = ""
    attempts: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    announced: str = ""

    KIND: ClassVar[str] = "delivery_record"
    TITLE: ClassVar[str] = "送达回证"
    WORD: ClassVar[str] = "送"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"tracking", "attempts", "witnesses", "announced"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("送达人", "受送达人（代收人）签收")
    LABELS: ClassVar[dict[str, str]] = {
        "documents": "送达文书名称及文号",
        "recipient": "受送达人",
        "method": "送达方式",
        "delivered_at": "送达时间",
        "place": "送达地点",
        "tracking": "邮件号",
    }

    @property
    def signatures(self) -> tuple[str, ...]:
        """Who delivered; the recipient, or the witnesses of a paper that was left (R72)."""
        if self.announced:
            return ("送达人",)
        if self.witnesses:
            return ("送达人", *(f"见证人 {name}" for name in self.witnesses))
        return self.SIGNATURES

    def body(self) -> Iterator[Block]:
        """Papers, recipient, method, place, time, mail number; what was tried before, who witnessed."""
        yield heading("送达文书：")
        yield from numbered(one.text for one in self.documents)
        yield field("受送达人", self.recipient)
        yield field("送达方式", self.method)
        yield field("送达地点", self.place)
        yield field("送达时间", self.delivered_at)
        if self.tracking:
            yield field("邮件号", self.tracking)
        if self.attempts:
            yield heading("此前送达未成：")
            yield from numbered(self.attempts)
        if self.witnesses:
            yield field("见证人", "、".join(self.witnesses))
        if self.announced:
            yield field("公告", self.announced)
        yield para("代收的，由代收人注明与受送达人的关系；拒收的，由送达人记明事由并由见证人签名。")
