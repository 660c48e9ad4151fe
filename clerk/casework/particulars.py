"""What a case is made of (案卷要素): the small records that acts add up to inside one case.

Times are those of the acts, dates are Beijing dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from clerk.casework import acts as a

if TYPE_CHECKING:
    from calendars import WorkCalendar
    from clerk.casework.policy import Policy
    from clerk.catalogue.items import Item


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case is judged by: its item as received, the policy then in force, the calendar.

    ``national`` is the calendar that stands beside a regional one (LAW default 4).
    """

    item: Item
    policy: Policy
    calendar: WorkCalendar
    national: WorkCalendar | None = None


@dataclass(slots=True)
class Deferred:
    """One deferred material (容缺材料): when it came, and how often something unfit came instead.

    ``waived_on``: a lighter catalogue no longer asks for it since that day (LAW L14).
    """

    name: str
    met_at: datetime | None = None
    met_on: date | None = None
    waived_on: date | None = None
    unfit: int = 0


@dataclass(slots=True)
class Special:
    """One special procedure: its opening act, and its end when there is one."""

    body: a.StartSpecial
    started_at: datetime
    ended_at: datetime | None = None
    result: str = ""


@dataclass(slots=True)
class Publicity:
    """One publicity period (公示)."""

    body: a.Publicise
    started_at: datetime


@dataclass(slots=True)
class Objection:
    """An objection to what was publicised; ``result`` once it was dealt with."""

    text: str
    at: datetime
    result: str = ""


@dataclass(slots=True)
class Hearing:
    """The right to a hearing: told, asked for or given up, and for when it was called (arts. 47, 48)."""

    offered_at: datetime
    asked: a.AskHearing | None = None
    asked_at: datetime | None = None
    called: a.CallHearing | None = None


@dataclass(slots=True)
class Opinion:
    """What another department was asked, and what it said."""

    body: a.AskOpinion
    asked_at: datetime
    answer: a.GiveOpinion | None = None
    answered_at: datetime | None = None


@dataclass(slots=True)
class Visit:
    """A visit to the place, held or put off."""

    body: a.RecordVisit
    at: datetime


@dataclass(slots=True)
class Suspension:
    """The promised clock stopped after a completion lapsed, until what was outstanding came."""

    body: a.Suspend
    at: datetime
    resumed_on: date | None = None


@dataclass(slots=True)
class Reminder:
    """A written reminder to complete; ``last_date`` on the last one."""

    body: a.Remind
    on: date


@dataclass(slots=True)
class Money:
    """What was asked and what was paid, in yuan."""

    asked: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)

    @property
    def owing(self) -> Decimal:
        """What is still to be paid."""
        return self.asked - self.paid


@dataclass(slots=True)
class Rated:
    """A rating of the service and, where it was bad, how it was followed up."""

    body: a.Rate
    at: datetime
    handled: a.HandleRating | None = None
    handled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the office (工作失误): what the applicant must not pay for (R1, R51, LAW L2)."""

    on: date
    what: str
    basis: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A paper that was issued in this case."""

    kind: str
    number: str
    at: datetime
    template: str
    facts: dict[str, Any]
    sha256: str
    states: tuple[a.Stated, ...] = ()


@dataclass(slots=True)
class Promise:
    """Proofs replaced by an informed commitment (告知承诺), and what its later check found."""

    proofs: tuple[str, ...]
    at: datetime
    checked: a.CheckCommitment | None = None
    checked_at: datetime | None = None
