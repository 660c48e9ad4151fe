"""A real home: two items for one person in one visit, what both need asked for once (R1, R36)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import counter
from tests.journeys.counter import AGENCY
from tests.journeys.test_power_cut import wait_for_draft

pytestmark = pytest.mark.pty
LEASE = "场所使用证明(产权证或租赁合同)"


def test_two_items_one_copy_one_visit(tmp_path: Path) -> None:
    """F2 on the receipt, a kill in the checklist, R for the copy: one visit; the second file names it."""
    counter.set_up(tmp_path)
    with counter.workstation(tmp_path) as program:
        program.wait_for("没有待办的办件")
        counter.choose_item(program, "lwpq", "XK-04")
        counter.applicant(program, "准噶尔人力资源公司", AGENCY)
        program.press("a", "f10")
        program.wait_for("收件凭证", "F2 再办一件")
        program.press("f2")
        program.wait_for("新办:选事项")
        program.type("XK-05")
        program.wait_for("人力资源服务许可")
        program.press("enter")
        program.wait_for("收件:", "准噶尔人力资源公司", AGENCY, "13899501234")
        program.press("f10")
        program.wait_for("已有..0001")
        program.press("a")
        program.wait_for("申请人已经交过")
        wait_for_draft(tmp_path, lambda kept: bool(kept.get("after")) and kept["step"] == "checklist")
        program.kill()
    with counter.workstation(tmp_path) as program:
        program.wait_for("已接着上次未完成的收件", "已有..0001")
        program.press("a", "r")
        program.wait_for("沿用..0001")
        program.press("f10")
        program.wait_for("收件凭证")
        program.press("esc")
        program.wait_for("案卷 已收件", "人力资源服务许可")
        program.press("ctrl+q")
        assert program.wait_exit() == 0
    first, second = sorted(cases(tmp_path), key=lambda case: str(case["number"]))
    assert (first["visits"], second["visits"]) == (1, 0)
    reused = {line["name"]: line["from_case"] for line in second["materials"] if line.get("from_case")}
    assert reused == {LEASE: first["number"]}
    assert "核验通过:2 件" in counter.clerk(tmp_path, "verify").stdout


def cases(home: Path) -> list[dict[str, Any]]:
    """The open cases of this home, as the command line shows them."""
    listed = json.loads(counter.clerk(home, "cases", "list", "--json").stdout)
    return [
        json.loads(counter.clerk(home, "cases", "show", one["number"], "--json").stdout) for one in listed
    ]
