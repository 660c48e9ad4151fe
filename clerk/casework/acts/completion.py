"""Acts of incomplete acceptance (容缺受理) and of what was deferred. R56–R61, LAW §3."""

from __future__ import annotations

from datetime import date, datetime

from clerk.casework.acts.base import Body, Channel, Fault, Findings
from clerk.catalogue.items import Unit


class AcceptIncomplete(Body, tag="accept_incomplete", frozen=True, omit_defaults=True):
    """容缺受理: accepted with materials deferred, against a commitment (rule 三(三)1).

    ``committed_on``: the day on which the commitment was signed, where it was another day.
    """

    deferred: tuple[str, ...]
    commitment: bool = False
    approver: str = ""
    committed_on: date | None = None


class Complete(Body, tag="complete", frozen=True, omit_defaults=True):
    """补齐: deferred materials came in, by whatever channel; late ones are recorded all the same.

    ``same_visit``: another case counts this visit (R1).
    """

    materials: Findings
    channel: Channel = "counter"
    posted_at: date | None = None
    ticket_at: datetime | None = None
    fault: Fault = ""
    arrived_on: date | None = None
    same_visit: bool = False


class Remind(Body, tag="remind", frozen=True, omit_defaults=True):
    """催告补齐: a written reminder; with ``last_date`` the last one before a lapse is acted upon."""

    materials: tuple[str, ...]
    due: date
    last_date: date | None = None


class ExtendCompletion(Body, tag="extend_completion", frozen=True, omit_defaults=True):
    """延长补齐期限: where policy allows, approved and reasoned; never past the statutory date (L5)."""

    n: int
    unit: Unit = "wd"
    grounds: str = ""
    approver: str = ""


class Suspend(Body, tag="suspend", frozen=True, omit_defaults=True):
    """中止承诺时限: the completion lapsed and policy stops the promised clock from that day (台州)."""

    since: date
    until: date


class Resume(Body, tag="resume", frozen=True, omit_defaults=True):
    """恢复办理: what was outstanding came, the promised clock runs on."""
