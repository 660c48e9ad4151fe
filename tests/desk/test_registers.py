"""Registers for the supervisor (登记簿), read from the files: R1, R39, R43, R71, LAW §7, R90."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.desk.consulting import consult
from clerk.desk.office import Done
from clerk.desk.packages import Package, Part, act_together, receive_package
from clerk.desk.registers import KINDS, Register, register
from tests.desk.conftest import PERSON, Hall

CODE = "XK-05"


def made(hall: Hall, kind: str, since: str = "", until: str = "") -> Register:
    """The register of this kind now."""
    first, last = (date.fromisoformat(text) if text else None for text in (since, until))
    return register(kind, hall.office().archive.read, hall.office().now(), first, last)


def lines(found: Register) -> list[dict[str, object]]:
    """Its lines as a command would print them."""
    return [msgspec.to_builtins(row) for row in found.rows]


def granted(hall: Hall, case: Case) -> Case:
    """The case accepted, sent to its department and granted."""
    hall.do(case, a.Accept())
    hall.do(case, a.Route(f"dept:{case.department}"))
    hall.do(case, a.SignFor(), "department")
    return hall.do(case, a.Decide("grant"), "department")


def test_a_refusal_is_registered_with_its_report_and_the_opinion(hall: Hall) -> None:
    """LAW §7: who (masked), what, why, by what, by whom, and whether the superior has said anything."""
    case = hall.receive(CODE)
    hall.do(case, a.Decline("not_eligible", reason="申请人不是用工单位"))
    (line,) = lines(made(hall, "refusals"))
    assert (line["number"], line["applicant"], line["what"]) == (case.number, "张*", "不予受理")
    assert "申请人不是用工单位" in str(line["reason"])
    assert line["basis"]
    assert line["report"]
    assert (line["handler"], line["opinion"]) == ("演练员", "")
    assert made(hall, "refusals").figures == {"否定件数": 1, "尚无上级意见": 1}
    hall.do(case, a.ReportRefusal("同意,理由充分"), "supervisor")
    (line,) = lines(made(hall, "refusals"))
    assert (line["opinion"], line["opinion_by"]) == ("同意,理由充分", "演练员")


def test_a_grant_is_no_refusal_and_a_span_has_two_ends(hall: Hall) -> None:
    """LAW §7: only refusals are listed, each under its day, both ends of the span included."""
    granted(hall, hall.receive(CODE))
    case = hall.receive(CODE)
    hall.do(case, a.Decline("repeated", reason="同一申请正在办理"))
    day = "2025-09-26"
    assert [line["number"] for line in lines(made(hall, "refusals", day, day))] == [case.number]
    assert made(hall, "refusals", "2025-09-27").rows == []
    assert made(hall, "refusals", "", "2025-09-25").rows == []


def test_a_confidential_applicant_is_in_no_register(hall: Hall) -> None:
    """R90: of a whistle-blower a register shows not even the surname."""
    secret = msgspec.structs.replace(hall.item(CODE), confidential=True)
    done = hall.office().receive(secret, PERSON, {})
    assert isinstance(done, Done)
    hall.do(done.case, a.Decline("not_eligible", reason="不符合"))
    assert lines(made(hall, "refusals"))[0]["applicant"] == "(保密)"


def test_a_bad_rating_is_there_until_it_is_put_right_and_after(hall: Hall) -> None:
    """R43, GB/T 39046 A.8: the rating, until when it is followed up, what came of it; no good ones."""
    for level in (4, 1):
        case = granted(hall, hall.receive(CODE))
        hall.do(case, a.Deliver("counter", receiver="张三"), "delivery")
        hall.do(case, a.Rate(level, "等了很久" if level == 4 else ""), "applicant")
    found = made(hall, "ratings")
    (line,) = lines(found)
    assert (line["level"], line["text"], line["result"], line["state"]) == (
        "不满意",
        "等了很久",
        "",
        "计时中",
    )
    assert found.figures == {"差评件数": 1, "待整改": 1}
    number = str(line["number"])
    done = hall.office("supervisor").act(number, a.HandleRating("已增开窗口", called_back=True))
    assert isinstance(done, Done)
    (line,) = lines(made(hall, "ratings"))
    assert (line["result"], line["called_back"], line["handler"]) == ("已增开窗口", True, "演练员")


def test_a_result_that_nobody_fetches(hall: Hall) -> None:
    """R39: listed once the policy's working days have passed, not on the last of them."""
    case = granted(hall, hall.receive(CODE))
    wait = case.terms.policy.unclaimed_wd
    last = case.terms.calendar.add_working_days(date(2025, 9, 26), wait)
    hall.at(f"{last}T10:00")
    assert made(hall, "unclaimed").rows == []
    hall.at(f"{case.terms.calendar.add_working_days(last, 1)}T10:00")
    (line,) = lines(made(hall, "unclaimed"))
    assert (line["number"], line["waited_wd"], line["applicant"]) == (case.number, wait + 1, "张*")
    hall.do(case, a.Deliver("counter", receiver="张三"), "delivery")
    assert made(hall, "unclaimed").rows == []


