"""Due dates of single periods, against dates worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from calendars import CalendarRangeError, Period, PeriodError, load_calendar

D = date.fromisoformat
NATIONAL = load_calendar("national")
XINJIANG = load_calendar("xinjiang")
NOTICE_2027 = "国务院办公厅关于2027年部分节假日安排的通知"


@pytest.mark.parametrize(
    ("region", "start", "limit", "due"),
    [
        ("xinjiang", "2025-05-30", "5wd", "2025-06-12"),
        ("national", "2025-05-30", "5wd", "2025-06-09"),
        ("xinjiang", "2025-09-26", "15wd", "2025-10-23"),  # XK-05 across National Day
        ("xinjiang", "2025-03-24", "15wd", "2025-04-16"),
        ("national", "2018-12-28", "1wd", "2018-12-29"),  # a worked Saturday
        ("national", "2025-10-04", "1wd", "2025-10-09"),  # received on a day off
        ("national", "2025-09-26", "0wd", "2025-09-26"),
        ("national", "2025-10-04", "now", "2025-10-04"),
        ("national", "2025-09-25", "8d", "2025-10-09"),  # ends in the holiday, rolls (民法典 203)
        ("national", "2025-09-18", "10d", "2025-09-28"),  # a worked Sunday needs no rolling
        ("national", "2025-01-31", "1m", "2025-02-28"),  # no 31st: month end (民法典 202)
        ("national", "2024-01-31", "1m", "2024-02-29"),
        ("xinjiang", "2026-11-16", "3m", "2027-02-16"),
    ],
)
def test_due(region: str, start: str, limit: str, due: str) -> None:
    """COUNTING 1: event day is day 0; natural days and months roll on (民法典 arts. 201–203)."""
    assert load_calendar(region).due(D(start), Period.parse(limit)).due == D(due)


def test_a_pause_covers_the_days_after_its_start_through_its_end() -> None:
    """LAW, default 3: 10 working days from 10-09 with a review 10-13 to 10-27 end on 11-05."""
    pause = (D("2025-10-14"), D("2025-10-27"))
    due = XINJIANG.due(D("2025-10-09"), Period(10, "wd"), [pause])
    assert (due.due, due.provisional) == (D("2025-11-05"), False)


def test_overlapping_pauses_count_once() -> None:
    """Two spans that overlap take no day twice."""
    pauses = [(D("2025-10-14"), D("2025-10-22")), (D("2025-10-20"), D("2025-10-27"))]
    assert XINJIANG.due(D("2025-10-09"), Period(10, "wd"), pauses).due == D("2025-11-05")


def test_a_pause_moves_the_end_of_natural_days_and_months() -> None:
    """Each excluded day moves the raw end by one."""
    pause = [(D("2025-11-11"), D("2025-11-12"))]
    assert NATIONAL.due(D("2025-11-10"), Period(3, "d"), pause).due == D("2025-11-17")  # raw end a Saturday
    assert NATIONAL.due(D("2025-11-10"), Period(1, "month"), pause).due == D("2025-12-12")


def test_an_end_does_not_roll_into_a_pause() -> None:
    """A raw end on a Saturday before a paused week falls on the Monday after it."""
    pause = [(D("2025-11-16"), D("2025-11-21"))]
    assert NATIONAL.due(D("2025-11-10"), Period(5, "d"), pause).due == D("2025-11-24")


def test_the_missing_notice_is_named() -> None:
    """R91: a count into 2027 names the national notice that is not there."""
    due = NATIONAL.due(D("2026-12-20"), Period(20, "wd"))
    assert (due.provisional, due.missing) == (True, (NOTICE_2027,))


@pytest.mark.parametrize(
    ("start", "limit", "provisional"),
    [
        ("2026-12-17", "5wd", False),  # ends on the 24th: touches no provisional day
        ("2026-12-18", "5wd", True),
        ("2026-05-10", "5wd", False),
        ("2026-05-13", "5wd", True),  # its last day is 7 days before the unconfirmed feast
        ("2024-06-01", "30d", False),  # only the end day matters, and it lies after the feast
        ("2024-06-01", "15d", True),
        ("2026-09-01", "3m", False),
        ("2026-11-16", "3m", True),
    ],
)
def test_provisional_means_that_a_day_the_count_touches_could_change(
    start: str, limit: str, provisional: bool
) -> None:
    """COUNTING 6: working days touch every day to the end, natural days and months the end alone."""
    due = XINJIANG.due(D(start), Period.parse(limit))
    assert due.provisional is provisional
    assert bool(due.missing) is provisional


def test_an_unconfirmed_regional_notice_is_named_as_such() -> None:
    """The clerk reads which notice and which feast."""
    (missing,) = XINJIANG.due(D("2026-05-20"), Period(5, "wd")).missing
    assert missing.startswith("新疆维吾尔自治区人民政府办公厅关于2026年节假日放假安排的通知")
    assert missing.endswith("(古尔邦节放假安排未经确认)")


def test_the_explanation_gives_reason_and_notice_for_every_day() -> None:
    """The example of the contract, day by day."""
    lines = XINJIANG.explain(D("2025-05-30"), Period(5, "wd"))
    assert [line.n for line in lines] == [None] * 3 + [1, 2, 3] + [None] * 5 + [4, 5]
    assert (lines[0].date, lines[0].why, lines[0].source) == (
        D("2025-05-31"),
        "端午节",
        "国办发明电〔2024〕12号",
    )
    assert lines[7].why == "古尔邦节"


def test_the_explanation_of_months_counts_to_the_raw_end_and_rolls_from_there() -> None:
    """民法典 arts. 202, 203: 09-04 plus a month is in the holiday, the four days to the 9th do not count."""
    lines = NATIONAL.explain(D("2025-09-04"), Period(1, "month"))
    assert [line.n for line in lines if line.counts] == list(range(1, 31))
    assert [line.date.day for line in lines if not line.counts] == [5, 6, 7, 8, 9]
    assert lines[-1].why == "届满日是休息日,顺延至此"


def test_the_explanation_marks_the_pause() -> None:
    """Paused days are not counted, and say so."""
    pause = (D("2025-10-14"), D("2025-10-27"))
    lines = XINJIANG.explain(D("2025-10-09"), Period(10, "wd"), [pause])
    paused = [line.date for line in lines if line.why == "期间暂停"]
    assert (paused[0], paused[-1], len(paused)) == (*pause, 14)


@pytest.mark.parametrize(
    ("start", "limit"), [("2027-12-20", "20wd"), ("2027-12-20", "20d"), ("2027-12-01", "9999m")]
)
def test_past_the_last_assumed_year_is_refused(start: str, limit: str) -> None:
    """The typed error carries the bounds."""
    with pytest.raises(CalendarRangeError, match="2018-01-01至2027-12-31"):
        NATIONAL.due(D(start), Period.parse(limit))


@pytest.mark.parametrize("limit", ["5wd", "3000d", "99m", "now"])
def test_a_start_before_the_tables_is_refused_whatever_the_unit(limit: str) -> None:
    """Even where the end would lie inside."""
    with pytest.raises(CalendarRangeError):
        NATIONAL.due(D("2017-12-31"), Period.parse(limit))


@pytest.mark.parametrize(
    ("text", "n", "unit", "words"),
    [
        ("5wd", 5, "wd", "5个工作日"),
        ("10D", 10, "d", "10日"),
        ("3m", 3, "month", "3个月"),
        ("3 month", 3, "month", "3个月"),
        ("now", 0, "now", "当场"),
        ("\uff15\uff57\uff44", 5, "wd", "5个工作日"),
        ("0wd", 0, "wd", "当场"),
    ],
)
def test_periods_are_read_as_typed(text: str, n: int, unit: str, words: str) -> None:
    """Case, blanks and full-width characters do not matter."""
    period = Period.parse(text)
    assert (period.n, period.unit, period.text) == (n, unit, words)


@pytest.mark.parametrize(
    "text", ["", "5", "5xx", "-5wd", "wd", "5.5d", "99999wd", "1234567d", "5wd5wd", "٣d"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """The unit is never guessed (LAW L6)."""
    with pytest.raises(PeriodError):
        Period.parse(text)


@pytest.mark.parametrize(("n", "unit"), [(-1, "wd"), (5, "week"), (10000, "d")])
def test_an_impossible_period_cannot_be_made(n: int, unit: str) -> None:
    """Neither can the rule book make one."""
    with pytest.raises(PeriodError):
        Period(n, unit)


def test_a_due_date_does_not_depend_on_the_order_of_pauses() -> None:
    """Spans may come in any order."""
    one, two = (D("2025-10-14"), D("2025-10-15")), (D("2025-10-20"), D("2025-10-21"))
    start = D("2025-10-09")
    assert NATIONAL.due(start, Period(10, "wd"), [one, two]) == NATIONAL.due(
        start, Period(10, "wd"), [two, one]
    )
    assert NATIONAL.due(start, Period(10, "wd"), [one, two]).due > start + timedelta(14)
