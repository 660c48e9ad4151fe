"""Papers of the counter before acceptance (收件、补正、不予受理). 行政许可法 art. 32; DOCUMENTS §1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Line, Paper, chinese
from clerk.documents.papers.remedies import Remedies


class Receipt(Paper, frozen=True, kw_only=True):
    """收件凭证: what was handed in and when, and by when the office answers. Not an acceptance."""

    applicant_id: str
    agent: str = ""
    channel: str
    received: str
    arrived: date | None = None
    materials: tuple[Line, ...]
    answer_due: DueDate
    silence_accepts: bool

    KIND: ClassVar[str] = "receipt"
    TITLE: ClassVar[str] = "收件凭证"
    WORD: ClassVar[str] = "收"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"agent", "arrived", "materials"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("收件人", "申请人（代理人）")
    LABELS: ClassVar[dict[str, str]] = {
        "applicant_id": "申请人证件",
        "channel": "收件方式",
        "received": "收件时间",
        "answer_due": "答复期限",
    }

    def body(self) -> Iterator[Block]:
        """What was received, what this paper is not, and by when the office answers."""
        yield field("申请人证件", self.applicant_id)
        if self.agent:
            yield field("代理人", self.agent)
        yield field("收件时间", self.received)
        if self.arrived is not None:
            yield field("视为收到的日期", f"{chinese(self.arrived)}（办公时间以外提交），期限自该日起算")
        yield field("收件方式", self.channel)
        yield heading("材料清单：")
        yield from _lines(self.materials)
        yield para("本凭证仅证明收到上列材料，不是受理决定。")
        yield para(f"是否受理，或者需要补正的全部内容，最迟于{self.answer_due.text}答复。")
        if self.silence_accepts:
            yield para("逾期不告知补正内容的，自收到申请材料之日起即为受理。")


class CorrectionNotice(Paper, frozen=True, kw_only=True):
    """补正材料通知书: all gaps, in one list, once; given, to add, to correct (art. 32(4), R49)."""

    received: date
    served: str
    given: tuple[str, ...] = ()
    to_add: tuple[Line, ...] = ()
    to_correct: tuple[Line, ...] = ()
    due: DueDate | None = None
    due_basis: str = ""
    lapse: str
    deferral_declined: bool = False
    basis: str

    KIND: ClassVar[str] = "correction_notice"
    VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = "补正材料通知书"
    WORD: ClassVar[str] = "补"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"given", "to_add", "to_correct", "due", "due_basis"})
    STATES: ClassVar[dict[str, str]] = {"due": "correction"}
    LABELS: ClassVar[dict[str, str]] = {
        "received": "收件日期",
        "served": "送达方式和时间",
        "to_add": "需补齐或需补正的材料",
        "lapse": "逾期后果",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """The three groups, the deadline, the ways to hand in, and that the list is complete."""
        yield para(
            f"你（单位）于{chinese(self.received)}提交的申请材料，经审核需要补正。依据{self.basis}，现一次性告知如下："
        )
        yield heading("一、已提交")
        yield from numbered(self.given or ("无",))
        yield heading("二、需补齐")
        yield from numbered([line.text for line in self.to_add] or ["无"])
        yield heading("三、需补正")
        yield from numbered([line.text for line in self.to_correct] or ["无"])
        if self.deferral_declined:
            yield para("已告知申请人可以容缺受理；申请人选择先行补正。")
        yield para("以上为需要补正的全部内容。按上列内容补正后，不再要求补正其他材料，应当受理。")
        yield from self._deadline()
        if self.served:
            yield field("本通知书送达", self.served)
        yield para(
            "提交方式：窗口提交、网上提交或者邮寄，由申请人自行选择。对补正内容有疑问，可向下列电话咨询或者投诉。"
        )

    def _deadline(self) -> Iterator[Block]:
        if self.due is None:
            yield para("法律未规定补正的期限，请尽早提交；办理期限自受理之日起计算。")
            return
        yield para(f"请最迟于{self.due.text}提交。该期限依据：{self.due_basis}。")
        yield para(f"逾期：{self.lapse}。")


class RestartNotice(Paper, frozen=True, kw_only=True):
    """补正材料收讫通知书: everything that was asked for has come; the office's period starts anew."""

    corrected: date
    materials: tuple[Line, ...]
    answer_due: DueDate
    promised: str
    basis: str

    KIND: ClassVar[str] = "restart_notice"
    TITLE: ClassVar[str] = "补正材料收讫通知书"
    WORD: ClassVar[str] = "启"
    LABELS: ClassVar[dict[str, str]] = {
        "corrected": "补正完成日期",
        "materials": "补正材料",
        "answer_due": "答复期限",
        "promised": "承诺办结时限",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """When the corrections were complete and what follows from it."""
        yield para(f"通知补正的材料已于{chinese(self.corrected)}全部收到：")
        yield from _lines(self.materials)
        yield para(f"依据{self.basis}，按要求补正的申请应当受理。受理凭证最迟于{self.answer_due.text}出具。")
        yield para(f"承诺办结时限为{self.promised}，办结日期以受理通知书所列为准。")


class NotRequiredNotice(Paper, frozen=True, kw_only=True):
    """无需办理告知书: no licence is needed; said at once (art. 32(1))."""

    reason: str
    basis: str
    remedies: Remedies

    KIND: ClassVar[str] = "not_required_notice"
    VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = "不受理告知书"
    WORD: ClassVar[str] = "告"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {"reason": "理由", "basis": "依据", "remedies": "救济途径"}

    def body(self) -> Iterator[Block]:
        """What was asked, that nothing is needed, why, and remedies."""
        yield para(
            f"你（单位）于{chinese(self.on)}就上列事项提出申请。该情形依法不需要办理本事项，申请不受理。"
        )
        yield field("理由", self.reason)
        yield field("依据", self.basis)
        yield para(self.remedies.text("告知"))


class DeclineNotice(Paper, frozen=True, kw_only=True):
    """不予受理通知书: facts, the limb of art. 32, reasons, the right authority, remedies (art. 38)."""

    received: date
    facts: str
    limb: str
    reason: str
    basis: str
    authority: str = ""
    returned: tuple[Line, ...] = ()
    remedies: Remedies

    KIND: ClassVar[str] = "decline_notice"
    TITLE: ClassVar[str] = "不予受理通知书"
    WORD: ClassVar[str] = "不受"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"authority", "returned"})
    LABELS: ClassVar[dict[str, str]] = {
        "received": "收件日期",
        "facts": "事实",
        "limb": "不予受理的情形",
        "reason": "理由",
        "basis": "依据",
        "authority": "有权机关",
        "remedies": "救济途径",
    }

    def body(self) -> Iterator[Block]:
        """Facts, limb, reason, basis, right authority, returned materials, remedies."""
        yield para(f"你（单位）于{chinese(self.received)}提出的申请，经审核，决定不予受理。")
        yield field("事实", self.facts)
        yield field("情形", self.limb)
        yield field("理由", self.reason)
        yield field("依据", self.basis)
        if self.authority:
            yield field("请向有权机关申请", self.authority)
        yield heading("退还材料：")
        yield from _lines(self.returned)
        yield para(self.remedies.text("决定"))


def _lines(materials: tuple[Line, ...]) -> Iterator[Block]:
    return numbered([line.text for line in materials] or ["无"])
