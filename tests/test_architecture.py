"""The rooms of docs/architecture.md: which may lean on which, read from the source and seen at run time."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LOWER: dict[str, set[str]] = {
    "calendars": set(),
    "sync": set(),
    "clerk.catalogue": {"calendars"},
    "clerk.casework": {"clerk.catalogue", "calendars"},
    "clerk.archive": {"clerk.casework", "clerk.catalogue", "calendars", "sync"},
    "clerk.documents": {"clerk.casework", "clerk.catalogue", "calendars"},
}
LOWER["clerk.desk"] = {*LOWER, *LOWER["clerk.archive"]}
LOWER["clerk.practice"] = {*LOWER}
LOWER["clerk.workstation"] = {*LOWER}
LOWER["clerk.cli"] = {*LOWER}
"""What each room may import besides itself; the command line alone may start the workstation."""

FORBIDDEN = {
    "calendars": ("clerk", "sync", "sqlalchemy", "textual", "msgspec", "pydantic"),
    "sync": ("clerk", "textual"),
    "clerk.catalogue": ("sqlalchemy", "sqlcipher3", "textual", "sync", "pypinyin"),
    "clerk.casework": ("sqlalchemy", "sqlcipher3", "textual", "sync"),
    "clerk.documents": ("sqlalchemy", "sqlcipher3", "textual", "sync"),
    "clerk.archive": ("textual",),
    "clerk.desk": ("textual",),
    "clerk.practice": ("textual",),
    "clerk.cli": ("textual", "sqlalchemy"),
}
"""Packages that importing all of a room must not load, however indirectly."""


def modules(room: str) -> list[tuple[str, Path]]:
    """Every module of a room with its file."""
    files = sorted((ROOT / room.replace(".", "/")).rglob("*.py"))
    return [(".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), f) for f in files]


def room_of(name: str) -> str | None:
    """The room that a module lies in, if it is one of ours."""
    return next((room for room in LOWER if name == room or name.startswith(f"{room}.")), None)


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every import of a file, those inside functions included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def leans(room: str) -> Iterator[str]:
    """Each import that points upwards or sideways, as ``file:line: what``."""
    allowed = LOWER[room] | {room}
    for name, file in modules(room):
        may = allowed | {"clerk.workstation"} if name.startswith("clerk.cli.") else allowed
        for line, target in imported(file):
            other = room_of(target)
            if target.startswith("."):
                yield f"{file.relative_to(ROOT)}:{line}: relative import {target}"
            elif other is not None and other not in may:
                yield f"{file.relative_to(ROOT)}:{line}: {room} may not lean on {other}"


@pytest.mark.parametrize("room", LOWER)
def test_arrows_only_point_down(room: str) -> None:
    """No module imports a higher room, not even inside a function."""
    assert list(leans(room)) == []


def test_textual_is_only_in_the_workstation() -> None:
    """Nothing outside clerk/workstation imports Textual, not even inside a function."""
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for room in LOWER.keys() - {"clerk.workstation"}
        for _, file in modules(room)
        for line, target in imported(file)
        if target.split(".")[0] == "textual"
    ]
    assert found == []


def test_calendars_need_only_the_standard_library_and_dateutil() -> None:
    """The calendars can be taken out and used by anybody."""
    known = sys.stdlib_module_names | {"calendars", "dateutil"}
    found = [
        f"{file.relative_to(ROOT)}:{line}: {target}"
        for _, file in modules("calendars")
        for line, target in imported(file)
        if target.split(".")[0] not in known
    ]
    assert found == []


@pytest.mark.parametrize("room", FORBIDDEN)
def test_importing_a_room_loads_nothing_above_it(room: str) -> None:
    """In a fresh interpreter, importing every module of a room leaves the named packages unloaded."""
    names = [name for name, _ in modules(room) if not name.endswith("__main__")]
    program = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(*[p for p in {FORBIDDEN[room]!r} if p in sys.modules])"
    )
    # -P and the root given in words: the room is found whatever the folder that the tests run in.
    started = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"]
    seen = subprocess.run(started, capture_output=True, text=True, check=False)
    assert (seen.stdout.strip(), seen.returncode) == ("", 0), seen.stderr


def test_the_drawing_names_rooms_that_exist() -> None:
    """Every room is drawn in docs/architecture.md, and every room there is a package."""
    drawing = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for room in LOWER:
        assert room in drawing
        assert modules(room), f"{room} is drawn but has no module"
