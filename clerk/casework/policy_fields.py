"""The fields of a policy in words (政策字段说明): what each means, which places do what, why the default.

Fields are named with dots where they are nested (``deadline.of``); :func:`leaves` are those that hold a
value, which is what a hall's file, ``clerk policy`` and ``docs/policy.md`` speak of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from clerk.casework.policy import Policy

ABOUT: Final = ("profile", "title", "source", "reasons", "unverified", "cites")
"""Fields that speak about the policy and about the others; they decide nothing."""


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be said of one field, in Chinese."""

    title: str
    law: str
    places: str
    default: str
    serves: tuple[str, ...]
    values: dict[str, str] = {}
    unit: str = ""


@cache
def field_words() -> dict[str, FieldWords]:
    """The words of every field, by its dotted name."""
    text = (resources.files("clerk.casework") / "policy_fields.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, FieldWords])


@cache
def hints(struct: type) -> dict[str, Any]:
    """The fields of a struct with their types."""
    return get_type_hints(struct)


def struct_in(kind: Any) -> type | None:
    """The struct that a field of this type holds, if it holds one (or None)."""
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return next((one for one in options if isinstance(one, type) and issubclass(one, msgspec.Struct)), None)


@cache
def leaves() -> tuple[str, ...]:
    """The dotted names of the fields that hold a value, in the order of the policy."""
    found: list[str] = []
    for name, kind in hints(Policy).items():
        struct = struct_in(kind)
        found += [name] if struct is None else [f"{name}.{part}" for part in hints(struct)]
    return tuple(found)


@cache
def all_fields() -> tuple[str, ...]:
    """Every dotted name, groups and the parts of list elements included."""
    found: list[str] = []
    _walk(Policy, "", found)
    return tuple(found)


def _walk(struct: type, before: str, found: list[str]) -> None:
    for name, kind in hints(struct).items():
        found.append(before + name)
        inner = struct_in(kind) or next((one for part in get_args(kind) if (one := struct_in(part))), None)
        if inner is not None:
            _walk(inner, f"{before}{name}.", found)


def value_at(data: Any, field: str) -> Any:
    """The value of a field in a policy or in plain form; None where there is none."""
    for name in field.split("."):
        data = data.get(name) if isinstance(data, Mapping) else getattr(data, name, None)
    return data


def in_words(field: str, value: Any) -> str:
    """A value for the clerk."""
    words = field_words()[field]
    if value is None:
        return "不设"
    if isinstance(value, bool | str):
        return (
            words.values.get(str(value).lower() if isinstance(value, bool) else value, str(value)) or "未写"
        )
    if isinstance(value, int):
        return f"{value}{words.unit}"
    if isinstance(value, Mapping):
        return "、".join(value) or "无"
    return "、".join(_element(one, words) for one in value) or "无"


def _element(one: Any, words: FieldWords) -> str:
    if isinstance(one, msgspec.Struct):
        values = (f"{name} {getattr(one, name)}" for name in one.__struct_fields__)
        return f"({','.join(values)})"
    return words.values.get(str(one), f"{one}{words.unit}")


def about(field: str, said: Mapping[str, str]) -> str:
    """What ``said`` (such as a policy's reasons) says of a field, or of the group that it is in."""
    return said.get(field) or said.get(field.partition(".")[0], "")


def is_unverified(policy: Policy, field: str) -> bool:
    """Whether nobody has seen this field's value in a source (LAW §8)."""
    return field in policy.unverified or field.partition(".")[0] in policy.unverified
