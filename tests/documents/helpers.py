"""Real cases for the papers' tests: allowed acts, papers issued as the office does."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from calendars import load_calendar
from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from clerk.casework.passing import acts_of_the_day, following
from clerk.casework.policy import load_profile, with_overrides
from clerk.casework.rules import check
from clerk.casework.times import BEIJING, legal_date
from clerk.catalogue.items import Item, Limit, Material, SpecialProcedure
from clerk.documents.owed import owed
from clerk.documents.papers import HallFacts, Paper, number_text

HALL = HallFacts(
    hall="克拉玛依市政务服务中心",
    hall_short="克政服",
    window="W01",
    phone="0990-0000000",
    complaint_phone="0990-0000001",
)
ID = "650203199001011232"
PERSON = a.Person("张三丰", id_type="居民身份证", id_number=ID, phone="13900000000")
ITEM = Item(
    id="T-01",
    name="职业中介活动许可",
    department="人力资源和社会保障局",
    type="行政许可",
    legal_basis=("《就业促进法》第四十条",),
    statutory_limit=Limit(20, "wd", "《行政许可法》第四十二条", extension="可延长10个工作日"),
    promised_limit=Limit(15, "wd"),
    materials=(
        Material("申请书", original_count=1, common_defects=("未签名",)),
        Material("营业执照", copy_count=1, source="shared_data:市场监管"),
        Material("管理制度", role="secondary", tolerable=True, copy_count=1, promisable=True),
        Material("资金证明", role="secondary", tolerable=True, original_count=1, acceptable_forms=("paper",)),
    ),
    special_procedures=(SpecialProcedure("专家评审(≤20wd)", "expert_review", True, 20),),
    fee="不收费",
    tolerance_allowed=True,
    delivery_options=("窗口领取", "EMS邮寄"),
)
FILING = msgspec.structs.replace(ITEM, id="T-02", name="劳务派遣分公司备案", type="其他", outcome="filing")
PAID = msgspec.structs.replace(ITEM, id="T-03", fee="道路占用费,每平方米每日0.5元(某价费〔2020〕1号)")
PAUSING: dict[str, Any] = {
    "clock": "pauses_at_expiry",
    "grace_wd": 15,
    "on_overdue": "return",
    "lapse_reminder_wd": 3,
}
"""A policy that stops the promise after a lapse (台州), with a last reminder."""
DESKS = {
    "department": f"dept:{ITEM.department}",
    "delivery": "delivery",
    "clerk": "window:W01",
    "supervisor": "supervisor",
}


def moment(text: str) -> datetime:
    """A time in Beijing; a bare date means 11:05."""
    return datetime.fromisoformat(text if "T" in text else f"{text}T11:05").replace(tzinfo=BEIJING)


def states(**found: str) -> a.Findings:
    """Findings by name; ``defective`` gets its defect after a colon."""
    parts = {name: text.partition(":") for name, text in found.items()}
    return {name: msgspec.convert({"state": s, "defect": d}, a.Finding) for name, (s, _, d) in parts.items()}


class Desk:
    """One case and every paper that its acts owed, numbered and kept with it."""

    def __init__(
        self,
        item: Item = ITEM,
        person: a.Person = PERSON,
        hall: HallFacts = HALL,
        profile: str = "hall_default",
        **policy: object,
    ):
        """The policy is a shipped profile, the hall's default, with single fields changed."""
        shipped = load_profile(profile)
        self.terms = Terms(
            item, with_overrides(shipped, policy) if policy else shipped, load_calendar("xinjiang")
        )
        self.person, self.hall = person, hall
        self.acts: list[a.Act] = []
        self.papers: list[Paper] = []

    @property
    def case(self) -> Case:
        """The case at its last act."""
        return fold(self.acts, self.terms, self.acts[-1].at)

    def paper(self, kind: str) -> Paper:
        """The latest paper of this kind."""
        return next(one for one in reversed(self.papers) if one.kind == kind)

    def text(self, kind: str) -> str:
        """The text of the latest paper of this kind, without line breaks or indents."""
        return "".join(line.strip() for line in self.paper(kind).text().splitlines())

    def has(self, kind: str) -> bool:
        """Whether a paper of this kind was issued."""
        return any(one.kind == kind for one in self.papers)

    def pass_day(self, at: str) -> Desk:
        """Let a day do its part, as the office does when it opens."""
        for body in acts_of_the_day(fold(self.acts, self.terms, moment(at)), legal_date(moment(at))):
            self.do(at, body)
        return self

    def receive(
        self, at: str, agent: a.Person | None = None, by_what: str = "", package: str = "", **found: str
    ) -> Desk:
        """Open the case; an agent acts ``by_what``; ``package`` where it is one of several (一件事)."""
        item, policy = self.terms.item, self.terms.policy
        body = a.Receive(
            item.id, item.version, item.name, item.department, self.person, policy.profile, policy.version,
            "xinjiang", states(**found), agent=agent, authorisation=by_what, package=package,
        )  # fmt: skip
        return self._record(at, body, "clerk")

    def not_required(self, at: str, reason: str) -> Desk:
        """Say that nothing is needed."""
        item, policy = self.terms.item, self.terms.policy
        body = a.NotRequired(
            item.id, item.version, item.name, item.department, self.person, policy.profile, policy.version,
            "xinjiang", reason,
        )  # fmt: skip
        return self._record(at, body, "clerk")

    def do(self, at: str, body: a.AnyBody, by: a.Role = "clerk") -> Desk:
        """An act that the rule book has to allow."""
        when = moment(at)
        refusal = check(fold(self.acts, self.terms, when), body, self._actor(by), when)
        assert refusal is None, refusal
        return self._record(at, body, by)

    def _actor(self, by: a.Role) -> a.Actor:
        return a.Actor(id=by, role=by, desk=DESKS[by], name="李娜")

    def _record(self, at: str, body: a.AnyBody, by: a.Role) -> Desk:
        self._issue(at, body, by)
        for brought in following(self.case, body):
            self._issue(at, brought, by)
        return self

    def _issue(self, at: str, body: a.AnyBody, by: a.Role) -> None:
        act = a.Act("650200W012025092600017", moment(at), self._actor(by), body)
        self.acts.append(act)
        for draft in owed(act, self.case, self.hall):
            paper = draft.numbered(number_text(draft.series, legal_date(act.at).year, len(self.papers) + 1))
            self.papers.append(paper)
            self.acts.append(a.Act(act.case, act.at, act.by, paper.issue()))


