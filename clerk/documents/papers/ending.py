"""Papers that end a case without a decision (撤回、退件、终止). LAW L3, default 2, R61."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final, Literal

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import Line, Paper, chinese
from clerk.documents.papers.remedies import Remedies

Ending = Literal["withdrawn", "deemed", "returned", "terminated"]
_TITLES: Final[dict[Ending, str]] = {
    "withdrawn": "撤回申请退件通知书",
    "deemed": "视为撤回申请通知书",
    "returned": "退件通知书",
    "terminated": "终止办理通知书",
}
_DONE: Final[dict[Ending, str]] = {
    "withdrawn": "申请人撤回本申请",
    "deemed": "本申请视为撤回",
    "returned": "本申请予以退件",
    "terminated": "本申请终止办理",
}


class ReturnNotice(Paper, frozen=True, kw_only=True):
    """退件通知书: how the application ended, why, by which policy; originals back against signature (L3).

    Where it did not end by the applicant's own wish the paper states the policy, the facts of the
    lapse and the remedies; the time that passed is never the reason alone.
    """

    ended: date
    how: Ending
    reason: str
    lapsed: str = ""
    by_policy: str = ""
    returned: tuple[Line, ...] = ()
    remedies: Remedies | None = None

    KIND: ClassVar[str] = "return_notice"
    VERSION: ClassVar[int] = 2
    TITLE: ClassVar[str] = "退件通知书"
    WORD: ClassVar[str] = "退"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"lapsed", "by_policy", "returned", "remedies"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("退还人", "材料退还签收（收回人）")
    LABELS: ClassVar[dict[str, str]] = {
        "ended": "办理结束日期",
        "how": "结束方式",
        "reason": "理由",
        "lapsed": "逾期事实",
        "by_policy": "本地政策依据",
        "remedies": "救济途径",
    }

    @property
    def title(self) -> str:
        """By how it ended."""
        return _TITLES.get(self.how, self.TITLE)

    def body(self) -> Iterator[Block]:
        """How it ended and why, what goes back against signature, what may be done against it."""
        yield para(f"{chinese(self.ended)}，{_DONE[self.how]}，办理到此结束。")
        if self.lapsed:
            yield field("事实", self.lapsed)
        yield field("申请人的说明" if self.how == "withdrawn" else "理由", self.reason)
        if self.by_policy:
            yield field("依据", self.by_policy)
        yield heading("退还的材料：")
        yield from numbered([line.text for line in self.returned] or ["无"])
        yield para("领取材料时请出示身份证件，清点后在本文书上签名（材料退还签收）。")
        yield para("以后可以就同一事项再次提出申请。")
        if self.remedies is not None:
            yield para(self.remedies.text("通知"))
