"""The type-ahead gate, through a pseudo-terminal: what is typed ahead arrives, all of it, in its place."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, key

pytestmark = pytest.mark.pty
ROOT = Path(__file__).parents[2]
RUNS = 3
RECORD = ["张三", "330102199001011234", "11234138001380", "新疆克拉玛依市", "备注", *"abcdefg"]


def start(out: Path, fields: int = 12) -> Terminal:
    """The program, up and waiting."""
    program = Terminal(
        [sys.executable, "-m", "tests.workstation.typeahead_program", str(out), str(fields)],
        env={"PYTHONPATH": str(ROOT), "TEXTUAL_DISABLE_KITTY_KEY": "1", "HOME": str(out.parent)},
    )
    program.wait_for("ready")
    program.settle(0.2)
    return program


def saved(program: Terminal, out: Path, count: int) -> list[list[str]]:
    """The forms saved, once there are ``count`` of them."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        program.settle(0.05, 0.2)
        forms = out.read_text("utf-8").splitlines() if out.exists() else []
        if len(forms) >= count:
            return [json.loads(form) for form in forms]
    raise AssertionError(f"{count} forms never came:\n{program.text}")


def bytes_of(record: list[str], end: bytes) -> bytes:
    """A record as a keyboard or reader sends it."""
    return end.join(field.encode() for field in record)


def test_open_fill_and_save_in_one_write(tmp_path: Path) -> None:
    """F2 abc⏎ def⏎ ghi F4 in one write saves exactly that."""
    out = tmp_path / "out"
    with start(out) as program:
        for n in range(1, RUNS + 1):
            program.write(key("f2") + b"abc\rdef\rghi" + key("f4"))
            assert saved(program, out, n)[-1][:4] == ["abc", "def", "ghi", ""]


@pytest.mark.parametrize("separator", [b"\r", b"\t"], ids=["enter", "tab"])
def test_record_typed_five_milliseconds_apart(tmp_path: Path, separator: bytes) -> None:
    """F2 and then a record 5 ms a key, with Enter or Tab between the fields."""
    out = tmp_path / "out"
    with start(out) as program:
        for n in range(1, RUNS + 1):
            program.press("f2")
            for piece in bytes_of(RECORD, separator).decode():
                program.write(piece.encode())
                time.sleep(0.005)
            program.press("f4")
            assert saved(program, out, n)[-1] == RECORD


@pytest.mark.parametrize("separator", [b"\r", b"\t"], ids=["enter", "tab"])
def test_record_in_one_write(tmp_path: Path, separator: bytes) -> None:
    """A card reader's record in one write: every field where it belongs."""
    out = tmp_path / "out"
    with start(out) as program:
        for n in range(1, RUNS + 1):
            program.write(key("f2") + bytes_of(RECORD, separator) + key("f4"))
            assert saved(program, out, n)[-1] == RECORD


def test_two_scans_back_to_back(tmp_path: Path) -> None:
    """A scanned number with Enter, immediately followed by a second scan."""
    out = tmp_path / "out"
    with start(out) as program:
        for n in range(1, RUNS + 1):
            program.press("f2")
            program.write(b"330102199001011234\r")
            program.write(b"91650200MA7777777X\r")
            program.press("f4")
            assert saved(program, out, n)[-1][:3] == ["330102199001011234", "91650200MA7777777X", ""]


def test_sixty_fields_at_a_thousand_keys_a_second(tmp_path: Path) -> None:
    """A 60-field record at 1 kHz arrives exactly, and so does a second one typed behind it."""
    out = tmp_path / "out"
    record = [f"v{n}" for n in range(60)]
    with start(out, 60) as program:
        for _ in range(2):
            program.press("f2")
            for piece in bytes_of(record, b"\r").decode():
                program.write(piece.encode())
                time.sleep(0.001)
            program.press("f4")
        assert saved(program, out, 2) == [record, record]


def test_escape_and_what_follows_in_one_write(tmp_path: Path) -> None:
    """Esc leaves the form even with the next key close behind it, and that key goes to the screen below."""
    out = tmp_path / "out"
    with start(out) as program:
        for n in range(1, RUNS + 1):
            program.write(key("f2") + b"lost\x1bn")
            # Textual waits up to 100 ms for the rest of what may be an escape sequence.
            time.sleep(0.15)
            program.write(b"ab\rcd" + key("f4"))
            assert saved(program, out, n)[-1][:3] == ["ab", "cd", ""]


def test_leaving_drops_the_rest_and_does_not_hang(tmp_path: Path) -> None:
    """Keys typed after the command to leave go nowhere; the program ends."""
    with start(tmp_path / "out") as program:
        program.write(key("f9") + b"xyz\r" + key("f2"))
        assert program.wait_exit() == 0
