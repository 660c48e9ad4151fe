"""A throw-away archive (练习档案): real in every way, and unable to touch the real one.

It lies in a fresh temporary folder of its own and takes no path from anybody. Its key exists only
in this process, so that even a folder left behind by a crash cannot be read again. Whatever it
prints carries the practice mark.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from clerk.archive.archive import Archive
from clerk.archive.errors import HomeError
from clerk.archive.home import Clerk, Home, Settings, new_device
from clerk.practice.clock import VirtualClock

if TYPE_CHECKING:
    from clerk.casework.acts import Role
    from clerk.casework.credit import ListName
    from clerk.casework.policy import Policy
    from clerk.desk.office import Office
    from clerk.practice.scenario import CreditList

_PREFIX: Final = "yichuang-practice-"
_IN_USE: Final = "in-use"
HALL: Final = "演练大厅"
WINDOW: Final = "W01"
TRAINEE: Final = Clerk("P01", "演练员", ("clerk", "department", "delivery", "supervisor"))


class Sandbox:
    """One throw-away archive with its clock (R89). Use it as a context manager, or call :meth:`close`."""

    def __init__(self, start: datetime, policy: Policy, region: str = "xinjiang") -> None:
        """Make the folder and the archive in it.

        Raises:
            HomeError: there is no room for temporary files.
        """
        self.clock = VirtualClock(start)
        self.policy = policy
        self.region = region
        self._folder = _temporary_folder()
        self._in_use = FileLock(self._folder / _IN_USE, timeout=0)
        self._in_use.acquire()
        _sweep(self._folder.parent)
        settings = Settings(
            hall=HALL,
            window=WINDOW,
            clerks=(TRAINEE,),
            device=new_device(),
            region=region,
            policy=policy.profile,
            hall_short="演练",
        )
        try:
            self.archive = Archive.create(Home(self._folder / "home"), settings, secrets.token_bytes(32))
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def office(self, role: Role = "clerk") -> Office:
        """The trainee's seat in ``role``; the same machine, another desk."""
        from clerk.desk.opening import open_office

        office = open_office(self.archive, self.clock.now, practice=True)
        # A scenario may override single fields of a policy; the settings can only name a whole one.
        return replace(office, policy=self.policy).seated(role)

    def know_credit(self, lists: CreditList | None) -> None:
        """Take these credit lists in, as the hall's administrator does (R41)."""
        if lists is None:
            return
        from clerk.archive.credit import ListStamp, replace_lists

        names: tuple[ListName, ...] = ("red", "black")
        stamps = [ListStamp(name, "练习名单", lists.as_of, self.clock.now()) for name in names]
        replace_lists(self.archive, stamps, lists.entries)

    def close(self) -> None:
        """Close the archive and remove it; nothing of it stays."""
        self.archive.close()
        self._in_use.release()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Sandbox:
        """The sandbox itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove everything, whatever happened."""
        self.close()


def _temporary_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise HomeError(f"临时文件夹不能写入({error.strerror});练习需要一点临时空间,请检查磁盘") from error


def _sweep(temporary: Path) -> None:
    """Remove what closed terminals and power cuts left: folders of ours that no process holds."""
    for mark in temporary.glob(f"{_PREFIX}*/{_IN_USE}"):
        try:
            with FileLock(mark, timeout=0):
                shutil.rmtree(mark.parent, ignore_errors=True)
        except (Timeout, OSError):
            continue  # somebody is practising there, or it is another user's
