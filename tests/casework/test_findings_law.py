"""What an outside reading of the contract and the law found: each rule once, by its article."""

from __future__ import annotations

import copy

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.catalogue.items import Limit
from tests.casework.helpers import (
    DEPARTMENT,
    LICENCE,
    Counter,
    counter,
    findings,
    in_review,
    incomplete,
    moment,
)

REFUSE = a.Decide("refuse", reasons="经营场所不符合规划")


@pytest.mark.parametrize("profile", ["hall_default", "taizhou", "seed_default"])
def test_nobody_is_reminded_to_complete_what_was_refused(profile: str) -> None:
    """LAW L4, R61: a refusal needs no deferred material; its clock is over and no reminder goes out."""
    desk = incomplete(profile).must("2025-10-09", REFUSE, "department")
    desk.pass_days("2025-11-11")
    assert desk.clock("2025-11-11", "completion") == (desk.clock("2025-10-10", "completion")[0], "cancelled")
    assert not desk.papers("remind")
    assert not desk.papers("suspend")


def test_a_lapse_before_the_refusal_stays_a_lapse() -> None:
    """R61: what had lapsed when the refusal came stays missed; it is not tidied up afterwards."""
    desk = incomplete("seed_default").must("2025-10-24", REFUSE, "department")
    assert desk.clock("2025-10-24", "completion") == ("2025-10-23", "missed")


OFFICE_ONLY: dict[str, a.AnyBody] = {
    "examine": a.Examine(findings(管理制度="ok")),
    "verify_shared": a.VerifyShared(findings(营业执照="ok"), "市场监管局"),
    "amend": a.Amend("name", "李四", "笔误"),
    "lighten": a.Lighten("v2", waived=("管理制度",)),
}


@pytest.mark.parametrize("kind", OFFICE_ONLY)
def test_an_applicant_does_none_of_the_offices_own_acts(kind: str) -> None:
    """Custody, R47, R48: examining, verifying and changing the record are the office's."""
    desk = counter().receive("2025-09-26", 管理制度="unexamined")
    assert desk.code("2025-09-26T13:00", OFFICE_ONLY[kind], "applicant") == "not_the_holder"
    assert desk.do("2025-09-26T13:00", OFFICE_ONLY[kind]) is None


def test_an_applicant_gives_himself_no_time_and_no_opinion() -> None:
    """R61, R5: reminders, more time for completion and opinions are the office's to record."""
    desk = incomplete("minzheng_bureau").must("2025-10-09", a.AskOpinion("消防局", 5, "wd"), "department")
    for body in (
        a.Remind(("资金证明",), moment("2025-10-23").date()),
        a.ExtendCompletion(5, "wd", "不可抗力", "张局长"),
        a.GiveOpinion("消防局", True),
    ):
        assert desk.code("2025-10-10", body, "applicant") == "not_the_holder"
    assert desk.do("2025-10-10", a.Complete(findings(资金证明="ok")), "applicant") is None


def test_a_refusal_names_the_desks_in_chinese() -> None:
    """R53: the clerk reads a sentence; no desk appears in it by its code name."""
    refusal = counter().receive("2025-09-26").do("2025-09-26", a.Accept(), "supervisor")
    assert refusal is not None
    assert "supervisor" not in refusal.reason
    assert "督办岗位" in refusal.reason


def test_completion_never_outruns_a_promise_that_runs_from_receipt() -> None:
    """Default 1, L1, L7: limits run from receipt, so the completion ends before that promised date too."""
    item = msgspec.structs.replace(LICENCE, starts_from="receipt")
    desk = counter(item=item).receive("2025-09-26", 资金证明="missing")
    desk.must("2025-10-09", a.AcceptIncomplete(("资金证明",), commitment=True))
    # 15 working days from 26 September end on 23 October; the second working day before is the 21st.
    assert desk.clock("2025-10-09", "promised") == ("2025-10-23", "running")
    assert desk.clock("2025-10-09", "completion") == ("2025-10-21", "running")
    assert str(desk.at("2025-10-09").deadline("completion").start) == "2025-10-09"  # type: ignore[union-attr]


