"""A shelf of imported notices (导入的放假通知): a folder of files, kept as they came, never overwritten.

``FOLDER/REGION/0001-2027.toml``: numbered in the order in which they were taken in, with the year each is
about. The built-in notices and these, in this order, are what the hall's calendars rest on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from calendars.errors import CalendarError, NoticeError
from calendars.loading import REGIONS, load_calendar
from calendars.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from calendars.notices import NoticeYear

_NAME: Final = re.compile(r"(\d{4,})-(\d{4})\.toml", re.ASCII)
Prints = tuple[tuple[str, int, int], ...]
"""Path, size and time of change of each file: as long as they stay, what was read from them stays."""


class ShelfError(CalendarError):
    """The shelf cannot be read or written, or a file on it is damaged: surroundings, not input."""


@dataclass(frozen=True, slots=True)
class Added:
    """What taking in a notice came to. The two calendars are of the region asked about, or the notice's."""

    year: int
    notice: NoticeYear
    """The year as it is known now."""
    calendar_before: WorkCalendar
    calendar_after: WorkCalendar
    changed_days: tuple[date, ...]
    """Days, in both calendars, that were worked and are not now, or the other way round."""
    settled_days: tuple[date, ...]
    """Days that were provisional and are sure now."""
    file: Path | None
    """Where it stands on the shelf; None where it said nothing new, or was only checked."""
    known_before: bool = False
    """Whether all it says was known already: nothing was done."""


class Shelf:
    """The imported notices of one home. The folder need not exist until something is added."""

    def __init__(self, folder: Path) -> None:
        """A shelf in ``folder``; nothing is read yet."""
        self.folder = folder

    def calendar(self, region: str) -> WorkCalendar:
        """The calendar of a region with all that is on the shelf.

        Raises:
            UnknownRegionError: there is no such region.
            ShelfError: the folder cannot be read, or a file on it is damaged; it is named.
        """
        prints = self._prints()
        return _calendar(region, prints) if prints else load_calendar(region)

    def notices(self) -> tuple[NoticeYear, ...]:
        """What is on the shelf, in the order in which it was taken in.

        Raises:
            ShelfError: the folder cannot be read, or a file on it is damaged; it is named.
        """
        return _notices(self._prints())

    def files(self) -> tuple[Path, ...]:
        """The files on the shelf, each region's in the order in which they were taken in.

        Raises:
            ShelfError: the folder cannot be read.
        """
        return tuple(Path(name) for name, _, _ in self._prints())

    def years(self, region: str) -> tuple[NoticeYear, ...]:
        """What is known of each year of a region, the shelf on top of what is built in.

        Raises:
            ShelfError: the folder cannot be read, or a file on it is damaged; it is named.
        """
        from calendars.building import notice_years

        return notice_years(region, self.notices())

    def add(self, path: Path, region: str | None = None, *, keep: bool = True) -> Added:
        """Take in the notice of a file, or with ``keep=False`` only say what that would come to.

        ``region`` is the one whose calendars are compared after a national notice: the hall's, say.

        Raises:
            NoticeError: it is no notice, or contradicts what is known; nothing has changed then.
            ShelfError: the shelf cannot be read or written.
        """
        return self.add_all([path], region, keep=keep)[0]

    def add_all(
        self, paths: Sequence[Path], region: str | None = None, *, keep: bool = True
    ) -> tuple[Added, ...]:
        """Take in several notices, one after the other: all of them or, where one is refused, none.

        Raises:
            NoticeError: one is no notice, or contradicts what is known; nothing has changed then.
            ShelfError: the shelf cannot be read or written.
        """
        # Imported where it is used: looking at a shelf needs no reading of new notices.
        from calendars.importing import decode_notice

        taken, weighed = self.notices(), []
        for path in paths:
            content = _content(path)
            new = decode_notice(content, str(path))
            added = _weighed(new, taken, region or new.region)
            if not added.known_before:
                taken = (*taken, new)
            weighed.append((added, new, content))
        return self._put_all(weighed) if keep else tuple(added for added, _, _ in weighed)

    def _prints(self) -> Prints:
        return tuple(print_ for region in REGIONS for print_ in _folder_prints(self.folder / region))

    def _put_all(self, weighed: Sequence[tuple[Added, NoticeYear, bytes]]) -> tuple[Added, ...]:
        done: list[Added] = []
        try:
            for added, new, content in weighed:
                file = None if added.known_before else _put(self.folder / new.region, new.year, content)
                done.append(replace(added, file=file))
        except OSError as error:
            for added in done:
                if added.file is not None:
                    added.file.unlink(missing_ok=True)
            raise ShelfError(f"不能把通知存入 {self.folder}({error.strerror});没有导入") from error
        return tuple(done)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoticeError(f"读不了放假通知文件 {path}({error.strerror})") from error


