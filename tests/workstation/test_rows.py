"""The list: only what is on the screen is built, columns stand straight, the cursor is where the row is."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from clerk.workstation.widgets.rows import Rows
from tests.workstation.widget_programs import RowsProgram

ROOM = 23
"""Rows on a screen of 24 lines, under the heading."""


def lines(rows: Rows) -> list[str]:
    """What the list draws, line by line."""
    return [rows.render_line(y).text for y in range(rows.size.height)]


async def test_a_hundred_thousand_rows_build_one_page() -> None:
    """However long the list, no more rows are asked for than fit on the screen."""
    app = RowsProgram(100_000)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert len(set(app.asked)) <= ROOM + 1
        app.asked.clear()
        await pilot.press("end")
        assert app.rows.current == 99_999
        assert len(set(app.asked)) <= ROOM + 1


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["down"] * 3, 3),
        (["down", "up", "up"], 0),
        (["end", "down"], 99),
        (["end", "home"], 0),
        (["pagedown"], ROOM - 1),
        (["pagedown", "pageup"], 0),
        (["pagedown"] * 10, 99),
    ],
)
async def test_keys_move_the_cursor_and_it_stays_in_view(keys: list[str], row: int) -> None:
    """Arrows, pages, Home and End move the cursor, never past an end, and the row is always on the screen."""
    app = RowsProgram(100)
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert app.rows.current == row
        assert any(f"2025{row:06}" in line for line in lines(app.rows))


async def test_the_terminal_cursor_is_on_the_row() -> None:
    """Braille displays and magnifiers follow the terminal's cursor: it stands on the current row."""
    app = RowsProgram(100)
    async with app.run_test() as pilot:
        await pilot.press("down", "down")
        assert app.cursor_position.y == app.rows.region.y + 1 + 2
        await pilot.press("end")
        assert app.cursor_position.y == app.rows.region.y + ROOM


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40)])
async def test_columns_stand_straight(size: tuple[int, int]) -> None:
    """Every line fills the width exactly, and columns begin in the same cell whatever stands in them."""
    app = RowsProgram(9)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        drawn = lines(app.rows)
        assert {cell_len(line) for line in drawn} == {app.rows.size.width}
        assert len({cell_len(line[: line.index("剩")]) for line in drawn[:10] if "剩" in line}) == 1
        assert not any(character in line for line in drawn for character in "…·—“”│─")


async def test_a_list_that_shrank_keeps_the_cursor_on_a_row() -> None:
    """Showing fewer rows moves the cursor to the last; with none there is no current row, and it says so."""
    app = RowsProgram(50)
    async with app.run_test() as pilot:
        await pilot.press("end")
        currents = []
        for count in (3, 0):
            app.rows.show(count, app.cells)
            await pilot.pause()
            currents.append(app.rows.current)
        assert currents == [2, None]
        assert "没有办件" in "".join(lines(app.rows))
        await pilot.press("down", "up", "end", "pagedown")
        assert app.rows.current is None


async def test_moving_says_so() -> None:
    """Each move of the cursor posts one message; a move that cannot be made posts none."""
    said: list[object] = []
    app = RowsProgram(3)
    async with app.run_test(message_hook=said.append) as pilot:
        await pilot.pause()
        said.clear()
        await pilot.press("down", "down", "down")
        # The hook sees a message once for each that it bubbles through.
        assert len({id(message) for message in said if isinstance(message, Rows.Highlighted)}) == 2
