"""Several items for one person in one visit (一件事): R36, R39, R1, arts. 26, 42(2), R87."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.refusal import Refusal
from clerk.desk.numbering import cases_of_package, is_case_number, package_number
from clerk.desk.office import Done
from clerk.desk.packages import (
    Package,
    Part,
    act_together,
    deliver_package,
    load_package,
    receive_package,
    waits_for,
)
from clerk.desk.wording import act_line
from tests.casework.helpers import moment
from tests.desk.conftest import PERSON, Hall

LEASE = "场所使用证明(产权证或租赁合同)"
CODES = ("XK-04", "XK-05", "XK-19")
OTHER = msgspec.structs.replace(PERSON, name="李四", id_number="650203199003074526")


def received(hall: Hall, *codes: str, **findings: a.Finding) -> Package:
    """A package of these items; the findings are those of the first part."""
    parts = [Part(hall.item(code), findings if n == 0 else {}) for n, code in enumerate(codes or CODES)]
    done = receive_package(hall.office(), parts, PERSON)
    assert isinstance(done, Package), done
    return done


def now(hall: Hall, package: Package) -> Package:
    """The package as it stands now."""
    return load_package(hall.office().archive.read, package.number, hall.office().now())


def decided(hall: Hall, package: Package, n: int) -> None:
    """The n-th part granted by its department."""
    case = package.cases[n]
    hall.do(case, a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    hall.do(case, a.SignFor(), "department")
    hall.do(case, a.Decide("grant"), "department")


def test_each_item_has_a_case_and_all_share_a_number(hall: Hall) -> None:
    """R36, R87: one package number of the window's own series, a case with its own receipt for each item."""
    package = received(hall)
    assert [case.item_code for case in package.cases] == list(CODES)
    assert {case.package for case in package.cases} == {package.number}
    assert package.number.startswith("YJ")
    assert is_case_number(package.number[2:])
    assert [paper.kind for paper in package.papers] == ["receipt"] * 3
    assert now(hall, package).cases[2].number == package.cases[2].number
    assert received(hall).number != package.number


def test_the_lease_is_asked_for_once(hall: Hall) -> None:
    """R36, LAW A5: the copy that the first item brought serves the others, and their files say so."""
    first, *others = received(hall).cases
    assert first.materials[LEASE].from_case == ""
    assert {case.materials[LEASE].from_case for case in others} == {first.number}
    # An application form is an original of its own: it never comes from another file.
    assert not any(found.from_case for name, found in others[1].materials.items() if "申请" in name)


def test_names_that_differ_in_width_are_one_material(hall: Hall) -> None:
    """R36: two departments write the same material with other brackets; it is still asked for once."""
    item = hall.item("XK-19")
    wide = LEASE.replace("(", "（").replace(")", "）")
    lines = tuple(
        msgspec.structs.replace(line, name=wide) if line.name == LEASE else line for line in item.materials
    )
    parts = [Part(hall.item("XK-04")), Part(msgspec.structs.replace(item, materials=lines))]
    package = receive_package(hall.office(), parts, PERSON)
    assert isinstance(package, Package), package
    first, second = package.cases
    assert second.materials[wide].from_case == first.number
    receipt = package.papers[1].text()
    assert f"沿用办件{first.number}所收的同一份材料" in "".join(receipt.split())
    assert f"沿用{first.number}" in act_line(second.acts[0])


def test_the_visit_counts_once(hall: Hall) -> None:
    """R1: three items in one visit are one visit, and so are two results fetched together."""
    package = received(hall)
    assert [case.visits for case in package.cases] == [1, 0, 0]
    decided(hall, package, 1)
    decided(hall, package, 2)
    hall.at("2025-10-10T10:00")
    done = deliver_package(hall.office("delivery"), package.number, a.Deliver("counter", receiver="张三"))
    assert isinstance(done, tuple), done
    assert [one.case.item_code for one in done] == ["XK-05", "XK-19"]
    assert {paper.kind for one in done for paper in one.papers} == {"delivery_record"}
    after = now(hall, package)
    assert after.visits == 2
    assert [case.visits for case in after.cases] == [1, 1, 0]
    assert [case.item_code for case in after.open] == ["XK-04"]


def test_every_part_has_its_clocks_and_the_cap_over_all(hall: Hall) -> None:
    """Arts. 26, 42(2), LAW P4: each promised date is its item's own; 45 working days bind all of them."""
    package = received(hall)
    assert package.due is None  # nothing is accepted yet
    for case in package.cases:
        hall.do(case, a.Accept())
    package = now(hall, package)
    joint = {clock.due for case in package.cases if (clock := case.deadline("joint"))}
    assert joint == {package.joint_due}
    assert str(package.joint_due) == "2025-12-04"
    promised = {clock.due: case for case in package.cases if (clock := case.deadline("promised"))}
    assert package.due == max(promised)
    assert package.last is promised[max(promised)]


