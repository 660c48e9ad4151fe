"""Acts that keep the record (案卷): consultation, contacts, notes, corrections, papers. R50, R54, R94."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import msgspec

from clerk.casework.acts.base import Body, Channel
from clerk.catalogue.items import Limit


class Consult(Body, tag="consult", frozen=True, omit_defaults=True):
    """咨询: what was asked and answered; whoever is asked first answers (首问负责)."""

    reason: str
    answer: str = ""


class Contact(Body, tag="contact", frozen=True, omit_defaults=True):
    """联系: an attempt to reach the applicant, and how it ended (R55)."""

    channel: Channel
    reached: bool
    text: str = ""


class Note(Body, tag="note", frozen=True, omit_defaults=True):
    """A remark on the file. Needs no custody."""

    text: str


class Amend(Body, tag="amend", frozen=True, omit_defaults=True):
    """更正: a slip in the applicant's particulars put right by a new act; the old stays (R94)."""

    field: Literal["name", "id_type", "id_number", "phone", "address"]
    value: str
    reason: str
    whose: Literal["applicant", "agent"] = "applicant"


class Annul(Body, tag="annul", frozen=True, omit_defaults=True):
    """误记作废: an act recorded by mistake no longer counts; both stay on the file (R94).

    The act is named by its kind and its moment.
    """

    act: str
    at: datetime
    reason: str


class Lighten(Body, tag="lighten", frozen=True, omit_defaults=True):
    """就轻适用: what a lighter new catalogue takes off an open case (LAW L14).

    ``waived`` materials are no longer needed; ``shared`` ones are by now obtained by data sharing, so
    that nobody asks the applicant for them (R48); ``deferrable`` ones may be handed in later, and
    ``tolerance`` opens the item to incomplete acceptance.
    """

    item_version: str
    waived: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    deferrable: tuple[str, ...] = ()
    tolerance: bool = False
    promised: Limit | None = None
    statutory: Limit | None = None


class Stated(msgspec.Struct, frozen=True, omit_defaults=True):
    """A date that a paper promises: of which clock, until when."""

    what: str
    due: date
    material: str = ""


class Issue(Body, tag="issue", frozen=True, omit_defaults=True):
    """出具文书: a numbered paper was issued.

    ``facts`` is the typed model it is drawn from; ``template`` names the version that draws it,
    ``sha256`` the text that was drawn then (R54); ``states`` the dates that it promises, which stay
    promised whatever a later calendar says.
    """

    paper: str
    number: str
    template: str
    facts: dict[str, Any]
    sha256: str
    states: tuple[Stated, ...] = ()
