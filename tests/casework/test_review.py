"""Behind the window and the end of a case: custody, clocks, decision, delivery."""

from __future__ import annotations

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.catalogue.items import Limit, Unit
from tests.casework.helpers import DEPARTMENT, LICENCE, Counter, counter, findings

ROUTE = a.Route(f"dept:{DEPARTMENT}")


def in_review(at: str = "2025-10-09", **kinds: object) -> Counter:
    """A complete case that the department has signed for."""
    item = msgspec.structs.replace(LICENCE, **kinds)
    desk = counter(item=item).receive(at).must(at, a.Accept()).must(at, ROUTE)
    return desk.must(at, a.SignFor(), "department")


def test_custody_passes_by_offer_and_signature() -> None:
    """R37: routing offers, only the offered desk signs, and then the window can no longer move the case."""
    desk = counter().receive("2025-10-09").must("2025-10-09", a.Accept())
    assert desk.code("2025-10-09", a.SignFor(), "department") == "not_offered"
    assert desk.code("2025-10-09", a.Route("dept:水务局")) == "wrong_department"
    desk.must("2025-10-09", ROUTE)
    assert desk.code("2025-10-09", ROUTE) == "already_offered"
    assert desk.code("2025-10-09", a.SignFor()) == "not_the_holder"
    desk.must("2025-10-09", a.SignFor(("申请书",)), "department")
    case = desk.at("2025-10-09")
    assert (case.stage, case.holder, case.discrepancies) == ("in_review", f"dept:{DEPARTMENT}", ("申请书",))
    assert desk.code("2025-10-09", a.Decide("grant")) == "not_the_holder"


def test_department_returns_with_a_reason() -> None:
    """R37: back to the window, with a reason, and on again."""
    desk = in_review()
    assert desk.code("2025-10-10", a.ReturnToWindow(" "), "department") == "reason_required"
    desk.must("2025-10-10", a.ReturnToWindow("移交清单少一件"), "department").must("2025-10-10", ROUTE)


def test_special_procedure_stops_the_statutory_clock() -> None:
    """LAW default 3: 10 working days from 2025-10-09 with a review 10-13 … 10-27 end on 2025-11-05."""
    desk = in_review(statutory_limit=Limit(10, "wd"), promised_limit=Limit(10, "wd"))
    desk.must("2025-10-13", a.StartSpecial("expert_review", 10, "wd", stops_statutory=True), "department")
    assert desk.clock("2025-10-14", "statutory")[1] == "paused"
    assert desk.code("2025-10-20", a.Decide("grant"), "department") == "special_open"
    desk.must("2025-10-27", a.EndSpecial("通过"), "department")
    assert desk.clock("2025-10-28", "statutory") == ("2025-11-05", "running")
    assert desk.clock("2025-10-28", "special") == ("2025-10-27", "met")


def test_site_visit_does_not_stop_the_statutory_clock() -> None:
    """LAW P6: a site visit is not on the list of art. 45."""
    desk = in_review().must("2025-10-13", a.StartSpecial("site_visit", 3, "wd"), "department")
    assert desk.clock("2025-10-14", "statutory") == ("2025-11-05", "running")


def test_special_longer_than_its_cap_is_refused() -> None:
    """LAW P7, R64: a cap on excluded time is the item's."""
    body = a.StartSpecial("expert_review", 21, "wd", True)
    assert in_review().code("2025-10-13", body, "department") == "limit_not_lawful"


@pytest.mark.parametrize(("n", "unit"), [(0, "wd"), (3, "now"), (9999, "wd")])
def test_special_needs_a_time_that_can_be_told(n: int, unit: Unit) -> None:
    """Art. 45: the time needed is told in writing; none, «now» or a lifetime is no such time."""
    body = a.StartSpecial("site_visit", n, unit)
    assert in_review().code("2025-10-13", body, "department") == "limit_not_lawful"


def test_extension_is_one_longer_count_from_the_same_start() -> None:
    """Art. 42(1), COUNTING 2, S19: 20 working days from 10-09 end 11-05, extended by 10 11-19; once only."""
    desk = in_review()
    assert desk.clock("2025-10-09", "statutory")[0] == "2025-11-05"
    good = a.Extend(10, "wd", "局长", "现场核查排期紧")
    assert desk.code("2025-11-03", a.Extend(11, "wd", "局长", "x"), "department") == "limit_not_lawful"
    assert desk.code("2025-11-03", a.Extend(10, "wd", "", "x"), "department") == "reason_required"
    assert desk.code("2025-11-06", good, "department") == "limit_not_lawful"
    desk.must("2025-11-05", good, "department")
    assert desk.clock("2025-11-05", "statutory")[0] == "2025-11-19"
    assert desk.code("2025-11-06", good, "department") == "already_extended"


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("可延长5个工作日", 5),
        ("经本机关负责人批准可延长10个工作日(42条)", 10),
        ("特殊情况45wd", 25),
        ("事实清楚15日内", 0),
        ("特殊情况可以延期", 10),
    ],
)
def test_the_items_own_words_say_how_much_longer(words: str, most: int) -> None:
    """Art. 42(1), P3: 20 days that may be 45 in all are 25 more; a shorter whole is no extension at all."""
    desk = in_review(statutory_limit=Limit(20, "wd", "条例十九条", extension=words))
    too_long = a.Extend(most + 1, "wd", "局长", "情况复杂")
    assert desk.code("2025-10-13", too_long, "department") == "limit_not_lawful"
    if most:
        desk.must("2025-10-13", a.Extend(most, "wd", "局长", "情况复杂"), "department")


