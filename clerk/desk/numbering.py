"""Case numbers (办件编号): division, window, day, serial, check character.

A window numbers its own cases, so that windows that are offline for days never collide (R87).
"""

from __future__ import annotations

from datetime import date

from stdnum.iso7064 import mod_37_36


def case_series(division: str, window: str, day: date) -> str:
    """The series that a window counts its cases of one day in."""
    return f"case:{division}{window}{day:%Y%m%d}"


def case_number(division: str, window: str, day: date, serial: int) -> str:
    """A case number with its check character (ISO 7064 MOD 37,36: finds one wrong or two swapped)."""
    plain = f"{division}{window}{day:%Y%m%d}{serial:04d}".upper()
    return plain + str(mod_37_36.calc_check_digit(plain))


def is_case_number(text: str) -> bool:
    """Whether the check character holds."""
    return bool(mod_37_36.is_valid(text.upper())) if text.isascii() and text.isalnum() else False
