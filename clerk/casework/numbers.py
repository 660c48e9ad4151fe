"""The arithmetic of numbers on papers: check characters, birth dates, full-width digits made plain."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Final

USCC_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100—2015: digits and capitals without I, O, S, V, Z."""

_SEPARATORS: Final = dict.fromkeys(
    map(ord, " \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2212\u200b\u200e\u200f\u202a\u202c\u2060\ufeff")
)


def plain(text: str) -> str:
    """A number as the check wants it: full-width made half-width, blanks and hyphens gone, capitals."""
    return unicodedata.normalize("NFKC", text).translate(_SEPARATORS).upper()


def check_digit(body: str) -> str:
    """The eighteenth character for seventeen digits (GB 11643—1999, ISO 7064 MOD 11-2).

    python-stdnum's ``iso7064.mod_11_2`` is right for this. Its ``cn.ric`` is not used: it wants the
    region to be in its list in the year of birth, so it rejects Hong Kong and Macau residents born
    before the handover, all of Taiwan's 83, and every county newer than the list.
    """
    from stdnum.iso7064 import mod_11_2  # loaded at the first number, not with the program

    return mod_11_2.calc_check_digit(body)


def uscc_check_character(body: str) -> str:
    """The eighteenth character of a credit code; python-stdnum's ``cn.uscc`` is right for this."""
    from stdnum.cn import uscc

    return uscc.calc_check_digit(body)


def birth_date(digits: str) -> date | None:
    """The date in eight digits YYYYMMDD, or None where there is no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
