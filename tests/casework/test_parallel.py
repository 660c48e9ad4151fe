"""Several offices on one case: publicity, visits, opinions, shared data. R4, R5, R48, R63–R66, R78."""

from __future__ import annotations

from datetime import date

import pytest

from clerk.casework import acts as a
from clerk.casework.specials import publicise, start_special
from clerk.catalogue.items import SpecialProcedure
from tests.casework.helpers import LICENCE, counter, findings, in_review

SEEN = a.RecordVisit(("甲", "乙"), ("水务局", "住建局"), "与申请一致")


def test_publicity_cannot_be_closed_early() -> None:
    """R66: no decision through the last day of the period; a holiday inside does not count."""
    desk = in_review("2025-09-26").must("2025-09-28", a.Publicise(5, "wd", "大厅公示栏"), "department")
    assert desk.clock("2025-10-10", "publicity") == ("2025-10-11", "running")
    assert desk.code("2025-10-11", a.Decide("grant"), "department") == "period_not_over"
    assert desk.clock("2025-10-13", "publicity") == ("2025-10-11", "met")
    desk.must("2025-10-13", a.Decide("grant"), "department")


def test_publicity_runs_one_at_a_time_for_a_lawful_period() -> None:
    """R66: a second one waits for the first; no period is zero."""
    desk = in_review()
    assert desk.code("2025-10-10", a.Publicise(0, "wd"), "department") == "limit_not_lawful"
    desk.must("2025-10-10", a.Publicise(7, "d"), "department")
    assert desk.code("2025-10-13", a.Publicise(7, "d"), "department") == "period_not_over"


def test_publicity_stops_the_clock_only_where_the_item_says_so() -> None:
    """LAW P6: publicity is not among the times of art. 45."""
    assert not publicise(LICENCE, 7, "d").stops_statutory
    desk = in_review().must("2025-10-10", publicise(LICENCE, 7, "d"), "department")
    assert desk.clock("2025-10-10", "statutory") == ("2025-11-05", "running")
    desk = in_review(special_procedures=(SpecialProcedure("公示", stops_statutory=True),))
    desk.must("2025-10-10", publicise(desk.item, 7, "d"), "department")
    assert desk.clock("2025-10-10", "statutory") == ("2025-11-13", "paused")


def test_objection_is_dealt_with_before_the_decision() -> None:
    """R66: an objection stays open until somebody says what came of it."""
    desk = in_review()
    assert desk.code("2025-10-10", a.ObjectTo("影响采光")) == "wrong_stage"
    desk.must("2025-10-10", a.Publicise(1, "wd"), "department")
    desk.must("2025-10-11", a.ObjectTo("影响采光", "邻居"))
    assert desk.code("2025-10-14", a.Decide("grant"), "department") == "objection_open"
    assert desk.code("2025-10-14", a.SettleObjection("不成立")) == "not_the_holder"
    desk.must("2025-10-14", a.SettleObjection("不成立,已答复"), "department")
    desk.must("2025-10-14", a.Decide("grant"), "department")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (a.RecordVisit(("甲",), (), "一致"), "two_officers_needed"),
        (a.RecordVisit(("甲", " 甲 "), (), "一致"), "two_officers_needed"),
        (a.RecordVisit(("甲", "乙"), (), " "), "reason_required"),
        (a.RecordVisit(findings="大风", postponed_to=date(2025, 10, 9)), "limit_not_lawful"),
        (a.RecordVisit(postponed_to=date(2025, 10, 15)), "reason_required"),
    ],
)
def test_a_visit_is_signed_by_two_and_says_what_was_seen(body: a.RecordVisit, code: str) -> None:
    """Art. 34, R63: two officers; one that was put off says why and until when."""
    assert in_review().code("2025-10-10", body, "department") == code


def test_one_visit_serves_several_departments() -> None:
    """R63: joint visit, one record; put off for weather first, then held."""
    desk = in_review()
    desk.must("2025-10-10", a.RecordVisit(findings="大风", postponed_to=date(2025, 10, 14)), "department")
    desk.must("2025-10-14", SEEN, "department")
    assert [one.body.departments for one in desk.at("2025-10-14").visits_held] == [(), SEEN.departments]


def test_a_grant_waits_for_the_opinions_that_were_asked() -> None:
    """R5: independent clocks, the grant waits; a refusal does not."""
    desk = in_review().must("2025-10-10", a.AskOpinion("住建局", 5, "wd", "是否符合规划"), "department")
    desk.must("2025-10-10", a.AskOpinion("消防救援支队", 3), "department")
    assert desk.clock("2025-10-10", "opinion", "住建局") == ("2025-10-16", "running")
    assert desk.clock("2025-10-10", "opinion", "消防救援支队") == ("2025-10-14", "running")
    assert desk.code("2025-10-11", a.AskOpinion("住建局", 5), "department") == "already_asked"
    desk.must("2025-10-14", a.GiveOpinion("住建局", True), "department")
    assert desk.code("2025-10-14", a.Decide("grant"), "department") == "opinion_outstanding"
    assert desk.code("2025-10-14", a.GiveOpinion("消防救援支队", False), "department") == "reason_required"
    desk.must("2025-10-14", a.GiveOpinion("消防救援支队", True), "department")
    assert desk.code("2025-10-14", a.GiveOpinion("消防救援支队", True), "department") == "nothing_open"
    desk.must("2025-10-14", a.Decide("grant"), "department")


