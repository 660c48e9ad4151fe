"""Pinyin initials (拼音首字母): how a clerk types Chinese names without an input method.

pypinyin costs 0.3 s to import, so it is imported only when something unknown must be read; the
names of the built-in catalogue come from ``builtin/initials.toml`` instead.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PARTS: Final = re.compile(f"[{_HAN}]+|[A-Za-z0-9]")

SURNAMES: Final = {
    "万俟": "mq", "尉迟": "yc", "单于": "cy", "长孙": "zs", "澹台": "tt", "令狐": "lh", "宰父": "zf",
    "单": "s", "仇": "q", "解": "x", "曾": "z", "区": "o", "朴": "p", "查": "z", "盖": "g", "乐": "y",
    "翟": "z", "员": "y", "种": "c", "黑": "h", "折": "s", "召": "s", "祭": "z", "繁": "p", "秘": "b",
    "缪": "m", "尉": "w", "薄": "b", "不": "f", "宿": "s", "洗": "x", "冼": "x", "覃": "q", "谌": "c",
    "隗": "k", "晁": "c", "卜": "b", "贲": "b", "那": "n", "能": "n", "郗": "x", "莘": "s", "长": "z",
    "句": "g", "都": "d", "参": "s", "会": "g", "车": "c", "石": "s", "重": "c", "适": "k", "炅": "g",
    "沈": "s", "叶": "y", "俞": "y", "褚": "c", "仉": "z", "乜": "n", "厍": "s", "郏": "j", "逄": "p",
    "幺": "y", "么": "y", "撒": "s", "行": "x", "相": "x", "柏": "b", "贾": "j", "葛": "g", "阚": "k",
    "眭": "s", "佴": "n", "弗": "f", "夏": "x", "於": "y", "牟": "m", "应": "y", "任": "r", "宁": "n",
}  # fmt: skip
"""Initials of surnames whose reading as a surname is not the common one, and of some where a reader
is easily misled. Two-character surnames first: the longest match counts."""

_DOTS: Final = "·‧•・･"


def initials(text: str, surname: bool = False) -> str:
    """The initials of a text, lower case: ``劳务派遣`` → ``lwpq``; letters and digits stay.

    With ``surname`` the text is a person's name and begins with a surname (单雄信 → ``sxx``), unless
    a dot shows that it is a transcribed name without one.
    """
    text = text.strip()
    if surname and not any(dot in text for dot in _DOTS):
        for length in (2, 1):
            known = SURNAMES.get(text[:length])
            if known is not None and len(text) > length:
                return known + initials(text[length:])
    return "".join(group[0] for group in readings(text))


def readings(text: str) -> list[str]:
    """For each character that can be typed, its possible initials, the likeliest one first."""
    groups: list[str] = []
    for part in _PARTS.findall(unicodedata.normalize("NFKC", text)):
        if part.isascii():
            groups.append(part.lower())
        else:
            groups.extend(_han_readings(part))
    return groups


def _han_readings(run: str) -> list[str]:
    from pypinyin import Style, pinyin  # 0.3 s: only for texts that no table has

    likely = pinyin(run, style=Style.FIRST_LETTER, errors=_each)
    groups = []
    for char, first in zip(run, likely, strict=True):
        others = pinyin(char, style=Style.FIRST_LETTER, heteronym=True, errors=_each)[0]
        letters = dict.fromkeys(_plain(letter) for letter in (first[0], *others))
        groups.append("".join(letter for letter in letters if letter))
    return [group for group in groups if group]


def _each(chars: str) -> Any:
    """One entry for each character without a reading (pypinyin takes lists, its annotation does not)."""
    return list(chars)


def _plain(letter: str) -> str:
    """The bare Latin letter (ê, ń … lose their mark); empty for a character without a reading."""
    bare = unicodedata.normalize("NFKD", letter)[:1].lower()
    return bare if bare.isascii() and bare.isalpha() else ""
