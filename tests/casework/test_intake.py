"""The counter before acceptance: 行政许可法 art. 32 and the seed's 三(三)1."""

from __future__ import annotations

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.casework.rules import check_opening
from tests.casework.helpers import LICENCE, actor, counter, findings


def test_complete_application_is_accepted_and_both_clocks_start() -> None:
    """Arts. 32(5), 42(1): complete means accepted; promised and statutory clocks start that day."""
    desk = counter().receive("2025-09-26").must("2025-09-26", a.Accept())
    assert desk.at("2025-09-26").stage == "accepted"
    assert desk.clock("2025-09-26", "promised") == ("2025-10-23", "running")
    assert desk.clock("2025-09-26", "statutory") == ("2025-10-30", "running")
    assert desk.clock("2025-09-26", "notify") == ("2025-10-10", "met")


def test_unexamined_line_blocks_every_outcome() -> None:
    """R47: while one checklist line has not been looked at, nothing is accepted, listed or deferred."""
    desk = counter().receive("2025-09-26", 申请书="unexamined", 管理制度="missing")
    assert desk.code("2025-09-26", a.Accept()) == "unexamined_material"
    assert desk.code("2025-09-26", a.AcceptIncomplete(("管理制度",), True)) == "unexamined_material"
    assert desk.code("2025-09-26", a.NotifyCorrection(("管理制度",))) == "unexamined_material"


def test_gap_blocks_acceptance_until_corrected_on_the_spot() -> None:
    """Art. 32(3): an error that can be put right on the spot is, and then the case is accepted."""
    desk = counter().receive("2025-09-26", 申请书="defective")
    assert desk.code("2025-09-26", a.Accept()) == "gaps_open"
    desk.must("2025-09-26", a.CorrectOnSpot(findings(申请书="ok"))).must("2025-09-26", a.Accept())
    assert desk.at("2025-09-26").stage == "accepted"


def test_shared_material_is_never_a_gap() -> None:
    """R48, R78: what data sharing provides is not asked of the applicant, verified or not."""
    desk = counter().receive("2025-09-26", 营业执照="shared_unverified").must("2025-09-26", a.Accept())
    assert desk.at("2025-09-26").gaps == ()


def test_material_of_another_item_is_unknown() -> None:
    """Art. 31: what is not on the checklist is not asked for; its name is refused at every step."""
    opened = counter().receive("2025-09-26", 户口本="ok").acts[0].body
    assert isinstance(opened, a.Receive)
    refusal = check_opening(opened, LICENCE, actor("clerk"))
    assert refusal is not None
    assert refusal.code == "unknown_material"
    desk = counter().receive("2025-09-26")
    assert desk.code("2025-09-26", a.Examine(findings(户口本="ok"))) == "unknown_material"


def test_cases_are_opened_at_a_window_only() -> None:
    """R35, 前台统一受理: a department or the delivery desk takes nothing in."""
    opened = counter().receive("2025-09-26").acts[0].body
    assert isinstance(opened, a.Receive)
    for role in ("department", "delivery", "supervisor"):
        refusal = check_opening(opened, LICENCE, actor(role))
        assert refusal is not None
        assert refusal.code == "not_the_holder"


def test_one_time_notice_lists_every_gap() -> None:
    """Art. 32(4), R49: all gaps at once; a shorter list is refused."""
    desk = counter().receive("2025-09-26", 申请书="missing", 管理制度="missing")
    assert desk.code("2025-09-26", a.NotifyCorrection(("申请书",))) == "gaps_open"
    desk.must("2025-09-26", a.NotifyCorrection(("申请书", "管理制度")))
    assert desk.at("2025-09-26").stage == "correcting"


def test_nothing_to_correct_is_no_reason_for_a_notice() -> None:
    """Art. 32(5): a complete application cannot be sent back."""
    assert counter().receive("2025-09-26").code("2025-09-26", a.NotifyCorrection(())) == "no_gaps"


