"""A completion that lapses: reminders, grace, what may follow and when. LAW L3, L5, defaults 2 and 6, R61."""

from __future__ import annotations

from datetime import date

import pytest

from clerk.casework import acts as a
from clerk.casework.policy import Overdue
from tests.casework.helpers import Counter, counter, findings, incomplete

DUE = "2025-10-21"
"""Completion under hall_default of a case accepted on 2025-09-26: two working days before 10-23."""


def reminders(desk: Counter) -> list[a.Remind]:
    """The reminders on the file."""
    return [body for body in desk.papers("remind") if isinstance(body, a.Remind)]


def test_reminders_come_on_the_days_of_the_policy() -> None:
    """R61: three and one working days before the end; each once, then the last one after the lapse."""
    desk = incomplete().pass_days("2025-10-22")
    sent = [act.at.date() for act in desk.acts if act.kind == "remind"]
    assert sent == [date(2025, 10, 16), date(2025, 10, 20), date(2025, 10, 22)]
    assert [one.last_date for one in reminders(desk)] == [None, None, date(2025, 10, 27)]
    assert len(reminders(desk.pass_days("2025-11-20"))) == 3


def test_what_came_in_time_is_not_reminded_of() -> None:
    """R61: a completed file owes no reminder."""
    desk = incomplete().must("2025-10-10", a.Complete(findings(资金证明="ok")))
    assert reminders(desk.pass_days("2025-11-20")) == []


def test_a_licence_issued_first_is_still_reminded_of() -> None:
    """R61, LAW 3b (江门): the case was delivered, and knows the day on which its reminder falls due."""
    desk = incomplete("jiangmen_registration").must("2025-10-09", a.Decide("grant"), "department")
    desk.must("2025-10-10", a.Deliver("counter"), "delivery")
    assert desk.at("2025-10-10").turns_on == date(2025, 10, 20)
    done = desk.must("2025-10-11", a.Complete(findings(资金证明="ok")))
    assert done.at("2025-10-11").turns_on is None


def test_the_clock_alone_ends_nothing() -> None:
    """LAW L3: a lapsed completion stays open for months; only its clock says missed."""
    desk = incomplete().pass_days("2026-03-02")
    assert desk.at("2026-03-02").stage == "in_review"
    assert desk.clock("2026-03-02", "completion") == (DUE, "missed")


def test_deemed_withdrawal_waits_for_the_last_reminder_and_the_post() -> None:
    """Default 2, 6: not before the end, not while post may be under way, not before the last date."""
    gone = a.Withdraw("逾期未补齐,按承诺视为撤回", deemed=True)
    desk = incomplete().pass_days("2025-10-20")
    assert desk.code("2025-10-20", gone, "department") == "period_not_over"
    desk.pass_days("2025-10-27")
    assert desk.code("2025-10-27", gone, "department") == "period_not_over"
    assert desk.code("2025-10-28", gone) == "not_the_holder"
    desk.must("2025-10-28", gone, "department")
    assert desk.at("2025-10-28").stage == "withdrawn"


def test_without_the_last_reminder_nothing_is_acted_upon() -> None:
    """Default 2: the written reminder comes first, however long the lapse is ago."""
    gone = a.Withdraw("逾期未补齐", deemed=True)
    assert incomplete().code("2025-12-01", gone, "department") == "reminder_required"


@pytest.mark.parametrize(
    ("overdue", "body", "stage"),
    [("return", a.Return("逾期"), "returned"), ("terminate", a.Terminate("逾期"), "terminated")],
)
def test_return_and_termination_only_where_policy_says_so(
    overdue: Overdue, body: a.AnyBody, stage: str
) -> None:
    """LAW L3: both are local practice without a basis in the Act."""
    desk = incomplete("seed_default", on_overdue=overdue)
    assert desk.code("2025-10-23", body, "department") == "period_not_over"
    desk.must("2025-10-24", body, "department")
    assert desk.at("2025-10-24").stage == stage
    other = "terminate" if overdue == "return" else "return"
    desk = incomplete("seed_default", on_overdue=other)
    assert desk.code("2025-10-24", body, "department") == "not_by_policy"
    reminding = incomplete("seed_default", on_overdue="remind", lapse_reminder_wd=3)
    assert reminding.code("2025-10-24", body, "department") == ("not_by_policy")


def test_an_end_needs_its_reason() -> None:
    """R53, LAW L3: nothing ends without words."""
    desk = incomplete("seed_default")
    assert desk.code("2025-10-24", a.Return(" "), "department") == "reason_required"
    assert desk.code("2025-10-24", a.Terminate(""), "department") == "reason_required"


def test_a_refusal_needs_no_lapse() -> None:
    """LAW L4: what is outstanding blocks a grant, never a refusal."""
    desk = incomplete()
    assert desk.code("2025-10-10", a.Decide("grant"), "department") == "deferred_outstanding"
    desk.must("2025-10-10", a.Decide("refuse", "场所不符合条件"), "department")


def test_the_applicant_may_always_withdraw_of_his_own_will() -> None:
    """L3: before a decision, without any lapse."""
    desk = incomplete().must("2025-10-09", a.Withdraw("改变计划"))
    assert desk.at("2025-10-09").stage == "withdrawn"


