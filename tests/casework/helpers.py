"""A small counter for the rule book's tests: real items, a real calendar, acts appended only when allowed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec

from calendars import load_calendar
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from clerk.casework.passing import acts_of_the_day
from clerk.casework.policy import Policy, load_profile, with_overrides
from clerk.casework.refusal import Refusal
from clerk.casework.rules import check
from clerk.casework.times import BEIJING
from clerk.catalogue.items import Condition, Item, Limit, Material, SpecialProcedure

DEPARTMENT = "人力资源和社会保障局"
LICENCE = Item(
    id="T-01",
    name="职业中介许可",
    department=DEPARTMENT,
    type="行政许可",
    statutory_limit=Limit(20, "wd", "条例十九条", extension="可延长10个工作日"),
    promised_limit=Limit(15, "wd"),
    materials=(
        Material("申请书"),
        Material("营业执照", source="shared_data:市场监管"),
        Material("管理制度", role="secondary", tolerable=True),
        Material("资金证明", role="secondary", tolerable=True),
        Material("授权委托书", role="conditional"),
        Material("无犯罪记录声明", role="secondary", promisable=True),
    ),
    conditions=(Condition("经营场所符合规划"), Condition("公示牌已设置", minor=True)),
    special_procedures=(SpecialProcedure("专家评审(≤20wd)", "expert_review", True, 20),),
    tolerance_allowed=True,
)


def moment(text: str) -> datetime:
    """A time in Beijing: ``2025-09-26T11:05`` or a date (then noon); one with an offset stays itself."""
    found = datetime.fromisoformat(text if "T" in text else f"{text}T12:00")
    return found.replace(tzinfo=BEIJING) if found.tzinfo is None else found


def findings(**states: a.State) -> a.Findings:
    """Material states by name."""
    return {name: a.Finding(state) for name, state in states.items()}


def actor(role: a.Role, department: str = DEPARTMENT) -> a.Actor:
    """The person of this role at their own desk."""
    desks = {"department": f"dept:{department}", "delivery": "delivery", "supervisor": "supervisor"}
    return a.Actor(id=role, role=role, desk=desks.get(role, "window:W01"))


@dataclass
class Counter:
    """One case, driven through the rule book."""

    item: Item = LICENCE
    policy: Policy = field(default_factory=lambda: load_profile("hall_default"))
    region: str = "xinjiang"
    acts: list[a.Act] = field(default_factory=list)

    @property
    def terms(self) -> Terms:
        """What the case is judged by."""
        national = load_calendar("national") if self.region != "national" else None
        return Terms(self.item, self.policy, load_calendar(self.region), national)

    def receive(self, at: str, credit: a.Credit = "unchecked", **states: a.State) -> Counter:
        """Open the case with these material states (the rest are in order)."""
        body = a.Receive(
            self.item.id, self.item.version, self.item.name, self.item.department,
            a.Person("张三", credit=credit), self.policy.profile, self.policy.version, self.region,
            findings(**states),
        )  # fmt: skip
        self.acts = [a.Act("C1", moment(at), actor("clerk"), body)]
        return self

    def do(self, at: str, body: a.AnyBody, by: a.Role = "clerk") -> Refusal | None:
        """Try an act; it is recorded when the rule book allows it."""
        when, who = moment(at), actor(by, self.item.department)
        refusal = check(self.at(at), body, who, when)
        if refusal is None:
            self.acts.append(a.Act("C1", when, who, body))
        return refusal

    def must(self, at: str, body: a.AnyBody, by: a.Role = "clerk") -> Counter:
        """Do an act that has to be allowed."""
        refusal = self.do(at, body, by)
        assert refusal is None, refusal
        return self

    def code(self, at: str, body: a.AnyBody, by: a.Role = "clerk") -> str:
        """The refusal code of an act that must be refused."""
        before = len(self.acts)
        refusal = self.do(at, body, by)
        assert refusal is not None, "should have been refused"
        assert len(self.acts) == before
        assert refusal.reason
        assert refusal.basis
        return refusal.code

    def pass_days(self, until: str) -> Counter:
        """Let the office be open on every day until then; what falls due by itself is recorded."""
        day = self.acts[-1].at
        while day < moment(until):
            day = min(day + timedelta(days=1), moment(until))
            for body in acts_of_the_day(case := self.at(day.isoformat()), day.date()):
                assert check(case, body, actor("clerk"), day) is None
                self.acts.append(a.Act("C1", day, actor("clerk"), body))
                case = self.at(day.isoformat())
        return self

    def papers(self, kind: str) -> list[a.AnyBody]:
        """The acts of a kind that are on the file."""
        return [act.body for act in self.acts if act.kind == kind]

    def flags(self, when: str) -> tuple[str, ...]:
        """The marks that the case carries then."""
        return self.at(when).flags

    def at(self, when: str) -> Case:
        """The case as it stands then."""
        return fold(self.acts, self.terms, moment(when))

    def clock(self, when: str, what: str, material: str = "") -> tuple[str, str]:
        """Due date and state of a clock then."""
        clock = self.at(when).deadline(what, material)
        assert clock is not None, f"no {what} clock"
        return str(clock.due), clock.state


def in_review(at: str = "2025-10-09", desk: Counter | None = None, **item: Any) -> Counter:
    """A complete case that the department has signed for."""
    desk = desk or counter(item=msgspec.structs.replace(LICENCE, **item))
    desk.receive(at).must(at, a.Accept()).must(at, a.Route(f"dept:{desk.item.department}"))
    return desk.must(at, a.SignFor(), "department")


def incomplete(profile: str = "hall_default", at: str = "2025-09-26", **changes: Any) -> Counter:
    """A case accepted with 资金证明 deferred, signed for by the department the same day."""
    desk = counter(profile, **changes).receive(at, 资金证明="missing")
    desk.must(at, a.AcceptIncomplete(("资金证明",), commitment=True))
    return desk.must(at, a.Route(f"dept:{DEPARTMENT}")).must(at, a.SignFor(), "department")


def counter(profile: str = "hall_default", item: Item = LICENCE, **changes: Any) -> Counter:
    """A counter under a shipped profile, with single fields changed."""
    policy = load_profile(profile)
    return Counter(item=item, policy=with_overrides(policy, changes) if changes else policy)
