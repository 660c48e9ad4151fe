"""How a rule is cited in a sentence, in English and in Chinese, turned into ids.

An article stands for the Licensing Act (行政许可法) unless another act was cited before it in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

ACT: Final = "行政许可法"
_NUMERALS: Final = "一二三四五六七八九"
_ARTICLE: Final = r"\d{1,3}(?:\(\d\)|\ para\.\ \d)?"
_JOIN: Final = r"(?:,\ and\ |,\ |\ and\ |[–-])"
_COUNTED: Final = r"(?:wd|d|days?|working|natural|months?)\b"
_CITED: Final = re.compile(
    rf"""
    (?:(?P<act>[\u4e00-\u9fff]{{1,20}}(?:法|典|条例|办法|规定|规则))》?\ ?)?
    (?: [Aa]rts\.\ (?P<many>{_ARTICLE}(?:{_JOIN}{_ARTICLE})*)
      | [Aa]rt\.\ (?P<one>{_ARTICLE})
      | (?<=[法典例》]\ )(?P<bare>\d{{2,3}}(?:[–-]\d{{2,3}})?)(?![\d号])
      | 第(?P<chinese>[{_NUMERALS}十百零]+)条
        (?:第(?P<para>[{_NUMERALS}])款)?(?:第(?P<item>[{_NUMERALS}])项)?
    )
    | (?<![A-Za-z0-9_./-])(?P<letter>[RLTP]|(?<=LAW\ )A)
      (?P<n>[1-9]\d?)(?:[–-](?P=letter)?(?P<to>[1-9]\d?))?(?![A-Za-z0-9_])
    | (?P<word>[Dd]efault|COUNTING)s?\ (?P<numbers>[1-9](?:{_JOIN}[1-9])*)(?!\d|\ {_COUNTED})
    """,
    re.VERBOSE,
)


class Citation(NamedTuple):
    """An id as it was cited; ``inside`` a range it was not written out, and need not be in the list."""

    id: str
    inside: bool = False


def known_acts(ids: Iterable[str]) -> frozenset[str]:
    """The acts whose articles are in the list."""
    return frozenset({ACT, *(one.split(" ")[0] for one in ids if re.match(r"[\u4e00-\u9fff]", one))})


def spelled(text: str, acts: frozenset[str]) -> Iterator[Citation]:
    """Every id that a text cites, ranges written out; articles of acts that are not listed are left out."""
    current = ACT
    for found in _CITED.finditer(text):
        if found["letter"]:
            yield from _between(found["letter"], int(found["n"]), int(found["to"] or found["n"]))
        elif found["word"]:
            yield from _listed(found["word"].replace("D", "d") + " ", found["numbers"])
        else:
            current = _act(found["act"], acts) or current
            if current in acts:
                prefix = "art. " if current == ACT else f"{current} art. "
                if found["chinese"]:
                    yield Citation(prefix + _chinese(found))
                else:
                    yield from _listed(prefix, found["many"] or found["one"] or found["bare"])


def _act(words: str | None, acts: frozenset[str]) -> str:
    """The act that is named: a listed one that the words end with, otherwise the words themselves."""
    if words is None:
        return ""
    return next((act for act in acts if words.endswith(act)), words)


def _listed(prefix: str, words: str) -> Iterator[Citation]:
    """Each member of ``26, 42(2) and 45–48``."""
    for part in re.split(r", and |, | and ", words):
        first, dash, last = part.replace("-", "–").partition("–")
        if dash:
            yield from _between(prefix, int(first.partition("(")[0]), int(last.partition("(")[0]))
        else:
            yield Citation(prefix + part)


def _between(prefix: str, first: int, last: int) -> Iterator[Citation]:
    return (Citation(f"{prefix}{n}", first < n < last) for n in range(first, last + 1))


def _chinese(found: re.Match[str]) -> str:
    """第三十二条第一款第四项 as 32(4), 第四十二条第一款 as 42 para. 1."""
    article, paragraph, item = (_number(found[name] or "") for name in ("chinese", "para", "item"))
    if item:
        return f"{article}({item})"
    return f"{article} para. {paragraph}" if paragraph else str(article)


def _number(words: str) -> int:
    """A Chinese number below a thousand: 二百零三 is 203, 三十二 is 32."""
    total, digit = 0, 0
    for sign in words:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        elif sign in _NUMERALS:
            digit = _NUMERALS.index(sign) + 1
    return total + digit


def resolve(cited: str, ids: frozenset[str]) -> str | None:
    """The id in the list that a citation means: a paragraph may be listed as such, or only its article.

    The numbers in brackets are items in article 32, and paragraphs everywhere else.
    """
    meant = [cited, re.sub(r"\(\d\)$| para\. \d$", "", cited)]
    if not cited.startswith("art. 32 "):
        meant.insert(1, re.sub(r" para\. (\d)$", r"(\1)", cited))
    return next((one for one in meant if one in ids), None)