def test_completion_never_outruns_a_promise_that_runs_from_the_signature() -> None:
    """LAW 3b (洋县): signed on 26 September, accepted on the 28th; both dates are 23 October."""
    desk = counter("yangxian").receive("2025-09-26", 资金证明="missing")
    signed = a.AcceptIncomplete(("资金证明",), commitment=True, committed_on=moment("2025-09-26").date())
    desk.must("2025-09-28", signed)
    assert (
        desk.clock("2025-09-28", "promised")[0] == desk.clock("2025-09-28", "completion")[0] == "2025-10-23"
    )


def test_no_incomplete_acceptance_when_the_promised_time_is_used_up() -> None:
    """Default 1, L7: where limits run from receipt and are over, no working day is left to complete in."""
    item = msgspec.structs.replace(LICENCE, starts_from="receipt", deemed_acceptance=False)
    desk = counter(item=item).receive("2025-09-01", 资金证明="missing")
    wanted = a.AcceptIncomplete(("资金证明",), commitment=True)
    assert desk.code("2025-09-22", wanted) == "item_excluded"
    assert desk.code("2025-09-18", wanted) == "item_excluded"
    assert desk.do("2025-09-17", wanted) is None


@pytest.mark.parametrize(
    ("at", "counts_on", "due"),
    [
        ("2025-09-30T19:50", "2025-09-30", "2025-10-14"),  # summer: open until 20:00
        ("2025-10-14T19:50", "2025-10-15", "2025-10-22"),  # winter: closed at 19:30
        ("2025-10-10T19:29", "2025-10-10", "2025-10-16"),  # still open; the Saturday after is worked
        ("2025-10-10T19:45", "2025-10-11", "2025-10-17"),  # the worked Saturday is the next working day
        ("2025-09-30T20:30", "2025-10-09", "2025-10-15"),  # eight days of rest follow
    ],
)
def test_paper_after_closing_counts_the_next_working_day(at: str, counts_on: str, due: str) -> None:
    """Default 5, T6, COUNTING 4: received at 19:50 is in or out of hours depending on the date."""
    desk = counter().receive(at)
    assert str(desk.at(at).received_on) == counts_on
    assert desk.clock(at, "notify")[0] == due


@pytest.mark.parametrize(
    ("at", "same", "later"),
    [
        ("2025-10-14T23:30", "2025-10-14", "2025-10-15"),
        ("2025-10-18T10:00", "2025-10-18", "2025-10-20"),  # a Saturday
        ("2025-10-14T10:00", "2025-10-14", "2025-10-14"),
    ],
)
def test_the_net_counts_as_the_policy_says(at: str, same: str, later: str) -> None:
    """Default 5, COUNTING 4: what the net took in counts that day; another hall may say otherwise."""
    for policy, day in (("same_day", same), ("next_working_day", later)):
        desk = counter(first_day=policy).receive(at)
        opened = desk.acts[0].body
        assert isinstance(opened, a.Receive)
        desk.acts[0] = msgspec.structs.replace(
            desk.acts[0], body=msgspec.structs.replace(opened, channel="net")
        )
        assert str(desk.at(at).received_on) == day


def test_a_correction_on_the_last_day_ends_when_the_hall_closes() -> None:
    """民法典 art. 203, default 5: the last day to correct ends with business, as completion does."""
    gap = (
        counter().receive("2025-09-25", 申请书="missing").must("2025-09-26", a.NotifyCorrection(("申请书",)))
    )
    body = a.ReceiveCorrection(findings(申请书="ok"))
    in_time, late = copy.deepcopy(gap), copy.deepcopy(gap)
    in_time.must("2025-10-23T19:29", body)
    late.must("2025-10-23T19:31", body)
    assert in_time.clock("2025-10-23T20:00", "correction") == ("2025-10-23", "met")
    assert late.clock("2025-10-23T20:00", "correction") == ("2025-10-23", "missed")


