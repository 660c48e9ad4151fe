"""A hall's policy (本地政策): everything that lawfully differs between places, as data with reasons.

The shipped profiles are TOML files beside this module. Field names follow the comparison of places
from which the profiles were drawn, so that a scenario may override any single one.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from calendars import PauseEnds
from clerk.casework.credit import MAX_AGE_DAYS
from clerk.casework.policy_checks import Fault, absurdities, faults
from clerk.catalogue.items import Unit

Base = Literal["promised", "statutory"]
Overdue = Literal["return", "terminate", "withdraw", "refuse", "remind"]
"""What a lapsed completion leads to: only by policy, never by the clock alone (LAW L3, default 2)."""
Offer = Literal["may", "should"]
"""Whether the clerk may, or should, of their own accord say that incomplete acceptance is open (湘西)."""
CreditEffect = Literal["none", "record", "flag"]
"""What a broken promise leaves behind (辽宁: 记录). No ban: that needs a lawful basis (LAW L10)."""
ClockStart = Literal["acceptance", "commitment_signed"]
"""From when the handling limits run (洋县: from the signed commitment)."""


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
    """The applicant's time to supply corrections: local policy, never presented as statute (2b).

    ``on_lapse`` is what the place does when it is over: only remind, take as withdrawn, return.
    """

    n: int
    unit: Unit
    on_lapse: Literal["remind", "deem_withdrawn", "return"] = "remind"


class ExtensionRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often a completion deadline may be extended, by how much at most, and on what grounds."""

    max: int = 0
    grounds: str = ""
    n: int = 10
    unit: Unit = "wd"


class JointCap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Joint handling (统一、联合、集中办理): the cap over all its parts, arts. 26, 42(2)."""

    n: int = 45
    unit: Unit = "wd"
    extension: int = 15


class InformedCommitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """告知承诺 (LAW §4): whether proofs may be replaced by a promise, where never, when it is checked."""

    allowed: bool = True
    exclude: tuple[str, ...] = ()
    check_n: int = 20
    check_unit: Unit = "wd"


class RatingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """好差评: from which level (1 best … 5 worst) a rating is bad, and until when it is followed up."""

    bad_from: int = 4
    n: int = 5
    unit: Unit = "wd"


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One hall's policy. ``reasons`` says why each value is what it is; none of it is statute.

    Fields ending in ``_wd`` are working days. The groups: counting, correction before acceptance,
    incomplete acceptance, informed commitment, review, result and delivery, remedies. ``unverified``
    names the fields whose value nobody has seen in a source (LAW §8); ``cites`` the acts above the
    working rule, each with how far its text was read (LAW L9).
    """

    profile: str
    title: str = ""
    source: str = ""

    count_event_day: bool = False
    pause_ends: PauseEnds = "after_start_through_end"
    calendar: Literal["regional", "national"] = "regional"
    hours: str = "xinjiang"
    after_closing: Literal["same_day", "next_working_day"] = "next_working_day"
    first_day: Literal["same_day", "next_working_day"] = "same_day"

    correction_window: Window | None = None
    accepted_from: Literal["correction", "acceptance"] = "correction"

    voluntary: bool = True
    commitment_letter: bool = True
    notice_copies: int = 2
    offer: Offer = "may"
    who_decides: Literal["clerk", "department", "supervisor"] = "clerk"
    eligible_items: tuple[str, ...] = ()
    excluded_items: tuple[str, ...] = ()
    eligible_materials: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_missing: int = 0
    credit_excluded: bool = True
    credit_effect: CreditEffect = "none"
    credit_list_days: int = MAX_AGE_DAYS
    clock: Literal["runs", "pauses_at_expiry"] = "runs"
    clock_start: ClockStart = "acceptance"
    deadline: DeadlineRule = DeadlineRule()
    extension: ExtensionRule = ExtensionRule()
    grace_wd: int = 0
    channels: tuple[str, ...] = ("counter", "net", "post")
    receipt_rule: Literal["arrival", "posting"] = "arrival"
    post_wait_wd: int = 3
    second_round: bool = False
    reminders_wd_before: tuple[int, ...] = (3, 1)
    lapse_reminder_wd: int = 0
    on_overdue: Overdue = "return"
    result_hold: bool = True

    informed_commitment: InformedCommitment = InformedCommitment()

    window_decides: tuple[str, ...] = ("即办件",)
    visit_officers: int = 2
    late_opinion: Literal["ask_again", "agreed"] = "ask_again"
    extension_moves_promise: bool = False
    joint_cap: JointCap = JointCap()

    delivery_wd: int = 10
    unclaimed_wd: int = 30
    announcement_days: int = 30
    refusal_report: bool = True
    rating: RatingRule = RatingRule()

    reconsideration_days: int = 60
    suit_months: int = 6
    reconsideration_body: str = ""
    court: str = ""

    reasons: dict[str, str] = {}
    unverified: tuple[str, ...] = ()
    cites: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The policy as it is cited to the clerk."""
        return self.title or self.profile

    @property
    def version(self) -> str:
        """Content address: the first 16 hex digits of SHA-256 over its JSON form."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]

    @property
    def lapse_words(self) -> str:
        """What happens when a completion deadline lapses, as it stands on the notice (R58, LAW L3).

        A notice promises a written reminder only where the policy sends one.
        """
        words = _LAPSE[self.on_overdue] + _CREDIT[self.credit_effect]
        return words if self.lapse_reminder_wd else words.replace(_REMINDED, "")


