"""Notices taken in over what is known: years, changes, conflicts, and what stays provisional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from calendars import LegalClock, NoticeError, Period, load_calendar
from calendars.building import build, notice_years
from calendars.errors import NoticeConflictError
from calendars.importing import check_against, merge
from calendars.notice_file import parse_notice
from calendars.notices import NoticeYear, read_years

D = date.fromisoformat
NATIONAL = read_years("national")
XINJIANG = read_years("xinjiang")
KNOWN = NATIONAL + XINJIANG
NOTICE_2028 = "国务院办公厅关于2028年部分节假日安排的通知"
# Invented for these tests: no notice for 2027 is known. It reaches back into December 2026, as 2019's did.
TEXT_2027 = """\
region = "national"
year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕99号"
issued = 2026-11-20
sources = ["invented for a test"]
off = [
  { name = "元旦", from = 2026-12-31, to = 2027-01-02 },
  { name = "春节", from = 2027-02-05, to = 2027-02-11 },
  { name = "清明节", from = 2027-04-03, to = 2027-04-05 },
  { name = "劳动节", from = 2027-05-01, to = 2027-05-05 },
  { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
  { name = "国庆节", from = 2027-10-01, to = 2027-10-07 },
]
work = [2026-12-27, 2027-02-14, 2027-05-08, 2027-09-26, 2027-10-09]
"""
FEAST_2026 = """\
region = "xinjiang"
year = 2026
title = "新疆维吾尔自治区人民政府办公厅关于2026年节假日放假安排的通知"
number = "新政办发〔2025〕99号"
[[feast]]
name = "古尔邦节"
off = [{ name = "古尔邦节", from = 2026-05-27, to = 2026-05-31 }]
"""


def notice(text: str, *changes: tuple[str, str], name: str = "new.toml") -> NoticeYear:
    """A notice from its text, with some words of it replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_notice(text, name)


def year(number: int, region: str = "national") -> NoticeYear:
    """A built-in year."""
    return next(one for one in read_years(region) if one.year == number)


def first_ruling(number: int) -> NoticeYear:
    """A built-in year as it was before it was amended."""
    whole = year(number)
    base = replace(whole, rulings=whole.rulings[:1])
    return replace(base, checksum=base.total())


def the_change(number: int) -> NoticeYear:
    """What amended a built-in year, as a notice of its own."""
    return replace(year(number), rulings=year(number).rulings[1:], amends=True, file="change.toml")


@pytest.mark.parametrize("known", [*NATIONAL, *XINJIANG])
def test_what_is_known_already_changes_nothing(known: NoticeYear) -> None:
    """Each built-in year, taken in again, leaves nothing to do."""
    assert check_against(known, KNOWN) is None


def test_the_notice_of_2019_reaches_back_into_2018() -> None:
    """2018-12-29 is worked and 2018-12-31 off by a notice of the next year."""
    taken = check_against(year(2019), [year(2018)])
    assert taken is not None
    assert D("2018-12-29") in taken.worked()
    assert D("2018-12-31") in taken.days_off()
    calendar = load_calendar("national")
    assert calendar.is_working_day(D("2018-12-29"))
    assert not calendar.is_working_day(D("2018-12-31"))
    assert calendar.why(D("2018-12-29")) == ("调休上班", "国办发明电〔2018〕15号")


def test_labour_day_2019_was_changed_in_march() -> None:
    """国办发明电〔2019〕3号: three further days off, two weekend days worked, the checksum stays 11."""
    before = first_ruling(2019)
    after = check_against(the_change(2019), [before])
    assert after is not None
    assert after.rulings == year(2019).rulings
    assert D("2019-05-02") not in before.days_off()
    assert D("2019-05-02") in after.days_off()
    assert {D("2019-04-28"), D("2019-05-05")} <= after.worked() - before.worked()
    assert (before.total(), after.total()) == (11, 11)


def test_spring_festival_2020_was_extended() -> None:
    """国办发明电〔2020〕1号: to 02-02, the worked Saturday 02-01 cancelled, the checksum becomes 13."""
    before = first_ruling(2020)
    after = check_against(the_change(2020), [before])
    assert after is not None
    assert D("2020-02-01") in before.worked()
    assert D("2020-02-01") not in after.worked()
    assert D("2020-01-31") in after.days_off()
    assert (before.total(), after.total()) == (11, 13)


def test_a_notice_of_2027_replaces_the_assumed_year() -> None:
    """Its dates are sure, except those that the next notice may reach back into (CONTRACT)."""
    taken = notice(TEXT_2027)
    assert check_against(taken, KNOWN) is taken
    before, after = load_calendar("national"), load_calendar("national", [taken])
    assert (before.last, after.last) == (D("2027-12-31"), D("2028-12-31"))
    assert not after.is_provisional(D("2026-12-25"))
    assert not after.is_provisional(D("2027-12-24"))
    assert after.missing_between(D("2027-12-24"), D("2028-12-31")) == (NOTICE_2028,)
    assert all(after.is_provisional(D("2027-12-25") + timedelta(i)) for i in range(7 + 366))
    assert not after.is_working_day(D("2026-12-31"))
    assert after.is_working_day(D("2026-12-27"))
    clock = LegalClock(D("2026-12-20"), Period(10, "wd"))
    assert (clock.due(before).due, clock.due(before).provisional) == (D("2027-01-04"), True)
    assert (clock.due(after).due, clock.due(after).provisional) == (D("2027-01-04"), False)
    assert after.version != before.version


def test_a_notice_of_2027_leaves_the_regional_feasts_in_doubt() -> None:
    """Only the region's own notice settles them; those of the assumed 2028 are reckoned."""
    after = load_calendar("xinjiang", [notice(TEXT_2027)])
    assert not after.is_provisional(D("2027-05-09"))
    missing = after.missing_between(D("2027-05-09"), D("2027-05-24"))
    assert missing == (
        "新疆维吾尔自治区人民政府办公厅关于2027年节假日放假安排的通知(古尔邦节放假安排未找到)",
    )
    assert not after.is_provisional(D("2027-05-25"))
    (national, feast) = after.missing_between(D("2028-04-27"), D("2028-05-12"))
    assert national == NOTICE_2028
    assert feast.endswith("关于2028年节假日放假安排的通知(古尔邦节放假安排未找到)")


def test_a_confirmed_feast_is_no_longer_provisional() -> None:
    """The other feast of the year stays as it was."""
    taken = notice(FEAST_2026)
    merged = check_against(taken, KNOWN)
    assert merged is not None
    assert [feast.state for feast in merged.feasts] == ["unconfirmed", "known"]
    before, after = load_calendar("xinjiang"), load_calendar("xinjiang", [taken])
    assert before.is_provisional(D("2026-05-27"))
    assert after.missing_between(D("2026-05-19"), D("2026-06-08")) == ()
    assert after.is_provisional(D("2026-03-20"))
    assert after.why(D("2026-05-27")) == ("古尔邦节", "新政办发〔2025〕99号")
    assert load_calendar("national", [taken]).version == load_calendar("national").version


def test_a_year_twice_with_other_days_is_a_conflict() -> None:
    """Both notices are named, with the file, the line and what to do."""
    new = notice(TEXT_2027, ("2027-10-07 }", "2027-10-08 }"), ("2027-10-09]", "2027-10-09, 2027-10-10]"))
    old = notice(TEXT_2027, name="old.toml")
    with pytest.raises(NoticeConflictError) as caught:
        check_against(new, [*KNOWN[:9], old])
    said = str(caught.value)
    assert said.startswith("放假通知文件 new.toml 第2行:2027年已有通知,内容不同")
    assert '请写 replaces = "国办发明电〔2026〕99号"' in said
    assert "国办发明电〔2026〕99号《国务院办公厅关于2027年部分节假日安排的通知》(old.toml)冲突" in said


def test_a_notice_may_say_which_one_it_replaces() -> None:
    """By number or title of the known one, and of no other."""
    other_days = ("2027-10-07 }", "2027-10-08 }"), ("2027-10-09]", "2027-10-09, 2027-10-10]")
    known = [*KNOWN[:9], notice(TEXT_2027, name="old.toml")]
    for words in ("国办发明电〔2026〕99号", "国务院办公厅关于2027年部分节假日安排的通知"):
        new = notice(TEXT_2027, *other_days, ("year = 2027", f'year = 2027\nreplaces = "{words}"'))
        assert check_against(new, known) is new
    wrong = notice(TEXT_2027, *other_days, ("year = 2027", 'year = 2027\nreplaces = "别的"'))
    with pytest.raises(NoticeConflictError, match="replaces 写的“别的”"):
        check_against(wrong, known)


CHANGE_2027 = """\
region = "national"
year = 2027
[[change]]
title = "国务院办公厅关于延长2027年春节假期的通知"
number = "国办发明电〔2027〕1号"
issued = 2027-02-08
off = [{ name = "春节延长", from = 2027-02-12, to = 2027-02-14 }]
cancel_work = [2027-02-14]
"""


def test_a_mid_year_change_is_added_to_its_year() -> None:
    """It is checked with the year as it then stands, and taken in once only."""
    known = [*KNOWN[:9], notice(TEXT_2027)]
    with pytest.raises(NoticeError, match=r"第2行:2027年的校验数.*应为13,实为15;.*checksum = 15"):
        check_against(notice(CHANGE_2027), known)
    change = notice(CHANGE_2027, ("year = 2027", "year = 2027\nchecksum = 15"))
    merged = check_against(change, known)
    assert merged is not None
    assert (merged.title, merged.total(), len(merged.rulings)) == (notice(TEXT_2027).title, 15, 2)
    assert check_against(change, [*KNOWN[:9], merged]) is None
    assert check_against(notice(TEXT_2027), [*KNOWN[:9], merged]) is None  # the yearly notice once more
    calendar = load_calendar("national", [notice(TEXT_2027), change])
    assert calendar.count_working_days(D("2027-02-04"), D("2027-02-15")) == 1
    assert calendar.why(D("2027-02-12")) == ("春节延长", "国办发明电〔2027〕1号")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("cancel_work = [2027-02-14]\n", "", "第7行:2027-02-14既放假又补班"),
        (
            "cancel_work = [2027-02-14]",
            "cancel_work = [2027-02-14, 2027-02-20]",
            "2027-02-20 本来就不是补班日",
        ),
    ],
)
def test_a_change_that_contradicts_its_year_is_a_conflict(old: str, new: str, complaint: str) -> None:
    """A holiday on an adjusted workday, also where the two are said in two files."""
    change = notice(CHANGE_2027, ("year = 2027", "year = 2027\nchecksum = 15"), (old, new))
    with pytest.raises(NoticeConflictError, match=complaint.replace("第7行", "第[78]行")):
        check_against(change, [*KNOWN[:9], notice(TEXT_2027)])


