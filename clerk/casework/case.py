"""What the acts of a case add up to. :func:`clerk.casework.fold.fold` builds it; nobody edits it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from clerk.casework import acts as a
from clerk.casework.particulars import (
    Deferred,
    Hearing,
    Money,
    Notice,
    Objection,
    Opinion,
    Promise,
    Publicity,
    Rated,
    Reminder,
    Slip,
    Special,
    Suspension,
    Terms,
    Visit,
)
from clerk.casework.times import legal_date

if TYPE_CHECKING:
    from clerk.casework.inputs import Inputs
    from clerk.casework.limits import Clock, Deadline
    from clerk.catalogue.items import Item, Limit

Stage = Literal[
    "received", "correcting", "accepted", "in_review", "decided", "delivered",
    "declined", "not_required", "withdrawn", "returned", "terminated",
]  # fmt: skip
ENDED = frozenset({"delivered", "declined", "not_required", "withdrawn", "returned", "terminated"})
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
    "returned": "已退件",
    "terminated": "已终止",
}
FLAG_WORDS: dict[str, str] = {
    "incomplete": "容缺",
    "deemed_accepted": "视为受理",
    "extended": "已延期",
    "paused": "时限暂停",
    "overdue": "已超期",
    "on_the_spot": "当场办结",
    "informed_commitment": "告知承诺",
    "deemed_renewed": "逾期视为准予延续",
    "bad_rating": "差评待整改",
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
    "committed": "告知承诺",
}


@dataclass(slots=True)
class Case:
    """The state of one case at one moment. Times are those of the acts; dates are Beijing dates."""

    number: str
    terms: Terms
    applicant: a.Person
    received_at: datetime
    received_on: date
    window: str
    stage: Stage = "received"
    agent: a.Person | None = None
    channel: str = "counter"
    package: str = ""
    renews_until: date | None = None
    item_code: str = ""
    item_name: str = ""
    department: str = ""
    materials: dict[str, a.Finding] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()
    loosened: frozenset[str] = frozenset()
    shared_since: frozenset[str] = frozenset()
    tolerant: bool = False
    lighter: dict[str, Limit] = field(default_factory=dict)
    completion_limits: dict[str, Limit] = field(default_factory=dict)
    answer_from: date | None = None
    answered_on: date | None = None
    notify_history: list[tuple[date, date | None]] = field(default_factory=list)
    notified: tuple[str, ...] = ()
    notified_at: datetime | None = None
    corrected_at: datetime | None = None
    corrected_on: date | None = None
    accepted_at: datetime | None = None
    accepted_on: date | None = None
    deemed: bool = False
    incomplete: bool = False
    committed_on: date | None = None
    promise: Promise | None = None
    deferred: dict[str, Deferred] = field(default_factory=dict)
    completion_extensions: list[a.ExtendCompletion] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    suspension: Suspension | None = None
    holder: str = ""
    epoch: int = 0
    offered_to: str = ""
    discrepancies: tuple[str, ...] = ()
    specials: list[Special] = field(default_factory=list)
    publicities: list[Publicity] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    hearing: Hearing | None = None
    opinions: list[Opinion] = field(default_factory=list)
    visits_held: list[Visit] = field(default_factory=list)
    extension: a.Extend | None = None
    joint_extension: a.Extend | None = None
    decision: a.Decide | None = None
    decided_at: datetime | None = None
    on_the_spot: bool = False
    money: Money = field(default_factory=Money)
    delivery_choice: a.ChooseDelivery | None = None
    attempts: list[a.FailDelivery] = field(default_factory=list)
    delivery: a.Deliver | None = None
    delivered_at: datetime | None = None
    declined: a.Decline | None = None
    ended_at: datetime | None = None
    rating: Rated | None = None
    slips: list[Slip] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    printed: dict[tuple[str, str], date] = field(default_factory=dict)
    acts: list[a.Act] = field(default_factory=list)
    visits: int = 0
    visits_by: dict[a.Fault, int] = field(default_factory=dict)
    clocks: tuple[Clock, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    inputs: Inputs | None = None
    turns_on: date | None = None

    @property
    def item(self) -> Item:
        """The item in the version that the case was received under."""
        return self.terms.item

    def limit(self, what: Literal["promised", "statutory"]) -> Limit:
        """The limit in force: the one received under, or a shorter later one (LAW L14)."""
        own = self.item.promised_limit if what == "promised" else self.item.statutory_limit
        return self.lighter.get(what, own)

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
        return tuple(
            name for name, line in self.deferred.items() if line.met_at is None and line.waived_on is None
        )

    def deferrable(self, name: str) -> bool:
        """Whether a material or a minor condition may be deferred, by the old or a lighter catalogue."""
        if name in self.loosened:
            return True
        chosen = self.terms.policy.eligible_materials
        return self.item.deferrable(name) and (not chosen or name in chosen)

    def accepted_as_of(self, day: date) -> date:
        """From which day an acceptance on ``day`` counts: corrected files from their last correction (2b).

        Never before what was handed in counts as received: after closing that is the next working day.
        """
        if self.corrected_on is None:
            return max(day, self.received_on)
        by_policy = self.terms.policy.accepted_from == "correction"
        return self.corrected_on if by_policy else max(day, self.corrected_on)

    @property
    def open_special(self) -> Special | None:
        """The special procedure that is going on, if any."""
        return next((one for one in self.specials if one.ended_at is None), None)

    @property
    def open_opinions(self) -> tuple[Opinion, ...]:
        """Opinions that were asked for and have not come."""
        return tuple(one for one in self.opinions if one.answer is None)

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Objections that nobody has dealt with."""
        return tuple(one for one in self.objections if not one.result)

    @property
    def ended_on(self) -> date | None:
        """When the case ended otherwise than by a decision, so that its clocks no longer run."""
        return None if self.ended_at is None else legal_date(self.ended_at)

    @property
    def bad_rating(self) -> bool:
        """Whether the service was rated badly (GB/T 39046 A.8: 4 and 5, by policy)."""
        return self.rating is not None and self.rating.body.level >= self.terms.policy.rating.bad_from

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
            "informed_commitment": self.promise is not None,
            "deemed_renewed": any(c.what == "renewal" and c.state == "missed" for c in self.deadlines),
            "bad_rating": self.bad_rating and self.rating is not None and self.rating.handled is None,
        }
        return tuple(name for name, held in marks.items() if held)

    def deadline(self, what: str, material: str = "") -> Deadline | None:
        """The latest clock of this kind, or None."""
        found = [c for c in self.deadlines if c.what == what and c.material == (material or c.material)]
        return found[-1] if found else None
