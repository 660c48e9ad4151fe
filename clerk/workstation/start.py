"""Starting the workstation: something readable at once, then the screen, and heavy things behind it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clerk.workstation.splash import OPENING, leave_splash, splash

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from clerk.archive.home import Home
    from clerk.desk.office import Office

_SURROUNDINGS = 3


class StartError(Exception):
    """The workstation cannot be opened here; one sentence that says why and what to do."""


def run(home_path: Path) -> int:
    """Open the workstation of this home; the exit status.

    Raises:
        StartError: the surroundings are in the way.
    """
    need_terminal()
    splash(OPENING)
    try:
        return _open(home_path)
    finally:
        leave_splash()


def show(home: Home, office: Office | None, move_clock: Callable[[datetime], None] | None = None) -> int:
    """Run the app until the clerk leaves; the exit status. The terminal is given back in order."""
    prepare_environment()
    from clerk.workstation.app import Workstation

    app = Workstation(home, office, move_clock=move_clock)
    threading.Thread(target=_warm_up, args=(office,), name="warm-up", daemon=True).start()
    try:
        status = app.run()
    finally:
        if app._office is not None:
            app._office.archive.close()
    if app.failure:
        leave_splash()
        print(f"clerk:{app.failure}", file=sys.stderr)
        return _SURROUNDINGS
    return status or 0


def prepare_environment() -> None:
    """Settings that Textual reads when it is imported; what the user has set stays.

    Some terminals drop Chinese input under the kitty keyboard protocol.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")


def need_terminal() -> None:
    """Refuse to draw where nothing can be drawn.

    Raises:
        StartError: this is no terminal, or one that cannot move its cursor.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise StartError("工作站要在终端里打开;脚本请用 clerk 的子命令(见 clerk --help)")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise StartError("这个终端(TERM 未设置或为 dumb)不能显示工作站;请换一个终端")


def _open(path: Path) -> int:
    from clerk.archive.archive import Archive
    from clerk.archive.errors import ArchiveError
    from clerk.archive.home import Home
    from clerk.casework.policy import PolicyError
    from clerk.desk.opening import hall_policy, open_office

    home = Home(path)
    try:
        home.make()
        with home.occupied():
            if home.exists():
                archive = Archive.open(home)
                archive.calendar(archive.settings.region)  # a damaged notice is told here, not at a key press
                return show(home, open_office(archive))
            hall_policy(path, "hall_default")  # a bad policy file is told before the set-up asks anything
            return show(home, None)
    except (ArchiveError, PolicyError) as error:
        raise StartError(str(error)) from error


def _warm_up(office: Any) -> None:
    """Load what the first write needs while the clerk reads the queue."""
    if office is None:
        import clerk.archive.tables
    else:
        import clerk.archive.journal
        import clerk.documents.owed.table

        _ = office.archive.engine
    del clerk
