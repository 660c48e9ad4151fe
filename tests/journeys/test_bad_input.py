"""What goes wrong at a counter: a clear sentence, nothing lost, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import counter
from tests.journeys.counter import RESIDENT

pytestmark = pytest.mark.pty
LONG_NAME = "阿卜杜热合曼·麦麦提依明江·吐尔逊买买提热合木江汗"


def test_two_workstations_on_one_home(tmp_path: Path) -> None:
    """The second one says that the first is open, and leaves with 3; the first works on."""
    counter.set_up(tmp_path)
    with counter.workstation(tmp_path) as first:
        first.wait_for("没有待办的办件")
        with counter.workstation(tmp_path) as second:
            assert second.wait_exit() == 3
            assert "另一个工作站正在使用" in second.text.replace("\n", "")
            assert b"Traceback" not in second.raw
        counter.choose_item(first, "spjy", "XK-02")


def test_home_that_cannot_be_written(tmp_path: Path) -> None:
    """A home under a regular file: one sentence, exit 3."""
    (tmp_path / "yichuang").write_text("not a folder", "utf-8")
    with counter.workstation(tmp_path) as program:
        assert program.wait_exit() == 3
        assert "不能写入" in program.text.replace("\n", "")
        assert b"Traceback" not in program.raw


def test_small_terminal(tmp_path: Path) -> None:
    """60×15 works; smaller says so and keeps what was typed; larger goes on."""
    with counter.practice(tmp_path, 60, 15) as program:
        counter.choose_item(program, "spjy", "XK-02")
        program.type("克拉玛依")
        program.wait_for("克拉玛依")
        program.resize(40, 10)
        program.wait_for("窗口太小")
        program.resize(60, 15)
        program.wait_gone("窗口太小")
        program.type("区饭馆")
        program.wait_for("克拉玛依区饭馆")


def test_plain_c_locale(tmp_path: Path) -> None:
    """With LANG=C the screen is Chinese all the same, and Chinese can be typed."""
    counter.set_up(tmp_path)
    with counter.workstation(tmp_path, env={"LANG": "C", "LC_ALL": "C"}) as program:
        program.wait_for("没有待办的办件")
        counter.choose_item(program, "spjy", "XK-02")
        program.type("热比娅")
        program.wait_for("热比娅")


def test_what_is_typed_and_pasted_into_the_form(tmp_path: Path) -> None:
    """Pasted breaks and control characters, a 15-digit and a full-width number, a name of 25 with dots."""
    assert len(LONG_NAME) == 25
    with counter.practice(tmp_path) as program:
        counter.choose_item(program, "spjy", "XK-02")
        program.press("up", "left", "down")
        program.wait_for("【个人】")
        program.write(b"\x1b[200~\xe5\xbc\xa0\r\n\xe4\xb8\x89\x07\x1b[201~")
        program.wait_for("张 三")
        program.press(*["backspace"] * 3)
        program.type(f"{LONG_NAME}\r650203900307451\r")
        program.wait_for(LONG_NAME, "这是15位的旧号码")
        program.press("up", *["backspace"] * 15)
        program.type("".join(chr(ord(c) + 0xFEE0) for c in RESIDENT) + "\r")
        program.press("f10")
        program.wait_for("性质", "未审核")
        counter.receive(program, "a")
        program.wait_for("麦麦提依明江", "650203********4518")
