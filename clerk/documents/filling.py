"""From a case to the facts of a paper: dates with their rules, materials, the common frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec

from calendars import Period
from clerk.casework import basis
from clerk.casework.acts import Act, Finding, Person
from clerk.casework.case import GAP_STATES, STATE_WORDS, Case
from clerk.casework.contacts import mask_phone
from clerk.casework.fold import fold
from clerk.casework.identity import mask_id
from clerk.casework.limits import Deadline
from clerk.casework.times import BEIJING, legal_date
from clerk.catalogue.items import Remedy
from clerk.documents.errors import MissingFact
from clerk.documents.layout import formal
from clerk.documents.papers import DueDate, HallFacts, Line, Paper
from clerk.documents.papers.acceptance import DeferredLine
from clerk.documents.papers.base import chinese, mask_name
from clerk.documents.papers.outcome import LICENCE
from clerk.documents.papers.remedies import Remedies

CHANNELS: Final[dict[str, str]] = {
    "counter": "窗口提交", "net": "网上提交", "mobile": "移动端提交", "kiosk": "自助终端提交",
    "post": "邮寄", "mail": "邮寄", "agent": "代办人提交", "electronic": "电子方式",
    "email": "电子邮件", "fax": "传真", "wechat": "微信",
}  # fmt: skip
FORMS: Final[dict[str, str]] = {"paper": "纸质", "electronic": "电子"}
PAPER_STATES: Final[dict[str, str]] = {"missing": "未提交", "defective": "不符合要求"}
"""Fuller words than the checklist's, for people who do not work here."""
SHARED_STATES: Final = frozenset({"shared", "shared_unverified"})
HAD: Final = frozenset({"ok", "defective", "unexamined"})
"""States in which the applicant himself handed something over."""


