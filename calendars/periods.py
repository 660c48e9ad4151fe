"""Lengths of time as limits use them (期限): working days, natural days, months, on the spot.

The unit is never inferred from the word 日 (LAW L6): it is always said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from calendars.errors import PeriodError

_UNITS = {"wd": "wd", "d": "d", "m": "month", "month": "month", "months": "month"}
_WORDS = {"wd": "个工作日", "d": "日", "month": "个月"}
_LONGEST = 9999


@dataclass(frozen=True, slots=True)
class Period:
    """``n`` units (COUNTING 1): ``wd`` working days, ``d`` natural days, ``month`` months, or ``now``."""

    n: int
    unit: str

    def __post_init__(self) -> None:
        """Refuses what is no length of time.

        Raises:
            PeriodError: the unit is unknown, or n is negative or absurd.
        """
        if self.unit not in ("wd", "d", "month", "now"):
            raise PeriodError(f"不认识的期限单位“{self.unit}”;请用 wd(工作日)、d(日)、month(月)或 now(当场)")
        if not 0 <= self.n <= _LONGEST:
            raise PeriodError(f"期限 {self.n} 超出范围(0 至 {_LONGEST})")

    @classmethod
    def parse(cls, text: str) -> Period:
        """A period from ``5wd``, ``10d``, ``3m`` or ``now``; full-width digits are understood.

        Raises:
            PeriodError: the text is none of these.
        """
        plain = unicodedata.normalize("NFKC", text).strip().lower()
        if plain == "now":
            return cls(0, "now")
        found = re.fullmatch(r"(\d{1,6})\s*([a-z]+)", plain, re.ASCII)
        if found is None or found[2] not in _UNITS:
            raise PeriodError(f"看不懂期限“{text[:40]}”;请写成 5wd(工作日)、10d(自然日)、3m(月)或 now(当场)")
        return cls(int(found[1]), _UNITS[found[2]])

    @property
    def text(self) -> str:
        """The period in Chinese: 5个工作日, 10日, 3个月, 当场."""
        if self.unit == "now" or (self.n == 0 and self.unit != "month"):
            return "当场"
        return f"{self.n}{_WORDS[self.unit]}"