_CREDIT: dict[str, str] = {
    "none": "",
    "record": ";未履行承诺的情况按本地规定记录",
    "flag": ";未履行承诺的情况按本地规定记录,并在以后的申请中提示",
}
_REMINDED = "经书面催告仍不补齐,"
_LAPSE: dict[str, str] = {
    "return": "逾期未补齐的,经书面催告仍不补齐,按承诺退回申请材料,可以再次申请",
    "terminate": "逾期未补齐的,经书面催告仍不补齐,按承诺终止办理,退回申请材料",
    "withdraw": "逾期未补齐的,经书面催告仍不补齐,按承诺视为撤回申请,退回申请材料,可以再次申请",
    "refuse": "逾期未补齐的,经书面催告仍不补齐,依法作出不予许可决定,并告知救济途径",
    "remind": "逾期未补齐的,书面催告;不因逾期自动终止办理",
}


def decode_policy(data: Mapping[str, Any], check: Callable[[Policy], Iterator[Fault]] = faults) -> Policy:
    """A policy from its plain form; ``check`` says what it must not be. Presets are named by name.

    Raises:
        PolicyError: a field is unknown, has a wrong value, or breaks the law; the text names it.
    """
    try:
        policy = msgspec.convert(with_presets(data), Policy)
    except msgspec.ValidationError as error:
        raise PolicyError(f"政策设置有误:{error}") from error
    fault = next(check(policy), None)
    if fault is not None:
        raise PolicyError(f"政策设置有误:字段 {fault.fields[0]}:{fault.reason}")
    return policy


def _text(name: str) -> str:
    return (resources.files("clerk.casework") / name).read_text("utf-8")


@cache
def presets() -> dict[str, dict[str, dict[str, Any]]]:
    """Values of single places that a policy may name (预设): by field, then by name, in plain form."""
    return tomllib.loads(_text("policy_presets.toml"))


def with_presets(data: Mapping[str, Any]) -> dict[str, Any]:
    """The plain form with each preset's name replaced by what it stands for.

    Raises:
        PolicyError: there is no preset of that name; the text lists those there are.
    """
    return {key: _preset(key, value) for key, value in data.items()}


def _preset(field: str, value: Any) -> Any:
    if not isinstance(value, str) or field not in presets():
        return value
    known = presets()[field]
    if value not in known:
        raise PolicyError(f"字段 {field} 没有名为“{value}”的预设;可用的有:{'、'.join(known)}")
    return known[value].get("value")


@cache
def profile_names() -> tuple[str, ...]:
    """The profiles that ship with the product."""
    folder = resources.files("clerk.casework") / "profiles"
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def profile_data(name: str) -> dict[str, Any]:
    """A shipped profile in plain form: what its file says, nothing filled in. Not to be changed.

    Raises:
        PolicyError: there is none of that name; the text lists those there are.
    """
    if name not in profile_names():
        raise PolicyError(f"没有名为“{name}”的政策方案;可用的有:{'、'.join(profile_names())}")
    return tomllib.loads(_text(f"profiles/{name}.toml"))


@cache
def load_profile(name: str) -> Policy:
    """A shipped profile by name.

    Raises:
        PolicyError: there is none of that name; the text lists those there are.
    """
    return decode_policy(profile_data(name))


def with_overrides(policy: Policy, changes: Mapping[str, Any]) -> Policy:
    """The same policy with single fields replaced (scenario files).

    A scenario may vary one field alone to show what it does; that a hall's whole policy makes sense
    and keeps the law is asked of the hall's own file.
    """
    return decode_policy({**msgspec.to_builtins(policy), **changes}, absurdities)
