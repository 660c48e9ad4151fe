"""Red and black lists: what an entry does, when, for whom, and what stays open (R41, R42, LAW L10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from clerk.casework.acts import Person
from clerk.casework.credit import (
    REASON_WORDS,
    CreditEntry,
    ListName,
    Standing,
    ineffective,
    standing,
    subject_number,
    usable,
)
from clerk.casework.policy import load_profile

TODAY = date(2025, 9, 26)
GOOD = "11010519491231002X"
OTHER = "650203199003074518"
COMPANY = "91650203MA78ABCD1T"
FRESH: dict[ListName, date] = {"red": TODAY, "black": TODAY}
ZHANG = Person("张三", id_number=GOOD)
FIRM = Person("演练公司", "organisation", id_number=COMPANY)

BLACK = CreditEntry(
    list="black", kind="person", id_number=GOOD, listed_on=date(2025, 1, 2), name="张三",
    basis="某办法第三条", expires_on=date(2028, 1, 1), repair_path="向认定单位申请修复", source="市平台",
)  # fmt: skip
RED = replace(BLACK, list="red", basis="守信激励办法")


def asked(*entries: CreditEntry, person: Person = ZHANG) -> Standing:
    """The standing today by fresh lists."""
    return standing(entries, person, TODAY, FRESH)


def test_a_listed_person_is_told_with_entry_and_way_out() -> None:
    """R41: black, with the entry behind it, until when, how to repair, and what stays open (R42)."""
    found = asked(BLACK)
    assert (found.credit, found.because, found.told) == ("black", BLACK, (BLACK,))
    for words in ("某办法第三条", "2028-01-01", "市平台", "向认定单位申请修复", "一般程序照常办理"):
        assert words in found.words


def test_nobody_else_is_listed() -> None:
    """Somebody of whom the lists say nothing is normal, and the words say no more."""
    assert asked() == Standing("normal")
    assert asked().words == "不在红黑名单内"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"basis": ""}, "no_basis"),
        ({"basis": " 无 "}, "no_basis"),
        ({"expires_on": None}, "no_expiry"),
        ({"repair_path": ""}, "no_repair_path"),
        ({"repair_path": "—"}, "no_repair_path"),
        ({"repair_path": "n/a"}, "no_repair_path"),
        ({"listed_on": TODAY + timedelta(days=1)}, "not_yet_listed"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expired"),
        ({"repaired_on": TODAY}, "repaired"),
    ],
)
@pytest.mark.parametrize("entry", [BLACK, RED], ids=["black", "red"])
def test_what_lacks_basis_or_time_has_no_effect(
    entry: CreditEntry, change: dict[str, object], reason: str
) -> None:
    """LAW L10, R41: without basis, expiry or way of repair, too early, expired or repaired: nothing."""
    silent = replace(entry, **change)
    assert ineffective(silent, TODAY) == (reason,)
    assert asked(silent) == Standing("normal")
    assert reason in REASON_WORDS


def test_every_reason_is_told() -> None:
    """LAW L10: an entry that lacks several things says each, so that whoever imports it can ask for them."""
    bare = replace(BLACK, basis="", repair_path="", expires_on=None)
    assert ineffective(bare, TODAY) == ("no_basis", "no_expiry", "no_repair_path")


@pytest.mark.parametrize(
    ("on", "credit"),
    [
        (BLACK.listed_on - timedelta(days=1), "normal"),
        (BLACK.listed_on, "black"),
        (date(2028, 1, 1), "black"),
        (date(2028, 1, 2), "normal"),
    ],
)
def test_an_entry_lasts_from_listing_through_expiry(on: date, credit: str) -> None:
    """R41: the day of listing and the last day count; the days around them do not."""
    assert standing([BLACK], ZHANG, on, {"black": on}).credit == credit


def test_repair_ends_an_entry_on_its_day() -> None:
    """R41: listed until the day before the repair, free from that day on."""
    repaired = replace(BLACK, repaired_on=TODAY)
    yesterday = TODAY - timedelta(days=1)
    assert standing([repaired], ZHANG, yesterday, {"black": yesterday}).credit == "black"
    assert asked(repaired).credit == "normal"


def test_a_namesake_is_somebody_else() -> None:
    """R41: the same name with another number is no match; another name with the same number is one."""
    assert asked(BLACK, person=Person("张三", id_number=OTHER)).credit == "normal"
    assert asked(replace(BLACK, name="章三")).credit == "black"


FULL_WIDTH = GOOD.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


@pytest.mark.parametrize("typed", [GOOD.lower(), "110105 19491231-002X", FULL_WIDTH])
def test_numbers_are_compared_normalised(typed: str) -> None:
    """R41, R95: small x, full-width digits and blanks are the same number, on either side."""
    assert asked(BLACK, person=Person("张三", id_number=typed)).credit == "black"
    assert asked(replace(BLACK, id_number=typed)).credit == "black"


def test_persons_and_organisations_are_not_mixed_up() -> None:
    """R95: a credit code and a resident's number are both 18 long; only like is compared with like."""
    firm = replace(BLACK, kind="organisation", id_number=COMPANY)
    assert asked(firm, person=FIRM).credit == "black"
    assert asked(replace(firm, kind="person"), person=FIRM).credit == "normal"
    assert asked(replace(BLACK, kind="organisation")).credit == "normal"


@pytest.mark.parametrize("number", ["", " ", "110105194912310021", COMPANY])
def test_a_number_that_cannot_be_looked_up_is_not_verified(number: str) -> None:
    """R42: without a number that passes, the answer is 未核验, never black and never normal."""
    found = asked(BLACK, person=Person("张三", id_number=number))
    assert found.credit == "unchecked"
    assert "未核验" in found.words


