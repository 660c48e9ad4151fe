"""Whether a special procedure stops the statutory clock: the law says, not who starts it (art. 45, P6)."""

from __future__ import annotations

from clerk.casework.rules.review import ARTICLE_45
from clerk.catalogue.items import Item


def stops_statutory(item: Item, kind: str) -> bool:
    """What the item says of this kind of procedure; where nobody settled it, whether art. 45 names it."""
    foreseen = next((one for one in item.special_procedures if one.kind == kind), None)
    if foreseen is not None and foreseen.stops_statutory is not None:
        return foreseen.stops_statutory
    return kind in ARTICLE_45