def test_lapsed_correction_returns_only_by_policy() -> None:
    """LAW 2b: the window for corrections is local; returning after it too."""
    window = {"n": 10, "unit": "wd", "on_lapse": "return"}
    desk = counter(correction_window=window).receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    assert desk.clock("2025-10-16", "correction") == ("2025-10-16", "running")
    assert desk.code("2025-10-16", a.Return("逾期未补正")) == "period_not_over"
    desk.must("2025-10-17", a.Return("逾期未补正"))
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    assert desk.code("2025-12-01", a.Return("逾期未补正")) == "not_by_policy"


def taizhou() -> Counter:
    """A case under a policy that stops the promise when the completion lapses and gives 15 days more."""
    return incomplete("seed_default", clock="pauses_at_expiry", grace_wd=15)


def test_suspension_stops_the_promise_and_a_grace_runs() -> None:
    """LAW 3b (台州), L5: the promise stands still, the statutory clock runs on, the grace ends with it."""
    desk = taizhou().pass_days("2025-10-24")
    held = desk.papers("suspend")
    assert held == [a.Suspend(date(2025, 10, 23), date(2025, 10, 30))]
    assert desk.clock("2025-10-24", "grace") == ("2025-10-30", "running")
    assert desk.clock("2025-10-28", "promised") == ("2025-10-29", "paused")
    assert desk.clock("2025-10-28", "statutory") == ("2025-10-30", "running")
    assert "paused" in desk.flags("2025-10-28")
    assert "overdue" not in desk.flags("2025-10-28")
    assert desk.code("2025-10-28", a.Return("逾期"), "department") == "period_not_over"


def test_no_suspension_carries_a_case_past_the_statute() -> None:
    """LAW L5: once the statutory date has passed the promise is late, suspended or not."""
    desk = taizhou().pass_days("2025-11-03")
    assert desk.clock("2025-11-03", "promised") == ("2025-10-30", "missed")
    assert "overdue" in desk.flags("2025-11-03")


def test_completion_within_the_grace_resumes() -> None:
    """LAW 3b (台州): what comes within the grace resumes the clock with the last day left to decide."""
    desk = taizhou().pass_days("2025-10-27")
    desk.must("2025-10-27", a.Complete(findings(资金证明="ok"))).must("2025-10-27", a.Resume())
    assert desk.clock("2025-10-27", "grace") == ("2025-10-30", "met")
    assert desk.clock("2025-10-27", "completion") == ("2025-10-23", "missed")
    assert desk.clock("2025-10-27", "promised") == ("2025-10-28", "running")
    desk.must("2025-10-28", a.Decide("grant"), "department")
    assert desk.clock("2025-10-28", "promised")[1] == "met"


def test_suspension_is_policy_only() -> None:
    """LAW 3b: where policy lets the clock run, nobody stops it; nor before the lapse."""
    body = a.Suspend(date(2025, 10, 21), date(2025, 11, 11))
    assert incomplete().code("2025-10-22", body) == "not_by_policy"
    assert taizhou().code("2025-10-23", a.Suspend(date(2025, 10, 23), date(2025, 10, 30))) == (
        "period_not_over"
    )
    assert taizhou().code("2025-10-24", a.Resume()) == "nothing_suspended"


def test_extension_of_a_completion_by_policy() -> None:
    """LAW 3b (民政局): once, for force majeure, approved, before the end, never past the statute (L5)."""
    more = a.ExtendCompletion(3, "wd", "不可抗力", "分管领导")
    assert incomplete().code("2025-10-15", more) == "already_extended"
    desk = incomplete("seed_default", extension={"max": 1, "grounds": "force_majeure", "n": 10})
    assert desk.code("2025-10-15", a.ExtendCompletion(3)) == "reason_required"
    assert desk.code("2025-10-15", a.ExtendCompletion(11, "wd", "不可抗力", "领导")) == "limit_not_lawful"
    assert desk.code("2025-10-24", more) == "limit_not_lawful"
    desk.must("2025-10-15", more)
    assert desk.clock("2025-10-15", "completion") == ("2025-10-28", "running")
    assert desk.code("2025-10-16", more) == "already_extended"
    longer = incomplete("seed_default", extension={"max": 1, "n": 10})
    longer.must("2025-10-15", a.ExtendCompletion(10, "wd", "不可抗力", "领导"))
    assert longer.clock("2025-10-15", "completion") == ("2025-10-30", "running")


def test_result_first_lets_the_rest_come_after_the_grant() -> None:
    """LAW 3b (江门): the licence is issued first; the file still waits for what was deferred."""
    desk = incomplete("seed_default", result_hold=False)
    desk.must("2025-10-10", a.Decide("grant"), "department")
    desk.must("2025-10-10", a.Deliver("counter"), "delivery")
    assert desk.at("2025-10-13").outstanding == ("资金证明",)
    desk.must("2025-10-13", a.Complete(findings(资金证明="ok")))
    assert desk.clock("2025-10-13", "completion") == ("2025-10-23", "met")


def test_there_is_one_last_date_at_a_time() -> None:
    """Default 2: the last reminder is given once; while its date runs nobody is told another."""
    desk = incomplete().pass_days("2025-10-22")
    again = a.Remind(("资金证明",), date(2025, 10, 21), date(2025, 10, 28))
    assert desk.code("2025-10-23", again) == "already_notified"
    desk.must("2025-10-23", a.Remind(("资金证明",), date(2025, 10, 21)))
    desk.must("2025-10-28", a.Remind(("资金证明",), date(2025, 10, 21), date(2025, 10, 31)))
