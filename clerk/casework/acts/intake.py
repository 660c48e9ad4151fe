"""Acts at the counter (受理): receive, examine, correct, accept, decline. 行政许可法 arts. 29–32."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from clerk.casework.acts.base import Body, Channel, Fault, Findings, Person


class Opening(Body, frozen=True, omit_defaults=True):
    """What the acts that open a case have in common: which item in which version, who, by which policy."""

    item: str
    item_version: str
    item_name: str
    department: str
    applicant: Person
    policy: str
    policy_version: str
    region: str


class Receive(Opening, tag="receive", frozen=True, omit_defaults=True):
    """收件: an application and its materials were handed in. Opens the case.

    ``channel`` is the way in that the applicant chose (R10); ``ticket_at`` when the queue ticket was
    drawn (LAW default 5); ``authorisation`` what the agent acts by (R12); ``package`` the number that
    cases of one visit share (一件事, R36) and ``same_visit`` that another of them counts the visit
    (R1); ``renews_until`` the day on which the licence to be renewed expires (art. 50);
    ``arrived_on`` the day it counts as handed in, where the hall has office hours of its own.
    """

    materials: Findings = msgspec.field(default_factory=dict)
    channel: Channel = "counter"
    agent: Person | None = None
    authorisation: str = ""
    ticket_at: datetime | None = None
    package: str = ""
    same_visit: bool = False
    consultation: str = ""
    renews_until: date | None = None
    arrived_on: date | None = None


class NotRequired(Opening, tag="not_required", frozen=True, omit_defaults=True):
    """告知无需许可: no licence is needed; said at once (行政许可法 art. 32(1)). Opens and ends the case."""

    reason: str = ""


class Examine(Body, tag="examine", frozen=True, omit_defaults=True):
    """审核材料: materials were looked at (R47)."""

    materials: Findings


class CorrectOnSpot(Body, tag="correct_on_spot", frozen=True, omit_defaults=True):
    """当场更正: an error was put right at the counter (art. 32(3))."""

    materials: Findings


class Commit(Body, tag="commit", frozen=True, omit_defaults=True):
    """告知承诺: proofs replaced by a written promise that is checked later (LAW §4; not 容缺)."""

    proofs: tuple[str, ...]
    signed: bool = False


class NotifyCorrection(Body, tag="notify_correction", frozen=True, omit_defaults=True):
    """一次性告知补正: all gaps, in one list, once, and how it was served (art. 32(4), R50).

    ``deferral_declined``: the applicant was offered incomplete acceptance and does not want it.
    """

    gaps: tuple[str, ...]
    channel: Channel = "counter"
    deferral_declined: bool = False


class ReceiveCorrection(Body, tag="receive_correction", frozen=True, omit_defaults=True):
    """收到补正材料; ``fault`` says whose doing it was that somebody came again (R1).

    ``same_visit``: another case counts this visit.
    """

    materials: Findings
    channel: Channel = "counter"
    ticket_at: datetime | None = None
    fault: Fault = ""
    arrived_on: date | None = None
    same_visit: bool = False


class Accept(Body, tag="accept", frozen=True, omit_defaults=True):
    """受理 (art. 32(5))."""


class Decline(Body, tag="decline", frozen=True, omit_defaults=True):
    """不予受理, with reasons (art. 32(2), 38)."""

    reason_code: str
    reason: str = ""
    authority: str = ""