def test_a_late_opinion_is_agreement_only_by_policy() -> None:
    """LAW §6: silence between departments never grants by itself."""
    asked = a.AskOpinion("住建局", 2)
    desk = in_review().must("2025-10-10", asked, "department")
    assert desk.code("2025-10-20", a.Decide("grant"), "department") == "opinion_outstanding"
    desk = in_review(desk=counter(late_opinion="agreed")).must("2025-10-10", asked, "department")
    assert desk.code("2025-10-13", a.Decide("grant"), "department") == "opinion_outstanding"
    desk.must("2025-10-15", a.Decide("grant"), "department")


def test_opinions_are_asked_of_others_only() -> None:
    """R5: not of oneself, not without a name, not for no time."""
    desk = in_review()
    assert desk.code("2025-10-10", a.AskOpinion(LICENCE.department, 5), "department") == "wrong_department"
    assert desk.code("2025-10-10", a.AskOpinion(" ", 5), "department") == "wrong_department"
    assert desk.code("2025-10-10", a.AskOpinion("住建局", 0), "department") == "limit_not_lawful"
    assert desk.code("2025-10-10", a.AskOpinion("住建局", 51), "department") == "limit_not_lawful"


def test_shared_material_is_never_the_applicants_gap() -> None:
    """R48, R78: what only sharing provides is asked of the provider, whatever the clerk marks."""
    desk = counter().receive("2025-09-26", 营业执照="missing")
    assert desk.at("2025-09-26").materials["营业执照"].state == "shared_unverified"
    assert desk.code("2025-09-26", a.NotifyCorrection(("营业执照",))) == "no_gaps"
    desk = counter().receive("2025-09-26", 营业执照="defective", 申请书="missing")
    assert desk.code("2025-09-26", a.NotifyCorrection(("营业执照", "申请书"))) == "shared_not_demanded"
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))


def test_shared_material_is_verified_when_it_can_be() -> None:
    """R48: the source is named; a mismatch is the provider's and stays no gap."""
    desk = counter().receive("2025-09-26", 营业执照="shared_unverified").must("2025-09-26", a.Accept())
    body = a.VerifyShared(findings(营业执照="shared"))
    assert desk.code("2025-09-28", body) == "reason_required"
    other = a.VerifyShared(findings(申请书="shared"), "市场监管")
    assert desk.code("2025-09-28", other) == "unknown_material"
    desk.must("2025-09-28", a.VerifyShared(findings(营业执照="defective"), "市场监管"))
    assert desk.at("2025-09-28").materials["营业执照"].state == "shared_unverified"
    desk.must("2025-09-29", a.VerifyShared(findings(营业执照="shared"), "市场监管"))
    assert desk.at("2025-09-29").materials["营业执照"].state == "shared"


def test_a_regional_result_spares_the_own_review_while_it_is_valid() -> None:
    """R65: an expired one does not."""
    desk = in_review()
    old = a.ReuseResult("expert_review", "开发区区域评审", date(2025, 10, 9))
    assert desk.code("2025-10-10", old, "department") == "result_expired"
    assert desk.code("2025-10-10", a.ReuseResult("expert_review", " ", date(2026, 1, 1)), "department") == (
        "reason_required"
    )
    desk.must("2025-10-10", a.ReuseResult("expert_review", "开发区区域评审", date(2026, 1, 1)), "department")


def test_a_stop_that_no_rule_gives_is_refused() -> None:
    """Art. 45, LAW P6: nobody stops the statutory clock for a site visit by saying so."""
    assert in_review().code("2025-10-10", a.StartSpecial("site_visit", 5, "wd", True), "department") == (
        "clock_runs_on"
    )


def test_time_over_the_cap_is_not_excluded() -> None:
    """LAW P7, R64: of a review that took 25 working days, 20 are taken out."""
    desk = in_review("2025-10-09")
    desk.must("2025-10-09", start_special(desk.item, "expert_review", 20, "wd"), "department")
    desk.must("2025-11-13", a.EndSpecial("通过"), "department")
    assert desk.clock("2025-11-13", "special") == ("2025-11-05", "missed")
    assert desk.clock("2025-11-13", "statutory") == ("2025-12-03", "running")


def test_differences_at_the_handover_stay_open_until_settled() -> None:
    """R37: four on the list, three signed for: somebody says how it was cleared up."""
    desk = counter().receive("2025-10-09").must("2025-10-09", a.Accept())
    desk.must("2025-10-09", a.Route(f"dept:{LICENCE.department}"))
    desk.must("2025-10-09", a.SignFor(("申请书",)), "department")
    assert desk.code("2025-10-10", a.SettleDiscrepancy(("管理制度",), "补交")) == "unknown_material"
    assert desk.code("2025-10-10", a.SettleDiscrepancy(("申请书",))) == "reason_required"
    desk.must("2025-10-10", a.SettleDiscrepancy(("申请书",), "窗口补交,已核对"))
    assert desk.at("2025-10-10").discrepancies == ()
