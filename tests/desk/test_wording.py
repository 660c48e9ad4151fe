"""A case in words: every act has its line, every clock explains itself day by day."""

from __future__ import annotations

from datetime import date

import pytest

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.policy import with_overrides
from clerk.desk import wording
from clerk.desk.amending import checked_value
from clerk.desk.dates import beside_words
from clerk.desk.office import Done
from tests.casework.helpers import moment
from tests.desk.conftest import Hall


def explained(case: Case, what: str) -> str:
    """The explanation of a clock."""
    clock = case.deadline(what)
    assert clock is not None
    return "\n".join(wording.explain(clock))


def test_every_kind_of_act_has_a_word() -> None:
    """No act is shown by its code."""
    assert set(wording.ACT_WORDS) == set(a.KINDS)


def test_timeline_names_what_was_wrong(hall: Hall) -> None:
    """A receipt's line tells the materials that were not in order, with the defect."""
    found = {"食品经营许可申请书": a.Finding("defective", "漏签名")}
    done = hall.office().receive(hall.item("XK-02"), a.Person("张三"), found)
    line = wording.act_line(getattr(done, "case").acts[0])  # noqa: B009 - a refusal has no case: this fails then
    assert line == "收件:食品经营许可申请书 不合格(漏签名)"


def test_deadline_is_explained_across_national_day(hall: Hall) -> None:
    """Each day off is named with its notice; make-up days count."""
    case = hall.do(hall.receive("XK-04"), a.Accept())
    text = explained(case, "promised")
    assert "2025-09-28 周日 第1天 调休上班" in text
    assert "2025-10-01 周三 不计 国庆节、中秋节(国办发明电〔2024〕12号)" in text
    assert "2025-10-16 周四 第10天  <- 到期" in text


def test_regional_days_off_show_the_national_date_beside(hall: Hall) -> None:
    """LAW default 4: the date by the national calendar alone stands beside it."""
    case = hall.receive("XK-03")
    assert "仅按全国日历" not in explained(case, "notify")
    hall.at("2026-05-22")
    later = hall.receive("XK-03")
    text = explained(later, "notify")
    assert "仅按全国日历为2026-05-29" in text
    assert "暂定:尚缺" in text


def test_explanation_counts_as_the_policy_does(hall: Hall) -> None:
    """LAW T2: where a hall counts the event day, the explanation says so and begins with it."""
    hall.box.policy = with_overrides(hall.box.policy, {"count_event_day": True})
    text = explained(hall.do(hall.receive("XK-04"), a.Accept()), "promised")
    assert "自2025-09-26当日起算(当日计入)" in text
    assert "2025-09-26 周五 第1天" in text


def test_renewal_is_explained_by_the_day_on_the_licence(hall: Hall) -> None:
    """Art. 50: the day on which a licence expires is fixed; no day off moves it."""
    expires = date(2025, 11, 30)
    done = hall.office().receive(hall.item("XK-02"), a.Person("张三"), {}, renews_until=expires)
    assert isinstance(done, Done)
    text = explained(done.case, "renewal")
    assert "以2025-11-30为限" in text
    assert "第1天" not in text


def test_objection_names_who_made_it(hall: Hall) -> None:
    """R66: who objected stands in the history, where he gave a name."""
    act = a.Act("1", moment("2025-09-26"), a.Actor("1", "clerk"), a.ObjectTo("与公示内容不符", "李四"))
    assert wording.act_line(act) == "公示异议:李四:与公示内容不符"


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", " 阿卜杜拉•买买提 ", "阿卜杜拉·买买提"),
        ("phone", "139 0990 1234", "13909901234"),
        ("id_number", "650203199003074518", "650203199003074518"),
        ("address", "世纪大道  1号", "世纪大道 1号"),
    ],
)
def test_corrected_particular_is_put_in_order(field: str, text: str, value: str) -> None:
    """A correction passes the same checks as the first entry."""
    assert checked_value(field, text, moment("2025-09-26").date(), False) == (value, "")


@pytest.mark.parametrize(
    ("field", "text"), [("name", "123"), ("phone", "12"), ("id_number", "650203199003074519")]
)
def test_wrong_correction_is_explained(field: str, text: str) -> None:
    """What was wrong at the first entry is wrong at a correction."""
    value, problem = checked_value(field, text, moment("2025-09-26").date(), False)
    assert value == text
    assert problem


@pytest.mark.parametrize(
    ("due", "printed", "by_calendar", "national", "said"),
    [
        ("10-14", None, None, None, ""),
        ("10-14", None, None, "10-13", "(全国日历2025-10-13)"),
        # The office's date: the printed one holds where it is the earlier.
        ("10-14", "10-14", "10-15", None, "(文书所载;按现行日历2025-10-15)"),
        # The applicant's date: the calendar's holds where it is the later.
        ("10-15", "10-14", "10-15", None, "(按现行日历;文书所载2025-10-14)"),
        ("10-14", "10-14", "10-15", "10-13", "(文书所载;按现行日历2025-10-15;全国日历2025-10-13)"),
    ],
)
def test_every_date_beside_another_says_what_it_is(
    due: str, printed: str | None, by_calendar: str | None, national: str | None, said: str
) -> None:
    """LAW default 4: a printed date, the calendar's and the national one stand together, each named."""
    days = [
        None if one is None else date.fromisoformat(f"2025-{one}") for one in (printed, by_calendar, national)
    ]
    assert beside_words(date.fromisoformat(f"2025-{due}"), *days) == said


def test_waiting_clocks_come_first_and_the_completion_is_not_last(hall: Hall) -> None:
    """A clerk reads first what still runs, in order of its date, then what is over."""
    gap = "办公设施设备、信息管理系统清单"
    case = hall.do(hall.receive("XK-04", missing=[gap]), a.AcceptIncomplete((gap,), True))
    names = [clock.what for clock in wording.in_order(case.deadlines)]
    assert names == ["completion", "promised", "statutory", "notify"]