def test_days_from_decision_to_delivery(hall: Hall) -> None:
    """R71, art. 44: the median in working days, and how many were within the ten days."""
    cases = [granted(hall, hall.receive(CODE)) for _ in range(3)]
    for case, day in zip(cases, ("2025-09-26T16:00", "2025-09-29T10:00", "2025-10-20T10:00"), strict=True):
        hall.at(day)
        hall.do(case, a.Deliver("counter", receiver="张三"), "delivery")
    found = made(hall, "delivery")
    (line,) = lines(found)
    assert (line["cases"], line["median_wd"], line["longest_wd"], line["within_limit"]) == (3, 2.0, 12, 2)
    assert found.figures == {"件数": 3, "中位工作日": 2.0, "期限内件数": 2}
    assert made(hall, "delivery", "2025-11-01").figures["中位工作日"] is None


def test_visits_and_whose_doing_they_were(hall: Hall) -> None:
    """R1: 0, 1 and more visits; of more than one, the office's doing is told from the applicant's."""
    by_post = hall.office().receive(hall.item(CODE), PERSON, {}, "post")
    assert isinstance(by_post, Done)
    once = hall.receive(CODE)
    gap = hall.item(CODE).materials[0].name
    thrice = hall.receive(CODE, missing=[gap])
    hall.do(thrice, a.NotifyCorrection((gap,)))
    hall.do(thrice, a.ReceiveCorrection({gap: a.Finding("ok")}, fault="office"))
    for case in (by_post.case, once, thrice):
        granted(hall, case)
        hall.do(case, a.Deliver("post", tracking="EMS1"), "delivery")
    hall.receive(CODE)  # still open: no service yet
    found = made(hall, "visits")
    (line,) = lines(found)
    assert (line["number"], line["visits"], line["by_office"], line["by_applicant"]) == (
        thrice.number,
        2,
        1,
        0,
    )
    assert found.figures == {
        "办结": 3, "零跑动": 1, "只跑一次": 1, "多次": 1, "一次办成率": 0.6667,
        "多次中有窗口或部门原因": 1, "多次中只有申请人原因": 0,
    }  # fmt: skip


def test_a_package_is_one_service(hall: Hall) -> None:
    """R1, R36: three items in one visit, sent by post, are one service of one visit."""
    parts = [Part(hall.item(code)) for code in ("XK-04", "XK-05", "XK-19")]
    package = receive_package(hall.office(), parts, PERSON)
    assert isinstance(package, Package)
    for case in package.cases[:2]:
        granted(hall, case)
        hall.do(case, a.Deliver("post", tracking="EMS1"), "delivery")
    assert made(hall, "visits").figures["办结"] == 0
    granted(hall, package.cases[2])
    done = act_together(
        hall.office("delivery"), [(package.cases[2].number, a.Deliver("post", tracking="EMS2"))]
    )
    assert isinstance(done, tuple), done
    assert made(hall, "visits").figures["只跑一次"] == 1


def test_a_consultation_and_the_application_that_came_of_it(hall: Hall) -> None:
    """首问负责: what was asked, by whom it was answered, and the case that names it."""
    number = consult(hall.office(), hall.item(CODE), "开办人力资源公司要什么条件", "已逐项说明")
    assert isinstance(number, str)
    consult(hall.office(), hall.item(CODE), "周末上班吗")
    done = hall.office().receive(hall.item(CODE), PERSON, {}, consultation=number)
    assert isinstance(done, Done)
    found = made(hall, "consultations")
    assert [line["application"] for line in lines(found)] == [done.case.number, ""]
    assert found.figures == {"咨询件数": 2, "没有记录答复": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_archive_has_empty_registers(hall: Hall, kind: str) -> None:
    """Nothing happened: every register is there and empty, and has heads for each of its columns."""
    found = made(hall, kind)
    assert (found.rows, found.unread, bool(found.title)) == ([], 0, True)
