"""The scenarios that ship with the program (情景库), found by name or by path."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clerk.practice.errors import ScenarioError, shown

SHELF: Final = Path(__file__).parent / "scenarios"


def shipped() -> tuple[Path, ...]:
    """The files of our own scenarios, in order of their names."""
    return tuple(sorted(path for path in SHELF.iterdir() if path.suffix in (".json", ".toml")))


def find_scenario(text: str) -> Path:
    """The file that ``text`` means: a path, or the name of a scenario that ships with the program.

    Raises:
        ScenarioError: there is neither; the sentence lists the names there are.
    """
    path = Path(text).expanduser()
    if path.suffix in (".json", ".toml") or "/" in text or path.exists():
        return path
    found = next((one for one in shipped() if one.stem == text), None)
    if found is None:
        names = "、".join(one.stem for one in shipped())
        raise ScenarioError(f"没有名为“{shown(text)}”的情景;可以写文件路径,或用自带的:{names}")
    return found
