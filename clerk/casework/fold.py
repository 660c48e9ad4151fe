"""Folding acts into a case (案卷归并): the same acts, terms and moment always give the same case.

Time itself does one thing by law: where silence counts as acceptance, the case stands as accepted
from the day of receipt once the notification period has lapsed (行政许可法 art. 32(4), LAW L1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from clerk.casework import acts as a
from clerk.casework.case import Case, Deferred, Notice, Special, Terms
from clerk.casework.limits import deadlines, notify_due
from clerk.casework.times import legal_date

_IN_HAND = frozenset({"ok", "shared", "not_applicable"})


def fold(acts: Iterable[a.Act], terms: Terms, now: datetime) -> Case:
    """The case that these acts add up to, as it stands at ``now``.

    Raises:
        ValueError: there is no opening act, or an act belongs to another case.
    """
    ordered = list(acts)
    if not ordered:
        raise ValueError("a case has at least one act")
    case = _open(ordered[0], terms)
    for act in ordered[1:]:
        if act.case != case.number:
            raise ValueError("act of another case")
        _pass_time(case, legal_date(act.at))
        _APPLY[type(act.body)](case, act, act.body)
        case.acts.append(act)
    _pass_time(case, legal_date(now))
    case.deadlines = deadlines(case, now)
    case.turns_on = _turns_on(case, legal_date(now))
    return case


def _pass_time(case: Case, today: date) -> None:
    """Deemed acceptance: silence through the last day of the period (never before it has ended)."""
    if case.stage != "received" or not case.item.silence_accepts or case.answer_from is None:
        return
    due = notify_due(case)
    if due is None or today <= due:
        return
    case.deemed = True
    case.stage = "accepted"
    case.accepted_at = case.answer_from
    case.accepted_on = legal_date(case.answer_from)


def _turns_on(case: Case, today: date) -> date | None:
    """The next day on which time alone changes more than a colour, for read models to refold."""
    days = []
    if case.stage == "received" and case.item.silence_accepts and (due := notify_due(case)):
        days.append(due + timedelta(days=1))
    open_one = case.open_special
    if open_one is not None and open_one.body.stops_statutory:
        planned = next(c.due for c in reversed(case.deadlines) if c.what == "special")
        days.append(max(planned, today) + timedelta(days=1))
    return min(days, default=None)


def _open(act: a.Act, terms: Terms) -> Case:
    body = act.body
    if not isinstance(body, a.Receive | a.NotRequired):
        raise ValueError(f"a case opens with receive or not_required, not {act.kind}")
    case = Case(
        number=act.case,
        terms=terms,
        applicant=body.applicant,
        received_at=act.at,
        window=act.by.desk,
        holder=act.by.desk,
        item_code=body.item,
        item_name=body.item_name,
        department=body.department,
    )
    case.acts.append(act)
    if isinstance(body, a.NotRequired):
        case.stage = "not_required"
        case.ended_reason = body.reason
        return case
    case.agent, case.channel = body.agent, body.channel
    case.visits = int(body.channel in ("counter", "agent"))
    default = a.Finding("ok")
    case.materials = {m.name: body.materials.get(m.name, default) for m in terms.item.materials}
    for condition in terms.item.conditions:
        case.materials[condition.name] = body.materials.get(condition.name, default)
    case.answer_from = act.at
    return case


def _answer(case: Case, at: datetime) -> None:
    if case.answered_at is None:
        case.answered_at = at


def _examine(case: Case, act: a.Act, body: Any) -> None:
    case.materials.update(body.materials)


def _notify(case: Case, act: a.Act, body: a.NotifyCorrection) -> None:
    _answer(case, act.at)
    case.stage = "correcting"
    case.notified_at = case.notified_at or act.at
    case.notified = case.notified or body.gaps


def _receive_correction(case: Case, act: a.Act, body: a.ReceiveCorrection) -> None:
    case.materials.update(body.materials)
    case.visits += int(body.channel in ("counter", "agent"))
    if case.demandable:
        return
    case.corrected_at = act.at
    case.stage = "received"
    if case.answer_from is not None:
        case.notify_history.append((case.answer_from, case.answered_at))
    case.answer_from, case.answered_at = act.at, None


def _accept(case: Case, act: a.Act, body: Any) -> None:
    _answer(case, act.at)
    case.stage = "accepted"
    case.accepted_at = act.at
    case.accepted_on = legal_date(act.at)


def _accept_incomplete(case: Case, act: a.Act, body: a.AcceptIncomplete) -> None:
    _accept(case, act, body)
    case.incomplete = True
    case.deferred = {name: Deferred(name) for name in body.deferred}


def _decline(case: Case, act: a.Act, body: a.Decline) -> None:
    _answer(case, act.at)
    case.stage = "declined"
    case.declined = body
    case.ended_reason = body.reason


def _complete(case: Case, act: a.Act, body: a.Complete) -> None:
    case.materials.update(body.materials)
    case.visits += int(body.channel in ("counter", "agent"))
    posted = case.terms.policy.receipt_rule == "posting" and body.channel in ("post", "mail")
    arrived = body.posted_at if posted and body.posted_at is not None else legal_date(act.at)
    for name, found in body.materials.items():
        line = case.deferred.get(name)
        if line is not None and line.met_at is None and found.state in _IN_HAND:
            line.met_at, line.met_on = act.at, arrived


def _route(case: Case, act: a.Act, body: a.Route) -> None:
    case.offered_to = body.to


def _sign_for(case: Case, act: a.Act, body: a.SignFor) -> None:
    case.holder, case.offered_to = case.offered_to, ""
    case.epoch += 1
    case.discrepancies = body.discrepancies
    if case.stage == "accepted":
        case.stage = "in_review"


def _return_to_window(case: Case, act: a.Act, body: a.ReturnToWindow) -> None:
    case.holder, case.offered_to = case.window, ""
    case.epoch += 1
    case.stage = "accepted"


def _start_special(case: Case, act: a.Act, body: a.StartSpecial) -> None:
    case.specials.append(Special(body, act.at))


def _end_special(case: Case, act: a.Act, body: a.EndSpecial) -> None:
    special = case.open_special
    if special is not None:
        special.ended_at, special.result = act.at, body.result


def _extend(case: Case, act: a.Act, body: a.Extend) -> None:
    case.extension, case.extended_at = body, act.at


def _decide(case: Case, act: a.Act, body: a.Decide) -> None:
    case.on_the_spot = case.stage == "accepted" and legal_date(act.at) == case.received_on
    case.stage = "decided"
    case.decision, case.decided_at = body, act.at
    case.holder, case.offered_to = "delivery", ""
    case.epoch += 1


def _deliver(case: Case, act: a.Act, body: a.Deliver) -> None:
    case.stage = "delivered"
    case.delivery, case.delivered_at = body, act.at
    if not case.on_the_spot:
        case.visits += int(body.channel == "counter")


def _withdraw(case: Case, act: a.Act, body: a.Withdraw) -> None:
    case.stage = "withdrawn"
    case.withdrawn_at = act.at
    case.ended_reason = body.reason


def _note(case: Case, act: a.Act, body: a.Note) -> None:
    """A remark changes nothing but the timeline, which the fold keeps for every act."""


def _amend(case: Case, act: a.Act, body: a.Amend) -> None:
    person = case.agent if body.whose == "agent" else case.applicant
    if person is None:
        return
    # The field's name is one of Person's own (a closed Literal), so the replacement is type-safe.
    mended = a.Person(
        **{name: getattr(person, name) for name in person.__struct_fields__} | {body.field: body.value}
    )
    if body.whose == "agent":
        case.agent = mended
    else:
        case.applicant = mended


def _issue(case: Case, act: a.Act, body: a.Issue) -> None:
    case.notices.append(Notice(body.paper, body.number, act.at, body.template, body.facts, body.sha256))


_APPLY: dict[type, Callable[[Case, a.Act, Any], None]] = {
    a.Examine: _examine,
    a.CorrectOnSpot: _examine,
    a.NotifyCorrection: _notify,
    a.ReceiveCorrection: _receive_correction,
    a.Accept: _accept,
    a.AcceptIncomplete: _accept_incomplete,
    a.Decline: _decline,
    a.Complete: _complete,
    a.Route: _route,
    a.SignFor: _sign_for,
    a.ReturnToWindow: _return_to_window,
    a.StartSpecial: _start_special,
    a.EndSpecial: _end_special,
    a.Extend: _extend,
    a.Decide: _decide,
    a.Deliver: _deliver,
    a.Withdraw: _withdraw,
    a.Note: _note,
    a.Amend: _amend,
    a.Issue: _issue,
}
