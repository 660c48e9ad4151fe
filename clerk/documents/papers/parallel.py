"""Papers of several offices and of the public (公示、踏勘、征求意见). R5, R63, R66, arts. 34, 36, 47."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, heading, para
from clerk.documents.papers.base import DueDate, Paper, chinese


class PublicityNotice(Paper, frozen=True, kw_only=True):
    """公示: item, applicant, basis, from–to, place, how to object, the right to be heard (R66, arts. 36, 47).

    It hangs where everybody reads it: no identity number, no telephone, of a person only the surname.
    """

    first: date
    until: DueDate
    place: str
    basis: str
    hearing: bool

    KIND: ClassVar[str] = "publicity_notice"
    TITLE: ClassVar[str] = "公示"
    WORD: ClassVar[str] = "示"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    SIGNATURES: ClassVar[tuple[str, ...]] = ()
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "first": "公示开始日期",
        "until": "公示结束日期",
        "place": "公示地点",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """What is publicised, from when to when, where, how to object, the right to be heard."""
        yield para("上列申请正在审查，现予公示，听取申请人、利害关系人和公众的意见。")
        yield field("依据", self.basis)
        yield field("公示期", f"自{chinese(self.first)}至{self.until.text}")
        yield field("公示地点", self.place)
        yield field(
            "异议方式",
            "公示期内可以当面、书面或者按下列电话提出，写明异议内容、理由和联系方式；异议由实施机关核实处理",
        )
        if self.hearing:
            yield para(
                "申请人、利害关系人有权进行陈述和申辩；本许可直接涉及申请人与他人之间重大利益关系的，"
                "申请人、利害关系人可以自被告知听证权利之日起5日内向实施机关申请听证，不承担组织听证的费用。"
            )


class VisitRecord(Paper, frozen=True, kw_only=True):
    """踏勘记录: one visit for all departments, signed by at least two officers (R63, art. 34)."""

    visited: str
    departments: tuple[str, ...]
    officers: tuple[str, ...]
    findings: str
    basis: str

    KIND: ClassVar[str] = "visit_record"
    TITLE: ClassVar[str] = "踏勘记录"
    WORD: ClassVar[str] = "勘"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "visited": "踏勘时间",
        "departments": "参加部门",
        "officers": "踏勘人员",
        "findings": "踏勘情况",
        "basis": "依据",
    }

    @property
    def signatures(self) -> tuple[str, ...]:
        """A line for each officer, and one for whoever was there for the applicant."""
        return (*(f"踏勘人员 {name}" for name in self.officers), "申请人（在场人）")

    def body(self) -> Iterator[Block]:
        """When, which departments, who, what was found."""
        yield field("踏勘时间", self.visited)
        yield field("参加部门", "、".join(self.departments))
        yield field("踏勘人员", "、".join(self.officers))
        yield field("依据", self.basis)
        yield heading("踏勘情况：")
        yield para(self.findings)
        if len(self.departments) > 1:
            yield para("本次为联合踏勘，参加部门共用本记录，不再分别踏勘。")


class OpinionRequest(Paper, frozen=True, kw_only=True):
    """征求意见函: which department is asked what, until when, what silence means (R5). Names are masked."""

    asked: str
    question: str
    answer_by: DueDate
    silence: str
    first: bool = False
    basis: str

    KIND: ClassVar[str] = "opinion_request"
    TITLE: ClassVar[str] = "征求意见函"
    WORD: ClassVar[str] = "询"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    SIGNATURES: ClassVar[tuple[str, ...]] = ("发函人", "收函人")
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "asked": "征求意见的部门",
        "question": "征求意见的内容",
        "answer_by": "答复期限",
        "silence": "逾期未答复的处理",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """Whom, what, until when, and what follows from silence."""
        yield para(f"{self.asked}：")
        told = "现请你单位对上列申请依法初步审查" if self.first else "现就上列办件征求你单位意见"
        yield para(f"{told}。")
        yield field("征求意见的内容", self.question)
        yield field("答复期限", f"最迟于{self.answer_by.text}书面答复；不同意的写明理由和依据")
        yield field("逾期未答复", self.silence)
        yield field("依据", self.basis)
