"""The command line's frame: exit codes, one sentence a problem, and nothing slow for a quick answer."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clerk.cli import calendar
from clerk.cli.columns import columns, width
from clerk.cli.frame import Problem
from clerk.cli.main import GROUPS, main

Said = Callable[[], tuple[str, str]]


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Said:
    """What was written to stdout and stderr since the last time one asked."""

    def read() -> tuple[str, str]:
        captured = capfd.readouterr()
        return captured.out, captured.err

    return read


def one_sentence(err: str) -> bool:
    """Whether this is one line, said by the program, and no traceback."""
    return err.startswith("clerk:") and err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["due"], "缺少参数 START, LIMIT"),
        (["due", "2025-05-30", "5wd", "--bar"], "不认识的参数 --bar"),
        (["due", "2025-05-30", "5wd", "--region"], "--region 后面要有一个值"),
        (["due", "2025-05-30", "5wd", "--explain=1"], "--explain 不带值"),
        (["fly"], "不能是“fly”"),
        (["calendar"], "缺少参数 ACTION"),
        (["calendar", "fly"], "不能是“fly”"),
        (["--home"], "--home 后面要有一个值"),
    ],
)
@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_bad_usage_is_one_chinese_sentence(
    words: list[str], complaint: str, extra: list[str], said: Said
) -> None:
    """Exit 2, nothing on stdout, with --json too."""
    assert main([*extra, *words]) == 2
    out, err = said()
    assert out == ""
    assert complaint in err
    assert one_sentence(err)


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["due", "--help"], ["calendar", "status", "-h"]])
def test_help_is_chinese_and_no_failure(words: list[str], said: Said) -> None:
    """Usage, headings and options in Chinese; exit 0."""
    assert main(words) == 0
    out, err = said()
    assert out.startswith("用法:clerk")
    assert "显示这段说明" in out
    assert err == ""


def test_version(said: Said) -> None:
    """``clerk --version`` says the name and the version."""
    assert main(["--version"]) == 0
    assert said()[0].startswith("clerk 0.")


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--home", "{home}", "due", "2025-05-30", "5wd"],
        ["due", "--json", "--home", "{home}", "2025-05-30", "5wd"],
        ["due", "2025-05-30", "5wd", "--home={home}", "--json"],
        ["--home={home}", "due", "2025-05-30", "5wd", "--json"],
    ],
)
def test_common_options_stand_before_or_after_the_command(
    words: list[str], tmp_path: Path, said: Said
) -> None:
    """--json and --home mean the same in every place: this home's hall counts nationally."""
    (tmp_path / "hall.json").write_text('{"region": "national"}', "utf-8")
    assert main([word.format(home=tmp_path) for word in words]) == 0
    out, _ = said()
    assert '"region": "national"' in out
    assert '"due": "2025-06-09"' in out


def failing(error: BaseException) -> Callable[[argparse.Namespace], int]:
    """A command that ends with ``error``."""

    def run(args: argparse.Namespace) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (Problem("没有钥匙", 3), 3, "没有钥匙"),
        (Problem("两行\n的话"), 2, "两行 的话"),
        (KeyboardInterrupt(), 130, "已中断"),
        (OSError(28, "No space left on device", "/x/y"), 3, "No space left on device(/x/y)"),
        (ZeroDivisionError("张三"), 3, "程序出错(ZeroDivisionError)"),
    ],
)
def test_however_a_command_ends_there_is_one_sentence(
    error: BaseException,
    status: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    said: Said,
    tmp_path: Path,
) -> None:
    """Never a traceback on the screen."""
    monkeypatch.setattr(calendar, "run_due", failing(error))
    assert main(["due", "2025-05-30", "5wd", "--home", str(tmp_path / "none")]) == status
    out, err = said()
    assert out == ""
    assert sentence in err
    assert one_sentence(err)
    assert not (tmp_path / "none").exists()


def test_an_unforeseen_error_leaves_its_place_in_the_log_but_no_personal_data(
    monkeypatch: pytest.MonkeyPatch, said: Said, tmp_path: Path
) -> None:
    """The log of the home names the code's places and the kind of error, not its message."""
    monkeypatch.setattr(calendar, "run_due", failing(RuntimeError("申请人张三 11010519491231002X")))
    assert main(["due", "2025-05-30", "5wd", "--home", str(tmp_path)]) == 3
    _, err = said()
    log = tmp_path / "log" / "clerk.log"
    assert str(log) in err
    written = log.read_text("utf-8")
    assert "RuntimeError" in written
    assert "main.py" in written
    assert "11010519491231002X" not in written + err


def clerk(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    """The real program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "clerk", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def test_output_is_utf_8_in_the_c_locale() -> None:
    """LANG=C neither breaks nor mangles Chinese."""
    locale = {
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    }
    out, err = clerk("due", "2025-05-30", "5wd", **locale).communicate()
    assert "新疆日历到期日:2025-06-12" in out.decode("utf-8")
    assert err == b""
    out, err = clerk("due", "某日", "5wd", **locale).communicate()
    assert out == b""
    assert len(err.decode("utf-8").splitlines()) == 1


def test_a_reader_who_has_left_is_no_error() -> None:
    """``clerk … | head -1``: exit 0, nothing on stderr."""
    process = clerk("due", "2020-01-01", "1000wd", "--explain")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_plainly() -> None:
    """Exit 3 and one sentence."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "clerk", "due", "2025-05-30", "5wd"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert one_sentence(done.stderr.decode("utf-8"))


def test_a_due_date_loads_nothing_heavy() -> None:
    """The screen, the archive's tables and the keyring stay where they are."""
    code = (
        "import sys; from clerk.cli.main import main; main(['due', '2025-05-30', '5wd', '--json']);"
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("textual", "sqlmodel", "sqlalchemy", "msgspec", "keyring", "pypinyin", "sqlcipher3"):
        assert f"'{heavy}'" not in done.stderr


@pytest.mark.parametrize("name", GROUPS)
def test_every_command_explains_itself(name: str, said: Said) -> None:
    """Each command in the table has a module that registers it, and help."""
    assert main([name, "--help"]) == 0
    assert said()[0].startswith(f"用法:clerk {name}")


def test_columns_stand_under_each_other_whatever_their_script() -> None:
    """A Chinese character takes two cells, a combining mark none; no blanks at line ends."""
    assert [width(text) for text in ("abc", "中文", "\uff21", "e\u0301")] == [3, 4, 2, 1]
    assert columns([("日", "x", ""), ("abcd", "中", "尾")]) == "日    x\nabcd  中  尾"
