"""The lawful outcomes on offer, and for each one that is not, why not."""

from __future__ import annotations

import pytest

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.desk.outcomes import foretold
from clerk.desk.outcomes.probes import _PROBES as PROBES
from tests.desk.conftest import Hall

FOOD, LABOUR, FILING = "XK-02", "XK-04", "QT-02"
DEFERRED = "办公设施设备、信息管理系统清单"


def offered(hall: Hall, number: str, role: a.Role = "clerk", rare: bool | None = False) -> dict[str, str]:
    """Outcome (with its choice) to refusal code, empty where it may be done; rare ones or both on demand."""
    office = hall.office(role)
    offers = office.outcomes(office.case(number))
    return {
        o.kind + (f":{o.choice}" if o.choice else ""): o.refusal.code if o.refusal else ""
        for o in offers
        if rare is None or o.rare == rare
    }


def in_review(hall: Hall, code: str, missing: tuple[str, ...] = ()) -> Case:
    """A case that the department has signed for."""
    case = hall.receive(code, missing=missing)
    hall.do(case, a.AcceptIncomplete(missing, True) if missing else a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    return hall.do(case, a.SignFor(), "department")


def test_complete_application_can_only_be_accepted_declined_or_withdrawn(hall: Hall) -> None:
    """Art. 32(5): with nothing missing there is nothing to defer and nothing to correct, and both say so."""
    assert offered(hall, hall.receive(FOOD).number) == {
        "accept": "",
        "accept_incomplete": "nothing_deferred",
        "notify_correction": "no_gaps",
        "receive_correction": "wrong_stage",
        "decline": "",
        "withdraw": "",
    }


def test_secondary_gap_opens_incomplete_acceptance(hall: Hall) -> None:
    """One deferrable material missing: incomplete acceptance or correction, not plain acceptance."""
    found = offered(hall, hall.receive(LABOUR, missing=["劳务派遣管理制度文本及协议样本"]).number)
    assert (found["accept"], found["accept_incomplete"], found["notify_correction"]) == ("gaps_open", "", "")


def test_main_gap_closes_it_with_its_reason(hall: Hall) -> None:
    """R56: a main material missing; the button stays visible and says why not."""
    case = hall.receive(LABOUR, missing=["劳务派遣经营许可申请书"])
    assert offered(hall, case.number)["accept_incomplete"] == "main_material_missing"
    offer = next(o for o in hall.office().outcomes(case) if o.kind == "accept_incomplete")
    assert offer.refusal is not None
    assert "申请书" in offer.refusal.reason


def test_each_desk_is_offered_its_own_work(hall: Hall) -> None:
    """R39, custody: what the window may not do the department may; the result comes back to be delivered."""
    case = hall.do(hall.receive(FOOD), a.Accept())
    assert offered(hall, case.number)["route"] == ""
    hall.do(case, a.Route(f"dept:{case.department}"))
    assert offered(hall, case.number, "department")["sign_for"] == ""
    assert offered(hall, case.number)["sign_for"] == "not_the_holder"
    hall.do(case, a.SignFor(), "department")
    assert offered(hall, case.number)["decide:grant"] == "not_the_holder"
    assert offered(hall, case.number, "department")["decide:refuse"] == ""
    hall.do(case, a.Decide("grant"), "department")
    assert offered(hall, case.number, "delivery") == {
        "deliver": "",
        "fail_delivery": "",
        "choose_delivery": "",
        "rate": "",
    }


def test_filing_offers_filing_only(hall: Hall) -> None:
    """LAW L12: a filing is decided on the spot as filed; grant and refusal are not even listed."""
    case = hall.do(hall.receive(FILING), a.Accept())
    found = offered(hall, case.number)
    assert found["decide:file"] == ""
    assert "decide:grant" not in found


def test_window_keeps_what_is_rare_behind_one_entry(hall: Hall) -> None:
    """R11, R48, R55: choice of delivery, verification, contact and consultation are there, out of the way."""
    rare = offered(hall, hall.receive(FOOD).number, rare=True)
    assert rare == {"choose_delivery": "", "contact": "", "consult": ""}


def test_department_finds_its_steps_and_nothing_that_cannot_come_up(hall: Hall) -> None:
    """R62-R66: review, publicity, visits, opinions; answers and settlements only where something is open."""
    case = in_review(hall, FOOD)
    common, rare = (offered(hall, case.number, "department", rare=one) for one in (False, True))
    assert list(common)[:4] == ["decide:grant", "decide:refuse", "start_special", "extend"]
    assert {"record_visit", "return_to_window"} <= set(common)
    assert {"publicise", "ask_opinion", "reuse_result", "offer_hearing", "charge"} <= set(rare)
    assert not {"end_special", "give_opinion", "settle_objection", "object", "pay"} & {*common, *rare}
    hall.do(case, a.AskOpinion("生态环境局", 5), "department")
    hall.do(case, a.Publicise(7, "d", "门户网站"), "department")
    hall.do(case, a.ObjectTo("噪声扰民"), "department")
    assert {"give_opinion", "settle_objection", "object"} <= set(offered(hall, case.number, "department"))


def test_fee_that_the_item_does_not_list_is_refused_with_its_basis(hall: Hall) -> None:
    """Arts. 58, 59: asking for a fee stays listed for an item that is free, and says why not."""
    assert offered(hall, in_review(hall, FOOD).number, "department", rare=True)["charge"] == "fee_not_lawful"
    paying = in_review(hall, "XK-07")
    assert offered(hall, paying.number, "department", rare=True)["charge"] == ""


def test_lapse_is_acted_upon_only_by_policy_and_after_its_last_reminder(hall: Hall) -> None:
    """LAW default 2, L3: taken as withdrawn is listed at the holder's desk, refused until the last date."""
    case = hall.receive(LABOUR, missing=[DEFERRED])
    hall.do(case, a.AcceptIncomplete((DEFERRED,), True))
    assert offered(hall, case.number, rare=True)["deem_withdrawn"] == "period_not_over"
    hall.at("2025-10-20T10:00")
    assert offered(hall, case.number)["deem_withdrawn"] == "reminder_required"
    hall.office().open_day()
    assert offered(hall, case.number)["deem_withdrawn"] == "period_not_over"
    hall.at("2025-10-24T10:00")
    assert offered(hall, case.number)["deem_withdrawn"] == ""
    assert "return" not in offered(hall, case.number, rare=None)


def test_rating_and_refusal_report_after_the_end(hall: Hall) -> None:
    """LAW §7: once done the service may be rated; a bad rating and a refusal wait for the supervisor."""
    case = in_review(hall, FOOD)
    hall.do(case, a.Decide("refuse", "场所不符合要求"), "department")
    hall.do(case, a.Deliver("counter"), "delivery")
    assert offered(hall, case.number) == {"rate": ""}
    hall.do(case, a.Rate(5, "等得太久"))
    assert offered(hall, case.number) == {"handle_rating": "handled_by_rated"}
    assert offered(hall, case.number, "supervisor") == {"handle_rating": "", "report_refusal": ""}
    hall.do(case, a.ReportRefusal("同意"), "supervisor")
    assert "report_refusal" not in offered(hall, case.number, "supervisor")


def test_supervisor_annuls_a_record_made_by_mistake(hall: Hall) -> None:
    """R94: only the supervisor is offered it, and only while there is a record that may be annulled."""
    case = hall.receive(FOOD)
    assert "annul" not in offered(hall, case.number, "supervisor", rare=None)
    case = hall.do(case, a.Note("误写"))
    assert offered(hall, case.number, "supervisor", rare=None)["annul"] == ""
    assert "annul" not in offered(hall, case.number, rare=None)
    hall.do(case, a.Annul("note", case.acts[-1].at, "写错了案卷"), "supervisor")
    assert "annul" not in offered(hall, case.number, "supervisor", rare=None)


@pytest.mark.parametrize("kind", sorted(PROBES))
def test_every_outcome_has_a_step_at_the_screen(kind: str) -> None:
    """What is listed can be done: each kind has a step that asks for what it still needs."""
    from clerk.workstation.screens.steps import STEPS

    assert kind in STEPS


def test_question_knows_the_dates_before_anybody_agrees(hall: Hall) -> None:
    """R58: what acceptance would promise is folded ahead; the case itself stays as it is."""
    case = hall.receive(FOOD)
    ahead = foretold(case, a.Accept(), hall.office().now())
    promised = ahead.deadline("promised")
    assert promised is not None
    assert str(promised.due) == "2025-10-10"
    assert case.stage == "received"
    assert ahead.stage == "accepted"
