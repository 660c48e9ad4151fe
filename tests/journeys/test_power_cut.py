"""A real home: the program killed in the middle of the work goes on where it was cut short."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from clerk.archive.drafts import Drafts
from clerk.archive.home import Home
from clerk.archive.keys import read_key
from tests.journeys import counter
from tests.journeys.counter import RESTAURANT

pytestmark = pytest.mark.pty
SHOP = "克拉玛依区好味道餐饮店"


@contextmanager
def drafts_of(home: Path) -> Iterator[Drafts]:
    """The draft table of this home, opened beside the workstation."""
    place = Home(home / "yichuang")
    drafts = Drafts(place.database, read_key(place.key_file))
    try:
        yield drafts
    finally:
        drafts.close()


def wait_for_draft(home: Path, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Wait until the draft that is on the disk is as it should be."""
    end = time.monotonic() + 20
    with drafts_of(home) as drafts:
        while time.monotonic() < end:
            data = drafts.load("intake")
            if data is not None and holds(json.loads(data)):
                return
            time.sleep(0.02)
    raise AssertionError("the draft was never written")


def test_killed_while_typing_and_in_the_checklist(tmp_path: Path) -> None:
    """SIGKILL in a field and in the checklist: the same field, cursor and marks; then a good archive."""
    counter.set_up(tmp_path)
    with counter.workstation(tmp_path) as program:
        program.wait_for("没有待办的办件")
        counter.choose_item(program, "spjy", "XK-02")
        program.type(f"克区好味道餐饮店\r{RESTAURANT[:10]}")
        program.press("up", "home", "right")
        program.wait_for("克区好味道餐饮店", RESTAURANT[:10])
        wait_for_draft(tmp_path, lambda kept: (kept["focus"], kept["cursor"]) == ("name", 1))
        program.kill()
    with counter.workstation(tmp_path) as program:
        program.wait_for("已接着上次未完成的收件", "克区好味道餐饮店", RESTAURANT[:10])
        program.type("拉玛依")
        program.wait_for(SHOP)
        program.press("enter", "end")
        program.type(RESTAURANT[10:] + "\r13899501234")
        program.wait_for(RESTAURANT, "13899501234")
        program.press("f10")
        program.wait_for("性质", "未审核")
        program.type("122")
        wait_for_draft(tmp_path, lambda kept: states(kept)[:3] == ["ok", "missing", "missing"])
        program.kill()
    with counter.workstation(tmp_path) as program:
        shown = program.wait_for("已接着上次未完成的收件", "性质", "未审核")
        lines = [line.split()[-1] for line in shown.splitlines() if " 复" in line]
        assert lines == ["齐全合格", "缺", "缺", "未审核", "未审核", "未审核"]
        program.press("up", "up", "1", "1")
        counter.receive(program, "a")
        program.press("ctrl+q")
        assert program.wait_exit() == 0
    assert "核验通过:1 件" in counter.clerk(tmp_path, "verify").stdout


def states(kept: dict[str, Any]) -> list[str]:
    """The states of a draft's checklist, in its order."""
    return [found["state"] for found in kept.get("findings", {}).values()]


def test_leaving_with_a_case_half_done(tmp_path: Path) -> None:
    """Ctrl+Q in the form ends in order; the next start takes up the same form."""
    counter.set_up(tmp_path)
    with counter.workstation(tmp_path) as program:
        program.wait_for("没有待办的办件")
        counter.choose_item(program, "lwpq", "XK-04")
        program.type("准噶尔人力")
        program.press("ctrl+q")
        assert program.wait_exit() == 0
    with counter.workstation(tmp_path) as program:
        program.wait_for("收件:劳务派遣经营许可", "准噶尔人力")
        program.type("资源公司")
        program.wait_for("准噶尔人力资源公司")


def test_unreadable_draft_is_kept_aside(tmp_path: Path) -> None:
    """A draft of garbage is said in a sentence and kept; the counter works on."""
    counter.set_up(tmp_path)
    with drafts_of(tmp_path) as drafts:
        drafts.save("intake", b"\x80{half")
        drafts.flush()
    with counter.workstation(tmp_path) as program:
        program.wait_for("上次的草稿读不出来,已另行保留", "没有待办的办件")
        counter.choose_item(program, "spjy", "XK-02")
        program.press("ctrl+q")
        assert program.wait_exit() == 0
    with drafts_of(tmp_path) as drafts:
        assert drafts.load("unreadable/intake") == b"\x80{half"