def incomplete(desk: Desk) -> Desk:
    """A case accepted incomplete on 2025-09-26 with one deferred material."""
    desk.receive("2025-09-26", 资金证明="missing")
    return desk.do("2025-09-26", a.AcceptIncomplete(("资金证明",), commitment=True))


def in_review(desk: Desk) -> Desk:
    """A complete case that the department has signed for."""
    desk.receive("2025-09-26").do("2025-09-26", a.Accept())
    desk.do("2025-09-26", a.Route(DESKS["department"]))
    return desk.do("2025-09-28", a.SignFor(), "department")


def corrected(desk: Desk) -> Desk:
    """A case that was told to correct, and was corrected."""
    desk.receive("2025-09-26", 申请书="defective:未签名", 资金证明="missing")
    desk.do("2025-09-28", a.NotifyCorrection(("申请书", "资金证明")))
    return desk.do("2025-10-09", a.ReceiveCorrection(states(申请书="ok", 资金证明="ok")))


def suspended(desk: Desk) -> Desk:
    """A case whose completion lapsed under a policy that stops the promise: paused, last reminder sent."""
    incomplete(desk).pass_day("2025-10-20")
    return desk.pass_day("2025-10-24")


def promised(desk: Desk) -> Desk:
    """A case with an informed commitment, granted."""
    desk.receive("2025-09-26").do("2025-09-26", a.Commit(("管理制度",), signed=True))
    desk.do("2025-09-26", a.Accept()).do("2025-09-26", a.Route(DESKS["department"]))
    desk.do("2025-09-28", a.SignFor(), "department")
    return desk.do("2025-10-10", a.Decide("grant"), "department")


