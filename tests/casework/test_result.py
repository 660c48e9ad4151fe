"""Fees, decision, delivery and what follows. Arts. 38, 44, 58, R11, R40, R59, R67–R72, LAW §4, §7."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from clerk.casework import acts as a
from tests.casework.helpers import LICENCE, Counter, counter, findings, in_review

GRANT = a.Decide("grant")


def charged(amount: str = "120.50") -> Counter:
    """A case of an item with a lawful fee, asked for."""
    desk = in_review(fee="占用费,按自治区标准")
    return desk.must("2025-10-10", a.Charge(Decimal(amount)), "department")


def granted(desk: Counter | None = None) -> Counter:
    """A case granted on 2025-10-13."""
    return (desk or in_review()).must("2025-10-13", GRANT, "department")


@pytest.mark.parametrize("fee", ["不收费", "", "无"])
def test_no_fee_without_its_basis(fee: str) -> None:
    """Arts. 58, 59: what the item does not list is not asked for."""
    desk = in_review(fee=fee)
    assert desk.code("2025-10-10", a.Charge(Decimal(10)), "department") == "fee_not_lawful"
    assert desk.code("2025-10-10", a.Pay(Decimal(10))) == "nothing_charged"


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity"])
def test_a_fee_is_an_amount_of_money(amount: str) -> None:
    """Art. 59: nothing below a cent, nothing that is no number, whatever the wire brought."""
    desk = in_review(fee="占用费")
    assert desk.code("2025-10-10", a.Charge(Decimal(amount)), "department") == "wrong_amount"
    assert charged().code("2025-10-11", a.Pay(Decimal(amount))) == "wrong_amount"


def test_the_result_waits_for_the_fee() -> None:
    """Art. 59: paid in parts, never more than asked; a grant is delivered when nothing is owing."""
    desk = granted(charged())
    assert desk.code("2025-10-14", a.Pay(Decimal("120.51"))) == "wrong_amount"
    desk.must("2025-10-14", a.Pay(Decimal("100")))
    assert desk.code("2025-10-14", a.Deliver("counter"), "delivery") == "fee_unpaid"
    desk.must("2025-10-14", a.Pay(Decimal("20.50"))).must("2025-10-14", a.Deliver("counter"), "delivery")


def test_a_refusal_does_not_wait_for_a_fee() -> None:
    """Art. 38: who is refused learns it at once."""
    desk = charged().must("2025-10-13", a.Decide("refuse", "不符合条件"), "department")
    desk.must("2025-10-13", a.Deliver("counter"), "delivery")


def test_the_applicant_chooses_how_the_result_comes() -> None:
    """R11: with the address that the way needs, changeable until dispatch, and then no more."""
    desk = granted()
    assert desk.code("2025-10-13", a.ChooseDelivery("email")) == "reason_required"
    assert desk.code("2025-10-13", a.ChooseDelivery("left")) == "unknown_channel"
    desk.must("2025-10-13", a.ChooseDelivery("email", "a@b.cn"), "applicant")
    assert desk.code("2025-10-14", a.Deliver("counter"), "delivery") == "not_as_chosen"
    desk.must("2025-10-14", a.ChooseDelivery("counter")).must("2025-10-14", a.Deliver("counter"), "delivery")
    assert desk.code("2025-10-15", a.ChooseDelivery("post", "某路1号")) == "already_dispatched"
    assert desk.code("2025-10-15", a.Deliver("counter"), "delivery") == "already_dispatched"


def test_a_failed_delivery_leaves_the_result_to_be_delivered() -> None:
    """R40: returned mail is recorded with its reason; the next way is tried."""
    desk = granted()
    assert desk.code("2025-10-14", a.FailDelivery("post")) == "reason_required"
    desk.must("2025-10-14", a.FailDelivery("post", "查无此人", "EMS1"))
    assert desk.at("2025-10-14").stage == "decided"
    desk.must("2025-10-15", a.Deliver("counter"), "delivery")


def test_leaving_a_result_needs_witnesses() -> None:
    """R72: 留置 only with two witnesses of the refusal."""
    desk = granted()
    assert desk.code("2025-10-14", a.Deliver("left", witnesses=("甲", "甲")), "delivery") == (
        "two_officers_needed"
    )
    desk.must("2025-10-14", a.Deliver("left", witnesses=("甲", "乙")), "delivery")


def test_announcing_a_result_is_the_last_way() -> None:
    """R72: 公告 only after an attempt failed, and served when its whole period is over."""
    desk = granted()
    announced = a.Deliver("announcement", announced_on=date(2025, 10, 20))
    assert desk.code("2025-12-01", announced, "delivery") == "reason_required"
    desk.must("2025-10-17", a.FailDelivery("post", "拒收"))
    assert desk.code("2025-11-19", announced, "delivery") == "period_not_over"
    desk.must("2025-11-20", announced, "delivery")


def test_silence_accepts_a_file_but_does_not_complete_it() -> None:
    """Art. 32(4): deemed accepted with a main material missing; a grant still needs it, a refusal not."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-10-13", a.Route(f"dept:{LICENCE.department}"))
    desk.must("2025-10-13", a.SignFor(), "department")
    assert desk.code("2025-10-13", GRANT, "department") == "main_material_missing"
    desk.must("2025-10-13", a.Complete(findings(申请书="ok"))).must("2025-10-13", GRANT, "department")


