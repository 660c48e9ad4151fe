"""What an outside reading of the contract and the law found: each rule once, by its article."""

from __future__ import annotations

import pytest

from clerk.casework import acts as a
from tests.casework.helpers import counter, findings, incomplete, moment

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
