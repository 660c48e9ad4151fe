"""The archive on real files: durable, append-only, found by its indexes, unreadable without its key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from clerk.archive import database
from clerk.archive.archive import Archive
from clerk.archive.backup import back_up, restore
from clerk.archive.drafts import Drafts
from clerk.archive.errors import (
    HomeError,
    KeyProblemError,
    NewerArchiveError,
    OccupiedError,
)
from clerk.archive.folding import load_case
from clerk.archive.home import Home
from clerk.archive.keys import load_key
from clerk.archive.verify import verify
from clerk.casework import acts as a
from tests.archive.helpers import KEY, NAME, NOW, add, make, reopen, settings, tampered

ROOT = Path(__file__).parents[2]


def test_acts_come_back_as_a_case(tmp_path: Path) -> None:
    """What was appended folds to the same case after closing and opening again."""
    archive = make(tmp_path)
    add(archive, "A1", a.Accept())
    archive.close()
    again = reopen(tmp_path)
    assert load_case(again.read, "A1", NOW).stage == "accepted"
    assert verify(again.read, NOW).good


def test_an_error_writes_nothing(tmp_path: Path) -> None:
    """An exception inside the block leaves no act, no number and no read model."""
    archive = make(tmp_path)
    add(archive, "A1")
    row = archive.read.row("A1")
    assert row is not None

    def fail() -> None:
        with archive.write() as writer:
            assert writer.next_number("s", 2025) == 1
            writer.append([a.Act("A1", NOW, a.Actor("x", "clerk"), a.Note("n"))], row)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail()
    assert len(archive.read.lines("A1")) == 1
    with archive.write() as writer:
        assert writer.next_number("s", 2025) == 1


@pytest.mark.parametrize("verb", ["UPDATE journal SET kind = 'x'", "DELETE FROM journal"])
def test_the_journal_only_grows(tmp_path: Path, verb: str) -> None:
    """R86, R94: changing or deleting a line is refused by the database itself."""
    archive = make(tmp_path)
    add(archive, "A1")
    connection = database.connect(archive.home.database, KEY)
    with pytest.raises(Exception, match="only grows"):
        connection.execute(verb)


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE journal SET line = replace(line, '138', '139') WHERE id = 1", "日志第1行"),
        ("DELETE FROM journal WHERE id = 2", "链条中断"),
        ("DELETE FROM journal WHERE id = 3", "日志第3行不见了"),
        ("UPDATE journal SET kind = 'consult' WHERE id = 1", "日志的目录列与内容不符"),
        ("UPDATE journal SET case_no = 'A9' WHERE id = 2", "日志的目录列与内容不符"),
        ("UPDATE case_file SET stage = 'delivered'", "目录与案卷不符(stage"),
        ("DELETE FROM case_file", "目录中没有"),
        ("DELETE FROM clock", "clocks"),
    ],
)
def test_tampering_is_found_and_named(tmp_path: Path, sql: str, named: str) -> None:
    """R86: each changed line, missing line and changed read model is found, and the verdict says where."""
    archive = make(tmp_path)
    add(archive, "A1", a.Note("一"), a.Note("二"))
    connection = tampered(archive)
    connection.execute(
        sql.replace("replace(line, '138', '139')", "CAST(replace(line, '138', '139') AS BLOB)")
    )
    connection.close()
    verdict = verify(archive.read, NOW)
    assert not verdict.good
    assert named in "\n".join(verdict.problems)


def test_nothing_lies_in_plain_text(tmp_path: Path) -> None:
    """No file of the home and no backup holds the applicant's name, or an SQLite header."""
    archive = make(tmp_path / "home")
    add(archive, "A1")
    archive.drafts.save("receive", NAME.encode())
    archive.drafts.flush()
    back_up(archive, tmp_path / "copy")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        data = path.read_bytes()
        assert NAME.encode() not in data
        assert b"SQLite format 3" not in data