def test_one_rating_a_service_after_its_end() -> None:
    """好差评, GB/T 39046 A.8: levels 1 to 5, once, when it is done."""
    desk = in_review()
    assert desk.code("2025-10-10", a.Rate(1), "applicant") == "wrong_stage"
    granted(desk).must("2025-10-13", a.Deliver("counter"), "delivery")
    assert desk.code("2025-10-13", a.Rate(6), "applicant") == "unknown_level"
    desk.must("2025-10-13", a.Rate(2), "applicant")
    assert desk.code("2025-10-13", a.Rate(1), "applicant") == "already_rated"
    assert desk.at("2025-10-20").deadline("rating") is None
    assert desk.code("2025-10-14", a.HandleRating("无"), "supervisor") == "nothing_open"


@pytest.mark.parametrize(("days", "due"), [(5, "2025-10-15"), (15, "2025-10-29")])
def test_a_bad_rating_has_a_clock_of_its_own(days: int, due: str) -> None:
    """LAW §7 (S25): five working days in 德州, fifteen in Sichuan; named ones are called back."""
    desk = in_review("2025-09-26", desk=counter(rating={"n": days}))
    desk.must("2025-10-09", GRANT, "department").must("2025-10-09", a.Deliver("counter"), "delivery")
    desk.must("2025-10-09", a.Rate(5, "态度差", named=True), "applicant")
    assert desk.clock("2025-10-09", "rating") == (due, "running")
    assert "bad_rating" in desk.flags("2025-10-09")
    assert desk.code("2025-10-10", a.HandleRating("已核实", True), "delivery") == "handled_by_rated"
    assert desk.code("2025-10-10", a.HandleRating(" ", True), "supervisor") == "reason_required"
    assert desk.code("2025-10-10", a.HandleRating("已核实"), "supervisor") == "call_back_needed"
    desk.must("2025-10-10", a.HandleRating("已核实并道歉", True), "supervisor")
    assert desk.clock("2025-10-20", "rating") == (due, "met")
    assert "bad_rating" not in desk.flags("2025-10-20")


def test_a_promise_instead_of_a_proof_is_checked_later() -> None:
    """LAW §4: the promise replaces the proof for good, is kept apart from 容缺, and is checked in time."""
    promise = a.Commit(("无犯罪记录声明",), signed=True)
    desk = counter().receive("2025-09-26", 无犯罪记录声明="missing").must("2025-09-26", promise)
    desk.must("2025-09-26", a.Accept())
    case = desk.at("2025-09-26")
    assert (case.incomplete, case.gaps, case.flags) == (False, (), ("informed_commitment",))
    assert desk.code("2025-09-28", a.CheckCommitment(True, "属实")) == "wrong_stage"
    desk.must("2025-09-28", a.Route(f"dept:{LICENCE.department}")).must(
        "2025-09-28", a.SignFor(), "department"
    )
    desk.must("2025-09-29", GRANT, "department")
    assert desk.clock("2025-09-29", "post_check") == ("2025-11-03", "running")
    assert desk.code("2025-10-10", a.CheckCommitment(True), "department") == "reason_required"
    desk.must("2025-10-10", a.CheckCommitment(False, "查有记录"), "department")
    assert desk.code("2025-10-11", a.CheckCommitment(True, "属实"), "department") == "nothing_open"
    assert desk.clock("2025-12-01", "post_check")[1] == "met"


def test_who_may_not_promise_and_for_what() -> None:
    """LAW §4: only listed proofs, signed, not from a black list, not in excluded fields."""
    promise = a.Commit(("无犯罪记录声明",), signed=True)
    desk = counter().receive("2025-09-26", 无犯罪记录声明="missing", 申请书="missing")
    assert desk.code("2025-09-26", a.Commit(("申请书",), signed=True)) == "proof_not_promisable"
    assert desk.code("2025-09-26", a.Commit((), signed=True)) == "proof_not_promisable"
    assert desk.code("2025-09-26", a.Commit(("无犯罪记录声明",))) == "commitment_required"
    black = counter().receive("2025-09-26", "black", 无犯罪记录声明="missing")
    assert black.code("2025-09-26", promise) == "credit_excluded"
    closed = counter(informed_commitment={"allowed": False}).receive("2025-09-26", 无犯罪记录声明="missing")
    assert closed.code("2025-09-26", promise) == "item_excluded"


def test_a_reported_refusal_gets_the_superiors_opinion() -> None:
    """否定报备 (LAW §7): only a refusal, only by the supervisor, in words."""
    desk = in_review()
    assert desk.code("2025-10-10", a.ReportRefusal("同意"), "supervisor") == "nothing_open"
    desk.must("2025-10-10", a.Decide("refuse", "场所不符"), "department")
    assert desk.code("2025-10-10", a.ReportRefusal("同意"), "department") == "not_the_holder"
    assert desk.code("2025-10-10", a.ReportRefusal(" "), "supervisor") == "reason_required"
    desk.must("2025-10-10", a.ReportRefusal("同意,注意解释"), "supervisor")
