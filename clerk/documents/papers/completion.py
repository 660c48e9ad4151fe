"""Papers while something deferred is outstanding (容缺补齐). R58–R61, LAW §3, L5, default 2."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.casework.acts import Stated
from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.acceptance import DeferredLine
from clerk.documents.papers.base import DueDate, Line, Paper, chinese

_WAYS = "由申请人自行选择"


class CompletionReminder(Paper, frozen=True, kw_only=True):
    """容缺材料补齐提醒书: what is outstanding, until when, what happens then (R61, default 2).

    With ``last_date`` it is the last one before a lapse is acted upon. It repeats the dates that the
    acceptance promised and promises none of its own.
    """

    outstanding: tuple[DeferredLine, ...]
    channels: tuple[str, ...]
    posting_rule: str
    lapse: str
    last_date: date | None = None

    KIND: ClassVar[str] = "completion_reminder"
    TITLE: ClassVar[str] = "容缺材料补齐提醒书"
    WORD: ClassVar[str] = "催"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"last_date"})
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "outstanding": "待补齐的容缺材料",
        "channels": "补齐方式",
        "posting_rule": "邮寄补齐的起算规则",
        "lapse": "逾期处理",
    }

    @property
    def title(self) -> str:
        """The last one says that it is."""
        return self.TITLE if self.last_date is None else "容缺材料补齐催告书（最后一次）"

    def body(self) -> Iterator[Block]:
        """What is outstanding, the last date where there is one, the ways, the consequence."""
        yield heading("本申请已容缺受理，下列容缺材料尚未补齐：")
        yield from numbered(line.text for line in self.outstanding)
        if self.last_date is None:
            yield para("请在上列期限内补齐。")
        else:
            yield para(f"上列期限已经届满。现书面催告：请最迟于{chinese(self.last_date)}补齐。")
        yield field("补齐方式", f"{'、'.join(self.channels)}，{_WAYS}；{self.posting_rule}")
        yield field("逾期处理", self.lapse)
        if self.last_date is not None:
            yield para("本催告书不是终止办理的决定；需要作出决定的，另行出具书面文书并告知救济途径。")


class CompletionDefectNotice(Paper, frozen=True, kw_only=True):
    """容缺材料不符合要求告知书: what came is unfit, why, until when; no other material is asked (LAW §3b)."""

    came: date
    defects: tuple[Line, ...]
    until: DueDate
    over: bool
    round: int
    rounds: int
    channels: tuple[str, ...]
    lapse: str

    KIND: ClassVar[str] = "completion_defect_notice"
    TITLE: ClassVar[str] = "容缺材料不符合要求告知书"
    WORD: ClassVar[str] = "再"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "came": "补交日期",
        "defects": "不符合要求的材料",
        "until": "补齐期限",
        "channels": "补齐方式",
        "lapse": "逾期处理",
    }

    def body(self) -> Iterator[Block]:
        """Only the material that was deferred: what is wrong with it, until when, how often this is told."""
        yield heading(f"{chinese(self.came)}补交的下列容缺材料，经审核不符合要求：")
        yield from numbered(line.text for line in self.defects)
        yield para("只需重新提交上列材料，不要求补充其他材料。")
        until = "补齐期限已于{}届满，请尽快重新提交。" if self.over else "请最迟于{}重新提交。"
        yield para(until.format(self.until.text))
        yield field("补齐方式", f"{'、'.join(self.channels)}，{_WAYS}")
        yield field("逾期处理", self.lapse)
        yield para(f"对同一容缺材料，此类告知最多{self.rounds}次，本次为第{self.round}次。")


class CompletionExtensionNotice(Paper, frozen=True, kw_only=True):
    """延长补齐期限通知书: of each deferred material the old and the new date, why, by whom (LAW §3c, L5)."""

    extended: tuple[DeferredLine, ...]
    original_due: date
    by: str
    grounds: str
    approver: str
    basis: str

    KIND: ClassVar[str] = "completion_extension_notice"
    TITLE: ClassVar[str] = "延长补齐期限通知书"
    WORD: ClassVar[str] = "展"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {
        "extended": "延长后的补齐期限",
        "original_due": "原补齐期限",
        "by": "延长时间",
        "grounds": "延长事由",
        "approver": "批准人",
        "basis": "依据",
    }

    def stated(self) -> tuple[Stated, ...]:
        """Until when each deferred material may now come."""
        return tuple(Stated("completion", one.due.on, one.name) for one in self.extended)

    def body(self) -> Iterator[Block]:
        """Both dates, by how much, why, who approved; the statutory period stands."""
        yield para(f"经{self.approver}批准，容缺材料的补齐期限延长{self.by}。")
        yield field("原补齐期限", chinese(self.original_due))
        yield heading("延长后的补齐期限：")
        yield from numbered(line.text for line in self.extended)
        yield field("事由", self.grounds)
        yield field("依据", self.basis)
        yield para("法定办结期限不因此延长。")


class PauseNotice(Paper, frozen=True, kw_only=True):
    """承诺时限中止通知书: the promise stands still after a lapse; the statute does not (台州, LAW L5)."""

    since: date
    outstanding: tuple[str, ...]
    until: DueDate
    statutory: DueDate
    lapse: str
    basis: str

    KIND: ClassVar[str] = "pause_notice"
    TITLE: ClassVar[str] = "承诺时限中止通知书"
    WORD: ClassVar[str] = "中"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "since": "补齐期限届满日期",
        "outstanding": "待补齐的容缺材料",
        "until": "宽限期届满日期",
        "statutory": "法定办结日期",
        "lapse": "逾期处理",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Since when, what is outstanding, until when it may still come, what goes on, what happens then."""
        yield para(
            f"补齐期限于{chinese(self.since)}届满，{'、'.join(self.outstanding)}尚未补齐。"
            "承诺办结时限自该日起中止。"
        )
        yield field("依据", self.basis)
        yield field("仍可补齐的期限", f"最迟于{self.until.text}")
        yield field("逾期处理", self.lapse)
        yield para(f"法定办结期限不中止，法定办结日期为{self.statutory.text}。")
        yield para("材料补齐后恢复计算承诺时限，新的承诺办结日期另行书面通知。")


class ResumeNotice(Paper, frozen=True, kw_only=True):
    """恢复办理通知书: everything outstanding has come; the promise runs on, until a new date."""

    resumed: date
    completed: tuple[Line, ...]
    promised_due: DueDate

    KIND: ClassVar[str] = "resume_notice"
    TITLE: ClassVar[str] = "恢复办理通知书"
    WORD: ClassVar[str] = "复"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    LABELS: ClassVar[dict[str, str]] = {
        "resumed": "恢复日期",
        "completed": "补齐的容缺材料",
        "promised_due": "承诺办结日期",
    }

    def body(self) -> Iterator[Block]:
        """What has come, from when the promise runs on, the date that follows."""
        yield heading("下列容缺材料已经补齐：")
        yield from numbered(line.text for line in self.completed)
        yield para(f"承诺办结时限自{chinese(self.resumed)}恢复计算。")
        yield field("承诺办结日期", self.promised_due.text)
