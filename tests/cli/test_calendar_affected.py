"""``clerk calendar import`` on a home with open cases, and ``clerk calendar affected``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clerk.archive.archive import Archive
from clerk.archive.home import Home
from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.cli.main import main
from clerk.desk.office import Done
from clerk.desk.opening import open_office
from tests.calendars.test_importing import TEXT_2027
from tests.casework.helpers import moment

NAME, NUMBER = "阿依古丽·买买提", "650203199003074518"
PERSON = a.Person(NAME, id_type="居民身份证", id_number=NUMBER)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with an accepted food licence of 2026-12-24 and one of 2026-12-28."""
    path = tmp_path / "home"
    monkeypatch.setenv("CLERK_HOME", str(path))
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "赵六"]) == 0
    item = load_builtin().get("XK-02")
    assert item is not None
    archive = Archive.open(Home(path))
    for when in ("2026-12-24T11:00", "2026-12-28T11:00"):
        office = open_office(archive, lambda when=when: moment(when))  # type: ignore[misc]  # a default binds it
        done = office.receive(item, PERSON, {})
        assert isinstance(done, Done)
        assert isinstance(office.act(done.case.number, a.Accept()), Done)
    archive.close()
    capsys.readouterr()
    return path


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """The invented notice for 2027."""
    file = tmp_path / "2027.toml"
    file.write_text(TEXT_2027, "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *words: str | Path, status: int = 0) -> str:
    """What a command says; it names nobody in full."""
    assert main([str(word) for word in words]) == status
    out, err = capsys.readouterr()
    assert NAME not in out + err
    assert NUMBER not in out + err
    return out


def test_an_import_tells_the_cases_that_it_touches(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which clock, the date before, by the new calendar, the one that holds, and whom to tell."""
    data: dict[str, Any] = json.loads(run(capsys, "calendar", "import", notice, "--json"))
    first, second = data["affected"]
    assert (first["applicant"], first["item_name"], first["tell"]) == (
        "阿**", "食品经营许可(餐饮服务,新办)", True,
    )  # fmt: skip
    clock = next(one for one in first["clocks"] if one["what"] == "promised")
    assert clock == {
        "what": "promised",
        "material": "",
        "before": "2026-12-31",
        "by_calendar": "2026-12-30",
        "holds": "2026-12-30",
        "printed": "2026-12-31",
        "tell": True,
    }
    clock = next(one for one in second["clocks"] if one["what"] == "promised")
    assert (clock["by_calendar"], clock["holds"], clock["tell"]) == ("2027-01-06", "2027-01-05", False)
    assert main(["verify"]) == 0


def test_what_was_told_can_be_read_later(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list is kept with the archive; before any notice the honest answer is that there is none."""
    assert "没有因放假通知" in run(capsys, "calendar", "affected", status=1)
    said = run(capsys, "calendar", "import", notice)
    assert "受影响的在办件:2件" in said
    later = run(capsys, "calendar", "affected")
    assert "变动2件,其中1件须告知申请人" in later
    for words in (
        "承诺办结 原2026-12-31,按新日历2026-12-30",
        "文书所载2027-01-05对申请人有利",
        "须告知申请人",
    ):
        assert words in said
        assert words in later
    assert len(json.loads(run(capsys, "calendar", "affected", "--json"))["affected"]) == 2


def test_checking_moves_no_date(home: Path, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--check`` and a bad notice leave the archive alone."""
    run(capsys, "calendar", "import", notice, "--check")
    notice.write_text(TEXT_2027.replace("2027-02-11", "2027-02-14"), "utf-8")
    assert main(["calendar", "import", str(notice)]) == 2
    capsys.readouterr()
    assert "没有因放假通知" in run(capsys, "calendar", "affected", status=1)


def test_an_archive_that_cannot_be_opened_is_judged_later(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3: the notice is taken in, the sentence says what is still to be done and when it will be."""
    key = home / "archive.key"
    key.rename(home / "away.key")
    assert main(["calendar", "import", str(notice)]) == 3
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "通知已导入,但期限还没有重算" in err
    assert "下次打开工作站时自动重算" in err
    (home / "away.key").rename(key)
    archive = Archive.open(Home(home))
    office = open_office(archive)
    assert office.waiting()
    office.open_day()
    archive.close()
    assert "变动2件" in run(capsys, "calendar", "affected")


def test_a_damaged_notice_stops_the_archive_with_a_sentence(
    home: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 that names the file: no date may be told by half a calendar."""
    run(capsys, "calendar", "import", notice)
    (stored,) = (home / "notices" / "national").iterdir()
    stored.write_text("year =", "utf-8")
    assert main(["verify"]) == 3
    assert f"放假通知文件 {stored} 第1行" in capsys.readouterr().err
