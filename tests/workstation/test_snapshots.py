"""What the widgets look like, at the smallest and at a usual size of the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workstation.widget_programs import FieldsProgram, RowsProgram

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_rows(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    """A list with Chinese text in all columns, the cursor on the third row."""
    assert snap_compare(RowsProgram(30), press=["down", "down"], terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
def test_fields(snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    """Fields with a problem at the first of them."""
    assert snap_compare(FieldsProgram(), press=["a", "enter"], terminal_size=size)
