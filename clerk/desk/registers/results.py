"""Registers of results and visits (未领、送达用时、跑动次数): R1, R39, R71."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import ClassVar

from clerk.casework.case import Case
from clerk.casework.rules.result import CHANNELS
from clerk.casework.times import legal_date
from clerk.desk.registers.base import Asked, Made, Row, masked


class Unclaimed(Row, frozen=True):
    """逾期未领: a result that nobody has fetched for longer than the policy waits (R39)."""

    number: str
    applicant: str
    item: str
    department: str
    decided_on: date
    waited_wd: int
    channel: str
    attempts: int

    HEADS: ClassVar[dict[str, str]] = {
        "number": "办件编号", "applicant": "申请人", "item": "事项", "department": "部门",
        "decided_on": "决定日期", "waited_wd": "已等工作日", "channel": "约定方式", "attempts": "未送达次数",
    }  # fmt: skip


def unclaimed(asked: Asked) -> Made:
    """Results decided in those days that wait longer than the policy's ``unclaimed_wd`` (R39)."""
    rows, today = [], legal_date(asked.now)
    for case in asked.cases("decide"):
        if case.stage != "decided" or case.decided_at is None:
            continue
        decided = legal_date(case.decided_at)
        waited = case.terms.calendar.count_working_days(decided, today)
        if waited <= case.terms.policy.unclaimed_wd or not asked.covers(decided):
            continue
        chosen = case.delivery_choice.channel if case.delivery_choice else ""
        rows.append(Unclaimed(
            case.number, masked(case), case.item_name, case.department, decided, waited,
            CHANNELS.get(chosen, chosen), len(case.attempts),
        ))  # fmt: skip
    rows.sort(key=lambda row: (-row.waited_wd, row.number))
    return [*rows], {"逾期未领件数": len(rows)}


class Delivered(Row, frozen=True):
    """决定至送达: how long results of one department took to reach the applicant, in working days (R71)."""

    department: str
    cases: int
    median_wd: float
    longest_wd: int
    within_limit: int

    HEADS: ClassVar[dict[str, str]] = {
        "department": "部门", "cases": "件数", "median_wd": "中位工作日", "longest_wd": "最长工作日",
        "within_limit": "期限内件数",
    }  # fmt: skip


def delivery(asked: Asked) -> Made:
    """Working days from decision to delivery, by department, of what was delivered in those days (R71)."""
    days: dict[str, list[tuple[int, bool]]] = {}
    for case in asked.cases("deliver"):
        if case.decided_at is None or case.delivered_at is None:
            continue
        delivered = legal_date(case.delivered_at)
        if asked.covers(delivered):
            took = case.terms.calendar.count_working_days(legal_date(case.decided_at), delivered)
            in_time = took <= case.terms.policy.delivery_wd
            days.setdefault(case.department, []).append((took, in_time))
    rows: list[Row] = [_delivered(name, found) for name, found in sorted(days.items())]
    every = [one for found in days.values() for one in found]
    over_all = _delivered("", every) if every else None
    return rows, {
        "件数": len(every),
        "中位工作日": over_all.median_wd if over_all else None,
        "期限内件数": over_all.within_limit if over_all else 0,
    }


def _delivered(department: str, found: list[tuple[int, bool]]) -> Delivered:
    took = [days for days, _ in found]
    return Delivered(
        department, len(found), float(median(took)), max(took), sum(1 for _, in_time in found if in_time)
    )


class Visits(Row, frozen=True):
    """跑动: one service (a case, or a package as a whole) that took more than one visit (R1)."""

    number: str
    items: str
    visits: int
    by_office: int
    by_applicant: int
    ended_on: date

    HEADS: ClassVar[dict[str, str]] = {
        "number": "编号", "items": "事项", "visits": "跑动次数", "by_office": "因窗口或部门",
        "by_applicant": "因申请人", "ended_on": "办结日期",
    }  # fmt: skip


def visits(asked: Asked) -> Made:
    """Services that ended in those days by how often the applicant came, and whose doing it was (R1)."""
    services: dict[str, list[Case]] = {}
    for case in asked.cases("receive"):
        services.setdefault(case.package or case.number, []).append(case)
    found = [one for number, cases in services.items() if (one := _service(number, cases)) is not None]
    counted = [one for one in found if asked.covers(one.ended_on)]
    at_most_once = sum(1 for one in counted if one.visits <= 1)
    more = sorted((one for one in counted if one.visits > 1), key=lambda one: (-one.visits, one.number))
    return [*more], {
        "办结": len(counted),
        "零跑动": sum(1 for one in counted if one.visits == 0),
        "只跑一次": sum(1 for one in counted if one.visits == 1),
        "多次": len(more),
        "一次办成率": round(at_most_once / len(counted), 4) if counted else None,
        "多次中有窗口或部门原因": sum(1 for one in more if one.by_office),
        "多次中只有申请人原因": sum(1 for one in more if one.by_applicant and not one.by_office),
    }


def _service(number: str, cases: list[Case]) -> Visits | None:
    """A service whose every part has ended; None while something is still owed."""
    ends = [legal_date(end) for case in cases if (end := case.delivered_at or case.ended_at)]
    if len(ends) < len(cases) or not all(case.ended for case in cases):
        return None
    by: dict[str, int] = {}
    for case in cases:
        for fault, times in case.visits_by.items():
            by[fault] = by.get(fault, 0) + times
    items = "、".join(case.item_name for case in cases)
    total = sum(case.visits for case in cases)
    return Visits(number, items, total, by.get("office", 0), by.get("applicant", 0), max(ends))
