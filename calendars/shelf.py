"""A shelf of imported notices (导入的放假通知): a folder of files, kept as they came, never overwritten.

``FOLDER/REGION/0001-2027.toml``: numbered in the order in which they were taken in, with the year each is
about. The built-in notices and these, in this order, are what the hall's calendars rest on.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
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
    """The shelf itself cannot be read or written: surroundings, not input."""


@dataclass(frozen=True, slots=True)
class Added:
    """What taking in a notice came to. The two calendars are those of the region that was asked about."""

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
            NoticeError: a file on the shelf is damaged; it is named.
            ShelfError: the folder cannot be read.
        """
        prints = self._prints()
        return load_calendar(region, _notices(prints)) if prints else load_calendar(region)

    def notices(self) -> tuple[NoticeYear, ...]:
        """What is on the shelf, in the order in which it was taken in.

        Raises:
            NoticeError: a file on the shelf is damaged; it is named.
            ShelfError: the folder cannot be read.
        """
        return _notices(self._prints())

    def years(self, region: str) -> tuple[NoticeYear, ...]:
        """What is known of each year of a region, the shelf on top of what is built in.

        Raises:
            NoticeError: a file on the shelf is damaged; it is named.
            ShelfError: the folder cannot be read.
        """
        from calendars.building import notice_years

        return notice_years(region, self.notices())

    def add(self, path: Path, region: str | None = None, *, keep: bool = True) -> Added:
        """Take in the notice of a file, or with ``keep=False`` only say what that would come to.

        ``region`` is the one whose calendars are compared: the hall's, or else the notice's own.

        Raises:
            NoticeError: it is no notice, or contradicts what is known; nothing has changed then.
            ShelfError: the shelf cannot be read or written.
        """
        # Imported where it is used: looking at a shelf needs no reading of new notices.
        from calendars.building import notice_years
        from calendars.importing import check_against, decode_notice

        try:
            content = path.read_bytes()
        except OSError as error:
            raise NoticeError(f"读不了放假通知文件 {path}({error.strerror})") from error
        new = decode_notice(content, str(path))
        before = self.notices()
        known = [year for one in REGIONS for year in notice_years(one, before)]
        merged = check_against(new, known)
        region = region or new.region
        old = load_calendar(region, before)
        if merged is None:
            year = next(year for year in known if (year.region, year.year) == (new.region, new.year))
            return Added(new.year, year, old, old, (), (), None, known_before=True)
        after = load_calendar(region, (*before, new))
        changed, settled = _differences(old, after)
        file = self._put(new, content) if keep else None
        return Added(new.year, merged, old, after, changed, settled, file)

    def _prints(self) -> Prints:
        return tuple(print_ for region in REGIONS for print_ in _folder_prints(self.folder / region))

    def _put(self, notice: NoticeYear, content: bytes) -> Path:
        """Write a file under the next number, whole or not at all, and never over another."""
        folder = self.folder / notice.region
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o644)  # an official notice is no secret
                os.fsync(file.fileno())
            try:
                return _numbered(Path(file.name), folder, notice.year)
            finally:
                Path(file.name).unlink(missing_ok=True)
        except OSError as error:
            raise ShelfError(f"不能把通知存入 {folder}({error.strerror});没有导入") from error


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

    return tuple(read_notice(Path(name)) for name, _, _ in prints)


def _differences(old: WorkCalendar, new: WorkCalendar) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Days worked otherwise than before, and days that are sure now."""
    days = range(old.first.toordinal(), min(old.last, new.last).toordinal() + 1)
    both = [date.fromordinal(day) for day in days]
    changed = tuple(day for day in both if old.is_working_day(day) != new.is_working_day(day))
    settled = tuple(day for day in both if old.is_provisional(day) and not new.is_provisional(day))
    return changed, settled
