"""The lawful outcomes of a case now, and for each one that is not, why not.

``listing`` says which outcomes a desk looks for at a stage, ``probes`` what act each of them would be,
filled in as favourably as the case allows: what the clerk still has to type (a reason, a tracking
number) is not held against it here. The rule book answers for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.refusal import Refusal
from clerk.casework.rules import check
from clerk.desk.outcomes.listing import listed
from clerk.desk.outcomes.probes import probes
from clerk.desk.people import Seat

__all__ = ["Offer", "foretold", "offers"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One outcome on offer. ``kind`` names it as its act does; ``choice`` tells decisions apart.

    Two outcomes have names of their own: ``deem_withdrawn`` and ``extend_joint``.

    ``rare``: seldom wanted here, so that screens keep it behind one entry.
    """

    kind: str
    label: str
    refusal: Refusal | None
    choice: str = ""
    rare: bool = False

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return self.refusal is None


def offers(case: Case, seat: Seat, now: datetime) -> list[Offer]:
    """Every outcome that somebody at this desk would look for now, allowed or with its refusal."""
    actor = seat.actor(case)
    return [
        Offer(kind, label, check(case, body, actor, now), choice, rare)
        for kind, rare in listed(case, seat.role)
        for label, choice, body in probes(kind, case, now)
    ]


def foretold(case: Case, body: a.AnyBody, now: datetime) -> Case:
    """The case as it would stand after this act: what a question says of dates before anybody agrees."""
    acts = [*case.acts, a.Act(case.number, now, a.Actor("", "clerk", case.holder), body)]
    return fold(acts, case.terms, now)
