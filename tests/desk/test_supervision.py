"""The supervisor's day: the counts match what is really due (R88)."""

from __future__ import annotations

from collections import Counter

from clerk.casework import acts as a
from clerk.desk.supervision import day
from tests.desk.conftest import Hall

DEFERRED = "办公设施设备、信息管理系统清单"


def groups(hall: Hall) -> dict[str, int]:
    """How many cases stand in each group today."""
    office = hall.office()
    return dict(Counter(watch.group for watch in day(office.archive.read, office.today())))


def test_unanswered_incomplete_due_and_overdue(hall: Hall) -> None:
    """R38, R68, R88: each group has exactly the cases that belong there; a case's two clocks count once."""
    hall.receive("XK-02")
    hall.do(hall.receive("XK-02"), a.Accept())
    hall.do(hall.receive("XK-04", missing=[DEFERRED]), a.AcceptIncomplete((DEFERRED,), True))
    assert groups(hall) == {"unanswered": 1, "incomplete": 1}
    # The food licence's five working days from 2025-09-26 end on 2025-10-10.
    assert groups(hall.at("2025-10-10"))["due"] == 1
    # The next day it is overdue, and so is the case that nobody answered; neither is counted twice.
    later = groups(hall.at("2025-10-11"))
    assert (later["overdue"], later.get("unanswered", 0)) == (2, 0)
    hall.office().open_day()
    assert groups(hall.at("2025-12-01"))["overdue"] == 3


def test_ended_cases_are_nobodys_concern(hall: Hall) -> None:
    """A withdrawn case is on no list, nor a declined one once the superior has signed its report."""
    hall.do(hall.receive("XK-02"), a.Withdraw("不办了"))
    declined = hall.do(hall.receive("XK-02"), a.Decline("not_eligible", "申请人不具备资格"))
    assert groups(hall.at("2025-12-01")) == {"refusal": 1}
    hall.do(declined, a.ReportRefusal("同意"), "supervisor")
    assert groups(hall.at("2025-12-01")) == {}


def test_paused_clock_is_not_overdue(hall: Hall) -> None:
    """Art. 45: while a special procedure stops the clock, nobody is late."""
    case = hall.do(hall.receive("XK-14"), a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    hall.do(case, a.SignFor(), "department")
    hall.do(case, a.StartSpecial("expert_review", 20, "wd", stops_statutory=True), "department")
    assert groups(hall.at("2025-10-30")) == {}


def test_what_waits_without_a_clock_of_the_handling(hall: Hall) -> None:
    """LAW §7, R40, R48, R66: objections, refusals, results, bad ratings and unverified shared data show."""
    case = hall.do(hall.receive("XK-19"), a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    hall.do(case, a.SignFor(), "department")
    hall.do(case, a.Publicise(7, "d", "门户网站"), "department")
    assert "objection" not in groups(hall)
    hall.do(case, a.ObjectTo("距离不足"))
    assert groups(hall)["objection"] == 1
    hall.do(case, a.SettleObjection("经复核距离符合要求"), "department")
    assert "objection" not in groups(hall)
    hall.at("2025-10-10T10:00")
    hall.do(case, a.Decide("refuse", "人员不符合要求"), "department")
    found = groups(hall)
    assert (found["refusal"], found["unclaimed"]) == (1, 1)
    hall.do(case, a.Deliver("counter"), "delivery")
    hall.do(case, a.Rate(5, "等得太久"))
    found = groups(hall)
    assert (found["refusal"], found["rating"], found.get("unclaimed", 0)) == (1, 1, 0)
    hall.do(case, a.HandleRating("已道歉"), "supervisor")
    assert "rating" not in groups(hall)


def test_shared_material_waits_until_its_provider_has_answered(hall: Hall) -> None:
    """R48: a shared material that could not be asked for is on the list until it is verified."""
    item = hall.item("XK-19")
    shared = next(line.name for line in item.materials if line.shared)
    done = hall.office().receive(item, a.Person("张三"), {shared: a.Finding("shared_unverified")})
    case = getattr(done, "case")  # noqa: B009 - a refusal has no case: this fails then
    assert groups(hall)["shared"] == 1
    hall.do(case, a.VerifyShared({shared: a.Finding("shared")}, "市场监督管理局"))
    assert "shared" not in groups(hall)
