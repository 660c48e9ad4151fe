"""``clerk cases receive | package | deliver | copies | register``: R36, R39, R1, and no number in full."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from clerk.cli.main import main
from clerk.cli.registers import _KINDS
from clerk.desk.registers import KINDS

ID, PHONE = "650203199003074518", "13909901234"
LEASE = "场所使用证明(产权证或租赁合同)"
WANTED: dict[str, Any] = {
    "applicant": {"name": "张三", "id_number": ID, "phone": PHONE},
    "items": [{"item": "XK-04"}, {"item": "XK-05"}],
}


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """An empty home."""
    path = str(tmp_path / "home")
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "王五", "--home", path]) == 0
    capsys.readouterr()
    return path


class Desk:
    """The command line of one home, with an application file."""

    def __init__(self, home: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.folder, self.capsys = home, folder, capsys

    def run(self, *words: str, status: int = 0) -> Any:
        """What a command answers as JSON, with this exit status."""
        assert main([*words, "--json", "--home", self.home]) == status
        said = self.capsys.readouterr()
        assert ID not in said.out + said.err
        assert PHONE not in said.out + said.err
        return json.loads(said.out) if status < 2 and said.out else said.err

    def apply(self, status: int = 0, **changes: Any) -> Any:
        """The answer to the application, with fields changed."""
        file = self.folder / "application.json"
        file.write_text(json.dumps({**WANTED, **changes}, ensure_ascii=False), "utf-8")
        return self.run("cases", "receive", str(file), status=status)


@pytest.fixture
def desk(home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The command line of that home."""
    return Desk(home, tmp_path, capsys)


def test_two_items_are_a_package_with_one_lease(desk: Desk) -> None:
    """R36: two cases, two receipts, one number; the second file names the first for the lease."""
    made = desk.apply()
    first, second = made["cases"]
    assert made["package"].startswith("YJ")
    assert len(made["papers"]) == 2
    assert second["reused"][LEASE] == first["number"]
    shown = desk.run("cases", "show", second["number"])
    assert shown["package"] == made["package"]
    assert {"name": LEASE, "state": "ok", "from_case": first["number"]} in shown["materials"]
    whole = desk.run("cases", "package", made["package"].lower())
    assert (whole["visits"], whole["open"]) == (1, 2)
    assert [case["waits_for"] for case in whole["cases"]] == ["等窗口受理"] * 2


def test_one_item_is_a_case_as_ever(desk: Desk) -> None:
    """A file with one item opens one case and no package."""
    made = desk.apply(items=[{"item": "XK-05", "materials": {"开办资金证明": "missing"}}])
    assert (made["package"], len(made["cases"])) == ("", 1)
    states = {
        line["name"]: line["state"]
        for line in desk.run("cases", "show", made["cases"][0]["number"])["materials"]
    }
    assert states["开办资金证明"] == "missing"


def test_results_are_handed_over_together(desk: Desk) -> None:
    """R39, R1: both results of the package in one visit; what is not decided yet stays."""
    made = desk.apply()
    refused = desk.run("cases", "deliver", made["package"], "--receiver", "张三", status=1)
    assert refused["refused"]["code"] == "nothing_ready"
    for case in made["cases"]:
        department = json.dumps({"to": f"dept:{case['department']}"})
        number = case["number"]
        desk.run("case", number, "do", "accept")
        desk.run("case", number, "do", "route", "--fields", department)
        desk.run("case", number, "do", "sign_for", "--as", "department")
        desk.run("case", number, "do", "decide", "--as", "department", "--fields", '{"result": "grant"}')
    done = desk.run("cases", "deliver", made["package"], "--receiver", "张三")
    assert done["delivered"] == [case["number"] for case in made["cases"]]
    whole = desk.run("cases", "package", made["package"])
    assert (whole["visits"], whole["open"]) == (2, 0)
    assert desk.run("cases", "register", "visits")["figures"]["办结"] == 1
    assert desk.run("verify")["good"]


def test_two_versions_are_refused_until_told_apart(desk: Desk) -> None:
    """R36: exit 1 and which material; with ``separate`` each item keeps its own."""
    items = [{"item": "XK-04"}, {"item": "XK-05", "materials": {LEASE: "missing"}}]
    refused = desk.apply(status=1, items=items)
    assert refused["refused"]["code"] == "conflicting_versions"
    assert desk.run("cases", "list") == []
    assert len(desk.apply(items=items, separate=[LEASE])["cases"]) == 2


def test_copies_say_what_is_there_already(desk: Desk) -> None:
    """R36: what the applicant of a case handed in before, and which cases rest on it."""
    made = desk.apply()
    first, second = (case["number"] for case in made["cases"])
    found = desk.run("cases", "copies", second)
    (lease,) = [copy for copy in found["copies"] if copy["material"] == LEASE]
    assert (lease["case"], lease["usable"], lease["used_by"]) == (first, True, [second])
    assert (found["conflicts"], found["offers"]) == ({}, {})


