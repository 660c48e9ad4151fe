"""Writing (记录): acts, read models and outbox in one transaction, durable when it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError

from calendars import WorkCalendar, load_calendar
from clerk.archive.database import write_problem
from clerk.archive.files import COLUMNS, FileRow
from clerk.archive.reader import Calendars
from clerk.archive.tables import TABLES
from clerk.casework.acts import ACT_VERSION, Act, decode, encode
from clerk.casework.policy import Policy
from clerk.catalogue.items import Item
from sync import envelope

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Executable

EPOCH = 1
"""Device epoch: raised when a backup is restored, so that no two histories share a sequence."""


class Writer:
    """One transaction. Made by :func:`writing`; nothing is kept unless the block ends without error."""

    def __init__(self, connection: Connection, device: str, calendar: Calendars) -> None:
        """``connection`` is inside BEGIN IMMEDIATE; ``calendar`` gives this home's calendar of a region."""
        self._connection = connection
        self._device = device
        self._calendar = calendar

    def execute(self, statement: Executable, values: Sequence[Mapping[str, Any]] | None = None) -> None:
        """Run a statement of another store of this room in this transaction."""
        self._connection.execute(statement, values)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query as this transaction sees them."""
        return [tuple(row) for row in self._connection.exec_driver_sql(sql, tuple(values))]

    def many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run one statement for each of these rows, in this transaction."""
        if rows:
            self._connection.exec_driver_sql(sql, rows)

    def acts(self, number: str) -> list[Act]:
        """The acts of a case as this transaction sees them."""
        found = self._connection.execute(
            select(_journal.c.line).where(_journal.c.case_no == number).order_by(_journal.c.id)
        )
        return [decode(bytes(envelope.decode(line).act)) for (line,) in found]

    def publication(self, version: str) -> bytes | None:
        """The JSON of an item or policy by version."""
        query = select(_publication.c.data).where(_publication.c.version == version)
        return self._connection.execute(query).scalar()

    def calendar(self, region: str) -> WorkCalendar:
        """The working calendar of a region as this home knows it."""
        return self._calendar(region)

    def publish(self, what: Item | Policy) -> None:
        """Keep an item or a policy under its version; known versions stay as they are."""
        kind = "item" if isinstance(what, Item) else "policy"
        values = {"version": what.version, "kind": kind, "data": msgspec.json.encode(what)}
        self._connection.execute(upsert(_publication).values(values).on_conflict_do_nothing())

    def remember(self, name: str, value: str) -> None:
        """Keep something that the archive knows of itself (:meth:`clerk.archive.reader.Reader.mark`)."""
        self.many("INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)", [(name, value)])

    def next_number(self, series: str, year: int) -> int:
        """The next number of a series; given back only if the transaction fails."""
        statement = upsert(_series).values(series=series, year=year, last=1)
        statement = statement.on_conflict_do_update(
            index_elements=["series", "year"], set_={"last": _series.c.last + 1}
        )
        return int(self._connection.execute(statement.returning(_series.c.last)).scalar_one())

    def append(
        self, acts: Sequence[Act], row: FileRow, audience: Sequence[str] = (), custody: int = 0
    ) -> None:
        """Add acts of one case to the device's chain, with the read model that they lead to.

        ``custody`` is the custody epoch of the case that their author saw (the fencing token).
        """
        self.append_lines(acts, audience, custody)
        self.put_row(row)

    def append_lines(self, acts: Sequence[Act], audience: Sequence[str] = (), custody: int = 0) -> None:
        """Add acts of one file to the device's chain; a file that is no case has no read model."""
        prev, seq = self._head()
        heads = self._case_heads(acts[0].case)
        for act in acts:
            seq += 1
            wrapped = _wrap(act, self._device, seq, prev, heads, audience, custody)
            line = envelope.encode(wrapped)
            prev = envelope.digest(line)
            heads = (prev,)
            self._insert(act, seq, prev, line, audience)

    def put_row(self, row: FileRow) -> None:
        """Replace the read model of a case."""
        values = {name: getattr(row, name) for name in COLUMNS}
        values |= {"flags": " ".join(row.flags), "inputs": row.inputs}
        self._connection.execute(_REPLACE_ROW, values)
        self._connection.execute(delete(_clock).where(_clock.c.case_no == row.number))
        if row.clocks:
            clocks = [
                {"case_no": row.number, "n": n, **msgspec.structs.asdict(clock)}
                for n, clock in enumerate(row.clocks)
            ]
            self._connection.execute(_ADD_CLOCK, clocks)

    def last_at(self) -> datetime | None:
        """When this device last recorded anything; None on a new archive."""
        newest = (
            select(_journal.c.line)
            .where(_journal.c.device == self._device, _journal.c.epoch == EPOCH)
            .order_by(_journal.c.seq.desc())
            .limit(1)
        )
        line = self._connection.execute(newest).scalar()
        return None if line is None else decode(bytes(envelope.decode(line).act)).at

    def _head(self) -> tuple[str, int]:
        """Hash and number of this device's last line, read inside the transaction."""
        query = (
            select(_journal.c.hash, _journal.c.seq)
            .where(_journal.c.device == self._device, _journal.c.epoch == EPOCH)
            .order_by(_journal.c.seq.desc())
            .limit(1)
        )
        found = self._connection.execute(query).first()
        return (envelope.GENESIS, 0) if found is None else (found[0], found[1])

    def _case_heads(self, number: str) -> tuple[str, ...]:
        newest = select(func.max(_journal.c.id)).where(_journal.c.case_no == number).scalar_subquery()
        found = self._connection.execute(select(_journal.c.hash).where(_journal.c.id == newest)).first()
        return () if found is None else (found[0],)

    def _insert(self, act: Act, seq: int, digest: str, line: bytes, audience: Sequence[str]) -> None:
        values = {
            "device": self._device, "epoch": EPOCH, "seq": seq, "hash": digest,
            "case_no": act.case, "kind": act.kind, "line": line,
        }  # fmt: skip
        key = self._connection.execute(_ADD_LINE, values).inserted_primary_key
        assert key is not None
        self._connection.execute(_ADD_OUTBOX, {"journal_id": key[0], "audience": " ".join(audience)})


