"""A question that is answered yes or no and names the effect; and something that has to be read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens.page import Page


class Tell(Page):
    """Something that the clerk has to have read: Enter goes on."""

    CONTEXT = "tell"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tell")]


class Confirm(WorkScreen[bool]):
    """Yes or no."""

    CONTEXT = "confirm"
    TITLE_WORDS = "请确认"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("confirm")]

    def __init__(self, question: str) -> None:
        """The question, with what will happen."""
        super().__init__()
        self._question = question

    def body(self) -> ComposeResult:
        """The question."""
        with VerticalScroll(classes="form"):
            yield Static(self._question, markup=False)

    def action_yes(self) -> None:
        """It is so."""
        self.dismiss(True)

    def action_back(self) -> None:
        """It is not."""
        self.dismiss(False)
