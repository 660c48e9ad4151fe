"""The materials library (材料库): what was handed in before serves again. R36, LAW A5."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.catalogue.files import CatalogueError, decode_item
from clerk.catalogue.items import Item, Material
from clerk.desk.library import Copy, conflicts, copies, good_until, reusable
from clerk.desk.office import Done
from tests.desk.conftest import PERSON, Hall

LEASE = "场所使用证明(产权证或租赁合同)"


def there(hall: Hall, visit: str = "") -> list[Copy]:
    """What the library has of the person."""
    return copies(hall.office().archive.read, PERSON.id_number, hall.office().now(), visit)


def lease(found: list[Copy]) -> Copy:
    """The copies of the lease, of which there is one."""
    leases = [copy for copy in found if copy.material == LEASE]
    assert len(leases) == 1, leases
    return leases[0]


def limited(item: Item, **validity: int) -> Item:
    """The item whose catalogue says how long a lease stays good."""
    lines = tuple(
        msgspec.structs.replace(line, **validity) if line.name == LEASE else line for line in item.materials
    )
    return msgspec.structs.replace(item, materials=lines)


def brought(hall: Hall, item: Item, issued_on: date | None = None) -> Case:
    """A case for which a lease was brought, with the day on it."""
    done = hall.office().receive(item, PERSON, {LEASE: a.Finding("ok", copies=1, issued_on=issued_on)})
    assert isinstance(done, Done)
    return done.case


def test_what_was_handed_in_before_is_listed_with_case_and_date(hall: Hall) -> None:
    """R36: the material, the case it lies in, the day it came, and how many."""
    case = hall.receive("XK-05")
    copy = lease(there(hall.at("2025-10-20T10:00")))
    assert (copy.case, str(copy.on), copy.originals, copy.copies) == (case.number, "2025-09-26", 0, 1)
    assert copy.fits(date(2025, 10, 20))
    assert not copy.same_visit
    assert there(hall, "YJ1") == there(hall)


def test_a_reuse_stands_on_both_sides(hall: Hall) -> None:
    """R36: the second file names the first one, and the library says which cases rest on a copy."""
    first = hall.receive("XK-05")
    hall.at("2025-10-20T10:00")
    offer = {one.material: one for one in reusable(there(hall), hall.item("XK-19"), date(2025, 10, 20))}
    found = offer[LEASE].finding
    assert found is not None
    assert found.from_case == first.number
    done = hall.office().receive(hall.item("XK-19"), PERSON, {LEASE: found})
    assert isinstance(done, Done)
    assert done.case.materials[LEASE].from_case == first.number
    assert lease(there(hall)).used_by == (done.case.number,)


def test_a_copy_is_never_older_than_its_validity(hall: Hall) -> None:
    """R36: good through the last day that the catalogue gives it from the day on the paper, then no more."""
    item = limited(hall.item("XK-05"), valid_months=3)
    brought(hall, item, date(2025, 7, 31))
    copy = lease(there(hall))
    assert str(copy.good_until) == "2025-10-31"
    for day, fits in ((date(2025, 10, 31), True), (date(2025, 11, 1), False)):
        assert copy.fits(day) is fits
        offered = [one.material for one in reusable([copy], item, day)]
        assert (LEASE in offered) is fits


def test_the_stricter_of_two_lists_says_how_long(hall: Hall) -> None:
    """R36: an item that wants a newer paper than the one that it came with does not get the old one."""
    brought(hall, limited(hall.item("XK-05"), valid_months=6), date(2025, 7, 1))
    strict = limited(hall.item("XK-19"), valid_days=30)
    offered = [one.material for one in reusable(there(hall), strict, date(2025, 9, 26))]
    assert LEASE not in offered


def test_an_undated_paper_counts_from_the_day_it_came(hall: Hall) -> None:
    """R36: nobody wrote down the day on it, so the copy says that its date is not known."""
    brought(hall, limited(hall.item("XK-05"), valid_days=10))
    copy = lease(there(hall))
    assert (copy.dated, str(copy.good_until)) == (False, "2025-10-06")


def test_two_versions_in_one_visit_are_reported_and_none_chosen(hall: Hall) -> None:
    """R36: leases of two dates on one day: both are named, the clerk chooses."""
    brought(hall, hall.item("XK-05"), date(2025, 7, 1))
    brought(hall, hall.item("XK-04"), date(2024, 1, 1))
    found, today = there(hall), date(2025, 9, 26)
    assert {one.issued_on for one in conflicts(found, today)[LEASE]} == {date(2025, 7, 1), date(2024, 1, 1)}
    offer = next(one for one in reusable(found, hall.item("XK-19"), today) if one.material == LEASE)
    assert (offer.copy, offer.finding, len(offer.versions)) == (None, None, 2)
    # On another day they are two old copies, of which the newer serves.
    hall.at("2025-10-20T10:00")
    later = next(
        one for one in reusable(there(hall), hall.item("XK-19"), date(2025, 10, 20)) if one.material == LEASE
    )
    assert later.copy is not None
    assert later.copy.issued_on == date(2025, 7, 1)


def test_what_was_given_back_is_not_there_any_more(hall: Hall) -> None:
    """R36: a withdrawn application's materials went back to the applicant."""
    case = hall.receive("XK-05")
    hall.do(case, a.Withdraw("不办了"))
    assert not lease(there(hall)).held
    assert reusable(there(hall), hall.item("XK-19"), date(2025, 9, 26)) == []


