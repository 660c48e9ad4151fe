"""Help for tests of policies: a hall's file from a few words, and a policy with every field written out."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from clerk.casework.policy import Policy
from clerk.casework.policy_fields import leaves, value_at
from clerk.casework.policy_reading import HallPolicy, PolicyFileError, read_hall_policy


def hall(text: str) -> HallPolicy:
    """The policy that a file with this text describes, on top of hall_default unless it says otherwise."""
    start = "" if "profile =" in text else 'profile = "hall_default"\n'
    return read_hall_policy((start + text).encode())


def refused(text: str) -> PolicyFileError:
    """What a file with this text is refused with."""
    with pytest.raises(PolicyFileError) as told:
        hall(text)
    return told.value


def everything(policy: Policy) -> dict[str, Any]:
    """Every field in plain form, those that are as the program has them included."""
    found: dict[str, Any] = {}
    for name in leaves():
        top, _, rest = name.partition(".")
        value = msgspec.json.decode(msgspec.json.encode(value_at(policy, name)))
        if rest:
            found.setdefault(top, {})[rest] = value
        else:
            found[top] = value
    return found