def test_a_change_to_a_year_that_is_not_known_is_refused() -> None:
    """Nothing can be amended that has no notice yet, assumed or not there at all."""
    with pytest.raises(NoticeError, match="第2行:2027年的通知还不知道,无从调整"):
        check_against(notice(CHANGE_2027), KNOWN)
    with pytest.raises(NoticeError, match="无从调整"):
        merge(notice(CHANGE_2027), [])


def test_a_regional_day_off_on_a_nationally_worked_day_is_a_conflict() -> None:
    """Unless the notice says that the make-up day is cancelled."""
    text = FEAST_2026.replace("古尔邦节", "肉孜节").replace("05-27", "02-28").replace("05-31", "02-28")
    text = text.replace("[[feast]]", "[[feast]]\nreckoned = 2026-02-28")
    with pytest.raises(NoticeConflictError) as caught:
        check_against(notice(text), KNOWN)
    assert "第8行:2026-02-28在此放假(肉孜节),在已知通知中补班" in str(caught.value)
    assert "国办发明电〔2025〕7号" in str(caught.value)
    cancelled = text + "cancel_work = [2026-02-28]\n"
    assert check_against(notice(cancelled), KNOWN) is not None


def test_a_national_notice_is_not_held_up_by_what_a_region_has_on_top() -> None:
    """The Saturday of a feast that a national change has worked stays off in the region."""
    change = notice(
        CHANGE_2027,
        ("year = 2027", "year = 2026\nchecksum = 12"),
        ('off = [{ name = "春节延长", from = 2027-02-12, to = 2027-02-14 }]', "work = [2026-05-30]"),
        ("cancel_work = [2027-02-14]", ""),
    )
    assert check_against(change, KNOWN) is not None
    assert load_calendar("national", [change]).is_working_day(D("2026-05-30"))
    assert not load_calendar("xinjiang", [change]).is_working_day(D("2026-05-30"))


