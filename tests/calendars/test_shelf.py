"""The shelf of imported notices: a folder of files that is read, added to, and never overwritten."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from calendars import NoticeError, load_calendar
from calendars.errors import NoticeConflictError
from calendars.shelf import Shelf, ShelfError
from tests.calendars.test_importing import CHANGE_2027, FEAST_2026, TEXT_2027

D = date.fromisoformat


def written(folder: Path, text: str, name: str = "notice.toml") -> Path:
    """A file with a notice, as an administrator has it."""
    file = folder / name
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose folder does not exist yet."""
    return Shelf(tmp_path / "home" / "notices")


def test_a_shelf_that_is_not_there_changes_nothing(shelf: Shelf) -> None:
    """The built-in calendar itself, and no folder made."""
    assert shelf.calendar("xinjiang") is load_calendar("xinjiang")
    assert shelf.notices() == ()
    assert shelf.years("national")[-1].assumed
    assert not shelf.folder.exists()


def test_adding_a_notice_says_which_days_changed_and_keeps_the_file(shelf: Shelf, tmp_path: Path) -> None:
    """Both calendars, the days worked otherwise, the days that are sure now, and the bytes as they came."""
    source = written(tmp_path, TEXT_2027)
    added = shelf.add(source)
    assert (added.year, added.notice.number) == (2027, "国办发明电〔2026〕99号")
    assert added.calendar_before is load_calendar("national")
    assert added.calendar_after.version == shelf.calendar("national").version
    assert D("2026-12-31") in added.changed_days
    assert D("2027-02-08") not in added.changed_days  # off by the assumption and by the notice
    assert (added.settled_days[0], added.settled_days[-1]) == (D("2026-12-25"), D("2027-12-24"))
    assert added.file == shelf.folder / "national" / "0001-2027.toml"
    assert added.file.read_bytes() == source.read_bytes()
    assert [one.year for one in shelf.years("national") if not one.assumed][-1] == 2027
    assert os.listdir(added.file.parent) == [added.file.name]


def test_the_calendars_of_another_region_can_be_compared(shelf: Shelf, tmp_path: Path) -> None:
    """A national notice in a Xinjiang hall."""
    added = shelf.add(written(tmp_path, TEXT_2027), "xinjiang")
    assert added.calendar_before is load_calendar("xinjiang")
    assert added.calendar_after.version == shelf.calendar("xinjiang").version
    assert D("2026-12-31") in added.changed_days


def test_what_is_known_already_is_not_put_on_the_shelf_again(shelf: Shelf, tmp_path: Path) -> None:
    """The same notice twice: nothing to do."""
    source = written(tmp_path, TEXT_2027)
    shelf.add(source)
    again = shelf.add(source)
    assert (again.known_before, again.file, again.changed_days) == (True, None, ())
    assert again.calendar_before is again.calendar_after
    assert len(shelf.notices()) == 1


def test_versions_of_a_year_are_kept_in_order(shelf: Shelf, tmp_path: Path) -> None:
    """The yearly notice, a change to it, a regional one: each a file of its own, replayed in order."""
    shelf.add(written(tmp_path, TEXT_2027))
    changed = shelf.add(written(tmp_path, CHANGE_2027.replace("year = 2027", "year = 2027\nchecksum = 15")))
    shelf.add(written(tmp_path, FEAST_2026))
    assert changed.changed_days == (D("2027-02-12"), D("2027-02-14"))
    names = sorted(str(file.relative_to(shelf.folder)) for file in shelf.folder.rglob("*.toml"))
    assert names == ["national/0001-2027.toml", "national/0002-2027.toml", "xinjiang/0001-2026.toml"]
    fresh = Shelf(shelf.folder).calendar("xinjiang")
    assert not fresh.is_working_day(D("2027-02-12"))
    assert not fresh.is_provisional(D("2026-05-27"))


def test_only_checking_keeps_nothing(shelf: Shelf, tmp_path: Path) -> None:
    """It says what would come of it."""
    added = shelf.add(written(tmp_path, TEXT_2027), keep=False)
    assert D("2026-12-31") in added.changed_days
    assert added.file is None
    assert not shelf.folder.exists()