def heard(desk: Desk) -> Desk:
    """One of several items handled together, for which somebody asked for a hearing; the cap is extended."""
    desk.receive("2025-09-26", package="P1").do("2025-09-26", a.Accept())
    desk.do("2025-09-26", a.Route(DESKS["department"])).do("2025-09-28", a.SignFor(), "department")
    desk.do("2025-10-09", a.OfferHearing("王五"), "department").do("2025-10-10", a.AskHearing("王五"))
    desk.do("2025-10-11", a.CallHearing(date(2025, 10, 24), "大厅三楼会议室"), "department")
    extension = a.Extend(15, "wd", "李市长", "参加部门较多。", joint=True)
    return desk.do("2025-10-13", extension, "department")


def joint(desk: Desk) -> Desk:
    """A case with everything that happens beside the review, decided, delivered and rated badly."""
    in_review(desk)
    desk.do("2025-10-09", a.AskOpinion("城市管理局", 5, question="占道是否影响通行。"), "department")
    visit = a.RecordVisit(("李娜", "王强"), ("城市管理局",), "场地与图纸一致。")
    desk.do("2025-10-10", visit, "department")
    desk.do("2025-10-11", a.GiveOpinion("城市管理局", True), "department")
    desk.do("2025-10-11", a.Publicise(1, "wd", "大厅公示栏和政务服务网"), "department")
    desk.do("2025-10-14", a.Charge(Decimal("120.5"))).do("2025-10-14", a.Pay(Decimal("120.5")))
    desk.do("2025-10-15", a.Decide("grant"), "department")
    desk.do("2025-10-16", a.Deliver("counter"), "delivery")
    desk.do("2025-10-16", a.Rate(5, "等候太久。", named=True))
    return desk.do("2025-10-17", a.HandleRating("已增开窗口并向评价人致歉。", True), "supervisor")


def _granted(desk: Desk) -> Desk:
    in_review(desk).do("2025-10-13", a.StartSpecial("expert_review", 10, "wd", True), "department")
    desk.do("2025-10-27", a.EndSpecial("通过"), "department")
    desk.do("2025-10-28", a.Extend(10, "wd", "王局长", "需要补充核实。"), "department")
    desk.do("2025-11-03", a.Decide("grant"), "department")
    return desk.do("2025-11-05", a.Deliver("post", tracking="EA123456789CN"), "delivery")


def every_kind(hall: HallFacts = HALL, person: a.Person = PERSON) -> dict[str, Paper]:
    """One real paper of every kind."""
    filed = Desk(FILING, person, hall)
    in_review(filed).do("2025-10-10", a.Decide("file"), "department")
    declined = Desk(ITEM, person, hall).receive("2025-09-26")
    declined.do(
        "2025-09-26", a.Decline("wrong_authority", "住所不在本市。", "乌鲁木齐市人力资源和社会保障局")
    )
    declined.do("2025-09-28", a.ReportRefusal("同意,告知清楚。"), "supervisor")
    refused = in_review(Desk(ITEM, person, hall))
    refused.do("2025-10-10", a.Decide("refuse", "没有固定场所。"), "department")
    gone = Desk(ITEM, person, hall).receive("2025-09-26").do("2025-09-28", a.Withdraw("不再办理。"))
    none = Desk(ITEM, person, hall).not_required("2025-09-26", "只为本单位招聘。")
    checked = promised(Desk(ITEM, person, hall))
    checked.do("2025-10-20", a.CheckCommitment(True, "实地查看,制度已张贴。"), "department")
    resumed = suspended(Desk(ITEM, person, hall, **PAUSING))
    resumed.do("2025-10-27", a.Complete(states(资金证明="defective:未盖公章")))
    resumed.do("2025-10-28", a.Complete(states(资金证明="ok")))
    longer = incomplete(Desk(ITEM, person, hall, extension={"max": 1, "n": 3, "unit": "wd"}))
    longer.do("2025-10-16", a.ExtendCompletion(2, "wd", "道路因暴雪中断。", "赵主任"))
    desks = (
        joint(Desk(PAID, person, hall)), heard(Desk(ITEM, person, hall)), checked, resumed, longer,
        none, gone, refused, declined,
        _granted(Desk(ITEM, person, hall)), filed, corrected(Desk(ITEM, person, hall)),
        incomplete(Desk(ITEM, person, hall)),
    )  # fmt: skip
    return {paper.kind: paper for desk in desks for paper in desk.papers}
