"""The supervisor's day (督办): overdue, due today, unanswered, incomplete, and what else waits."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from clerk.casework.acts import Role
from clerk.casework.limits import CLOCK_WORDS
from clerk.casework.rules.common import desk_name
from clerk.desk.supervision import GROUPS, Watch, day
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens.home import Dates
from clerk.workstation.text import left_words
from clerk.workstation.widgets.rows import Column, Rows

COLUMNS = (
    Column("关注", 12),
    Column("期限", 22),
    Column("剩余", 13),
    Column("申请人", 8),
    Column("案卷在", 8),
    Column("事项"),
)


class Day(WorkScreen[Role | None]):
    """What the supervisor has to watch today."""

    CONTEXT = "day"
    TITLE_WORDS = "督办"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("day")]

    def body(self) -> ComposeResult:
        """Counts and the list."""
        yield Static("", id="counts", classes="hint", markup=False)
        yield Rows(COLUMNS, empty="今天没有需要关注的办件")
        yield Dates()

    def on_mount(self) -> None:
        """Read the day."""
        self.reload()
        self.query_one(Rows).focus()

    def on_workstation_day_turned(self) -> None:
        """The practice clock was moved."""
        self.reload()
        self.paint_frame()

    def on_screen_resume(self) -> None:
        """Coming back, things may have changed."""
        if self.is_mounted:
            self.reload()

    def reload(self) -> None:
        """Read the day again."""
        station = self.station
        self._watched: list[Watch] = day(station.office.archive.read, station.today())
        counts = Counter(watch.group for watch in self._watched)
        # The four of every day are always told; what is rarer only when there is some.
        told = [group for n, group in enumerate(GROUPS) if n < _ALWAYS or counts[group] or group == _LAST]
        said = "  ".join(f"{GROUPS[group]} {counts[group]}件" for group in told)
        self.query_one("#counts", Static).update(said)
        self.query_one(Rows).show(len(self._watched), self._cells)
        self._dates()

    def on_rows_highlighted(self) -> None:
        """The date under the cursor in full."""
        self._dates()

    def action_desk(self, role: Role) -> None:
        """Leave for another desk."""
        self.dismiss(role)

    def action_back(self) -> None:
        """Back to the window."""
        self.dismiss(None)

    def action_refresh(self) -> None:
        """Read the day again."""
        self.reload()

    def action_choose(self) -> None:
        """Open the case under the cursor."""
        from clerk.workstation.screens.case import CaseScreen

        current = self.query_one(Rows).current
        if current is not None:
            self.app.push_screen(CaseScreen(self._watched[current].row.number))

    def _cells(self, n: int) -> tuple[str, ...]:
        watch = self._watched[n]
        clock, row = watch.clock, watch.row
        due = left = ""
        if clock is not None:
            doubt = " 暂定" if clock.provisional else ""
            due = f"{clock.due:%m-%d} {CLOCK_WORDS[clock.what]}{doubt}"
            left = left_words(clock.due, self.station.today(), self.station.office.calendar())
        # Nobody who passes by learns who rated the service: a rating may be anonymous.
        shown = "(保密)" if row.confidential or watch.group == "rating" else row.applicant
        return GROUPS[watch.group], due, left, shown, desk_name(row.holder), row.item_name

    def _dates(self) -> None:
        """The date of the case under the cursor in full, with what stands beside it."""
        current = self.query_one(Rows).current
        clock = self._watched[current].clock if current is not None else None
        self.query_one(Dates).tell(clock)


_ALWAYS = 3
_LAST = "incomplete"
"""Groups that are told even when they are empty: the first three, and this one."""