def test_a_worked_day_on_another_notices_holiday_is_a_conflict() -> None:
    """A make-up day at the end of a year that the year's own notice has off."""
    base = year(2026).rulings[0]
    boxing_day = replace(base.off[0], first=D("2026-12-26"), last=D("2026-12-26"))
    known = replace(year(2026), rulings=(replace(base, off=(*base.off, boxing_day)),))
    new = notice(TEXT_2027, ("work = [2026-12-27", "work = [2026-12-26"))
    with pytest.raises(NoticeConflictError, match="第16行:2026-12-26在此补班,在已知通知中放假"):
        check_against(new, [known])


def test_a_confirmed_feast_with_other_days_is_a_conflict() -> None:
    """Nor does a doubtful report unsettle what was read in the notice."""
    text = FEAST_2026.replace("2026", "2025").replace("05-27", "06-06").replace("05-31", "06-09")
    with pytest.raises(NoticeConflictError, match="第7行:古尔邦节的放假日期与已确认的不同"):
        check_against(notice(text), KNOWN)
    doubtful = text.replace("06-09", "06-10") + 'confidence = "low"\n'
    assert check_against(notice(doubtful), KNOWN) is None


def test_built_in_tables_that_catch_up_do_not_undo_what_was_imported() -> None:
    """A later release may know the year with its change: the older import then adds nothing."""
    change = notice(CHANGE_2027, ("year = 2027", "year = 2027\nchecksum = 15"))
    caught_up = check_against(change, [*KNOWN[:9], notice(TEXT_2027)])
    assert caught_up is not None
    assert merge(notice(TEXT_2027), [caught_up]) is None
    assert merge(change, [caught_up]) is None
    other = notice(TEXT_2027, ("2027-06-09 }", "2027-06-10 }"), ("2027-05-08,", "2027-05-08, 2027-06-12,"))
    assert merge(other, [caught_up]) is other  # the hall's own file holds where the two differ


