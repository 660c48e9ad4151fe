"""What every paper has in common: the hall's particulars, the frame, the number, how it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Final

import msgspec

from clerk.casework.acts import Issue, Stated
from clerk.casework.identity import mask_id
from clerk.documents.errors import MissingFact
from clerk.documents.layout import Block, Sheet, clean, draw, field

HOTLINE = "12345政务服务便民热线"


class HallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The hall as its papers name it. What is not known is worded so that it stays true."""

    hall: str
    window: str
    phone: str = ""
    complaint_phone: str = ""
    practice: bool = False
    hall_short: str = ""
    address: str = ""
    reconsideration_body: str = "本级人民政府"
    court: str = "有管辖权的人民法院"


class DueDate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deadline as a paper states it: the date, and the rule in words that it follows from."""

    on: date
    rule: str
    awaiting: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The date, its rule, and whether an official notice may still move it."""
        doubt = f"（暂定，待{'、'.join(self.awaiting)}公布后确定）" if self.awaiting else ""
        return f"{chinese(self.on)}（{self.rule}）{doubt}"


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One material on a paper: its name, how it was found, how many, and what is to be said of it."""

    name: str
    state: str
    originals: int = 0
    copies: int = 0
    remark: str = ""

    @property
    def text(self) -> str:
        """The material in one line."""
        counts = [f"{word}{n}份" for word, n in (("原件", self.originals), ("复印件", self.copies)) if n]
        about = [self.state, "、".join(counts), self.remark]
        said = "；".join(part for part in about if part)
        return f"{self.name}（{said}）" if said else self.name


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """The frame that every paper shares; each kind adds its own facts and its words."""

    number: str = ""
    hall: str
    window: str
    case: str
    applicant: str
    item_name: str
    item_code: str
    department: str
    handler: str
    on: date
    phone: str = ""
    complaint_phone: str = ""
    practice: bool = False
    copies: int = 2

    KIND: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    TITLE: ClassVar[str] = ""
    WORD: ClassVar[str] = ""
    BY_DEPARTMENT: ClassVar[bool] = False
    SEAL_OF_DEPARTMENT: ClassVar[bool] = False
    SEALED: ClassVar[bool] = True
    SHOWS_IDENTITY: ClassVar[bool] = False
    """Whether an identity number may stand in full: only on what the applicant signs (R90)."""
    SIGNATURES: ClassVar[tuple[str, ...]] = ("申请人（代理人）签收",)
    OPTIONAL: ClassVar[frozenset[str]] = frozenset()
    LABELS: ClassVar[dict[str, str]] = {}
    STATES: ClassVar[dict[str, str]] = {
        "answer_due": "notify",
        "promised_due": "promised",
        "statutory_due": "statutory",
        "extended_due": "statutory",
        "delivery_due": "delivery",
    }
    """Which clock each date of a paper belongs to: once printed, a date stays promised."""

    @property
    def kind(self) -> str:
        """The kind of paper, as scripts and acts name it."""
        return self.KIND

    @property
    def title(self) -> str:
        """The name that stands on the paper."""
        return self.TITLE

    @property
    def template(self) -> str:
        """Kind and version of the words that draw it."""
        return f"{self.KIND}/{self.VERSION}"

    @property
    def signatures(self) -> tuple[str, ...]:
        """Who signs the paper, a line each."""
        return self.SIGNATURES

    def body(self) -> Iterator[Block]:
        """The words of this kind of paper."""
        raise NotImplementedError  # abstract: every subclass has its own

    def text(self) -> str:
        """The plain text of the paper."""
        return draw(self._sheet())

    def to_facts(self) -> dict[str, Any]:
        """The facts that the paper is drawn from, fit for JSON."""
        facts: dict[str, Any] = msgspec.to_builtins(self)
        return facts

    def issue(self) -> Issue:
        """The act that keeps this paper with its case (R54)."""
        require(self, "number")
        return Issue(
            paper=self.kind,
            number=self.number,
            template=self.template,
            facts=self.to_facts(),
            sha256=digest(self.text()),
            states=self.stated(),
        )

    def stated(self) -> tuple[Stated, ...]:
        """The dates that this paper promises, by clock."""
        dates = {name: getattr(self, name, None) for name in self.STATES}
        return tuple(
            Stated(self.STATES[name], on.on if isinstance(on, DueDate) else on)
            for name, on in dates.items()
            if isinstance(on, DueDate | date)
        )

    def _sheet(self) -> Sheet:
        return Sheet(
            hall=self.department if self.BY_DEPARTMENT else self.hall,
            title=self.title,
            number=self.number,
            blocks=tuple(self._covered(block) for block in (*self._frame(), *self.body())),
            signatures=self.signatures,
            issuer=self.department if self.SEAL_OF_DEPARTMENT else self.hall,
            dated=chinese(self.on),
            foot=self._foot(),
            sealed=self.SEALED,
            practice=self.practice,
        )

    def _covered(self, block: Block) -> Block:
        """A resident's number that somebody typed into a reason or a finding is masked (R90)."""
        if self.SHOWS_IDENTITY:
            return block
        return replace(block, text=_RESIDENT.sub(lambda found: mask_id(found[0]), block.text))

    def _frame(self) -> Iterator[Block]:
        yield field("办件编号", self.case)
        yield field("申请人", self.applicant)
        yield field("事项", f"{self.item_name}（编码{self.item_code}）")
        yield field("实施机关", self.department)

    def _foot(self) -> tuple[str, ...]:
        asking = self.phone or f"未登记电话，请到{self.window}窗口当面询问"
        return (
            f"经办人：{self.handler}　窗口：{self.window}",
            f"咨询：{asking}",
            f"投诉监督：{self.complaint_phone or HOTLINE}",
            f"本文书一式{self.copies}份，案卷存一份。模板：{self.template}",
        )


