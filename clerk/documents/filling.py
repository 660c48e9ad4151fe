"""From a case to the facts of a paper: dates with their rules, materials, the common frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from calendars import Period
from clerk.casework import basis
from clerk.casework.acts import Act, Finding, Person
from clerk.casework.case import STATE_WORDS, Case
from clerk.casework.identity import mask_id
from clerk.casework.limits import Deadline
from clerk.casework.times import BEIJING, legal_date
from clerk.documents.errors import MissingFact
from clerk.documents.layout import formal
from clerk.documents.papers import DueDate, HallFacts, Line, Paper, Remedies
from clerk.documents.papers.base import chinese, mask_name
from clerk.documents.papers.outcome import LICENCE

CHANNELS: Final[dict[str, str]] = {
    "counter": "窗口提交", "net": "网上提交", "mobile": "移动端提交", "kiosk": "自助终端提交",
    "post": "邮寄", "mail": "邮寄", "agent": "代办人提交", "electronic": "电子方式",
    "email": "电子邮件", "fax": "传真", "wechat": "微信",
}  # fmt: skip
FORMS: Final[dict[str, str]] = {"paper": "纸质", "electronic": "电子"}
PAPER_STATES: Final[dict[str, str]] = {"missing": "未提交", "defective": "不符合要求"}
"""Fuller words than the checklist's, for people who do not work here."""
HAD: Final = frozenset({"ok", "defective", "unexamined"})
"""States in which the applicant himself handed something over."""


@dataclass(frozen=True, slots=True)
class Scene:
    """An act, the case as it stands after it, and the hall: what a paper is filled from."""

    act: Act
    case: Case
    hall: HallFacts

    @property
    def on(self) -> date:
        """The day of the act."""
        return legal_date(self.act.at)

    def frame(self, *, masked: bool = False) -> dict[str, Any]:
        """The fields that every paper shares; ``masked`` covers the applicant's name."""
        case, hall, by = self.case, self.hall, self.act.by
        name = case.applicant.name
        return {
            "hall": hall.hall,
            "window": hall.window,
            "case": case.number,
            "applicant": mask_name(name, case.applicant.kind) if masked else name,
            "item_name": case.item_name,
            "item_code": case.item_code,
            "department": case.department,
            "handler": by.name or by.id,
            "on": self.on,
            "phone": hall.phone,
            "complaint_phone": hall.complaint_phone,
            "practice": hall.practice,
            "copies": case.terms.policy.notice_copies,
        }

    def due(self, kind: type[Paper], field: str, what: str, material: str = "") -> DueDate:
        """A deadline of the case in the words of a paper.

        Raises:
            MissingFact: the case has no such deadline.
        """
        clock = self.case.deadline(what, material)
        if clock is None:
            raise MissingFact(kind.TITLE, kind.LABELS.get(field, field))
        return due_date(clock)

    def lines(self, names: Iterable[str] | None = None) -> tuple[Line, ...]:
        """These materials (or all that matter) as lines of a paper, in checklist order."""
        wanted = None if names is None else set(names)
        return tuple(
            self.line(name, found)
            for name, found in self.case.materials.items()
            if (found.state != "not_applicable" if wanted is None else name in wanted)
        )

    def line(self, name: str, found: Finding) -> Line:
        """One material; counts that nobody recorded are the catalogue's where it was in order."""
        known = self.case.item.material(name)
        originals, copies = found.originals, found.copies
        if known is not None and found.state == "ok" and not originals and not copies:
            originals, copies = known.original_count, known.copy_count
        return Line(
            name,
            PAPER_STATES.get(found.state, STATE_WORDS[found.state]),
            originals,
            copies,
            found.defect,
        )

    def handed_over(self) -> tuple[Line, ...]:
        """What the applicant himself handed in (and may get back)."""
        return self.lines(name for name, found in self.case.materials.items() if found.state in HAD)

    def accepted_lines(self) -> tuple[Line, ...]:
        """What an accepted application rests on: everything but what is deferred or not applicable."""
        return self.lines(
            name
            for name, found in self.case.materials.items()
            if found.state != "not_applicable" and name not in self.case.deferred
        )

    def forms(self, name: str) -> str:
        """In which forms a material may be handed in."""
        known = self.case.item.material(name)
        forms = known.acceptable_forms if known is not None else ()
        return "或".join(FORMS.get(form, form) for form in forms) or "纸质或电子"

    @property
    def licence(self) -> bool:
        """Whether the Administrative Licensing Act governs the item (LAW L1)."""
        return self.case.item.type == LICENCE

    def cited(self, article: str, otherwise: str = "") -> str:
        """The item's own basis, and the Act's article where the item is a licence.

        ``otherwise`` stands where there is neither; a decision has no such way out and lacks its basis.
        """
        own = [formal(text) for text in self.case.item.legal_basis]
        return "、".join([*own, article] if self.licence else own) or otherwise

    def remedies(self) -> Remedies:
        """Reconsideration and suit by the policy's periods (LAW L13 for adjudications)."""
        policy, hall = self.case.terms.policy, self.hall
        return Remedies(
            policy.reconsideration_days,
            policy.suit_months,
            hall.reconsideration_body,
            hall.court,
            other_rules=self.case.item.type == "行政裁决",
        )

    def limit_words(self) -> str:
        """The promised limit in words."""
        limit = self.case.item.promised_limit
        return Period(limit.n, limit.unit).text


def due_date(clock: Deadline) -> DueDate:
    """A clock as a paper states it: its date, the rule in words, what may still move it."""
    return DueDate(clock.due, _rule(clock), tuple(clock.missing) if clock.provisional else ())


def _rule(clock: Deadline) -> str:
    if clock.period.text == "当场":
        return "当场"
    words = f"{clock.period.text}，自{chinese(clock.start)}次日起算"
    for start, end in clock.excluded:
        words += f"，{chinese(start)}至{chinese(end)}不计"
    if clock.lead:
        words += f"，再提前{clock.lead}个工作日"
    if clock.capped_by:
        words += "，以较早的法定期限为准"
    return words


def moment(at: datetime) -> str:
    """A time as papers write it: 2025年9月26日11时05分."""
    local = at.astimezone(BEIJING)
    return f"{chinese(local.date())}{local.hour}时{local.minute:02}分"


def identity(person: Person, *, full: bool = False) -> str:
    """A person's paper, masked unless the paper needs it whole; what was not registered is said so."""
    if not person.id_number:
        return "未登记"
    number = person.id_number if full else mask_id(person.id_number)
    return f"{person.id_type} {number}".strip()


def decline_basis(scene: Scene, code: str) -> str:
    """By which article an application is declined for this reason."""
    articles = {
        "wrong_authority": basis.WRONG_AUTHORITY,
        "false_materials": f"{basis.WRITTEN_VOUCHER}、第七十八条",
    }
    return scene.cited(articles.get(code, basis.WRITTEN_VOUCHER))