def test_the_last_reminder_goes_out_on_an_open_day() -> None:
    """Default 2, R61: a lapse before eight days of rest is reminded of on the first working day after.

    The last date leaves three whole working days from then: 10, 11 (worked) and 13 October.
    """
    item = msgspec.structs.replace(LICENCE, promised_limit=Limit(5, "wd"))
    desk = counter(item=item).receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26", a.AcceptIncomplete(("资金证明",), commitment=True)).pass_days("2025-10-08")
    assert desk.clock("2025-10-08", "completion") == ("2025-09-30", "missed")
    assert [str(one.on) for one in desk.at("2025-10-08").reminders] == ["2025-09-29"]
    assert str(desk.at("2025-10-08").turns_on) == "2025-10-09"
    desk.pass_days("2025-10-12")
    last = desk.at("2025-10-12").reminders[-1]
    assert (str(last.on), str(last.body.last_date)) == ("2025-10-09", "2025-10-13")


def test_the_applicants_correction_does_not_count_where_limits_run_from_receipt() -> None:
    """L1, L12, art. 32(4): the days of correction are not the office's; the period goes on after."""
    item = msgspec.structs.replace(LICENCE, starts_from="receipt")
    desk = counter(item=item).receive("2025-09-01", 申请书="missing", 资金证明="missing")
    desk.must("2025-09-02", a.NotifyCorrection(("申请书", "资金证明")))
    desk.must("2025-09-11", a.ReceiveCorrection(findings(申请书="ok")))
    desk.must("2025-09-12", a.AcceptIncomplete(("资金证明",), commitment=True))
    # Counted: 2 September, then from the 15th on; out: the 3rd through the 12th, until it was accepted.
    assert desk.clock("2025-09-12", "promised") == ("2025-10-09", "running")
    assert desk.clock("2025-09-12", "statutory") == ("2025-10-15", "running")
    assert desk.clock("2025-09-12", "completion") == ("2025-09-29", "running")
    other = counter().receive("2025-09-01", 申请书="missing")
    other.must("2025-09-02", a.NotifyCorrection(("申请书",)))
    other.must("2025-09-11", a.ReceiveCorrection(findings(申请书="ok"))).must("2025-09-11", a.Accept())
    assert str(other.at("2025-09-11").deadline("statutory").start) == "2025-09-11"  # type: ignore[union-attr]


def test_silence_does_not_let_a_basic_condition_be_granted_away() -> None:
    """L8, art. 38: what silence accepted still needs its basic conditions for a grant, not for a refusal."""
    desk = counter().receive("2025-09-01", 经营场所符合规划="missing")
    desk.must("2025-09-09", a.Route(f"dept:{DEPARTMENT}")).must("2025-09-09", a.SignFor(), "department")
    assert desk.flags("2025-09-09") == ("deemed_accepted",)
    assert desk.code("2025-09-09", a.Decide("grant"), "department") == "basic_condition_missing"
    assert desk.do("2025-09-09", REFUSE, "department") is None


def test_where_the_event_day_counts_it_counts_for_the_completion_too() -> None:
    """T2, L7: another hall counts the event day; the completion still ends with the promised date."""
    desk = incomplete("seed_default", count_event_day=True)
    assert (
        desk.clock("2025-09-26", "promised")[0] == desk.clock("2025-09-26", "completion")[0] == "2025-10-22"
    )
    desk = incomplete("hall_default", count_event_day=True)
    assert desk.clock("2025-09-26", "completion")[0] == "2025-10-20"


