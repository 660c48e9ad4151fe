"""Identity papers and credit codes as typed at the counter: the plain number, or what is wrong with it.

Each check gives a :class:`Paper` or a :class:`Problem`; the Chinese sentence of a problem says what is
wrong, what to do and by which standard, and never repeats the number (it is personal data). The checks
find slips of the hand; that a paper is genuine only its reader or the police can say (R95).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from clerk.casework.numbers import USCC_ALPHABET, birth_date, check_digit, plain, uscc_check_character

RESIDENT: Final = "resident_id"
HMT_RESIDENT: Final = "hmt_residence_permit"
FOREIGN_RESIDENT: Final = "foreign_permanent_residence"
PASSPORT: Final = "passport"
HM_TRAVEL: Final = "hm_travel_permit"
TW_TRAVEL: Final = "tw_travel_permit"
USCC: Final = "uscc"

PAPERS: Final = {
    RESIDENT: "居民身份证",
    HMT_RESIDENT: "港澳台居民居住证",
    FOREIGN_RESIDENT: "外国人永久居留身份证",
    PASSPORT: "护照",
    HM_TRAVEL: "港澳居民来往内地通行证",
    TW_TRAVEL: "台湾居民来往大陆通行证",
    USCC: "统一社会信用代码",
}
"""Kinds of papers, by their code, with the name that a clerk reads."""

GB_11643: Final = "GB 11643—1999《公民身份号码》"
GB_32100: Final = "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》"

_OLDEST: Final = 130
_PROVINCES: Final = frozenset(
    {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
     "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71"}
)  # fmt: skip
"""First two digits of a resident's number (GB/T 2260). Counties are not checked: lists grow old."""
_HMT_REGIONS: Final = {"810000": "香港", "820000": "澳门", "830000": "台湾"}


class Paper(msgspec.Struct, frozen=True):
    """A paper whose number passes: its kind, the normalised number, what the number itself says."""

    kind: str
    number: str
    birth: date | None = None


class Problem(msgspec.Struct, frozen=True):
    """Why an entry cannot stand: a code for programs, a sentence for the clerk, the standard behind it."""

    code: str
    text: str
    standard: str = ""


def check_paper(kind: str, text: str, today: date) -> Paper | Problem:
    """Check a number as the paper of this kind.

    Raises:
        ValueError: there is no such kind.
    """
    check = _CHECKS.get(kind)
    if check is None:
        raise ValueError(f"no such kind of paper: {kind}")
    number = plain(text)
    if not number:
        return Problem("empty", f"还没有填写{PAPERS[kind]}号码,请填写")
    return check(number, today)


def recognise(text: str, today: date, organisation: bool = False) -> Paper | Problem:
    """Check a number whose kind nobody named: the kind is read from its form.

    An organisation's is a credit code. For a person, an 18-character number is a resident's, a
    residence permit (8…) or a permanent residence card (9…), and everything short is tried as a permit
    or a passport; where nothing fits, the problem is that of the likeliest kind.
    """
    number = plain(text)
    result = check_paper(USCC if organisation else _likeliest(number), number, today)
    if isinstance(result, Problem) and not organisation and isinstance(_check_uscc(number, today), Paper):
        return Problem(
            "other_paper", "这是统一社会信用代码,不是个人证件号码;请把申请人改为单位,或录入本人证件", GB_32100
        )
    return result


def _likeliest(number: str) -> str:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number) or (len(number) == 18 and number.startswith("9")):
        return FOREIGN_RESIDENT
    if len(number) == 18 and number[:2] in {"81", "82", "83"}:
        return HMT_RESIDENT
    if re.fullmatch(r"[HM][0-9]{8}([0-9]{2})?", number):
        return HM_TRAVEL
    if re.fullmatch(r"[0-9]{8}", number):
        return TW_TRAVEL
    if re.fullmatch(r"(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,12}", number):
        return PASSPORT
    return RESIDENT


def _check_resident(number: str, today: date) -> Paper | Problem:
    """居民身份证 (GB 11643); a 15-digit number is explained, never silently accepted."""
    if re.fullmatch(r"[0-9]{15}", number):
        return Problem(
            "first_generation",
            "这是15位的旧号码,第一代居民身份证自2013年1月1日起停止使用;请申请人出示第二代身份证,录入18位号码",
            "2011年修改居民身份证法的决定",
        )
    if problem := _shape(number, PAPERS[RESIDENT]):
        return problem
    if number[:2] in {"81", "82", "83"}:
        return Problem("other_paper", "这是港澳台居民居住证的号码,请把证件类型改为港澳台居民居住证", GB_11643)
    if number[0] == "9":
        return Problem(
            "other_paper", "以9开头的不是公民身份号码,请核对证件类型(外国人永久居留身份证?)", GB_11643
        )
    if number[:2] not in _PROVINCES:
        return Problem("region", "前两位不是任何省、自治区、直辖市的代码,请与证件逐位核对", GB_11643)
    return _dated(RESIDENT, number, today)


def _check_hmt_resident(number: str, today: date) -> Paper | Problem:
    """港澳台居民居住证: as a resident's number, with 810000, 820000 or 830000 in front."""
    if problem := _shape(number, PAPERS[HMT_RESIDENT]):
        return problem
    if number[:6] not in _HMT_REGIONS:
        return Problem(
            "region",
            "港澳台居民居住证号码的前六位应为810000(香港)、820000(澳门)或830000(台湾),请核对号码和证件类型",
            GB_11643,
        )
    return _dated(HMT_RESIDENT, number, today)


