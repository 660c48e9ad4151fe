"""What an item (事项) is: its limits, its materials, its lawful outcomes.

An item is immutable data. A case names the item's code and the *version* that it was received
under, so that a later change of the catalogue never rewrites an open case (R24).

The field names are those of the exchange form of the catalogue (JSON or TOML), so that a file can
be read, written by hand and compared without a mapping in between.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Literal

import msgspec

Unit = Literal["wd", "d", "month", "now"]
"""Unit of a limit: working days, natural days, months, or on the spot (LAW L6: never inferred)."""

APPLIED = "已采纳"
"""Beginning of a doubt that the data already follow; it stays visible as the reason."""

Role = Literal["main", "secondary", "conditional"]
"""A material's weight: main (主要), secondary (次要), or needed only in some situations (视情形)."""


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A length of time with its unit and its source (LAW L6, T7)."""

    n: int
    unit: Unit
    basis: str = ""
    note: str = ""
    extension: str | None = None


class Material(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of an item's checklist (材料目录).

    ``source`` says where the material comes from: ``applicant``, ``shared_data:<office>`` or
    ``other_dept:<office>``, alternatives separated by ``|``. ``promisable`` says whether an informed
    commitment (告知承诺) may stand in for it (LAW §4). ``valid_months`` and ``valid_days`` say how long a
    paper of this kind stays good from the day that stands on it, where a rule says so (R36); 0: none.
    """

    name: str
    role: Role = "main"
    tolerable: bool = False
    original_count: int = 0
    copy_count: int = 0
    source: str = "applicant"
    legal_basis: str = ""
    acceptable_forms: tuple[str, ...] = ()
    common_defects: tuple[str, ...] = ()
    promisable: bool = False
    valid_months: int = 0
    valid_days: int = 0

    @property
    def shared(self) -> bool:
        """Whether government data sharing can provide it, so that nobody asks for it (R78)."""
        return any(part.startswith(("shared_data:", "other_dept:")) for part in self.source.split("|"))

    @property
    def only_shared(self) -> bool:
        """Whether it comes from data sharing alone: then nobody may ask the applicant for it (R48)."""
        return self.shared and "applicant" not in self.source.split("|")

    @property
    def deferrable(self) -> bool:
        """Whether the catalogue lets it be handed in later (容缺后补): never a main material."""
        return self.tolerable and self.role != "main"


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A condition or procedure of an item; only a minor one may be deferred (LAW L8)."""

    name: str
    minor: bool = False
    legal_basis: str = ""


class SpecialProcedure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A special procedure that this item foresees, and what it does to the statutory clock.

    ``kind`` is one of the kinds of the scenario form (``hearing`` … ``site_visit``), or empty for a
    step that is none of them (公示, 入户调查). ``stops_statutory`` is None where nobody settled it:
    then the rule book decides by kind (行政许可法 art. 45; LAW P6). ``stops_promised`` is None where
    the promise follows the statutory clock. ``cap_wd`` is the most that may be excluded, in working
    days (LAW P7).
    """

    name: str
    kind: str = ""
    stops_statutory: bool | None = None
    cap_wd: int | None = None
    basis: str = ""
    stops_promised: bool | None = None


class Remedy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Remedies where the law sets others than 60 days and 6 months for this item (LAW L13)."""

    reconsideration_days: int = 0
    suit_days: int = 0
    suit_months: int = 0
    first_reconsideration: bool = False
    basis: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item (事项) as the counter needs it.

    ``verified`` is true when limits and materials were seen on a stored public page of some place
    (named in ``source``), never Karamay's own; everything else is unconfirmed and shown as such.
    ``domains`` are the fields that policies exclude by (公共安全, 生态环境 …); ``submit_channels`` the
    ways in, where the catalogue limits them (R10).
    ``doubts`` are points that a lawyer doubted and that stay visible until resolved; one that the
    data already follow begins with :data:`APPLIED`.
    """

    id: str
    name: str
    department: str
    type: str
    statutory_limit: Limit
    promised_limit: Limit
    materials: tuple[Material, ...]
    legal_basis: tuple[str, ...] = ()
    applicant_type: str = ""
    item_kind: Literal["承诺件", "即办件"] = "承诺件"
    gap_notice_deadline: Limit = Limit(5, "wd")
    deemed_acceptance: bool | None = None
    starts_from: Literal["acceptance", "receipt"] = "acceptance"
    outcome: Literal["licence", "filing"] = "licence"
    conditions: tuple[Condition, ...] = ()
    stages: tuple[str, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    fee: str = ""
    tolerance_allowed: bool = False
    delivery_options: tuple[str, ...] = ()
    submit_channels: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    remedy: Remedy | None = None
    confidential: bool = False
    verified: bool = False
    source: str = ""
    notes: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def silence_accepts(self) -> bool:
        """Whether silence counts as acceptance: licences only unless the item says so (LAW L1)."""
        if self.deemed_acceptance is not None:
            return self.deemed_acceptance
        return self.type == "行政许可"

    def material(self, name: str) -> Material | None:
        """The checklist line of this name, or None."""
        return next((line for line in self.materials if line.name == name), None)

    def deferrable(self, name: str) -> bool:
        """Whether a material or a condition of this name may be deferred."""
        line = self.material(name)
        if line is not None:
            return line.deferrable
        return any(condition.name == name and condition.minor for condition in self.conditions)

    @property
    def open_doubts(self) -> tuple[str, ...]:
        """The doubts that nobody has resolved yet."""
        return tuple(doubt for doubt in self.doubts if not doubt.startswith(APPLIED))

    @property
    def version(self) -> str:
        """Content address of the item: the first 16 hex digits of SHA-256 over its JSON form."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


def plain_name(name: str) -> str:
    """A material's name without differences of width and blanks: by it the lists of two items meet."""
    return "".join(unicodedata.normalize("NFKC", name).split())
