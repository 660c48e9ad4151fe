"""Papers of acceptance and of what was deferred (受理、容缺、补齐). Art. 32, R52, R56–R61, LAW §3, L5."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from calendars import Period
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.rules.review import SPECIALS
from clerk.documents.errors import MissingFact
from clerk.documents.filling import Scene, due_date, identity
from clerk.documents.layout import formal
from clerk.documents.owed.common import GUIDE, Filler
from clerk.documents.papers import kinds as p


def _acceptance(scene: Scene, kind: type[p.Paper], article: str) -> dict[str, Any]:
    item = scene.case.item
    return scene.frame() | {
        "accepted": scene.case.accepted_on,
        "item_kind": item.item_kind,
        "materials": scene.accepted_lines(),
        "promised_due": scene.due(kind, "promised_due", "promised"),
        "statutory_due": scene.due(kind, "statutory_due", "statutory"),
        "specials": tuple(SPECIALS.get(one.kind, formal(one.name)) for one in item.special_procedures),
        "fee": formal(item.fee) or "事项清单未列收费，不得收取费用",
        "results": item.delivery_options or ("窗口领取", "邮寄"),
        "basis": scene.cited(article, GUIDE),
    }


def _accept(scene: Scene, body: a.Accept) -> list[p.Paper]:
    return [p.AcceptanceNotice(**_acceptance(scene, p.AcceptanceNotice, basis.MUST_ACCEPT))]


def _accept_incomplete(scene: Scene, body: a.AcceptIncomplete) -> list[p.Paper]:
    kind, policy = p.IncompleteAcceptanceNotice, scene.case.terms.policy
    deferred = scene.deferred_lines(kind, "deferred", scene.case.deferred)
    notice = kind(
        **_acceptance(scene, kind, formal(basis.INCOMPLETE)),
        deferred=deferred,
        channels=scene.ways(),
        posting_rule=scene.posting_rule(),
        late=formal(policy.lapse_words),
        held=policy.result_hold,
    )
    if not body.commitment:
        return [notice]
    whole = identity(scene.case.applicant, full=True)
    signed = p.Commitment(**scene.frame(), applicant_id=whole, deferred=deferred, consequence=notice.late)
    return [signed, notice]


def _remind(scene: Scene, body: a.Remind) -> list[p.Paper]:
    kind = p.CompletionReminder
    return [
        kind(
            **scene.frame(),
            outstanding=scene.deferred_lines(
                kind, "outstanding", (name for name in scene.case.outstanding if name in body.materials)
            ),
            channels=scene.ways(),
            posting_rule=scene.posting_rule(),
            lapse=formal(scene.case.terms.policy.lapse_words),
            last_date=body.last_date,
        )
    ]


def _complete(scene: Scene, body: a.Complete) -> list[p.Paper]:
    """What came unfit is told once; where policy knows a second round, twice (LAW §3b)."""
    case, policy = scene.case, scene.case.terms.policy
    rounds = 2 if policy.second_round else 1
    unfit = [
        name
        for name in case.outstanding
        if name in body.materials and case.materials[name].state == "defective"
    ]
    told = [name for name in unfit if case.deferred[name].unfit <= rounds]
    if not told:
        return []
    until = _until(scene, told)
    return [
        p.CompletionDefectNotice(
            **scene.frame(),
            came=scene.on,
            defects=tuple(scene.gap(name) for name in told),
            until=until,
            over=until.on < scene.on,
            round=max(case.deferred[name].unfit for name in told),
            rounds=rounds,
            channels=scene.ways(),
            lapse=formal(policy.lapse_words),
        )
    ]


def _until(scene: Scene, names: list[str]) -> p.DueDate:
    """The last day on which these may still come: their period, a grace, or a last date once given."""
    kind = p.CompletionDefectNotice
    found = [scene.due(kind, "until", "completion", name) for name in names]
    grace = scene.case.deadline("grace")
    if grace is not None:
        found.append(due_date(grace))
    last = [one.body.last_date for one in scene.case.reminders if one.body.last_date is not None]
    found += [p.DueDate(day, "书面催告所列的最后日期") for day in last]
    return max(found, key=lambda one: one.on)


def _extend_completion(scene: Scene, body: a.ExtendCompletion) -> list[p.Paper]:
    kind = p.CompletionExtensionNotice
    old = scene.before().deadline("completion")
    if old is None:
        raise MissingFact(kind.TITLE, kind.LABELS["original_due"])
    return [
        kind(
            **scene.frame(),
            extended=scene.deferred_lines(kind, "extended", scene.case.outstanding),
            original_due=old.due,
            by=Period(body.n, body.unit).text,
            grounds=body.grounds,
            approver=body.approver,
            basis=f"本地政策（{scene.case.terms.policy.name}），非法定",
        )
    ]


def _suspend(scene: Scene, body: a.Suspend) -> list[p.Paper]:
    kind, policy = p.PauseNotice, scene.case.terms.policy
    return [
        kind(
            **scene.frame(),
            since=body.since,
            outstanding=scene.case.outstanding,
            until=scene.due(kind, "until", "grace"),
            statutory=scene.due(kind, "statutory", "statutory"),
            lapse=formal(policy.lapse_words),
            basis=f"本地政策（{policy.name}），非法定",
        )
    ]


def _resume(scene: Scene, body: a.Resume) -> list[p.Paper]:
    held, kind = scene.case.suspension, p.ResumeNotice
    resumed: date = scene.on if held is None or held.resumed_on is None else held.resumed_on
    return [
        kind(
            **scene.frame(),
            resumed=resumed,
            completed=scene.lines(scene.case.deferred),
            promised_due=scene.due(kind, "promised_due", "promised"),
        )
    ]


FILL: Final[dict[type, Filler]] = {
    a.Accept: _accept,
    a.AcceptIncomplete: _accept_incomplete,
    a.Remind: _remind,
    a.Complete: _complete,
    a.ExtendCompletion: _extend_completion,
    a.Suspend: _suspend,
    a.Resume: _resume,
}
