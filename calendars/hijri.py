"""Where the two feasts of the region fall by reckoning (回历推算), for years without a notice.

The civil arithmetic table: announced days were up to a day or so away, which is why nothing that rests on
it is ever called sure.
"""

from __future__ import annotations

from datetime import date
from typing import Final

FEASTS: Final = {"肉孜节": (10, 1), "古尔邦节": (12, 10)}
"""Month and day of the Hijri year: 1 Shawwal and 10 Dhu al-Hijja."""
_EPOCH: Final = 227015
"""Ordinal of 1 Muharram of year 1, civil epoch (Friday, 16 July 622, Julian)."""


def reckoned(feast: str, year: int) -> tuple[date, ...]:
    """The day or, once in some 33 years, the two days of a feast in a Gregorian year."""
    month, day = FEASTS[feast]
    around = (year - 622) * 33 // 32
    days = (_day(hijri, month, day) for hijri in range(around - 1, around + 4))
    return tuple(found for found in days if found.year == year)


def _day(year: int, month: int, day: int) -> date:
    """A Hijri date: months of 30 and 29 days in turn, eleven leap days in thirty years."""
    months = (59 * (month - 1) + 1) // 2
    return date.fromordinal(_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day)
