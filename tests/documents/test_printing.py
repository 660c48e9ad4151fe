"""Saving and printing: whole or not at all, and a sentence that says what to do."""

from __future__ import annotations

import errno
import os
import platform
from pathlib import Path
from typing import NoReturn

import pytest

from clerk.documents import printing
from clerk.documents.errors import PrintError, SaveError
from clerk.documents.layout import REPRINT, WATERMARK
from clerk.documents.printing import pages, save, send_to_printer


def _printer(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Puts an ``lp`` of our own first on the PATH."""
    command = folder / "lp"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return command


def test_saves_utf8_and_does_not_overwrite(tmp_path: Path) -> None:
    """A second save under the same name needs to be told so; the first stays whole."""
    target = tmp_path / "受理通知书.txt"
    assert save("受理\n", target) == target
    with pytest.raises(SaveError, match="已存在"):
        save("别的\n", target)
    assert target.read_bytes() == "受理\n".encode()
    save("新的\n", target, overwrite=True)
    assert target.read_text(encoding="utf-8") == "新的\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_or_a_folder_for_a_file_is_said_so(tmp_path: Path) -> None:
    """One sentence, with the place in it."""
    with pytest.raises(SaveError, match="不存在"):
        save("受理", tmp_path / "没有" / "a.txt")
    with pytest.raises(SaveError, match="文件夹"):
        save("受理", tmp_path)


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "没有权限"), (errno.EIO, "写不了")]
)
def test_a_failing_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """Disk full, read-only, broken: a sentence, and no half paper."""

    def fail(_: int) -> NoReturn:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SaveError, match=words):
        save("受理", tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []


def test_prints_title_and_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's printing command gets the text on its input and the title."""
    _printer(tmp_path, monkeypatch, f'echo "$@" > {tmp_path}/args; cat > {tmp_path}/paper')
    send_to_printer("受理通知书\n", "受理通知书 1号")
    assert (tmp_path / "args").read_text() == "-t 受理通知书 1号\n"
    assert (tmp_path / "paper").read_text() == "受理通知书\n第1页 共1页\n"


def test_every_page_carries_its_marks() -> None:
    """Practice and reprint stand at the top and the bottom of every page; no line is lost."""
    text = "".join(f"{n}\n" for n in range(150))
    parts = pages(text, practice=True, reprint=True)
    assert len(parts) == 3
    for n, part in enumerate(parts, 1):
        assert part.splitlines()[:2] == part.splitlines()[-2:] == [WATERMARK, REPRINT]
        assert f"第{n}页 共3页" in part
    assert REPRINT not in pages(text)[0]
    kept = [line for part in pages(text) for line in part.splitlines() if line.isdigit()]
    assert kept == [str(n) for n in range(150)]


def test_a_printer_that_refuses_or_sleeps_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No default printer, or no answer: what to check, and what to do instead."""
    _printer(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(PrintError, match="默认打印机"):
        send_to_printer("受理", "受理")
    _printer(tmp_path, monkeypatch, "exec sleep 5")
    with pytest.raises(PrintError, match="没有应答"):
        send_to_printer("受理", "受理", timeout=0.2)


def test_no_printing_command_or_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is nothing to print with, the sentence offers the file."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrintError, match="保存为文件"):
        send_to_printer("受理", "受理")
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    with pytest.raises(PrintError, match="Windows"):
        printing.send_to_printer("受理", "受理")
