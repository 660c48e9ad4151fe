"""Legal clocks: cases worked out by hand, and what holds for every clock."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from calendars import LegalClock, Pause, PauseEnds, Period, PeriodError, load_calendar

D = date.fromisoformat
NATIONAL = load_calendar("national")
XINJIANG = load_calendar("xinjiang")
REVIEW = Pause(D("2025-10-13"), D("2025-10-27"), "专家评审", "行政许可法第四十五条")


def ten_days(*pauses: Pause, **options: object) -> LegalClock:
    """The clock of LAW's third default: ten working days from 2025-10-09."""
    return LegalClock(D("2025-10-09"), Period(10, "wd"), pauses, **options)  # type: ignore[arg-type]  # any field


def test_the_default_pause_covers_the_days_after_its_start_through_its_end() -> None:
    """LAW, default 3: a review from 10-13 to 10-27 (行政许可法 art. 45) gives 11-05."""
    assert ten_days().due(XINJIANG).due == D("2025-10-22")
    assert ten_days(REVIEW).due(XINJIANG).due == D("2025-11-05")
    assert ten_days(REVIEW).excluded(XINJIANG) == ((D("2025-10-14"), D("2025-10-27")),)


@pytest.mark.parametrize(
    ("ends", "excluded", "due"),
    [
        ("after_start_through_end", ("2025-10-14", "2025-10-27"), "2025-11-05"),
        ("start_through_end", ("2025-10-13", "2025-10-27"), "2025-11-06"),
        ("after_start_before_end", ("2025-10-14", "2025-10-26"), "2025-11-04"),
    ],
)
def test_each_convention_for_the_end_days_is_explicit(
    ends: PauseEnds, excluded: tuple[str, str], due: str
) -> None:
    """COUNTING 3: the law fixes none, so each clock says which it uses."""
    clock = ten_days(REVIEW, ends=ends)
    assert clock.excluded(XINJIANG) == (tuple(map(D, excluded)),)
    assert clock.due(XINJIANG).due == D(due)
    assert ends in get_args(PauseEnds)


def test_an_extension_is_one_longer_count_from_the_same_start() -> None:
    """COUNTING 2 (行政许可法 art. 42(1)): 20 + 10 are 30 working days, whatever lies between."""
    start = D("2025-09-01")
    extended = LegalClock(start, Period(20, "wd"), extension=Period(10, "wd"))
    assert extended.due(XINJIANG) == LegalClock(start, Period(30, "wd")).due(XINJIANG)
    assert extended.whole == Period(30, "wd")


def test_an_extension_in_another_unit_is_refused() -> None:
    """Working days and natural days do not add up (LAW L6)."""
    with pytest.raises(PeriodError, match="单位不同"):
        LegalClock(D("2025-09-01"), Period(20, "wd"), extension=Period(10, "d"))


@pytest.mark.parametrize(("cap", "due"), [(0, "2025-10-22"), (4, "2025-10-28"), (10, "2025-11-05")])
def test_no_more_than_the_cap_is_taken_out(cap: int, due: str) -> None:
    """LAW P7: of a review of 10 working days only the first ``cap`` stop the clock."""
    capped = Pause(REVIEW.start, REVIEW.end, REVIEW.why, REVIEW.source, cap_wd=cap)
    assert ten_days(capped).due(XINJIANG).due == D(due)


def test_a_negative_cap_is_refused() -> None:
    """It would be no length."""
    with pytest.raises(PeriodError, match="专家评审的扣除上限"):
        Pause(REVIEW.start, REVIEW.end, "专家评审", cap_wd=-1)


def test_a_pause_that_ends_before_it_begins_takes_nothing_out() -> None:
    """A clock set back must not lengthen a limit, nor stop the file from being read."""
    backwards = Pause(REVIEW.end, REVIEW.start, "专家评审", cap_wd=5)
    assert ten_days(backwards).due(XINJIANG) == ten_days().due(XINJIANG)
    assert ten_days(backwards).excluded(XINJIANG) == ()


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2025-10-09", "10wd", "2025-10-21"),  # a working day is the first day itself
        ("2025-10-12", "1wd", "2025-10-13"),  # a Sunday is not
        ("2025-10-09", "1wd", "2025-10-09"),
        ("2025-11-10", "5d", "2025-11-14"),
        ("2025-11-10", "6d", "2025-11-17"),  # ends on a Saturday
        ("2025-11-10", "1m", "2025-12-09"),  # the day before the corresponding one
        ("2025-10-31", "1m", "2025-12-01"),  # no corresponding day: the month's last, a Sunday
        ("2018-01-01", "1d", "2018-01-02"),  # the first day of the tables
        ("2018-01-01", "1wd", "2018-01-02"),
        ("2025-10-09", "now", "2025-10-09"),
    ],
)
def test_the_event_day_may_be_counted(start: str, limit: str, due: str) -> None:
    """LAW T2: a switch of policy; the shipped default leaves the day out (民法典 art. 201)."""
    clock = LegalClock(D(start), Period.parse(limit), count_event_day=True)
    assert clock.due(NATIONAL).due == D(due)
    assert [line.date for line in clock.explain(NATIONAL)][:1] == [D(start)] * bool(clock.period.n)


def test_a_counted_event_day_can_be_paused() -> None:
    """Where the pause begins on the first day and that day is taken out, it does not count."""
    clock = LegalClock(
        D("2025-10-13"),
        Period(1, "wd"),
        (Pause(D("2025-10-13"), D("2025-10-14"), "听证"),),
        ends="start_through_end",
        count_event_day=True,
    )
    assert clock.due(XINJIANG).due == D("2025-10-15")


