"""The scenarios that ship with the program (情景库), found by name or by path."""

from __future__ import annotations

import difflib
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
        ScenarioError: there is neither; the sentence says the nearest names there are.
    """
    path = Path(text).expanduser()
    if path.suffix in (".json", ".toml") or "/" in text or path.exists():
        return path
    found = next((one for one in shipped() if one.stem == text), None)
    if found is None:
        names = [one.stem for one in shipped()]
        near = difflib.get_close_matches(text, names, n=3, cutoff=0.4) or names[:3]
        said = f"自带{len(names)}个,clerk practice --list 可查看,例如 {'、'.join(near)}"
        raise ScenarioError(f"没有名为“{shown(text)}”的情景;可以写文件路径,或用自带的({said})")
    return found
