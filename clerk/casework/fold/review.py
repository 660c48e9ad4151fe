"""Applying the acts behind the window: custody, procedures, publicity, visits, opinions, extension."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold.common import forget_printed, take_in
from clerk.casework.particulars import Hearing, Objection, Opinion, Publicity, Special, Visit

_HANDLING = ("promised", "statutory")


def _route(case: Case, act: a.Act, body: a.Route) -> None:
    case.offered_to = body.to


def _sign_for(case: Case, act: a.Act, body: a.SignFor) -> None:
    case.holder, case.offered_to = case.offered_to, ""
    case.epoch += 1
    case.discrepancies = body.discrepancies
    if case.stage == "accepted":
        case.stage = "in_review"


def _settle_discrepancy(case: Case, act: a.Act, body: a.SettleDiscrepancy) -> None:
    case.discrepancies = tuple(name for name in case.discrepancies if name not in body.materials)


def _return_to_window(case: Case, act: a.Act, body: a.ReturnToWindow) -> None:
    case.holder, case.offered_to = case.window, ""
    case.epoch += 1
    case.stage = "accepted"


def _start_special(case: Case, act: a.Act, body: a.StartSpecial) -> None:
    case.specials.append(Special(body, act.at))
    if body.stops_statutory or body.stops_promised:
        forget_printed(case, *_HANDLING)


def _end_special(case: Case, act: a.Act, body: a.EndSpecial) -> None:
    special = case.open_special
    if special is None:
        return
    special.ended_at, special.result = act.at, body.result
    if special.body.stops_statutory or special.body.stops_promised:
        forget_printed(case, *_HANDLING)


def _reuse_result(case: Case, act: a.Act, body: a.ReuseResult) -> None:
    """A regional review's result stands in the file; nothing runs for it (R65)."""


def _publicise(case: Case, act: a.Act, body: a.Publicise) -> None:
    case.publicities.append(Publicity(body, act.at))
    if body.stops_statutory:
        forget_printed(case, *_HANDLING)


def _object(case: Case, act: a.Act, body: a.ObjectTo) -> None:
    case.objections.append(Objection(body.text, act.at))


def _settle_objection(case: Case, act: a.Act, body: a.SettleObjection) -> None:
    for one in case.open_objections:
        one.result = body.result


def _record_visit(case: Case, act: a.Act, body: a.RecordVisit) -> None:
    case.visits_held.append(Visit(body, act.at))


def _offer_hearing(case: Case, act: a.Act, body: a.OfferHearing) -> None:
    case.hearing = Hearing(act.at)


def _ask_hearing(case: Case, act: a.Act, body: a.AskHearing) -> None:
    if case.hearing is not None:
        case.hearing.asked, case.hearing.asked_at = body, act.at


def _call_hearing(case: Case, act: a.Act, body: a.CallHearing) -> None:
    if case.hearing is not None:
        case.hearing.called = body


def _ask_opinion(case: Case, act: a.Act, body: a.AskOpinion) -> None:
    case.opinions.append(Opinion(body, act.at))


def _give_opinion(case: Case, act: a.Act, body: a.GiveOpinion) -> None:
    for one in case.open_opinions:
        if one.body.department == body.department:
            one.answer, one.answered_at = body, act.at


def _verify_shared(case: Case, act: a.Act, body: a.VerifyShared) -> None:
    take_in(case, body.materials)


def _extend(case: Case, act: a.Act, body: a.Extend) -> None:
    if body.joint:
        case.joint_extension = body
        return
    case.extension = body
    forget_printed(case, *_HANDLING)


APPLY: Final[dict[type, Callable[[Case, a.Act, Any], None]]] = {
    a.Route: _route,
    a.SignFor: _sign_for,
    a.SettleDiscrepancy: _settle_discrepancy,
    a.ReturnToWindow: _return_to_window,
    a.StartSpecial: _start_special,
    a.EndSpecial: _end_special,
    a.ReuseResult: _reuse_result,
    a.Publicise: _publicise,
    a.ObjectTo: _object,
    a.SettleObjection: _settle_objection,
    a.RecordVisit: _record_visit,
    a.OfferHearing: _offer_hearing,
    a.AskHearing: _ask_hearing,
    a.CallHearing: _call_hearing,
    a.AskOpinion: _ask_opinion,
    a.GiveOpinion: _give_opinion,
    a.VerifyShared: _verify_shared,
    a.Extend: _extend,
}
