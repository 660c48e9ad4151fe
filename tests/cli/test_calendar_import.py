"""``clerk calendar import``: notices taken into a home, and what the other commands say from then on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clerk.cli.main import main
from tests.calendars.test_importing import CHANGE_2027, FEAST_2026, TEXT_2027


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that is not set up, and does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CLERK_HOME", str(folder))
    return folder


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A file with a notice for 2027."""
    file = tmp_path / "2027.toml"
    file.write_text(TEXT_2027, "utf-8")
    return file


def said(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """What a command tells a person."""
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def answer(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    """The JSON document that a command prints."""
    return json.loads(said(capsys, *words, "--json"))


def complaint(capsys: pytest.CaptureFixture[str], status: int, *words: str | Path) -> str:
    """The one sentence of a command that fails, with nothing on stdout."""
    assert main([str(word) for word in words]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def test_importing_tells_days_and_versions(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which days are worked otherwise, from which calendar to which, what is no longer provisional."""
    text = said(capsys, "calendar", "import", notice)
    assert "已导入:全国2027年 国办发明电〔2026〕99号" in text
    assert "新疆日历版本:xinjiang-" in text
    assert "2026-12-31(周四) 改为放假(元旦)" in text
    assert "2026-12-27(周日) 改为上班(调休上班)" in text
    assert "不再暂定:2026-12-25 至 2027-03-02" in text
    assert (home / "notices" / "national" / "0001-2027.toml").read_text("utf-8") == TEXT_2027


def test_the_other_commands_use_what_was_imported(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``due``, ``days`` and ``calendar status`` of the same home, and of no other."""
    before = answer(capsys, "due", "2026-12-20", "8wd")
    said(capsys, "calendar", "import", notice)
    after = answer(capsys, "due", "2026-12-20", "8wd")
    assert (before["due"], before["provisional"]) == ("2026-12-30", True)
    assert (after["due"], after["provisional"]) == ("2026-12-29", False)
    assert before["calendar"] != after["calendar"]
    assert answer(capsys, "days", "2026-12-20", "2026-12-31")["working_days"] == 9
    status = answer(capsys, "calendar", "status")
    assert (status["known_through"], status["last"]) == (2027, "2028-12-31")
    assert status["calendar"] == after["calendar"]
    assert status["imported"] == [str(home / "notices" / "national" / "0001-2027.toml")]
    assert "导入的通知:" in said(capsys, "calendar", "status")
    assert "仅按全国日历:2026-12-29(相同)" in said(capsys, "due", "2026-12-20", "8wd")
    elsewhere = answer(capsys, "due", "2026-12-20", "8wd", "--home", home.parent / "other")
    assert elsewhere == before


def test_the_answer_as_data(home: Path, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One entry a file; the same notice once more changes nothing."""
    data = answer(capsys, "calendar", "import", notice)
    (entry,) = data["notices"]
    assert (data["checked_only"], data["affected"]) == (False, [])
    assert (entry["region"], entry["year"], entry["compared"]) == ("national", 2027, "xinjiang")
    assert {"date": "2026-12-31", "works": False, "why": "元旦"} in entry["changed"]
    assert entry["settled"][0] == {"from": "2026-12-25", "to": "2027-03-02"}
    assert entry["calendar_before"] != entry["calendar_after"]
    (again,) = answer(capsys, "calendar", "import", notice)["notices"]
    assert (again["known_before"], again["stored"], again["changed"]) == (True, None, [])
    assert "已知,无需导入" in said(capsys, "calendar", "import", notice)


def test_checking_keeps_nothing(home: Path, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--check`` says the same and leaves no trace."""
    assert "可以导入:全国2027年" in said(capsys, "calendar", "import", notice, "--check")
    assert not home.exists()


def test_a_feast_is_confirmed(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The notice says what was reported before: no day changes, but the dates are sure."""
    file = tmp_path / "feast.toml"
    file.write_text(FEAST_2026, "utf-8")
    text = said(capsys, "calendar", "import", file)
    assert "没有日子改变上班或放假" in text
    assert "不再暂定:2026-05-20 至 2026-06-07" in text
    assert not answer(capsys, "due", "2026-05-18", "5wd")["provisional"]
    assert "新政办发〔2025〕99号" in said(capsys, "calendar", "status")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("to = 2027-02-11", "to = 2027-02-14", "第9行:2027-02-14既放假(春节)又补班"),
        ("year = 2027", "year = 2017", "第2行:年度 2017 不在"),
        ("2026-12-31, to", "2016-12-31, to", "不合理"),
        ("2027-06-09 }", "2027-06-10 }", "第7行:2027年的校验数"),
        ("off = [", "off = ", "不是有效的 TOML"),
    ],
)
def test_a_bad_notice_is_one_sentence_with_file_and_line(
    old: str, new: str, words: str, home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, and nothing is half-applied."""
    assert old in TEXT_2027
    notice.write_text(TEXT_2027.replace(old, new, 1), "utf-8")
    err = complaint(capsys, 2, "calendar", "import", notice)
    assert str(notice) in err
    assert words in err
    assert not home.exists()


def test_conflicting_notices_are_refused_together(
    home: Path, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year twice with other days: neither file is taken in, and both are named."""
    other = tmp_path / "other.toml"
    other.write_text(
        TEXT_2027.replace("-10-07 }", "-10-08 }").replace("10-09]", "10-09, 2027-10-10]"), "utf-8"
    )
    err = complaint(capsys, 2, "calendar", "import", notice, other)
    assert "other.toml 第2行:2027年已有通知,内容不同" in err
    assert "2027.toml)冲突,没有导入" in err
    assert not home.exists()


def test_a_change_is_taken_in_with_its_year(
    home: Path, notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mid-year change alone is refused; after its year it is taken in."""
    change = tmp_path / "change.toml"
    change.write_text(CHANGE_2027.replace("year = 2027", "year = 2027\nchecksum = 15"), "utf-8")
    assert "无从调整" in complaint(capsys, 2, "calendar", "import", change)
    text = said(capsys, "calendar", "import", notice, change)
    assert "2027-02-12(周五) 改为放假(春节延长)" in text


def test_a_damaged_shelf_is_said_with_the_file(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 for every command that would rest on it."""
    said(capsys, "calendar", "import", notice)
    stored = home / "notices" / "national" / "0001-2027.toml"
    stored.write_text("year =", "utf-8")
    for words in (["due", "2026-12-20", "8wd"], ["calendar", "status"], ["calendar", "import", str(notice)]):
        err = complaint(capsys, 3, *words)
        assert f"已导入的通知损坏:放假通知文件 {stored} 第1行" in err


def test_a_file_that_is_not_there_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with its name; so is a folder."""
    assert "gone.toml" in complaint(capsys, 2, "calendar", "import", home.parent / "gone.toml")
    assert "读不了" in complaint(capsys, 2, "calendar", "import", home.parent)


def test_an_unknown_region_is_refused(home: Path, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is written."""
    assert "没有“mars”的工作日历" in complaint(capsys, 2, "calendar", "import", notice, "--region", "mars")
    assert not home.exists()
