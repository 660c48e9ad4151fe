"""A lighter catalogue and an open case (就轻适用): LAW L14, with R48 and art. 32(5)."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework.passing import acts_of_the_day, following
from clerk.catalogue.items import Limit
from tests.casework.helpers import Counter, counter, moment


def waiting() -> Counter:
    """A case that waits for two materials to be corrected."""
    return (
        counter()
        .receive("2025-09-26", 管理制度="missing", 申请书="missing")
        .must("2025-09-26T12:30", a.NotifyCorrection(("申请书", "管理制度")))
    )


def test_waived_materials_no_longer_hold_a_correction_up() -> None:
    """LAW L14, art. 32(5): nothing asked for is open any more, so the case goes on as corrected."""
    desk = waiting().must("2025-09-29", a.Lighten("v2", waived=("申请书", "管理制度")))
    case = desk.at("2025-09-29T13:00")
    assert (case.stage, case.demandable, str(case.corrected_on)) == ("received", (), "2025-09-29")
    # The office answers anew, within its five working days; silence accepts (art. 32(4)).
    assert desk.clock("2025-09-29T13:00", "notify") == ("2025-10-13", "running")
    assert desk.at("2025-10-14").deemed
    assert desk.must("2025-09-30", a.Accept()).at("2025-09-30").stage == "accepted"


def test_one_waived_of_two_leaves_the_other_to_correct() -> None:
    """LAW L14: what is still needed may still be asked for."""
    desk = waiting().must("2025-09-29", a.Lighten("v2", waived=("管理制度",)))
    assert desk.at("2025-09-29T13:00").stage == "correcting"
    assert desk.at("2025-09-29T13:00").demandable == ("申请书",)


def test_what_is_shared_by_now_is_not_asked_of_the_applicant() -> None:
    """R48, LAW L14: a material that data sharing provides by now waits for its verification, not for him."""
    desk = waiting().must("2025-09-29", a.Lighten("v2", waived=("管理制度",), shared=("申请书",)))
    case = desk.at("2025-09-29T13:00")
    assert (case.stage, case.materials["申请书"].state) == ("received", "shared_unverified")
    desk.must("2025-09-29T14:00", a.Examine({"申请书": a.Finding("defective")}))
    assert desk.at("2025-09-29T15:00").gaps == ()


def deferred() -> Counter:
    """A case accepted with one material deferred."""
    return (
        counter("taizhou")
        .receive("2025-09-26", 资金证明="missing")
        .must("2025-09-26T12:30", a.AcceptIncomplete(("资金证明",), commitment=True))
    )


def test_a_waived_deferred_material_is_no_longer_outstanding() -> None:
    """LAW L14, L4: its clock stays on the file as cancelled, and nothing blocks a grant for it."""
    desk = deferred().must("2025-09-29", a.Lighten("v2", waived=("资金证明",)))
    case = desk.at("2025-09-30")
    assert case.outstanding == ()
    assert desk.clock("2025-09-30", "completion", "资金证明")[1] == "cancelled"


def test_a_waiver_lets_a_suspended_promise_run_on() -> None:
    """LAW L14, L5: with everything outstanding waived, the stopped promise resumes and the grace ends."""
    desk, after = deferred(), "2025-10-28"
    for body in acts_of_the_day(desk.at(after), moment(after).date()):
        desk.must(after, body)
    held = desk.at(after).suspension
    assert held is not None
    waiver = a.Lighten("v2", waived=("资金证明",))
    desk.must("2025-10-29", waiver)
    assert following(desk.at("2025-10-29"), waiver) == (a.Resume(),)
    desk.must("2025-10-29T12:30", a.Resume())
    assert desk.clock("2025-10-30", "grace")[1] in ("met", "missed")


def test_a_shorter_promise_leaves_the_applicants_completion_alone() -> None:
    """LAW L14: what the office does faster never shortens the time that the applicant was given."""
    desk = counter().receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26T12:30", a.AcceptIncomplete(("资金证明",), commitment=True))
    before = desk.clock("2025-09-29", "completion", "资金证明")
    desk.must("2025-09-29", a.Lighten("v2", promised=Limit(10, "wd")))
    assert desk.clock("2025-09-30", "completion", "资金证明") == before
    assert (
        desk.clock("2025-09-30", "promised")[0]
        < counter()
        .receive("2025-09-26")
        .must("2025-09-26T12:30", a.Accept())
        .clock("2025-09-30", "promised")[0]
    )


def test_lighter_is_never_taken_back() -> None:
    """LAW L14: after 15 became 10, 12 is heavier and refused, though less than at receipt."""
    desk = counter().receive("2025-09-26").must("2025-09-28", a.Lighten("v2", promised=Limit(10, "wd")))
    assert desk.code("2025-09-29", a.Lighten("v3", promised=Limit(12, "wd"))) == "heavier_rule"


def test_an_ended_case_is_left_as_it_is() -> None:
    """LAW L14 speaks of open cases: an ended one keeps what it was judged by (R24)."""
    desk = counter().receive("2025-09-26").must("2025-09-26T13:00", a.Withdraw("不办了"), "applicant")
    assert desk.code("2025-09-29", a.Lighten("v2", waived=("管理制度",))) == "wrong_stage"


def test_a_main_material_that_became_secondary_may_be_deferred() -> None:
    """LAW L14, R56: incomplete acceptance by the lighter of the two catalogues."""
    desk = counter().receive("2025-09-26", 申请书="missing")
    wanted = a.AcceptIncomplete(("申请书",), commitment=True)
    assert desk.code("2025-09-26T13:00", wanted) == "main_material_missing"
    desk.must("2025-09-28", a.Lighten("v2", deferrable=("申请书",)))
    assert desk.must("2025-09-29", wanted).at("2025-09-29").incomplete
