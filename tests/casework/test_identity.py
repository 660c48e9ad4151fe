"""Numbers of identity papers and credit codes: every slip of the hand is found and explained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.cn import uscc as stdnum_uscc

from clerk.casework.identity import (
    FOREIGN_RESIDENT,
    HM_TRAVEL,
    HMT_RESIDENT,
    PAPERS,
    PASSPORT,
    RESIDENT,
    TW_TRAVEL,
    USCC,
    Paper,
    Problem,
    check_paper,
    mask_id,
    recognise,
)
from clerk.casework.numbers import USCC_ALPHABET, check_digit, plain, uscc_check_character

TODAY = date(2025, 9, 26)
GOOD = "11010519491231002X"
GOOD_USCC = "91110000600037341L"


def code_of(kind: str, text: str, today: date = TODAY) -> str:
    """The code of the problem, or ``ok``."""
    result = check_paper(kind, text, today)
    if isinstance(result, Problem):
        assert plain(text) == "" or plain(text) not in result.text, "a sentence never repeats the number"
        return result.code
    return "ok"


def numbered(region: str, born: date, serial: int) -> str:
    """A number with its right check character."""
    body = f"{region}{born:%Y%m%d}{serial:03d}"
    return body + check_digit(body)


births = st.dates(date(1910, 1, 1), TODAY)
residents = st.builds(
    numbered, st.sampled_from(["110105", "650203", "650102", "440524"]), births, st.integers(1, 999)
)
hmt_residents = st.builds(
    numbered, st.sampled_from(["810000", "820000", "830000"]), births, st.integers(1, 999)
)
credit_codes = st.builds(
    lambda body: body + uscc_check_character(body),
    st.builds(
        lambda head, region, rest: head + region + rest,
        st.sampled_from(["91", "92", "12", "51", "N2"]),
        st.sampled_from(["650200", "110000"]),
        st.text(alphabet=USCC_ALPHABET, min_size=9, max_size=9),
    ),
)


@given(residents)
def test_residents_pass_with_their_birth_date(number: str) -> None:
    """A right number passes and gives the birth date; python-stdnum agrees on the check digit."""
    result = check_paper(RESIDENT, number, TODAY)
    assert result == Paper(RESIDENT, number, date(int(number[6:10]), int(number[10:12]), int(number[12:14])))
    assert ric.calc_check_digit(number) == number[17]


@given(residents, st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number: str, place: int, shift: int) -> None:
    """One digit exchanged for any other is always a problem (GB 11643)."""
    old = number[place]
    new = str((int(old) + shift) % 10) if old != "X" else str(shift)
    assert code_of(RESIDENT, number[:place] + new + number[place + 1 :]) != "ok"


@given(residents, st.integers(0, 16))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    """Two different neighbours in the wrong order are always a problem."""
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or code_of(RESIDENT, swapped) != "ok"


@given(hmt_residents)
def test_hong_kong_macau_and_taiwan_residents_pass(number: str) -> None:
    """81, 82 and 83 pass as residence permits whatever the year of birth, and only as such."""
    assert code_of(HMT_RESIDENT, number) == "ok"
    assert code_of(RESIDENT, number) == "other_paper"


@pytest.mark.parametrize("number", ["810000199408230021", "830000199201300022"])
def test_published_sample_permits_have_right_check_digits(number: str) -> None:
    """Two published samples that python-stdnum rejects are right by GB 11643's own arithmetic."""
    weights = [2**power % 11 for power in range(17, 0, -1)]
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    assert "10X98765432"[total % 11] == number[17]
    assert code_of(HMT_RESIDENT, number) == "ok"


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " １１０１０５１９４９１２３１００２Ｘ ",
        "110105 19491231 002X",
        "110105-19491231-002Ⅹ",
    ],
)
def test_ways_of_typing_one_number(typed: str) -> None:
    """Small x, full-width, blanks and hyphens are the same number."""
    assert check_paper(RESIDENT, typed, TODAY) == Paper(RESIDENT, GOOD, date(1949, 12, 31))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("110105194912310021", "check_digit"),
        ("11010519491231002", "length"),
        ("1101051949123100211", "length"),
        ("99010519491231002X", "other_paper"),
        ("66010519491231002X", "region"),
        ("110105194902300021", "birth"),
        ("44052418800101001X", "birth"),
        ("1101O519491231002X", "character"),
        ("X1010519491231002X", "character"),
        ("11010519491231002Y", "character"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٢", "character"),
        ("", "empty"),
        (" 　", "empty"),
    ],
)
def test_wrong_numbers(number: str, code: str) -> None:
    """Each kind of slip has its own problem."""
    assert code_of(RESIDENT, number) == code


def test_birth_in_the_future() -> None:
    """Born tomorrow is wrong today and right tomorrow; the clock is the caller's."""
    tomorrow = TODAY + timedelta(days=1)
    number = numbered("650203", tomorrow, 12)
    assert code_of(RESIDENT, number) == "birth"
    assert code_of(RESIDENT, number, tomorrow) == "ok"


def test_first_generation_cards_are_explained() -> None:
    """A 15-digit number is not accepted, and the sentence says since when and what to ask for."""
    result = check_paper(RESIDENT, "650203900101123", TODAY)
    assert isinstance(result, Problem)
    assert result.code == "first_generation"
    assert "2013年1月1日" in result.text
    assert "18位" in result.text


