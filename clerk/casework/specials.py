"""What a special procedure does to the clocks: the law and the item say it (art. 45, LAW P6, P7)."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.catalogue.items import Item, SpecialProcedure, Unit
from clerk.catalogue.procedures import ARTICLE_45


def foreseen(item: Item, kind: str) -> SpecialProcedure | None:
    """What the item says of this kind of procedure, or None."""
    return next((one for one in item.special_procedures if one.kind == kind), None)


def stops_statutory(item: Item, kind: str) -> bool:
    """What the item says of this kind of procedure; where nobody settled it, whether art. 45 names it."""
    own = foreseen(item, kind)
    if own is not None and own.stops_statutory is not None:
        return own.stops_statutory
    return kind in ARTICLE_45


def start_special(item: Item, kind: str, n: int, unit: Unit) -> a.StartSpecial:
    """The act of starting a procedure: which clocks stand still for it, and for how long at most (P7)."""
    own = foreseen(item, kind)
    stops = stops_statutory(item, kind)
    promised = own.stops_promised if own is not None and own.stops_promised is not None else stops
    return a.StartSpecial(kind, n, unit, stops, promised, own.cap_wd if own is not None else None)


def publicise(item: Item, n: int, unit: Unit, place: str = "") -> a.Publicise:
    """The act of publicising: it stops the statutory clock only where the item itself says so (P6)."""
    own = next((one for one in item.special_procedures if one.name.startswith(("公示", "公告"))), None)
    return a.Publicise(n, unit, place, own is not None and own.stops_statutory is True)
