"""``clerk play`` and ``clerk practice`` from the command line: exit codes, one JSON document, sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clerk.cli.main import main
from clerk.practice.shelf import find_scenario
from tests.practice.examples import FUND, example

Capture = pytest.CaptureFixture[str]


def _file(folder: Path, name: str = "one.json", **changes: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(example() | changes, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_contracts_example_runs_as_written(tmp_path: Path, capsys: Capture) -> None:
    """Exit 0, one JSON object, the completion due on the promised day."""
    assert main(["play", _file(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert all(step["ok"] for step in document["steps"])
    dues = {clock["what"]: (clock["due"], clock["state"]) for clock in document["case"]["deadlines"]}
    assert dues["completion"] == ("2025-10-23", "met")


def test_a_run_of_refused_steps_is_still_a_run(tmp_path: Path, capsys: Capture) -> None:
    """A file without expectations ran when it ran, refusals and all."""
    steps = [example()["steps"][0], {"at": "2025-09-26T12:00", "do": "accept"}]
    assert main(["play", _file(tmp_path, steps=steps)]) == 0
    out = capsys.readouterr().out
    assert "未办成" in out
    assert "gaps_open" in out
    assert f"材料 {FUND}:缺" in out


def test_an_expectation_that_fails_is_exit_1(tmp_path: Path, capsys: Capture) -> None:
    """What differed stands in the text and in the document."""
    name = _file(tmp_path, expect={"stage": "withdrawn"})
    assert main(["play", name]) == 1
    assert "与预期不符:stage 应为 withdrawn,实为 delivered" in capsys.readouterr().out
    assert main(["play", "--json", name]) == 1
    assert json.loads(capsys.readouterr().out)["expect"]["differs"] == ["stage 应为 withdrawn,实为 delivered"]


def test_several_files_give_a_list(tmp_path: Path, capsys: Capture) -> None:
    """Files and names of shipped scenarios may be mixed; the answers come in their order."""
    assert main(["play", "s05-wrong-authority", _file(tmp_path), "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)
    assert [one["case"]["stage"] for one in documents] == ["declined", "delivered"]
    assert main(["play", "s05-wrong-authority", _file(tmp_path)]) == 0
    assert capsys.readouterr().out.count("情景:") == 2


def test_a_run_ends_with_how_its_dates_come(capsys: Capture) -> None:
    """R45: the task stands first; the reckoning, which a trainee is not shown before, last."""
    assert main(["play", "s19-extension"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("任务:10月9日受理")
    assert "第30个11月19日" in lines[-1]


def test_a_bad_file_is_exit_2_and_nothing_is_printed(tmp_path: Path, capsys: Capture) -> None:
    """One sentence on stderr naming file, step and field; a good file beside it is not run."""
    steps = example()["steps"]
    steps[3]["do"] = "sign"
    bad = _file(tmp_path, "bad.json", steps=steps)
    assert main(["play", _file(tmp_path), bad, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert all(word in err for word in ("bad.json", "第4步", "do", "sign"))


def test_dates_beyond_the_calendar_are_bad_input(tmp_path: Path, capsys: Capture) -> None:
    """A step whose deadline nobody can know is named with its file."""
    name = _file(tmp_path, steps=[{"at": "2027-12-30T10:00", "do": "receive"}])
    assert main(["play", name]) == 2
    err = capsys.readouterr().err
    assert "one.json 第1步(receive)" in err
    assert "2027-12-31" in err


def test_an_unknown_name_is_told_where_those_there_are_stand(capsys: Capture) -> None:
    """A word that is neither file nor scenario gets three names and the command that lists all."""
    assert main(["play", "没有这样的情景"]) == 2
    said = capsys.readouterr().err
    assert "clerk practice --list" in said
    assert "after-closing" in said


def test_play_needs_a_file(capsys: Capture) -> None:
    """Without a file the usage is explained in Chinese."""
    assert main(["play"]) == 2
    assert "缺少参数" in capsys.readouterr().err


def test_no_temporary_space_is_exit_3(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no throw-away archive can be made the surroundings are to blame."""
    name = _file(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert main(["play", name]) == 3
    assert "临时文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--at", "2025-13-01"], 2, "2025-13-01"),
        (["--at", "2031-01-01"], 2, "工作日历"),
        (["nothing-like-it"], 2, "没有名为"),
        (["completed-in-time", "--at", "2025-09-26"], 3, "终端"),
    ],
)
def test_practice_says_why_it_cannot_start(words: list[str], status: int, said: str, capsys: Capture) -> None:
    """Bad dates and names are bad input; without a terminal the surroundings are in the way."""
    assert main(["practice", *words]) == status
    assert said in capsys.readouterr().err


def test_practice_lists_what_may_be_practised(capsys: Capture) -> None:
    """R45: file, name, item and task of each shipped scenario, and not how its dates come."""
    assert main(["practice", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    own = next(one for one in listed if one["file"] == "s19-extension")
    assert (own["name"], own["item"]) == ("S19 延期10日", "XK-01")
    assert own["task"].endswith("怎样延期?")
    assert main(["practice", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(listed)


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(capsys: Capture) -> None:
    """With a hundred scenarios the sentence names those that are near, and where all of them stand."""
    assert main(["play", "s19-extensions"]) == 2
    said = capsys.readouterr().err
    assert "s19-extension" in said
    assert "clerk practice --list" in said
    assert len(said) < 250


def test_practice_opens_the_workstation_on_a_throw_away_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The same workstation gets a temporary home, an office that marks its papers, and a clock to move."""
    from clerk.workstation import start

    seen: dict[str, Any] = {}

    def show(home: Any, office: Any, move_clock: Any = None) -> int:
        seen.update(path=home.path, practice=office.hall.practice, today=str(office.today()))
        seen["waiting"] = len(office.archive.read.recent())
        move_clock(office.now().replace(day=27))
        seen["moved"] = str(office.today())
        return 0

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(start, "need_terminal", lambda: None)
    monkeypatch.setattr(start, "show", show)
    assert main(["practice", "completed-in-time", "--at", "2025-09-26"]) == 0
    assert (seen["practice"], seen["today"], seen["moved"], seen["waiting"]) == (
        True,
        "2025-09-26",
        "2025-09-27",
        1,
    )
    assert tmp_path in seen["path"].parents
    assert list(tmp_path.iterdir()) == []
    assert "演练" in capsys.readouterr().out


def test_shipped_scenarios_are_found_by_name() -> None:
    """A shipped scenario's name stands for its file."""
    assert find_scenario("completed-in-time").name == "completed-in-time.json"


def test_papers_are_called_by_their_present_name(capsys: pytest.CaptureFixture[str]) -> None:
    """A return after a lapse is no withdrawal, whatever an older template was called (LAW L3)."""
    assert main(["play", "lapse-returned"]) == 0
    said = capsys.readouterr().out
    assert "退件通知书" in said
    assert "撤回申请退件通知书" not in said
