"""Papers of an informed commitment (告知承诺): the letter, and its later check. LAW §4; not 容缺."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from clerk.documents.layout import Block, field, heading, numbered, para
from clerk.documents.papers.base import DueDate, Line, Paper, chinese


class InformedCommitment(Paper, frozen=True, kw_only=True):
    """告知承诺书: what it stands in for, when it is checked, what a false promise leads to (LAW §4)."""

    applicant_id: str
    proofs: tuple[Line, ...]
    checked_within: str
    basis: str

    KIND: ClassVar[str] = "informed_commitment"
    TITLE: ClassVar[str] = "告知承诺书"
    SHOWS_IDENTITY: ClassVar[bool] = True
    WORD: ClassVar[str] = "承"
    SEALED: ClassVar[bool] = False
    SIGNATURES: ClassVar[tuple[str, ...]] = ("承诺人（签名或盖章）",)
    LABELS: ClassVar[dict[str, str]] = {
        "applicant_id": "申请人证件",
        "proofs": "以承诺代替的证明",
        "checked_within": "核查时间",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """What the office tells, what the applicant promises, what follows from a false promise."""
        yield field("申请人证件", self.applicant_id)
        yield heading("一、行政机关告知")
        yield para(f"依据{self.basis}，下列证明可以由申请人书面承诺代替，不再索要：")
        yield from numbered(line.text for line in self.proofs)
        yield para("是否承诺由申请人自行选择；不愿承诺或者无法承诺的，提交证明即可，一般程序照常办理。")
        yield para(f"承诺的内容{self.checked_within}核查。")
        yield para(
            "承诺不实的：终止办理；已作出决定的，责令限期整改，逾期不整改或者整改后仍不符合条件的，"
            "依法撤销决定、予以处罚，并记入信用记录。"
        )
        yield heading("二、申请人承诺")
        yield from numbered(
            (
                "已知悉告知的全部内容；",
                "已符合上列证明所要证明的条件，所承诺的内容真实；",
                "配合事后核查，愿意承担承诺不实的法律责任；",
                "承诺是本人（单位）的真实意思表示。",
            )
        )


class CommitmentCheckRecord(Paper, frozen=True, kw_only=True):
    """承诺核查记录: what was promised when, what the check found, what follows. The name is masked."""

    promised_on: date
    proofs: tuple[str, ...]
    check_due: DueDate | None = None
    true: bool
    findings: str
    basis: str

    KIND: ClassVar[str] = "commitment_check_record"
    TITLE: ClassVar[str] = "告知承诺核查记录"
    WORD: ClassVar[str] = "核"
    BY_DEPARTMENT: ClassVar[bool] = True
    SEAL_OF_DEPARTMENT: ClassVar[bool] = True
    OPTIONAL: ClassVar[frozenset[str]] = frozenset({"check_due"})
    SIGNATURES: ClassVar[tuple[str, ...]] = ("核查人", "核查人")
    STATES: ClassVar[dict[str, str]] = {}
    LABELS: ClassVar[dict[str, str]] = {
        "promised_on": "承诺日期",
        "proofs": "承诺代替的证明",
        "findings": "核查情况",
        "basis": "依据",
    }

    def body(self) -> Iterator[Block]:
        """What was promised, what was found, what follows."""
        yield field("承诺日期", chinese(self.promised_on))
        yield field("承诺代替的证明", "、".join(self.proofs))
        if self.check_due is not None:
            yield field("核查期限", self.check_due.text)
        yield field("核查日期", chinese(self.on))
        yield field("核查情况", self.findings)
        yield field("核查结论", "承诺属实" if self.true else "承诺不实")
        yield field("依据", self.basis)
        if not self.true:
            yield para(
                "后续处理：责令限期整改；逾期不整改或者整改后仍不符合条件的，依法撤销决定、予以处罚，"
                "并记入信用记录。作出处理前听取当事人的陈述和申辩，处理决定另行出具并告知救济途径。"
            )
