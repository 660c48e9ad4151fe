"""``clerk credit``: lists in, lists shown, one number looked up; nothing personal in any output."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clerk.archive.archive import Archive
from clerk.archive.credit import look_up
from clerk.archive.home import Home
from clerk.casework.times import legal_date
from clerk.cli.main import main

GOOD, OTHER, COMPANY = "11010519491231002X", "650203199003074518", "91650203MA78ABCD1T"
NAMES = ("张三", "李四", "演练公司")
PERSONAL = (*NAMES, GOOD, OTHER, COMPANY, GOOD.lower())
TODAY = legal_date(datetime.now(UTC))
YESTERDAY = TODAY - timedelta(days=1)
HEADS = "名单,主体名称,证件号码,依据,列入日期,有效期至,修复途径,修复日期"
BLACK = f"黑,张三,{GOOD},某办法,2020-01-02,2099-01-01,申请修复,"
SILENT = f"黑,李四,{OTHER},,2020-01-02,长期,,"
RED = f"红,演练公司,{COMPANY},某办法,2020-01-02,2099-01-01,提出异议,"
BAD = "黑,王五,110105194912310021,某办法,2020-01-02,2099-01-01,申请修复,"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home made by the command line."""
    path = tmp_path / "home"
    assert main(["init", "--hall", "大厅", "--window", "W01", "--user", "赵六", "--home", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``clerk credit …`` with this standard input; what came of it names nobody, ever."""

    def call(*words: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = main(["credit", *words, "--home", str(home)])
        out, err = capsys.readouterr()
        assert [word for word in PERSONAL if word in out + err] == []
        assert "Traceback" not in err
        return status, out, err

    return call


@pytest.fixture
def take(run: Run, tmp_path: Path) -> Run:
    """Import these rows as a CSV file of yesterday."""

    def call(*rows: str, options: tuple[str, ...] = (), encoding: str = "utf-8") -> tuple[int, str, str]:
        file = tmp_path / "list.csv"
        file.write_bytes("\n".join([HEADS, *rows]).encode(encoding))
        given = {"--as-of": YESTERDAY.isoformat(), "--source": "市平台"}
        rest = [word for name, value in given.items() if name not in options for word in (name, value)]
        return run("import", str(file), *rest, *options)

    return call


def check(run: Run, number: str, *words: str) -> tuple[int, dict[str, Any]]:
    """Look a number up; the answer as JSON."""
    status, out, _ = run("check", "--id-number-stdin", "--json", *words, given=number + "\n")
    return status, json.loads(out)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_from_file_to_answer(run: Run, take: Run, encoding: str) -> None:
    """R41, R42: a list in UTF-8 or GBK is taken in; a number then stands where its entry puts it."""
    status, out, _ = take(BLACK, RED, encoding=encoding)
    assert status == 0
    assert "已导入2条" in out
    assert run("status")[0] == 0
    status, found = check(run, GOOD.lower())
    assert (status, found["credit"], found["normal_track_open"]) == (1, "black", True)
    assert found["entries"][0]["repair_path"] == "申请修复"
    assert found["entries"][0]["source"] == "市平台"
    status, found = check(run, COMPANY, "--organisation")
    assert (status, found["credit"], found["bars"]) == (0, "red", [])
    assert check(run, OTHER)[1]["credit"] == "normal"


def test_before_any_import_nobody_is_verified(run: Run) -> None:
    """R42: without a list the status says no, and a number is 未核验, never black."""
    status, out, _ = run("status", "--json")
    assert status == 1
    assert json.loads(out)["missing"] == ["red", "black"]
    status, found = check(run, GOOD)
    assert (status, found["credit"]) == (0, "unchecked")
    assert "未核验" in found["words"]


def test_an_old_list_counts_for_nobody(run: Run, take: Run) -> None:
    """R42: a list older than the policy's 30 days is told as such, and nobody is black by it."""
    old = TODAY - timedelta(days=31)
    assert take(BLACK, options=("--as-of", old.isoformat()))[0] == 0
    status, out, _ = run("status")
    assert status == 1
    assert "已超过30天" in out
    assert check(run, GOOD)[1]["credit"] == "unchecked"
    assert check(run, GOOD, "--on", (old + timedelta(days=2)).isoformat())[1]["credit"] == "black"


def test_a_bad_row_stops_all_and_is_named_by_its_line(run: Run, take: Run, home: Path) -> None:
    """R95: nothing is imported, each bad row has its line and reason, and no number stands anywhere."""
    status, out, err = take(BLACK, BAD, "", RED.replace("2020", "x"))
    assert status == 2
    assert "第3行" in out
    assert "校验码不符" in out
    assert "第5行" in out
    assert "一条也没有导入" in err
    assert "第3、5行" in err
    assert check(run, GOOD)[1]["credit"] == "unchecked"
    status, out, err = take(BLACK, BAD, options=("--json",))
    assert (status, json.loads(out)["imported"], json.loads(out)["bad"][0]["line"]) == (2, 0, 3)


def test_skipping_bad_rows_takes_the_rest(run: Run, take: Run) -> None:
    """With --skip-bad the good rows are taken and the others told; with none left, nothing changes."""
    status, out, _ = take(BLACK, BAD, options=("--skip-bad",))
    assert status == 0
    assert "已导入1条" in out
    assert "第3行" in out
    status, _, err = take(BAD, options=("--skip-bad",))
    assert status == 2
    assert "没有一行可以导入" in err
    assert check(run, GOOD)[1]["credit"] == "black"


def test_what_has_no_effect_is_told(run: Run, take: Run) -> None:
    """LAW L10: an entry without basis, expiry or repair path is kept, told with why, and bars nothing."""
    _, out, _ = take(BLACK, SILENT)
    for words in ("1条今天起作用", "没有认定依据1条", "没有有效期1条", "没有修复途径1条", "第3行"):
        assert words in out
    assert check(run, OTHER)[1]["credit"] == "normal"
    out = run("status", "--json")[1]
    (told,) = json.loads(out)["lists"]
    assert (told["entries"], told["with_effect"], told["without_effect"]) == (2, 1, 1)
    assert told["why"] == {"no_basis": 1, "no_expiry": 1, "no_repair_path": 1}
    out = take(SILENT, options=("--json",))[1]
    reasons = ["no_basis", "no_expiry", "no_repair_path"]
    assert json.loads(out)["without_effect_at"] == [{"line": 2, "list": "black", "reasons": reasons}]


def test_a_list_is_replaced_and_only_that(run: Run, take: Run, home: Path) -> None:
    """R41: a file replaces the lists that it has entries of; an empty one has to say which it is."""
    take(BLACK, RED)
    take(SILENT)
    assert check(run, GOOD)[1]["credit"] == "normal"
    assert check(run, COMPANY, "--organisation")[1]["credit"] == "red"
    status, _, err = take()
    assert status == 2
    assert "--list" in err
    assert take(options=("--list", "red"))[0] == 0
    assert check(run, COMPANY, "--organisation")[1]["credit"] == "normal"
    archive = Archive.open(Home(home))
    assert set(look_up(archive.read, GOOD).as_of) == {"red", "black"}
    archive.close()


def test_an_older_list_needs_force(run: Run, take: Run) -> None:
    """A list of an earlier day than the one here is refused, and taken with --force."""
    take(BLACK)
    earlier = ("--as-of", (YESTERDAY - timedelta(days=1)).isoformat())
    status, _, err = take(RED.replace("红", "黑"), options=earlier)
    assert status == 2
    assert "早于" in err
    assert check(run, GOOD)[1]["credit"] == "black"
    assert take(RED.replace("红", "黑"), options=(*earlier, "--force"))[0] == 0
    assert check(run, GOOD)[1]["credit"] == "normal"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as-of", "2099-01-01"), "晚于今天"),
        (("--as-of", "昨天"), "日期"),
        (("--source", " "), "从哪里来"),
        (("--list", "grey"), "--list"),
    ],
)
def test_where_from_and_of_which_day_are_not_guessed(take: Run, options: tuple[str, ...], words: str) -> None:
    """A list of tomorrow, of no day or from nowhere is refused with exit 2."""
    status, _, err = take(BLACK, options=options)
    assert status == 2
    assert words in err


