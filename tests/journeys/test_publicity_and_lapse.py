"""Two cases whose days matter, keyboard only, in practice mode with the clock moved day by day by F12."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import counter
from tests.journeys.counter import AGENCY, agree, do, open_case, put_away, sign_for, sit
from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.pty
CHEMIST = "克拉玛依康泰大药房有限公司"
COMPANY = "准噶尔人力资源有限公司"


def run_to(program: Terminal, day: str) -> None:
    """On the queue: let the practice clock run, a morning at a time, until this day."""
    for _ in range(40):
        if day in program.text.replace(" ", "").splitlines()[0]:
            return
        head = program.text.splitlines()[0]
        program.press("f12")
        program.wait_gone(head)
    raise AssertionError(f"never came to {day}:\n{program.text}")


def accepted_and_signed(program: Terminal, name: str) -> None:
    """From the receipt to the department's desk."""
    do(program, "受理")
    agree(program, "受理本案?", "受理通知书")
    do(program, "流转部门")
    agree(program, "移交", "材料交接单")
    sit(program, "2", "部门审查")
    open_case(program, name)
    sign_for(program)


def test_publicity_holds_the_grant_back_then_grant_delivery_and_rating(tmp_path: Path) -> None:
    """R66: publicised and objected to; granted when both are over; delivered; rated; answered (R43)."""
    with counter.practice(tmp_path) as program:
        counter.choose_item(program, "ypls", "XK-19")
        counter.applicant(program, CHEMIST, AGENCY)
        counter.receive(program, "a")
        accepted_and_signed(program, CHEMIST)
        do(program, "公示")
        program.wait_for("公示期", "公示地点")
        program.press("tab", "tab")
        program.type("门户网站")
        program.press("f10")
        put_away(program, "公示")
        do(program, "准予")
        program.wait_for("不能准予", "公示到2025-10-09届满", "依据:")
        program.press("esc", "esc")
        counter.back_at_case(program)
        do(program, "登记公示异议")
        program.wait_for("异议内容")
        program.type("与另一药店距离不足")
        program.press("f10")
        program.wait_for("已记录:公示异议")
        program.press("esc")
        program.wait_for("下一期限")
        run_to(program, "10月10日")
        open_case(program, CHEMIST)
        do(program, "准予")
        program.wait_for("不能准予", "公示异议尚未处理")
        program.press("esc", "esc")
        counter.back_at_case(program)
        do(program, "处理公示异议")
        program.wait_for("与另一药店距离不足", "处理结果")
        program.type("经实地测量符合要求")
        program.press("f10")
        program.wait_for("已记录:异议处理")
        do(program, "准予")
        agree(program, "准予许可?", "准予决定书")
        delivered_and_rated(program)


def delivered_and_rated(program: Terminal) -> None:
    """The result is fetched, the service rated badly, and the supervisor answers it."""
    sit(program, "3", "出件窗口")
    open_case(program, CHEMIST)
    do(program, "送达")
    program.wait_for("送达方式", "签收人")
    program.press("f10")
    put_away(program, "送达")
    do(program, "评价")
    program.wait_for("非常满意", "自愿评价")
    program.press("left", "down")
    program.type("跑了三趟")
    program.press("f10")
    program.wait_for("已记录:评价:非常不满意", "差评待整改")
    program.press("esc")
    program.wait_for("下一期限")
    program.press("4")
    program.wait_for("差评待整改 1件", "差评整改")
    program.press("enter")
    counter.back_at_case(program)
    do(program, "差评整改")
    program.wait_for("核实和整改结果", "跑了三趟")
    program.type("核实属实,已改进并道歉")
    program.press("f10")
    put_away(program, "差评处理单")
    program.wait_for("已记录:差评整改")
    program.press("esc")
    program.wait_gone("差评待整改")


def test_lapse_is_reminded_of_and_then_taken_as_withdrawn(tmp_path: Path) -> None:
    """LAW default 2, L3: reminders come by themselves; after the last date a person ends the case."""
    with counter.practice(tmp_path) as program:
        counter.choose_item(program, "lwpq", "XK-04")
        counter.applicant(program, COMPANY, AGENCY)
        counter.receive(program, "1112a")
        do(program, "容缺受理")
        program.wait_for("补齐期限:2025-10-14")
        agree(program, "容缺受理?", "容缺受理承诺书", "容缺受理通知书")
        do(program, "视为撤回")
        program.wait_for("不能视为撤回", "未届满", "依据:本地政策")
        program.press("esc", "esc", "esc")
        counter.back_at_case(program)
        program.press("esc")
        program.wait_for("下一期限", "10-14 容缺补齐")
        run_to(program, "10月15日")
        program.wait_for("超期")
        open_case(program, COMPANY)
        # Before the end twice, and on the day after it with the last date: each by itself.
        program.press("f8")
        shown = program.wait_for("2025-10-10", "2025-10-13", "2025-10-15")
        assert shown.replace(" ", "").count("容缺材料补齐提醒书") == 3
        program.press("esc")
        counter.back_at_case(program)
        do(program, "视为撤回")
        program.wait_for("不能视为撤回", "到2025-10-20为止")
        program.press("esc", "esc")
        counter.back_at_case(program)
        program.press("esc")
        program.wait_for("下一期限")
        run_to(program, "10月21日")
        open_case(program, COMPANY)
        do(program, "视为撤回")
        program.wait_for("本地政策", "承诺", "逾期仍未补齐")
        program.press("f10")
        put_away(program, "退件")
        program.wait_for("案卷 已撤回", "按承诺视为撤回")
