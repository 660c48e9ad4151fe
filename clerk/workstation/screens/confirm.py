"""A question that is answered yes or no and names the effect; and something that has to be read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen


class Tell(WorkScreen[None]):
    """Something that the clerk has to have read."""

    CONTEXT = "tell"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tell")]

    def __init__(self, title: str, text: str) -> None:
        """What it is called and what it says."""
        super().__init__()
        self._title = title
        self._text = text

    def title_words(self) -> str:
        """Its own title."""
        return self._title

    def body(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(classes="form"):
            yield Static(self._text, markup=False)


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
