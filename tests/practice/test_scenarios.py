"""Our own scenarios, each run through the real use cases: what it expects of itself must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from clerk.practice.player import play
from clerk.practice.reading import read_scenario
from clerk.practice.shelf import shipped


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_scenario_holds(path: Path) -> None:
    """Every step is done or refused as the file says, and clocks, papers and stage come out as it says."""
    result = play(read_scenario(path))
    assert result.expected
    assert result.differs == ()
    assert result.case is not None
    assert result.case.file_verified


def test_the_shelf_is_full() -> None:
    """At least fifteen scenarios ship with the program, with names of their own."""
    names = [read_scenario(path).name for path in shipped()]
    assert len(names) >= 15
    assert len(set(names)) == len(names)
