"""Papers (文书): on the screen as they are on paper; to a file, or to the printer."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.casework.particulars import Notice
from clerk.desk.wording import paper_title
from clerk.documents.errors import DocumentError
from clerk.documents.printing import save, send_to_printer
from clerk.documents.render import redraw
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.widgets.field import Field
from clerk.workstation.widgets.rows import Column, Rows


def paper_name(notice: Notice) -> str:
    """What a paper is called."""
    return paper_title(notice.template, notice.kind)


class PaperScreen(WorkScreen[None]):
    """One paper."""

    CONTEXT = "paper"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("paper")]

    def __init__(self, notice: Notice, *, reprint: bool = False) -> None:
        """``reprint`` marks what is printed as a second copy."""
        super().__init__()
        self._notice = notice
        self._reprint = reprint
        self._text = ""

    def title_words(self) -> str:
        """Name and number."""
        return f"{paper_name(self._notice)} {self._notice.number}"

    def body(self) -> ComposeResult:
        """The paper as plain text."""
        with VerticalScroll():
            yield Static("", id="paper", markup=False)

    def on_mount(self) -> None:
        """Draw it from its facts."""
        self.query_one(VerticalScroll).focus()
        try:
            self._text = redraw(self._notice)
        except DocumentError as error:
            self.say(str(error))
            return
        self.query_one("#paper", Static).update(self._text)

    def action_save(self) -> None:
        """Save it to a file that the clerk names."""
        name = f"{paper_name(self._notice)}-{self._notice.number}.txt".replace("/", "-")
        form = Form("存文件", [Field("path", "文件", str(Path.home() / name), limit=250)])
        self.app.push_screen(form, self._saved)

    def _saved(self, values: Values | None) -> None:
        if values is None:
            return
        try:
            path = save(self._text, Path(values["path"]).expanduser())
        except DocumentError as error:
            self.say(str(error))
            return
        self.say(f"已存到 {path}")

    def action_another(self) -> None:
        """From the receipt: the next item for the same person."""
        from clerk.workstation.screens import visit
        from clerk.workstation.screens.case import CaseScreen

        below = [one.case for one in self.app.screen_stack if isinstance(one, CaseScreen)]
        if below and below[-1] is not None:
            visit.another(self, below[-1])

    async def action_print(self) -> None:
        """Send it to the system's printer."""
        title, practice = paper_name(self._notice), self.station.practice
        text, reprint = self._text, self._reprint

        def send() -> bool:
            send_to_printer(text, title, practice=practice, reprint=reprint)
            return True

        if await self.ask(send):
            self._reprint = True
            self.say("已送打印机;再打印将标明补打")


class Papers(WorkScreen[None]):
    """All papers of a case."""

    CONTEXT = "papers"
    TITLE_WORDS = "文书"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("papers")]

    def __init__(self, notices: list[Notice]) -> None:
        """The papers, oldest first."""
        super().__init__()
        self._notices = list(notices)

    def body(self) -> ComposeResult:
        """The list."""
        yield Rows((Column("时间", 16), Column("文书"), Column("文号", 34)))

    def on_mount(self) -> None:
        """Newest under the cursor."""
        rows = self.query_one(Rows)
        rows.show(len(self._notices), self._cells)
        rows.cursor = len(self._notices) - 1
        rows.focus()

    def action_choose(self) -> None:
        """Show the paper under the cursor."""
        current = self.query_one(Rows).current
        if current is not None:
            self.app.push_screen(PaperScreen(self._notices[current], reprint=True))

    def _cells(self, n: int) -> tuple[str, ...]:
        notice = self._notices[n]
        return f"{notice.at:%Y-%m-%d %H:%M}", paper_name(notice), notice.number