def test_a_refused_notice_leaves_no_trace(shelf: Shelf, tmp_path: Path) -> None:
    """A conflict, an unreadable file, a missing year: the shelf stays as it was."""
    shelf.add(written(tmp_path, TEXT_2027))
    before = sorted(shelf.folder.rglob("*"))
    other = TEXT_2027.replace("2027-10-07 }", "2027-10-08 }").replace("10-09]", "10-09, 2027-10-10]")
    with pytest.raises(NoticeConflictError, match=r"0001-2027\.toml\)冲突"):
        shelf.add(written(tmp_path, other))
    with pytest.raises(NoticeError, match="读不了"):
        shelf.add(tmp_path / "gone.toml")
    far = 'region = "national"\nyear = 2040\ntitle = "t"\nchecksum = 0\noff = []\n'
    with pytest.raises(NoticeError, match="还没有2031年的通知"):
        shelf.add(written(tmp_path, far))
    assert sorted(shelf.folder.rglob("*")) == before


def test_a_damaged_file_on_the_shelf_is_named(shelf: Shelf, tmp_path: Path) -> None:
    """Nothing is guessed from what is left of it."""
    file = shelf.add(written(tmp_path, TEXT_2027)).file
    assert file is not None
    assert shelf.calendar("national").last == D("2028-12-31")
    file.write_text(TEXT_2027[:200], "utf-8")
    with pytest.raises(ShelfError, match=str(file)):
        shelf.calendar("national")


def test_another_file_in_the_folder_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    """A note, a half-written file of a window that was switched off."""
    shelf.add(written(tmp_path, TEXT_2027))
    (shelf.folder / "national" / ".new-abc").write_text("half", "utf-8")
    (shelf.folder / "national" / "readme.toml").write_text("x", "utf-8")
    assert len(shelf.notices()) == 1


def test_a_shelf_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The place of the folder is taken by a file: the surroundings, not the notice, are at fault."""
    (tmp_path / "notices").write_text("", "utf-8")
    with pytest.raises(ShelfError, match="notices"):
        Shelf(tmp_path / "notices").add(written(tmp_path, TEXT_2027))


def test_a_number_that_another_window_took_is_not_overwritten(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows import at once: the second takes the next number."""
    real = os.link
    calls: list[object] = []

    def link(source: Path, place: Path) -> None:
        if not calls:
            calls.append(place)
            place.write_text("another window's", "utf-8")
        real(source, place)

    monkeypatch.setattr(os, "link", link)
    added = shelf.add(written(tmp_path, TEXT_2027))
    assert added.file == shelf.folder / "national" / "0002-2027.toml"
    assert (shelf.folder / "national" / "0001-2027.toml").read_text("utf-8") == "another window's"


def test_a_file_system_without_links_will_do(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a stick's: the finished file is renamed into its place."""

    def link(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", link)
    assert shelf.add(written(tmp_path, TEXT_2027)).file == shelf.folder / "national" / "0001-2027.toml"
    assert len(shelf.notices()) == 1


def test_several_notices_are_taken_in_together_or_not_at_all(shelf: Shelf, tmp_path: Path) -> None:
    """A later one may rest on an earlier one; a bad one leaves nothing of the others."""
    yearly = written(tmp_path, TEXT_2027, "yearly.toml")
    change = written(
        tmp_path, CHANGE_2027.replace("year = 2027", "year = 2027\nchecksum = 15"), "change.toml"
    )
    bad = written(tmp_path, CHANGE_2027, "bad.toml")
    with pytest.raises(NoticeError, match=r"bad\.toml"):
        shelf.add_all([yearly, bad])
    assert not shelf.folder.exists()
    first, second, again = shelf.add_all([yearly, change, yearly])
    assert first.calendar_after.version == second.calendar_before.version
    assert again.known_before
    assert len(shelf.notices()) == 2


def test_a_full_disk_takes_back_what_was_written(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is half-applied."""
    yearly, feast = written(tmp_path, TEXT_2027, "a.toml"), written(tmp_path, FEAST_2026, "b.toml")
    real, calls = os.fsync, []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ShelfError, match="No space left"):
        shelf.add_all([yearly, feast])
    assert [file for file in shelf.folder.rglob("*") if file.is_file()] == []
