"""Notice files: what is read, and what is refused with the file's name."""

from __future__ import annotations

from datetime import date

import pytest

from calendars import NoticeError
from calendars.notices import DayOff, parse_year

GOOD = """
region = "national"
year = 2026
title = "国务院办公厅关于2026年部分节假日安排的通知"
number = "国办发明电〔2025〕7号"
issued = 2025-11-04
confidence = "high"
checksum = 2
off = [{ name = "国庆节", from = 2026-10-01, to = 2026-10-04 }]
work = []

[[change]]
title = "调整"
off = [{ name = "国庆节", from = 2026-10-05, to = 2026-10-05 }]
work = [2026-10-10]
"""


def test_a_notice_and_its_change_are_read() -> None:
    """Both rulings, in the order of issue; a ruling without a number is cited by its title."""
    year = parse_year(GOOD, "2026.toml")
    assert year.rulings[0].off == (DayOff("国庆节", date(2026, 10, 1), date(2026, 10, 4)),)
    assert (year.rulings[0].source, year.rulings[0].issued) == ("国办发明电〔2025〕7号", date(2025, 11, 4))
    assert (year.rulings[1].source, year.rulings[1].work) == ("调整", (date(2026, 10, 10),))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("checksum = 2", "checksum = 3", "校验数应为3,实为2"),
        ("to = 2026-10-04", "to = 2026-09-04", "起止日期不合理"),
        ("to = 2026-10-04", "to = 2062-10-04", "起止日期不合理"),
        ("work = [2026-10-10]", "work = [2026-10-12]", "不能是补班日"),
        ("work = [2026-10-10]", "work = [2026-10-04]", "不能是补班日"),
        ("from = 2026-10-01", 'from = "2026-10-01"', "不是日期"),
        ("from = 2026-10-01", "from = 2026-10-01T00:00:00", "不是日期"),
        ("year = 2026", "", "缺少字段 year"),
        ("year = 2026", "year = ", "有误"),
        ("off = [{", "off = 5 #", "有误"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(old: str, new: str, complaint: str) -> None:
    """The error names the file and what is wrong in it."""
    assert old in GOOD
    with pytest.raises(NoticeError, match=complaint) as caught:
        parse_year(GOOD.replace(old, new, 1), "2026.toml")
    assert "2026.toml" in str(caught.value)
