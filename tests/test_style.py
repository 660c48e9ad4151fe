"""What the house holds itself to: small pieces, each with a sentence that says what it is."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMITS = {ast.FunctionDef: 60, ast.AsyncFunctionDef: 60, ast.ClassDef: 300}
LONGEST_MODULE = 400
# Written in pieces, so that this file does not find itself.
ADDRESSES = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)"]))
MACHINE_PATHS = re.compile(r"/(?:home|Users|root|work|opt)/[a-z]")
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def tracked() -> list[Path]:
    """The files that git tracks; what is not committed is its author's business."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def sources() -> Iterator[tuple[Path, str, ast.Module]]:
    """Each tracked Python file with its text and its tree."""
    for path in tracked():
        if path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            yield path, text, ast.parse(text)


def definitions(tree: ast.AST) -> Iterator[Definition]:
    """Functions and classes, wherever they are."""
    yield from (
        n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    )


def place(path: Path, line: int = 1) -> str:
    """Where something is, as an editor understands it."""
    return f"{path.relative_to(ROOT)}:{line}"


def test_modules_functions_and_classes_are_small() -> None:
    """A module has at most 400 lines, a class 300, a function 60; tests included."""
    found = []
    for path, text, tree in sources():
        if (lines := text.count("\n")) > LONGEST_MODULE:
            found.append(f"{place(path)}: {lines} lines")
        for node in definitions(tree):
            if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LIMITS[type(node)]:
                found.append(f"{place(path, node.lineno)}: {node.name} has {lines} lines")
    assert found == []


def public(tree: ast.Module) -> Iterator[Definition]:
    """The public functions and classes of a module and the public methods of its classes."""
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
            yield node
            if isinstance(node, ast.ClassDef):
                pending += node.body


def test_every_public_thing_and_every_test_says_what_it_is() -> None:
    """Modules, public classes, functions and methods, and tests have a docstring."""
    found = []
    for path, text, tree in sources():
        if text.strip() and not ast.get_docstring(tree):
            found.append(place(path))
        found += [f"{place(path, n.lineno)}: {n.name}" for n in public(tree) if not ast.get_docstring(n)]
    assert found == []


def lines_with(pattern: re.Pattern[str], suffixes: tuple[str, ...] = ()) -> list[str]:
    """Where a pattern stands in the tracked text files."""
    found = []
    for path in tracked():
        if suffixes and path.suffix not in suffixes:
            continue
        for n, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(place(path, n))
    return found


def test_no_registry_address_is_committed() -> None:
    """Packages come from wherever the machine is set up to take them from."""
    assert lines_with(ADDRESSES) == []


def test_no_path_of_somebodys_machine_is_committed() -> None:
    """What is committed works in any folder."""
    assert [where for where in lines_with(MACHINE_PATHS) if not where.startswith("tests/test_style.py")] == []


def test_nothing_is_marked_as_to_be_done() -> None:
    """Unfinished work is an issue, not a comment."""
    assert lines_with(UNFINISHED, (".py", ".sh", ".toml", ".tcss")) == []
