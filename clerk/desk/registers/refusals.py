"""Registers of refusals, bad ratings and consultations (否定报备、差评、咨询)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.limits import STATE_WORDS
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.times import legal_date
from clerk.desk.registers.base import Asked, Made, Row, last_act, masked, name_of
from clerk.desk.wording import LEVELS, RESULTS

if TYPE_CHECKING:
    from clerk.archive.reader import Reader

_REFUSING: Final = ("decline_notice", "refusal_decision")


class Refused(Row, frozen=True):
    """否定报备: one refusal, with its report and the superior's opinion on it (LAW §7)."""

    number: str
    applicant: str
    item: str
    department: str
    what: str
    on: date
    reason: str
    basis: str
    handler: str
    report: str
    opinion: str
    opinion_by: str

    HEADS: ClassVar[dict[str, str]] = {
        "number": "办件编号", "applicant": "申请人", "item": "事项", "department": "部门", "what": "否定内容",
        "on": "日期", "reason": "理由", "basis": "依据", "handler": "经办人", "report": "报备表",
        "opinion": "上级意见", "opinion_by": "签署人",
    }  # fmt: skip


def refusals(asked: Asked) -> Made:
    """Every refusal of the days asked for, with its report and the superior's opinion (LAW §7)."""
    rows: list[Row] = []
    for case in asked.cases("decline", "decide"):
        act = last_act(case, a.Decline, a.Decide)
        if act is not None and asked.covers(legal_date(act.at)) and (row := _refused(case, act)):
            rows.append(row)
    without = sum(1 for row in rows if isinstance(row, Refused) and not row.opinion)
    return rows, {"否定件数": len(rows), "尚无上级意见": without}


def _refused(case: Case, act: a.Act) -> Refused | None:
    body = act.body
    if isinstance(body, a.Decline):
        what, reason = "不予受理", f"{DECLINE_REASONS.get(body.reason_code, body.reason_code)}。{body.reason}"
    elif isinstance(body, a.Decide) and body.result == "refuse":
        what, reason = RESULTS["refuse"], body.reasons
    else:
        return None
    papers = {paper.kind: paper for paper in case.notices}
    grounds = next((papers[kind].facts.get("basis") for kind in _REFUSING if kind in papers), "")
    report = papers.get("refusal_report")
    opinion = last_act(case, a.ReportRefusal)
    said = opinion.body.opinion if opinion and isinstance(opinion.body, a.ReportRefusal) else ""
    return Refused(
        case.number, masked(case), case.item_name, case.department, what, legal_date(act.at), reason,
        str(grounds or ""), name_of(act.by), report.number if report else "", said,
        name_of(opinion.by) if opinion else "",
    )  # fmt: skip


class Rating(Row, frozen=True):
    """差评: one bad rating and its follow-up (GB/T 39046 A.8, R43)."""

    number: str
    applicant: str
    item: str
    department: str
    level: str
    text: str
    on: date
    due: date | None
    state: str
    result: str
    called_back: bool
    handler: str

    HEADS: ClassVar[dict[str, str]] = {
        "number": "办件编号", "applicant": "申请人", "item": "事项", "department": "部门", "level": "评价",
        "text": "内容", "on": "评价日期", "due": "整改期限", "state": "状态", "result": "整改结果",
        "called_back": "已回访", "handler": "整改人",
    }  # fmt: skip


def ratings(asked: Asked) -> Made:
    """Every bad rating given in those days, and how far its follow-up is."""
    rows: list[Row] = []
    for case in asked.cases("rate"):
        rated = case.rating
        if rated is None or not case.bad_rating or not asked.covers(legal_date(rated.at)):
            continue
        clock, handled = case.deadline("rating"), last_act(case, a.HandleRating)
        rows.append(Rating(
            case.number, masked(case), case.item_name, case.department,
            LEVELS.get(rated.body.level, str(rated.body.level)), rated.body.text, legal_date(rated.at),
            clock.due if clock else None, STATE_WORDS[clock.state] if clock else "",
            rated.handled.result if rated.handled else "",
            rated.handled is not None and rated.handled.called_back,
            name_of(handled.by) if handled else "",
        ))  # fmt: skip
    waiting = sum(1 for row in rows if isinstance(row, Rating) and not row.result)
    return rows, {"差评件数": len(rows), "待整改": waiting}


class Consulted(Row, frozen=True):
    """咨询: what was asked and answered, and the application that came of it (首问负责)."""

    number: str
    at: datetime
    asked: str
    answer: str
    handler: str
    application: str

    HEADS: ClassVar[dict[str, str]] = {
        "number": "编号", "at": "时间", "asked": "所问", "answer": "答复", "handler": "首问人",
        "application": "后来的办件",
    }  # fmt: skip


def consultations(asked: Asked) -> Made:
    """Every consultation of those days, whether or not an application came of it."""
    named = _applications(asked.reader)
    rows: list[Row] = []
    for act in asked.acts("consult"):
        body = act.body
        if isinstance(body, a.Consult) and asked.covers(legal_date(act.at)):
            led_to = "、".join(named.get(act.case, []))
            rows.append(Consulted(act.case, act.at, body.reason, body.answer, name_of(act.by), led_to))
    unanswered = sum(1 for row in rows if isinstance(row, Consulted) and not row.answer.strip())
    return rows, {"咨询件数": len(rows), "没有记录答复": unanswered}


def _applications(reader: Reader) -> dict[str, list[str]]:
    """Which cases name which consultation."""
    named: dict[str, list[str]] = {}
    for number in reader.with_acts("receive"):
        try:
            body = reader.acts(number)[0].body
        except a.UnknownAct:
            continue
        if isinstance(body, a.Receive) and body.consultation:
            named.setdefault(body.consultation, []).append(number)
    return named
