"""Papers while something deferred is outstanding: R58–R61, LAW §3, L5, default 2."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clerk.casework import acts as a
from clerk.casework.acts import Stated
from clerk.casework.policy import profile_names
from clerk.documents.layout import formal
from tests.documents.helpers import PAUSING, Desk, incomplete, states, suspended


def _stated(desk: Desk, kind: str) -> tuple[Stated, ...]:
    """What the latest paper of this kind promises."""
    return desk.paper(kind).stated()


def test_a_reminder_says_what_until_when_and_what_then() -> None:
    """R61: what is outstanding, its date as promised, the ways, the consequence; it promises nothing new."""
    desk = incomplete(Desk()).pass_day("2025-10-16")
    text = desk.text("completion_reminder")
    for words in (
        "容缺材料补齐提醒书",
        "资金证明（形式：纸质）",
        "2025年10月21日",
        "由申请人自行选择",
        "视为撤回",
    ):
        assert words in text
    assert "最后" not in text
    assert _stated(desk, "completion_reminder") == ()
    assert "复议" not in text


def test_the_last_reminder_states_the_last_date_and_is_no_decision() -> None:
    """Default 2, LAW L3: the last date, the consequence by policy; remedies come with the decision only."""
    desk = incomplete(Desk()).pass_day("2025-10-22")
    text = desk.text("completion_reminder")
    assert "容缺材料补齐催告书（最后一次）" in text
    assert "请最迟于2025年10月27日补齐" in text
    assert "按承诺视为撤回申请" in text
    assert "不是终止办理的决定" in text
    assert "行政诉讼" not in text
    assert desk.case.stage == "accepted"


def test_reminders_follow_the_channels_and_the_posting_rule_of_the_policy() -> None:
    """R60, default 6: which ways are open and what counts for a parcel is policy, on both papers alike."""
    desk = incomplete(Desk(channels=["counter", "kiosk"], receipt_rule="arrival")).pass_day("2025-10-16")
    for kind in ("completion_reminder", "incomplete_acceptance_notice"):
        assert "窗口提交、自助终端提交，由申请人自行选择；邮寄的以收到之日为准" in desk.text(kind)


def test_what_came_unfit_is_told_once_and_nothing_else_is_asked() -> None:
    """LAW §3b: only the original material, what is wrong, until when; a second time no paper tells it."""
    desk = incomplete(Desk()).do("2025-10-15", a.Complete(states(资金证明="defective:未盖公章")))
    text = desk.text("completion_defect_notice")
    for words in (
        "资金证明（未盖公章",
        "不要求补充其他材料",
        "请最迟于2025年10月21日",
        "最多1次，本次为第1次",
    ):
        assert words in text
    assert "申请书" not in text
    count = len(desk.papers)
    desk.do("2025-10-16", a.Complete(states(资金证明="defective:仍未盖公章")))
    assert len(desk.papers) == count


def test_a_second_round_only_where_policy_has_one() -> None:
    """洋县, LAW §3b: one further written round; the third unfit copy owes no paper."""
    desk = incomplete(Desk(second_round=True))
    for n, day in enumerate(("2025-10-13", "2025-10-14", "2025-10-15"), 1):
        desk.do(day, a.Complete(states(资金证明="defective:未盖公章")))
        told = [one for one in desk.papers if one.kind == "completion_defect_notice"]
        assert len(told) == min(n, 2)
    assert "最多2次，本次为第2次" in desk.text("completion_defect_notice")


def test_what_came_fit_owes_no_notice_of_defects() -> None:
    """CONTRACT: complete owes nothing where everything is in order."""
    desk = incomplete(Desk()).do("2025-10-15", a.Complete(states(资金证明="ok")))
    assert not desk.has("completion_defect_notice")


def test_unfit_and_late_names_the_later_date_that_is_still_open() -> None:
    """Default 2: after a last reminder its date is the one until which the mended copy may come."""
    desk = incomplete(Desk()).pass_day("2025-10-22")
    desk.do("2025-10-23", a.Complete(states(资金证明="defective:未盖公章")))
    assert "请最迟于2025年10月27日（书面催告所列的最后日期）" in desk.text("completion_defect_notice")


def test_unfit_when_every_date_is_over_says_so() -> None:
    """LAW L3: time alone ends nothing; the paper says it is over and still takes the material."""
    desk = incomplete(Desk()).do("2025-10-28", a.Complete(states(资金证明="defective:未盖公章")))
    assert "补齐期限已于2025年10月21日" in desk.text("completion_defect_notice")
    assert "届满，请尽快重新提交" in desk.text("completion_defect_notice")


def test_an_extended_completion_states_both_dates_and_promises_the_new_one() -> None:
    """LAW §3c: old and new date, grounds, approver; the new one is promised, the statute stands."""
    desk = incomplete(Desk(extension={"max": 1, "n": 3, "unit": "wd"}))
    desk.do("2025-10-16", a.ExtendCompletion(2, "wd", "道路因暴雪中断。", "赵主任"))
    text = desk.text("completion_extension_notice")
    for words in (
        "原补齐期限：2025年10月21日",
        "2025年10月23日",
        "经赵主任批准",
        "暴雪",
        "法定办结期限不因此延长",
    ):
        assert words in text
    assert _stated(desk, "completion_extension_notice") == (
        Stated("completion", date(2025, 10, 23), "资金证明"),
    )
    assert desk.case.printed["completion", "资金证明"] == date(2025, 10, 23)


def test_a_pause_stops_the_promise_and_never_the_statute() -> None:
    """LAW L5, 台州: since when, how long it may still come, and that the statutory date stands."""
    desk = suspended(Desk(**PAUSING))
    text = desk.text("pause_notice")
    assert "承诺办结时限自该日起中止" in text
    assert "2025年10月30日" in text
    assert "法定办结期限不中止，法定办结日期为2025年10月30日" in text
    assert "非法定" in text
    assert _stated(desk, "pause_notice") == ()


def test_completing_resumes_with_a_new_promised_date() -> None:
    """台州: what was outstanding came, handling goes on; the new date is promised."""
    desk = suspended(Desk(**PAUSING)).do("2025-10-28", a.Complete(states(资金证明="ok")))
    assert "自2025年10月28日恢复计算" in desk.text("resume_notice")
    promised = desk.case.deadline("promised")
    assert promised is not None
    assert _stated(desk, "resume_notice") == (Stated("promised", promised.due),)
    assert desk.case.printed["promised", ""] == promised.due


@pytest.mark.parametrize("kind", ["completion_reminder", "pause_notice", "completion_defect_notice"])
def test_papers_of_a_lapse_carry_the_place_of_the_departments_seal(kind: str) -> None:
    """LAW L12: numbered by the hall that serves the counter, sealed by the office that has the power."""
    desk = suspended(Desk(**PAUSING)).do("2025-10-27", a.Complete(states(资金证明="defective:未盖公章")))
    assert desk.paper(kind).text().split("-" * 76)[-2].splitlines()[-3].strip() == "人力资源和社会保障局"


ENDS: dict[str, a.AnyBody] = {
    "withdraw": a.Withdraw("逾期未补齐", deemed=True),
    "return": a.Return("逾期未补齐"),
    "terminate": a.Terminate("逾期未补齐"),
}


@pytest.mark.parametrize("profile", profile_names())
def test_a_lapse_under_every_shipped_policy_has_complete_papers(profile: str) -> None:
    """R61, LAW L3: day by day to the lapse, then the policy's own end; each paper complete, in its words."""
    desk = incomplete(Desk(profile=profile))
    policy = desk.terms.policy
    for n in range(45):
        desk.pass_day((date(2025, 9, 29) + timedelta(days=n)).isoformat())
    told = formal(policy.lapse_words)
    assert desk.has("completion_reminder") == bool(policy.reminders_wd_before or policy.lapse_reminder_wd)
    assert desk.has("pause_notice") == (policy.clock == "pauses_at_expiry")
    for one in desk.papers:
        if one.kind in ("completion_reminder", "pause_notice"):
            assert told in "".join(line.strip() for line in one.text().splitlines())
    assert desk.case.stage == "accepted"
    if policy.on_overdue in ENDS:
        text = desk.do("2025-11-14", ENDS[policy.on_overdue]).text("return_notice")
        assert f"本地政策（{formal(policy.name)}），非法定" in text
        assert "行政复议" in text
