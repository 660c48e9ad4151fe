"""A real archive in a temporary folder, with one simple way to add acts."""

from __future__ import annotations

from pathlib import Path

from calendars import load_calendar
from clerk.archive.archive import Archive
from clerk.archive.database import Connection, open_file
from clerk.archive.files import file_row
from clerk.archive.home import Clerk, Home, Settings
from clerk.casework import acts as a
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from tests.casework.helpers import LICENCE, Counter, actor, moment

POLICY = Counter().policy
KEY = bytes(range(32))
NAME = "阿依古丽·买买提"
NOW = moment("2025-09-26T11:05")


def settings() -> Settings:
    """The settings of a small hall."""
    return Settings("政务大厅", "W01", (Clerk("c1", "张三"),), "d0123456789ab")


def make(path: Path) -> Archive:
    """A new archive under a fixed key."""
    return Archive.create(Home(path), settings(), KEY)


def reopen(path: Path) -> Archive:
    """The archive of this folder again."""
    return Archive(Home(path), settings(), KEY)


def opening(number: str, name: str = NAME) -> a.Act:
    """An act that opens a case."""
    person = a.Person(name, id_type="resident", id_number="11010519491231002X", phone="13800138000")
    body = a.Receive(
        item=LICENCE.id, item_version=LICENCE.version, item_name=LICENCE.name, department=LICENCE.department,
        applicant=person, policy=POLICY.profile, policy_version=POLICY.version, region="xinjiang",
    )  # fmt: skip
    return a.Act(number, NOW, actor("clerk"), body)


def add(archive: Archive, number: str, *bodies: a.AnyBody) -> None:
    """Append acts to a case, opening it when it is new."""
    with archive.write() as writer:
        writer.publish(LICENCE)
        writer.publish(POLICY)
        old = writer.acts(number)
        new = [] if old else [opening(number)]
        new += [a.Act(number, NOW, actor("clerk"), body) for body in bodies]
        case = fold([*old, *new], Terms(LICENCE, POLICY, load_calendar("xinjiang")), NOW)
        writer.append(new, file_row(case))


_SINCE = {
    3: (
        "DROP INDEX clock_warned",
        *(f"ALTER TABLE clock DROP COLUMN {name}" for name in ("by_calendar", "national", "warn_on")),
        *(f"ALTER TABLE case_file DROP COLUMN {name}" for name in ("inputs", "next_national", "next_warn")),
        *(f"DROP TABLE {name}" for name in ("mark", "date_change")),
    ),
    2: tuple(f"DROP TABLE {name}" for name in ("credit_entry", "credit_list")),
}


def as_of_version(path: Path, version: int) -> None:
    """Make the archive of this folder, which must be closed, one that an older program left."""
    connection = open_file(Home(path).database, KEY)
    for newer, statements in _SINCE.items():
        for statement in statements if newer > version else ():
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def tampered(archive: Archive) -> Connection:
    """A raw keyed connection to an archive whose guards were taken down."""
    connection = open_file(archive.home.database, archive.key)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TRIGGER journal_no_UPDATE")
    connection.execute("DROP TRIGGER journal_no_DELETE")
    return connection
