"""The field: nothing pasted is dropped unseen, problems show at the field, the cursor is where text goes."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from clerk.workstation.widgets.field import Choice, Field, Line
from tests.workstation.widget_programs import FieldsProgram


async def test_enter_arrows_and_tab_go_from_field_to_field() -> None:
    """Enter, down and Tab go on; up and Shift+Tab go back; what was typed stays where it was typed."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter", "1", "down", "down", "9", "up", "shift+tab", "2", "tab", "tab", "8")
        assert [app.field(name).value for name in ("name", "number", "phone")] == ["a", "650212", "98"]


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("李四\n王五", "李四 王五"),
        ("李四\t王五\r\n赵六", "李四 王五 赵六"),
        ("李\x07四\x1b", "李四"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
    ],
)
async def test_a_paste_becomes_one_line_with_nothing_lost(pasted: str, wanted: str) -> None:
    """Breaks and tabs become spaces, control characters go, everything else stays."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        app.post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.field("name").value == wanted


async def test_a_control_character_never_gets_in() -> None:
    """Not by a paste, and not by setting the value either."""
    app = FieldsProgram()
    async with app.run_test():
        app.field("name").value = "张\x00三\x9b"
        assert app.field("name").value == "张三"


async def test_a_name_of_fifty_characters_fits() -> None:
    """The longest names that papers carry can be typed whole."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        await pilot.press(*"买" * 50)
        assert app.field("name").value == "买" * 50


async def test_undo_takes_back_one_change_after_the_other() -> None:
    """Ctrl+Z in a field takes back typing and pasting, back to the beginning and no further."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        await pilot.press("a", "b")
        app.post_message(events.Paste("李四\n王五"))
        await pilot.pause()
        seen = []
        for _ in range(5):
            await pilot.press("ctrl+z")
            seen.append(app.field("name").value)
        assert seen == ["ab", "a", "", "", ""]


@pytest.mark.parametrize(("text", "column"), [("", 0), ("ab", 2), ("张三", 4)])
async def test_input_method_text_begins_at_the_end_of_the_text(text: str, column: int) -> None:
    """The terminal's cursor stands right behind the last character, in cells."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        await pilot.press(*text)
        line = app.field("name").query_one(Line)
        assert app.cursor_position.x == line.content_region.x + column
        await pilot.press("home")
        assert app.cursor_position.x == line.content_region.x


async def test_a_problem_shows_at_the_field_and_blocks_nothing() -> None:
    """Leaving a field says what is wrong with it; setting it right takes that away while typing."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        await pilot.press("a", "enter")
        field = app.field("name")
        problem = field.query_one(".problem", Static)
        assert app.focused is app.field("number").query_one(Input)
        assert problem.display
        assert "请补一个字" in str(problem.render())
        await pilot.press("up", "b")
        assert not problem.display


async def test_every_change_is_told_so_that_drafts_can_be_saved() -> None:
    """One message a change of any field, a choice included."""
    app = FieldsProgram()
    async with app.run_test() as pilot:
        before = app.changes
        await pilot.press("a", "b", "enter", "1", "down", "space")
        assert app.changes == before + 4
        assert app.query_one(Choice).value == "organisation"


class SuggestionProgram(App[None]):
    """A line that stays and a number of days that is only suggested."""

    def compose(self) -> ComposeResult:
        """The two fields."""
        yield Field("name", "姓名", "王")
        yield Field("days", "答复期限", "5", typed_over=True)


async def test_a_suggested_number_gives_way_to_what_is_typed() -> None:
    """Typing 20 over a suggested 5 means 20, not 520; a name that stands there is written on."""
    app = SuggestionProgram()
    async with app.run_test() as pilot:
        await pilot.press("a", "tab", "2", "0")
        assert [field.value for field in app.query(Field)] == ["王a", "20"]
