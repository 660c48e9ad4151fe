"""A scenario (情景): one visit to the counter and what follows, as typed data."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from clerk.casework.acts import Person, Role
from clerk.casework.credit import CreditEntry
from clerk.casework.policy import Policy
from clerk.catalogue.items import Item
from clerk.practice.moves import Move

DONE = "ok"
"""A step's expectation when it is to be done, rather than refused with a code."""


class Step(msgspec.Struct, frozen=True):
    """One thing somebody does, at a time. ``expect`` is :data:`DONE`, a refusal code, or nothing.

    ``says`` is a part of the sentence that it is refused with; ``clock`` what the desk's own clock
    shows where it is wrong.
    """

    at: datetime
    do: str
    move: Move
    by: Role = "clerk"
    expect: str = ""
    clock: datetime | None = None
    says: str = ""


class ExpectedDeadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clock as the file expects it; only what is named is compared."""

    what: str
    material: str = ""
    due: date | None = None
    state: str = ""
    provisional: bool | None = None
    national: date | None = None
    start: date | None = msgspec.field(name="from", default=None)


class Expect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file expects of its own run; only what is named is compared.

    ``flags`` and ``notices`` (kinds, in the order they were issued) are whole lists; each of ``slips``
    is a part of what one of the office's slips says, none other allowed. A file that has this table
    expects every step to be done that does not say otherwise itself.
    """

    stage: str = ""
    flags: tuple[str, ...] | None = None
    deadlines: tuple[ExpectedDeadline, ...] = ()
    materials: dict[str, str] = {}
    notices: tuple[str, ...] | None = None
    visits: int | None = None
    slips: tuple[str, ...] | None = None


class CreditList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The credit lists (红黑名单) that the hall has taken in: of which day, and what stands in them."""

    as_of: date
    entries: tuple[CreditEntry, ...] = ()


class Scenario(msgspec.Struct, frozen=True):
    """A whole scenario, checked: times never go back, every verb and value is known."""

    name: str
    item: Item
    applicant: Person
    policy: Policy
    region: str
    steps: tuple[Step, ...]
    expect: Expect | None = None
    description: str = ""
    covers: tuple[str, ...] = ()
    """The rules that the file shows at work, as docs/requirements.toml names them."""
    credit_list: CreditList | None = None
    file: str = ""

    @property
    def task(self) -> str:
        """What the trainee is told: the first line; what follows says how the dates come."""
        return self.description.split("\n")[0]
