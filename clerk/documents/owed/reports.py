"""Papers inside the office (否定报备、差评处理、承诺核查). LAW §4, §7, R43."""

from __future__ import annotations

from typing import Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.rules.common import desk_name
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.times import legal_date
from clerk.documents.errors import MissingFact
from clerk.documents.filling import CONFIDENTIAL, Scene, contact, due_date
from clerk.documents.layout import formal
from clerk.documents.owed.common import Filler
from clerk.documents.papers import kinds as p

LEVELS: Final = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
"""GB/T 39046 A.8."""


def report(scene: Scene, refused: str, facts: str, reason: str, cited: str) -> list[p.Paper]:
    """The report of a refusal upward (否定报备), where policy wants it."""
    if not scene.case.terms.policy.refusal_report:
        return []
    return [
        p.RefusalReport(
            **scene.frame(masked=True),
            contact=CONFIDENTIAL if scene.case.item.confidential else contact(scene.case.applicant),
            refused=refused,
            facts=facts,
            reason=reason,
            basis=cited,
            post=desk_name(scene.act.by.desk),
        )
    ]


def _report_refusal(scene: Scene, body: a.ReportRefusal) -> list[p.Paper]:
    case = scene.case
    if case.declined is not None:
        refused = f"不予受理（{DECLINE_REASONS.get(case.declined.reason_code, '')}）"
    else:
        refused = "不予行政许可" if scene.licence else "不予办理"
    reports = [one.number for one in case.notices if one.kind == p.RefusalReport.KIND]
    return [
        p.RefusalOpinion(
            **scene.frame(masked=True),
            refused=refused,
            reported=reports[-1] if reports else "",
            opinion=body.opinion,
        )
    ]


def _handle_rating(scene: Scene, body: a.HandleRating) -> list[p.Paper]:
    rated = scene.case.rating
    if rated is None:
        raise MissingFact(p.RatingHandlingSheet.TITLE, p.RatingHandlingSheet.LABELS["level"])
    clock = scene.case.deadline("rating")
    frame = scene.frame(masked=True)
    if not rated.body.named:
        frame["applicant"] = "匿名评价，不载明"
    return [
        p.RatingHandlingSheet(
            **frame,
            level=LEVELS.get(rated.body.level, str(rated.body.level)),
            rated_on=legal_date(rated.at),
            said=rated.body.text,
            named=rated.body.named,
            answer_by=due_date(clock) if clock is not None else None,
            result=body.result,
            called_back=body.called_back,
            basis=formal(basis.RATING),
        )
    ]


def _check_commitment(scene: Scene, body: a.CheckCommitment) -> list[p.Paper]:
    promise = scene.case.promise
    if promise is None:
        raise MissingFact(p.CommitmentCheckRecord.TITLE, p.CommitmentCheckRecord.LABELS["proofs"])
    clock = scene.case.deadline("post_check")
    return [
        p.CommitmentCheckRecord(
            **scene.frame(masked=True),
            promised_on=legal_date(promise.at),
            proofs=promise.proofs,
            check_due=due_date(clock) if clock is not None else None,
            true=body.true,
            findings=body.findings,
            basis=formal(basis.INFORMED_COMMITMENT),
        )
    ]


FILL: Final[dict[type, Filler]] = {
    a.ReportRefusal: _report_refusal,
    a.HandleRating: _handle_rating,
    a.CheckCommitment: _check_commitment,
}
