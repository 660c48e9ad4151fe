"""Whatever is done in whatever order: what must always hold of a case (LAW L3–L7, R2, R86, R94)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk.casework import acts as a
from clerk.casework.case import ENDED, Case
from clerk.casework.specials import publicise, start_special
from tests.casework.helpers import LICENCE, Counter, actor, counter, findings, in_review, incomplete

DAY = date(2025, 9, 26)
FOUND = st.dictionaries(
    st.sampled_from([line.name for line in LICENCE.materials]),
    st.sampled_from(["ok", "missing", "defective", "shared", "not_applicable"]).map(
        lambda state: a.Finding(state)  # type: ignore[arg-type]  # one of the states above
    ),
    min_size=1,
    max_size=3,
)
NAMES = st.sampled_from([(), ("资金证明",), ("管理制度",), ("资金证明", "管理制度"), ("申请书",)])
BODIES: st.SearchStrategy[Any] = st.one_of(
    FOUND.map(a.Examine),
    FOUND.map(a.CorrectOnSpot),
    NAMES.map(a.NotifyCorrection),
    FOUND.map(a.ReceiveCorrection),
    st.just(a.Accept()),
    NAMES.map(lambda names: a.AcceptIncomplete(names, commitment=True)),
    FOUND.map(a.Complete),
    st.just(a.Decline("conditions_not_met", "不符合")),
    st.just(a.Route(f"dept:{LICENCE.department}")),
    st.just(a.SignFor()),
    st.just(a.ReturnToWindow("少一件")),
    st.sampled_from(["hearing", "expert_review", "site_visit"]).map(
        lambda kind: start_special(LICENCE, kind, 4, "wd")
    ),
    st.just(a.EndSpecial("完成")),
    st.just(publicise(LICENCE, 3, "wd")),
    st.just(a.ObjectTo("异议")),
    st.just(a.SettleObjection("不成立")),
    st.just(a.AskOpinion("住建局", 3)),
    st.just(a.GiveOpinion("住建局", True)),
    st.just(a.Extend(10, "wd", "局长", "复杂")),
    st.just(a.ExtendCompletion(3, "wd", "不可抗力", "主任")),
    st.just(a.Lighten("v2", waived=("管理制度",))),
    st.sampled_from(["grant", "refuse"]).map(lambda result: a.Decide(result, "理由")),  # type: ignore[arg-type]  # both lawful
    st.just(a.Charge(Decimal(5))),
    st.just(a.Deliver("counter")),
    st.sampled_from(
        [a.Withdraw("不办了"), a.Withdraw("逾期", deemed=True), a.Return("逾期"), a.Terminate("逾期")]
    ),
    st.just(a.Rate(5)),
    st.just(a.Note("电话")),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 6), BODIES, st.sampled_from(["clerk", "department", "department", "delivery"])),
    min_size=1,
    max_size=14,
)
BEGINNINGS = st.sampled_from(["counter", "incomplete", "in_review"])
PROFILES = st.sampled_from(["hall_default", "seed_default", "taizhou", "jiangmen_registration"])


def run(
    profile: str, first: a.Findings, steps: list[tuple[int, Any, a.Role]], begin: str = "counter"
) -> Counter:
    """A case to which all this was tried; what the rules refuse is not on its file."""
    desk, day = counter(profile).receive(str(DAY)), DAY
    desk.must(str(DAY), a.Examine(first))
    if begin != "counter":
        # Half of all runs start behind the window, so that the end of a case is reached often.
        desk = incomplete(profile) if begin == "incomplete" else in_review(str(DAY), counter(profile))
    for days, body, by in steps:
        day += timedelta(days=days)
        desk.pass_days(f"{day}T12:00")
        desk.do(f"{day}T12:00", body, by)
    return desk


def last_day(desk: Counter) -> str:
    """The day of the last act."""
    return str(desk.acts[-1].at.date())


def dues(case: Case, what: str) -> list[date]:
    """Where the clocks of a kind end."""
    return [clock.due for clock in case.deadlines if clock.what == what]


@settings(deadline=None, max_examples=120)
@given(PROFILES, FOUND, STEPS, BEGINNINGS)
def test_what_always_holds(
    profile: str, first: a.Findings, steps: list[tuple[int, Any, a.Role]], begin: str
) -> None:
    """No promise, completion or grace outruns the statute; an end is an end; the wire changes nothing."""
    desk = run(profile, first, steps, begin)
    case = desk.at(last_day(desk))
    for statutory in dues(case, "statutory"):
        assert all(due <= statutory for what in ("promised", "grace") for due in dues(case, what))
        assert all(due <= statutory for due in dues(case, "completion"))
    desk.acts = [a.decode(a.encode(act)) for act in desk.acts]
    again = desk.at(last_day(desk))
    assert (again.stage, again.flags, again.deadlines) == (case.stage, case.flags, case.deadlines)
    if case.stage in ENDED:
        later = desk.at("2026-06-30")
        assert later.stage == case.stage
        assert not later.ended or desk.code("2026-06-30", a.Accept()) == "wrong_stage"


@settings(deadline=None, max_examples=120)
@given(PROFILES, FOUND, STEPS, BEGINNINGS)
def test_no_grant_over_what_is_missing(
    profile: str, first: a.Findings, steps: list[tuple[int, Any, a.Role]], begin: str
) -> None:
    """L4, R59: a grant on file means nothing was outstanding where the policy holds the result back."""
    desk = run(profile, first, steps, begin)
    decided = next((n for n, act in enumerate(desk.acts) if act.kind == "decide"), None)
    if decided is None or desk.acts[decided].body != a.Decide("grant", "理由"):
        return
    desk.acts = desk.acts[:decided]
    before = desk.at(last_day(desk))
    assert before.open_special is None
    assert not before.open_opinions
    assert not before.open_objections
    assert not (before.outstanding and desk.policy.result_hold)


@settings(deadline=None, max_examples=80)
@given(FOUND, STEPS)
def test_time_alone_ends_nothing(first: a.Findings, steps: list[tuple[int, Any, a.Role]]) -> None:
    """LAW L3: however long nobody acts, only silence at the counter does anything, and it accepts."""
    desk = run("hall_default", first, steps)
    now, later = desk.at(last_day(desk)), desk.at("2026-12-01")
    assert later.stage == now.stage or (now.stage, later.stage) == ("received", "accepted")
    assert later.deemed == (later.stage != now.stage or now.deemed)


@pytest.mark.parametrize("by", ["supervisor", "delivery", "applicant"])
def test_only_the_holder_moves_the_stage(by: a.Role) -> None:
    """Custody decides: nobody else accepts, declines, routes or decides."""
    desk = counter().receive(str(DAY))
    for body in (a.Accept(), a.Decline("repeated", "重复"), a.NotifyCorrection(("申请书",))):
        assert desk.code(str(DAY), body, by) in {"not_the_holder", "no_gaps"}
    assert actor(by).role == by


def test_the_same_acts_give_the_same_case() -> None:
    """R86: folding twice is folding once."""
    desk = counter().receive(str(DAY), 资金证明="missing")
    desk.must(str(DAY), a.AcceptIncomplete(("资金证明",), commitment=True))
    desk.must("2025-10-09", a.Complete(findings(资金证明="ok")))
    assert desk.at("2025-10-09") == desk.at("2025-10-09")
