"""Credit lists on real encrypted files: replaced as a whole, found by an index, older archives upgraded."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from clerk.archive import database
from clerk.archive.archive import Archive
from clerk.archive.backup import back_up, restore
from clerk.archive.credit import (
    Found,
    ListStamp,
    OlderListError,
    entries_of,
    look_up,
    replace_lists,
    stamped,
)
from clerk.archive.errors import WriteError
from clerk.archive.home import Home
from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.credit import CreditEntry, ListName
from tests.archive.helpers import KEY, NAME, NOW, add, as_of_version, make, reopen

ROOT = Path(__file__).parents[2]
DAY = date(2025, 9, 1)
GOOD, OTHER = "11010519491231002X", "650203199003074518"
BLACK = CreditEntry(
    list="black", kind="person", id_number=GOOD, listed_on=date(2025, 1, 2), name=NAME, basis="某办法",
    expires_on=date(2028, 1, 1), repair_path="申请修复", source="市平台", restricts=("容缺受理", "告知承诺"),
)  # fmt: skip
RED = replace(BLACK, list="red", expires_on=None, repaired_on=date(2025, 2, 3), restricts=())


def stamp(name: ListName = "black", as_of: date = DAY) -> ListStamp:
    """What is known of a list."""
    return ListStamp(name, "市平台", as_of, NOW)


def outdated(path: Path) -> None:
    """An archive with one case, as version 1 of the program left it: without the credit lists."""
    archive = make(path)
    add(archive, "A1", a.Accept())
    archive.close()
    as_of_version(path, 1)


def schema(archive: Archive) -> list[tuple[str, ...]]:
    """Every table, index and trigger with its definition."""
    return sorted(archive.read.rows("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def version(archive: Archive) -> int:
    """The schema version of the file."""
    return int(archive.read.rows("PRAGMA user_version")[0][0])


def test_entries_come_back_as_they_were(tmp_path: Path) -> None:
    """R41: after closing and opening, every field of an entry and of its list is there."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp(), stamp("red")], [BLACK, RED, replace(BLACK, id_number=OTHER)])
    archive.close()
    again = reopen(tmp_path)
    assert look_up(again.read, GOOD) == Found((BLACK, RED), {"black": DAY, "red": DAY})
    assert stamped(again.read) == {
        "black": replace(stamp(), entries=2),
        "red": replace(stamp("red"), entries=1),
    }
    assert entries_of(again.read, "red") == [RED]
    assert verify(again.read, NOW).good


def test_a_list_is_replaced_whole_and_the_other_stays(tmp_path: Path) -> None:
    """R41: an import puts its list in place of the old one; who is no longer on it is free."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp(), stamp("red")], [BLACK, RED])
    later = DAY + timedelta(days=5)
    replace_lists(archive, [stamp(as_of=later)], [replace(BLACK, id_number=OTHER)])
    assert look_up(archive.read, GOOD) == Found((RED,), {"black": later, "red": DAY})
    replace_lists(archive, [stamp("red", later)], [])
    assert look_up(archive.read, GOOD) == Found((), {"black": later, "red": later})


def test_an_older_list_does_not_come_back_by_itself(tmp_path: Path) -> None:
    """A list of an earlier day is refused as a whole unless it is asked for."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp("red")], [RED])
    replace_lists(archive, [stamp()], [BLACK])
    old = [stamp("red", DAY + timedelta(days=1)), stamp(as_of=DAY - timedelta(days=1))]
    with pytest.raises(OlderListError, match="早于") as raised:
        replace_lists(archive, old, [])
    assert NAME not in str(raised.value)
    assert look_up(archive.read, GOOD).entries == (BLACK, RED)
    replace_lists(archive, old, [], force=True)
    assert look_up(archive.read, GOOD).entries == ()


def test_half_an_import_is_none(tmp_path: Path) -> None:
    """A row that the database refuses rolls back the whole import; its values are in no error."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp()], [BLACK])
    broken = replace(BLACK, basis=None)  # what no reader lets through
    with pytest.raises(Exception, match="没有记录") as raised:
        replace_lists(archive, [stamp(as_of=DAY + timedelta(days=1))], [replace(BLACK, name="李四"), broken])
    assert GOOD not in str(raised.value)
    assert look_up(archive.read, GOOD) == Found((BLACK,), {"black": DAY})
    with pytest.raises(ValueError, match="red list"):
        replace_lists(archive, [stamp()], [RED])


def test_a_number_is_found_by_an_index(tmp_path: Path) -> None:
    """Looking somebody up never reads the list through; every plan names the index."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp()], [BLACK])
    seen: list[str] = []
    archive.read._connection.set_trace_callback(seen.append)
    look_up(archive.read, GOOD)
    archive.read._connection.set_trace_callback(None)
    (query,) = [sql for sql in seen if "credit_entry" in sql]
    plan = "\n".join(str(row) for row in archive.read.rows(f"EXPLAIN QUERY PLAN {query}"))
    assert "credit_entry_number" in plan
    assert "SCAN e" not in plan


