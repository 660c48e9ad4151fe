"""Papers inside the office (否定报备、差评处理). LAW §7, R43, DOCUMENTS §1. The applicant is masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, para
from clerk.documents.papers.base import DueDate, Paper, chinese

_ROOM = "____________________________________________"


class RefusalReport(Paper, frozen=True, kw_only=True):
    """否定报备登记表: a refusal is itself reported upward, with room for the superior's opinion (LAW §7)."""

    contact: str
    refused: str
    facts: str
    reason: str
    basis: str
    post: str

    KIND: ClassVar[str] = "refusal_report"
    VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = "否定报备登记表"
    WORD: ClassVar[str] = "报"
    SIGNATURES: ClassVar[tuple[str, ...]] = ("经办人", "上级签名")
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "contact": "申请人联系方式",
        "refused": "否定的内容",
        "facts": "事实",
        "reason": "理由",
        "basis": "依据",
        "post": "经办岗位",
    }

    def body(self) -> Iterator[Block]:
        """What was refused, on what facts, why, by whom; room for the superior's opinion."""
        yield field("申请人联系方式", self.contact)
        yield field("否定的内容", self.refused)
        yield field("事实", self.facts)
        yield field("理由", self.reason)
        yield field("依据", self.basis)
        yield field("经办人及岗位", f"{self.handler}，{self.post}")
        yield field("上级意见", _ROOM)
        yield para("本表不载明证件号码；完整的联系方式见案卷。")


class RefusalOpinion(Paper, frozen=True, kw_only=True):
    """否定报备意见书: what the superior thinks of a refusal that was reported (LAW §7)."""

    refused: str
    reported: str = ""
    opinion: str

    KIND: ClassVar[str] = "refusal_opinion"
    TITLE: ClassVar[str] = "否定报备意见书"
    WORD: ClassVar[str] = "批"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"reported"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("上级签名",)
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {"refused": "否定的内容", "opinion": "上级意见"}

    def body(self) -> Iterator[Block]:
        """Which refusal, its report, the opinion; the refusal itself stands until it is undone by law."""
        yield field("否定的内容", self.refused)
        if self.reported:
            yield field("报备登记表", self.reported)
        yield field("上级意见", self.opinion)
        yield field("签署人", self.handler)
        yield para("本意见为内部监督意见，不改变已作出的决定；决定需要纠正的，由实施机关依法办理。")


class RatingHandlingSheet(Paper, frozen=True, kw_only=True):
    """差评处理单: how a bad rating was verified, put right, answered and called back (LAW §7, R43)."""

    level: str
    rated_on: date
    said: str = ""
    named: bool
    answer_by: DueDate | None = None
    result: str
    called_back: bool
    basis: str

    KIND: ClassVar[str] = "rating_handling_sheet"
    TITLE: ClassVar[str] = "差评处理单"
    WORD: ClassVar[str] = "评"
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"said", "answer_by"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("处理人", "主管")
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "level": "评价等级",
        "rated_on": "评价日期",
        "result": "核实和整改结果",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """The rating, until when it was to be dealt with, what came of it, the call-back."""
        yield field("评价", f"{self.level}，{chinese(self.rated_on)}，{'实名' if self.named else '匿名'}")
        if self.said:
            yield field("评价内容", self.said)
        if self.answer_by is not None:
            yield field("整改期限", self.answer_by.text)
        yield field("核实和整改结果", self.result)
        yield field("处理日期", chinese(self.on))
        yield field("回访", self._call_back)
        yield field("依据", self.basis)

    @property
    def _call_back(self) -> str:
        if self.called_back:
            return "已回访评价人"
        return "未回访" if self.named else "匿名评价，不追查评价人，未回访"
