"""Each outcome's step makes the right act from what the clerk types, and says what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pytest
from textual._context import active_app
from textual.app import App

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.policy import Policy, load_profile
from clerk.desk.office import Done
from clerk.practice.sandbox import Sandbox
from clerk.workstation.screens import steps
from clerk.workstation.widgets.field import Field
from tests.casework.helpers import moment
from tests.desk.conftest import Hall

FOOD, LABOUR, ROAD, DRUGS = "XK-02", "XK-04", "XK-07", "XK-19"
DEFERRED = "办公设施设备、信息管理系统清单"
B = TypeVar("B", bound=a.Body)


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A hall on 2025-09-26, eleven in the morning."""
    with Sandbox(moment("2025-09-26T11:00"), load_profile("hall_default")) as box:
        yield Hall(box)


class Screenless(App[None]):
    """An app that fields may belong to while nothing is drawn."""

    def clear_selection(self) -> None:
        """There is no screen on which anything could be selected."""


@pytest.fixture(autouse=True)
def screenless() -> Iterator[None]:
    """Fields ask the app for nothing but its being there; no screen is drawn for these tests."""
    token = active_app.set(Screenless())
    yield
    active_app.reset(token)


def hall_with(policy: Policy) -> Sandbox:
    """The same hall under another policy."""
    return Sandbox(moment("2025-09-26T11:00"), policy)


def step(hall: Hall, case: Case, kind: str, role: a.Role = "clerk") -> steps.Step:
    """The step of an outcome that is offered at this desk."""
    office = hall.office(role)
    current = office.case(case.number)
    offer = next(one for one in office.outcomes(current) if kind in (one.kind, one.choice))
    assert offer.refusal is None, offer.refusal
    return steps.step_of(offer, current, office)


def fill(what: a.AnyBody | steps.Step, **typed: str) -> a.AnyBody | steps.Step:
    """Fill the fields of a step in; what is not typed keeps what stood there."""
    assert isinstance(what, steps.Fill)
    for field in what.fields:
        if field.key in typed:
            field.value = typed.pop(field.key)
    assert not typed, f"no such field: {typed}"
    problems = {f.key: f.problem for f in what.fields if isinstance(f, Field) and f.problem}
    assert problems == {}
    return what.body({field.key: field.value for field in what.fields})


def wrong(what: a.AnyBody | steps.Step, field: str, **typed: str) -> str:
    """What is said of a field, with these values typed."""
    assert isinstance(what, steps.Fill)
    for one in what.fields:
        one.value = typed.get(one.key, one.value)
    return next(one.problem for one in what.fields if isinstance(one, Field) and one.key == field)


def act(hall: Hall, case: Case, body: object, kind: type[B], role: a.Role = "clerk") -> B:
    """The act that a step made is done, and is of this kind."""
    assert isinstance(body, kind)
    done = hall.office(role).act(case.number, body)  # type: ignore[arg-type]  # every kind is one of the union
    assert isinstance(done, Done), done
    return body