def test_lists_lie_in_no_plain_text(tmp_path: Path) -> None:
    """R90: no file of the home and no backup holds a name or a number of a list; the backup has the list."""
    archive = make(tmp_path / "home")
    replace_lists(archive, [stamp()], [BLACK])
    back_up(archive, tmp_path / "copy")
    for path in (one for one in tmp_path.rglob("*") if one.is_file()):
        data = path.read_bytes()
        assert NAME.encode() not in data
        assert GOOD.encode() not in data
    restore(tmp_path / "copy", Home(tmp_path / "new"), KEY)
    assert look_up(Archive.open(Home(tmp_path / "new")).read, GOOD).entries == (BLACK,)


def test_an_older_archive_opens_and_has_no_lists(tmp_path: Path) -> None:
    """An archive of version 1 is upgraded when it is opened and has no list, so 未核验 (R42)."""
    outdated(tmp_path)
    archive = reopen(tmp_path)
    assert (look_up(archive.read, GOOD), stamped(archive.read)) == (Found(), {})
    assert entries_of(archive.read, "black") == []
    assert version(archive) == database.SCHEMA_VERSION
    assert verify(archive.read, NOW).good


@pytest.mark.parametrize("how", ["a list", "an act"])
def test_an_older_archive_is_upgraded_when_it_is_opened(tmp_path: Path, how: str) -> None:
    """Opening adds what is missing; the file is then like a new one and its cases are whole."""
    outdated(tmp_path / "old")
    archive = reopen(tmp_path / "old")
    if how == "a list":
        replace_lists(archive, [stamp()], [BLACK])
        assert look_up(archive.read, GOOD).entries == (BLACK,)
    else:
        add(archive, "A2")
    new = make(tmp_path / "new")
    assert schema(archive) == schema(new)
    assert version(archive) == version(new) == database.SCHEMA_VERSION
    assert verify(archive.read, NOW).good


def test_an_upgrade_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    """Where something is in the way the upgrade fails with a sentence and as a whole, and works later."""
    outdated(tmp_path)
    other = database.connect(Home(tmp_path).database, KEY)
    other.execute("CREATE TABLE credit_list (wrong TEXT)")
    other.execute("CREATE INDEX credit_entry_number ON journal (kind)")
    with pytest.raises(WriteError, match="没有记录"):
        reopen(tmp_path)
    assert other.execute("PRAGMA user_version").fetchone() == (1,)
    assert other.execute("SELECT number FROM case_file").fetchall() == [("A1",)]
    other.execute("DROP INDEX credit_entry_number")
    other.execute("DROP TABLE credit_list")
    archive = reopen(tmp_path)
    add(archive, "A2")
    assert version(archive) == database.SCHEMA_VERSION


def test_two_processes_upgrade_once(tmp_path: Path) -> None:
    """Two programs that write to an older archive at the same time both succeed."""
    outdated(tmp_path)
    code = (
        "import sys; from pathlib import Path; from tests.archive.helpers import add, reopen;"
        "add(reopen(Path(sys.argv[1])), sys.argv[2])"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), number], cwd=ROOT) for number in "PQ"
    ]
    assert [child.wait() for child in children] == [0, 0]
    archive = reopen(tmp_path)
    assert (archive.read.numbers(), version(archive)) == (["A1", "P", "Q"], database.SCHEMA_VERSION)
    assert verify(archive.read, NOW).good


def test_looking_up_needs_no_orm(tmp_path: Path) -> None:
    """The counter asks the list without loading sqlmodel or sqlalchemy."""
    archive = make(tmp_path)
    replace_lists(archive, [stamp()], [BLACK])
    code = (
        "import sys; from pathlib import Path; from tests.archive.helpers import reopen;"
        "from clerk.archive.credit import look_up;"
        f"print(len(look_up(reopen(Path(sys.argv[1])).read, {GOOD!r}).entries));"
        "print([m for m in ('sqlmodel', 'sqlalchemy') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert out.stdout.split("\n")[:2] == ["1", "[]"]
