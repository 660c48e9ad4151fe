"""The app: one office, one screen stack behind the type-ahead gate."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen

from clerk.casework.acts import Role
from clerk.desk.office import Office
from clerk.desk.people import ROLE_WORDS
from clerk.workstation.keys import bindings
from clerk.workstation.text import day_words
from clerk.workstation.typeahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from clerk.archive.home import Home
    from clerk.catalogue.index import Catalogue

FAILED = 3
"""Exit status after an error that nobody foresaw."""


class Workstation(TypeAhead):
    """The workstation of one window, for real or in practice."""

    CSS_PATH = "styles/workstation.tcss"
    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *bindings("practice")]

    class DayTurned(Message):
        """The practice clock was moved to another day."""

    def __init__(
        self, home: Home, office: Office | None, *, move_clock: Callable[[datetime], None] | None = None
    ):
        """Without an office the set-up comes first. ``move_clock`` makes this practice."""
        super().__init__()
        self.home = home
        self._office = office
        self._move_clock = move_clock
        self.practice = move_clock is not None
        self.failure = ""
        self.animation_level = "none"

    @property
    def office(self) -> Office:
        """The office; there is one once the set-up is done."""
        if self._office is None:
            raise RuntimeError("no office before the set-up is done")
        return self._office

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue; read when an item is first looked for."""
        from clerk.desk.opening import load_catalogue

        return load_catalogue(self.office.archive)

    def on_mount(self) -> None:
        """Open the first screen."""
        self.theme = "textual-dark"
        if self._office is None:
            from clerk.workstation.screens.setup import SetUp

            self.push_screen(SetUp(), self._set_up)
        else:
            self._open_home()

    def _set_up(self, office: Office | None) -> None:
        if office is None:
            self.exit(0)
            return
        self._office = office
        self._open_home()

    def _open_home(self) -> None:
        from clerk.workstation.screens.home import Home as HomeScreen

        self.push_screen(HomeScreen())

    def sit_down(self, role: Role) -> None:
        """Take another desk of this machine."""
        self._office = self.office.seated(role)

    def head_words(self, title: str, *, brief: bool = False) -> tuple[str, str]:
        """The head line: where and who on the left, when on the right; practice is always marked."""
        mark = "【演练】" if self.practice else ""
        if self._office is None:
            return f" 一窗 {mark} {title}", ""
        office = self._office
        who = f"{office.hall.window} {office.seat.name} {ROLE_WORDS[office.seat.role]}"
        now = office.now()
        day = f"{now:%m-%d}" if brief else day_words(office.today())
        # What is cut where there is no room is the hall's name, never the desk or the practice mark.
        return f" {mark}{who}  {title}  {office.hall.hall}", f"{day} {now:%H:%M} "

    def today(self) -> date:
        """Today at this desk."""
        return self.office.today()

    def action_leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        self.exit(0)

    def action_tomorrow(self) -> None:
        """Practice: let the clock run to the next morning."""
        if self._move_clock is None:
            return
        now = self.office.now()
        self._move_clock((now + timedelta(days=1)).replace(hour=10, minute=0, second=0))
        self.office.open_day()
        for screen in self.screen_stack:
            screen.post_message(self.DayTurned())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The clock moves by hand in practice only."""
        return self.practice if action == "tomorrow" else True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None: every command has its key."""
        return ()

    def _handle_exception(self, error: Exception) -> None:
        """Nobody foresaw this: keep the places in the code for the administrator, and leave in order."""
        self.failure = write_failure(self.home, error) if not self.failure else self.failure
        self.exit(FAILED)


def write_failure(home: Home, error: BaseException) -> str:
    """Write where an error came from, without values, and say so in one sentence."""
    said = f"程序出错({type(error).__name__}),已安全退出;已确认的办件都已保存,正在填写的内容存为草稿"
    try:
        home.log.mkdir(parents=True, exist_ok=True)
        places = "".join(traceback.format_tb(error.__traceback__))
        with (home.log / "workstation.log").open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone().isoformat()} {type(error).__name__}\n{places}\n")
    except OSError:
        return said
    return f"{said}。经过已写入 {home.log / 'workstation.log'},请交给管理员"