def test_promise_never_outlasts_the_statute() -> None:
    """R2, LAW L7: 3 working days against 7 natural days over the holiday: the earlier date binds."""
    desk = in_review("2025-09-30", statutory_limit=Limit(7, "d"), promised_limit=Limit(3, "wd"))
    assert desk.clock("2025-09-30", "promised")[0] == desk.clock("2025-09-30", "statutory")[0] == "2025-10-09"


def test_refusal_of_a_licence_needs_reasons() -> None:
    """Art. 38, R70: a refusal gives its reasons."""
    desk = in_review()
    assert desk.code("2025-10-10", a.Decide("refuse"), "department") == "reason_required"
    desk.must("2025-10-10", a.Decide("refuse", "场所位于居民楼"), "department")


def test_filing_ends_as_filed_only() -> None:
    """LAW L12: a filing is neither granted nor refused; a licence is not filed."""
    desk = in_review(outcome="filing")
    assert desk.code("2025-10-10", a.Decide("grant"), "department") == "wrong_result"
    desk.must("2025-10-10", a.Decide("file"), "department")
    assert in_review().code("2025-10-10", a.Decide("file"), "department") == "wrong_result"


def test_on_the_spot_decision_only_where_policy_lets_the_window_decide() -> None:
    """R62, R67: 即办件 are decided at the counter the same day; others go behind the window."""
    instant = msgspec.structs.replace(LICENCE, item_kind="即办件")
    desk = counter(item=instant).receive("2025-10-09").must("2025-10-09", a.Accept())
    desk.must("2025-10-09", a.Decide("grant"))
    assert "on_the_spot" in desk.at("2025-10-09").flags
    slow = counter().receive("2025-10-09").must("2025-10-09", a.Accept())
    assert slow.code("2025-10-09", a.Decide("grant")) == "wrong_stage"


@pytest.mark.parametrize(
    ("body", "code"), [(a.Deliver("post"), "reason_required"), (a.Deliver("net"), "unknown_channel")]
)
def test_delivery_needs_a_lawful_channel_and_proof(body: a.Deliver, code: str) -> None:
    """R39, R40, R72: delivered by the hall, not the department; a parcel has its number."""
    desk = in_review().must("2025-10-10", a.Decide("grant"), "department")
    assert desk.code("2025-10-13", body, "delivery") == code
    assert desk.code("2025-10-13", a.Deliver("counter"), "department") == "not_the_holder"


def test_grant_is_delivered_within_ten_working_days() -> None:
    """Art. 44, R71: ten days from the decision; delivered by post with a number, the clock is met."""
    desk = in_review().must("2025-10-10", a.Decide("grant"), "department")
    assert desk.clock("2025-10-10", "delivery") == ("2025-10-23", "running")
    desk.must("2025-10-13", a.Deliver("post", "1234567890123"), "delivery")
    assert desk.at("2025-10-13").visits == 1
    assert desk.clock("2025-10-13", "delivery")[1] == "met"


def test_withdrawal_until_the_decision() -> None:
    """LAW L3: the applicant may withdraw before a decision, not after; running clocks are cancelled."""
    desk = in_review()
    assert desk.code("2025-10-10", a.Withdraw(""), "applicant") == "reason_required"
    late = in_review().must("2025-10-10", a.Decide("grant"), "department")
    assert late.code("2025-10-11", a.Withdraw("不办了"), "applicant") == "wrong_stage"
    desk.must("2025-10-10", a.Withdraw("改日再办"), "applicant")
    assert desk.clock("2025-10-11", "statutory")[1] == "cancelled"
    assert desk.clock("2026-03-02", "statutory")[1] == "cancelled", "it does not turn to missed later"


def test_slip_is_corrected_by_a_new_act() -> None:
    """R94: the history shows both; the case shows the corrected name."""
    desk = counter().receive("2025-09-26")
    assert desk.code("2025-09-26", a.Amend("name", "张叁", "")) == "reason_required"
    desk.must("2025-09-26", a.Amend("name", "张叁", "录入笔误"))
    case = desk.at("2025-09-26")
    assert (case.applicant.name, len(case.acts)) == ("张叁", 2)
    opened = case.acts[0].body
    assert isinstance(opened, a.Receive)
    assert opened.applicant.name == "张三"


def test_overdue_is_a_flag_and_never_an_end() -> None:
    """LAW L3: time alone never ends a case; it raises a flag."""
    case = in_review().at("2026-03-02")
    assert (case.stage, case.flags) == ("in_review", ("overdue",))


def test_corrections_of_materials_do_not_reach_behind_acceptance() -> None:
    """LAW L2: after acceptance the applicant may not be asked for more."""
    assert in_review().code("2025-10-10", a.Examine(findings(申请书="missing"))) == "wrong_stage"
