"""At the counter: agents, conditions, who may defer what, visits and slips. R1, R12, R42, R56, LAW L2, L8."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.casework.rules import check, check_opening
from clerk.catalogue.items import Limit
from tests.casework.helpers import LICENCE, Counter, actor, counter, findings, moment

SIGNED = a.AcceptIncomplete(("资金证明",), commitment=True)


def lacking(**changes: Any) -> Counter:
    """A case with one deferrable gap."""
    return counter(**changes).receive("2025-09-26", 资金证明="missing")


def receipt(**fields: Any) -> a.Receive:
    """An act of receipt with these fields."""
    return a.Receive(
        LICENCE.id, LICENCE.version, LICENCE.name, LICENCE.department, a.Person("张三"), "p", "v", "xinjiang",
        **fields,
    )  # fmt: skip


def test_an_agent_needs_an_authorisation() -> None:
    """R12: without it the agent's application is not taken in; the clerk is nobody's agent."""
    by = a.Actor("c1", "clerk", "window:W01", "李四")
    agent = a.Person("王五")
    refusal = check_opening(receipt(agent=agent), LICENCE, by)
    assert refusal is not None
    assert refusal.code == "agent_unauthorised"
    assert check_opening(receipt(agent=agent, authorisation="授权委托书"), LICENCE, by) is None
    own = check_opening(receipt(agent=a.Person("李四"), authorisation="授权委托书"), LICENCE, by)
    assert own is not None
    assert own.code == "agent_is_clerk"


def test_basic_conditions_must_be_met() -> None:
    """LAW L8: a basic condition cannot be deferred, a minor one can."""
    desk = counter().receive("2025-09-26", 经营场所符合规划="missing")
    body = a.AcceptIncomplete(("经营场所符合规划",), commitment=True)
    assert desk.code("2025-09-26", body) == "basic_condition_missing"
    desk = counter().receive("2025-09-26", 公示牌已设置="missing")
    desk.must("2025-09-26", a.AcceptIncomplete(("公示牌已设置",), commitment=True))
    assert desk.clock("2025-09-26", "completion", "公示牌已设置")[1] == "running"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"eligible_items": ["T-99"]}, "item_excluded"),
        ({"excluded_items": ["T-01"]}, "item_excluded"),
        ({"exclude": ["承诺件"]}, "item_excluded"),
        ({"exclude": ["公共安全"]}, "item_excluded"),
        ({"eligible_materials": ["管理制度"]}, "material_not_deferrable"),
        ({"who_decides": "supervisor"}, "approval_required"),
        ({"who_decides": "department"}, "approval_required"),
    ],
)
def test_places_differ_in_what_they_let_wait(changes: dict[str, Any], code: str) -> None:
    """LAW 3b, 3c: items, fields, materials and who decides are policy."""
    item = msgspec.structs.replace(LICENCE, domains=("公共安全",))
    assert lacking(item=item, **changes).code("2025-09-26", SIGNED) == code


def test_how_many_may_wait_is_policy() -> None:
    """LAW 3c: at most so many; and an approval that is on the act is enough."""
    both = a.AcceptIncomplete(("资金证明", "管理制度"), commitment=True)
    desk = counter(max_missing=1).receive("2025-09-26", 资金证明="missing", 管理制度="missing")
    assert desk.code("2025-09-26", both) == "too_many_missing"
    lacking(who_decides="supervisor").must("2025-09-26", msgspec.structs.replace(SIGNED, approver="科长"))


def test_an_item_on_the_list_of_the_hall_needs_no_mark_of_the_catalogue() -> None:
    """LAW 3c: where the hall publishes its own list, the list decides."""
    item = msgspec.structs.replace(LICENCE, tolerance_allowed=False)
    assert lacking(item=item).code("2025-09-26", SIGNED) == "item_excluded"
    lacking(item=item, eligible_items=["T-01"]).must("2025-09-26", SIGNED)


def test_visits_are_counted_with_whose_doing_they_were() -> None:
    """R1: first visit, a second that the office caused, one by post that is none, and the pick-up."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    desk.must("2025-09-28", a.ReceiveCorrection(findings(申请书="defective"), "post"))
    desk.must("2025-09-29", a.ReceiveCorrection(findings(申请书="ok"), fault="office"))
    case = desk.at("2025-09-29")
    assert (case.visits, case.visits_by) == (2, {"": 1, "office": 1})


