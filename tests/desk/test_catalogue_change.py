"""A new catalogue and the open cases: lighter helps at once, heavier never burdens. LAW L14, R24."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.lightening import compare
from clerk.casework.limits import APPLICANTS
from clerk.casework.passing import acts_of_the_day
from clerk.casework.rules import check
from clerk.casework.specials import start_special
from clerk.catalogue.items import Item, Limit, Material
from clerk.desk.catalogue_change import Change, apply_catalogue
from tests.casework.helpers import Counter, actor, counter, moment
from tests.desk.conftest import Hall

CODE = "XK-05"


def changed(item: Item, **fields: object) -> Item:
    """The item as a later catalogue has it."""
    return msgspec.structs.replace(item, **fields)


def without(item: Item, *names: str) -> tuple[Material, ...]:
    """The checklist without these."""
    return tuple(line for line in item.materials if line.name not in names)


def one(changes: list[Change]) -> Change:
    """The only change there is."""
    assert len(changes) == 1, changes
    return changes[0]


def test_fewer_materials_help_the_case_that_waits_for_them(hall: Hall) -> None:
    """LAW L14, art. 32(5): the only gap is waived, so the case stands as corrected and must be accepted."""
    item = hall.item(CODE)
    gap = item.materials[0].name
    case = hall.receive(CODE, missing=[gap])
    hall.do(case, a.NotifyCorrection((gap,)))
    hall.at("2025-09-28T10:00")
    change = one(apply_catalogue(hall.office(), [changed(item, materials=without(item, gap))]))
    assert (change.number, change.accepts) == (case.number, True)
    assert change.applied is not None
    assert change.applied.waived == (gap,)
    assert "应当受理" in "".join(change.lines)
    assert hall.do(case, a.Accept()).stage == "accepted"


def test_a_second_run_records_nothing(hall: Hall) -> None:
    """LAW L14: taking in the same catalogue again changes no file; the file still verifies."""
    from clerk.archive.verify import verify

    item = hall.item(CODE)
    case = hall.receive(CODE)
    newer = [changed(item, promised_limit=Limit(3, "wd"), materials=without(item, item.materials[-1].name))]
    assert one(apply_catalogue(hall.office(), newer)).applied is not None
    before = hall.office().archive.read.lines(case.number)
    assert [change.applied for change in apply_catalogue(hall.office(), newer)] == []
    assert hall.office().archive.read.lines(case.number) == before
    assert verify(hall.office().archive.read, hall.office().now()).good


def test_a_dry_run_says_the_same_and_records_nothing(hall: Hall) -> None:
    """A supervisor may look before the catalogue is put in force."""
    item = hall.item(CODE)
    case = hall.receive(CODE)
    newer = [changed(item, promised_limit=Limit(3, "wd"))]
    planned = one(apply_catalogue(hall.office(), newer, dry=True))
    assert len(hall.office().archive.read.lines(case.number)) == 2  # received, and its receipt
    assert one(apply_catalogue(hall.office(), newer)).lines == planned.lines


def test_a_run_that_was_cut_short_goes_on(hall: Hall) -> None:
    """Each case is a transaction of its own: what was done stays done, the rest follows the next time."""
    item = hall.item(CODE)
    numbers = [hall.receive(CODE).number for _ in range(3)]
    newer = [changed(item, promised_limit=Limit(3, "wd"))]

    def stop(done: int, of: int) -> None:
        assert of == 3
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_catalogue(hall.office(), newer, stop)
    rest = apply_catalogue(hall.office(), newer)
    assert [change.number for change in rest] == numbers[2:]
    assert {hall.office().case(number).limit("promised").n for number in numbers} == {3}


def test_what_is_heavier_is_said_and_left_out(hall: Hall) -> None:
    """LAW L14, R24: a new material, a longer limit and another unit leave the open case as it was."""
    item = hall.item(CODE)
    hall.receive(CODE)
    newer = changed(
        item,
        materials=(*item.materials, Material("新增的证明材料")),
        promised_limit=Limit(item.promised_limit.n + 1, "wd"),
        statutory_limit=Limit(5, "d"),
    )
    change = one(apply_catalogue(hall.office(), [newer]))
    assert change.applied is None
    said = ";".join(change.lines)
    for words in ("新增“新增的证明材料”", "仍按原时限", "单位不同"):
        assert words in said


def test_an_item_that_is_gone_is_finished_by_its_own_list(hall: Hall) -> None:
    """R24: what was received under an item is judged by it, though the new catalogue has it no more."""
    hall.receive(CODE)
    change = one(apply_catalogue(hall.office(), [hall.item("XK-04")]))
    assert (change.applied, change.left_out) == (None, ("新目录里没有这个事项,按收件时的清单办完",))


def test_a_name_that_only_changed_is_not_waived() -> None:
    """A renamed material is the same material: it stays asked for, and the supervisor is told."""
    desk = counter().receive("2025-09-26", 资金证明="missing")
    lines = tuple(
        msgspec.structs.replace(line, name="开办资金证明") if line.name == "资金证明" else line
        for line in desk.item.materials
    )
    found = compare(desk.at("2025-09-28"), changed(desk.item, materials=lines), date(2025, 9, 28))
    assert found.act is None
    assert found.left_out == ("“资金证明”可能改名为“开办资金证明”,仍按原清单,请主管核对",)


@pytest.mark.parametrize(
    ("day", "n", "due"),
    [
        # From the same start, 2025-09-26, where that can still be kept.
        ("2025-09-29", 10, "2025-10-16"),
        # Five working days would have ended on 10-10: counted in full from the day of the change.
        ("2025-10-13", 5, "2025-10-20"),
        # In full from that day it would end later than promised: the promise stays.
        ("2025-10-20", 12, "2025-10-23"),
    ],
)
def test_a_shorter_promise_for_a_clock_that_runs(day: str, n: int, due: str) -> None:
    """LAW L14: from the same start; what by then has ended runs in full from that day; never later."""
    desk = counter().receive("2025-09-26").must("2025-09-26T13:00", a.Accept())
    assert desk.clock(day, "promised")[0] == "2025-10-23"
    newer = changed(desk.item, promised_limit=Limit(n, "wd"))
    act = compare(desk.at(day), newer, moment(day).date()).act
    if act is not None:
        desk.must(day, act)
    assert desk.clock(day, "promised") == (due, "running")
    assert compare(desk.at(day), newer, moment(day).date()).act is None


def test_a_completion_that_runs_comes_before_a_shorter_promise() -> None:
    """LAW L14, R57: while the applicant completes within the time on paper, the promise is not shortened."""
    desk = counter().receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26T13:00", a.AcceptIncomplete(("资金证明",), commitment=True))
    newer = changed(desk.item, promised_limit=Limit(5, "wd"))
    found = compare(desk.at("2025-09-28"), newer, date(2025, 9, 28))
    assert found.act is None
    assert "待容缺材料补齐后适用" in found.left_out[0]
    desk.must("2025-09-28T14:00", a.Complete({"资金证明": a.Finding("ok")}))
    act = compare(desk.at("2025-09-29"), newer, date(2025, 9, 29)).act
    assert act is not None
    assert act.promised == Limit(5, "wd")


NAMES = ("申请书", "营业执照", "管理制度", "资金证明", "授权委托书", "租赁合同", "消防意见")
LINES = st.lists(
    st.builds(
        lambda name, role, later, shared: Material(
            name, role, later and role != "main", source="shared_data:某局" if shared else "applicant"
        ),
        st.sampled_from(NAMES),
        st.sampled_from(("main", "secondary", "conditional")),
        st.booleans(),
        st.booleans(),
    ),
    max_size=7,
    unique_by=lambda line: line.name,
)
LIMITS = st.builds(Limit, st.integers(1, 40), st.sampled_from(("wd", "d", "month")))
STATES = st.dictionaries(
    st.sampled_from(("申请书", "管理制度", "资金证明")), st.sampled_from(("missing", "defective"))
)


def opened(profile: str, states: dict[str, a.State], how: str) -> Counter:
    """A case that was received under this policy and taken as far as ``how`` says."""
    desk = counter(profile).receive("2025-09-26", "unchecked", **states)
    gaps = desk.at("2025-09-26T13:00").gaps
    if how == "notified" and gaps:
        desk.must("2025-09-26T13:00", a.NotifyCorrection(gaps))
    if how == "accepted":
        desk.do("2025-09-26T13:00", a.AcceptIncomplete(gaps, commitment=True) if gaps else a.Accept())
    if how == "in_procedure":
        desk.do("2025-09-26T13:00", a.Accept())
        desk.do("2025-09-26T14:00", a.Route(f"dept:{desk.item.department}"))
        desk.do("2025-09-26T15:00", a.SignFor(), "department")
        desk.do("2025-09-29", start_special(desk.item, "expert_review", 5, "wd"), "department")
    return desk


def dues(case: Case) -> dict[tuple[str, str], date]:
    """What still runs, and until when."""
    return {(c.what, c.material): c.due for c in case.deadlines if c.awaited}


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(("hall_default", "seed_default", "taizhou")), STATES,
    st.sampled_from(("received", "notified", "accepted", "in_procedure")), st.integers(4, 60),
    LINES, LIMITS, LIMITS, st.booleans(),
)  # fmt: skip
def test_no_catalogue_ever_burdens_an_open_case(
    profile: str, states: dict[str, a.State], how: str, days: int,
    lines: list[Material], promised: Limit, statutory: Limit, tolerance: bool,
) -> None:  # fmt: skip
    """LAW L14: no demand is added, no date of the office gets later, none of the applicant earlier."""
    desk = opened(profile, states, how)
    when = moment("2025-09-26") + timedelta(days=days)
    for body in acts_of_the_day(desk.at(f"{when.date()}"), when.date()):
        desk.must(f"{when.date()}", body)
    before = fold(desk.acts, desk.terms, when)
    newer = changed(
        desk.item, materials=tuple(lines), promised_limit=promised, statutory_limit=statutory,
        tolerance_allowed=tolerance,
    )  # fmt: skip
    act = compare(before, newer, when.date()).act
    if act is None:
        return
    assert check(before, act, actor("clerk"), when) is None
    desk.acts.append(a.Act("C1", when, actor("clerk"), act))
    after = fold(desk.acts, desk.terms, when)
    assert set(after.demandable) <= set(before.demandable)
    assert set(after.outstanding) <= set(before.outstanding)
    assert {n for n in before.materials if before.deferrable(n)} <= {
        n for n in after.materials if after.deferrable(n)
    }
    now = dues(after)
    for key, due in dues(before).items():
        if key in now and key[0] != "notify":
            assert (now[key] >= due) if key[0] in APPLICANTS else (now[key] <= due), key
    assert compare(after, newer, when.date()).act is None