_CHILD = """
import sys
from pathlib import Path
from clerk.casework import acts as a
from tests.archive.helpers import add, reopen
archive = reopen(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    add(archive, f"{sys.argv[2]}-{n}", a.Note("x"))
    print(n, flush=True)
"""


def _child(home: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _CHILD, str(home), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_killed_process_loses_nothing_confirmed(tmp_path: Path) -> None:
    """After kill -9 in the middle of appends every confirmed case is there and the chain is whole."""
    make(tmp_path).close()
    confirmed = []
    for kill in range(5):
        child = _child(tmp_path, f"K{kill}", 10_000)
        assert child.stdout is not None
        for _ in range(3 + 4 * kill):
            confirmed.append(f"K{kill}-{int(child.stdout.readline())}")
        os.kill(child.pid, signal.SIGKILL)
        rest = child.stdout.read().splitlines()
        confirmed += [f"K{kill}-{n}" for n in rest if n]
        child.stdout.close()
        child.wait()
    archive = reopen(tmp_path)
    assert verify(archive.read, NOW).problems == []
    assert set(confirmed) <= set(archive.read.numbers())


def test_two_processes_append_to_one_chain(tmp_path: Path) -> None:
    """Two writers at once give one whole chain with every case of both."""
    make(tmp_path).close()
    children = [_child(tmp_path, name, 20) for name in "PQ"]
    for child in children:
        child.communicate()
    assert [child.returncode for child in children] == [0, 0]
    archive = reopen(tmp_path)
    verdict = verify(archive.read, NOW)
    assert (verdict.problems, verdict.cases, verdict.lines) == ([], 40, 80)


@pytest.mark.parametrize("text", [NAME, NAME[:4], "11010519491231002x", "13800138000", "A1"])
def test_a_returning_person_is_found(tmp_path: Path, text: str) -> None:
    """By name, its beginning, paper, phone or number; anything else finds nothing."""
    archive = make(tmp_path)
    add(archive, "A1")
    assert [row.number for row in archive.read.find(text)] == ["A1"]
    assert archive.read.find("无此人") == []


def test_the_queue_reads_without_the_orm(tmp_path: Path) -> None:
    """Opening and the first page of the queue import neither sqlmodel nor sqlalchemy nor keyring."""
    archive = make(tmp_path)
    add(archive, "A1")
    code = (
        "import sys; from pathlib import Path; from tests.archive.helpers import reopen;"
        "print(reopen(Path(sys.argv[1])).read.queue('window:W01')[0].number);"
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'keyring') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.split("\n")[:2] == ["A1", "[]"]


def test_time_turns_a_case(tmp_path: Path) -> None:
    """R51: a case whose silence becomes acceptance is named on the day it turns, not before."""
    archive = make(tmp_path)
    add(archive, "A1")
    row = archive.read.row("A1")
    assert row is not None
    assert row.turns_on is not None
    assert archive.read.due_to_turn(row.turns_on - timedelta(days=1)) == []
    assert archive.read.due_to_turn(row.turns_on) == ["A1"]


def test_wrong_key_newer_archive_and_no_archive_are_told_apart(tmp_path: Path) -> None:
    """Each is a typed error with a sentence, and the file is left alone."""
    archive = make(tmp_path)
    with pytest.raises(KeyProblemError, match="密钥"):
        database.connect(archive.home.database, bytes(32), read_only=True)
    connection = database.open_file(archive.home.database, KEY)
    connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerArchiveError, match="升级"):
        reopen(tmp_path)


def test_a_finished_home_is_never_set_up_again(tmp_path: Path) -> None:
    """A second set-up is refused; one whose settings got lost keeps its cases."""
    archive = Archive.create(Home(tmp_path), settings())
    add(archive, "A1")
    archive.close()
    with pytest.raises(HomeError, match="已经设置过"):
        Archive.create(Home(tmp_path), settings())
    Home(tmp_path).settings_file.unlink()
    with pytest.raises(HomeError, match="设置文件"):
        Archive.create(Home(tmp_path), settings())


