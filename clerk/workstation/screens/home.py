"""The first screen: today's queue of this desk, what lapses next first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from clerk.archive.files import ClockEntry, FileRow, next_of
from clerk.casework.acts import Role
from clerk.casework.case import FLAG_WORDS, STAGE_WORDS
from clerk.casework.limits import CLOCK_WORDS
from clerk.desk.dates import beside_words
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.text import left_words, straight
from clerk.workstation.widgets.rows import Column, Rows

if TYPE_CHECKING:
    from clerk.workstation.app import Workstation

COLUMNS = (
    Column("下一期限", 22),
    Column("剩余", 13),
    Column("阶段", 15),
    Column("申请人", 10),
    Column("事项"),
)
_DESKS: dict[Role, str] = {"clerk": "window:", "department": "dept:", "delivery": "delivery"}


def queue_cells(row: FileRow, station: Workstation) -> tuple[str, ...]:
    """One case as a line of the queue."""
    flags = "".join(f" {FLAG_WORDS[flag]}" for flag in row.flags)
    shown = "(保密)" if row.confidential else row.applicant
    stage = "待签收" if row.offered_to else STAGE_WORDS[row.stage]
    if row.next_due is None:
        return "", "", stage + flags, shown, row.item_name
    doubt = " 暂定" if row.next_provisional else ""
    due = f"{row.next_due:%m-%d} {CLOCK_WORDS[row.next_what]}{doubt}"
    left = left_words(row.next_due, station.today(), station.office.calendar())
    return due, left, stage + flags, shown, row.item_name


class Dates(Static):
    """The date of the case under the cursor in full: provisional or not, and what stands beside it."""

    def __init__(self) -> None:
        """Empty until a case is under the cursor."""
        super().__init__("", id="dates", classes="hint", markup=False)
        self._lines = 1

    def tell(self, clock: ClockEntry | None) -> None:
        """Show this clock's date; the screen is laid out anew only when it needs more or fewer lines."""
        text = "" if clock is None else entry_words(clock)
        lines = -(-cell_len(text) // max(1, self.app.size.width - 2)) or 1
        self.update(text, layout=lines != self._lines)
        self._lines = lines


def entry_words(clock: ClockEntry) -> str:
    """A date of the read model in full, with what stands beside it (LAW default 4)."""
    doubt = " 暂定(尚缺官方通知,打开后按 F4 看)" if clock.provisional else ""
    beside = beside_words(clock.due, None, clock.by_calendar, clock.national)
    return straight(f"{CLOCK_WORDS[clock.what]} {clock.due}{doubt}{beside}")


class Home(WorkScreen[None]):
    """Today's queue of the desk that the clerk sits at."""

    CONTEXT = "home"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("home")]

    def __init__(self) -> None:
        """Starts with an empty queue."""
        super().__init__()
        self._rows: list[FileRow] = []

    def body(self) -> ComposeResult:
        """The queue."""
        yield Rows(COLUMNS, empty="没有待办的办件。在窗口按 F2 新办一件,按 F9 查找。", id="queue")
        yield Dates()

    def title_words(self) -> str:
        """What the list is."""
        return f"待办 {len(self._rows)}件"

    def on_mount(self) -> None:
        """Read the queue, turn the day behind it, and take up what was being typed."""
        self.reload()
        self.query_one(Rows).focus()
        self.set_interval(30, self.paint_frame)
        self.call_after_refresh(self._resume)
        self.run_worker(self._open_day, thread=True, exit_on_error=False)

    def on_screen_resume(self) -> None:
        """Coming back, the queue may have changed."""
        if self.is_mounted:
            self.reload()

    def on_workstation_day_turned(self) -> None:
        """The practice clock was moved."""
        self.reload()
        self.paint_frame()

    def reload(self) -> None:
        """Read the queue again; the cursor stays on its case."""
        rows = self.query_one(Rows)
        held = self._rows[rows.cursor].number if self._rows and rows.cursor < len(self._rows) else ""
        office = self.station.office
        self._rows = office.archive.read.queue(_DESKS.get(office.seat.role, "window:"))
        numbers = [row.number for row in self._rows]
        rows.show(len(numbers), lambda n: queue_cells(self._rows[n], self.station))
        if held in numbers:
            rows.cursor = numbers.index(held)
        self._dates()

    def on_rows_highlighted(self) -> None:
        """The whole date of the case under the cursor."""
        self._dates()

    def _dates(self) -> None:
        """The next date in full: when it is provisional, and what the other calendars say of it."""
        current = self.query_one(Rows).current
        number = self._rows[current].number if current is not None else ""
        clocks = self.station.office.archive.read.clocks(number) if number else ()
        self.query_one(Dates).tell(next_of(clocks))

    def action_choose(self) -> None:
        """Open the case under the cursor."""
        current = self.query_one(Rows).current
        if current is None:
            self.say("没有可打开的办件")
            return
        from clerk.workstation.screens.case import CaseScreen

        self.say("")
        self.app.push_screen(CaseScreen(self._rows[current].number))

    def action_new(self) -> None:
        """Take in a new application."""
        from clerk.workstation.screens.items import Items

        if self.station.office.seat.role != "clerk":
            self.say("新办在综合窗口办理;请先按 1 回到窗口")
            return
        self.say("")
        self.app.push_screen(Items(), self._item_chosen)

    def action_consult(self) -> None:
        """Record what somebody asks before there is a case."""
        from clerk.workstation.screens import consulting

        consulting.begin(self)

    def action_find(self) -> None:
        """Find a case or a returning person."""
        from clerk.workstation.screens.find import Find

        self.app.push_screen(Find())

    def action_refresh(self) -> None:
        """Read the queue again."""
        self.reload()
        self.paint_frame()

    def action_desk(self, role: Role) -> None:
        """Sit down at another desk of this machine."""
        self.station.sit_down(role)
        if role == "supervisor":
            from clerk.workstation.screens.day import Day

            self.app.push_screen(Day(), lambda to: self.action_desk(to or "clerk"))
            return
        self.query_one(Rows).cursor = 0
        self.reload()
        self.paint_frame()
        self.say("")

    def _item_chosen(self, code: str | None) -> None:
        if code is not None:
            from clerk.workstation.screens.intake import begin

            begin(self.station, code)

    def _resume(self) -> None:
        """Take up an intake that was cut short, where it was cut short."""
        from clerk.workstation.screens.intake import resume

        resume(self)

    def _open_day(self) -> None:
        if self.station.office.waiting():
            self.station.office.open_day()
            self.app.call_from_thread(self.action_refresh)
