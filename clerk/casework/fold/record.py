"""Applying the acts that keep the record: notes, corrections of particulars, lighter rules, papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from clerk.casework import acts as a
from clerk.casework.case import GAP_STATES, Case
from clerk.casework.fold.counter import corrected
from clerk.casework.particulars import Notice
from clerk.casework.times import legal_date


def _remark(case: Case, act: a.Act, body: a.Consult | a.Contact | a.Note | a.Annul) -> None:
    """Changes nothing but the timeline, which the fold keeps for every act."""


def _amend(case: Case, act: a.Act, body: a.Amend) -> None:
    person = case.agent if body.whose == "agent" else case.applicant
    if person is None:
        return
    # The field's name is one of Person's own (a closed Literal), so the replacement is type-safe.
    mended = msgspec.structs.replace(person, **{body.field: body.value})
    if body.whose == "agent":
        case.agent = mended
    else:
        case.applicant = mended


def _lighten(case: Case, act: a.Act, body: a.Lighten) -> None:
    """LAW L14: fewer materials and shorter limits help at once; nothing heavier is in the body.

    A case that waited for corrections, and of which nothing is asked any more, goes on as corrected.
    """
    case.waived |= frozenset(body.waived)
    case.shared_since |= frozenset(body.shared)
    case.loosened |= frozenset(body.deferrable)
    case.tolerant = case.tolerant or body.tolerance
    for names, state in ((body.waived, _WAIVED), (body.shared, _SHARED)):
        for name in names:
            _take_off(case, name, state, act)
    for what, limit in (("promised", body.promised), ("statutory", body.statutory)):
        if limit is not None:
            case.lighter[what] = limit
    if case.stage == "correcting" and not case.demandable:
        corrected(case, act.at, legal_date(act.at))


_WAIVED, _SHARED = a.Finding("not_applicable"), a.Finding("shared_unverified")


def _take_off(case: Case, name: str, instead: a.Finding, act: a.Act) -> None:
    """One material that nobody asks the applicant for any more; what he brought stays as it is."""
    found = case.materials.get(name)
    if found is not None and (found.state in GAP_STATES or found.state == "unexamined"):
        case.materials[name] = instead
    line = case.deferred.get(name)
    if line is not None and line.met_at is None and line.waived_on is None:
        line.waived_on = legal_date(act.at)


def _issue(case: Case, act: a.Act, body: a.Issue) -> None:
    case.notices.append(
        Notice(body.paper, body.number, act.at, body.template, body.facts, body.sha256, body.states)
    )
    for one in body.states:
        key = one.material
        if one.what == "notify" and case.answer_from is not None:
            # A case may have several notice periods; each has its own printed date.
            key = case.answer_from.isoformat()
        case.printed[one.what, key] = one.due


APPLY: Final[dict[type, Callable[[Case, a.Act, Any], None]]] = {
    a.Consult: _remark,
    a.Contact: _remark,
    a.Note: _remark,
    a.Annul: _remark,
    a.Amend: _amend,
    a.Lighten: _lighten,
    a.Issue: _issue,
}
