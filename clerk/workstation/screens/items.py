"""Finding an item (选事项): by name, code, department or pinyin initials, as the clerk types."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from clerk.catalogue.items import Item
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.widgets.field import Line
from clerk.workstation.widgets.rows import Column, Rows

COLUMNS = (Column("代码", 7), Column("事项"), Column("部门", 20), Column("承诺", 10), Column("核实", 6))
_LIST_KEYS = frozenset({"up", "down", "pageup", "pagedown"})


def item_cells(item: Item) -> tuple[str, ...]:
    """One item as a line; what was never verified says so."""
    from clerk.casework.limits import period_of

    promised = period_of(item.promised_limit).text
    return item.id, item.name, item.department, promised, "" if item.verified else "未核实"


class Search(WorkScreen[str | None]):
    """A line to type in above a list that follows it."""

    HINT: ClassVar[str] = ""
    EMPTY: ClassVar[str] = "没有这样的事项"
    LIST: ClassVar[tuple[Column, ...]] = ()

    def body(self) -> ComposeResult:
        """Hint, line, list."""
        yield Static(self.HINT, classes="hint", markup=False)
        yield Line("", 60, id="query")
        yield Rows(self.LIST, empty=self.EMPTY)

    def on_mount(self) -> None:
        """Everything there is, and the cursor in the line."""
        self.look("")
        self.query_one(Line).focus()

    def look(self, text: str) -> None:
        """Show what the text finds."""
        raise NotImplementedError  # abstract: every subclass has its own

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        raise NotImplementedError  # abstract: every subclass has its own

    def on_input_changed(self, event: Input.Changed) -> None:
        """Results while typing."""
        event.stop()
        self.look(event.value)

    def on_input_submitted(self) -> None:
        """Enter takes the row under the cursor."""
        self.action_choose()

    def on_key(self, event: events.Key) -> None:
        """List keys move the list while the line has the focus."""
        if event.key not in _LIST_KEYS:
            return
        event.stop()
        event.prevent_default()
        rows = self.query_one(Rows)
        if event.key in ("up", "down"):
            rows.action_move(1 if event.key == "down" else -1)
        else:
            rows.action_page(1 if event.key == "pagedown" else -1)


class Items(Search):
    """Choose an item; dismissed with its code."""

    CONTEXT = "items"
    TITLE_WORDS = "新办:选事项"
    HINT = "输入事项名称、代码、部门或拼音首字母(如 lwpq),上下键选,回车定"
    LIST = COLUMNS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("items")]

    def look(self, text: str) -> None:
        """Show the items that fit."""
        self._found = self.station.catalogue.find(text, limit=200)
        rows = self.query_one(Rows)
        rows.show(len(self._found), lambda n: item_cells(self._found[n]))
        rows.cursor = 0

    def action_choose(self) -> None:
        """Take the item under the cursor."""
        current = self.query_one(Rows).current
        if current is None:
            self.say("没有这样的事项,请换几个字")
            return
        self.dismiss(self._found[current].id)

    def action_back(self) -> None:
        """Leave without an item."""
        self.dismiss(None)
