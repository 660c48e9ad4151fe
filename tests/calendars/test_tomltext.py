"""TOML with line numbers."""

from __future__ import annotations

import pytest

from calendars.tomltext import TomlText

TEXT = '''\
# a comment with [brackets] and = signs
region = "national"  # and "quotes"
note = """
several
lines = [not, a, key]
"""
off = [
  { name = "a # b", from = 2026-01-01, to = 2026-01-03 },

  { name = "c", from = 2026-02-01, to = 2026-02-02 },
]
work = [2026-01-04,
        2026-02-28]
[table.inner]
"quoted key" = 'x'

[[change]]
off = []
[[change]]
title = "t"
work = [
  2026-05-09,
]
nested = { a = { b = [1,
  2] } }
'''


def problem(line: int, reason: str) -> ValueError:
    """An error of this test."""
    return ValueError(f"{line}:{reason}")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("region",), 2),
        (("note",), 3),
        (("off",), 7),
        (("off", 0), 8),
        (("off", 0, "to"), 8),
        (("off", 1, "name"), 10),
        (("work", 0), 12),
        (("work", 1), 13),
        (("work", 7), 12),  # no such element: where the list is
        (("table", "inner", "quoted key"), 15),
        (("change", 0), 17),
        (("change", 0, "off"), 18),
        (("change", 1), 19),
        (("change", 1, "title"), 20),
        (("change", 1, "work", 0), 22),
        (("change", 1, "gone"), 19),
        (("change", 1, "nested", "a", "b"), 24),
        (("gone",), 1),
    ],
)
def test_every_value_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    """Comments, strings over several lines and blank lines move nothing."""
    assert TomlText(TEXT, problem).line(*path) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb =\n", 2), ("a = 1\na = 2", 2), ("\n\nx = [1,\n", 3), ("[[a]\n", 1), ("x = 2026-13-01", 1)],
)
def test_what_is_no_toml_says_where(text: str, line: int) -> None:
    """The line comes from the parser, or is the last."""
    with pytest.raises(ValueError, match=f"^{line}:不是有效的 TOML"):
        TomlText(text, problem)


def test_a_bomb_of_brackets_is_no_toml() -> None:
    """Nesting beyond any notice ends in the same error."""
    with pytest.raises(ValueError, match="不是有效的 TOML"):
        TomlText("x = " + "[" * 100_000, problem)