def test_the_offices_slip_is_written_down() -> None:
    """LAW L2, R49: what the one notice forgot is the office's slip; the case is accepted."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    desk.must("2025-09-28", a.Examine(findings(管理制度="missing")))
    desk.must("2025-09-28", a.ReceiveCorrection(findings(申请书="ok")))
    desk.must("2025-09-28", a.Accept())
    (slip,) = desk.at("2025-09-28").slips
    assert "管理制度" in slip.what


def test_silence_is_the_offices_slip() -> None:
    """R51: deemed acceptance is recorded as the office's error, on the day that was missed."""
    (slip,) = counter().receive("2025-09-26").at("2025-10-13").slips
    assert str(slip.on) == "2025-10-10"


def test_a_clock_set_back_is_refused() -> None:
    """R94: an act is never dated before its predecessor."""
    desk = counter().receive("2025-09-26T11:00")
    assert desk.code("2025-09-26T10:59", a.Accept()) == "clock_set_back"
    desk.must("2025-09-26T11:00", a.Accept())


@pytest.mark.parametrize(
    ("at", "ticket", "state"),
    [
        ("2025-10-21T19:29", "", "met"),
        ("2025-10-21T19:31", "", "missed"),
        ("2025-10-21T19:31", "2025-10-21T19:20", "met"),
        ("2025-10-21T19:31", "2025-10-20T19:20", "missed"),
    ],
)
def test_the_last_day_ends_when_the_hall_closes(at: str, ticket: str, state: str) -> None:
    """民法典 203, default 5: winter hours end at 19:30; a ticket drawn before closing counts that day."""
    desk = lacking().must("2025-09-26", SIGNED)
    drawn: datetime | None = moment(ticket) if ticket else None
    desk.must(at, a.Complete(findings(资金证明="ok"), ticket_at=drawn))
    assert desk.clock(at, "completion") == ("2025-10-21", state)


def test_the_net_knows_no_closing_time() -> None:
    """Default 5: what comes by the net counts when the system took it in."""
    desk = lacking().must("2025-09-26", SIGNED)
    desk.must("2025-10-21T23:59", a.Complete(findings(资金证明="ok"), "net"))
    assert desk.clock("2025-10-21T23:59", "completion")[1] == "met"


def test_a_black_list_bars_deferral_not_the_normal_track() -> None:
    """R42: the normal track stays open."""
    desk = counter().receive("2025-09-26", "black", 资金证明="missing")
    assert desk.code("2025-09-26", SIGNED) == "credit_excluded"
    desk.must("2025-09-26", a.NotifyCorrection(("资金证明",)))
    loose = counter(credit_excluded=False).receive("2025-09-26", "black", 资金证明="missing")
    loose.must("2025-09-26", SIGNED)


def test_a_lighter_catalogue_helps_at_once_and_a_heavier_never() -> None:
    """LAW L14: fewer materials and shorter limits help an open case; nothing is put on."""
    desk = counter().receive("2025-09-26", 申请书="ok", 管理制度="missing")
    assert desk.code("2025-09-28", a.Lighten("v2", promised=Limit(16, "wd"))) == "heavier_rule"
    assert desk.code("2025-09-28", a.Lighten("v2", promised=Limit(5, "d"))) == "heavier_rule"
    assert desk.code("2025-09-28", a.Lighten("v2", waived=("没有的材料",))) == "unknown_material"
    desk.must("2025-09-28", a.Lighten("v2", waived=("管理制度",), promised=Limit(10, "wd")))
    desk.must("2025-09-28", a.Accept())
    assert desk.clock("2025-09-28", "promised") == ("2025-10-17", "running")