def test_a_case_that_lacks_a_paper_is_offered_the_copy_that_is_here(desk: Desk) -> None:
    """R36: what the applicant handed in for another case is named with the finding by which it serves."""
    (first,) = desk.apply(items=[{"item": "XK-05"}])["cases"]
    (second,) = desk.apply(items=[{"item": "XK-04", "materials": {LEASE: "missing"}}])["cases"]
    found = desk.run("cases", "copies", second["number"])
    assert found["offers"] == {LEASE: {"state": "ok", "from_case": first["number"]}}
    assert main(["cases", "copies", second["number"], "--home", desk.home]) == 0
    assert f"可沿用办件 {first['number']} 的一份" in desk.capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"applicant": {"name": "张三", "id_number": "650203199003074519"}}, "applicant.id_number"),
        ({"applicant": {"name": "张三"}}, "applicant.id_number"),
        ({"applicant": {"name": "", "id_number": ID}}, "applicant.name"),
        ({"applicant": {"name": "张三", "id_number": ID, "credit": "normal"}}, "credit"),
        ({"items": []}, "items"),
        ({"items": [{"item": "没有"}]}, "没有事项"),
        ({"items": [{"item": "XK-05", "materials": {"开办资金证明": "lost"}}]}, "开办资金证明"),
        ({"channel": "carrier pigeon"}, "channel"),
        ({"stranger": 1}, "stranger"),
    ],
)
def test_a_bad_application_says_which_field(desk: Desk, changes: dict[str, Any], told: str) -> None:
    """Exit 2, one sentence with the field and no personal number; nothing is recorded."""
    assert told in desk.apply(status=2, **changes)
    assert desk.run("cases", "list") == []


@pytest.mark.parametrize("text", ["", "{", "[[", "name = 'x", "\udcff"])
def test_a_file_that_is_none(desk: Desk, tmp_path: Path, text: str) -> None:
    """Exit 2 and a sentence for what is no JSON and no TOML."""
    file = tmp_path / "bad"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "申请文件" in desk.run("cases", "receive", str(file), status=2)
    assert "申请文件" in desk.run("cases", "receive", str(tmp_path / "none"), status=2)


def test_standard_input(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-`` reads the application from standard input, TOML as well as JSON."""
    toml = f'[applicant]\nname = "张三"\nid_number = "{ID}"\n\n[[items]]\nitem = "XK-05"\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(toml.encode())))
    assert len(desk.run("cases", "receive", "-")["cases"]) == 1


def test_the_example_of_an_application_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    """The file shown in docs/packages.md opens the package that it says."""
    page = (Path(__file__).parents[2] / "docs/packages.md").read_text("utf-8")
    shown = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    said = {
        'name = "…"': 'name = "张三"',
        'id_number = "…"': f'id_number = "{ID}"',
        'phone = "…"': f'phone = "{PHONE}"',
    }
    text = shown[1]
    for blank, filled in said.items():
        assert blank in text
        text = text.replace(blank, filled)
    file = tmp_path / "application.toml"
    file.write_text(text, "utf-8")
    assert [case["item"] for case in desk.run("cases", "receive", str(file))["cases"]] == ["XK-04", "XK-05"]


@pytest.mark.parametrize("words", [["package", "YJ1"], ["copies", "X"], ["deliver", "X"], ["deliver", "YJ1"]])
def test_nothing_found(desk: Desk, words: list[str]) -> None:
    """Exit 1: the honest answer is that there is no such case or package."""
    assert main(["cases", *words, "--home", desk.home]) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_registers_from_the_command_line(desk: Desk, kind: str) -> None:
    """LAW §7: every register answers, as a table and as JSON, over the days that were asked for."""
    made = desk.apply()
    fields = json.dumps({"reason_code": "repeated", "reason": "同一申请正在办理"})
    desk.run("case", made["cases"][0]["number"], "do", "decline", "--fields", fields)
    found = desk.run("cases", "register", kind, "--from", "2020-01-01")
    assert (found["title"], len(found["rows"])) == (KINDS[kind], 1 if kind == "refusals" else 0)
    assert main(["cases", "register", kind, "--home", desk.home]) == 0
    said = desk.capsys.readouterr().out
    assert KINDS[kind] in said
    assert "张三" not in said
    assert "晚于" in desk.run(
        "cases", "register", kind, "--from", "2025-02-01", "--to", "2025-01-01", status=2
    )


def test_the_help_names_every_register() -> None:
    """The choices of the command are the registers that the desk makes."""
    assert set(_KINDS) == set(KINDS)
