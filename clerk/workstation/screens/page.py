"""A page of text to read: help, an explanation, a message that needs more than a line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen


class Page(WorkScreen[None]):
    """Text that scrolls."""

    CONTEXT = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("page")]

    def __init__(self, title: str, text: str) -> None:
        """What it is called and what it says."""
        super().__init__()
        self._title = title
        self._text = text

    def title_words(self) -> str:
        """The page's own title."""
        return self._title

    def body(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(classes="form"):
            yield Static(self._text, markup=False)
