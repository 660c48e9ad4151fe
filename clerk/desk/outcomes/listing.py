"""Which outcomes a desk looks for at a stage (可办事项): common ones, and rare ones behind one entry.

What cannot be done stays listed where somebody would look for it, with its reason; what makes no sense
here at all is left out, so that the list stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.rules.record import ANNULLABLE

Listed = Iterator[tuple[str, bool]]
"""Kinds of outcomes, each with whether it is rare here."""
LAPSES: Final[dict[str, str]] = {"withdraw": "deem_withdrawn", "return": "return", "terminate": "terminate"}
"""What a policy calls the end after a lapse, and the outcome that it is."""
_DELIVERS: Final[tuple[a.Role, ...]] = ("clerk", "delivery", "supervisor")


def listed(case: Case, role: a.Role) -> Listed:
    """The outcomes of this case that somebody in this role would look for."""
    found = list(_BY_STAGE.get(case.stage, _nothing)(case, role))
    found += _afterwards(case, role)
    found += [("contact", True), ("consult", True)]
    if role == "supervisor" and annullable(case):
        found.append(("annul", True))
    # Common ones first, each part in the order of the work; nothing twice.
    once = dict(reversed(found))
    order = [kind for kind, _ in found]
    yield from sorted(once.items(), key=lambda pair: (pair[1], order.index(pair[0])))


def annullable(case: Case) -> tuple[a.Act, ...]:
    """Records that may be annulled and have not been, the newest first."""
    void = {(act.body.act, act.body.at) for act in case.acts if isinstance(act.body, a.Annul)}
    return tuple(
        act for act in reversed(case.acts) if act.kind in ANNULLABLE and (act.kind, act.at) not in void
    )


def promisable(case: Case) -> tuple[str, ...]:
    """Proofs that are not there and that an informed commitment may stand in for (告知承诺)."""
    lines = {line.name for line in case.item.materials if line.promisable}
    return tuple(
        name
        for name, found in case.materials.items()
        if name in lines and found.state in ("missing", "defective", "unexamined")
    )


def unverified(case: Case) -> tuple[str, ...]:
    """Shared materials that wait to be verified with their provider (R48)."""
    return tuple(name for name, found in case.materials.items() if found.state == "shared_unverified")


def lapsed(case: Case, what: str) -> bool:
    """Whether the applicant's time of this kind is over without what it was for."""
    clock = case.deadline(what)
    return clock is not None and clock.state == "missed" and clock.clock.awaited


def foreseen(case: Case, *kinds: str) -> bool:
    """Whether the item itself names a step of one of these kinds, or by one of these words."""
    return any(one.kind in kinds or one.name.startswith(kinds) for one in case.item.special_procedures)


def _nothing(case: Case, role: a.Role) -> Listed:
    return iter(())


def _before_acceptance(case: Case, role: a.Role) -> Listed:
    if role == "supervisor":
        return
    for kind in ("accept", "accept_incomplete", "notify_correction", "receive_correction", "decline"):
        yield kind, False
    if promisable(case):
        yield "commit", False
    if role == "clerk":
        yield "withdraw", False
        window = case.terms.policy.correction_window
        if case.stage == "correcting" and window is not None and window.on_lapse != "remind":
            yield window.on_lapse, not lapsed(case, "correction")
        yield from _later(case)


def _accepted(case: Case, role: a.Role) -> Listed:
    if case.offered_to and role in ("clerk", "department"):
        yield "sign_for", False
    if role == "clerk":
        yield "route", False
    yield from _completion(case, role)
    if role == "clerk":
        yield "decide", False
        yield "withdraw", False
    yield from _later(case)


def _in_review(case: Case, role: a.Role) -> Listed:
    if role == "department":
        yield from _review(case)
    elif role == "clerk":
        yield "decide", False
    yield from _completion(case, role)
    if role == "department":
        yield "return_to_window", False
    if role == "clerk":
        yield "withdraw", False
    if case.hearing is not None and case.hearing.asked is None and role in ("clerk", "department"):
        yield "ask_hearing", False
    if case.publicities and role in ("clerk", "department"):
        yield "object", role == "clerk"
    yield from _later(case)


def _review(case: Case) -> Listed:
    """What only the department that holds the file does."""
    yield "decide", False
    yield ("end_special" if case.open_special is not None else "start_special"), False
    yield "extend", False
    if case.discrepancies:
        yield "settle_discrepancy", False
    if case.open_opinions:
        yield "give_opinion", False
    if case.open_objections:
        yield "settle_objection", False
    if case.hearing is not None and case.hearing.asked is not None and not case.hearing.asked.waived:
        yield "call_hearing", case.hearing.called is not None
    yield "publicise", not foreseen(case, "公示", "公告")
    yield "record_visit", not foreseen(case, "site_visit")
    yield "offer_hearing", not (foreseen(case, "hearing") and case.hearing is None)
    for kind in ("ask_opinion", "reuse_result"):
        yield kind, True
    if case.package:
        yield "extend_joint", True


def _completion(case: Case, role: a.Role) -> Listed:
    """Completion of what was deferred, and what a lapse leads to by policy (LAW L3)."""
    if not case.deferred:
        return
    yield "complete", False
    if not case.outstanding:
        return
    over = lapsed(case, "completion")
    yield "remind", not over
    yield "extend_completion", True
    kind = LAPSES.get(case.terms.policy.on_overdue)
    if kind is not None and role in ("clerk", "department"):
        yield kind, not over


def _later(case: Case) -> Listed:
    """What may be recorded at any desk while the case is open."""
    if case.stage not in ("received", "correcting"):
        if case.money.owing > 0:
            yield "pay", False
        yield "charge", True
    if unverified(case):
        yield "verify_shared", case.stage != "in_review"
    yield "choose_delivery", True


def _decided(case: Case, role: a.Role) -> Listed:
    if role in _DELIVERS:
        for kind in ("deliver", "fail_delivery", "choose_delivery"):
            yield kind, False
    if case.outstanding:
        yield "complete", False
        yield "remind", not lapsed(case, "completion")
    yield from _later(case)


def _delivered(case: Case, role: a.Role) -> Listed:
    if case.outstanding:
        yield "complete", False
        yield "remind", not lapsed(case, "completion")


def _afterwards(case: Case, role: a.Role) -> Listed:
    """Rating and its follow-up, the check of a promise, the report of a refusal (LAW §7)."""
    finished = case.ended or case.stage == "decided"
    if finished and case.rating is None and role in ("clerk", "delivery"):
        yield "rate", False
    if case.bad_rating and case.rating is not None and case.rating.handled is None:
        yield "handle_rating", False
    if case.promise is not None and case.promise.checked is None and case.decided_at is not None:
        yield "check_commitment", role not in ("department", "supervisor")
    if role == "supervisor" and to_report(case):
        yield "report_refusal", False


def to_report(case: Case) -> bool:
    """Whether a refusal waits for the superior's opinion (否定报备)."""
    refused = case.declined is not None or (case.decision is not None and case.decision.result == "refuse")
    reported = any(act.kind == "report_refusal" for act in case.acts)
    return refused and not reported and case.terms.policy.refusal_report


_BY_STAGE: Final[dict[str, Callable[[Case, a.Role], Listed]]] = {
    "received": _before_acceptance,
    "correcting": _before_acceptance,
    "accepted": _accepted,
    "in_review": _in_review,
    "decided": _decided,
    "delivered": _delivered,
}