@pytest.mark.parametrize("as_of", [None, TODAY - timedelta(days=31), TODAY + timedelta(days=1)])
def test_without_a_usable_list_nobody_is_black(as_of: date | None) -> None:
    """R42: no list, one older than the policy allows, or one from the future: 未核验, never black."""
    found = standing([BLACK], ZHANG, TODAY, {} if as_of is None else {"black": as_of})
    assert (found.credit, found.told, found.bars) == ("unchecked", (), ())
    assert "未核验" in found.words
    assert "不得按失信处理" in found.words


def test_the_age_is_policy_with_a_default() -> None:
    """R42: on its last day a list still counts; how many days that is, policy says."""
    assert load_profile("hall_default").credit_list_days == 30
    assert usable(TODAY - timedelta(days=30), TODAY)
    assert not usable(TODAY - timedelta(days=8), TODAY, 7)
    assert standing([BLACK], ZHANG, TODAY, {"black": TODAY - timedelta(days=8)}, 7).credit == "unchecked"


def test_on_both_lists_black_decides_and_both_are_told() -> None:
    """R41, R42: the black entry binds for incomplete acceptance; the clerk is told of the red one too."""
    found = asked(RED, BLACK)
    assert (found.credit, found.because, found.told) == ("black", BLACK, (BLACK, RED))
    assert "红名单" in found.words
    assert "黑名单" in found.words


def test_red_is_red() -> None:
    """R41: a red entry closes nothing; without a usable red list nobody is red."""
    assert asked(RED).credit == "red"
    assert asked(RED).bars == ()
    old = standing([RED], ZHANG, TODAY, {"black": TODAY, "red": date(2025, 1, 1)})
    assert (old.credit, old.told) == ("normal", ())
    assert "未核验" in old.words
    assert standing([], ZHANG, TODAY, {"black": TODAY}).note == ""


def test_red_without_a_black_list_is_told_and_not_verified() -> None:
    """R42: the red entry is told, but that nobody could look at the black list is not passed over."""
    found = standing([RED, BLACK], ZHANG, TODAY, {"red": TODAY})
    assert (found.credit, found.told) == ("unchecked", (RED,))


@pytest.mark.parametrize(
    ("restricts", "bars", "credit"),
    [
        ((), ("incomplete_acceptance", "informed_commitment"), "black"),
        (("容缺受理", "告知承诺"), ("incomplete_acceptance", "informed_commitment"), "black"),
        (("不适用容缺受理",), ("incomplete_acceptance",), "black"),
        (("告知承诺制",), ("informed_commitment",), "normal"),
        (("限制高消费",), (), "normal"),
    ],
)
def test_only_what_is_restricted_is_closed(
    restricts: tuple[str, ...], bars: tuple[str, ...], credit: str
) -> None:
    """R42, LAW L10: at most these two doors, and only those that the entry names where it names any."""
    found = asked(replace(BLACK, restricts=restricts))
    assert (found.bars, found.credit) == (bars, credit)
    assert len(found.told) == 1


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
entries = st.builds(
    CreditEntry,
    list=st.sampled_from(["red", "black"]),
    kind=st.sampled_from(["person", "organisation"]),
    id_number=st.sampled_from([GOOD, OTHER, COMPANY, GOOD.lower()]),
    listed_on=days,
    name=st.sampled_from(["张三", "李四"]),
    basis=st.sampled_from(["", "无", "某办法"]),
    expires_on=st.none() | days,
    repair_path=st.sampled_from(["", "-", "申请修复"]),
    repaired_on=st.none() | days,
    restricts=st.sampled_from([(), ("容缺受理",), ("告知承诺",), ("其他",)]),
)
people = st.sampled_from([ZHANG, FIRM, Person("李四", id_number=OTHER), Person("张三")])


@given(st.lists(entries, max_size=8), st.lists(entries, max_size=8), people, days)
def test_an_entry_without_effect_never_changes_a_standing(
    some: list[CreditEntry], more: list[CreditEntry], person: Person, on: date
) -> None:
    """LAW L10, R41: however many of them are imported beside others, the answer is the same to the letter."""
    silent = [entry for entry in more if ineffective(entry, on)]
    lists: dict[ListName, date] = {"red": on, "black": on}
    assert standing([*some, *silent], person, on, lists) == standing(some, person, on, lists)


@given(st.lists(entries, max_size=8), people, days, st.randoms())
def test_the_order_of_a_file_means_nothing(
    some: list[CreditEntry], person: Person, on: date, random: object
) -> None:
    """R41: the same entries in any order give the same standing."""
    shuffled = [*some]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types its generator as an object
    lists: dict[ListName, date] = {"red": on, "black": on}
    assert standing(some, person, on, lists) == standing(shuffled, person, on, lists)


@given(st.lists(entries, max_size=8), people, days, st.none() | days)
def test_black_needs_an_entry_of_that_number_and_a_fresh_list(
    some: list[CreditEntry], person: Person, on: date, as_of: date | None
) -> None:
    """R41, R42: black only by an entry with effect, of this very number, from a usable list."""
    found = standing(some, person, on, {} if as_of is None else {"black": as_of})
    assert found.credit in ("normal", "black", "unchecked")
    if found.credit == "black":
        entry = found.because
        assert entry is not None
        assert entry.list == "black"
        assert not ineffective(entry, on)
        assert entry.id_number.upper() == subject_number(person, on)
        assert usable(as_of, on)
        assert "incomplete_acceptance" in found.bars
