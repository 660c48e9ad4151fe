"""Applying the acts of the counter: opening, examining, correcting, accepting, declining."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.arrival import arrived_on
from clerk.casework.case import Case
from clerk.casework.fold.common import as_found, come, take_in
from clerk.casework.particulars import Deferred, Promise, Slip, Terms
from clerk.casework.times import legal_date


def open_case(act: a.Act, terms: Terms) -> Case:
    """The case that this act opens.

    Raises:
        ValueError: it is no opening act.
    """
    body = act.body
    if not isinstance(body, a.Receive | a.NotRequired):
        raise ValueError(f"a case opens with receive or not_required, not {act.kind}")
    case = Case(
        number=act.case,
        terms=terms,
        applicant=body.applicant,
        received_at=act.at,
        received_on=legal_date(act.at),
        window=act.by.desk,
        holder=act.by.desk,
        item_code=body.item,
        item_name=body.item_name,
        department=body.department,
    )
    case.acts.append(act)
    if isinstance(body, a.NotRequired):
        case.stage = "not_required"
        case.ended_at = act.at
        return case
    _receive(case, act, body)
    return case


def _receive(case: Case, act: a.Act, body: a.Receive) -> None:
    item, default = case.item, a.Finding("ok")
    case.agent, case.channel, case.package = body.agent, body.channel, body.package
    case.renews_until = body.renews_until
    case.received_on = arrived_on(case.terms, act.at, body)
    come(case, body.channel, same_visit=body.same_visit)
    names = (*(line.name for line in item.materials), *(one.name for one in item.conditions))
    case.materials = {name: as_found(item, name, body.materials.get(name, default)) for name in names}
    case.answer_from = case.received_on


def _answer(case: Case, act: a.Act) -> None:
    if case.answered_on is None:
        case.answered_on = legal_date(act.at)


def _examine(case: Case, act: a.Act, body: a.Examine | a.CorrectOnSpot) -> None:
    take_in(case, body.materials)
    _nothing_left(case, act)


def _commit(case: Case, act: a.Act, body: a.Commit) -> None:
    case.promise = Promise(body.proofs, act.at)
    take_in(case, {name: a.Finding("committed") for name in body.proofs})
    _nothing_left(case, act)


def _nothing_left(case: Case, act: a.Act) -> None:
    """A correction is over once nothing that was asked for is open, however that came about."""
    if case.stage == "correcting" and not case.demandable:
        corrected(case, act.at, legal_date(act.at))


def _notify(case: Case, act: a.Act, body: a.NotifyCorrection) -> None:
    _answer(case, act)
    case.stage = "correcting"
    case.notified_at = case.notified_at or act.at
    case.notified = case.notified or body.gaps


def _receive_correction(case: Case, act: a.Act, body: a.ReceiveCorrection) -> None:
    take_in(case, body.materials)
    come(case, body.channel, body.fault or "applicant", body.same_visit)
    if case.demandable:
        return
    corrected(case, act.at, arrived_on(case.terms, act.at, body))


def corrected(case: Case, at: datetime, day: date) -> None:
    """Nothing that was asked for is open any more: the office answers anew from ``day`` (art. 32(5))."""
    case.corrected_at, case.corrected_on = at, day
    case.stage = "received"
    if case.answer_from is not None:
        case.notify_history.append((case.answer_from, case.answered_on))
    case.answer_from, case.answered_on = day, None


def _accept(case: Case, act: a.Act, body: a.Accept | a.AcceptIncomplete) -> None:
    _answer(case, act)
    case.stage = "accepted"
    case.accepted_at = act.at
    case.accepted_on = case.accepted_as_of(legal_date(act.at))
    late = [name for name in case.gaps if case.notified and name not in case.notified]
    if late:
        # LAW L2: what the one notice did not name is the office's slip, never the applicant's gap.
        said = "、".join(late)
        what = f"一次性告知时漏列{said},不再要求申请人补正,由本机关内部补取或列为容缺"
        case.slips.append(Slip(legal_date(act.at), what, basis.MUST_ACCEPT))


def _accept_incomplete(case: Case, act: a.Act, body: a.AcceptIncomplete) -> None:
    _accept(case, act, body)
    case.incomplete = True
    case.committed_on = body.committed_on
    # What a later catalogue shortens is the office's time; the applicant keeps the one he was given (L14).
    case.completion_limits = {"promised": case.limit("promised"), "statutory": case.limit("statutory")}
    case.deferred = {name: Deferred(name) for name in body.deferred}


def _decline(case: Case, act: a.Act, body: a.Decline) -> None:
    _answer(case, act)
    case.stage = "declined"
    case.declined = body
    case.ended_at = act.at


APPLY: Final[dict[type, Callable[[Case, a.Act, Any], None]]] = {
    a.Examine: _examine,
    a.CorrectOnSpot: _examine,
    a.Commit: _commit,
    a.NotifyCorrection: _notify,
    a.ReceiveCorrection: _receive_correction,
    a.Accept: _accept,
    a.AcceptIncomplete: _accept_incomplete,
    a.Decline: _decline,
}
