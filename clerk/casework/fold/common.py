"""What the modules of the fold share: taking findings in, counting visits, forgetting printed dates."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clerk.casework import acts as a
from clerk.casework.arrival import IN_PERSON
from clerk.casework.case import Case
from clerk.catalogue.items import Item


def as_found(item: Item, name: str, found: a.Finding) -> a.Finding:
    """A finding as it counts: what only data sharing provides is never a gap (R48, R78, LAW A6).

    A mistake in it is the provider's; it waits to be verified, with what was seen kept beside it.
    """
    line = item.material(name)
    if line is None or not line.only_shared or found.state not in ("missing", "defective"):
        return found
    return msgspec.structs.replace(found, state="shared_unverified")


def take_in(case: Case, materials: Mapping[str, a.Finding]) -> None:
    """Replace what is known of these materials; what a lighter catalogue waived stays waived (L14)."""
    for name, found in materials.items():
        if name not in case.waived:
            case.materials[name] = _shared_by_now(case, name, as_found(case.item, name, found))


def _shared_by_now(case: Case, name: str, found: a.Finding) -> a.Finding:
    """What a later catalogue obtains by data sharing is no gap of the applicant's either (L14, R48)."""
    if name not in case.shared_since or found.state not in ("missing", "defective"):
        return found
    return msgspec.structs.replace(found, state="shared_unverified")


def come(case: Case, channel: str, fault: a.Fault = "", same_visit: bool = False) -> None:
    """Count a visit to the hall, and whose doing it was (R1); of several cases at once only one does."""
    if channel in IN_PERSON and not same_visit:
        case.visits += 1
        case.visits_by[fault] = case.visits_by.get(fault, 0) + 1


def forget_printed(case: Case, *whats: str) -> None:
    """What paper said of these clocks no longer binds: an act has changed what they are counted from."""
    for key in [key for key in case.printed if key[0] in whats]:
        del case.printed[key]