def test_second_notice_that_names_a_new_gap_is_blocked_and_the_case_accepted() -> None:
    """LAW L2: what was not asked for the first time may not be asked; supplied means accepted."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书",)))
    desk.must("2025-10-09", a.ReceiveCorrection(findings(申请书="ok")))
    desk.must("2025-10-09", a.Examine(findings(管理制度="missing")))
    assert desk.code("2025-10-09", a.NotifyCorrection(("管理制度",))) == "second_notice_names_new_gap"
    desk.must("2025-10-09", a.Accept())
    assert desk.at("2025-10-09").stage == "accepted"


def test_same_notice_twice_is_refused() -> None:
    """R49: while the applicant is correcting, the same list is not sent again."""
    desk = (
        counter().receive("2025-09-26", 申请书="missing").must("2025-09-26", a.NotifyCorrection(("申请书",)))
    )
    assert desk.code("2025-09-28", a.NotifyCorrection(("申请书",))) == "already_notified"


def test_partial_correction_keeps_waiting() -> None:
    """Art. 32(5): only when everything that was asked for is there does the case come back to the counter."""
    desk = counter().receive("2025-09-26", 申请书="missing", 管理制度="missing")
    desk.must("2025-09-26", a.NotifyCorrection(("申请书", "管理制度")))
    desk.must("2025-10-09", a.ReceiveCorrection(findings(申请书="ok")))
    assert desk.at("2025-10-09").stage == "correcting"
    assert desk.code("2025-10-09", a.Accept()) == "gaps_open"
    desk.must("2025-10-10", a.ReceiveCorrection(findings(管理制度="ok")))
    assert desk.at("2025-10-10").stage == "received"
    assert desk.clock("2025-10-10", "correction") == ("2025-10-23", "met")


def test_silence_accepts_from_the_day_of_receipt() -> None:
    """Art. 32(4), R51, LAW L1: no answer in 5 working days means accepted, and clocks run from receipt."""
    desk = counter().receive("2025-05-30", 申请书="missing")
    assert desk.clock("2025-06-12", "notify") == ("2025-06-12", "running")
    assert desk.at("2025-06-12").stage == "received"
    late = desk.at("2025-06-13")
    assert (late.stage, "deemed_accepted" in late.flags) == ("accepted", True)
    assert str(late.accepted_on) == "2025-05-30"
    assert desk.code("2025-06-13", a.NotifyCorrection(("申请书",))) == "wrong_stage"


def test_silence_accepts_after_corrections_from_the_day_they_were_complete() -> None:
    """Corrections complete start the answer period anew (R51); silence then accepts from that day."""
    desk = (
        counter().receive("2025-09-01", 申请书="missing").must("2025-09-01", a.NotifyCorrection(("申请书",)))
    )
    desk.must("2025-09-03", a.ReceiveCorrection(findings(申请书="ok")))
    assert str(desk.at("2025-09-30").accepted_on) == "2025-09-03"


def test_silence_accepts_licences_only() -> None:
    """LAW L1: another kind of item is not accepted by silence; its clock is missed."""
    item = msgspec.structs.replace(LICENCE, type="行政确认")
    desk = counter(item=item).receive("2025-05-30")
    assert desk.at("2025-07-01").stage == "received"
    assert desk.clock("2025-07-01", "notify")[1] == "missed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (a.Decline("incomplete", "材料不齐"), "incompleteness_is_no_reason_to_decline"),
        (a.Decline("conditions_not_met", "  "), "reason_required"),
        (a.Decline("because", "就是不行"), "reason_required"),
        (a.Decline("wrong_authority", "不归我们管"), "reason_required"),
    ],
)
def test_decline_without_a_lawful_reason_is_refused(body: a.Decline, code: str) -> None:
    """R53: incompleteness, an empty reason, an unknown reason, or no right authority: refused."""
    assert counter().receive("2025-09-26").code("2025-09-26", body) == code


def test_decline_with_reason_ends_the_case() -> None:
    """Art. 32(2), R53: declined in writing, with the right authority named."""
    desk = counter().receive("2025-09-26")
    desk.must("2025-09-26", a.Decline("wrong_authority", "消防验收由住建部门负责", "住房和城乡建设局"))
    assert desk.at("2025-09-26").ended
    assert desk.code("2025-09-27", a.Accept()) == "wrong_stage"


def test_supervisor_does_not_hold_the_file() -> None:
    """Custody decides: who does not hold the file cannot move its stage, but may add a note."""
    desk = counter().receive("2025-09-26")
    assert desk.code("2025-09-26", a.Accept(), "supervisor") == "not_the_holder"
    desk.must("2025-09-26", a.Note("申请人催办"), "supervisor")


def test_an_applicant_at_the_window_holds_no_file() -> None:
    """Standing at the counter gives no custody: nobody accepts his own application."""
    desk = counter().receive("2025-09-26")
    assert desk.code("2025-09-26", a.Accept(), "applicant") == "not_the_holder"
