"""``clerk items import``: another catalogue, its warnings, and what it changes for open cases. LAW L14."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from clerk.archive.archive import Archive
from clerk.archive.home import Home
from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.cli.main import main
from clerk.desk.office import Done
from clerk.desk.opening import open_office
from tests.desk.conftest import PERSON

CODE = "XK-05"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home with one case that waits for one material to be corrected."""
    path = tmp_path / "home"
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "张三", "--home", str(path)]) == 0
    archive = Archive.open(Home(path))
    item = load_builtin().get(CODE)
    assert item is not None
    office = open_office(archive)
    gap = item.materials[0].name
    done = office.receive(item, PERSON, {gap: a.Finding("missing")})
    assert isinstance(done, Done)
    office.act(done.case.number, a.NotifyCorrection((gap,)))
    archive.close()
    capsys.readouterr()
    return path


@pytest.fixture
def lighter(tmp_path: Path) -> Path:
    """A catalogue of that item without the material, and with one way to submit."""
    item = load_builtin().get(CODE)
    assert item is not None
    data: dict[str, Any] = msgspec.to_builtins(item)
    data["materials"] = data["materials"][1:]
    data["submit_channels"] = ["counter"]
    file = tmp_path / "new.json"
    file.write_text(json.dumps({"items": [data]}, ensure_ascii=False), "utf-8")
    return file


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """The JSON that a command prints."""
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_lighter_catalogue_is_taken_in_and_helps(
    home: Path, lighter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """LAW L14, R10: the home works by the new file, the waiting case may go on, the warning is printed."""
    words = ["items", "import", str(lighter), "--home", str(home)]
    planned = answer(capsys, *words, "--check")
    assert planned["checked_only"]
    assert Home(home).settings().catalogue == "builtin"
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "只能通过窗口提交" in said
    assert "不再需要" in said
    assert "应当受理" in said
    assert [item["id"] for item in answer(capsys, "items", "list", "--home", str(home))] == [CODE]
    (case,) = answer(capsys, "cases", "list", "--home", str(home))
    assert case["stage"] == "received"
    # Once more: nothing changes, nothing is recorded.
    assert answer(capsys, *words)["open_cases"] == []
    assert main(["verify", "--home", str(home)]) == 0


def test_items_show_prints_the_warnings(
    home: Path, lighter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """R10, LAW L7: whoever looks an item up sees what it had better not say."""
    assert main(["items", "import", str(lighter), "--home", str(home)]) == 0
    capsys.readouterr()
    shown = answer(capsys, "items", "show", CODE, "--home", str(home))
    assert "one_channel" in [one["code"] for one in shown["warnings"]]
    assert main(["items", "show", "XK-15", "--home", str(home / "none")]) == 0
    assert "承诺3个工作日可能晚于法定7日" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{", '{"items": []}', '{"items": [{"id": "X"}]}'])
def test_a_bad_file_changes_nothing(
    home: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, one sentence with the file's name; the hall keeps the catalogue it has."""
    bad = tmp_path / "bad.json"
    bad.write_text(text, "utf-8")
    assert main(["items", "import", str(bad), "--home", str(home)]) == 2
    assert "bad.json" in capsys.readouterr().err
    assert Home(home).settings().catalogue == "builtin"


def test_without_a_home_there_is_nothing_to_import_into(
    tmp_path: Path, lighter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 and what to do."""
    assert main(["items", "import", str(lighter), "--home", str(tmp_path / "none")]) == 3
    assert "clerk init" in capsys.readouterr().err
