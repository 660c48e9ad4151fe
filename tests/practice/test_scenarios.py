"""Our own scenarios, each run through the real use cases: what it expects of itself must hold.

Together they show every verb, every refusal of the rule book and every rule that is promised.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from clerk.casework.policy import profile_names
from clerk.practice.moves import MOVES
from clerk.practice.player import play
from clerk.practice.reading import read_scenario
from clerk.practice.scenario import DONE, Scenario
from clerk.practice.shelf import shipped
from scripts.law.rules import read_rules

ROOT = Path(__file__).parents[2]
RULES = ROOT / "clerk/casework/rules"
GIVEN = ("S01", "S03", "S05", "S07", "S09", "S11", "S13", "S15", "S17", "S19", "S21", "S23", "S25")
"""The scenarios that the project began with (data/scenarios.json)."""
ELSEWHERE = {
    "R87": "numbers of windows that are offline need two windows: tests/desk",
    "COUNTING 7": "a year's notice adds up: tests/calendars",
}
"""Promised rules that one visit to one counter cannot show, and where they are shown."""


@cache
def shelf() -> dict[str, Scenario]:
    """The shipped scenarios by their file name."""
    return {path.stem: read_scenario(path) for path in shipped()}


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_scenario_holds(path: Path) -> None:
    """Every step is done or refused as the file says, and clocks, papers and stage come out as it says."""
    result = play(read_scenario(path))
    assert result.expected
    assert result.differs == ()
    assert result.case is not None
    assert result.case.file_verified


def test_the_shelf_is_full() -> None:
    """At least a hundred scenarios ship with the program, with names of their own."""
    names = [one.name for one in shelf().values()]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


def test_the_given_scenarios_are_all_here() -> None:
    """Each scenario that the project began with is judged on stage, flags, papers and dates."""
    for id_ in GIVEN:
        own = [one for one in shelf().values() if one.name.startswith(f"{id_} ")]
        assert own, id_
        for one in own:
            assert one.expect is not None
            assert one.expect.stage, one.file
            assert one.expect.flags is not None, one.file
            assert one.expect.notices is not None, one.file
            assert one.expect.deadlines, one.file


def test_every_verb_is_played() -> None:
    """No verb of the contract, and none that was added to it, is without a scenario that does it."""
    done = {step.do for one in shelf().values() for step in one.steps if step.expect in ("", DONE)}
    # Handling goes on by itself when the last material comes; by hand it can only come too late.
    assert set(MOVES) - done == {"resume"}


def refusal_codes() -> set[str]:
    """Every code that the rule book refuses with, read from its source."""
    found = set()
    for path in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{path.name}:{node.lineno}"
                found.add(str(code.value))
    return found


def test_every_refusal_is_shown() -> None:
    """Whatever the rule book refuses with, some scenario is refused with; and no code is made up."""
    shown = {step.expect for one in shelf().values() for step in one.steps} - {"", DONE}
    codes = refusal_codes()
    assert len(codes) > 60
    assert sorted(codes - shown) == []
    assert sorted(shown - codes) == []


def test_every_profile_is_played() -> None:
    """Each place's policy that ships decides at least one scenario."""
    assert sorted(set(profile_names()) - {one.policy.profile for one in shelf().values()}) == []


def test_every_promised_rule_is_shown() -> None:
    """Each article, paragraph, correction and default that is promised has its scenario."""
    promised = set(read_rules(ROOT / "docs/requirements.toml").promised)
    shown = {rule for one in shelf().values() for rule in one.covers}
    assert sorted(promised - shown) == sorted(ELSEWHERE)


def test_the_page_names_every_verb_and_field() -> None:
    """docs/scenarios.md lists each verb, and in its row each field that it knows."""
    page = (ROOT / "docs/scenarios.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for verb, move in MOVES.items():
        own = [row for row in rows if f"`{verb}`" in row.split("|")[1]]
        assert len(own) == 1, verb
        missing = [name for name in move.__struct_fields__ if f"`{name}`" not in own[0]]
        # Verbs in one row have their fields in common, or say them one after the other.
        assert missing == [], verb


def test_a_lesson_does_not_give_its_dates_away() -> None:
    """The first line of a description is the task; days of a month that answer it come after it."""
    told = re.compile(r"到期日|期限(是|为|到)\d")
    for one in shelf().values():
        first = one.description.split("\n")[0]
        assert first, one.file
        assert not told.search(first), one.file
