"""Acts behind the window (审查): custody, special procedures, publicity, visits, opinions. Arts. 34–48."""

from __future__ import annotations

from datetime import date

from clerk.casework.acts.base import Body, Findings
from clerk.catalogue.items import Unit


class Route(Body, tag="route", frozen=True, omit_defaults=True):
    """流转: the file is offered to the department with a handover list (R37)."""

    to: str


class SignFor(Body, tag="sign_for", frozen=True, omit_defaults=True):
    """签收: the department takes the file; what it finds missing is a discrepancy."""

    discrepancies: tuple[str, ...] = ()


class SettleDiscrepancy(Body, tag="settle_discrepancy", frozen=True, omit_defaults=True):
    """交接差异处理: how a difference between handover list and materials was cleared up (R37)."""

    materials: tuple[str, ...]
    how: str = ""


class ReturnToWindow(Body, tag="return_to_window", frozen=True, omit_defaults=True):
    """退回窗口: the department hands the file back with a reason."""

    reason: str = ""


class StartSpecial(Body, tag="start_special", frozen=True, omit_defaults=True):
    """特别程序开始: hearing, inspection, expert review … and the time it needs (art. 45)."""

    special: str
    n: int
    unit: Unit
    stops_statutory: bool = False
    stops_promised: bool = False
    cap_wd: int | None = None


class EndSpecial(Body, tag="end_special", frozen=True, omit_defaults=True):
    """特别程序结束."""

    result: str = ""


class ReuseResult(Body, tag="reuse_result", frozen=True, omit_defaults=True):
    """沿用区域评审成果: a regional review's result stands in for this case's own (R65)."""

    special: str
    source: str
    valid_until: date


class Publicise(Body, tag="publicise", frozen=True, omit_defaults=True):
    """公示: for a period that cannot be closed early (R66); rarely a stop of the clock (LAW P6)."""

    n: int
    unit: Unit
    place: str = ""
    stops_statutory: bool = False


class ObjectTo(Body, tag="object", frozen=True, omit_defaults=True):
    """异议: somebody objected to what was publicised."""

    text: str
    objector: str = ""


class SettleObjection(Body, tag="settle_objection", frozen=True, omit_defaults=True):
    """异议处理: what came of the objections so far."""

    result: str


class RecordVisit(Body, tag="record_visit", frozen=True, omit_defaults=True):
    """踏勘记录: one visit, one or several departments, signed by at least two officers (art. 34, R63).

    ``postponed_to`` is set where it did not take place (weather) and when it will.
    """

    officers: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    findings: str = ""
    postponed_to: date | None = None


class OfferHearing(Body, tag="offer_hearing", frozen=True, omit_defaults=True):
    """告知听证权利: who is concerned is told that he may ask for a hearing (art. 47)."""

    whom: str = ""


class AskHearing(Body, tag="ask_hearing", frozen=True, omit_defaults=True):
    """申请听证: a hearing was asked for, or the right was given up (art. 47)."""

    by_whom: str = ""
    waived: bool = False


class CallHearing(Body, tag="call_hearing", frozen=True, omit_defaults=True):
    """听证通知: the day of the hearing, told at least seven days before (art. 48)."""

    on: date
    place: str = ""


class AskOpinion(Body, tag="ask_opinion", frozen=True, omit_defaults=True):
    """征求意见: another department is asked (R5); ``first_review``: the lower office's (art. 43)."""

    department: str
    n: int
    unit: Unit = "wd"
    question: str = ""
    first_review: bool = False


class GiveOpinion(Body, tag="give_opinion", frozen=True, omit_defaults=True):
    """部门意见: what the department that was asked says."""

    department: str
    agrees: bool
    text: str = ""


class VerifyShared(Body, tag="verify_shared", frozen=True, omit_defaults=True):
    """共享核验: what the providing office answered once it could be asked (R48, R78)."""

    materials: Findings
    source: str = ""


class Extend(Body, tag="extend", frozen=True, omit_defaults=True):
    """延期: once, approved, with a reason, before the statutory date (art. 42).

    ``joint``: of the cap over items handled together, approved by the head of government (art. 42(2)).
    """

    n: int
    unit: Unit
    approver: str = ""
    reason: str = ""
    joint: bool = False