def test_nobody_elses_papers_are_found(hall: Hall) -> None:
    """R36, R90: only whole numbers match, and without a number there is nothing."""
    hall.receive("XK-05")
    reader, now = hall.office().archive.read, hall.office().now()
    assert copies(reader, PERSON.id_number[:-1], now) == []
    assert copies(reader, PERSON.name, now) == []
    assert copies(reader, "", now) == []


def test_a_whistle_blowers_papers_stay_out_of_it(hall: Hall) -> None:
    """R90: what was handed in for a confidential item is offered nowhere else."""
    secret = msgspec.structs.replace(hall.item("XK-05"), confidential=True)
    brought(hall, secret)
    assert there(hall) == []


def test_forms_and_originals_are_never_reused(hall: Hall) -> None:
    """R36: an application form is about its own item; an original stays in its own file."""
    item = hall.item("XK-05")
    hall.receive("XK-05")
    offered = {one.material for one in reusable(there(hall), item, date(2025, 9, 26))}
    for line in item.materials:
        if line.original_count or line.name.endswith(("申请书", "申请表", "承诺书")):
            assert line.name not in offered


@pytest.mark.parametrize("validity", [{"valid_months": -1}, {"valid_days": 99999}, {"valid_months": "3"}])
def test_a_validity_that_makes_no_sense_is_refused(validity: dict[str, object]) -> None:
    """A catalogue file with a wrong validity is refused with the material's name."""
    limit = {"n": 5, "unit": "wd"}
    data = {
        "id": "X-1", "name": "某事项", "department": "某局", "type": "公共服务",
        "statutory_limit": limit, "promised_limit": limit, "materials": [{"name": "体检表", **validity}],
    }  # fmt: skip
    with pytest.raises(CatalogueError):
        decode_item(data)


@given(st.dates(date(2018, 1, 1), date(2026, 12, 31)), st.integers(0, 60), st.integers(0, 400))
def test_a_longer_validity_never_ends_earlier(since: date, months: int, days: int) -> None:
    """R36: months and days only add up."""
    line = Material("体检表", valid_months=months, valid_days=days)
    end = good_until(line, since)
    if not months and not days:
        assert end is None
        return
    assert end is not None
    assert end > since
    longer = good_until(msgspec.structs.replace(line, valid_days=days + 1), since)
    assert longer is not None
    assert longer > end