def _weighed(new: NoticeYear, taken: tuple[NoticeYear, ...], region: str) -> Added:
    """What a notice comes to beside those that are taken in already."""
    from calendars.building import notice_years
    from calendars.importing import check_against

    if new.region != "national":
        region = new.region  # it changes no other calendar
    known = [year for one in REGIONS for year in notice_years(one, taken)]
    old = load_calendar(region, taken)
    merged = check_against(new, known)
    if merged is None:
        year = next(year for year in known if (year.region, year.year) == (new.region, new.year))
        return Added(new.year, year, old, old, (), (), None, known_before=True)
    after = load_calendar(region, (*taken, new))
    changed, settled = _differences(old, after)
    return Added(new.year, merged, old, after, changed, settled, None)


def _put(folder: Path, year: int, content: bytes) -> Path:
    """Write a file under the next number, whole or not at all, and never over another."""
    # Imported where it is used: it loads much, and most homes are only read.
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        os.chmod(name, 0o644)  # an official notice is no secret
        return _numbered(Path(name), folder, year)
    finally:
        Path(name).unlink(missing_ok=True)


def _numbered(file: Path, folder: Path, year: int) -> Path:
    """Give the finished file its place; another window may be taking the same number."""
    while True:
        numbers = [int(found[1]) for name in os.listdir(folder) if (found := _NAME.fullmatch(name))]
        place = folder / f"{max(numbers, default=0) + 1:04}-{year}.toml"
        try:
            os.link(file, place)  # fails where the place is taken, which a rename would not
            return place
        except FileExistsError:
            continue
        except OSError:  # a file system without links: the rename below is as good for one window
            file.rename(place)
            return place


def _folder_prints(folder: Path) -> Prints:
    try:
        with os.scandir(folder) as entries:
            named = [(found[1], entry) for entry in entries if (found := _NAME.fullmatch(entry.name))]
            named.sort(key=lambda pair: int(pair[0]))
            return tuple((entry.path, entry.stat().st_size, entry.stat().st_mtime_ns) for _, entry in named)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ShelfError(f"读不了导入的放假通知所在的文件夹 {folder}({error.strerror})") from error


@lru_cache(maxsize=8)
def _notices(prints: Prints) -> tuple[NoticeYear, ...]:
    from calendars.importing import read_notice

    try:
        return tuple(read_notice(Path(name)) for name, _, _ in prints)
    except NoticeError as error:
        raise ShelfError(f"已导入的通知损坏:{error};请从备份恢复这个文件,或移走后重新导入") from error


@lru_cache(maxsize=8)
def _calendar(region: str, prints: Prints) -> WorkCalendar:
    return load_calendar(region, _notices(prints))


def _differences(old: WorkCalendar, new: WorkCalendar) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Days worked otherwise than before, and days that are sure now."""
    days = range(old.first.toordinal(), min(old.last, new.last).toordinal() + 1)
    both = [date.fromordinal(day) for day in days]
    changed = tuple(day for day in both if old.is_working_day(day) != new.is_working_day(day))
    settled = tuple(day for day in both if old.is_provisional(day) and not new.is_provisional(day))
    return changed, settled
