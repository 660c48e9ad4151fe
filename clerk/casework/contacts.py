"""Names and telephone numbers as typed or pasted at the counter (R92, R95).

Names are people's own: beyond blanks and the middle dot nothing in them is changed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from clerk.casework.identity import Problem
from clerk.casework.numbers import plain

DOT: Final = "·"
"""U+00B7, the middle dot that identity cards use in the names of minorities."""

LONGEST_PERSON: Final = 50
LONGEST_ORGANISATION: Final = 200
"""Characters of a name: a person's (R92), an organisation's (GB/T 39046—2020: an..200)."""

_DOTS: Final = re.compile("[·‧•・･∙⋅●᛫﹒]")
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff"
_STOP_IN_NAME: Final = re.compile(f"(?<=[{_HAN}])[ \u3000]*[.．。][ \u3000]*(?=[{_HAN}])")
_BLANKS: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BETWEEN_HAN: Final = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_INVISIBLE: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks that come along when text is pasted; joiners (U+200C, U+200D) stay, Uyghur script may need them."""

_WRITING: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Co", "Cn"})
"""Letters of any script, and what rare characters are until a system knows them (Co, Cn)."""

_MOBILE: Final = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE: Final = re.compile(
    r"(?:\+86|0086)?(0(?:10|2[0-9])|0[3-9][0-9][0-9])([0-9]{7,8})(?:(?:转|X|EXT\.?|#)([0-9]{1,6}))?"
)
_SERVICE: Final = re.compile(r"[48]00[0-9]{7}")
_ABROAD: Final = re.compile(r"(?:\+|00)(?!86)[1-9][0-9]{6,14}")


def check_name(text: str, organisation: bool = False) -> str | Problem:
    """The name, blanks and dots put in order, or what is wrong with it."""
    name = _DOTS.sub(DOT, _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip(" \r\n"))
    if _unwritable(name):
        return Problem("control", "姓名(名称)里有换行或控制字符,请删去后重新录入")
    if not organisation:
        name = _STOP_IN_NAME.sub(DOT, name)
    name = re.sub(f" *{DOT}[ {DOT}]*", DOT, name)
    name = _BETWEEN_HAN.sub("", name)
    return _name_problem(name, organisation) or name


def _name_problem(name: str, organisation: bool) -> Problem | None:
    what, longest = ("名称", LONGEST_ORGANISATION) if organisation else ("姓名", LONGEST_PERSON)
    if not name:
        return Problem("empty", f"还没有填写{what},请填写")
    if len(name) > longest:
        return Problem("length", f"{what}最多{longest}个字,现在是{len(name)}个;请核对是否多粘贴了内容")
    if not any(unicodedata.category(character) in _WRITING for character in name):
        return Problem("no_letters", f"{what}里没有文字,只有数字或符号;请核对是否录错了栏目")
    if name.startswith(DOT) or name.endswith(DOT):
        return Problem("dot", f"间隔号“{DOT}”不能在{what}的开头或结尾,请补全或删去")
    return None


def _unwritable(text: str) -> bool:
    """Whether the text holds control characters, line separators or broken (surrogate) characters."""
    return any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text)


def check_phone(text: str) -> str | Problem:
    """The telephone number in one form: ``13812345678``, ``0990-6222222``, ``0990-6222222-801``.

    A landline needs its area code; a number of another country or region begins with ``+``.
    """
    number = re.sub(r"[().,/]", "", plain(text)).replace("分机", "转")
    number = re.sub(r"^(?:[+]86|0086)(?!0|1[0-9]{10}$)", "0", number)
    if not number:
        return Problem("empty", "还没有填写联系电话,请填写")
    if mobile := _MOBILE.fullmatch(number):
        return mobile[1]
    if landline := _with_extension(text) or _LANDLINE.fullmatch(number):
        return "-".join(part for part in landline.groups() if part)
    if _SERVICE.fullmatch(number):
        return f"{number[:3]}-{number[3:6]}-{number[6:]}"
    if _ABROAD.fullmatch(number):
        return "+" + number.removeprefix("+").removeprefix("00")
    return _phone_problem(number)


def _with_extension(text: str) -> re.Match[str] | None:
    """A landline written with hyphens throughout, where the last part is an extension."""
    spaced = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.fullmatch(r"\(?(0(?:10|2[0-9])|0[3-9][0-9][0-9])\)?-?([0-9]{7,8})-([0-9]{1,6})", spaced)


def _phone_problem(number: str) -> Problem:
    if not re.fullmatch(r"\+?[0-9]+", number):
        return Problem("character", "电话号码里有数字以外的内容,请只录数字(分机写在“转”字之后)")
    if number.startswith("1"):
        said = (
            "手机号码应为11位,以13至19开头"
            if len(number) == 11
            else f"手机号码应为11位,现在是{len(number)}位"
        )
        return Problem("mobile", f"{said};请与申请人核对")
    if len(number) in (7, 8):
        return Problem("area_code", "固定电话请加区号,例如 0990-")
    return Problem(
        "form", "不像电话号码:手机应为11位,固定电话应为区号加7或8位,境外号码以+开头;请与申请人核对"
    )


def mask_phone(number: str) -> str:
    """A telephone number for lists: of a mobile number the first three and last four, else the last four."""
    if _MOBILE.fullmatch(number):
        return f"{number[:-8]}****{number[-4:]}"
    shown = min(4, len(number) // 2)
    hidden = number[: len(number) - shown]
    return re.sub(r"[0-9]", "*", hidden) + number[len(number) - shown :]
