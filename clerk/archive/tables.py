"""The tables.

``journal`` is the truth and only grows; ``outbox`` waits for sync; the rest is derived (``case_file``,
``clock``) or a service (``publication``, ``series``, ``draft``, ``credit_list``, ``credit_entry``, ``mark``,
``date_change``).

Importing this costs SQLModel (about half a second); reads do without it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from clerk.archive.database import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class Journal(SQLModel, table=True):
    """One line of a device's chain: the bytes, and what finds them."""

    id: int | None = Field(default=None, primary_key=True)
    device: str
    epoch: int
    seq: int
    hash: str = Field(unique=True)
    case_no: str = Field(index=True)
    kind: str
    line: bytes = Field(sa_type=LargeBinary)

    __table_args__ = (Index("journal_chain", "device", "epoch", "seq", unique=True),)


class Outbox(SQLModel, table=True):
    """A line that the other side has not seen yet."""

    journal_id: int = Field(primary_key=True, foreign_key="journal.id")
    audience: str = ""
    sent: str | None = None


class CaseFile(SQLModel, table=True):
    """Read model: one case as lists show it. Dates, never states that change at midnight."""

    __tablename__ = "case_file"

    number: str = Field(primary_key=True)
    item: str
    item_name: str
    department: str
    applicant: str = Field(index=True)
    id_number: str = Field(index=True)
    phone: str = Field(index=True)
    stage: str
    flags: str
    holder: str
    offered_to: str
    received_on: date
    next_what: str
    next_material: str
    next_due: date | None
    next_provisional: bool
    next_national: date | None
    next_warn: date | None
    outstanding: int
    turns_on: date | None = Field(index=True)
    ended: bool
    confidential: bool
    inputs: bytes = Field(sa_type=LargeBinary)

    __table_args__ = (
        Index("case_file_queue", "ended", "holder", "next_due", "number"),
        Index("case_file_offered", "ended", "offered_to", "next_due", "number"),
    )


class ClockRow(SQLModel, table=True):
    """Read model: one open clock of a case, for the supervisor's day."""

    __tablename__ = "clock"

    case_no: str = Field(primary_key=True)
    n: int = Field(primary_key=True)
    what: str
    material: str
    due: date
    provisional: bool
    paused: bool
    by_calendar: date | None = None
    national: date | None = None
    warn_on: date

    __table_args__ = (Index("clock_day", "what", "due"), Index("clock_warned", "what", "warn_on"))


class Mark(SQLModel, table=True):
    """What the archive remembers of itself, by name; ``dates_by``: the calendars its dates were judged by."""

    name: str = Field(primary_key=True)
    value: str


class DateChange(SQLModel, table=True):
    """One clock of a case that another calendar moved, as it was then; ``run`` numbers the recomputations."""

    __tablename__ = "date_change"

    id: int | None = Field(default=None, primary_key=True)
    run: int = Field(index=True)
    at: str
    calendar: str
    case_no: str
    what: str
    material: str
    before: date
    by_calendar: date
    holds: date
    printed: date | None
    tell: bool


class Publication(SQLModel, table=True):
    """An item or a policy in one version, so that a case can be folded years later."""

    version: str = Field(primary_key=True)
    kind: str
    data: bytes = Field(sa_type=LargeBinary)


class Series(SQLModel, table=True):
    """The last number given out in a series of a year; numbers are never given twice."""

    series: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Draft(SQLModel, table=True):
    """What a clerk has typed and not yet acted on."""

    slot: str = Field(primary_key=True)
    data: bytes = Field(sa_type=LargeBinary)


class CreditList(SQLModel, table=True):
    """Which red or black list (红黑名单) is here: from where, of which day, taken in when."""

    __tablename__ = "credit_list"

    list: str = Field(primary_key=True)
    source: str
    as_of: date
    imported_at: str
    entries: int


class CreditRow(SQLModel, table=True):
    """One entry of a list as :mod:`clerk.casework.credit` knows it; replaced with its list."""

    __tablename__ = "credit_entry"

    id: int | None = Field(default=None, primary_key=True)
    list: str = Field(index=True)
    kind: str
    id_number: str
    listed_on: date
    name: str
    basis: str
    expires_on: date | None
    repair_path: str
    repaired_on: date | None
    source: str
    restricts: str

    __table_args__ = (Index("credit_entry_number", "id_number", "list"),)


TABLES = SQLModel.metadata.tables
"""The tables by name, for statements that are built without the ORM."""

_APPEND_ONLY = """
CREATE TRIGGER journal_no_{verb} BEFORE {verb} ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END
"""


def create_schema(engine: Engine) -> None:
    """Make the tables of a new archive, and forbid changing or deleting a journal line."""
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        for verb in ("UPDATE", "DELETE"):
            connection.execute(text(_APPEND_ONLY.format(verb=verb)))
        connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


_WIDER_SINCE_2 = ("case_file", "clock")
_FILLED = {"inputs": "x''", "warn_on": "due"}
"""What stands in the new columns until the dates are judged anew; the others are empty."""
_OWN_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"


def upgrade_schema(engine: Engine) -> None:
    """Make what an archive of an older version lacks; the journal and all else stay as they are.

    2 added the credit lists; 3 the inputs of each open case's dates, the dates beside them, and what a
    notice moved. The new columns are filled when the day is next opened (:mod:`clerk.archive.recomputing`).
    """
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        # Asked inside the transaction: another process may have done it a moment ago.
        if version < SCHEMA_VERSION:
            wider = _WIDER_SINCE_2 if version <= 2 else ()
            for table in wider:
                _set_aside(connection, table)
            SQLModel.metadata.create_all(connection)
            for table in wider:
                _take_over(connection, table)
            connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
        connection.commit()


def _set_aside(connection: Connection, table: str) -> None:
    """Let a table that gains columns make room for the new one, which is then like that of a new archive."""
    for (index,) in connection.exec_driver_sql(_OWN_INDEXES, (table,)).all():
        connection.exec_driver_sql(f"DROP INDEX {index}")
    connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_before")


def _take_over(connection: Connection, table: str) -> None:
    """Copy the rows of a table that was set aside."""
    old = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table}_before)")]
    columns = ", ".join(old)
    filled = {name: value for name, value in _FILLED.items() if name in TABLES[table].columns}
    names, values = ", ".join([columns, *filled]), ", ".join([columns, *filled.values()])
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}_before")
    connection.exec_driver_sql(f"DROP TABLE {table}_before")
