"""Red and black lists in the encrypted archive (红黑名单): replaced as a whole, looked up by number.

Entries are personal data, so they lie nowhere else. An import replaces each list that it brings in one
transaction; a look-up reads the lists' dates and the entries of one number in one statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from clerk.archive.errors import ArchiveError
from clerk.casework.credit import LIST_WORDS, CreditEntry, ListName

if TYPE_CHECKING:
    from clerk.archive.archive import Archive
    from clerk.archive.reader import Reader

_FIELDS: Final = tuple(CreditEntry.__struct_fields__)
_DAYS: Final = ("listed_on", "expires_on", "repaired_on")
_APART: Final = "\x1f"
"""Between the restrictions of an entry; no file can hold it (control characters are refused)."""


class OlderListError(ArchiveError):
    """A list that is older than the one it would replace; nothing was imported."""


class ListStamp(msgspec.Struct, frozen=True):
    """Which list is here: from where, of which day, taken in when, with how many entries."""

    list: ListName
    source: str
    as_of: date
    imported_at: datetime
    entries: int = 0


class Found(msgspec.Struct, frozen=True):
    """What the archive knows of a number: its entries, and the dates of the lists they were looked for in."""

    entries: tuple[CreditEntry, ...] = ()
    as_of: dict[ListName, date] = {}


def replace_lists(
    archive: Archive, stamps: Iterable[ListStamp], entries: Iterable[CreditEntry], *, force: bool = False
) -> None:
    """Put these entries in place of the lists that the stamps name, all or nothing; others stay.

    Raises:
        OlderListError: a list of a later day is here already (and not ``force``).
        WriteError: it could not be written; the old lists are untouched.
        ValueError: an entry belongs to a list that no stamp names.
    """
    from sqlalchemy import delete, insert

    from clerk.archive.tables import TABLES

    lists, rows = TABLES["credit_list"], TABLES["credit_entry"]
    stamps = tuple(stamps)
    values: dict[ListName, list[dict[str, Any]]] = {stamp.list: [] for stamp in stamps}
    for entry in entries:
        if entry.list not in values:
            raise ValueError(f"an entry of the {entry.list} list, which is not being replaced")
        values[entry.list].append(_values(entry))
    with archive.write() as writer:
        if not force:
            _none_is_newer(stamped(archive.read), stamps)
        for stamp in stamps:
            count = len(values[stamp.list])
            about = {**msgspec.structs.asdict(stamp), "imported_at": stamp.imported_at.isoformat()}
            writer.execute(delete(rows).where(rows.c.list == stamp.list))
            writer.execute(delete(lists).where(lists.c.list == stamp.list))
            writer.execute(insert(lists), [{**about, "entries": count}])
            if count:
                writer.execute(insert(rows), values[stamp.list])


def stamped(reader: Reader) -> dict[ListName, ListStamp]:
    """The lists that are here, by name."""
    if not _has_lists(reader):
        return {}
    sql = "SELECT list, source, as_of, imported_at, entries FROM credit_list ORDER BY list"
    stamps = [msgspec.convert(_named(ListStamp, row), ListStamp) for row in reader.rows(sql)]
    return {stamp.list: stamp for stamp in stamps}


def look_up(reader: Reader, number: str) -> Found:
    """The entries of a normalised number, with the dates of the lists, as of one moment."""
    if not _has_lists(reader):
        return Found()
    columns = ", ".join(f"e.{name}" for name in _FIELDS)
    sql = (
        f"SELECT l.list, l.as_of, {columns} FROM credit_list l "
        "LEFT JOIN credit_entry e ON e.list = l.list AND e.id_number = ? ORDER BY l.list, e.id"
    )
    as_of: dict[ListName, date] = {}
    entries = []
    for name, day, *row in reader.rows(sql, [number]):
        as_of[name] = date.fromisoformat(day)
        if row[0] is not None:
            entries.append(_entry(row))
    return Found(tuple(entries), as_of)


def entries_of(reader: Reader, name: ListName) -> list[CreditEntry]:
    """All entries of a list, in the order of the file; for counting, not for the counter."""
    if not _has_lists(reader):
        return []
    sql = f"SELECT {', '.join(_FIELDS)} FROM credit_entry WHERE list = ? ORDER BY id"
    return [_entry(row) for row in reader.rows(sql, [name])]


def _none_is_newer(here: Mapping[ListName, ListStamp], stamps: Iterable[ListStamp]) -> None:
    for stamp in stamps:
        old = here.get(stamp.list)
        if old is not None and stamp.as_of < old.as_of:
            raise OlderListError(
                f"这份{LIST_WORDS[stamp.list]}截至{stamp.as_of},早于库里的{old.as_of},没有导入;"
                "确要换回旧名单请加 --force"
            )


def _has_lists(reader: Reader) -> bool:
    """Whether the tables are there: an older archive has none until it is first written to."""
    return bool(reader.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'credit_list'"))


def _values(entry: CreditEntry) -> dict[str, Any]:
    return {**msgspec.structs.asdict(entry), "restricts": _APART.join(entry.restricts)}


def _entry(row: Iterable[Any]) -> CreditEntry:
    values = _named(CreditEntry, row)
    values["restricts"] = tuple(part for part in values["restricts"].split(_APART) if part)
    for name in _DAYS:
        values[name] = None if values[name] is None else date.fromisoformat(values[name])
    return CreditEntry(**values)


def _named(struct: type[msgspec.Struct], row: Iterable[Any]) -> dict[str, Any]:
    return dict(zip(struct.__struct_fields__, row, strict=True))
