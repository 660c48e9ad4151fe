"""Who cites a rule: functions and constants of the product, tests, scenario files. Nothing is imported."""

from __future__ import annotations

import ast
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from scripts.law.citing import known_acts, resolve, spelled

Kind = Literal["code", "test", "scenario"]
CODE: Final = ("calendars", "clerk", "sync")
TESTS: Final = "tests"
NOT_EVIDENCE: Final = ("tests/test_law.py",)  # it tests this machinery, with invented citations
SCENARIOS: Final = "clerk/practice/scenarios"
BASIS: Final = "clerk/casework/basis.py"
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that cites rules: a function, a class, a constant, a module (no name), a scenario."""

    kind: Kind
    file: str
    name: str
    line: int
    text: str
    exact: tuple[str, ...] = ()
    """Ids that are named one by one (``covers``), beside the text."""

    @property
    def counts(self) -> bool:
        """A module that names a rule at its head proves nothing, nor does a helper of the tests."""
        if self.kind == "test":
            return self.name.rpartition(".")[2].startswith("test_")
        return bool(self.name) and self.file != BASIS


@dataclass(slots=True)
class Evidence:
    """What was found: who cites each id, and the citations of what is not in the list."""

    ids: frozenset[str]
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)

    def of(self, rule: str, *kinds: Kind) -> list[Piece]:
        """The pieces of these kinds that count for a rule."""
        return [one for one in self.pieces.get(rule, ()) if one.kind in kinds and one.counts]

    def lacks(self, rule: str) -> tuple[str, ...]:
        """What a rule has none of yet."""
        missing = []
        if not self.of(rule, "code"):
            missing.append("code")
        if not self.of(rule, "test", "scenario"):
            missing.append("a test or scenario")
        return tuple(missing)

    def add(self, piece: Piece) -> None:
        """Takes in what a piece cites."""
        found = dict.fromkeys(spelled(piece.text, self._acts))
        rules = {one.id: resolve(one.id, self.ids) for one in found if not one.inside}
        rules |= {one.id: rule for one in found if one.inside and (rule := resolve(one.id, self.ids))}
        rules |= {one: one if one in self.ids else None for one in piece.exact}
        for cited, rule in rules.items():
            if rule is None:
                where = f"{piece.file}:{piece.line}" + (f" {piece.name}" if piece.name else "")
                self.strange.append(f"{where}: {cited} is not in docs/requirements.toml")
            elif piece not in self.pieces.setdefault(rule, []):
                self.pieces[rule].append(piece)

    @property
    def _acts(self) -> frozenset[str]:
        return known_acts(self.ids)


def gather(root: Path, ids: frozenset[str]) -> Evidence:
    """Everything below ``root`` that cites a rule."""
    evidence = Evidence(ids)
    constants = _constants(root / BASIS)
    for room in (*CODE, TESTS):
        for path in sorted((root / room).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if name not in NOT_EVIDENCE:
                kind: Kind = "test" if room == TESTS else "code"
                for piece in pieces(ast.parse(path.read_text(encoding="utf-8")), name, kind, constants):
                    evidence.add(piece)
    for path in sorted((root / SCENARIOS).glob("*.*")):
        evidence.add(_scenario(path, path.relative_to(root).as_posix()))
    return evidence


def pieces(tree: ast.Module, file: str, kind: Kind, constants: dict[str, str]) -> Iterator[Piece]:
    """What a module says: docstrings, the strings below constants and fields, the bases it refuses by."""
    yield Piece(kind, file, "", 1, ast.get_docstring(tree) or "")
    yield from _body(tree.body, "", file, kind, constants)


def _body(
    body: list[ast.stmt], prefix: str, file: str, kind: Kind, constants: dict[str, str]
) -> Iterator[Piece]:
    for number, node in enumerate(body):
        if isinstance(node, ast.ClassDef):
            yield Piece(kind, file, f"{prefix}{node.name}", node.lineno, ast.get_docstring(node) or "")
            yield from _body(node.body, f"{prefix}{node.name}.", file, kind, constants)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = [
                ast.get_docstring(inner) or "" for inner in ast.walk(node) if isinstance(inner, Definition)
            ]
            said += _bases(node, constants)
            yield Piece(kind, file, f"{prefix}{node.name}", node.lineno, "\n".join(said))
        elif name := _assigned(node):
            following = body[number + 1] if number + 1 < len(body) else None
            said = [_documentation(following), *_bases(node, constants)]
            if file == BASIS:
                said.append(constants.get(name, ""))
            yield Piece(kind, file, f"{prefix}{name}", node.lineno, "\n".join(said))


def _assigned(node: ast.stmt) -> str:
    """The name that a statement gives a value to, if it is one name."""
    target: ast.expr | None = node.target if isinstance(node, ast.AnnAssign) else None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _documentation(node: ast.stmt | None) -> str:
    """The string that stands below a constant or a field."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return str(node.value.value)
    return ""


def _bases(node: ast.AST, constants: dict[str, str]) -> list[str]:
    """The Chinese citations that a function shows to the clerk (``basis.ONE_NOTICE``)."""
    return [
        constants.get(inner.attr, "")
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute)
        and isinstance(inner.value, ast.Name)
        and inner.value.id == "basis"
    ]


def _constants(path: Path) -> dict[str, str]:
    """The constants of the module of legal bases, written out."""
    values: dict[str, str] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is not None:
            values[_assigned(node)] = _written_out(value, values)
    return values


def _written_out(node: ast.expr, values: dict[str, str]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return values.get(node.id, "")
    if isinstance(node, ast.FormattedValue):
        return _written_out(node.value, values)
    if isinstance(node, ast.JoinedStr):
        return "".join(_written_out(part, values) for part in node.values)
    return ""


def _scenario(path: Path, file: str) -> Piece:
    """A scenario file; what it covers is named one by one, so that nothing is read into its words."""
    text = path.read_text(encoding="utf-8")
    table = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    return Piece("scenario", file, str(table["name"]), 1, "", tuple(table.get("covers", ())))
