"""Several offices on one case (并联审批): joint visits, opinions, shared data. R4, R5, R48, R63, R78."""

from __future__ import annotations

from calendars import Period
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules.common import Question, held_by, known_materials, quoted, stage_among
from clerk.casework.times import legal_date

LONGEST_OPINION = 366
"""No announced time may be longer: beyond it the calendar could not answer."""


FIRST_REVIEW_WD = 20
"""行政许可法 art. 43, P5: the lower authority's first review, in working days (art. 82)."""


def record_visit(q: Question[a.RecordVisit]) -> Refusal | None:
    """A visit is signed by at least two officers (art. 34, P1, R63); one put off says until when."""
    refused = stage_among(q.case, ("in_review",), "登记踏勘", basis.JOINT_VISIT) or held_by(
        q.case, q.by, "登记踏勘"
    )
    if refused:
        return refused
    if q.body.postponed_to is not None:
        return _postponed(q)
    officers = {name.strip() for name in q.body.officers if name.strip()}
    needed = q.case.terms.policy.visit_officers
    if len(officers) < needed:
        return Refusal("two_officers_needed", f"踏勘记录须由{needed}名以上工作人员签名", basis.TWO_OFFICERS)
    if not q.body.findings.strip():
        return Refusal("reason_required", "踏勘记录须写明查看的情况", basis.JOINT_VISIT)
    return None


def _postponed(q: Question[a.RecordVisit]) -> Refusal | None:
    if q.body.postponed_to is not None and q.body.postponed_to < legal_date(q.at):
        return Refusal("limit_not_lawful", "改期的日期早于今天", basis.JOINT_VISIT)
    if not q.body.findings.strip():
        return Refusal("reason_required", "踏勘改期须写明原因", basis.JOINT_VISIT)
    return None


def ask_opinion(q: Question[a.AskOpinion]) -> Refusal | None:
    """The holder asks another department, once at a time, until a date (R5)."""
    refused = stage_among(q.case, ("in_review",), "征求意见", basis.OPINION) or held_by(
        q.case, q.by, "征求意见"
    )
    if refused:
        return refused
    name = q.body.department.strip()
    if not name or name == q.case.department:
        return Refusal("wrong_department", "须写明征求哪个其他部门的意见", basis.OPINION)
    if any(one.body.department == name for one in q.case.open_opinions):
        return Refusal("already_asked", f"已征求{name}的意见,正等待答复", basis.OPINION)
    if not 1 <= q.body.n <= LONGEST_OPINION or q.body.unit == "now":
        return Refusal("limit_not_lawful", f"答复期限须为1至{LONGEST_OPINION}日", basis.OPINION)
    answer, clock = Period(q.body.n, q.body.unit), q.case.deadline("statutory")
    due = q.case.terms.calendar.due(legal_date(q.at), answer).due
    if clock is not None and due > clock.due and not q.body.first_review:
        said = f"答复期限到{due},晚于本案法定期限{clock.told},请改短"
        return Refusal("limit_not_lawful", said, basis.OPINION)
    if q.body.first_review and (q.body.unit != "wd" or q.body.n > FIRST_REVIEW_WD):
        said = f"下级机关的初审最长{FIRST_REVIEW_WD}个工作日"
        return Refusal("limit_not_lawful", said, basis.FIRST_REVIEW)
    return None


def give_opinion(q: Question[a.GiveOpinion]) -> Refusal | None:
    """Only what was asked is answered; disagreement says why. Late answers are taken all the same."""
    if not any(one.body.department == q.body.department for one in q.case.open_opinions):
        return Refusal("nothing_open", f"没有向{q.body.department}征求意见,或已答复", basis.OPINION)
    if not q.body.agrees and not q.body.text.strip():
        return Refusal("reason_required", "不同意的意见须写明理由和依据", basis.OPINION)
    return None


def verify_shared(q: Question[a.VerifyShared]) -> Refusal | None:
    """What the provider answered is recorded with its source; a mismatch is its matter (R48)."""
    refused = known_materials(q.case.item, q.body.materials)
    if refused:
        return refused
    own = [n for n in q.body.materials if (line := q.case.item.material(n)) is None or not line.shared]
    if own:
        return Refusal("unknown_material", f"{quoted(own)}不是共享取得的材料", basis.SHARED)
    if not q.body.source.strip():
        return Refusal("reason_required", "共享核验须写明数据来源部门", basis.SHARED)
    return None


def opinions_in(case: Case) -> Refusal | None:
    """A grant waits for opinions; late ones count as agreed only where policy says so, never silently."""
    waiting = []
    for one in case.open_opinions:
        clock = case.deadline("opinion", one.body.department)
        late = clock is not None and clock.state == "missed"
        if not (late and case.terms.policy.late_opinion == "agreed"):
            waiting.append(one.body.department)
    if not waiting:
        return None
    return Refusal("opinion_outstanding", f"{'、'.join(waiting)}的意见尚未答复,不能准予", basis.OPINION)
