"""Incomplete acceptance and completion: the seed's 三(三)1, R56–R61, LAW §3."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.catalogue.items import Limit
from tests.casework.helpers import LICENCE, Counter, counter, findings

GAP = ("资金证明",)


def incomplete(profile: str = "hall_default", **changes: Any) -> Counter:
    """A case accepted incomplete on 2025-09-26 and signed for by the department."""
    desk = counter(profile, **changes).receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26", a.AcceptIncomplete(GAP, commitment=True))
    desk.must("2025-09-26", a.Route("dept:人力资源和社会保障局"))
    return desk.must("2025-09-26", a.SignFor(), "department")


def test_deadline_lies_two_working_days_before_the_promised_date() -> None:
    """LAW default 1: promised 2025-10-23, so completion by 2025-10-21, across National Day."""
    assert incomplete().clock("2025-09-26", "completion", "资金证明") == ("2025-10-21", "running")


def test_deadline_of_the_seed_is_the_promised_date() -> None:
    """seed_default keeps the completion deadline at the promised limit (CONTRACT's example)."""
    assert incomplete("seed_default").clock("2025-09-26", "completion") == ("2025-10-23", "running")


@pytest.mark.parametrize(
    ("promised", "due"), [(4, "2025-09-30"), (2, "2025-09-28"), (5, "2025-09-30"), (10, "2025-10-14")]
)
def test_lead_follows_the_length_of_the_promise(promised: int, due: str) -> None:
    """LAW default 1: promised 2–4 working days: one before; 5 and more: two before."""
    item = msgspec.structs.replace(LICENCE, promised_limit=Limit(promised, "wd"))
    desk = counter(item=item).receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26", a.AcceptIncomplete(GAP, True))
    assert desk.clock("2025-09-26", "completion")[0] == due


def test_no_room_to_complete_means_no_incomplete_acceptance() -> None:
    """Promised one working day or on the spot: not eligible (LAW default 1)."""
    item = msgspec.structs.replace(LICENCE, promised_limit=Limit(1, "wd"))
    desk = counter(item=item).receive("2025-09-26", 资金证明="missing")
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "item_excluded"


def test_main_material_missing_forbids_incomplete_acceptance() -> None:
    """R56: a main material is missing, whatever else may be deferred."""
    desk = counter().receive("2025-09-26", 申请书="missing", 资金证明="missing")
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "main_material_missing"
    assert desk.code("2025-09-26", a.AcceptIncomplete(("申请书",), True)) == "main_material_missing"


def test_every_gap_is_deferred_or_none() -> None:
    """R56: all open gaps go onto the list; one that may not be deferred blocks it."""
    desk = counter().receive("2025-09-26", 管理制度="missing", 资金证明="missing")
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "gaps_open"
    fixed = counter().receive("2025-09-26", 授权委托书="missing", 资金证明="missing")
    assert fixed.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "material_not_deferrable"
    assert (
        fixed.code("2025-09-26", a.AcceptIncomplete((*GAP, "授权委托书"), True)) == "material_not_deferrable"
    )


def test_black_list_excludes_deferral_but_not_acceptance() -> None:
    """R42: bad credit closes this door only; the normal track stays open."""
    desk = counter().receive("2025-09-26", credit="black", 资金证明="missing")
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "credit_excluded"
    desk.must("2025-09-26", a.CorrectOnSpot(findings(资金证明="ok"))).must("2025-09-26", a.Accept())


def test_unsigned_commitment_leaves_the_normal_track() -> None:
    """S09: who does not want to commit is told to correct instead."""
    desk = counter().receive("2025-09-26", 资金证明="missing")
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, False)) == "commitment_required"
    desk.must("2025-09-26", a.NotifyCorrection(GAP))


def test_complete_application_needs_no_deferral() -> None:
    """What is there cannot be deferred."""
    desk = counter().receive("2025-09-26")
    assert desk.code("2025-09-26", a.AcceptIncomplete((), True)) == "nothing_deferred"
    assert desk.code("2025-09-26", a.AcceptIncomplete(GAP, True)) == "nothing_deferred"


def test_grant_waits_for_completion_but_refusal_does_not() -> None:
    """R59, LAW L4: outstanding material blocks a grant, never a refusal."""
    desk = incomplete()
    assert desk.code("2025-10-10", a.Decide("grant"), "department") == "deferred_outstanding"
    desk.must("2025-10-10", a.Decide("refuse", "不符合开办条件"), "department")


def test_policy_may_issue_first() -> None:
    """R59: where policy says so (江门) the result is not held."""
    incomplete(result_hold=False).must("2025-10-10", a.Decide("grant"), "department")


def test_completion_in_time_frees_the_grant() -> None:
    """R59, the journey of CONTRACT: completed, decided, delivered; the clock says met."""
    desk = incomplete()
    desk.must("2025-10-10", a.Complete(findings(资金证明="ok")))
    desk.must("2025-10-14", a.Decide("grant"), "department")
    desk.must("2025-10-15", a.Deliver("counter"), "delivery")
    case = desk.at("2025-11-01")
    assert (case.stage, case.flags) == ("delivered", ("incomplete",))
    assert desk.clock("2025-11-01", "completion")[1] == "met"


def test_late_completion_is_recorded_and_its_clock_says_missed() -> None:
    """R61, LAW L3: late papers are recorded all the same; time alone ends nothing."""
    desk = incomplete()
    assert desk.at("2025-12-01").stage == "in_review"
    desk.must("2025-10-22", a.Complete(findings(资金证明="ok")))
    assert desk.clock("2025-10-22", "completion") == ("2025-10-21", "missed")
    assert desk.at("2025-10-22").outstanding == ()


def test_defective_completion_stays_outstanding() -> None:
    """R59, S13: what comes in and is not in order has not come."""
    desk = incomplete().must("2025-10-10", a.Complete(findings(资金证明="defective")))
    assert desk.at("2025-10-10").outstanding == GAP


@pytest.mark.parametrize(("rule", "state"), [("posting", "met"), ("arrival", "missed")])
def test_same_parcel_under_two_receipt_rules(rule: str, state: str) -> None:
    """R60: posted on the last day, arrived the day after: in time by posting, late by arrival."""
    desk = incomplete(receipt_rule=rule)
    parcel = a.Complete(findings(资金证明="ok"), "post", date(2025, 10, 21))
    assert desk.must("2025-10-22", parcel).clock("2025-10-22", "completion")[1] == state


def test_completed_material_stays_completed() -> None:
    """What has come cannot be taken back by a second entry, and what was not brought is no completion."""
    desk = incomplete()
    assert desk.code("2025-10-10", a.Complete(findings(资金证明="missing"))) == "nothing_completed"
    desk.must("2025-10-10", a.Complete(findings(资金证明="ok")))
    assert desk.code("2025-10-11", a.Complete(findings(资金证明="defective"))) == "already_completed"


def test_completion_takes_only_what_was_deferred() -> None:
    """Nothing else may be asked for or slipped in."""
    desk = incomplete()
    assert desk.code("2025-10-10", a.Complete(findings(申请书="ok"))) == "unknown_material"
    assert desk.code("2025-10-10", a.Complete({})) == "unknown_material"


def test_a_parcel_cannot_be_posted_after_it_arrived() -> None:
    """R60: a posting date later than the arrival is a slip, not a late parcel."""
    desk = incomplete()
    parcel = a.Complete(findings(资金证明="ok"), "post", date(2025, 12, 1))
    assert desk.code("2025-10-10", parcel) == "wrong_posting_date"
