"""Dates judged anew on real encrypted files: all or nothing under kill -9, and archives of older versions."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from calendars import load_calendar
from clerk.archive import database, recomputing
from clerk.archive.archive import Archive
from clerk.archive.backup import back_up, restore
from clerk.archive.files import CLOCK_COLUMNS, file_row
from clerk.archive.home import Home
from clerk.archive.recomputing import DATES_BY, calendars_known, outdated, recompute
from clerk.archive.verify import verify
from clerk.casework import acts as a
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from tests.archive.helpers import KEY, NOW, POLICY, add, as_of_version, make, opening, reopen
from tests.calendars.test_importing import TEXT_2027
from tests.casework.helpers import LICENCE, moment

ROOT = Path(__file__).parents[2]
DATES = f"SELECT case_no, {', '.join(CLOCK_COLUMNS)} FROM clock ORDER BY case_no, n"
HEADS = (
    "SELECT number, next_what, next_due, next_provisional, turns_on, inputs FROM case_file ORDER BY number"
)
LATE: datetime = moment("2026-12-28T11:00")
KILLED = """
import os, signal, sys
from pathlib import Path
from clerk.archive import recomputing
from tests.archive.helpers import reopen
from tests.casework.helpers import moment
recomputing.PAGE = 2
def show(done, total):
    if done == 4:
        os.kill(os.getpid(), signal.SIGKILL)
recomputing.recompute(reopen(Path(sys.argv[1])), moment("2026-12-28T11:00"), show)
"""


def december(path: Path, cases: int = 7) -> Archive:
    """A home with open cases of late December 2026, and a notice for 2027 that it has not judged by."""
    archive = make(path)
    terms = Terms(LICENCE, POLICY, load_calendar("xinjiang"), load_calendar("national"))
    with archive.write() as writer:
        writer.publish(LICENCE)
        writer.publish(POLICY)
        for n in range(cases):
            acts = [msgspec.structs.replace(opening(f"A{n}"), at=LATE)]
            acts.append(a.Act(f"A{n}", LATE, acts[0].by, a.Accept()))
            writer.append(acts, file_row(fold(acts, terms, LATE)))
    notice = path / "notice.toml"
    notice.write_text(TEXT_2027, "utf-8")
    archive.shelf.add(notice)
    return archive


def stored(archive: Archive) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """All dates of the archive as the file has them."""
    return archive.read.rows(HEADS), archive.read.rows(DATES)


def test_killed_in_the_middle_nothing_is_half_done(tmp_path: Path) -> None:
    """SIGKILL after some pages were written: every date is as it was, and the next start does all of it."""
    archive = december(tmp_path)
    before = stored(archive)
    archive.close()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    archive = reopen(tmp_path)
    assert stored(archive) == before
    assert archive.read.rows("SELECT count(*) FROM date_change") == [(0,)]
    assert outdated(archive)
    assert verify(archive.read, LATE).good
    done = recompute(archive, LATE)
    assert (done.cases, done.changed, done.refolded, done.left) == (7, 7, 0, [])
    assert not outdated(archive)
    assert verify(archive.read, LATE).good


def test_only_rows_that_change_are_written(tmp_path: Path) -> None:
    """A case whose dates the notice does not touch keeps its row, its clocks and their order on the disk."""
    archive = december(tmp_path, cases=1)
    add(archive, "B1", a.Accept())
    kept = "SELECT rowid, * FROM clock WHERE case_no = 'B1'"
    before = archive.read.rows(kept)
    done = recompute(archive, LATE)
    assert (done.cases, done.changed) == (2, 1)
    assert archive.read.rows(kept) == before


def test_progress_is_told_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many are done, and of how many."""
    archive = december(tmp_path)
    monkeypatch.setattr(recomputing, "PAGE", 3)
    told: list[tuple[int, int]] = []
    recompute(archive, LATE, lambda done, total: told.append((done, total)))
    assert told == [(3, 7), (6, 7), (7, 7)]


def test_two_windows_judge_once(tmp_path: Path) -> None:
    """Whoever comes second finds it done."""
    archive = december(tmp_path)
    other = reopen(tmp_path)
    assert recompute(other, LATE).changed == 7
    assert recompute(archive, LATE) == recomputing.Recomputed()


def test_a_case_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    """What cannot be judged keeps its dates and is named; all others are judged."""
    archive = december(tmp_path)
    with archive.write() as writer:
        writer.many("UPDATE case_file SET inputs = ? WHERE number = ?", [(b'{"region":5}', "A3")])
    before = archive.read.clocks("A3")
    done = recompute(archive, LATE)
    assert (done.left, done.changed) == (["A3"], 6)
    assert archive.read.clocks("A3") == before


def test_an_archive_of_version_2_gains_its_inputs_when_the_day_is_opened(tmp_path: Path) -> None:
    """Opening adds the columns, as in a new archive; judging fills them from the acts and moves no date."""
    archive = make(tmp_path / "old")
    for number in ("A1", "A2"):
        add(archive, number, a.Accept())
    before = [archive.read.row(number) for number in archive.read.numbers()]
    archive.close()
    as_of_version(tmp_path / "old", 2)
    archive, new = reopen(tmp_path / "old"), make(tmp_path / "new")
    sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    assert archive.read.rows(sql) == new.read.rows(sql)
    assert archive.read.rows("PRAGMA user_version") == [(database.SCHEMA_VERSION,)]
    assert all(clock.warn_on == clock.due for clock in archive.read.clocks("A1"))
    assert outdated(archive)
    assert verify(archive.read, NOW).good
    done = recompute(archive, NOW)
    assert (done.refolded, done.moved) == (2, 0)
    assert [archive.read.row(number) for number in archive.read.numbers()] == before
    assert archive.read.mark(DATES_BY) == calendars_known(archive)
    assert verify(archive.read, NOW).good


def test_a_backup_takes_the_notices_along(tmp_path: Path) -> None:
    """Restored on another machine the dates rest on the same calendars; a shelf with notices keeps them."""
    archive = december(tmp_path / "home")
    recompute(archive, LATE)
    back_up(archive, tmp_path / "copy")
    for path in (tmp_path / "copy", *tmp_path.glob("home/archive.db*")):
        assert "国办发明电〔2026〕99号".encode() not in path.read_bytes()
    restore(tmp_path / "copy", Home(tmp_path / "new"), KEY)
    restored = Archive.open(Home(tmp_path / "new"))
    assert restored.shelf.notices()[0].number == "国办发明电〔2026〕99号"
    assert not outdated(restored)
    assert stored(restored) == stored(archive)
    restored.close()
    (kept,) = (tmp_path / "new" / "notices" / "national").iterdir()
    kept.write_text("# kept\n" + TEXT_2027, "utf-8")
    restore(tmp_path / "copy", Home(tmp_path / "new"), KEY, force=True)
    assert kept.read_text("utf-8").startswith("# kept")
