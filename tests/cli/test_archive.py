"""The archive's commands: their answers, their exit codes, and no personal number in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clerk.archive.archive import Archive
from clerk.archive.home import Home
from clerk.cli.main import main
from tests.archive.helpers import add, tampered


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home made by the command line, with one case."""
    path = tmp_path / "home"
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "张三", "--home", str(path)]) == 0
    archive = Archive.open(Home(path))
    add(archive, "A1")
    archive.close()
    capsys.readouterr()
    return path


def test_a_second_set_up_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 and a sentence; the home stays."""
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "李四", "--home", str(home)]) == 2
    assert "已经设置过" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["list"], ["list", "阿依古丽"], ["show", "A1"], ["history", "A1"]])
def test_personal_numbers_are_masked(
    home: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the text nor the JSON shows an identity or phone number in full."""
    for extra in ([], ["--json"]):
        assert main(["cases", *words, *extra, "--home", str(home)]) == 0
        out = capsys.readouterr().out
        assert out.strip()
        assert "11010519491231002X" not in out
        assert "13800138000" not in out


def test_nothing_found_is_one(home: Path) -> None:
    """An unknown case or person: exit 1."""
    assert [main(["cases", *w, "--home", str(home)]) for w in (["show", "X"], ["list", "无"])] == [1, 1]


def test_verify_names_the_damage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 on a good archive, 1 and the case's number on a changed one."""
    assert main(["verify", "--home", str(home)]) == 0
    archive = Archive.open(Home(home))
    tampered(archive).execute("UPDATE case_file SET stage = 'delivered'")
    archive.close()
    capsys.readouterr()
    assert main(["verify", "--json", "--home", str(home)]) == 1
    assert "A1" in json.loads(capsys.readouterr().out)["problems"][0]


def test_backup_and_restore(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The backup says that the key is needed; restoring over an archive needs --force and keeps the old."""
    copy = str(tmp_path / "copy")
    assert main(["backup", copy, "--home", str(home)]) == 0
    assert "密钥" in capsys.readouterr().out
    assert main(["restore", copy, "--home", str(home)]) == 2
    assert main(["restore", copy, "--force", "--home", str(home)]) == 0
    assert main(["cases", "show", "A1", "--home", str(home)]) == 0
    assert list(home.glob("replaced-*"))


def test_no_home_is_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a set-up every command says so in one sentence."""
    assert main(["cases", "list", "--home", str(tmp_path)]) == 3
    assert "还没有设置" in capsys.readouterr().err
