"""May this act be done now? One pure answer, for the clerk's own acts and for arriving ones.

:func:`check` returns None for yes, or a :class:`~clerk.casework.refusal.Refusal` that says why not
and by which rule. One module a stage: ``intake``, ``completion``, ``review``, ``ending``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules import completion, ending, intake, review
from clerk.casework.rules.common import Question
from clerk.catalogue.items import Item

_RULES: dict[type, Callable[[Question[Any]], Refusal | None]] = {
    a.Examine: intake.examine,
    a.CorrectOnSpot: intake.correct_on_spot,
    a.NotifyCorrection: intake.notify_correction,
    a.ReceiveCorrection: intake.receive_correction,
    a.Accept: intake.accept,
    a.AcceptIncomplete: completion.accept_incomplete,
    a.Complete: completion.complete,
    a.Decline: intake.decline,
    a.Route: review.route,
    a.SignFor: review.sign_for,
    a.ReturnToWindow: review.return_to_window,
    a.StartSpecial: review.start_special,
    a.EndSpecial: review.end_special,
    a.Extend: review.extend,
    a.Decide: ending.decide,
    a.Deliver: ending.deliver,
    a.Withdraw: ending.withdraw,
    a.Note: ending.note,
    a.Amend: ending.amend,
}


def check(case: Case, body: a.AnyBody, by: a.Actor, at: datetime) -> Refusal | None:
    """Whether ``by`` may do ``body`` to this case at ``at``; the case must be folded to that moment."""
    rule = _RULES.get(type(body))
    if rule is None:
        return Refusal(
            "wrong_stage", f"“{body.kind}”不能对已有案卷办理", "案卷规则:收件与无需许可告知只在开卷时作出"
        )
    return rule(Question(case, body, by, at))


def check_opening(body: a.Receive | a.NotRequired, item: Item, by: a.Actor) -> Refusal | None:
    """Whether ``by`` may open a case of this item like this (desk, material names, reasons)."""
    return intake.opening(body, item, by)
