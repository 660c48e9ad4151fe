"""From the journal back to a case: the item and the policy it was received under, from publications."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec

from calendars import WorkCalendar
from clerk.archive.errors import DamagedError
from clerk.casework.acts import Act, AnyBody, NotRequired, Receive
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from clerk.casework.policy import Policy
from clerk.catalogue.items import Item


class Source(Protocol):
    """Whatever can answer for acts, publications and calendars: a reader or a writer."""

    def acts(self, number: str) -> list[Act]:
        """The acts of a case, oldest first."""

    def publication(self, version: str) -> bytes | None:
        """The JSON of an item or a policy by its version."""

    def calendar(self, region: str) -> WorkCalendar:
        """The working calendar of a region as this home knows it."""


def terms_of(source: Source, opening: AnyBody) -> Terms:
    """What a case is judged by, from its opening act.

    Raises:
        DamagedError: the archive does not hold the item or the policy of that version.
    """
    if not isinstance(opening, Receive | NotRequired):
        raise DamagedError("案卷的第一个行为不是收件")
    item = msgspec.json.decode(_published(source, opening.item_version), type=Item)
    policy = msgspec.json.decode(_published(source, opening.policy_version), type=Policy)
    return terms_by(source, item, policy, opening.region)


def terms_by(source: Source, item: Item, policy: Policy, region: str) -> Terms:
    """The terms of a case of this item: the region's calendar, and the national one beside it."""
    national = source.calendar("national") if region != "national" else None
    return Terms(item, policy, source.calendar(region), national)


def load_case(source: Source, number: str, now: datetime) -> Case:
    """A case as it stands at ``now``.

    Raises:
        KeyError: there is no such case.
    """
    acts = source.acts(number)
    if not acts:
        raise KeyError(number)
    return fold(acts, terms_of(source, acts[0].body), now)


def _published(source: Source, version: str) -> bytes:
    data = source.publication(version)
    if data is None:
        raise DamagedError(f"档案库缺少事项或政策版本 {version}")
    return data
