"""A small program behind the gate: F2 opens a form, Enter or Tab goes on, F4 saves, Esc leaves.

What was saved is written as JSON to the file named on the command line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from clerk.workstation.typeahead import TypeAhead


class Form(Screen[None]):
    """Fields in a column."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("f4", "save"),
        ("enter", "app.focus_next"),
        ("escape", "dismiss"),
    ]

    def __init__(self, fields: int) -> None:
        super().__init__()
        self._fields = fields

    def compose(self) -> ComposeResult:
        """The fields."""
        with VerticalScroll(can_focus=False):
            for n in range(self._fields):
                yield Input(id=f"f{n}", select_on_focus=False)

    def on_input_submitted(self) -> None:
        """Enter goes on."""
        self.focus_next()

    def action_save(self) -> None:
        """Write what is in the fields and go back."""
        values = [field.value for field in self.query(Input)]
        with Path(sys.argv[1]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
        self.dismiss()


class Program(TypeAhead):
    """The program."""

    BINDINGS: ClassVar[list[BindingType]] = [("f2,n", "form"), ("f9", "quit")]

    def compose(self) -> ComposeResult:
        """The first screen."""
        yield Static("ready")

    def action_form(self) -> None:
        """Open an empty form."""
        self.push_screen(Form(int(sys.argv[2])))


if __name__ == "__main__":
    Program().run()
