"""The tables against what the notices say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from calendars import CalendarRangeError, UnknownRegionError, WorkCalendar, load_calendar
from calendars.notices import read_years

NATIONAL = load_calendar("national")
XINJIANG = load_calendar("xinjiang")
WORKING_DAYS = dict(zip(range(2018, 2027), (250, 250, 249, 250, 249, 249, 251, 248, 248), strict=True))


@pytest.mark.parametrize(("year", "days"), WORKING_DAYS.items())
def test_working_days_of_a_year(year: int, days: int) -> None:
    """Each year has the number of working days that its notices leave."""
    # 1 January is a holiday in every one of them, and 2017 is outside the tables.
    assert NATIONAL.count_working_days(date(year, 1, 1), date(year, 12, 31)) == days


def test_every_national_notice_has_the_checksum_of_its_year() -> None:
    """COUNTING 7: weekdays off minus weekend days worked: 11 until 2024, 13 for 2020 and from 2025."""
    sums = {year.year: year.checksum for year in read_years("national") if not year.assumed}
    assert sums == {year: 13 if year in (2020, 2025, 2026) else 11 for year in range(2018, 2027)}


def test_every_notice_says_where_it_was_read() -> None:
    """A known national notice has its number and its day of issue."""
    for year in read_years("national"):
        for ruling in year.rulings:
            assert year.assumed or (ruling.number.startswith("国办发明电〔") and ruling.issued)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2018-12-29", True),  # the 2019 notice reaches back
        ("2018-12-31", False),
        ("2019-04-28", True),  # Labour Day as changed in March 2019
        ("2019-05-02", False),
        ("2019-05-05", True),
        ("2020-01-31", False),  # Spring Festival as extended in January 2020
        ("2020-02-01", False),
        ("2020-02-03", True),
        ("2022-12-31", False),
        ("2024-02-09", True),  # New Year's Eve was no holiday before 2025
        ("2025-01-28", False),
        ("2025-09-28", True),
        ("2026-10-10", True),
        ("2027-02-05", False),  # assumed: the statutory day
        ("2027-02-09", True),  # assumed: no day lent or borrowed
    ],
)
def test_known_days(day: str, worked: bool) -> None:
    """Days that tables got wrong elsewhere."""
    assert NATIONAL.is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2019, ["08-12", "08-13"]),
        (2021, ["07-20", "07-21", "07-22"]),
        (2022, ["05-05", "07-11", "07-12", "07-13"]),
        (2023, ["04-21", "06-28", "06-29", "06-30"]),
        (2024, []),
        (2025, ["03-31", "06-06", "06-09", "06-10"]),
        (2026, ["03-20", "05-27", "05-28", "05-29"]),
        (2027, []),
    ],
)
def test_xinjiang_days_off_on_top_of_the_national_ones(year: int, days: list[str]) -> None:
    """LAW T4: the two calendars differ by the regional days off that are known, and by nothing else."""
    all_days = (date(year, 1, 1) + timedelta(index) for index in range(365))
    differing = [day for day in all_days if NATIONAL.is_working_day(day) != XINJIANG.is_working_day(day)]
    assert [f"{day:%m-%d}" for day in differing] == days
    assert not any(XINJIANG.is_working_day(day) for day in differing)


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        (NATIONAL, "2026-12-24", False),
        (NATIONAL, "2026-12-25", True),
        (NATIONAL, "2027-12-31", True),
        (NATIONAL, "2018-12-27", False),  # later notices are known
        (XINJIANG, "2025-06-05", False),  # read in the notice
        (XINJIANG, "2024-06-09", False),
        (XINJIANG, "2024-06-10", True),  # 7 days before the reckoned feast
        (XINJIANG, "2024-06-24", True),
        (XINJIANG, "2024-06-25", False),
        (XINJIANG, "2026-03-12", False),
        (XINJIANG, "2026-03-13", True),  # 7 days before the unconfirmed block
        (XINJIANG, "2026-03-29", True),
        (XINJIANG, "2026-03-30", False),
    ],
)
def test_provisional_days(calendar: WorkCalendar, day: str, expected: bool) -> None:
    """R91, COUNTING 6: provisional is what an unknown or unconfirmed notice could still change, no more."""
    assert calendar.is_provisional(date.fromisoformat(day)) is expected


@pytest.mark.parametrize("year", [2022, 2023, 2025])
def test_years_with_confirmed_regional_notices_are_sure(year: int) -> None:
    """No day of these years is provisional."""
    assert XINJIANG.missing_between(date(year - 1, 12, 31), date(year, 12, 31)) == ()


def test_a_day_says_why() -> None:
    """Holiday and make-up day name their notice; a weekend needs none."""
    assert NATIONAL.why(date(2025, 6, 2)) == ("端午节", "国办发明电〔2024〕12号")
    assert NATIONAL.why(date(2025, 9, 28)) == ("调休上班", "国办发明电〔2024〕12号")
    assert NATIONAL.why(date(2025, 6, 7)) == ("周末", "")
    assert NATIONAL.why(date(2025, 6, 5)) == ("", "")
    assert XINJIANG.why(date(2025, 6, 9))[0] == "古尔邦节"


@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_outside_the_tables_nothing_is_guessed(day: date) -> None:
    """Every question raises the typed error, which carries the bounds."""
    questions: list[Callable[[], object]] = [
        lambda: NATIONAL.is_working_day(day),
        lambda: NATIONAL.is_provisional(day),
        lambda: NATIONAL.why(day),
        lambda: NATIONAL.add_working_days(day, 0),
        lambda: NATIONAL.count_working_days(date(2020, 1, 1), day),
        lambda: NATIONAL.count_working_days(day, date(2020, 1, 1)),
    ]
    for question in questions:
        with pytest.raises(CalendarRangeError) as caught:
            question()
        assert (caught.value.first, caught.value.last) == (date(2018, 1, 1), date(2027, 12, 31))


def test_a_count_that_leaves_the_tables_is_refused() -> None:
    """The last working day is reached; one more is not."""
    assert NATIONAL.add_working_days(date(2027, 12, 30), 1) == date(2027, 12, 31)
    with pytest.raises(CalendarRangeError):
        NATIONAL.add_working_days(date(2027, 12, 30), 2)


def test_a_negative_count_is_refused() -> None:
    """Counting backwards is no question of a limit."""
    with pytest.raises(ValueError, match="negative"):
        NATIONAL.add_working_days(date(2025, 1, 1), -1)


def test_an_unknown_region_is_named_with_the_known_ones() -> None:
    """The error lists what there is."""
    with pytest.raises(UnknownRegionError, match="national、xinjiang"):
        load_calendar("mars")


def test_a_calendar_is_loaded_once_and_named_by_its_content() -> None:
    """R91: the same object each time; versions of different tables differ."""
    assert load_calendar("xinjiang") is XINJIANG
    assert XINJIANG.version != NATIONAL.version