def test_what_was_recorded_by_mistake_is_annulled_by_the_supervisor() -> None:
    """R94: both entries stay; what papers rest on is undone by its own rules only."""
    desk = lacking().must("2025-09-26", SIGNED)
    desk.must("2025-10-09T10:00", a.Complete(findings(资金证明="ok")))
    annul = a.Annul("complete", moment("2025-10-09T10:00"), "登记到别的案卷")
    assert desk.code("2025-10-09T11:00", annul) == "not_the_holder"
    wrong = a.Annul("complete", moment("2025-10-09T10:01"), "误记")
    assert desk.code("2025-10-09T11:00", wrong, "supervisor") == "nothing_open"
    blank = a.Annul("complete", moment("2025-10-09T10:00"), " ")
    assert desk.code("2025-10-09T11:00", blank, "supervisor") == "reason_required"
    paper = a.Annul("accept_incomplete", desk.acts[1].at, "误记")
    assert desk.code("2025-10-09T11:00", paper, "supervisor") == "not_annullable"
    desk.must("2025-10-09T11:00", annul, "supervisor")
    case = desk.at("2025-10-09T11:00")
    assert case.outstanding == ("资金证明",)
    assert [act.kind for act in case.acts][-2:] == ["complete", "annul"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (a.Consult(" "), "reason_required"),
        (a.Contact("phone", False), "reason_required"),
        (a.Note(""), "reason_required"),
    ],
)
def test_remarks_say_something(body: a.AnyBody, code: str) -> None:
    """R55: also why somebody could not be reached."""
    assert lacking().code("2025-09-26", body) == code


def test_issuing_is_nobodys_act() -> None:
    """R54: a paper comes of an act; nobody issues one by itself."""
    case = lacking().at("2025-09-26")
    body = a.Issue("receipt", "1", "receipt/1", {}, "0" * 64)
    refusal = check(case, body, actor("clerk"), moment("2025-09-26"))
    assert refusal is not None
    assert refusal.code == "wrong_stage"


def test_where_deferral_should_be_offered_it_comes_first() -> None:
    """LAW 3b (湘西, 化州): nobody is sent away for what may come later, unless he does not want it."""
    ask = a.NotifyCorrection(("资金证明",))
    assert lacking(offer="should").code("2025-09-26", ask) == "deferral_to_be_offered"
    lacking(offer="should").must("2025-09-26", msgspec.structs.replace(ask, deferral_declined=True))
    lacking().must("2025-09-26", ask)
    main = counter(offer="should").receive("2025-09-26", 申请书="missing")
    main.must("2025-09-26", a.NotifyCorrection(("申请书",)))


def test_the_time_runs_from_the_signature_where_policy_says_so() -> None:
    """LAW 3b (洋县): from the commitment; never later than the acceptance."""
    signed = msgspec.structs.replace(SIGNED, committed_on=moment("2025-09-25").date())
    desk = lacking(clock_start="commitment_signed").must("2025-09-26", signed)
    assert desk.clock("2025-09-26", "promised")[0] == "2025-10-22"
    assert lacking().must("2025-09-26", signed).clock("2025-09-26", "promised")[0] == "2025-10-23"
    late = msgspec.structs.replace(SIGNED, committed_on=moment("2025-09-29").date())
    desk = lacking(clock_start="commitment_signed").must("2025-09-26", late)
    assert desk.clock("2025-09-26", "promised")[0] == "2025-10-23"


def test_a_corrected_file_is_accepted_as_of_its_last_correction() -> None:
    """LAW 2b: the window's delay is not the applicant's; a hall may count from its own acceptance."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    assert desk.code("2025-09-28", a.ReceiveCorrection({})) == "nothing_corrected"
    desk.must("2025-09-28", a.ReceiveCorrection(findings(申请书="ok"))).must("2025-10-10", a.Accept())
    assert desk.clock("2025-10-10", "promised") == ("2025-10-24", "running")
    assert str(desk.at("2025-10-10").accepted_on) == "2025-09-28"
    own = counter(accepted_from="acceptance").receive("2025-09-26", 申请书="missing")
    own.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    own.must("2025-09-28", a.ReceiveCorrection(findings(申请书="ok"))).must("2025-10-10", a.Accept())
    assert str(own.at("2025-10-10").accepted_on) == "2025-10-10"


def test_nothing_is_accepted_before_it_counts_as_received() -> None:
    """民法典 203, default 5: received and accepted after closing, both count from the next working day."""
    desk = counter().receive("2025-10-09T20:00").must("2025-10-09T20:05", a.Accept())
    case = desk.at("2025-10-10")
    assert (str(case.received_on), str(case.accepted_on)) == ("2025-10-10", "2025-10-10")