def test_a_json_file_needs_no_options(run: Run, tmp_path: Path) -> None:
    """A JSON file that says its list, day and source is taken as it is; without them they are asked for."""
    row = {
        "id_number": GOOD,
        "listed_on": "2020-01-02",
        "basis": "x",
        "expires_on": "2099-01-01",
        "repair_path": "y",
    }
    file = tmp_path / "list.json"
    about = {"list": "black", "as_of": YESTERDAY.isoformat(), "source": "平台", "entries": [row]}
    file.write_text(json.dumps(about), encoding="utf-8")
    assert run("import", str(file))[0] == 0
    assert check(run, GOOD)[1]["credit"] == "black"
    file.write_text(json.dumps([{**row, "list": "black"}]), encoding="utf-8")
    assert "--as-of" in run("import", str(file))[2]
    assert "--source" in run("import", str(file), "--as-of", YESTERDAY.isoformat())[2]


@pytest.mark.parametrize(
    "words",
    [
        (GOOD,),
        ("--id-number-stdin", GOOD),
        ("--id-number", GOOD),
        (f"--id-number-stdin={GOOD}",),
        (f"--id-number={GOOD}", "--id-number-stdin"),
    ],
)
def test_a_number_in_the_command_is_refused_and_not_repeated(run: Run, words: tuple[str, ...]) -> None:
    """R90: an argument stays in the shell's history; the error neither takes it nor shows it."""
    assert run("check", *words, given=OTHER)[0] == 2


@pytest.mark.parametrize("given", ["", "\n", "张三", "110105194912310021", COMPANY, "\udcff"])
def test_no_number_is_bad_input(run: Run, given: str) -> None:
    """R95: what is no number is said so, with exit 2, unrepeated."""
    status, out, err = run("check", "--id-number-stdin", given=given)
    assert (status, out) == (2, "")
    assert "证件号码" in err


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xff", b"a,b\n1,2\n", b"[1", None])
def test_a_file_that_is_no_list(run: Run, tmp_path: Path, content: bytes | None) -> None:
    """Exit 2 and one sentence with the file's name."""
    file = tmp_path / "x.csv"
    if content is not None:
        file.write_bytes(content)
    status, out, err = run("import", str(file), "--as-of", "2025-01-01", "--source", "平台")
    assert (status, out) == (2, "")
    assert "x.csv" in err
    assert err.count("\n") == 1


def test_no_home_is_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a set-up every action says so in one sentence."""
    assert main(["credit", "status", "--home", str(tmp_path / "none")]) == 3
    assert "还没有设置" in capsys.readouterr().err