def in_review(hall: Hall, code: str) -> Case:
    """A case that the department has signed for."""
    case = hall.do(hall.receive(code), a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    return hall.do(case, a.SignFor(), "department")


def decided(hall: Hall, code: str = FOOD) -> Case:
    """A case that was granted."""
    return hall.do(in_review(hall, code), a.Decide("grant"), "department")


def lapsing(hall: Hall) -> Case:
    """A case accepted with one material deferred."""
    return hall.do(hall.receive(LABOUR, missing=[DEFERRED]), a.AcceptIncomplete((DEFERRED,), True))


def test_question_of_acceptance_names_its_dates(hall: Hall) -> None:
    """R58: both dates stand in the question; one that a missing notice may move is marked."""
    asked = step(hall, hall.receive(FOOD), "accept")
    assert isinstance(asked, steps.Ask)
    assert "承诺办结:2025-10-10" in asked.question
    hall.at("2026-12-28T11:00")
    later = step(hall, hall.receive(FOOD), "accept")
    assert isinstance(later, steps.Ask)
    assert "暂定" in later.question


def test_completion_deadline_in_the_question_is_counted_from_today(hall: Hall) -> None:
    """LAW default 1: a case received on Friday and accepted after the holiday is counted from then."""
    case = hall.receive(LABOUR, missing=[DEFERRED])
    hall.at("2025-10-09T10:00")
    asked = step(hall, case, "accept_incomplete")
    assert isinstance(asked, steps.Ask)
    done = hall.do(case, asked.body)  # the same date is then on the file
    clock = done.deadline("completion")
    assert clock is not None
    assert f"补齐期限:{clock.due}" in asked.question


def test_approval_is_asked_for_where_policy_lets_somebody_else_decide() -> None:
    """LAW 3c who_decides: the approver is a field, and then the question follows."""
    import msgspec

    with hall_with(msgspec.structs.replace(load_profile("hall_default"), who_decides="supervisor")) as box:
        hall = Hall(box)
        case = hall.receive(LABOUR, missing=[DEFERRED])
        asked = fill(step(hall, case, "accept_incomplete"), approver="赵主任")
        assert isinstance(asked, steps.Ask)
        assert act(hall, case, asked.body, a.AcceptIncomplete).approver == "赵主任"


def test_whose_doing_another_visit_was(hall: Hall) -> None:
    """R1: a correction brought to the counter is the applicant's unless the clerk says otherwise."""
    case = hall.receive(FOOD, missing=["食品经营许可申请书"])
    hall.do(case, a.NotifyCorrection(("食品经营许可申请书",)))
    looked = step(hall, case, "receive_correction")
    assert isinstance(looked, steps.Look)
    assert looked.names == ("食品经营许可申请书",)
    came = looked.body({"食品经营许可申请书": a.Finding("ok")})
    assert getattr(fill(came), "fault") == "applicant"  # noqa: B009 - a step has none: this fails then
    body = act(hall, case, fill(came, fault="office"), a.ReceiveCorrection)
    assert body.fault == "office"
    assert hall.office().case(case.number).visits_by["office"] == 1


def test_completion_by_post_keeps_the_posting_date_and_counts_no_visit(hall: Hall) -> None:
    """LAW default 6, R60: posted in time is in time; nobody came, so nobody's doing is asked."""
    case = lapsing(hall)
    hall.at("2025-10-16T10:00")
    looked = step(hall, case, "complete")
    assert isinstance(looked, steps.Look)
    came = looked.body({DEFERRED: a.Finding("ok")})
    body = act(hall, case, fill(came, channel="post", posted_at="2025-10-13"), a.Complete)
    assert (body.posted_at, body.fault) == (date(2025, 10, 13), "")
    clock = hall.office().case(case.number).deadline("completion")
    assert clock is not None
    assert clock.state == "met"


def test_ticket_is_asked_for_only_after_closing(hall: Hall) -> None:
    """LAW default 5: during office hours nobody is asked when the ticket was drawn; after them it counts."""
    case = lapsing(hall)
    for when, asked in (("2025-10-14T12:00", False), ("2025-10-14T19:50", True)):
        looked = step(hall.at(when), case, "complete")
        assert isinstance(looked, steps.Look)
        came = looked.body({DEFERRED: a.Finding("ok")})
        assert isinstance(came, steps.Fill)
        assert ("ticket" in [field.key for field in came.fields]) is asked
    assert "取号" in wrong(came, "ticket", ticket="25:00")
    body = act(hall, case, fill(came, ticket="19:2" + "5"), a.Complete)
    assert str(body.ticket_at) == "2025-10-14 19:25:00+08:00"
    clock = hall.office().case(case.number).deadline("completion")
    assert clock is not None
    assert clock.state == "met"


def test_last_reminder_proposes_its_last_date(hall: Hall) -> None:
    """LAW default 2: before the end no last date, after it the policy's days; never one in the past."""
    case = lapsing(hall)
    early = fill(step(hall, case, "remind"))
    assert getattr(early, "last_date") is None  # noqa: B009 - a step has none: this fails then
    hall.at("2025-10-20T10:00")
    late = step(hall, case, "remind")
    assert "早于今天" in wrong(late, "last_date", last_date="2025-10-10")
    body = act(hall, case, fill(late, last_date="2025-10-23"), a.Remind)
    assert body.last_date == date(2025, 10, 23)


def test_lapse_ends_by_policy_with_its_reason(hall: Hall) -> None:
    """LAW L3: taken as withdrawn after the last reminder's date, with what was not completed."""
    case = lapsing(hall)
    hall.at("2025-10-20T10:00").office().open_day()
    hall.at("2025-10-24T10:00")
    body = act(hall, case, fill(step(hall, case, "deem_withdrawn")), a.Withdraw)
    assert body.deemed
    assert DEFERRED in body.reason
    assert hall.office().case(case.number).stage == "withdrawn"


@pytest.mark.parametrize(
    ("profile", "kind", "stage"), [("liaoning", "return", "returned"), ("xian", "terminate", "terminated")]
)
def test_other_places_return_or_terminate(profile: str, kind: str, stage: str) -> None:
    """LAW 3b, L3: what a lapse leads to is the place's policy; the other ends are not even listed."""
    with hall_with(load_profile(profile)) as box:
        hall = Hall(box)
        case = lapsing(hall)
        hall.at("2025-12-01T10:00")
        kinds = {one.kind for one in hall.office().outcomes(hall.office().case(case.number))}
        assert kinds & {"return", "terminate", "deem_withdrawn"} == {kind}
        act(hall, case, fill(step(hall, case, kind)), a.Return if kind == "return" else a.Terminate)
        assert hall.office().case(case.number).stage == stage


def test_deferral_is_offered_first_where_policy_says_should() -> None:
    """LAW 3b (湘西、化州): the question says that it was offered and declined, and the act keeps it."""
    with hall_with(load_profile("xiangxi")) as box:
        hall = Hall(box)
        case = hall.receive(LABOUR, missing=[DEFERRED])
        asked = step(hall, case, "notify_correction")
        assert isinstance(asked, steps.Ask)
        assert "已告知申请人可容缺受理" in asked.question
        assert act(hall, case, asked.body, a.NotifyCorrection).deferral_declined


def test_special_procedure_stops_what_law_and_item_say(hall: Hall) -> None:
    """Art. 45, LAW P6: a site visit stops nothing; a hearing does."""
    case = in_review(hall, FOOD)
    start = step(hall, case, "start_special", "department")
    visit = fill(start, kind="site_visit")
    assert not getattr(visit, "stops_statutory")  # noqa: B009 - a step has none: this fails then
    assert act(hall, case, fill(start, kind="hearing"), a.StartSpecial, "department").stops_statutory


def test_publicity_objection_and_settlement(hall: Hall) -> None:
    """R66: a period and a place; an objection from anybody; dealt with in words."""
    case = in_review(hall, DRUGS)
    shown = step(hall, case, "publicise", "department")
    assert wrong(shown, "place")
    act(hall, case, fill(shown, place="门户网站"), a.Publicise, "department")
    act(hall, case, fill(step(hall, case, "object"), text="距离不足"), a.ObjectTo)
    body = fill(step(hall, case, "settle_objection", "department"), result="经复核符合要求")
    act(hall, case, body, a.SettleObjection, "department")


def test_visit_needs_two_officers_or_another_day(hall: Hall) -> None:
    """Art. 34, R63: two names, parted by any comma; one that is put off says until when instead."""
    case = in_review(hall, FOOD)
    visit = step(hall, case, "record_visit", "department")
    assert "2名" in wrong(visit, "officers", officers="张三")
    put_off = fill(visit, done="no", officers="", findings="大风", postponed_to="2025-10-11")
    assert act(hall, case, put_off, a.RecordVisit, "department").postponed_to == date(2025, 10, 11)
    held = step(hall, case, "record_visit", "department")
    body = act(
        hall, case, fill(held, officers="张三\uff0c李四", findings="与图纸一致"), a.RecordVisit, "department"
    )
    assert body.officers == ("张三", "李四")


def test_opinion_is_asked_for_and_given(hall: Hall) -> None:
    """R5: another department until a date; disagreeing without words is said at the field."""
    case = in_review(hall, FOOD)
    asked = fill(step(hall, case, "ask_opinion", "department"), department="生态环境局", n="7")
    act(hall, case, asked, a.AskOpinion, "department")
    answer = step(hall, case, "give_opinion", "department")
    assert wrong(answer, "text", agrees="no")
    body = act(hall, case, fill(answer, agrees="no", text="噪声超标"), a.GiveOpinion, "department")
    assert (body.department, body.agrees) == ("生态环境局", False)


def test_shared_material_is_verified_with_its_source(hall: Hall) -> None:
    """R48: what the provider answered, and who he was; unanswered ones stay open."""
    item = hall.item(DRUGS)
    shared = next(line.name for line in item.materials if line.shared)
    done = hall.office().receive(item, a.Person("张三"), {shared: a.Finding("shared_unverified")})
    assert isinstance(done, Done)
    looked = step(hall, done.case, "verify_shared")
    assert isinstance(looked, steps.Look)
    source = looked.body({shared: a.Finding("shared")})
    body = act(hall, done.case, fill(source, source="市场监督管理局"), a.VerifyShared)
    assert body.materials == {shared: a.Finding("shared")}


def test_discrepancy_result_reuse_and_hearing(hall: Hall) -> None:
    """R37, R65, arts. 47, 48: each has its words, its day, and is held to them."""
    case = hall.do(hall.receive(FOOD), a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    name = next(iter(case.materials))
    hall.do(case, a.SignFor((name,)), "department")
    settled = fill(step(hall, case, "settle_discrepancy", "department"), how="窗口补交")
    assert act(hall, case, settled, a.SettleDiscrepancy, "department").materials == (name,)
    reuse = step(hall, case, "reuse_result", "department")
    assert "日期" in wrong(reuse, "valid_until", valid_until="明年")
    body = fill(reuse, kind="expert_review", source="园区区域评估", valid_until="2026-10-01")
    act(hall, case, body, a.ReuseResult, "department")
    act(hall, case, fill(step(hall, case, "offer_hearing", "department")), a.OfferHearing, "department")
    act(hall, case, fill(step(hall, case, "ask_hearing"), by_whom="邻居王某"), a.AskHearing)
    called = fill(step(hall, case, "call_hearing", "department"), place="三楼会议室")
    assert act(hall, case, called, a.CallHearing, "department").on == date(2025, 10, 13)


def test_fee_is_asked_for_and_paid(hall: Hall) -> None:
    """Arts. 58, 59: an exact amount in yuan; what is owing is proposed."""
    case = in_review(hall, ROAD)
    fee = step(hall, case, "charge", "department")
    for text in ("0", "1.005", "壹佰", ""):
        assert wrong(fee, "amount", amount=text)
    act(hall, case, fill(fee, amount="120.50"), a.Charge, "department")
    assert act(hall, case, fill(step(hall, case, "pay")), a.Pay).amount == Decimal("120.50")


def test_delivery_as_chosen_failed_and_substituted(hall: Hall) -> None:
    """R11, R40, R72: an address for the post, a failed attempt, then witnesses or an announcement's date."""
    case = decided(hall)
    chosen = step(hall, case, "choose_delivery", "delivery")
    assert "地址" in wrong(chosen, "address", channel="post", address="")
    act(hall, case, fill(chosen, channel="post", address="友谊路1号"), a.ChooseDelivery, "delivery")
    sent = step(hall, case, "deliver", "delivery")
    assert wrong(sent, "tracking") == "这一栏不能空着"
    failed = fill(step(hall, case, "fail_delivery", "delivery"), reason="查无此人", tracking="EMS1")
    assert act(hall, case, failed, a.FailDelivery, "delivery").channel == "post"
    left = step(hall, case, "deliver", "delivery")
    assert "见证人" in wrong(left, "witnesses", channel="left", witnesses="张三")
    body = act(hall, case, fill(left, channel="left", witnesses="张三、李四"), a.Deliver, "delivery")
    assert (body.witnesses, body.tracking, body.receiver) == (("张三", "李四"), "", "")


def test_announcement_serves_with_its_date(hall: Hall) -> None:
    """R72: after a failed attempt and the whole period."""
    case = decided(hall)
    hall.do(case, a.FailDelivery("post", "查无此人"), "delivery")
    hall.at("2025-11-20T10:00")
    sent = step(hall, case, "deliver", "delivery")
    assert wrong(sent, "announced_on", channel="announcement")
    body = fill(sent, channel="announcement", announced_on="2025-10-15")
    assert act(hall, case, body, a.Deliver, "delivery").announced_on == date(2025, 10, 15)


def test_rating_and_its_follow_up(hall: Hall) -> None:
    """GB/T 39046, R43: five levels, named or not; a bad one is answered by the supervisor."""
    case = hall.do(decided(hall), a.Deliver("counter"), "delivery")
    rated = fill(step(hall, case, "rate"), level="5", text="等得太久", named="yes")
    assert act(hall, case, rated, a.Rate).named
    body = fill(step(hall, case, "handle_rating", "supervisor"), result="核实属实,已道歉")
    assert act(hall, case, body, a.HandleRating, "supervisor").called_back


def test_supervisor_signs_a_refusal_and_annuls_a_slip_of_the_pen(hall: Hall) -> None:
    """否定报备, R94: the opinion, and which record no longer counts."""
    case = hall.do(hall.receive(FOOD), a.Note("写错了案卷"))
    hall.do(case, a.Decline("not_eligible", "申请人不具备资格"))
    opinion = fill(step(hall, case, "report_refusal", "supervisor"), opinion="同意")
    act(hall, case, opinion, a.ReportRefusal, "supervisor")
    annulled = fill(step(hall, case, "annul", "supervisor"), reason="记在了别的案卷")
    assert act(hall, case, annulled, a.Annul, "supervisor").act == "note"


def test_contact_and_consultation_on_a_case(hall: Hall) -> None:
    """R55, 首问负责: an attempt that failed says why; what was asked is kept with its answer."""
    case = hall.receive(FOOD)
    call = step(hall, case, "contact")
    assert wrong(call, "text", reached="no")
    assert not act(hall, case, fill(call, reached="no", text="无人接听"), a.Contact).reached
    asked = fill(step(hall, case, "consult"), reason="何时能办好", answer="十月十日前")
    assert act(hall, case, asked, a.Consult).answer == "十月十日前"


def test_commitment_stands_in_for_a_proof_that_the_item_lets_be_promised(hall: Hall) -> None:
    """LAW §4: offered only where a material is promisable; the question names it and the later check."""
    import msgspec

    item = hall.item(FOOD)
    name = next(line.name for line in item.materials if not line.shared)
    lines = tuple(msgspec.structs.replace(line, promisable=line.name == name) for line in item.materials)
    done = hall.office().receive(
        msgspec.structs.replace(item, materials=lines), a.Person("张三"), {name: a.Finding("missing")}
    )
    assert isinstance(done, Done)
    asked = step(hall, done.case, "commit")
    assert isinstance(asked, steps.Ask)
    assert name in asked.question
    assert "20个工作日内核查" in asked.question
    act(hall, done.case, asked.body, a.Commit)
    assert "informed_commitment" in hall.office().case(done.case.number).flags
    assert "commit" not in {one.kind for one in hall.office().outcomes(hall.receive(FOOD))}
