"""Templates that no longer draw new papers (旧版文书). What was issued by them is drawn as it was (R54)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import Line, Paper, chinese
from clerk.documents.papers.intake import CorrectionNotice, NotRequiredNotice


class CorrectionNotice1(CorrectionNotice, frozen=True, kw_only=True):
    """补正材料通知书, which did not yet say how it was served."""

    served: str = ""

    VERSION: ClassVar[int] = 1


class NotRequiredNotice1(NotRequiredNotice, frozen=True, kw_only=True):
    """不受理告知书, which was still numbered by the hall (LAW L12)."""

    VERSION: ClassVar[int] = 1
    BY_DEPARTMENT: ClassVar[bool] = False


class RefusalReport1(Paper, frozen=True, kw_only=True):
    """否定报备登记表, without a way to reach the applicant and without room for an opinion."""

    refused: str
    facts: str
    reason: str
    basis: str
    post: str

    KIND: ClassVar[str] = "refusal_report"
    TITLE: ClassVar[str] = "否定报备登记表"
    WORD: ClassVar[str] = "报"
    SIGNATURES: ClassVar[tuple[str, ...]] = ("经办人", "上级意见及签名")

    def body(self) -> Iterator[Block]:
        """What was refused, on what facts, why, by whom."""
        yield field("否定的内容", self.refused)
        yield field("事实", self.facts)
        yield field("理由", self.reason)
        yield field("依据", self.basis)
        yield field("经办人及岗位", f"{self.handler}，{self.post}")
        yield para("申请人联系方式见案卷；本表不载明证件号码和电话。")


class ReturnNotice1(Paper, frozen=True, kw_only=True):
    """撤回申请退件通知书, which knew only the applicant's own withdrawal."""

    withdrawn: date
    reason: str
    returned: tuple[Line, ...] = ()

    KIND: ClassVar[str] = "return_notice"
    TITLE: ClassVar[str] = "撤回申请退件通知书"
    WORD: ClassVar[str] = "退"
    SIGNATURES: ClassVar[tuple[str, ...]] = ("退还人", "材料收回人")

    def body(self) -> Iterator[Block]:
        """That the application was withdrawn, what goes back, and that it may be made again."""
        yield para(f"申请人于{chinese(self.withdrawn)}撤回本申请，办理到此结束。")
        yield field("申请人的说明", self.reason)
        yield heading("退还材料：")
        yield from numbered([line.text for line in self.returned] or ["无"])
        yield para("撤回不影响以后就同一事项再次提出申请。领取材料时请出示身份证件并签名。")


PAST: Final[tuple[type[Paper], ...]] = (CorrectionNotice1, NotRequiredNotice1, RefusalReport1, ReturnNotice1)
"""Every template of a version before the present one."""
