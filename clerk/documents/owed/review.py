"""Papers behind the window (流转、特别程序、公示、听证、踏勘、征求意见、延期). R5, R37, R63–R66, art. 45."""

from __future__ import annotations

from typing import Final

from calendars import Period
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.rules.common import desk_name
from clerk.casework.rules.review import SPECIALS
from clerk.documents.errors import MissingFact
from clerk.documents.filling import Scene, due_date, moment
from clerk.documents.layout import formal
from clerk.documents.owed.common import GUIDE, Filler
from clerk.documents.papers import kinds as p
from clerk.documents.papers.base import chinese

_ASKED: Final = "本办件涉及你单位职责的部分，是否同意，有何意见"
_FIRST: Final = "依法初步审查，将初步审查意见和全部申请材料直接报送"


def _route(scene: Scene, body: a.Route) -> list[p.Paper]:
    kind = p.HandoverList
    return [
        kind(
            **scene.frame(masked=True),
            sender=desk_name(scene.act.by.desk),
            receiver=desk_name(body.to),
            handed_at=moment(scene.act.at),
            materials=scene.handed_on(),
            promised_due=scene.due(kind, "promised_due", "promised"),
            statutory_due=scene.due(kind, "statutory_due", "statutory"),
            outstanding=scene.case.outstanding,
            slips=tuple(f"{chinese(one.on)}：{formal(one.what)}" for one in scene.case.slips),
        )
    ]


def _start_special(scene: Scene, body: a.StartSpecial) -> list[p.Paper]:
    kind = p.SpecialProcedureNotice
    foreseen = next((one for one in scene.case.item.special_procedures if one.kind == body.special), None)
    own = formal(foreseen.basis) if foreseen is not None else ""
    return [
        kind(
            **scene.frame(),
            special=SPECIALS[body.special],
            started=scene.on,
            needed=scene.due(kind, "needed", "special"),
            excluded=body.stops_statutory,
            promise_waits=body.stops_promised,
            promised_due=scene.due(kind, "promised_due", "promised"),
            basis=own or scene.cited(basis.EXCLUDED_TIME),
        )
    ]


def _publicise(scene: Scene, body: a.Publicise) -> list[p.Paper]:
    """What is confidential is never hung out (R90)."""
    if scene.case.item.confidential:
        return []
    kind = p.PublicityNotice
    return [
        kind(
            **scene.frame(masked=True),
            first=scene.on,
            until=scene.due(kind, "until", "publicity"),
            place=body.place.strip() or f"{scene.hall.hall}公示栏",
            basis=scene.cited(f"{basis.ACT}第三十六条、第四十七条", formal(basis.PUBLICITY)),
            hearing=scene.licence,
        )
    ]


def _record_visit(scene: Scene, body: a.RecordVisit) -> list[p.Paper]:
    """A visit that was put off owes no record of one."""
    if body.postponed_to is not None:
        return []
    return [
        p.VisitRecord(
            **scene.frame(masked=True),
            visited=moment(scene.act.at),
            departments=tuple(dict.fromkeys((scene.case.department, *body.departments))),
            officers=body.officers,
            findings=body.findings,
            basis=scene.cited(basis.TWO_OFFICERS, formal(basis.JOINT_VISIT)),
        )
    ]


def _ask_opinion(scene: Scene, body: a.AskOpinion) -> list[p.Paper]:
    kind = p.OpinionRequest
    agreed = scene.case.terms.policy.late_opinion == "agreed"
    return [
        kind(
            **scene.frame(masked=True),
            asked=body.department,
            question=body.question.strip() or (_FIRST if body.first_review else _ASKED),
            first=body.first_review,
            answer_by=scene.due(kind, "answer_by", "opinion", body.department),
            silence="按本地政策视为同意；不因此自动准予" if agreed else "再次催办；不视为同意",
            basis=formal(basis.FIRST_REVIEW if body.first_review else basis.OPINION),
        )
    ]


def _offer_hearing(scene: Scene, body: a.OfferHearing) -> list[p.Paper]:
    """To somebody else than the applicant the applicant's name is masked."""
    kind, whom = p.HearingRightNotice, body.whom.strip()
    return [
        kind(
            **scene.frame(masked=whom != scene.case.applicant.name),
            whom=whom,
            ask_by=scene.due(kind, "ask_by", "hearing_request"),
            basis=formal(basis.HEARING),
        )
    ]


def _call_hearing(scene: Scene, body: a.CallHearing) -> list[p.Paper]:
    """It goes to everybody who is concerned, so that a person's name is masked."""
    return [
        p.HearingNotice(
            **scene.frame(masked=True), held_on=body.on, place=body.place.strip(), basis=formal(basis.HEARING)
        )
    ]


def _extend_joint(scene: Scene, body: a.Extend) -> list[p.Paper]:
    kind, before = p.JointExtensionNotice, scene.before().deadline("joint")
    if before is None:
        raise MissingFact(kind.TITLE, kind.LABELS["original_due"])
    return [
        kind(
            **scene.frame(),
            original_due=before.due,
            joint_due=scene.due(kind, "joint_due", "joint"),
            by=Period(body.n, body.unit).text,
            reason=body.reason,
            approver=body.approver,
            basis=formal(basis.JOINT),
        )
    ]


def _extend(scene: Scene, body: a.Extend) -> list[p.Paper]:
    if body.joint:
        return _extend_joint(scene, body)
    case, kind = scene.case, p.ExtensionNotice
    clock, before = case.deadline("statutory"), scene.before().deadline("statutory")
    if clock is None or before is None:
        raise MissingFact(kind.TITLE, kind.LABELS["extended_due"])
    moves = case.terms.policy.extension_moves_promise
    return [
        kind(
            **scene.frame(),
            original_due=before.due,
            extended_due=due_date(clock),
            by=Period(body.n, body.unit).text,
            reason=body.reason,
            approver=body.approver,
            basis=scene.cited(basis.EXTENSION, GUIDE if not scene.licence else ""),
            promised_due=scene.due(kind, "promised_due", "promised") if moves else None,
        )
    ]


FILL: Final[dict[type, Filler]] = {
    a.Route: _route,
    a.StartSpecial: _start_special,
    a.Publicise: _publicise,
    a.RecordVisit: _record_visit,
    a.AskOpinion: _ask_opinion,
    a.OfferHearing: _offer_hearing,
    a.CallHearing: _call_hearing,
    a.Extend: _extend,
}