_RESIDENT: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
"""What looks like a resident's number: six digits, a date of birth, a serial and a check character."""

FRAME_LABELS = {
    "number": "文号",
    "hall": "大厅名称",
    "window": "窗口",
    "case": "办件编号",
    "applicant": "申请人姓名或名称",
    "item_name": "事项名称",
    "item_code": "事项编码",
    "department": "实施机关",
    "handler": "经办人",
    "on": "日期",
}
_MAY_BE_EMPTY = frozenset({"number", "phone", "complaint_phone"})


def require(paper: Paper, *names: str) -> None:
    """Makes sure that these facts are stated.

    Raises:
        MissingFact: one is empty; the text names it in Chinese.
    """
    for name in names:
        value = getattr(paper, name)
        blank = not clean(value) if isinstance(value, str) else value is None or value == ()
        if blank:
            raise MissingFact(paper.title, paper.LABELS.get(name) or FRAME_LABELS[name])


def require_all(paper: Paper) -> None:
    """Makes sure that every fact that this kind must state is stated.

    Raises:
        MissingFact: one is empty.
    """
    free = _MAY_BE_EMPTY | paper.OPTIONAL
    require(paper, *(name for name in paper.__struct_fields__ if name not in free))


class Draft(msgspec.Struct, frozen=True):
    """A paper that is complete but for its number. ``series`` is what its numbers are counted in."""

    kind: str
    series: str
    paper: Paper

    def numbered(self, number: str) -> Paper:
        """The paper under this number."""
        paper = msgspec.structs.replace(self.paper, number=number)
        require(paper, "number")
        return paper


def number_text(series: str, year: int, n: int) -> str:
    """A document number (文号) with 〔〕 and no leading zero: 克政服W01受〔2025〕12号."""
    return f"{series}〔{year}〕{n}号"


def chinese(day: date) -> str:
    """A date as official papers write it: 2025年9月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def digest(text: str) -> str:
    """SHA-256 of a paper's text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def mask_name(name: str, kind: str = "person") -> str:
    """A person's name with only its first character left; an organisation's name is public."""
    if kind != "person" or not name:
        return name
    return name[0] + "*" * min(len(name) - 1, 2)
