"""A hall's policy (本地政策): everything that lawfully differs between places, as data with reasons.

The shipped profiles are TOML files beside this module. Field names follow the comparison of places
from which the profiles were drawn, so that a scenario may override any single one.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from clerk.catalogue.items import Unit

Base = Literal["promised", "statutory"]


class PolicyError(ValueError):
    """A policy that cannot be used; the text says which field is wrong and why."""


class Lead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From how many working days of handling time the completion ends how many of them earlier."""

    from_wd: int
    days: int


class DeadlineRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Until when deferred materials may come: the earliest of ``of``, moved forward by ``lead``.

    With no matching ``lead`` and a non-empty list there is no room for incomplete acceptance.
    """

    rule: Literal["min"] = "min"
    of: tuple[Base, ...] = ("promised",)
    lead: tuple[Lead, ...] = ()


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The applicant's time to supply corrections: local policy, never presented as statute (2b)."""

    n: int
    unit: Unit
    on_lapse: str = "remind"


class ExtensionRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often a completion deadline may be extended, and on what grounds."""

    max: int = 0
    grounds: str = ""


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One hall's policy. ``reasons`` says why each default is what it is."""

    profile: str
    title: str = ""
    source: str = ""
    voluntary: bool = True
    commitment_letter: bool = True
    notice_copies: int = 2
    clock: Literal["runs", "pauses_at_expiry"] = "runs"
    clock_start: str = "acceptance"
    deadline: DeadlineRule = DeadlineRule()
    extension: ExtensionRule = ExtensionRule()
    grace_wd: int = 0
    receipt_rule: Literal["arrival", "posting"] = "arrival"
    second_round: bool = False
    on_overdue: Literal["return", "terminate", "refuse", "remind"] = "return"
    credit_excluded: bool = True
    credit_effect: str = "none"
    result_hold: bool = True
    exclude: tuple[str, ...] = ()
    offer: str = "may"
    reminders_wd_before: tuple[int, ...] = (3, 1)
    correction_window: Window | None = None
    refusal_report: bool = True
    window_decides: tuple[str, ...] = ("即办件",)
    reconsideration_days: int = 60
    suit_months: int = 6
    reasons: dict[str, str] = {}

    @property
    def version(self) -> str:
        """Content address: the first 16 hex digits of SHA-256 over its JSON form."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]

    @property
    def lapse_words(self) -> str:
        """What happens when a completion deadline lapses, as it stands on the notice (R58, LAW L3)."""
        return _LAPSE[self.on_overdue]


_LAPSE = {
    "return": "逾期未补齐的,经书面催告仍不补齐,按承诺视为撤回申请,退回申请材料",
    "terminate": "逾期未补齐的,经书面催告仍不补齐,按承诺终止办理,退回申请材料",
    "refuse": "逾期未补齐的,经书面催告仍不补齐,依法作出不予许可决定,并告知救济途径",
    "remind": "逾期未补齐的,书面催告;不因逾期自动终止办理",
}


def decode_policy(data: Mapping[str, Any]) -> Policy:
    """A policy from its plain form.

    Raises:
        PolicyError: a field is unknown or has a wrong value; the text names it.
    """
    try:
        return msgspec.convert(data, Policy)
    except msgspec.ValidationError as error:
        raise PolicyError(f"政策设置有误:{error}") from error


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles that ship with the product."""
    folder = resources.files("clerk.casework") / "profiles"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load_profile(name: str) -> Policy:
    """A shipped profile by name.

    Raises:
        PolicyError: there is none of that name; the text lists those there are.
    """
    if name not in profile_names():
        raise PolicyError(f"没有名为“{name}”的政策方案;可用的有:{'、'.join(profile_names())}")
    text = (resources.files("clerk.casework") / "profiles" / f"{name}.toml").read_text("utf-8")
    return decode_policy(tomllib.loads(text))


def with_overrides(policy: Policy, changes: Mapping[str, Any]) -> Policy:
    """The same policy with single fields replaced (scenario files, a hall's own settings)."""
    return decode_policy({**msgspec.to_builtins(policy), **changes})