@contextmanager
def writing(engine: Engine, device: str, calendar: Calendars = load_calendar) -> Iterator[Writer]:
    """One write transaction on this archive.

    Raises:
        WriteError: it could not be written (disk full, read-only, locked); nothing was.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield Writer(connection, device, calendar)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
    except DBAPIError as error:
        # Raised without its cause on purpose: the driver's error may quote the statement's values.
        raise write_problem(error) from None


def _wrap(
    act: Act,
    device: str,
    seq: int,
    prev: str,
    heads: tuple[str, ...],
    audience: Sequence[str],
    custody: int,
) -> envelope.Envelope:
    return envelope.Envelope(
        v=envelope.VERSION,
        device=device,
        epoch=EPOCH,
        seq=seq,
        prev=prev,
        subject=act.case,
        kind=act.kind,
        schema=ACT_VERSION,
        heads=heads,
        audience=tuple(audience),
        custody=custody,
        act=msgspec.Raw(encode(act)),
    )


_journal, _outbox, _series = TABLES["journal"], TABLES["outbox"], TABLES["series"]
_publication, _case_file, _clock = TABLES["publication"], TABLES["case_file"], TABLES["clock"]
# Built once: to build a statement of many columns takes longer than to run it.
_ADD_LINE, _ADD_OUTBOX, _ADD_CLOCK = insert(_journal), insert(_outbox), insert(_clock)
_ADD_ROW = upsert(_case_file)
_REPLACE_ROW = _ADD_ROW.on_conflict_do_update(index_elements=["number"], set_=dict(_ADD_ROW.excluded.items()))
