"""What all acts share: who acts, the people a case is about, the state of a material, the base of bodies."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Role = Literal["clerk", "supervisor", "department", "delivery", "applicant"]
State = Literal[
    "ok", "missing", "defective", "shared", "shared_unverified", "unexamined", "not_applicable", "committed"
]
"""How a material stands; ``committed``: replaced by an informed commitment (告知承诺)."""
Channel = Literal[
    "counter", "net", "mobile", "kiosk", "post", "agent",
    "electronic", "email", "fax", "wechat", "mail", "phone", "left", "announcement",
]  # fmt: skip
"""A way in or out. ``left`` (留置) and ``announcement`` (公告) serve only by rule (R72)."""
Credit = Literal["normal", "red", "black", "unchecked"]
Fault = Literal["", "office", "applicant"]
"""Whose doing it was that somebody had to come once more (R1); empty where nobody said."""


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who acts: a person's id, in a role, at a desk (``window:W01``, ``dept:水务局``, ``delivery``)."""

    id: str
    role: Role
    desk: str = ""
    name: str = ""


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """An applicant (申请人) or an agent (代理人). Personal data: never in a log or an error text."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    credit: Credit = "unchecked"


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of one material as somebody found it; ``from_case`` where one copy serves several (R36).

    ``issued_on`` is the day that stands on the paper: two days are two versions of it.
    """

    state: State
    defect: str = ""
    originals: int = 0
    copies: int = 0
    from_case: str = ""
    issued_on: date | None = None


class Body(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", forbid_unknown_fields=True):
    """Base of all act bodies."""

    @property
    def kind(self) -> str:
        """The verb of this act."""
        return str(self.__struct_config__.tag)


Findings = dict[str, Finding]