def test_a_set_up_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    """With no settings and no cases the set-up runs again; what it left is moved aside."""
    Home(tmp_path).key_file.write_text("half")
    archive = Archive.create(Home(tmp_path), settings())
    assert archive.read.numbers() == []
    assert len(list(tmp_path.glob("unfinished-*"))) == 1


def test_one_workstation_a_home(tmp_path: Path) -> None:
    """A second workstation is told that the first one has the home."""
    home = Home(tmp_path)
    with home.occupied(), pytest.raises(OccupiedError, match="另一个工作站"), Home(tmp_path).occupied():
        pass


def test_the_home_and_the_key_are_private(tmp_path: Path) -> None:
    """Folder 0700, key file 0600, backup 0600."""
    archive = Archive.create(Home(tmp_path / "h"), settings())
    back_up(archive, tmp_path / "copy")
    modes = [
        path.stat().st_mode & 0o777 for path in (archive.home.path, archive.home.key_file, tmp_path / "copy")
    ]
    assert modes == [0o700, 0o600, 0o600]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """Without its key file the archive says which file is missing."""
    home = Home(tmp_path)
    Archive.create(home, settings()).close()
    home.key_file.unlink()
    with pytest.raises(KeyProblemError, match=r"archive\.key"):
        Archive.open(home)


def test_backup_and_restore_into_a_new_home(tmp_path: Path) -> None:
    """A backup taken while the archive is open comes back whole, under another device name."""
    archive = Archive.create(Home(tmp_path / "old"), settings())
    add(archive, "A1", a.Accept())
    assert back_up(archive, tmp_path / "copy") == 2
    with pytest.raises(HomeError, match="已存在"):
        back_up(archive, tmp_path / "copy")
    new = Home(tmp_path / "new")
    restore(tmp_path / "copy", new, archive.key)
    again = Archive.open(new)
    assert load_key(new, "file") == archive.key
    assert again.settings.device != archive.settings.device
    add(again, "A1", a.Note("后来"))
    assert verify(again.read, NOW).problems == []


def test_a_backup_takes_the_halls_own_files_along(tmp_path: Path) -> None:
    """Policy, office hours and catalogue come back with the archive; a file that is there stays."""
    own = msgspec.structs.replace(settings(), catalogue="items.toml")
    archive = Archive.create(Home(tmp_path / "old"), own)
    for name in ("policy.toml", "hours.toml", "items.toml"):
        (tmp_path / "old" / name).write_text(f"# {name}", "utf-8")
    back_up(archive, tmp_path / "copy")
    new = Home(tmp_path / "new")
    new.make()
    (new.path / "hours.toml").write_text("# here", "utf-8")
    restore(tmp_path / "copy", new, archive.key)
    said = {
        name: (new.path / name).read_text("utf-8") for name in ("policy.toml", "hours.toml", "items.toml")
    }
    assert said == {"policy.toml": "# policy.toml", "hours.toml": "# here", "items.toml": "# items.toml"}


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    """A flipped byte in a backup stops the restore, and the home stays as it was."""
    archive = make(tmp_path / "old")
    add(archive, "A1")
    back_up(archive, tmp_path / "copy")
    data = bytearray((tmp_path / "copy").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "copy").write_bytes(data)
    with pytest.raises(Exception, match="损坏"):
        restore(tmp_path / "copy", archive.home, KEY, force=True)
    assert archive.read.numbers() == ["A1"]


def test_the_latest_draft_wins_and_survives(tmp_path: Path) -> None:
    """What was typed last is what another process finds; a dropped draft is gone."""
    archive = make(tmp_path)
    for n in range(200):
        archive.drafts.save("receive", str(n).encode())
    archive.drafts.flush()
    other = Drafts(archive.home.database, KEY)
    assert other.load("receive") == b"199"
    other.set_aside("receive")
    other.flush()
    assert (archive.drafts.load("receive"), archive.drafts.load("unreadable/receive")) == (None, b"199")
    other.close()