def test_the_package_says_which_part_waits_for_whom(hall: Hall) -> None:
    """R36: one item may wait for the applicant while the others go on."""
    gap = hall.item("XK-04").materials[0].name
    package = received(hall, *CODES, **{gap: a.Finding("missing")})
    hall.do(package.cases[0], a.NotifyCorrection((gap,)))
    decided(hall, package, 1)
    said = [waits_for(case) for case in now(hall, package).cases]
    assert said == [f"等申请人补正「{gap}」", "等领取或送达", "等窗口受理"]


def test_windows_that_are_offline_never_give_one_number() -> None:
    """R87: two windows and two days, a hundred packages each: four hundred numbers, each found by its own."""
    days = (date(2025, 9, 26), date(2025, 9, 28))
    numbers = {
        package_number("650200", window, day, n): f"650200{window}{day:%Y%m%d}"
        for window in ("W01", "W02")
        for day in days
        for n in range(1, 101)
    }
    assert len(numbers) == 400
    assert all(cases_of_package(number) == beginning for number, beginning in numbers.items())


def test_two_versions_of_one_material_are_reported(hall: Hall) -> None:
    """R36: in order for one item and not for the other is for the clerk to settle; nothing is chosen."""
    parts = [
        Part(hall.item("XK-04")),
        Part(hall.item("XK-05"), {LEASE: a.Finding("defective", "租期已过")}),
    ]
    refused = receive_package(hall.office(), parts, PERSON)
    assert isinstance(refused, Refusal)
    assert refused.code == "conflicting_versions"
    assert LEASE in refused.reason
    assert hall.office().archive.read.numbers() == []
    done = receive_package(hall.office(), parts, PERSON, separate=[LEASE])
    assert isinstance(done, Package)
    assert done.cases[1].gaps == (LEASE,)


def test_all_or_none(hall: Hall) -> None:
    """A part that may not be opened opens none, says which, and uses up no number."""
    parts = [Part(hall.item("XK-04")), Part(hall.item("XK-05"), {"没有的材料": a.Finding("ok")})]
    refused = receive_package(hall.office(), parts, PERSON)
    assert isinstance(refused, Refusal)
    assert refused.code == "unknown_material"
    assert hall.item("XK-05").name in refused.reason
    assert hall.office().archive.read.numbers() == []
    assert received(hall).cases[0].number[-5:-1] == "0001"


def test_a_clock_set_back_opens_no_package(hall: Hall) -> None:
    """R94: as for a single case, nothing is opened before what was recorded last."""
    hall.receive("XK-05")
    early = replace(hall.office(), clock=lambda: moment("2025-09-25T11:00"))
    parts = [Part(hall.item(code)) for code in CODES]
    refused = receive_package(early, parts, PERSON)
    assert isinstance(refused, Refusal)
    assert refused.code == "clock_set_back"
    assert len(hall.office().archive.read.numbers()) == 1


def test_one_item_is_no_package(hall: Hall) -> None:
    """A single item is received as ever."""
    refused = receive_package(hall.office(), [Part(hall.item("XK-04"))], PERSON)
    assert isinstance(refused, Refusal)
    assert refused.code == "package_of_one"


def test_several_corrections_in_one_visit_count_once_and_stand_or_fall_together(hall: Hall) -> None:
    """R1, R36: what was brought for two cases is one visit; a refused one undoes the other."""
    gaps = [hall.item(code).materials[0].name for code in ("XK-04", "XK-05")]
    parts = [
        Part(hall.item(code), {gap: a.Finding("missing")})
        for code, gap in zip(("XK-04", "XK-05"), gaps, strict=True)
    ]
    package = receive_package(hall.office(), parts, PERSON)
    assert isinstance(package, Package), package
    numbers = [case.number for case in package.cases]
    hall.do(package.cases[0], a.NotifyCorrection((gaps[0],)))
    brought = [
        (number, a.ReceiveCorrection({gap: a.Finding("ok")}))
        for number, gap in zip(numbers, gaps, strict=True)
    ]
    refused = act_together(hall.office(), brought)
    assert isinstance(refused, Refusal)
    assert now(hall, package).cases[0].stage == "correcting"
    hall.do(package.cases[1], a.NotifyCorrection((gaps[1],)))
    done = act_together(hall.office(), brought)
    assert isinstance(done, tuple), done
    assert [one.case.visits for one in done] == [2, 0]
    assert verify(hall.office().archive.read, hall.office().now()).good


def test_files_of_two_people_are_never_handled_together(hall: Hall) -> None:
    """R39: several results go to one applicant, not to whoever stands in front."""
    one = hall.receive("XK-05")
    two = hall.office().receive(hall.item("XK-05"), OTHER, {})
    assert isinstance(two, Done)
    refused = act_together(hall.office(), [(one.number, a.Accept()), (two.case.number, a.Accept())])
    assert isinstance(refused, Refusal)
    assert refused.code == "different_applicants"


@pytest.mark.parametrize(
    "number", ["", "YJ", "YJ650200W01202509260001", "650200W01202509260001X", "一件事-1"]
)
def test_a_number_that_is_none_finds_nothing(hall: Hall, number: str) -> None:
    """A package is found by its number alone; a slip of the keys finds none, and says so."""
    assert cases_of_package(number) == ""
    with pytest.raises(KeyError):
        load_package(hall.office().archive.read, number, hall.office().now())
