"""``clerk items``: the catalogue in aligned columns and as JSON, what nobody verified marked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clerk.cli.columns import width
from clerk.cli.main import main


@pytest.fixture
def home(tmp_path: Path) -> str:
    """A home that nobody set up: the built-in catalogue holds."""
    return str(tmp_path / "none")


def test_list_all(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All 40 items, every row's columns in the same cells, unverified ones marked."""
    assert main(["items", "list", "--home", home]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    place = width(head[: head.index("核实")])
    marks = set()
    for row in rows[:40]:
        ends = {width(row[:index]): index for index in range(len(row))}
        assert place in ends, row
        marks.add(row[ends[place] :].split()[0])
    assert marks == {"已见", "未核实"}
    assert "共40项" in rows[-1]


@pytest.mark.parametrize("words", [["lwpq"], ["派遣", "许可"], ["许可 派遣"], ["ｘｋ０４"]])
def test_list_some(words: list[str], home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Words, initials and codes find; with --json one document with nothing else."""
    assert main(["items", "list", *words, "--json", "--home", home]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["id"] == "XK-04"
    assert found["verified"] is True
    assert found["statutory_limit"]["unit"] == "wd"


def test_list_none(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing found is the honest answer no: exit 1, an empty list."""
    assert main(["items", "list", "没有这个", "--home", home]) == 1
    assert "没有找到" in capsys.readouterr().out
    assert main(["items", "list", "没有这个", "--json", "--home", home]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_show(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Limits with their units and remarks, materials, doubts, and the mark of what is unverified."""
    assert main(["items", "show", "qt02", "--home", home]) == 0
    shown = capsys.readouterr().out
    for words in (
        "QT-02 企业投资项目备案",
        "未核实",
        "当场",
        "结果:备案",
        "已采纳:即办件时限应为0",
        "不适用逾期视为受理",
    ):
        assert words in shown


def test_show_json(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The document has every field, defaults too, and the item's version."""
    assert main(["items", "show", "XK-11", "--json", "--home", home]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["special_procedures"][0]["cap_wd"] == 30
    assert shown["materials"][0]["tolerable"] is False
    assert shown["silence_accepts"] is True
    assert len(shown["version"]) == 16


def test_show_unknown(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown code exits 1 with a sentence, and a guess where there is one."""
    assert main(["items", "show", "XK-99", "--home", home]) == 1
    assert "没有代码为“XK-99”的事项" in capsys.readouterr().err
    assert main(["items", "show", "派遣", "--home", home]) == 1
    assert "是不是 XK-04 劳务派遣经营许可" in capsys.readouterr().err


def test_the_halls_own_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A home set up with a catalogue of its own lists that one; a broken one is a problem of exit 3."""
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[items]]\nid = "A-1"\nname = "本厅事项"\ndepartment = "水务局"\ntype = "公共服务"\nmaterials = []\n'
        'statutory_limit = { n = 1, unit = "month" }\n',
        encoding="utf-8",
    )
    home = str(tmp_path / "home")
    made = [
        "init",
        "--hall",
        "大厅",
        "--window",
        "W01",
        "--user",
        "张三",
        "--items",
        str(file),
        "--home",
        home,
    ]
    assert main(made) == 0
    capsys.readouterr()
    assert main(["items", "list", "bt", "--json", "--home", home]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["A-1"]
    (tmp_path / "home" / "items.toml").write_text("x", encoding="utf-8")
    assert main(["items", "list", "--home", home]) == 3
    assert "本厅的事项目录" in capsys.readouterr().err


def test_no_action(home: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``clerk items`` alone is bad usage, one sentence."""
    assert main(["items", "--home", home]) == 2
    assert "缺少参数" in capsys.readouterr().err
