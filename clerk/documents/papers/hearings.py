"""Papers of a hearing (听证): the right, and the day. 行政许可法 arts. 36, 46–48, LAW P8."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Paper, chinese


class HearingRightNotice(Paper, frozen=True, kw_only=True):
    """听证告知书: who is told, what of, until when a hearing may be asked for; it costs nothing (art. 47)."""

    whom: str
    ask_by: DueDate
    basis: str

    KIND: ClassVar[str] = "hearing_right_notice"
    TITLE: ClassVar[str] = "听证告知书"
    WORD: ClassVar[str] = "听告"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    SIGNATURES: ClassVar[tuple[str, ...]] = ("被告知人签收",)
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {"whom": "被告知人", "ask_by": "申请听证的期限", "basis": "依据"}

    def body(self) -> Iterator[Block]:
        """Whom, which right, until when, where, at whose cost."""
        yield para(f"{self.whom}：")
        yield para(
            f"上列申请可能直接涉及你（单位）的重大利益。依据{self.basis}，你（单位）有要求听证的权利。"
        )
        yield field("申请听证的期限", f"最迟于{self.ask_by.text}向{self.department}提出")
        yield para(
            "逾期不提出的，视为放弃听证权利；不影响陈述和申辩的权利。组织听证的费用不由你（单位）承担。"
        )


class HearingNotice(Paper, frozen=True, kw_only=True):
    """听证通知书: the day and the place, told at least seven days before, and how it goes on (art. 48)."""

    held_on: date
    place: str
    basis: str

    KIND: ClassVar[str] = "hearing_notice"
    TITLE: ClassVar[str] = "听证通知书"
    WORD: ClassVar[str] = "听通"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    SIGNATURES: ClassVar[tuple[str, ...]] = ("申请人（代理人）签收", "利害关系人签收")
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {"held_on": "听证日期", "place": "听证地点", "basis": "依据"}

    def body(self) -> Iterator[Block]:
        """Day, place, and the rights of those who come."""
        yield para(f"依据{self.basis}，现就上列申请组织听证。")
        yield field("听证日期", chinese(self.held_on))
        yield field("听证地点", self.place)
        yield heading("听证的进行：")
        yield from numbered(
            (
                "听证公开举行；涉及国家秘密、商业秘密、个人隐私的依法不公开；",
                "由审查本申请的工作人员以外的人员主持；认为主持人与本事项有直接利害关系的，有权申请回避；",
                "审查人员提供审查意见的证据、理由；申请人、利害关系人可以提出证据，并进行申辩和质证；",
                "听证制作笔录，交参加人确认无误后签字或者盖章；根据笔录作出决定。",
            )
        )
