"""TOML that remembers its lines (行号), so that an error in a hand-written file says where it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any, Final

Path = tuple[str | int, ...]
"""Where a value is: keys and indices, as in ``data["change"][0]["off"][2]["from"]``."""
_TOKEN: Final = re.compile(
    r'"""(?:\\.|.)*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{},=.]|[^\s\[\]{},=#"\'.]+',
    re.DOTALL,
)


class TomlText:
    """A parsed text with the line of every table, key and array element."""

    def __init__(self, text: str, problem: Callable[[int, str], Exception]) -> None:
        """Parse ``text``; ``problem(line, reason)`` makes the exception for what is no TOML.

        Raises:
            Exception: the one that ``problem`` makes.
        """
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except (ValueError, OverflowError) as error:  # a number too long to read is no TOMLDecodeError
            line = _line_in(str(error)) or text.rstrip().count("\n") + 1
            raise problem(line, "不是有效的 TOML(请核对引号、括号、等号和日期的写法)") from error
        except RecursionError as error:
            raise problem(1, "不是有效的 TOML(括号层数太多)") from error
        self._lines = dict(_lines(text))

    def line(self, *path: str | int) -> int:
        """The line of the value at ``path``, or of the nearest thing around it."""
        while path:
            # A list of tables has no line of its own: its first table stands for it.
            for known in (path, (*path, 0)):
                if known in self._lines:
                    return self._lines[known]
            path = path[:-1]
        return 1


def _line_in(message: str) -> int | None:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else None


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Each path with its line. The text is known to be valid TOML, so that little need be checked."""
    scanner = _Scanner()
    for token in _TOKEN.findall(text):
        found = scanner.take(token)
        if found is not None:
            yield found, scanner.line
        scanner.line += token.count("\n")


class _Scanner:
    """Where in the document the tokens are: the table, the key, and the open brackets around them."""

    def __init__(self) -> None:
        self.line = 1
        self._table: Path = ()
        self._words: list[str] = []
        self._header = 0
        self._seen: dict[Path, int] = {}
        # Open brackets: kind, where its elements belong, index of the next element.
        self._open: list[tuple[str, Path, int]] = []
        self._value: Path | None = None

    def take(self, token: str) -> Path | None:
        """Read one token; the path that begins with it, if one does."""
        if token[0] == "#" or (token == "." and self._value is None):
            return None
        if token == "\n":
            return self._end_of_line()
        if self._open:
            return self._inside(token)
        if self._value is not None:
            return self._begin(token)
        if token in "[]":
            self._header += token == "["
            return None
        if token == "=":
            self._value = (*self._table, *self._words)
            return self._value
        self._words.append(_plain(token))
        return None

    def _end_of_line(self) -> Path | None:
        if self._open:
            return None
        found = self._enter() if self._header else None
        self._words, self._header, self._value = [], 0, None
        return found

    def _enter(self) -> Path:
        """The table whose header this line was; each ``[[name]]`` has the next index."""
        name: Path = tuple(self._words)
        if self._header == 2:
            index = self._seen.get(name, 0)
            self._seen[name] = index + 1
            name = (*name, index)
        self._table = name
        return name

    def _begin(self, token: str) -> Path | None:
        if token in "[{" and self._value is not None:
            self._open.append((token, self._value, 0))
        return None

    def _inside(self, token: str) -> Path | None:
        kind, path, index = self._open[-1]
        if token in "]}":
            self._open.pop()
            return None
        if token == ",":
            self._open[-1] = (kind, path, index + 1)
            return None
        if kind == "{":
            return self._in_table(token, path)
        place = (*path, index)
        if token in "[{":
            self._open.append((token, place, 0))
        return place

    def _in_table(self, token: str, path: Path) -> Path | None:
        if token in "[{":
            self._open.append((token, (*path, self._words[-1]), 0))
        elif token not in "=.":
            self._words.append(_plain(token))
            return (*path, self._words[-1])
        return None


def _plain(token: str) -> str:
    return token.strip("\"'")
