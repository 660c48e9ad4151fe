"""Names and telephone numbers (R92, R95)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.casework.contacts import LONGEST_PERSON, check_name, check_phone, mask_phone
from clerk.casework.identity import Problem


@pytest.mark.parametrize("dot", "·‧•・･∙⋅●.．。")
@pytest.mark.parametrize("around", ["", " ", "　"])
def test_every_dot_becomes_the_middle_dot(dot: str, around: str) -> None:
    """All the dots that people type between the parts of a name are one and the same."""
    assert check_name(f"阿不都热合曼{around}{dot}{around}买买提") == "阿不都热合曼·买买提"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 张三 \n", "张三"),
        ("张　三", "张三"),
        ("\ufeff张三", "张三"),
        ("John  Smith", "John Smith"),
        ("J. R. O'Neil-Smith", "J. R. O'Neil-Smith"),
        ("ئابدۇراخمان", "ئابدۇراخمان"),
        ("\U00030edd某", "\U00030edd某"),
        ("㛃﨑", "㛃﨑"),
        ("ＡＢ公司", "ＡＢ公司"),
    ],
)
def test_names_are_put_in_order_and_nothing_more(typed: str, name: str) -> None:
    """Blanks at the ends and between Chinese characters go; every character stays what it is."""
    assert check_name(typed) == name


def test_long_names_with_dots() -> None:
    """25 characters with a dot are an ordinary name (R92); 50 is the most, 51 is too long."""
    long = "阿卜杜热合曼江巴依木拉提·买买提吐尔逊尼亚孜阿吉汗"
    assert len(long) >= 25
    assert check_name(long) == long
    assert check_name("买" * LONGEST_PERSON) == "买" * LONGEST_PERSON
    assert isinstance(check_name("买" * (LONGEST_PERSON + 1)), Problem)
    assert check_name("公" * 60, organisation=True) == "公" * 60


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"), (" 　", "empty"), ("12345", "no_letters"), ("１２３", "no_letters"),
        ("--", "no_letters"),
        ("张\n三", "control"), ("张\x00三", "control"), ("张\u2028三", "control"), ("张\ud800", "control"),
        ("·张", "dot"), ("买买提·", "dot"),
    ],
)  # fmt: skip
def test_what_is_no_name(typed: str, code: str) -> None:
    """Nothing, numbers only, control characters and dots at an end are refused with a sentence."""
    result = check_name(typed)
    assert isinstance(result, Problem)
    assert result.code == code
    assert "请" in result.text


def test_organisations_keep_their_full_stops() -> None:
    """A full stop in an organisation's name is its own."""
    assert check_name("甲.乙公司", organisation=True) == "甲.乙公司"


@given(st.text(max_size=60))
def test_a_name_is_stable_and_writable(text: str) -> None:
    """A name that passed passes again unchanged, and can be written as UTF-8."""
    name = check_name(text)
    if isinstance(name, str):
        assert check_name(name) == name
        name.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("１３８－１２３４－５６７８", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("0086-138-1234-5678", "13812345678"),
        ("0990-6222222", "0990-6222222"),
        ("(0990)6222222", "0990-6222222"),
        ("（0990） 6222222", "0990-6222222"),
        ("09906222222转801", "0990-6222222-801"),
        ("0990-6222222分机801", "0990-6222222-801"),
        ("0990-6222222-801", "0990-6222222-801"),
        ("010-12345678", "010-12345678"),
        ("+86 990 6222222", "0990-6222222"),
        ("+86 10 12345678", "010-12345678"),
        ("400-800-1234", "400-800-1234"),
        ("+852 2345 6789", "+85223456789"),
        ("00852 23456789", "+85223456789"),
    ],
)
def test_telephones(typed: str, number: str) -> None:
    """Mobile, landline with area code and extension, service and foreign numbers, in one form each."""
    assert check_phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"), ("1381234567", "mobile"), ("12812345678", "mobile"), ("138123456789", "mobile"),
        ("6222222", "area_code"), ("62222222", "area_code"), ("abc", "character"), ("问他妈妈", "character"),
        ("0990622", "area_code"), ("999", "form"), ("١٣٨١٢٣٤٥٦٧٨", "character"),
    ],
)  # fmt: skip
def test_what_is_no_telephone(typed: str, code: str) -> None:
    """Each kind of slip has its own sentence, which does not repeat the number."""
    result = check_phone(typed)
    assert isinstance(result, Problem)
    assert result.code == code
    assert not typed or typed not in result.text


@pytest.mark.parametrize(
    ("number", "masked"), [("13812345678", "138****5678"), ("0990-6222222", "****-***2222"), ("12", "*2")]
)
def test_masked_telephones(number: str, masked: str) -> None:
    """Lists show the end of a number, and of a mobile number its beginning."""
    assert mask_phone(number) == masked
