"""Papers of acceptance (受理、容缺受理、承诺). Arts. 32, 31; rule 三(三)1; DOCUMENTS §1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

import msgspec

from clerk.casework.acts import Stated
from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Line, Paper, chinese


class DeferredLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One deferred material: its name, the form it may have, and until when it may come."""

    name: str
    form: str
    due: DueDate

    @property
    def text(self) -> str:
        """The deferred material in one line."""
        return f"{self.name}（形式：{self.form}），补齐期限：{self.due.text}"


class AcceptanceNotice(Paper, frozen=True, kw_only=True):
    """受理通知书: accepted on a day, until when promised, how the result comes (art. 32 para. 2, R52)."""

    accepted: date
    item_kind: str
    materials: tuple[Line, ...]
    promised_due: DueDate
    statutory_due: DueDate
    specials: tuple[str, ...] = ()
    fee: str
    results: tuple[str, ...]
    basis: str

    KIND: ClassVar[str] = "acceptance_notice"
    TITLE: ClassVar[str] = "受理通知书"
    WORD: ClassVar[str] = "受"
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"specials", "materials"})
    LABELS: ClassVar[dict[str, str]] = {
        "accepted": "受理日期",
        "item_kind": "办件类型",
        "promised_due": "承诺办结日期",
        "statutory_due": "法定办结日期",
        "fee": "收费",
        "results": "结果领取方式",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Date, materials, promised and statutory dates, fee, result, truth declaration."""
        yield para(f"你（单位）提出的申请，依据{self.basis}，于{chinese(self.accepted)}受理。")
        yield from self._particulars()
        yield para("申请人声明：对申请材料实质内容的真实性负责。")

    def _particulars(self) -> Iterator[Block]:
        yield heading("收到的材料：")
        yield from numbered([line.text for line in self.materials] or ["无"])
        yield field("办件类型", self.item_kind)
        yield field("承诺办结日期", self.promised_due.text)
        yield field("法定办结日期", self.statutory_due.text)
        if self.specials:
            yield field("可能的特别程序", f"{'、'.join(self.specials)}；启动时另行书面告知所需时间")
        yield field("收费", self.fee)
        yield field("结果领取", "、".join(self.results))


class IncompleteAcceptanceNotice(AcceptanceNotice, frozen=True, kw_only=True):
    """容缺受理通知书: as acceptance; each deferred material, its deadline, what if it is late (R57, R58)."""

    deferred: tuple[DeferredLine, ...]
    channels: tuple[str, ...]
    posting_rule: str
    late: str
    held: bool

    KIND: ClassVar[str] = "incomplete_acceptance_notice"
    TITLE: ClassVar[str] = "容缺受理通知书"
    WORD: ClassVar[str] = "容"
    LABELS: ClassVar[dict[str, str]] = AcceptanceNotice.LABELS | {
        "deferred": "容缺材料",
        "channels": "补齐方式",
        "posting_rule": "邮寄补齐的起算规则",
        "late": "逾期处理",
    }

    def stated(self) -> tuple[Stated, ...]:
        """The dates of the acceptance, and until when each deferred material may come."""
        return (*super().stated(), *(Stated("completion", one.due.on, one.name) for one in self.deferred))

    def body(self) -> Iterator[Block]:
        """The acceptance, and everything that the applicant needs to know of what is deferred."""
        yield para(
            f"你（单位）提出的申请，主要材料齐全，依据{self.basis}，于{chinese(self.accepted)}容缺受理。"
        )
        yield heading("可以后补的容缺材料（已一次列全）：")
        yield from numbered(line.text for line in self.deferred)
        yield field("补齐方式", f"{'、'.join(self.channels)}，由申请人自行选择；{self.posting_rule}")
        yield field("逾期处理", self.late)
        waits = "结果待容缺材料补齐后出具" if self.held else "结果不因容缺材料未补齐而缓发"
        yield para(f"受理后即开展审查，不等待容缺材料；{waits}。")
        yield from self._particulars()
        yield para("申请人已签署承诺书，并声明：对申请材料实质内容的真实性负责。")


class Commitment(Paper, frozen=True, kw_only=True):
    """容缺受理承诺书: four statements, the consequence, the applicant's signature."""

    applicant_id: str
    deferred: tuple[DeferredLine, ...]
    consequence: str

    KIND: ClassVar[str] = "commitment"
    TITLE: ClassVar[str] = "容缺受理承诺书"
    SHOWS_IDENTITY: ClassVar[bool] = True
    WORD: ClassVar[str] = "诺"
    SEALED: ClassVar[bool] = False
    SIGNATURES: ClassVar[tuple[str, ...]] = ("承诺人（签名或盖章）",)
    LABELS: ClassVar[dict[str, str]] = {
        "applicant_id": "申请人证件",
        "deferred": "容缺材料",
        "consequence": "不履行承诺的后果",
    }

    def body(self) -> Iterator[Block]:
        """What is deferred, the four statements, the consequence that is accepted."""
        yield field("申请人证件", self.applicant_id)
        yield heading("本人（单位）申请容缺受理，暂缺下列材料：")
        yield from numbered(line.text for line in self.deferred)
        yield heading("现承诺：")
        yield from numbered(
            (
                "选择容缺受理是本人（单位）的真实意思表示；",
                "已知悉所缺材料的名称、要求和补齐期限；",
                "已提交的材料和填报的内容真实、合法、有效；",
                "在上列期限内补齐材料。",
            )
        )
        yield para(
            f"不履行承诺的后果：{self.consequence}。本人（单位）知悉并接受，同意将履行承诺的情况记入案卷。"
        )
