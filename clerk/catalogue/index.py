"""The catalogue as a clerk uses it: by code, or found by a few letters."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from clerk.catalogue.errors import CatalogueError
from clerk.catalogue.items import Item
from clerk.catalogue.pinyin import readings

INITIALS: Final = Path(__file__).parent / "builtin" / "initials.toml"
_HYPHENS: Final = dict.fromkeys(map(ord, "-‐‑‒–—―−_. "))


class Catalogue:
    """An immutable set of items."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Keep the items in their order.

        Raises:
            CatalogueError: two items have the same code.
        """
        self.items: tuple[Item, ...] = tuple(items)
        self._by_code: dict[str, Item] = {}
        for item in self.items:
            if self._by_code.setdefault(_code(item.id), item) is not item:
                raise CatalogueError("代码与另一事项重复,请改其中一个的 id", item=f"事项 {item.id}")

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.items)

    def get(self, code: str) -> Item | None:
        """The item of this code, written in any case, with or without hyphen, or full-width."""
        return self._by_code.get(_code(code))

    def find(self, text: str, limit: int = 50) -> list[Item]:
        """The items that all words of the text fit, the best first; all of them without a word.

        A word fits a code, a name, a department or a type, by a part of it or by its pinyin
        initials (``lwpq`` for 劳务派遣经营许可). Equally good ones keep the order of the catalogue.
        """
        words = _folded(text).split()
        ranked = []
        for place, entry in enumerate(self._entries):
            scores = [entry.score(word) for word in words]
            if all(scores):
                ranked.append((-sum(scores), place))
        return [self.items[place] for _, place in sorted(ranked)[:limit]]

    @cached_property
    def _entries(self) -> list[_Entry]:
        return [_Entry(item) for item in self.items]


class _Entry:
    """One item, prepared for finding; initials are worked out only when letters are typed."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self._code = _code(item.id)
        self._name = _folded(item.name)
        self._department = _folded(item.department)
        self._type = _folded(item.type)

    def score(self, word: str) -> int:
        """How well one word fits: 0 not at all, 100 is this very code."""
        best = max(self._score_code(word), self._score_words(word))
        if best < 80 and word.isascii() and word.isalnum():
            best = max(best, _score_initials(word, self._name_readings, 70, 50))
            best = max(best, _score_initials(word, self._department_readings, 35, 30))
        return best or self._score_short_letters(word)

    def _score_short_letters(self, word: str) -> int:
        """``rsj`` for 人社局, itself short for 人力资源和社会保障局: three letters or more."""
        if len(word) < 3 or not word.isascii():
            return 0
        likely = "".join(group[0] for group in self._department_readings)
        return 8 if likely.endswith(word[-1]) and _is_short_for(word, likely) else 0

    def _score_code(self, word: str) -> int:
        code = _code(word)
        if not code or not self._code.startswith(code):
            return 0
        return 100 if code == self._code else 85

    def _score_words(self, word: str) -> int:
        if self._name.startswith(word):
            return 95 if self._name == word else 80
        if word in self._name:
            return 60
        if word in self._department:
            return 45 if self._department.startswith(word) else 40
        if word in self._type:
            return 20
        return 10 if _is_short_for(word, self._department) or _is_short_for(word, self._name) else 0

    @cached_property
    def _name_readings(self) -> tuple[str, ...]:
        return _readings(self._item.name)

    @cached_property
    def _department_readings(self) -> tuple[str, ...]:
        return _readings(self._item.department)


def _is_short_for(word: str, text: str) -> bool:
    """Whether a word of two or more characters shortens a text: same beginning, same order (人社局)."""
    if len(word) < 2 or not text.startswith(word[0]):
        return False
    rest = iter(text)
    return all(character in rest for character in word)


def _score_initials(word: str, groups: tuple[str, ...], at_start: int, inside: int) -> int:
    """The score of typed initials; a reading that is not the likeliest costs five points."""
    likely = "".join(group[0] for group in groups)
    if likely.startswith(word):
        return at_start
    if word in likely:
        return inside
    for start in range(len(groups) - len(word) + 1):
        if all(letter in group for letter, group in zip(word, groups[start:], strict=False)):
            return (inside if start else at_start) - 5
    return 0


@cache
def _known() -> dict[str, str]:
    """Readings of the built-in names and departments, so that nobody waits for pypinyin."""
    return tomllib.loads(INITIALS.read_text(encoding="utf-8"))


@cache
def _readings(text: str) -> tuple[str, ...]:
    known = _known().get(text)
    return tuple(known.split() if known is not None else readings(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _code(text: str) -> str:
    return _folded(text).translate(_HYPHENS)