def test_a_stop_ends_with_the_case() -> None:
    """Art. 45, CONTRACT «as they stand»: what was settled has one due date, whatever day one looks at it."""
    desk = in_review("2025-10-09").must("2025-10-13", a.StartSpecial("hearing", 5, "wd", True), "department")
    desk.must("2025-10-15", a.Withdraw("不办了"))
    soon, late = desk.clock("2025-10-16", "statutory"), desk.clock("2025-12-16", "statutory")
    assert soon == late == ("2025-11-07", "cancelled")


def test_a_refusal_ends_the_suspension_of_the_promise() -> None:
    """LAW 3b (台州), L4: a refusal while the promise stands still; the date does not drift afterwards."""
    desk = incomplete("taizhou").pass_days("2025-10-27").must("2025-10-27", REFUSE, "department")
    assert desk.clock("2025-10-27", "promised") == desk.clock("2025-12-01", "promised")
    assert desk.clock("2025-12-01", "promised")[1] == "met"


def _annul(desk: Counter, kind: str, at: str) -> str:
    """The answer to the supervisor's annulling of the latest act of this kind: a refusal code, or ok."""
    latest = next(act.at for act in reversed(desk.acts) if act.kind == kind)
    refusal = desk.do(at, a.Annul(kind, latest, "误记"), "supervisor")
    return "ok" if refusal is None else refusal.code


def test_what_an_outcome_rests_on_is_not_annulled_from_under_it() -> None:
    """R94, L2, L4: an acceptance or a grant that has gone out is not undone by annulling what it rests on."""
    desk = counter().receive("2025-09-25", 管理制度="unexamined")
    desk.must("2025-09-26", a.Examine(findings(管理制度="ok"))).must("2025-09-26", a.Accept())
    assert _annul(desk, "examine", "2025-09-28") == "not_annullable"
    desk = incomplete().must("2025-10-09", a.Complete(findings(资金证明="ok")))
    desk.must("2025-10-10", a.Decide("grant"), "department")
    assert _annul(desk, "complete", "2025-10-10") == "not_annullable"
    assert desk.clock("2025-12-01", "completion")[1] == "met"


def test_nothing_is_annulled_twice() -> None:
    """R94: a record that no longer counts is not annulled again; until an outcome rests on it, once it is."""
    desk = incomplete().must("2025-10-09", a.Complete(findings(资金证明="ok")))
    assert _annul(desk, "complete", "2025-10-10") == "ok"
    assert _annul(desk, "complete", "2025-10-10") == "nothing_open"
    assert desk.at("2025-10-10").outstanding == ("资金证明",)


@pytest.mark.parametrize("how", [a.Examine, a.CorrectOnSpot])
def test_a_correction_is_over_once_nothing_asked_for_is_open(how: type[a.Examine | a.CorrectOnSpot]) -> None:
    """Art. 32(4), (5), L2: the office answers anew, however it came, and silence accepts again."""
    desk = counter().receive("2025-09-01", 申请书="missing", 管理制度="defective")
    desk.must("2025-09-02", a.NotifyCorrection(("申请书", "管理制度")))
    desk.must("2025-09-04", a.ReceiveCorrection(findings(申请书="ok")))
    assert desk.at("2025-09-04").stage == "correcting"
    desk.must("2025-09-05", how(findings(管理制度="ok")))
    assert desk.at("2025-09-05").stage == "received"
    assert desk.clock("2025-09-30", "correction") == ("2025-09-23", "met")
    assert desk.clock("2025-09-12", "notify") == ("2025-09-12", "running")
    assert desk.flags("2025-09-15") == ("deemed_accepted",)
    assert str(desk.at("2025-09-15").accepted_on) == "2025-09-05"


def test_what_comes_after_a_refusal_is_recorded_and_changes_no_clock() -> None:
    """R60, L4: a late paper is taken in all the same; the completion that the refusal ended stays ended."""
    desk = incomplete("seed_default").must("2025-10-09", REFUSE, "department")
    desk.must("2025-11-05", a.Complete(findings(资金证明="ok")))
    assert desk.clock("2025-11-05", "completion") == ("2025-10-23", "cancelled")