def test_paused_days_say_by_what_they_are_paused() -> None:
    """The pause's own reason and source stand at each of its days (行政许可法 art. 45)."""
    hearing = Pause(D("2025-10-27"), D("2025-10-29"), "听证", "行政许可法第四十八条")
    lines = {line.date: line for line in ten_days(REVIEW, hearing).explain(XINJIANG)}
    assert (lines[D("2025-10-18")].why, lines[D("2025-10-18")].source) == ("专家评审", "行政许可法第四十五条")
    assert lines[D("2025-10-28")].why == "听证"
    assert lines[D("2025-10-13")].n == 3
    assert lines[D("2025-10-30")].n == 4


@pytest.mark.parametrize(
    ("today", "left"),
    [
        ("2025-10-01", 10),  # before it starts
        ("2025-10-09", 10),
        ("2025-10-13", 8),
        ("2025-10-20", 8),  # paused: nothing is lost
        ("2025-10-27", 8),
        ("2025-10-28", 7),
        ("2025-11-06", 0),
        ("2025-11-07", -1),
        ("2025-11-08", -1),  # a Saturday
        ("2025-11-10", -2),
    ],
)
def test_what_is_left(today: str, left: int) -> None:
    """Working days after today; late is negative."""
    # 10-11 was a worked Saturday: two days have passed when the review begins.
    clock = LegalClock(D("2025-10-10"), Period(10, "wd"), (REVIEW,))
    assert clock.due(XINJIANG).due == D("2025-11-06")
    assert clock.left(XINJIANG, D(today)) == left


@pytest.mark.parametrize(
    ("today", "left"), [("2025-09-25", 14), ("2025-10-08", 1), ("2025-10-09", 0), ("2025-10-12", -3)]
)
def test_natural_days_are_left_up_to_the_rolled_end(today: str, left: int) -> None:
    """民法典 art. 203: the day after the holiday is the last day, and counts as such."""
    assert LegalClock(D("2025-09-25"), Period(8, "d")).left(NATIONAL, D(today)) == left


def test_on_the_spot_nothing_is_left() -> None:
    """当场: the same day, and late from the next."""
    clock = LegalClock(D("2025-10-09"), Period(0, "now"))
    assert [clock.left(NATIONAL, D(day)) for day in ("2025-10-08", "2025-10-09", "2025-10-10")] == [0, 0, -1]
    assert clock.explain(NATIONAL) == ()
    assert clock.words(NATIONAL) == "2025年10月9日当场办结。"


def test_words_tell_the_whole_calculation() -> None:
    """Start, limit, extension, pause and end with their sources, in one sentence."""
    clock = ten_days(
        REVIEW,
        extension=Period(5, "wd"),
        source="行政许可法第四十二条",
        extension_source="本机关负责人批准",
    )
    assert clock.words(XINJIANG) == (
        "自2025年10月9日起10个工作日(行政许可法第四十二条),当日不计入,从次日起算(民法典第二百零一条);"
        "经延长5个工作日(本机关负责人批准),合并为15个工作日,自同一起点连续计算;"
        "专家评审期间(2025年10月14日至2025年10月27日,10个工作日,自开始之次日至结束当日)不计入(行政许可法第四十五条);"
        "到期日为2025年11月12日(周三)。"
    )


def test_words_say_that_an_end_rolled_and_that_it_is_not_sure() -> None:
    """民法典 art. 203, and the notice that is missing."""
    assert "顺延" in LegalClock(D("2025-09-25"), Period(8, "d")).words(NATIONAL)
    words = LegalClock(D("2026-12-20"), Period(10, "wd"), count_event_day=True).words(NATIONAL)
    assert "当日计入" in words
    assert words.endswith("以下通知可能使它变动:国务院办公厅关于2027年部分节假日安排的通知。")


def test_words_leave_out_a_pause_that_took_nothing() -> None:
    """A pause after the due date stopped nothing; a capped one says its cap."""
    after = Pause(D("2025-12-01"), D("2025-12-05"), "听证")
    assert "听证" not in ten_days(after).words(XINJIANG)
    capped = Pause(REVIEW.start, REVIEW.end, "专家评审", cap_wd=4)
    assert "4个工作日,自开始之次日至结束当日)不计入,至多扣除4个工作日" in ten_days(capped).words(XINJIANG)


def test_a_doubtful_day_inside_a_pause_makes_no_date_provisional() -> None:
    """Provisional is what a missing notice could still change: a paused day counts in no case."""
    feast = Pause(D("2024-06-07"), D("2024-06-25"), "检验检测", "行政许可法第四十五条")
    clock = LegalClock(D("2024-06-03"), Period(10, "wd"), (feast,))
    assert clock.due(XINJIANG).missing == ()
    assert LegalClock(D("2024-06-03"), Period(20, "wd")).due(XINJIANG).provisional


def test_a_capped_pause_over_doubtful_days_is_provisional() -> None:
    """How far a cap in working days reaches depends on which days are worked."""
    feast = Pause(D("2024-06-07"), D("2024-06-25"), "专家评审", "行政许可法第四十五条", cap_wd=9)
    assert LegalClock(D("2024-06-03"), Period(5, "wd"), (feast,)).due(XINJIANG).provisional
    assert LegalClock(D("2024-06-03"), Period(30, "d"), (feast,)).due(XINJIANG).provisional