def _check_foreign_resident(number: str, today: date) -> Paper | Problem:
    """外国人永久居留身份证: the 2023 form (9 and 18 characters, same check), or the 15 of before.

    The older form stays in use until the card expires; its check digit is not verified.
    """
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return Paper(FOREIGN_RESIDENT, number)
    if problem := _shape(number, PAPERS[FOREIGN_RESIDENT], "(旧版为3个字母加12位数字)"):
        return problem
    if number[0] != "9":
        return Problem(
            "region",
            "新版外国人永久居留身份证号码以9开头,旧版为3个字母加12位数字;请核对号码和证件类型",
            "国家移民管理局2023版证件规则",
        )
    return _dated(FOREIGN_RESIDENT, number, today)


def _shape(number: str, paper: str, or_else: str = "") -> Problem | None:
    """The length, and a digit in each of the first seventeen places."""
    if len(number) != 18:
        return Problem(
            "length", f"{paper}号码应为18位,现在是{len(number)}位{or_else};请与证件逐位核对", GB_11643
        )
    for place, character in enumerate(number, 1):
        if character not in ("0123456789X" if place == 18 else "0123456789"):
            wanted = "数字或字母X" if place == 18 else "数字"
            hint = f"(是不是把{_DIGIT_LIKE[character]}录成了字母?)" if character in _DIGIT_LIKE else ""
            return Problem("character", f"第{place}位应为{wanted}{hint};请与证件逐位核对", GB_11643)
    return None


_DIGIT_LIKE: Final = {"O": "0", "I": "1", "L": "1", "S": "5", "Z": "2", "B": "8"}


def _dated(kind: str, number: str, today: date) -> Paper | Problem:
    """The birth date and the check character, which all 18-character numbers share."""
    born = birth_date(number[6:14])
    if born is None:
        return Problem("birth", "第7至14位不是一个真实的日期(出生年月日);请与证件逐位核对", GB_11643)
    if born > today:
        return Problem("birth", "出生日期晚于今天;请与证件逐位核对,并确认本机日期正确", GB_11643)
    if today.year - born.year > _OLDEST:
        return Problem("birth", f"按出生日期已超过{_OLDEST}岁;请与证件逐位核对出生年份", GB_11643)
    if number[17] != check_digit(number[:17]):
        return Problem("check_digit", "校验码不符,至少有一位录错(或相邻两位颠倒);请与证件逐位核对", GB_11643)
    return Paper(kind, number, born)


def _check_uscc(number: str, today: date) -> Paper | Problem:
    """统一社会信用代码 (GB 32100): 18 characters without I O S V Z, digits 3–8 a region, the last a check."""
    if re.fullmatch(r"[0-9]{15}", number):
        return Problem(
            "registration_number",
            "这是15位的旧营业执照注册号;请出示加载统一社会信用代码的营业执照,录入18位代码",
            GB_32100,
        )
    if len(number) != 18:
        return Problem("length", f"统一社会信用代码应为18位,现在是{len(number)}位;请与证照逐位核对", GB_32100)
    for place, character in enumerate(number, 1):
        if 3 <= place <= 8 and not "0" <= character <= "9":
            return Problem(
                "character", f"第{place}位应为数字(第3至8位是行政区划码);请与证照逐位核对", GB_32100
            )
        if character not in USCC_ALPHABET:
            return Problem(
                "character",
                f"第{place}位不能使用(代码只用数字和大写字母,不用I、O、S、V、Z);"
                "请与证照逐位核对,常见的是0录成O、1录成I、2录成Z、5录成S",
                GB_32100,
            )
    if number[17] != uscc_check_character(number[:17]):
        return Problem("check_digit", "校验码不符,至少有一位录错;请与证照逐位核对", GB_32100)
    return Paper(USCC, number)


def _loose(kind: str, pattern: str, form: str) -> Callable[[str, date], Paper | Problem]:
    """A check of the form only: these papers publish no check digit that could be relied on."""
    wanted = re.compile(pattern)

    def check(number: str, today: date) -> Paper | Problem:
        if wanted.fullmatch(number):
            return Paper(kind, number)
        return Problem("form", f"{PAPERS[kind]}号码应为{form};请与证件逐位核对,并确认证件类型")

    return check


_CHECKS: Final[dict[str, Callable[[str, date], Paper | Problem]]] = {
    RESIDENT: _check_resident,
    HMT_RESIDENT: _check_hmt_resident,
    FOREIGN_RESIDENT: _check_foreign_resident,
    USCC: _check_uscc,
    PASSPORT: _loose(PASSPORT, r"(?=.*[0-9])[A-Z0-9]{5,17}", "5至17位字母和数字"),
    HM_TRAVEL: _loose(HM_TRAVEL, r"[HM][0-9]{8}([0-9]{2})?", "H或M开头加8位数字(旧版加10位)"),
    TW_TRAVEL: _loose(TW_TRAVEL, r"[0-9]{8}|[0-9]{10}[A-Z0-9]{0,2}", "8位数字(旧版为10位数字,后面可有字母)"),
}


def mask_id(number: str) -> str:
    """A number for lists: of 18 characters the first six and the last four, of others less."""
    if len(number) == 18:
        return f"{number[:6]}{'*' * 8}{number[-4:]}"
    shown = min(3, len(number) // 4)
    return number[:shown] + "*" * (len(number) - 2 * shown) + number[len(number) - shown :]
