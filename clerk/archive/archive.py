"""One archive, open: ``read`` for questions, ``write()`` for a transaction, ``drafts`` for typing."""

from __future__ import annotations

import secrets
from contextlib import AbstractContextManager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from calendars import WorkCalendar
from calendars.shelf import Shelf, ShelfError
from clerk.archive import database
from clerk.archive.drafts import Drafts
from clerk.archive.errors import ArchiveError, DamagedError, HomeError
from clerk.archive.home import Home, Settings
from clerk.archive.keys import create_key, load_key
from clerk.archive.reader import Reader

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from clerk.archive.journal import Writer


class Archive:
    """The archive of one home. Opening it imports no ORM; the first write does."""

    def __init__(self, home: Home, settings: Settings, key: bytes) -> None:
        """Opens the reading connection at once, so that a wrong key is found here."""
        self.home = home
        self.settings = settings
        self.key = key
        self._writing = Lock()
        connection = database.connect(home.database, key, read_only=True)
        if connection.execute("PRAGMA user_version").fetchone()[0] < database.SCHEMA_VERSION:
            # Reads name the columns of this version: an older archive is upgraded before the first of them.
            connection.close()
            self.engine.dispose()
            connection = database.connect(home.database, key, read_only=True)
        self.read = Reader(connection, self.calendar)

    @classmethod
    def open(cls, home: Home) -> Archive:
        """Open an existing archive.

        Raises:
            ArchiveError: no settings, no key, wrong key, damaged or newer archive.
        """
        settings = home.settings()
        return cls(home, settings, load_key(home, settings.key_place))

    @classmethod
    def create(cls, home: Home, settings: Settings, key: bytes | None = None) -> Archive:
        """Make a new home: folder, key, empty archive, and the settings last of all.

        With ``key`` given the key is kept nowhere (practice). A set-up that was cut short before its
        end is begun again; a finished one is never touched.

        Raises:
            HomeError: there is already a finished home, or it cannot be written.
        """
        from msgspec.structs import replace

        from clerk.archive.recomputing import DATES_BY, calendars_known
        from clerk.archive.tables import create_schema

        if home.exists():
            raise HomeError(f"数据目录 {home.path} 已经设置过,不会覆盖")
        home.make()
        if key is None:
            _clear_unfinished(home)
            key, place = create_key(home)
            settings = replace(settings, key_place=place)
        else:
            settings = replace(settings, key_place="memory")
        engine = database.engine(home.database, key)
        create_schema(engine)
        engine.dispose()
        archive = cls(home, settings, key)
        with archive.write() as writer:
            writer.remember(DATES_BY, calendars_known(archive))
        home.write_settings(settings)
        return archive

    @cached_property
    def engine(self) -> Engine:
        """The writing engine; made at the first write, which also upgrades an older archive.

        Raises:
            WriteError: an older archive could not be upgraded; it is as it was.
        """
        from sqlalchemy.exc import DBAPIError

        from clerk.archive.tables import upgrade_schema

        engine = database.engine(self.home.database, self.key)
        try:
            upgrade_schema(engine)
        except DBAPIError as error:
            engine.dispose()
            raise database.write_problem(error) from None
        return engine

    @cached_property
    def shelf(self) -> Shelf:
        """The official notices that this home has imported."""
        return Shelf(self.home.notices)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts, written in the background."""
        return Drafts(self.home.database, self.key)

    def write(self) -> AbstractContextManager[Writer]:
        """One write transaction; see :func:`clerk.archive.journal.writing`."""
        from clerk.archive.journal import writing

        return _OneAtATime(self._writing, writing(self.engine, self.settings.device, self.calendar))

    def calendar(self, region: str) -> WorkCalendar:
        """The working calendar of a region as this home knows it.

        Raises:
            calendars.UnknownRegionError: there is no such region.
            DamagedError: a notice that was imported cannot be read any more.
        """
        try:
            return self.shelf.calendar(region)
        except ShelfError as error:
            raise DamagedError(str(error)) from error

    def close(self) -> None:
        """Write what drafts are waiting and close every connection."""
        if "drafts" in self.__dict__:
            self.drafts.close()
        if "engine" in self.__dict__:
            self.engine.dispose()
        self.read.close()


class _OneAtATime(AbstractContextManager["Writer"]):
    """A transaction behind this process's own lock: the one writing connection is shared by threads."""

    def __init__(self, lock: Lock, inner: AbstractContextManager[Writer]) -> None:
        self._lock = lock
        self._inner = inner

    def __enter__(self) -> Writer:
        self._lock.acquire()
        try:
            return self._inner.__enter__()
        except BaseException:
            self._lock.release()
            raise

    def __exit__(self, *error: object) -> bool | None:
        try:
            return self._inner.__exit__(*error)  # type: ignore[arg-type]  # the three of the protocol
        finally:
            self._lock.release()


def _clear_unfinished(home: Home) -> None:
    """Move aside what a set-up that was cut short left. Never deleted: settings can also get lost.

    Raises:
        HomeError: there are recorded cases, whose settings are missing.
    """
    if home.database.exists() and home.key_file.exists() and _recorded(home):
        raise HomeError(
            f"数据目录 {home.path} 里有办件,但设置文件 {home.settings_file.name} 不见了;"
            "请从备份恢复(clerk restore),档案库未作任何改动"
        )
    stamp = secrets.token_hex(4)
    for path in (home.key_file, home.database, *home.path.glob("archive.db-*")):
        if path.exists():
            path.rename(path.with_name(f"unfinished-{stamp}-{path.name}"))


def _recorded(home: Home) -> bool:
    """Whether a journal line was ever written here; what cannot be opened counts as none."""
    try:
        connection = database.connect(home.database, load_key(home, "file"), read_only=True)
    except ArchiveError:
        return False
    try:
        has = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'journal'").fetchone()[0]
        return bool(has and connection.execute("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        connection.close()
