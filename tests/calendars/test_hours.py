"""Office hours: seasons, exceptional days, files that cannot be used, and the day an arrival counts on."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from calendars.errors import HoursError
from calendars.hours import (
    BEIJING,
    ArrivalRule,
    OfficeHours,
    arrival_day,
    cut_off,
    load_hours,
    parse_hours,
    read_hours,
)

D = date.fromisoformat
AT = datetime.fromisoformat
XINJIANG = load_calendar("xinjiang")
SEEN = load_hours("xinjiang")
HALL = """\
name = "demo"
title = "示例大厅作息时间"
confirmed = true

[[season]]
name = "全年"
from = "01-01"
sessions = ["10:00-14:00", "15:30-19:30"]

[[except]]
name = "周五下午政治学习"
rule = "FREQ=WEEKLY;BYDAY=FR"
sessions = ["10:00-14:00"]

[[except]]
name = "系统割接,全天不对外"
on = [2026-11-24]
sessions = []
"""


@pytest.mark.parametrize(
    ("day", "season", "closes"),
    [
        ("2026-04-30", "冬季", "19:30"),
        ("2026-05-01", "夏季", "20:00"),
        ("2026-09-30", "夏季", "20:00"),
        ("2026-10-01", "冬季", "19:30"),
        ("2027-01-01", "冬季", "19:30"),
    ],
)
def test_seasons_return_every_year(day: str, season: str, closes: str) -> None:
    """LAW T6: summer hours from 1 May, winter hours from 1 October."""
    assert SEEN.season(D(day)).name == season
    assert SEEN.closes(D(day)) == AT(f"{day}T{closes}+08:00")


def test_the_hours_seen_elsewhere_are_not_confirmed() -> None:
    """What was seen in notices of 2022 is for the hall to confirm."""
    assert not SEEN.confirmed
    assert SEEN.sessions(D("2026-07-01")) == ((time(10), time(14)), (time(16), time(20)))


def test_a_hall_may_give_its_own_file_with_exceptional_days() -> None:
    """Recurring and single days with other hours, or none."""
    hall = parse_hours(HALL, "hall.toml")
    assert hall.confirmed
    assert hall.closes(D("2026-11-19")) == AT("2026-11-19T19:30+08:00")
    assert hall.closes(D("2026-11-20")) == AT("2026-11-20T14:00+08:00")
    assert hall.closes(D("2026-11-24")) is None
    assert hall.sessions(D("2026-11-24")) == ()


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        ("2026-11-24T10:00", True),
        ("2026-11-24T09:59", False),
        ("2026-11-24T14:00", False),  # lunch
        ("2026-11-24T19:29", True),
        ("2026-11-24T19:30", False),
        ("2026-11-28T11:00", False),  # a Saturday
        ("2026-10-10T11:00", True),  # a worked Saturday
        ("2026-11-24T03:00+00:00", True),  # 11:00 in Beijing
    ],
)
def test_open_at(at: str, open_: bool) -> None:
    """Sessions of working days; times without an offset are Beijing's."""
    assert SEEN.open_at(AT(at), XINJIANG) is open_


@pytest.mark.parametrize(
    ("at", "counter", "ticket", "rule", "day"),
    [
        ("2026-11-24T19:29", True, None, "next_working_day", "2026-11-24"),
        ("2026-11-24T14:30", True, None, "next_working_day", "2026-11-24"),  # before closing, at lunch
        ("2026-11-24T19:30", True, None, "next_working_day", "2026-11-25"),
        ("2026-11-24T19:50", True, None, "same_day", "2026-11-24"),
        ("2026-11-24T19:50", True, "2026-11-24T19:29", "next_working_day", "2026-11-24"),
        ("2026-11-24T19:50", True, "2026-11-24T19:40", "next_working_day", "2026-11-25"),
        ("2026-11-24T19:50", True, "2026-11-23T11:00", "next_working_day", "2026-11-25"),  # yesterday's
        ("2026-11-27T19:50", True, None, "next_working_day", "2026-11-30"),  # a Friday
        ("2026-07-10T19:50", True, None, "next_working_day", "2026-07-10"),  # summer: still open
        ("2026-11-28T11:00", True, None, "next_working_day", "2026-11-28"),  # a Saturday that it opens
        ("2026-11-28T20:00", True, None, "next_working_day", "2026-11-30"),
        ("2026-11-24T23:59", False, None, "next_working_day", "2026-11-24"),  # online
        ("2026-11-28T03:00", False, None, "next_working_day", "2026-11-28"),
        ("2026-11-24T16:30+00:00", False, None, "next_working_day", "2026-11-25"),  # 00:30 in Beijing
    ],
)
def test_the_day_an_arrival_counts_on(
    at: str, counter: bool, ticket: str | None, rule: ArrivalRule, day: str
) -> None:
    """LAW default 5, COUNTING 4, 民法典 art. 203: a counter's day ends at closing, a system's at midnight."""
    drawn = AT(ticket) if ticket else None
    assert arrival_day(AT(at), counter, SEEN, XINJIANG, drawn, rule) == D(day)


