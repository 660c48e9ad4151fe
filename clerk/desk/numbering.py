"""Case numbers (办件编号): division, window, day, serial, check character.

A window numbers its own cases, so that windows that are offline for days never collide (R87).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum.iso7064 import mod_37_36

PACKAGE: Final = "YJ"
"""What the number of a package (一件事) begins with; case numbers begin with a division code."""


def case_series(division: str, window: str, day: date) -> str:
    """The series that a window counts its cases of one day in."""
    return f"case:{division}{window}{day:%Y%m%d}"


def case_number(division: str, window: str, day: date, serial: int) -> str:
    """A case number with its check character (ISO 7064 MOD 37,36: finds one wrong or two swapped)."""
    plain = f"{division}{window}{day:%Y%m%d}{serial:04d}".upper()
    return plain + str(mod_37_36.calc_check_digit(plain))


def package_number(division: str, window: str, day: date, serial: int) -> str:
    """The number that cases of one visit share (一件事, R36); a series of its own for each window."""
    return PACKAGE + case_number(division, window, day, serial)


def cases_of_package(number: str) -> str:
    """What the numbers of all cases in this package begin with: the same window, on the same day.

    Empty where it is no package number.
    """
    rest = number.upper().removeprefix(PACKAGE)
    return rest[:-5] if rest != number.upper() and is_case_number(rest) else ""


def is_case_number(text: str) -> bool:
    """Whether the check character holds."""
    return bool(mod_37_36.is_valid(text.upper())) if text.isascii() and text.isalnum() else False
