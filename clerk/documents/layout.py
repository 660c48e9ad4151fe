"""Plain-text layout by display width: what a paper looks like without fonts.

A character of ambiguous width counts as two columns, so that no line is too long on any terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WIDTH: Final = 76
WATERMARK: Final = "【演练 · 非正式文书】"
REPRINT: Final = "【补打】"
SEAL: Final = "（盖章处）"

_NO_START: Final = frozenset("，。、；：？！）》」』】〕”’·,.;:?!)]%…")
_NO_END: Final = frozenset("（《「『【〔“‘([")
_UNITS: Final = re.compile(r"[!-~]+|.", re.DOTALL)
_NEAR: Final = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”]"
_FORMAL: Final = str.maketrans(",;:()?!", "，；：（）？！")
_ASCII_MARK: Final = re.compile(rf"(?<={_NEAR})[,;:()?!]|[,;:()?!](?={_NEAR})")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its text, and the columns that its first and its other lines are moved in."""

    text: str
    first: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper before it is drawn: head, paragraphs, foot."""

    hall: str
    title: str
    number: str
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    issuer: str
    dated: str
    foot: tuple[str, ...]
    practice: bool = False
    sealed: bool = True


def field(label: str, value: str) -> Block:
    """A labelled value."""
    return Block(f"{label}：{value}", 0, 4)


def para(text: str) -> Block:
    """A paragraph, indented by two characters."""
    return Block(text, 4, 0)


def heading(text: str) -> Block:
    """A heading."""
    return Block(text)


def numbered(lines: Iterable[str]) -> Iterator[Block]:
    """A numbered list."""
    for n, line in enumerate(lines, 1):
        yield Block(f"{n}. {line}", 4, 7)


def formal(text: str) -> str:
    """Half-width marks beside Chinese become full-width, as official papers are punctuated."""
    return _ASCII_MARK.sub(lambda mark: mark[0].translate(_FORMAL), text)


def clean(text: str) -> str:
    """One line without control or invisible formatting characters; runs of blanks become one."""
    kept = (" " if unicodedata.category(ch) in ("Cc", "Zl", "Zp") else ch for ch in text)
    visible = "".join(ch for ch in kept if unicodedata.category(ch) != "Cf")
    return re.sub(r" +", " ", visible).strip()


@lru_cache(maxsize=4096)
def char_width(ch: str) -> int:
    """Columns that a character may take."""
    if unicodedata.combining(ch):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WFA" else 1


def width(text: str) -> int:
    """Columns that a text may take."""
    return sum(char_width(ch) for ch in text)


def wrap(block: Block, columns: int = WIDTH) -> list[str]:
    """The lines of a paragraph; none begins with a closing mark or ends with an opening one."""
    lines: list[str] = []
    line: list[str] = []
    room, taken = columns - block.first, 0
    for unit in _split(clean(block.text), columns - max(block.first, block.rest)):
        # Counted along, not measured anew for each character: papers are drawn while an act is recorded.
        own = width(unit)
        if line and taken + own > room:
            carried = _carry(line, unit)
            lines.append("".join(line).rstrip())
            line, room, taken = carried, columns - block.rest, width("".join(carried))
        if line or unit != " ":
            line.append(unit)
            taken += own
    lines.append("".join(line).rstrip())
    return [" " * (block.rest if n else block.first) + text for n, text in enumerate(lines)]


def _split(text: str, longest: int) -> Iterator[str]:
    """Characters, with runs of ASCII kept whole unless one would not fit on a line."""
    for found in _UNITS.finditer(text):
        unit = found[0]
        for start in range(0, len(unit), longest):
            yield unit[start : start + longest]


def _carry(line: list[str], unit: str) -> list[str]:
    """Takes off the end of ``line`` what must stay with the next unit."""
    carried: list[str] = []
    while len(line) > 1 and (_bound(unit) or line[-1][-1] in _NO_END):
        unit = line.pop()
        carried.insert(0, unit)
    return carried


def _bound(unit: str) -> bool:
    return unit[0] in _NO_START


def centred(text: str) -> list[str]:
    """A text in the middle of the page."""
    return [" " * ((WIDTH - width(line)) // 2) + line for line in wrap(Block(text))]


def right(text: str) -> list[str]:
    """A text at the right margin."""
    return [" " * (WIDTH - width(line)) + line for line in wrap(Block(text))]


def draw(sheet: Sheet) -> str:
    """The whole paper as text; lines of at most :data:`WIDTH` columns, a newline at the end."""
    mark = [WATERMARK] if sheet.practice else []
    lines = [*mark, *centred(sheet.hall), *centred(sheet.title), *right(sheet.number), "-" * WIDTH]
    for block in sheet.blocks:
        lines += wrap(block)
    lines.append("")
    for signature in sheet.signatures:
        lines += wrap(Block(f"{signature}：____________________  日期：________________"))
    if sheet.sealed:
        lines += ["", *right(sheet.issuer), *right(SEAL), *right(sheet.dated)]
    lines.append("-" * WIDTH)
    for line in sheet.foot:
        lines += wrap(Block(line, 0, 4))
    return "\n".join([*lines, *mark]) + "\n"
