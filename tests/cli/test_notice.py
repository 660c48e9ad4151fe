"""``clerk notice``: the papers of a case from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clerk.archive.archive import Archive
from clerk.archive.home import Clerk, Home, Settings, new_device
from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.cli.main import main
from clerk.desk.office import Done
from clerk.desk.opening import open_office

PERSON = a.Person("张三", id_type="居民身份证", id_number="650203199003074518")


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, str]:
    """A home with one received case; its path and the case's number."""
    home = Home(tmp_path / "home")
    archive = Archive.create(home, Settings("大厅", "W01", (Clerk("李敏", "李敏"),), new_device()), bytes(32))
    home.key_file.write_text(bytes(32).hex())
    home.write_settings(Settings("大厅", "W01", (Clerk("李敏", "李敏"),), archive.settings.device))
    item = load_builtin().get("JL-02")
    assert item is not None
    done = open_office(archive).receive(item, PERSON, {})
    archive.close()
    assert isinstance(done, Done)
    return home.path, done.case.number


def test_papers_are_listed_shown_and_saved(
    case: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a kind the papers are listed; with one its text comes, or goes into a file, never over one."""
    home, number = case
    assert main(["--home", str(home), "notice", number, "--json"]) == 0
    assert [paper["kind"] for paper in json.loads(capsys.readouterr().out)] == ["receipt"]
    assert main(["--home", str(home), "notice", number, "receipt"]) == 0
    text = capsys.readouterr().out
    assert "收件凭证" in text
    target = tmp_path / "receipt.txt"
    assert main(["--home", str(home), "notice", number, "receipt", "-o", str(target)]) == 0
    assert target.read_text("utf-8").strip() == text.strip()
    assert main(["--home", str(home), "notice", number, "receipt", "-o", str(target)]) == 2
    assert "receipt.txt" in capsys.readouterr().err


def test_paper_or_case_that_is_not_there(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """The honest answer is no, with what there is."""
    home, number = case
    assert main(["--home", str(home), "notice", number, "grant_decision"]) == 1
    assert "receipt" in capsys.readouterr().err
    assert main(["--home", str(home), "notice", "650200W012025092600009", "receipt"]) == 1


def test_whistle_blower_is_on_no_list(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """R90: a confidential item's applicant is not named in lists."""
    home, _ = case
    assert main(["--home", str(home), "cases", "list"]) == 0
    assert main(["--home", str(home), "cases", "list", "--json"]) == 0
    assert "张三" not in capsys.readouterr().out


def test_act_from_the_command_line(case: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """The same use case as a key press: recorded with its paper, or refused with code, reason and basis."""
    home, number = case
    words = ["--home", str(home), "case", number, "do"]
    assert main([*words, "decide", "--fields", '{"result": "grant"}', "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "wrong_stage"
    assert main([*words, "accept", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["stage"], [paper["kind"] for paper in told["papers"]]) == ("accepted", ["acceptance_notice"])


@pytest.mark.parametrize(
    ("act", "fields"), [("teleport", "{}"), ("accept", "[]"), ("accept", "{"), ("accept", '{"x": 1}')]
)
def test_act_that_makes_no_sense(
    case: tuple[Path, str], act: str, fields: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown act or field is bad input, said in a sentence; nothing is recorded."""
    home, number = case
    assert main(["--home", str(home), "case", number, "do", act, "--fields", fields]) == 2
    assert capsys.readouterr().err.startswith("clerk:")


def test_papers_of_every_later_kind_by_kind_and_by_title(
    case: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """R54: a paper is found by its kind, the title on its face or its number; the list names all three."""
    home, number = case
    words = ["--home", str(home), "case", number, "do", "withdraw", "--fields", '{"reason": "不再办理"}']
    assert main([*words, "--as", "clerk", "--json"]) == 0
    capsys.readouterr()
    assert main(["--home", str(home), "notice", number]) == 0
    listed = capsys.readouterr().out
    assert "return_notice" in listed
    assert "撤回申请退件通知书" in listed
    texts = []
    for wanted in ("return_notice", "撤回申请退件通知书"):
        assert main(["--home", str(home), "notice", number, wanted, "--json"]) == 0
        texts.append(json.loads(capsys.readouterr().out))
    assert texts[0] == texts[1]
    assert texts[0]["title"] == "撤回申请退件通知书"
    assert main(["--home", str(home), "notice", number, "pause_notice"]) == 1
    assert "receipt(收件凭证)" in capsys.readouterr().err
