"""Applying the acts of the end: fees, decision, delivery, withdrawal, return, rating, later checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from clerk.casework import acts as a
from clerk.casework.case import Case, Stage
from clerk.casework.fold.common import come
from clerk.casework.particulars import Rated
from clerk.casework.times import legal_date


def _charge(case: Case, act: a.Act, body: a.Charge) -> None:
    case.money.asked += body.amount


def _pay(case: Case, act: a.Act, body: a.Pay) -> None:
    case.money.paid += body.amount


def _decide(case: Case, act: a.Act, body: a.Decide) -> None:
    case.on_the_spot = case.stage == "accepted" and legal_date(act.at) == legal_date(case.received_at)
    case.stage = "decided"
    case.decision, case.decided_at = body, act.at
    case.holder, case.offered_to = "delivery", ""
    case.epoch += 1


def _choose_delivery(case: Case, act: a.Act, body: a.ChooseDelivery) -> None:
    case.delivery_choice = body


def _fail_delivery(case: Case, act: a.Act, body: a.FailDelivery) -> None:
    case.attempts.append(body)


def _deliver(case: Case, act: a.Act, body: a.Deliver) -> None:
    case.stage = "delivered"
    case.delivery, case.delivered_at = body, act.at
    if not case.on_the_spot and body.channel == "counter":
        come(case, "counter", same_visit=body.same_visit)


def _end(case: Case, act: a.Act, stage: Stage) -> None:
    case.stage = stage
    case.ended_at = act.at
    case.offered_to = ""


def _withdraw(case: Case, act: a.Act, body: a.Withdraw) -> None:
    _end(case, act, "withdrawn")


def _return(case: Case, act: a.Act, body: a.Return) -> None:
    _end(case, act, "returned")


def _terminate(case: Case, act: a.Act, body: a.Terminate) -> None:
    _end(case, act, "terminated")


def _rate(case: Case, act: a.Act, body: a.Rate) -> None:
    case.rating = Rated(body, act.at)


def _handle_rating(case: Case, act: a.Act, body: a.HandleRating) -> None:
    if case.rating is not None:
        case.rating.handled, case.rating.handled_at = body, act.at


def _check_commitment(case: Case, act: a.Act, body: a.CheckCommitment) -> None:
    if case.promise is not None:
        case.promise.checked, case.promise.checked_at = body, act.at


def _report_refusal(case: Case, act: a.Act, body: a.ReportRefusal) -> None:
    """The superior's opinion is read from the acts; nothing else changes."""


APPLY: Final[dict[type, Callable[[Case, a.Act, Any], None]]] = {
    a.Charge: _charge,
    a.Pay: _pay,
    a.Decide: _decide,
    a.ChooseDelivery: _choose_delivery,
    a.FailDelivery: _fail_delivery,
    a.Deliver: _deliver,
    a.Withdraw: _withdraw,
    a.Return: _return,
    a.Terminate: _terminate,
    a.Rate: _rate,
    a.HandleRating: _handle_rating,
    a.CheckCommitment: _check_commitment,
    a.ReportRefusal: _report_refusal,
}
