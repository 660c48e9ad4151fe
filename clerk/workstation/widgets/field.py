"""Fields (栏目): a label, one line of text, and below it what is wrong with it, while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widgets import Input, Static

Check = Callable[[str], str]
"""What is wrong with a text, in words; empty when nothing is."""


def _one_line(text: str) -> str:
    """Pasted text as one line: breaks and tabs become spaces, control characters go."""
    spaced = " ".join(text.replace("\t", " ").splitlines())
    return "".join(character for character in spaced if character.isprintable() or character == " ")


class Line(Input):
    """One line of input that keeps the whole of a paste, undoes, and puts the cursor where it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    def __init__(
        self,
        value: str,
        limit: int,
        id: str | None = None,  # noqa: A002 - Textual's own parameter name
        *,
        typed_over: bool = False,
    ) -> None:
        """``limit`` characters at the most; ``typed_over`` text is selected when the clerk comes to it."""
        # Watched from the first assignment on, which the constructor makes.
        self._past: list[str] = []
        self._undoing = False
        super().__init__(value, max_length=limit, id=id, compact=True, select_on_focus=typed_over)
        self.cursor_blink = False

    class Moved(Message):
        """The cursor moved, with or without the text."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where input-method text begins: stock Textual is one cell off at the end of the text."""
        x, y = super().cursor_screen_offset
        return Offset(x - 1, y) if self.cursor_at_end else Offset(x, y)

    def validate_value(self, value: str) -> str:
        """Control characters never get in, by whatever way."""
        return _one_line(value) if not value.isprintable() else value

    def watch_value(self, before: str, after: str) -> None:
        """Remember what stood here, for undo."""
        if not self._undoing and before != after:
            self._past.append(before)

    def watch_selection(self) -> None:
        """Where the cursor stands belongs in the draft."""
        self.post_message(self.Moved())

    def action_undo(self) -> None:
        """Take back the last change of this field."""
        if self._past:
            self._undoing = True
            self.value = self._past.pop()
            self._undoing = False
            self.cursor_position = len(self.value)

    def action_leave(self, step: int) -> None:
        """Go to the field above or below."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _on_paste(self, event: events.Paste) -> None:
        # Stock Textual keeps the first line only.
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(_one_line(event.text))


class Field(Vertical):
    """A labelled line with its problem below."""

    DEFAULT_CSS = """
    Field { height: auto; }
    Field > Horizontal { height: 1; }
    Field .label { width: 16; color: $text-muted; }
    Field Line { width: 1fr; background: $surface; }
    Field Line:focus { background: $primary 25%; }
    Field .problem { display: none; height: auto; padding-left: 16; color: $text-warning; }
    Field.-wrong .problem { display: block; }
    """

    class Changed(Message):
        """The text of a field changed, or where the cursor stands in it."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        check: Check | None = None,
        limit: int = 60,
        *,
        typed_over: bool = False,
    ) -> None:
        """``check`` says what is wrong with a text; ``typed_over``: what stands there gives way to typing."""
        super().__init__(id=f"field-{name}")
        self.key = name
        self._label = label
        self._check = check or (lambda _: "")
        self._line = Line(value, limit, id=name, typed_over=typed_over)
        self._told = (value, 0)

    def compose(self) -> ComposeResult:
        """Label and line, and the problem below."""
        with Horizontal():
            yield Static(self._label, classes="label")
            yield self._line
        yield Static("", classes="problem")

    @property
    def value(self) -> str:
        """The text."""
        return self._line.value

    @value.setter
    def value(self, text: str) -> None:
        """Replace the text."""
        self._line.value = text

    @property
    def cursor(self) -> int:
        """Where in the text the cursor stands."""
        return self._line.cursor_position

    @cursor.setter
    def cursor(self, position: int) -> None:
        """Put the cursor there."""
        self._line.cursor_position = position

    def take_focus(self) -> None:
        """Put the focus on the line."""
        self._line.focus()

    @property
    def problem(self) -> str:
        """What is wrong with the text as it stands."""
        return self._check(self._line.value)

    def judge(self, *, insist: bool = False) -> str:
        """Show what is wrong (an empty field only when ``insist``), and return it."""
        problem = self.problem if insist or self.value else ""
        self.query_one(".problem", Static).update(problem)
        self.set_class(bool(problem), "-wrong")
        return problem

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check while typing; moving on is never blocked."""
        event.stop()
        if self.has_class("-wrong"):
            self.judge()
        self._tell()

    def on_line_moved(self, event: Line.Moved) -> None:
        """The cursor moved."""
        event.stop()
        self._tell()

    def _tell(self) -> None:
        """A key that changes the text moves the cursor too: that is told once."""
        stands = self.value, self.cursor
        if stands != self._told:
            self._told = stands
            self.post_message(self.Changed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: say what is wrong, and let the screen go on."""
        self.judge(insist=True)

    def on_descendant_blur(self) -> None:
        """Leaving a field says what is wrong with it."""
        self.judge()


_LABEL = 16
"""Cells of the label before an answer."""
_BRACKETS = 4
_MOST_LINES = 3
"""Answers that need more lines than this are shown one at a time."""


class Choice(Static, can_focus=True):
    """A field with a few answers: space or the arrows change it."""

    DEFAULT_CSS = """
    Choice { height: auto; }
    Choice:focus { background: $primary 25%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("down,enter", "leave(1)", show=False),
        Binding("up", "leave(-1)", show=False),
    ]

    def __init__(self, name: str, label: str, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """``options`` are (value, words); the first is the default."""
        super().__init__(id=name)
        self.key = name
        self._label = label
        self._options = list(options)
        values = [option for option, _ in options]
        self._at = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self._at][0]

    @value.setter
    def value(self, wanted: str) -> None:
        """Choose this answer, if it is one."""
        values = [option for option, _ in self._options]
        self._at = values.index(wanted) if wanted in values else self._at
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the answers need."""
        return len(self._lines(width))

    def render(self) -> str:
        """All answers, the chosen one in brackets; on more lines where one has no room for them."""
        return "\n".join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[str]:
        from clerk.workstation.text import fit

        words = [f"【{w}】" if n == self._at else f" {w} " for n, (_, w) in enumerate(self._options)]
        if not width or cell_len(" ".join(words)) + _LABEL <= width:
            return [fit(self._label, _LABEL) + " ".join(words)]
        lines, used = [fit(self._label, _LABEL)], _LABEL
        for word, (_, plain) in zip(words, self._options, strict=True):
            # Room for the brackets is kept for each, so that choosing another moves nothing.
            room = cell_len(plain) + _BRACKETS
            if used + room > width and used > _LABEL:
                lines, used = [*lines, " " * _LABEL], _LABEL
            lines[-1] += fit(word, room)
            used += room
        if len(lines) <= _MOST_LINES and all(cell_len(line) <= width for line in lines):
            return lines
        said = f"【{self._options[self._at][1]}】 {self._at + 1}/{len(self._options)},空格键更换"
        return [fit(self._label, _LABEL) + said]

    def action_turn(self, step: int) -> None:
        """The next or the previous answer."""
        self._at = (self._at + step) % len(self._options)
        self.refresh()
        self.post_message(Field.Changed())

    def action_leave(self, step: int) -> None:
        """Go to the field above or below."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
