"""Text in cells: folding keeps everything, fits the width, and parts no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clerk.workstation.text import folded

TEXTS = st.text("案卷受理,。;「」(2025-10-09 ab1", min_size=1, max_size=120)


@given(TEXTS, st.integers(20, 100), st.integers(0, 4))
def test_folding_loses_nothing_and_fits(text: str, width: int, indent: int) -> None:
    """Every character is still there, in order, and no line is wider than the room."""
    line = " " * indent + text.strip()
    lines = folded(line, width).split("\n")
    assert all(cell_len(one) <= width for one in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize("width", range(24, 60))
def test_dates_stay_whole(width: int) -> None:
    """A date is never cut in two, and no line begins with a closing mark."""
    line = "  2025-10-10 至2025-10-10未一次性告知,视为自收到之日起受理(依据:《行政许可法》第三十二条)"
    lines = folded(line, width).split("\n")
    assert "".join(lines).count("2025-10-10") == 2
    assert not [one for one in lines if one.strip().startswith((",", ")", "》", ":"))]
    assert all(one.startswith("    ") for one in lines[1:])
