"""Finding an item the way a clerk types."""

from __future__ import annotations

import pytest

from clerk.catalogue.files import Catalogue, CatalogueError, decode_item, load_builtin
from clerk.catalogue.items import Item
from clerk.catalogue.pinyin import initials


def made(code: str, name: str, department: str = "水务局") -> Item:
    """A small item."""
    limit = {"n": 5, "unit": "wd"}
    return decode_item(
        {
            "id": code,
            "name": name,
            "department": department,
            "type": "行政许可",
            "statutory_limit": limit,
            "promised_limit": limit,
            "materials": [{"name": "申请表"}],
        }
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("劳务派遣", "XK-04"),
        ("派遣", "XK-04"),
        ("lwpq", "XK-04"),
        ("LWPQ", "XK-04"),
        ("ｌｗｐｑ", "XK-04"),
        ("pqjy", "XK-04"),
        ("XK-04", "XK-04"),
        ("xk04", "XK-04"),
        ("ＸＫ－０４", "XK-04"),
        ("xk—04", "XK-04"),
        ("许可 食品", "XK-02"),
        ("食品 许可", "XK-02"),
        ("许可　派遣", "XK-04"),
        ("食品经营许可（餐饮", "XK-02"),
        ("swj 取水", "XK-10"),
        ("水务局 水土", "XK-11"),
        ("人社 派遣", "XK-04"),
        ("rsj lwpq", "XK-04"),
    ],
)
def test_found_first(typed: str, code: str) -> None:
    """Names, codes, departments and initials in any order and width find the item first."""
    assert load_builtin().find(typed)[0].id == code


def test_other_readings_of_a_character_find_too() -> None:
    """A character with two readings is found by either: 行 as h or x, 长 as c or z."""
    catalogue = Catalogue([made("A-1", "银行长期许可")])
    for typed in ("yhcq", "yhzq", "yxcq"):
        assert catalogue.find(typed), typed


def test_the_likeliest_reading_comes_first() -> None:
    """A name whose usual reading fits stands before one that fits by a rarer reading."""
    catalogue = Catalogue([made("A-1", "长期许可"), made("A-2", "执勤许可")])
    assert [item.id for item in catalogue.find("zq")] == ["A-2", "A-1"]


def test_ranking() -> None:
    """This very code, then the beginning of a name, then its initials, then a part of it."""
    catalogue = Catalogue(
        [
            made("A-4", "申请取水"),
            made("A-3", "曲艺许可", "取水局"),
            made("QS", "甲许可"),
            made("A-2", "取水许可"),
        ]
    )
    assert [item.id for item in catalogue.find("取水")] == ["A-2", "A-4", "A-3"]
    assert [item.id for item in catalogue.find("qs")] == ["QS", "A-2", "A-4", "A-3"]


def test_nothing_typed_gives_all_in_order() -> None:
    """Without a word all items come, in the order of the catalogue, up to the limit."""
    assert [item.id for item in load_builtin().find("  ", limit=3)] == ["XK-01", "XK-02", "XK-03"]


@pytest.mark.parametrize("typed", ["没有这个", "zzzzzz", "食品 没有", "--", "\x00", "[", "(?"])
def test_nothing_found(typed: str) -> None:
    """Words that fit nothing find nothing; symbols are no patterns."""
    assert load_builtin().find(typed) == []


def test_get() -> None:
    """A code is known in any case, with or without hyphen; an unknown one gives None."""
    catalogue = load_builtin()
    assert catalogue.get("xk05") is catalogue.get("XK-05")
    assert catalogue.get(" ｘｋ05 ") is catalogue.get("XK-05")
    assert catalogue.get("XK-99") is None
    assert catalogue.get("") is None


def test_codes_that_differ_by_a_hyphen_only_are_refused() -> None:
    """Two items of one code are an error, also where only case or hyphen differ."""
    with pytest.raises(CatalogueError, match="重复"):
        Catalogue([made("A-1", "甲"), made("a1", "乙")])


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("单雄信", "sxx"), ("仇英", "qy"), ("解缙", "xj"), ("曾巩", "zg"), ("区大相", "odx"), ("朴树", "ps"),
        ("查良镛", "zly"), ("尉迟恭", "ycg"), ("万俟卨", "mqx"), ("单于某", "cym"), ("张三", "zs"),
        ("欧阳修", "oyx"), ("阿不都·买买提", "abdmmt"), ("查干·巴特尔", "cgbte"),
        ("John Smith", "johnsmith"), ("", ""),
    ],
)  # fmt: skip
def test_initials_of_people(name: str, letters: str) -> None:
    """Surnames are read as surnames; a transcribed name with a dot has none; Latin letters stay."""
    assert initials(name, surname=True) == letters


def test_initials_of_things() -> None:
    """Without the surname table the common reading holds; signs and unreadable characters are left out."""
    assert initials("单位") == "dw"
    assert initials("劳务派遣(新办)2") == "lwpqxb2"
    assert initials("\U0002b740甲") == "j"