def test_a_year_left_out_is_named() -> None:
    """2032 cannot be used where nothing is known or assumed of 2031."""
    text = (
        'region = "national"\nyear = 2032\ntitle = "t"\nchecksum = 1\n'
        'off = [{ name = "元旦", from = 2032-01-01, to = 2032-01-01 }]\n'
    )
    with pytest.raises(NoticeError, match="还没有2031年的通知"):
        load_calendar("national", [parse_notice(text, "x.toml")])


def test_assumed_years_wait_until_the_year_before_is_known() -> None:
    """There is one assumed year after the last known one, as far as the data go."""
    assert [one.year for one in NATIONAL if one.assumed] == [2027, 2028, 2029, 2030]
    assert [one.year for one in notice_years("national") if one.assumed] == [2027]
    later = [one.year for one in notice_years("national", (notice(TEXT_2027),)) if one.assumed]
    assert later == [2028]


def test_past_the_last_assumed_year_the_last_days_name_the_notice_that_lacks() -> None:
    """Where the data assume no further year, the table ends, and its end is provisional all the same."""
    text = 'region = "national"\nyear = {0}\ntitle = "通知{0}"\nchecksum = 0\noff = []\n'
    years = [parse_notice(text.format(number), "x.toml") for number in range(2027, 2031)]
    calendar = load_calendar("national", years)
    assert calendar.last == D("2030-12-31")
    assert not calendar.is_provisional(D("2030-12-24"))
    title = "国务院办公厅关于2031年部分节假日安排的通知"
    assert calendar.missing_between(D("2030-12-24"), D("2030-12-31")) == (title,)


@pytest.mark.parametrize("region", ["national", "xinjiang"])
def test_the_table_that_loads_says_what_the_notices_say(region: str) -> None:
    """calendar.table is made from the TOML files (scripts/write_calendars.py) and equals them."""
    loaded, built = load_calendar(region), build(region)
    assert (loaded.version, loaded.first, loaded.last) == (built.version, built.first, built.last)
    assert (loaded.reasons(), loaded.doubts()) == (built.reasons(), built.doubts())
    for index in range((built.last - built.first).days + 1):
        day = built.first + timedelta(index)
        assert loaded.is_working_day(day) is built.is_working_day(day)
