"""docs/calendars.md: every example in it works as the page says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from calendars import LegalClock, Pause, Period, load_calendar
from calendars.hours import parse_hours
from calendars.importing import check_against
from calendars.notice_file import parse_notice
from calendars.notices import read_years

PAGE = (Path(__file__).parents[2] / "docs" / "calendars.md").read_text("utf-8")
KNOWN = read_years("national") + read_years("xinjiang")


def example(name: str) -> str:
    """The example that the page marks with this name."""
    found = re.search(rf"<!-- example: {name} -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_notices_of_the_page_can_be_imported() -> None:
    """The yearly notice, the change to it and the regional one, each over what is known by then."""
    yearly, change, regional = (parse_notice(example(n), n) for n in ("national", "change", "regional"))
    taken = check_against(yearly, KNOWN)
    assert taken is not None
    changed = check_against(change, [*(one for one in KNOWN if one.year != 2027), taken])
    assert changed is not None
    assert changed.total() == 15
    assert check_against(regional, KNOWN) is not None
    calendar = load_calendar("xinjiang", [yearly, change, regional])
    assert calendar.missing_between(date(2026, 12, 24), date(2027, 12, 24)) == ()
    assert calendar.why(date(2027, 5, 18)) == ("古尔邦节", "新政办发〔2026〕99号")


def test_the_hours_of_the_page_can_be_read() -> None:
    """Seasons and exceptional days."""
    hours = parse_hours(example("hours"), "our-hall.toml")
    assert hours.confirmed
    assert [season.name for season in hours.seasons] == ["夏季", "冬季"]
    assert hours.closes(date(2026, 11, 24)) is None


def test_the_clock_of_the_page_gives_the_date_it_says() -> None:
    """LAW, default 3."""
    assert "due  # 2025-11-05" in PAGE
    review = Pause(date(2025, 10, 13), date(2025, 10, 27), "专家评审", "行政许可法第四十五条")
    clock = LegalClock(date(2025, 10, 9), Period(10, "wd"), (review,))
    assert clock.due(load_calendar("xinjiang")).due == date(2025, 11, 5)


def test_every_key_of_a_notice_is_on_the_page() -> None:
    """Who writes a file by hand finds each field."""
    from calendars import notice_file

    for key in notice_file.KEYS:
        assert key in PAGE, key