@given(st.datetimes(datetime(2018, 1, 2), datetime(2026, 12, 1)), st.booleans())
def test_an_arrival_never_counts_before_it_came(at: datetime, counter: bool) -> None:
    """It counts on its day or on the next working day; while the hall is open, on its day."""
    counted = arrival_day(at, counter, SEEN, XINJIANG)
    assert counted in (at.date(), XINJIANG.add_working_days(at.date(), 1))
    if SEEN.open_at(at, XINJIANG):
        assert counted == at.date()


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_every_day_has_its_sessions_in_order(day: date) -> None:
    """Each session ends before the next begins, and the hall closes with the last."""
    moments = [moment for session in SEEN.sessions(day) for moment in session]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert SEEN.closes(day) == datetime.combine(day, moments[-1], BEIJING)
    assert SEEN.closes(day) == SEEN.closes(day).astimezone(UTC)  # type: ignore[union-attr]  # it has sessions


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ('name = "demo"', "name = demo", 1, "不是有效的 TOML"),
        ('title = "示例大厅作息时间"', "", 1, "缺少 title"),
        ("confirmed = true", 'confirmed = "yes"', 3, "confirmed 只能是"),
        ("confirmed = true", "open = true", 3, "不认识的字段 open"),
        ('from = "01-01"', 'from = "13-01"', 7, "from 要写成月-日"),
        ('from = "01-01"', "from = 2026-01-01", 7, "from 要写成月-日"),
        ('from = "01-01"', 'from = "02-29"', 7, "2月29日"),
        ('from = "01-01"', "", 5, "from"),
        ('"15:30-19:30"', '"下午"', 8, "看不懂时段“下午”"),
        ('"15:30-19:30"', '"15:30-25:00"', 8, "看不懂时段"),
        ('"15:30-19:30"', '"13:30-19:30"', 8, "先后不对"),
        ('"15:30-19:30"', '"19:30-15:30"', 8, "先后不对"),
        ('sessions = ["10:00-14:00", "15:30-19:30"]', "sessions = []", 5, "缺少 sessions"),
        ("FREQ=WEEKLY;BYDAY=FR", "EVERY FRIDAY", 12, "看不懂重复规则"),
        ("FREQ=WEEKLY;BYDAY=FR", "FREQ=SECONDLY", 12, "看不懂重复规则"),
        ("on = [2026-11-24]", 'on = ["2026-11-24"]', 17, "on 要写成日期"),
        ("on = [2026-11-24]", "", 15, "二者写一个"),
        ("[[season]]", "[season]", 5, "[[season]]"),
        ("[[season]]", "[[except]]", 5, "season"),
    ],
)
def test_a_file_that_cannot_be_used_names_line_and_reason(
    old: str, new: str, line: int, complaint: str
) -> None:
    """The administrator reads where to look."""
    assert old in HALL
    with pytest.raises(HoursError) as caught:
        parse_hours(HALL.replace(old, new, 1), "hall.toml")
    said = str(caught.value)
    assert complaint in said
    assert "hall.toml 第" in said
    if complaint != "season":
        assert f"第{line}行" in said


def test_two_seasons_from_one_day_are_refused() -> None:
    """Nobody could say which holds."""
    twice = HALL + '\n[[season]]\nname = "又一个"\nfrom = "01-01"\nsessions = ["09:00-12:00"]\n'
    with pytest.raises(HoursError, match="第20行:两个季节从同一天开始"):
        parse_hours(twice, "hall.toml")


def test_unknown_hours_are_named_with_the_known_ones() -> None:
    """The error lists what there is."""
    with pytest.raises(HoursError, match="可用的有:xinjiang"):
        load_hours("mars")


def test_due_dates_do_not_wait_for_dateutil() -> None:
    """The calendars load, and answer in working days, without it."""
    program = (
        "import sys, datetime, calendars, calendars.hours as hours\n"
        "calendar = calendars.load_calendar('xinjiang')\n"
        "calendar.due(datetime.date(2025, 5, 30), calendars.Period(5, 'wd'))\n"
        "hours.load_hours('xinjiang')\n"
        "print('dateutil' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_hours_are_a_value_to_share() -> None:
    """The same object each time."""
    assert load_hours("xinjiang") is SEEN
    assert isinstance(SEEN, OfficeHours)


def test_the_last_day_ends_with_business_at_a_counter_and_at_midnight_elsewhere() -> None:
    """民法典 art. 203: 24:00, or closing time where there are business hours."""
    assert cut_off(D("2026-11-24"), True, SEEN) == AT("2026-11-24T19:30+08:00")
    assert cut_off(D("2026-11-24"), False, SEEN) == AT("2026-11-25T00:00+08:00")
    assert cut_off(D("2026-11-24"), True, parse_hours(HALL, "hall.toml")) == AT("2026-11-25T00:00+08:00")


def test_a_halls_own_file_is_read_from_its_path(tmp_path: Path) -> None:
    """With its name in every error."""
    file = tmp_path / "hall.toml"
    file.write_bytes(b"\xef\xbb\xbf" + HALL.replace("\n", "\r\n").encode())
    assert read_hours(file).title == "示例大厅作息时间"
    file.write_bytes(HALL.encode("gbk"))
    with pytest.raises(HoursError, match=r"hall\.toml 不是 UTF-8"):
        read_hours(file)
    with pytest.raises(HoursError, match="读不了"):
        read_hours(tmp_path / "gone.toml")
