"""What the acts of a case add up to. :func:`clerk.casework.fold.fold` builds it; nobody edits it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from clerk.casework.acts import Act, Decide, Decline, Deliver, Extend, Finding, Person, StartSpecial
from clerk.casework.times import legal_date

if TYPE_CHECKING:
    from calendars import WorkCalendar
    from clerk.casework.limits import Deadline
    from clerk.casework.policy import Policy
    from clerk.catalogue.items import Item

Stage = Literal[
    "received", "correcting", "accepted", "in_review", "decided", "delivered",
    "declined", "not_required", "withdrawn",
]  # fmt: skip
ENDED = frozenset({"delivered", "declined", "not_required", "withdrawn"})
GAP_STATES = frozenset({"missing", "defective"})
"""States that the applicant must mend; a shared material is never asked of him (R48, R78)."""

STAGE_WORDS: dict[str, str] = {
    "received": "已收件",
    "correcting": "待补正",
    "accepted": "已受理",
    "in_review": "审查中",
    "decided": "已决定",
    "delivered": "已送达",
    "declined": "不予受理",
    "not_required": "无需许可",
    "withdrawn": "已撤回",
}
FLAG_WORDS: dict[str, str] = {
    "incomplete": "容缺",
    "deemed_accepted": "视为受理",
    "extended": "已延期",
    "paused": "时限暂停",
    "overdue": "已超期",
    "on_the_spot": "当场办结",
    "contested": "有冲突",
    "practice": "演练",
}
STATE_WORDS: dict[str, str] = {
    "ok": "齐全合格",
    "missing": "缺",
    "defective": "不合格",
    "shared": "共享取得",
    "shared_unverified": "共享待核验",
    "unexamined": "未审核",
    "not_applicable": "不适用",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case is judged by: its item as received, the policy then in force, the calendar."""

    item: Item
    policy: Policy
    calendar: WorkCalendar


@dataclass(slots=True)
class Deferred:
    """One deferred material (容缺材料) and when it came."""

    name: str
    met_at: datetime | None = None
    met_on: date | None = None


@dataclass(slots=True)
class Special:
    """One special procedure: its opening act, and its end when there is one."""

    body: StartSpecial
    started_at: datetime
    ended_at: datetime | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A paper that was issued in this case."""

    kind: str
    number: str
    at: datetime
    template: str
    facts: dict[str, Any]
    sha256: str


@dataclass(slots=True)
class Case:
    """The state of one case at one moment. Times are those of the acts; dates are Beijing dates."""

    number: str
    terms: Terms
    applicant: Person
    received_at: datetime
    window: str
    stage: Stage = "received"
    agent: Person | None = None
    channel: str = "counter"
    item_code: str = ""
    item_name: str = ""
    department: str = ""
    materials: dict[str, Finding] = field(default_factory=dict)
    answer_from: datetime | None = None
    answered_at: datetime | None = None
    notify_history: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    notified: tuple[str, ...] = ()
    notified_at: datetime | None = None
    corrected_at: datetime | None = None
    accepted_at: datetime | None = None
    accepted_on: date | None = None
    deemed: bool = False
    incomplete: bool = False
    deferred: dict[str, Deferred] = field(default_factory=dict)
    holder: str = ""
    epoch: int = 0
    offered_to: str = ""
    discrepancies: tuple[str, ...] = ()
    specials: list[Special] = field(default_factory=list)
    extension: Extend | None = None
    extended_at: datetime | None = None
    decision: Decide | None = None
    decided_at: datetime | None = None
    on_the_spot: bool = False
    delivery: Deliver | None = None
    delivered_at: datetime | None = None
    declined: Decline | None = None
    withdrawn_at: datetime | None = None
    ended_reason: str = ""
    notices: list[Notice] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    visits: int = 0
    deadlines: tuple[Deadline, ...] = ()
    turns_on: date | None = None

    @property
    def item(self) -> Item:
        """The item in the version that the case was received under."""
        return self.terms.item

    @property
    def received_on(self) -> date:
        """Day of receipt."""
        return legal_date(self.received_at)

    @property
    def ended(self) -> bool:
        """Whether nothing more is owed in this case."""
        return self.stage in ENDED

    @property
    def gaps(self) -> tuple[str, ...]:
        """Materials that the applicant must mend, in checklist order."""
        return tuple(name for name, found in self.materials.items() if found.state in GAP_STATES)

    @property
    def unexamined(self) -> tuple[str, ...]:
        """Checklist lines that nobody has looked at yet (R47)."""
        return tuple(name for name, found in self.materials.items() if found.state == "unexamined")

    @property
    def demandable(self) -> tuple[str, ...]:
        """Open gaps that may still be asked for: after the one-time notice only those it named (L2)."""
        if not self.notified:
            return self.gaps
        return tuple(name for name in self.gaps if name in self.notified)

    @property
    def outstanding(self) -> tuple[str, ...]:
        """Deferred materials that have not come (容缺待补)."""
        return tuple(name for name, line in self.deferred.items() if line.met_at is None)

    @property
    def open_special(self) -> Special | None:
        """The special procedure that is going on, if any."""
        return next((one for one in self.specials if one.ended_at is None), None)

    @property
    def flags(self) -> tuple[str, ...]:
        """Orthogonal marks, in a fixed order (CONTRACT: ``flags``)."""
        overdue = any(
            clock.what in ("promised", "statutory") and clock.state == "missed" for clock in self.deadlines
        )
        paused = any(clock.state == "paused" for clock in self.deadlines)
        marks = {
            "incomplete": self.incomplete,
            "deemed_accepted": self.deemed,
            "extended": self.extension is not None,
            "paused": paused,
            "overdue": overdue,
            "on_the_spot": self.on_the_spot,
        }
        return tuple(name for name, held in marks.items() if held)

    def deadline(self, what: str, material: str = "") -> Deadline | None:
        """The latest clock of this kind, or None."""
        found = [c for c in self.deadlines if c.what == what and c.material == (material or c.material)]
        return found[-1] if found else None
