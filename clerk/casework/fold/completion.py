"""Applying the acts of completion (补齐): what came, reminders, extension, suspension and resumption."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from clerk.casework import acts as a
from clerk.casework.arrival import arrived_on
from clerk.casework.case import Case
from clerk.casework.fold.common import come, forget_printed, take_in
from clerk.casework.particulars import Reminder, Suspension
from clerk.casework.times import legal_date

_IN_HAND = frozenset({"ok", "shared", "not_applicable"})
_BY_POST = frozenset({"post", "mail"})


def _complete(case: Case, act: a.Act, body: a.Complete) -> None:
    take_in(case, body.materials)
    come(case, body.channel, body.fault or "applicant", body.same_visit)
    arrived = _arrival(case, act, body)
    for name, found in body.materials.items():
        line = case.deferred.get(name)
        if line is None or line.met_at is not None:
            continue
        if found.state in _IN_HAND:
            line.met_at, line.met_on = act.at, arrived
        else:
            line.unfit += 1


def _arrival(case: Case, act: a.Act, body: a.Complete) -> date:
    """Post counts from its posting where policy says so (LAW default 6), else from its arrival."""
    policy = case.terms.policy
    if policy.receipt_rule == "posting" and body.channel in _BY_POST and body.posted_at is not None:
        return body.posted_at
    return arrived_on(case.terms, act.at, body)


def _remind(case: Case, act: a.Act, body: a.Remind) -> None:
    case.reminders.append(Reminder(body, legal_date(act.at)))


def _extend_completion(case: Case, act: a.Act, body: a.ExtendCompletion) -> None:
    case.completion_extensions.append(body)
    forget_printed(case, "completion")


def _suspend(case: Case, act: a.Act, body: a.Suspend) -> None:
    case.suspension = Suspension(body, act.at)
    forget_printed(case, "promised")


def _resume(case: Case, act: a.Act, body: a.Resume) -> None:
    if case.suspension is not None:
        case.suspension.resumed_on = legal_date(act.at)
    forget_printed(case, "promised")


APPLY: Final[dict[type, Callable[[Case, a.Act, Any], None]]] = {
    a.Complete: _complete,
    a.Remind: _remind,
    a.ExtendCompletion: _extend_completion,
    a.Suspend: _suspend,
    a.Resume: _resume,
}
