"""The list of what the law and the working rule ask (docs/requirements.toml), read and checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.law.citing import known_acts, spelled


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the list: its id, what it asks, and whether it is promised now."""

    id: str
    asks: str
    at: str = ""
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that stand in one table."""

    name: str
    about: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RuleList:
    """All groups, in the order of the file."""

    groups: tuple[Group, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule."""
        return tuple(rule for group in self.groups for rule in group.rules)

    @property
    def ids(self) -> frozenset[str]:
        """Every id that may be cited."""
        return frozenset(rule.id for rule in self.rules)

    @property
    def promised(self) -> tuple[str, ...]:
        """The ids of what is promised now, in the order of the page."""
        return tuple(rule.id for rule in self.rules if rule.promised)


def read_rules(path: Path) -> RuleList:
    """The list in this file.

    Raises:
        ValueError: an id stands twice, or something is promised that is not in the list.
    """
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    ids = [line["id"] for group in document["group"] for line in group["rules"]]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ValueError(f"{path.name}: {', '.join(twice)} stands twice")
    acts = known_acts(ids)
    promised = {one.id for words in document["promised"] for one in spelled(words, acts)}
    strange = sorted(promised - set(ids))
    if strange:
        raise ValueError(f"{path.name}: {', '.join(strange)} is promised but not in the list")
    return RuleList(tuple(_group(group, promised) for group in document["group"]))


def _group(table: dict[str, Any], promised: set[str]) -> Group:
    lines = tuple(
        Rule(line["id"], line["asks"], line.get("at", ""), line["id"] in promised) for line in table["rules"]
    )
    return Group(table["name"], table["about"], lines)
