"""What all screens share: the head line, the message line, the key line that tells the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from clerk.archive.errors import ArchiveError
from clerk.documents.errors import DocumentError
from clerk.workstation.keys import TABLE, faces, spelled
from clerk.workstation.text import fit, straight

if TYPE_CHECKING:
    from clerk.workstation.app import Workstation

MIN_COLUMNS, MIN_ROWS = 60, 15
"""The smallest terminal in which every screen is usable."""
_ROOMY = 80
"""From this width on the head line has room for the whole date."""
T = TypeVar("T")
Result = TypeVar("Result")


class WorkScreen(Screen[Result]):
    """A screen with a title, in a key context of the one table.

    Textual calls a handler of every class in the line of descent, the nearest first: what is painted
    here is painted after the screen's own ``on_mount`` and ``on_screen_resume``.
    """

    CONTEXT: ClassVar[str] = "page"
    TITLE_WORDS: ClassVar[str] = ""

    @property
    def station(self) -> Workstation:
        """The app, with its office."""
        return cast("Workstation", self.app)

    def compose(self) -> ComposeResult:
        """Head, body, message, keys."""
        yield Static("", id="head", markup=False)
        yield from self.body()
        with Vertical(id="foot"):
            yield Static("", id="message", markup=False)
            yield Static("", id="keys", markup=False)

    def body(self) -> ComposeResult:
        """What this screen is for."""
        raise NotImplementedError  # abstract: every subclass has its own

    def title_words(self) -> str:
        """What the head line says this is."""
        return self.TITLE_WORDS

    def on_mount(self) -> None:
        """Fill the lines that every screen has."""
        self.paint_frame()

    def on_resize(self) -> None:
        """The lines fill the new width."""
        self.paint_frame()

    def on_screen_resume(self) -> None:
        """Coming back, the clock may have moved."""
        self.paint_frame()

    def paint_frame(self) -> None:
        """Write the head line and the key line."""
        width = self.size.width or self.app.size.width
        height = self.app.size.height
        if width < MIN_COLUMNS or height < MIN_ROWS:
            said = f" 窗口太小({width}列{height}行),请放大到{MIN_COLUMNS}列{MIN_ROWS}行;所填不会丢失"
            left, right = said, ""
        else:
            left, right = self.station.head_words(self.title_words(), brief=width < _ROOMY)
        room = max(0, width - cell_len(right) - 1)
        self.query_one("#head", Static).update(fit(left, room) + right)
        self.query_one("#keys", Static).update(_key_line(self.key_faces(), width))

    def key_faces(self) -> list[tuple[str, str]]:
        """The keys that work now, with their labels."""
        extra = faces("practice") if self.station.practice else []
        return [*faces(self.CONTEXT), *extra, *faces("app")]

    def say(self, text: str) -> None:
        """A message to the clerk, until the next one."""
        line = self.query_one("#message", Static)
        line.update(straight(text))
        line.set_class(bool(text), "-said")

    async def ask(self, work: Callable[[], T]) -> T | None:
        """Do slow work in a thread while keys wait; a problem is said and None returned."""
        try:
            return await asyncio.to_thread(work)
        except (ArchiveError, DocumentError) as error:
            self.say(str(error))
            return None

    def action_back(self) -> None:
        """Leave this screen."""
        self.dismiss()

    def action_help(self) -> None:
        """Every key of this screen."""
        from clerk.workstation.screens.page import Page

        extra = TABLE["practice"] if self.station.practice else ()
        keys = [*TABLE[self.CONTEXT], *extra, *TABLE["app"]]
        lines = [f"  {fit(spelled(key), 24)}{key.label}" for key in keys]
        self.app.push_screen(Page("按键", "\n".join(["这一屏可用的按键:", "", *lines, "", *_GENERAL])))


_GENERAL = (
    "列表:上下键移动,PageUp/PageDown 翻页,Home/End 到头尾。",
    "表单:回车或 Tab 到下一栏,上下键换栏,空格或左右键换选项,Ctrl+Z 撤销输入。",
    "随时可以连续输入,程序来不及显示也不会丢键;所填内容随时存为草稿。",
)


def _key_line(pairs: list[tuple[str, str]], width: int) -> str:
    """As many keys as fit; the last one, leaving, always does."""
    *rest, last = [f" {key} {label} " for key, label in pairs]
    line = ""
    for piece in rest:
        if cell_len(line) + cell_len(piece) + cell_len(last) <= width:
            line += piece
    return fit(line + last, width)