@pytest.mark.parametrize(
    ("number", "code"),
    [("USA110084102401", "ok"), ("US1110084102401", "length"), ("110105194912310021", "region")],
)
def test_foreign_permanent_residents(number: str, code: str) -> None:
    """The older 15-character card passes by its form; the new one begins with 9."""
    assert code_of(FOREIGN_RESIDENT, number) == code


@given(st.builds(numbered, st.sampled_from(["911840", "965392"]), births, st.integers(1, 999)))
def test_new_foreign_permanent_residents(number: str) -> None:
    """The 2023 card has 18 characters, begins with 9 and has the resident's check digit."""
    assert code_of(FOREIGN_RESIDENT, number) == "ok"
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert code_of(FOREIGN_RESIDENT, wrong) == "check_digit"


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        (PASSPORT, "e12345678", "ok"), (PASSPORT, "EA1234567", "ok"), (PASSPORT, "123456789", "ok"),
        (PASSPORT, "AB", "form"), (PASSPORT, "ABCDEFG", "form"), (PASSPORT, "E1234567护", "form"),
        (HM_TRAVEL, "H12345678", "ok"), (HM_TRAVEL, "M1234567801", "ok"), (HM_TRAVEL, "12345678", "form"),
        (TW_TRAVEL, "01234567", "ok"), (TW_TRAVEL, "0123456789B", "ok"), (TW_TRAVEL, "1234567", "form"),
    ],
)  # fmt: skip
def test_papers_without_a_check_digit(kind: str, number: str, code: str) -> None:
    """Passports and travel permits are checked by their form only."""
    assert code_of(kind, number) == code


@given(credit_codes)
def test_credit_codes_pass(code: str) -> None:
    """A right credit code passes, in small letters too; python-stdnum agrees where it knows the office."""
    assert code_of(USCC, code.lower()) == "ok"
    if code[:8].isdigit():
        assert stdnum_uscc.is_valid(code)


@given(credit_codes, st.integers(0, 17), st.integers(1, 30))
def test_every_single_wrong_character_of_a_credit_code_is_found(code: str, place: int, shift: int) -> None:
    """One character exchanged for any other of the alphabet is always a problem (GB 32100)."""
    new = USCC_ALPHABET[(USCC_ALPHABET.index(code[place]) + shift) % 31]
    assert code_of(USCC, code[:place] + new + code[place + 1 :]) != "ok"


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_credit_codes_never_use(letter: str) -> None:
    """I, O, S, V and Z are named as what they probably are."""
    result = check_paper(USCC, GOOD_USCC[:10] + letter + GOOD_USCC[11:], TODAY)
    assert isinstance(result, Problem)
    assert "不用I、O、S、V、Z" in result.text
    assert "第11位" in result.text


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (GOOD_USCC, "ok"), (GOOD_USCC[:-1], "length"), (GOOD_USCC[:-1] + "M", "check_digit"),
        ("9111000A600037341L", "character"), ("650200123456789", "registration_number"), ("", "empty"),
    ],
)  # fmt: skip
def test_credit_codes(number: str, code: str) -> None:
    """Length, region digits, check character; the old registration number is explained."""
    assert code_of(USCC, number) == code


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (GOOD, RESIDENT), ("810000199408230021", HMT_RESIDENT), ("USA110084102401", FOREIGN_RESIDENT),
        ("E12345678", PASSPORT), ("H12345678", HM_TRAVEL), ("01234567", TW_TRAVEL),
    ],
)  # fmt: skip
def test_kinds_are_recognised(typed: str, kind: str) -> None:
    """A number whose kind nobody named is taken by its form."""
    result = recognise(typed, TODAY)
    assert isinstance(result, Paper)
    assert result.kind == kind


def test_organisations_and_persons_are_not_mixed_up() -> None:
    """A credit code stands for an organisation only, and says so where a person is asked for."""
    assert isinstance(recognise(GOOD_USCC, TODAY, organisation=True), Paper)
    as_person = recognise(GOOD_USCC, TODAY)
    assert isinstance(as_person, Problem)
    assert "单位" in as_person.text
    assert isinstance(recognise(GOOD, TODAY, organisation=True), Problem)


@given(st.text(max_size=20), st.sampled_from(sorted(PAPERS)))
def test_no_input_breaks_a_check(text: str, kind: str) -> None:
    """Whatever is pasted: a paper with a plain ASCII number, or one line of what to do."""
    for result in (check_paper(kind, text, TODAY), recognise(text, TODAY)):
        if isinstance(result, Paper):
            assert result.number.isascii()
        else:
            assert "请" in result.text
            assert "\n" not in result.text


def test_unknown_kind() -> None:
    """A kind that does not exist is the program's mistake, not the clerk's."""
    with pytest.raises(ValueError, match="no such kind"):
        check_paper("library_card", "1", TODAY)


@pytest.mark.parametrize(
    ("number", "masked"),
    [("650203199001011234", "650203********1234"), ("E12345678", "E1*****78"), ("12", "**"), ("", "")],
)
def test_masked_numbers(number: str, masked: str) -> None:
    """Lists show enough to recognise a number and not enough to use it; the length stays."""
    assert mask_id(number) == masked
    assert len(masked) == len(number)
