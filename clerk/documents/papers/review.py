"""Papers of the review (流转、特别程序、延期). R37, arts. 42, 45; DOCUMENTS §1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Line, Paper, chinese


class HandoverList(Paper, frozen=True, kw_only=True):
    """材料交接单: what goes from the window to the department (R37). The applicant's name is masked.

    Shared materials say who answers for them (R48), promised proofs when they are checked (LAW §4); a slip
    of the office stands here and on no paper of the applicant's (LAW L2).
    """

    sender: str
    receiver: str
    handed_at: str
    materials: tuple[Line, ...]
    promised_due: DueDate
    statutory_due: DueDate
    outstanding: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()

    KIND: ClassVar[str] = "handover_list"
    TITLE: ClassVar[str] = "材料交接单"
    WORD: ClassVar[str] = "交"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"materials", "outstanding", "slips"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("移交人", "接收人")
    STATES: ClassVar[dict[str, str]] = {}  # an internal paper promises the applicant nothing
    LABELS: ClassVar[dict[str, str]] = {
        "sender": "移交方",
        "receiver": "接收方",
        "handed_at": "移交时间",
        "promised_due": "承诺办结日期",
        "statutory_due": "法定办结日期",
    }

    def body(self) -> Iterator[Block]:
        """From whom to whom, what, until when; what is still to come."""
        yield field("移交方", self.sender)
        yield field("接收方", self.receiver)
        yield field("移交时间", self.handed_at)
        yield heading("移交的材料：")
        yield from numbered([line.text for line in self.materials] or ["无"])
        if self.outstanding:
            yield field("容缺待补", "、".join(self.outstanding))
        if self.slips:
            yield heading("本机关工作失误登记（仅供内部处理，不得作为申请人的缺漏）：")
            yield from numbered(self.slips)
        yield field("承诺办结日期", self.promised_due.text)
        yield field("法定办结日期", self.statutory_due.text)
        yield para("接收方应当场清点；与本单不符的，签收时逐件登记。")


class SpecialProcedureNotice(Paper, frozen=True, kw_only=True):
    """特别程序告知书: what is done, how long it needs, what it does to the clock (art. 45)."""

    special: str
    started: date
    needed: DueDate
    excluded: bool
    promise_waits: bool = False
    promised_due: DueDate
    basis: str

    KIND: ClassVar[str] = "special_procedure_notice"
    TITLE: ClassVar[str] = "特别程序告知书"
    WORD: ClassVar[str] = "特"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    STATES: ClassVar[dict[str, str]] = {}  # how long it takes is foretold, not promised: its end decides
    LABELS: ClassVar[dict[str, str]] = {
        "special": "特别程序种类",
        "started": "开始日期",
        "needed": "所需时间",
        "promised_due": "承诺办结日期",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Kind, start, time needed, effect on the periods, the date that follows."""
        yield para(f"本案需要进行{self.special}，自{chinese(self.started)}开始，由{self.department}组织。")
        yield field("所需时间", f"预计最迟于{self.needed.text}完成")
        yield field("依据", self.basis)
        yield field("对期限的影响", self._effect)
        yield field("承诺办结日期", f"按上列时间推算为{self.promised_due.text}")
        yield para("特别程序结束后恢复计时，结果将记入案卷。")

    @property
    def _effect(self) -> str:
        if self.excluded:
            return "所需时间不计算在办理期限内"
        if self.promise_waits:
            return "所需时间不计算在承诺时限内；法定期限不停止计时"
        return "所需时间计算在办理期限内，不停止计时"


class JointExtensionNotice(Paper, frozen=True, kw_only=True):
    """延长联合办理期限通知书: the cap over items handled together (art. 42(2))."""

    original_due: date
    joint_due: DueDate
    by: str
    reason: str
    approver: str
    basis: str

    KIND: ClassVar[str] = "joint_extension_notice"
    TITLE: ClassVar[str] = "延长联合办理期限通知书"
    WORD: ClassVar[str] = "联延"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {
        "original_due": "原联合办结日期",
        "joint_due": "延长后的联合办结日期",
        "by": "延长时间",
        "reason": "延长理由",
        "approver": "批准人",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Both dates, the length, the reason, who approved, by which rule."""
        yield para(f"联合办理不能在规定期限内全部办结，经{self.approver}批准，延长{self.by}。")
        yield field("原联合办结日期", chinese(self.original_due))
        yield field("延长后的联合办结日期", self.joint_due.text)
        yield field("理由", self.reason)
        yield field("依据", self.basis)
        yield para("本事项自身的承诺办结日期和法定办结日期不因此改变。")


class ExtensionNotice(Paper, frozen=True, kw_only=True):
    """延期通知书: from which date to which, by how much, why, approved by whom (art. 42(1))."""

    original_due: date
    extended_due: DueDate
    by: str
    reason: str
    approver: str
    basis: str
    promised_due: DueDate | None = None

    KIND: ClassVar[str] = "extension_notice"
    TITLE: ClassVar[str] = "延长办理期限通知书"
    WORD: ClassVar[str] = "延"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"promised_due"})
    LABELS: ClassVar[dict[str, str]] = {
        "original_due": "原法定办结日期",
        "extended_due": "延长后的办结日期",
        "by": "延长时间",
        "reason": "延长理由",
        "approver": "批准人",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Both dates, the length, the reason, who approved, by which rule."""
        yield para(f"本案不能在法定期限内作出决定，经{self.approver}批准，延长{self.by}。")
        yield field("原法定办结日期", chinese(self.original_due))
        yield field("延长后的办结日期", self.extended_due.text)
        if self.promised_due is not None:
            yield field("承诺办结日期", self.promised_due.text)
        yield field("理由", self.reason)
        yield field("依据", self.basis)
