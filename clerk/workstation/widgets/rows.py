"""A list on the line API (列表): only the rows on the screen are ever built, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from clerk.workstation.text import fit

RowSource = Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in cells; 0 shares what is left."""

    title: str
    width: int = 0


class Rows(ScrollView, can_focus=True):
    """Rows in fixed columns under a heading, with a cursor."""

    DEFAULT_CSS = """
    Rows { height: 1fr; background: $background; color: $foreground; scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--heading", "rows--cursor", "rows--dim"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    class Highlighted(Message):
        """The cursor came to another row."""

    def __init__(self, columns: Sequence[Column], empty: str = "没有内容", id: str | None = None) -> None:  # noqa: A002 - Textual's own parameter name
        """``empty`` is shown when there are no rows."""
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._empty = empty
        self._count = 0
        self._source: RowSource = lambda _: ()
        self._dim: Callable[[int], bool] = lambda _: False
        self._built: dict[int, str] = {}

    def show(self, count: int, source: RowSource, dim: Callable[[int], bool] | None = None) -> None:
        """Show ``count`` rows; ``source`` gives the cells of one when it comes onto the screen."""
        self._count, self._source = count, source
        self._dim = dim or (lambda _: False)
        self._built.clear()
        self.virtual_size = Size(0, count + 1)
        self.cursor = max(0, min(self.cursor, count - 1))
        self.refresh()
        self._place_cursor()

    @property
    def current(self) -> int | None:
        """The row under the cursor, or None when there are none."""
        return self.cursor if self._count else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self._count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two rows that changed, and scroll when the cursor would leave the view."""
        top = self.scroll_offset.y
        self._follow(after)
        if top == self.scroll_offset.y:
            # Nothing scrolled: two lines are all that is new on the screen.
            for row in (before, after):
                self.refresh(Region(0, row + 1 - top, self.size.width, 1))
        else:
            self.refresh()
        self._place_cursor()
        self.post_message(self.Highlighted())

    def action_move(self, step: int) -> None:
        """One row up or down."""
        self.cursor += step

    def action_jump(self, row: int) -> None:
        """The first row (0) or the last (-1)."""
        self.cursor = row if row >= 0 else self._count - 1

    def action_page(self, step: int) -> None:
        """A page up or down."""
        self.cursor += step * max(1, self.size.height - 2)

    def on_focus(self) -> None:
        """Keep the terminal's cursor on the row, for braille displays and magnifiers."""
        self._place_cursor()

    def on_resize(self, event: events.Resize) -> None:
        """Columns share the new width."""
        self._built.clear()
        self._follow(self.cursor)
        self._place_cursor()

    def render_line(self, y: int) -> Strip:
        """One line of the view: the heading stays on top."""
        width = self.size.width
        if y == 0:
            text = self._line([column.title for column in self._columns], width)
            return Strip([Segment(text, self.get_component_rich_style("rows--heading"))]).adjust_cell_length(
                width
            )
        row = self.scroll_offset.y + y - 1
        if row >= self._count:
            text = fit(f" {self._empty}", width) if self._count == 0 and y == 2 else ""
            return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)
        name = "rows--cursor" if row == self.cursor else "rows--dim" if self._dim(row) else ""
        style = self.get_component_rich_style(name) if name else self.rich_style
        if row not in self._built:
            self._built[row] = self._line(self._source(row), width)
        return Strip([Segment(self._built[row], style)]).adjust_cell_length(width, style)

    def _line(self, cells: Sequence[str], width: int) -> str:
        fixed = sum(column.width + 1 for column in self._columns if column.width)
        shared = [column for column in self._columns if not column.width]
        share = max(6, (width - 1 - fixed) // max(1, len(shared)) - 1)
        parts = (fit(cell, column.width or share) for cell, column in zip(cells, self._columns, strict=True))
        return fit(" " + " ".join(parts), width)

    def _follow(self, row: int) -> None:
        room = max(1, self.size.height - 1)
        top = self.scroll_offset.y
        if row < top:
            self.scroll_to(y=row, animate=False, immediate=True)
        elif row >= top + room:
            self.scroll_to(y=row - room + 1, animate=False, immediate=True)

    def _place_cursor(self) -> None:
        if self.has_focus:
            region = self.content_region
            self.app.cursor_position = Offset(region.x, region.y + 1 + self.cursor - self.scroll_offset.y)