CONFIDENTIAL: Final = "保密，不载明"
_UNSAID: Final = "经审核不符合要求，请按办事指南的要求重新提交"


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
        """The fields that every paper shares; ``masked`` covers the applicant's name.

        Of a confidential item (举报) a masked paper does not even say the surname (R90).
        """
        case, hall, by = self.case, self.hall, self.act.by
        name = case.applicant.name
        if masked:
            name = CONFIDENTIAL if case.item.confidential else mask_name(name, case.applicant.kind)
        return {
            "hall": hall.hall,
            "window": hall.window,
            "case": case.number,
            "applicant": name,
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
        """One material; counts that nobody recorded are the catalogue's where it was in order.

        Of a copy that lies in another file none was handed in here: the paper names that file (R36).
        """
        known = self.case.item.material(name)
        originals, copies = found.originals, found.copies
        counted = originals or copies or found.from_case
        if known is not None and found.state == "ok" and not counted:
            originals, copies = known.original_count, known.copy_count
        return Line(
            name,
            PAPER_STATES.get(found.state, STATE_WORDS[found.state]),
            originals,
            copies,
            found.defect or (f"沿用办件{found.from_case}所收的同一份材料" if found.from_case else ""),
        )

    def handed_over(self) -> tuple[Line, ...]:
        """What the applicant himself handed in (and may get back)."""
        return self.lines(name for name, found in self.case.materials.items() if found.state in HAD)

    def before(self) -> Case:
        """The case as it stood before the act: what a paper that changes a date calls the old one."""
        acts = self.case.acts
        return fold(acts[: acts.index(self.act)], self.case.terms, self.act.at)

    def accepted_lines(self) -> tuple[Line, ...]:
        """What an accepted application rests on, for the applicant.

        A gap that nobody may ask him for any more (the one notice forgot it, or silence accepted) is no
        gap of his: what is missing is left out, what is unfit counts as received (LAW L2, R51).
        """
        found = self.case.materials
        late = {n for n, one in found.items() if one.state in GAP_STATES and n not in self.case.deferred}
        return tuple(
            Line(line.name, "已收到", line.originals, line.copies) if line.name in late else line
            for line in self.file_lines()
            if line.name not in late or found[line.name].state != "missing"
        )

    def file_lines(self) -> tuple[Line, ...]:
        """Everything in the file but what is deferred or not applicable, as the office needs to know it."""
        return self.lines(
            name
            for name, found in self.case.materials.items()
            if found.state != "not_applicable" and name not in self.case.deferred
        )

    def handed_on(self) -> tuple[Line, ...]:
        """The file's lines with who answers for what was shared (R48), and when a promise is checked."""
        return tuple(self._answered_for(line) for line in self.file_lines())

    def _answered_for(self, line: Line) -> Line:
        state, known = self.case.materials[line.name].state, self.case.item.material(line.name)
        if state == "committed":
            return msgspec.structs.replace(line, remark=f"申请人已签告知承诺书，{self.check_words()}核查")
        if state not in SHARED_STATES:
            return line
        office = "、".join(_offices(known.source)) if known is not None else ""
        said = f"由{office or '数据提供部门'}共享，真实性、准确性由提供方负责，接收方核对完整性和格式"
        return msgspec.structs.replace(line, remark="；".join(part for part in (line.remark, said) if part))

    def check_words(self) -> str:
        """When an informed commitment is checked (LAW §4)."""
        rule = self.case.terms.policy.informed_commitment
        return f"在作出决定后{Period(rule.check_n, rule.check_unit).text}内"

    def ways(self) -> tuple[str, ...]:
        """The ways in which deferred materials may come, by policy (R60)."""
        return tuple(CHANNELS.get(one, one) for one in self.case.terms.policy.channels)

    def posting_rule(self) -> str:
        """What counts for a parcel: its posting or its arrival (default 6)."""
        if self.case.terms.policy.receipt_rule == "posting":
            return "按期交邮（以邮戳或寄递记录为准）即为按期"
        return "邮寄的以收到之日为准"

    def gap(self, name: str) -> Line:
        """What is wrong with one material, in which form it is wanted, what people often get wrong."""
        found, known = self.case.materials[name], self.case.item.material(name)
        said = [found.defect or _UNSAID] if found.state == "defective" else []
        if known is None:
            return Line(name, "", remark="；".join(said) or "需满足并提交说明")
        counts = [
            f"{word}{n}份" for word, n in (("原件", known.original_count), ("复印件", known.copy_count)) if n
        ]
        said.append(f"形式：{self.forms(name)}{'，' if counts else ''}{'、'.join(counts)}")
        if known.common_defects:
            said.append(f"注意避免：{'、'.join(known.common_defects)}")
        if known.legal_basis:
            said.append(f"依据：{formal(known.legal_basis)}")
        return Line(name, "", remark="；".join(said))

    def deferred_lines(self, kind: type[Paper], field: str, names: Iterable[str]) -> tuple[DeferredLine, ...]:
        """Deferred materials with their form and the date until which they may come.

        Raises:
            MissingFact: one of them has no such date.
        """
        return tuple(
            DeferredLine(name, self.forms(name), self.due(kind, field, "completion", name)) for name in names
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
        """Reconsideration and suit: the item's own where its law sets others, else the policy's (LAW L13).

        Body and court are the policy's where it names them, else the hall's (R70).
        """
        policy, hall, own = self.case.terms.policy, self.hall, self.case.item.remedy or Remedy()
        months = own.suit_months
        if not months and not own.suit_days and not own.first_reconsideration:
            months = policy.suit_months
        return Remedies(
            own.reconsideration_days or policy.reconsideration_days,
            months,
            policy.reconsideration_body or hall.reconsideration_body,
            policy.court or hall.court,
            other_rules=self.case.item.type == "行政裁决" and self.case.item.remedy is None,
            suit_days=own.suit_days,
            first=own.first_reconsideration,
            basis=formal(own.basis),
        )

    def limit_words(self) -> str:
        """The promised limit in words; a shorter one of a later catalogue where there is one (LAW L14)."""
        limit = self.case.limit("promised")
        return Period(limit.n, limit.unit).text


def due_date(clock: Deadline) -> DueDate:
    """A clock as a paper states it: its date, the rule in words, what may still move it."""
    return DueDate(clock.due, _rule(clock), tuple(clock.missing) if clock.provisional else ())


def _rule(clock: Deadline) -> str:
    legal = clock.legal
    if legal.whole.text == "当场":
        return "当场"
    first = "当日起算，当日计入" if legal.count_event_day else "次日起算"
    words = f"{legal.whole.text}，自{chinese(legal.start)}{first}"
    for start, end in clock.excluded:
        words += f"，{chinese(start)}至{chinese(end)}不计"
    if clock.lead:
        words += f"，再提前{clock.lead}个工作日"
    if clock.what == "completion" and clock.clock.extension:
        words += f"，经批准延长{Period(clock.clock.extension, clock.clock.unit).text}"
    if clock.capped_by:
        words += "，以较早的法定期限为准"
    if clock.by_calendar is not None:
        words += "，按此前文书已载明的日期执行"
    return words


def _offices(source: str) -> list[str]:
    """The offices that provide a material: ``shared_data:市场监管|applicant`` names one."""
    parts = (part.partition(":") for part in source.split("|"))
    return [name for kind, _, name in parts if kind in ("shared_data", "other_dept") and name]


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


def contact(person: Person) -> str:
    """How somebody can be reached, masked; what was not registered is said so."""
    return f"电话 {mask_phone(person.phone)}" if person.phone else "未登记电话"


def decline_basis(scene: Scene, code: str) -> str:
    """By which article an application is declined for this reason."""
    articles = {
        "wrong_authority": basis.WRONG_AUTHORITY,
        "false_materials": f"{basis.WRITTEN_VOUCHER}、第七十八条",
    }
    return scene.cited(articles.get(code, basis.WRITTEN_VOUCHER))
