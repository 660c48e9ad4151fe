"""Special procedures written as plain words (特别程序), as exchange files have them.

A guide says 「专家评审(≤20wd,不计时)」; the rule book needs the kind, whether the statutory clock
stands still, and the cap. Only what the words say is read; what they leave open stays None.
"""

from __future__ import annotations

import re
from typing import Final

from clerk.catalogue.items import SpecialProcedure

KINDS: Final = {
    "hearing": "听证", "tender": "招标", "auction": "拍卖", "inspection": "检验", "test": "检测",
    "quarantine": "检疫", "appraisal": "鉴定", "expert_review": "专家评审",
    "technical_review": "技术评审", "site_visit": "现场核查",
}  # fmt: skip
"""The closed list of kinds and their Chinese name (行政许可法 art. 45; technical review and site visit
are not in that article: the first stops the clock only by its own rule, the second never)."""

ARTICLE_45: Final = frozenset(
    {"hearing", "tender", "auction", "inspection", "test", "quarantine", "appraisal", "expert_review"}
)
"""Kinds whose time 行政许可法 art. 45 excludes from a licence's period (LAW P6)."""

_VISITS: Final = ("现场核查", "现场检查", "现场勘查", "现场踏勘", "联合踏勘", "实地检查", "实地核查")
_CAP: Final = re.compile(r"≤\s*(\d+)\s*(?:wd|个?工作日)")
_NOT_COUNTED: Final = ("不计时", "不计入", "时间不计")


def parse_procedure(text: str) -> SpecialProcedure:
    """The special procedure that these words name."""
    kind = _kind(text)
    cap = _CAP.search(text)
    return SpecialProcedure(
        name=text,
        kind=kind,
        stops_statutory=_stops(kind, text),
        cap_wd=int(cap[1]) if cap else None,
    )


def _kind(text: str) -> str:
    if text.startswith(_VISITS):
        return "site_visit"
    return next((kind for kind, word in KINDS.items() if text.startswith(word)), "")


def _stops(kind: str, text: str) -> bool | None:
    if kind == "site_visit":
        return False
    return True if any(words in text for words in _NOT_COUNTED) else None
