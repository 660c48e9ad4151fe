"""Notice files: what is read, and what is refused with file, line and reason."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import NoticeError
from calendars.hijri import reckoned
from calendars.importing import read_notice
from calendars.notice_file import parse_notice
from calendars.notices import DayOff, NoticeYear, lawful_total, read_years

GOOD = """\
region = "national"
year = 2026
title = "国务院办公厅关于2026年部分节假日安排的通知"
number = "国办发明电〔2025〕7号"
issued = 2025-11-04
checksum = 4
off = [
  { name = "元旦", from = 2025-12-31, to = 2026-01-01 },
  { name = "国庆节", from = 2026-10-01, to = 2026-10-04 },
]
work = [2025-12-28, 2026-10-17]

[[change]]
title = "调整"
off = [{ name = "国庆节", from = 2026-10-04, to = 2026-10-06 }]
work = [2026-10-10]
cancel_work = [2026-10-17]
"""
OVERLAP = '{ name = "中秋节", from = 2026-10-03, to = 2026-10-03 },\n  { name = "国庆节"'
FEAST = """\
region = "xinjiang"
year = 2027
title = "新疆维吾尔自治区人民政府办公厅关于2027年节假日放假安排的通知"
number = "新政办发〔2026〕1号"

[[feast]]
name = "古尔邦节"
off = [{ name = "古尔邦节", from = 2027-05-17, to = 2027-05-19 }]
"""


def test_a_notice_and_its_change_are_read() -> None:
    """Both rulings, in the order of issue; a ruling without a number is cited by its title."""
    year = parse_notice(GOOD, "2026.toml")
    assert year.rulings[0].off[1] == DayOff("国庆节", date(2026, 10, 1), date(2026, 10, 4))
    assert (year.rulings[0].source, year.rulings[0].issued) == ("国办发明电〔2025〕7号", date(2025, 11, 4))
    assert (year.rulings[1].source, year.rulings[1].work) == ("调整", (date(2026, 10, 10),))
    assert year.worked() == {date(2025, 12, 28), date(2026, 10, 10)}
    assert year.total() == 4
    assert (year.assumed, year.amends) == (False, False)


def test_a_regional_notice_is_sure_of_its_feasts() -> None:
    """What was read in the notice is confirmed; the reckoned day is found where it is not written."""
    (feast,) = parse_notice(FEAST, "x.toml").feasts
    assert (feast.confirmed, feast.state, feast.reckoned) == (True, "known", date(2027, 5, 17))
    assert feast.ruling.source == "新政办发〔2026〕1号"


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("checksum = 4", "checksum = 3", 6, "2026年的校验数(放假的平日数减补班日数)应为3,实为4"),
        (
            "checksum = 4\n",
            "",
            6,
            "应为13,实为4;请核对放假和补班的日期;通知确实如此时,在文件中写明 checksum = 4",
        ),
        ("checksum = 4", 'checksum = "4"', 6, "checksum 要写成不带引号的整数"),
        ("to = 2026-10-04", "to = 2026-09-04", 9, "国庆节的终日 2026-09-04 早于始日 2026-10-01"),
        ("to = 2026-10-04", "to = 2026-12-04", 9, "超过31日"),
        ("to = 2026-10-04", "to = 2062-10-04", 9, "不合理"),
        ('{ name = "国庆节"', OVERLAP, 9, "中秋节(自 2026-10-03)与国庆节(至 2026-10-04)重叠"),
        ("from = 2025-12-31", "from = 2025-12-24", 8, "2025-12-24不在2026年内;只有上一年12月25日以后"),
        ("2026-10-17]", "2027-01-02]", 11, "2027-01-02不在2026年内"),
        ("work = [2026-10-10]", "work = [2026-10-12]", 16, "2026-10-12不能是补班日:它不是周末"),
        (
            "work = [2025-12-28, 2026-10-17]",
            "work = [2025-12-28, 2026-10-03]",
            9,
            "2026-10-03既放假(国庆节)又补班",
        ),
        ("cancel_work = [2026-10-17]", "cancel_work = [2026-10-24]", 17, "2026-10-24 本来就不是补班日"),
        ("from = 2026-10-01", 'from = "2026-10-01"', 9, "不是日期"),
        ("from = 2026-10-01", "from = 2026-10-01T00:00:00", 9, "不是日期"),
        ("from = 2026-10-01", "from = 2026-13-01", 9, "不是有效的 TOML"),
        ("from = 2026-10-01, ", "", 9, "缺少字段 from"),
        ("year = 2026", "", 1, "缺少字段 year"),
        ("year = 2026", "year = ", 2, "不是有效的 TOML"),
        ("year = 2026", "year = 2017", 2, "年度 2017 不在 2018 至 2100 之间,工作日历从 2018 年开始"),
        ("year = 2026", "year = true", 2, "整数"),
        ('region = "national"', 'region = "mars"', 1, "没有地区“mars”;可用的有:national、xinjiang"),
        ('region = "national"', 'region = "xinjiang"', 7, "写在 [[feast]] 里"),
        ('title = "国务院', 'titel = "国务院', 3, "不认识的字段 titel"),
        ('title = "调整"', 'titel = "调整"', 14, "不认识的字段 titel"),
        ('{ name = "元旦", ', '{ nane = "元旦", ', 8, "不认识的字段 nane"),
        ('{ name = "元旦", ', "{ ", 8, "缺少字段 name"),
        ('title = "调整"', "", 13, "缺少字段 title"),
        ('title = "调整"', "title = 5", 14, "带引号的文字"),
        ("[[change]]", "[change]", 13, "两层方括号"),
        ("[[change]]", "[[feast]]", 13, "全国通知没有 [[feast]]"),
        ("work = [2026-10-10]", "work = 2026-10-10", 16, "work 要写成列表"),
        ("off = [{ name", "off = [5, { name", 15, "放假要写成"),
        ("issued = 2025-11-04", 'issued = "去年"', 5, "不是日期"),
        ("checksum = 4", 'confidence = "maybe"', 6, "confidence 只能是"),
    ],
)
def test_a_file_that_cannot_be_used_names_line_and_reason(
    old: str, new: str, line: int, complaint: str
) -> None:
    """The administrator reads where to look and what to do."""
    assert old in GOOD
    with pytest.raises(NoticeError) as caught:
        parse_notice(GOOD.replace(old, new, 1), "2026.toml")
    assert str(caught.value).startswith(f"放假通知文件 2026.toml 第{line}行:")
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("2027-05-17, to = 2027-05-19", "2027-06-17, to = 2027-06-19", 8, "离推算的 2027-05-17 超过7日"),
        (
            'off = [{ name = "古尔邦节", from = 2027-05-17, to = 2027-05-19 }]',
            'confidence = "high"',
            6,
            "没有放假日期",
        ),
        ("[[feast]]", "[[feast]]\nconfidence = 5", 7, "带引号的文字"),
        ("[[feast]]", '[[feast]]\nconfidence = "sure"', 7, "confidence 只能是 high"),
        ("[[feast]]", "[[feast]]\nwork = [2027-05-18]", 7, "不是周末"),
        ("[[feast]]", "work = []\n[[feast]]", 6, "写在 [[feast]] 里"),
        ("[[feast]]", "[[fest]]", 6, "不认识的字段 fest"),
    ],
)
def test_a_regional_file_that_cannot_be_used(old: str, new: str, line: int, complaint: str) -> None:
    """A feast has its days near where it is reckoned, or the file says otherwise itself."""
    assert old in FEAST
    with pytest.raises(NoticeError, match=r"x\.toml") as caught:
        parse_notice(FEAST.replace(old, new, 1), "x.toml")
    assert f"第{line}行" in str(caught.value)
    assert complaint in str(caught.value)


def test_a_feast_far_from_its_reckoning_can_be_stated() -> None:
    """Who has read it in the notice writes the day it was reckoned from."""
    moved = FEAST.replace("2027-05-17, to = 2027-05-19", "2027-06-17, to = 2027-06-19")
    stated = moved.replace('name = "古尔邦节"\n', 'name = "古尔邦节"\nreckoned = 2027-06-17\n')
    assert parse_notice(stated, "x.toml").feasts[0].reckoned == date(2027, 6, 17)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "缺少字段 region"),
        ('region = "national"\nyear = 2027\n', "没有放假安排"),
        ('region = "national"\nyear = 2027\nwork = []\n[[change]]\ntitle = "t"\n', "work 要与 off 写在一起"),
        ('region = "national"\nyear = 2027\n[[change]]\ntitle = "t"\n', "这一条调整没有内容"),
        ('region = "xinjiang"\nyear = 2027\ntitle = "t"\n[[feast]]\nname = "火把节"\n', "也没有推算日期"),
    ],
)
def test_a_file_without_an_arrangement_is_refused(text: str, complaint: str) -> None:
    """Something must be off, worked or changed."""
    with pytest.raises(NoticeError, match=complaint):
        parse_notice(text, "x.toml")


def test_files_that_are_no_text_are_refused_by_name(tmp_path: Path) -> None:
    """Not there, too large, not UTF-8; a byte order mark and Windows line ends do no harm."""
    file = tmp_path / "n.toml"
    with pytest.raises(NoticeError, match="读不了"):
        read_notice(file)
    file.write_bytes(b"x = 1\n\xff\n")
    with pytest.raises(NoticeError, match="第2行:不是 UTF-8"):
        read_notice(file)
    file.write_bytes(b" " * (1 << 21))
    with pytest.raises(NoticeError, match="太大"):
        read_notice(file)
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_notice(file) == parse_notice(GOOD, str(file))


@pytest.mark.parametrize("region", ["national", "xinjiang"])
def test_the_built_in_files_are_read_by_the_same_rules(region: str) -> None:
    """Every one passes; the lawful checksum is 11 until 2024 and 13 in 2020 and from 2025."""
    years = read_years(region)
    assert [year.year for year in years][:10] == list(range(2018, 2028))
    for year in years:
        if region == "national" and not year.assumed:
            assert year.total() == year.checksum == lawful_total(year.year)


def feasts(year: NoticeYear) -> list[tuple[str, date]]:
    """The feasts of a year with their reckoned days."""
    return [(feast.name, feast.reckoned) for feast in year.feasts]


def test_feasts_are_reckoned_as_the_data_say() -> None:
    """The arithmetic agrees with the reckoned day of every feast in the data."""
    for year in read_years("xinjiang"):
        for name, day in feasts(year):
            assert day in reckoned(name, year.year)
    assert len(reckoned("肉孜节", 2033)) == 2  # both ends of the year


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 12), st.text('"=[]{},.-#\n0129aT:offwork春', max_size=8))
@settings(max_examples=300)
def test_a_slip_of_the_pen_is_read_or_refused_with_its_line(at: int, length: int, text: str) -> None:
    """Whatever is mistyped, nothing but a notice or a NoticeError that says where comes out."""
    for good in (GOOD, FEAST):
        slipped = good[:at] + text + good[at + length :]
        with suppress(NoticeError):
            assert parse_notice(slipped, "x.toml").year >= 2018
            continue
        with pytest.raises(NoticeError, match=r"^放假通知文件 x\.toml 第\d+行:"):
            parse_notice(slipped, "x.toml")


def test_a_number_too_long_to_read_is_refused() -> None:
    """Python's own limit on digits is no crash."""
    with pytest.raises(NoticeError, match="不是有效的 TOML"):
        parse_notice("year = " + "1" * 10_000, "x.toml")
