"""Whole cases at the counter, keyboard only, in practice mode from the Friday before National Day 2025."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import counter
from tests.journeys.counter import AGENCY, RESTAURANT, agree, do, open_case, outcomes, put_away, sign_for, sit
from tests.journeys.terminal import Terminal

pytestmark = pytest.mark.pty
SHOP = "克拉玛依区好味道餐饮店"
COMPANY = "准噶尔人力资源有限公司"


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40)])
def test_food_licence_from_arrival_to_delivery(tmp_path: Path, cols: int, rows: int) -> None:
    """A complete food licence is accepted, handed over, signed for, granted and delivered."""
    with counter.practice(tmp_path, cols, rows) as program:
        counter.choose_item(program, "spjy", "XK-02")
        counter.applicant(program, SHOP, RESTAURANT)
        counter.receive(program, "a")
        do(program, "受理")
        agree(program, "受理本案?", "受理通知书")
        do(program, "流转部门")
        agree(program, "移交", "材料交接单")
        sit(program, "2", "部门审查")
        open_case(program, SHOP)
        sign_for(program)
        do(program, "准予")
        agree(program, "准予许可?", "准予决定书")
        sit(program, "3", "出件窗口")
        open_case(program, SHOP)
        do(program, "送达")
        program.wait_for("送达方式", SHOP)
        program.press("f10")
        put_away(program, "送达")
        assert [line.split()[1] for line in outcomes(program)] == ["评价", "其他办理.."]


def test_labour_dispatch_accepted_incomplete_and_completed(tmp_path: Path) -> None:
    """One deferred material: its deadline is explained across National Day, and holds back the grant."""
    with counter.practice(tmp_path) as program:
        counter.choose_item(program, "lwpq", "XK-04")
        counter.applicant(program, COMPANY, AGENCY)
        counter.receive(program, "1112a")
        do(program, "容缺受理")
        program.wait_for("补齐期限:2025-10-14")
        agree(program, "容缺受理?", "容缺受理承诺书", "容缺受理通知书")
        program.wait_for("容缺补齐", "2025-10-14 计时中")
        explained(program)
        do(program, "流转部门")
        agree(program, "移交", "材料交接单")
        sit(program, "2", "部门审查")
        open_case(program, COMPANY)
        sign_for(program)
        do(program, "准予")
        program.wait_for("不能准予", "尚未补齐", "依据:")
        program.press("esc")
        program.wait_for("可办 办理")
        program.press("esc")
        counter.back_at_case(program)
        do(program, "补齐容缺材料")
        program.wait_for("场所使用证明", "未审")
        counter.bring(program, "1")
        program.wait_for("已记录:补齐")
        counter.back_at_case(program)
        do(program, "准予")
        agree(program, "准予许可?", "准予决定书")
        sit(program, "3", "出件窗口")
        open_case(program, COMPANY)
        do(program, "送达")
        program.wait_for("送达方式")
        program.press("f10")
        put_away(program, "送达")
        program.wait_for("案卷 已送达")


def explained(program: Terminal) -> None:
    """F4 tells every day of the completion deadline, holidays and make-up days with their notice."""
    program.press("f4")
    program.wait_for("容缺补齐", "2025-10-14(计时中)")
    program.wait_for("2025-10-01 周三 不计 国庆节", "国办发明电〔2024〕12号")
    program.press("end")
    program.wait_for("2025-10-10 周五 第5天", "到期")
    program.press("esc")
    counter.back_at_case(program)


def test_main_material_missing(tmp_path: Path) -> None:
    """With a main material missing, incomplete acceptance is shown as not possible, and why."""
    with counter.practice(tmp_path) as program:
        counter.choose_item(program, "lwpq", "XK-04")
        counter.applicant(program, COMPANY, AGENCY)
        counter.receive(program, "2a")
        offered = {line.split()[1]: line.split()[0] for line in outcomes(program)}
        assert offered["容缺受理"] == offered["受理"] == "不可"
        assert offered["一次性告知补正"] == "可办"
        program.press("esc")
        counter.back_at_case(program)
        do(program, "容缺受理")
        program.wait_for("不能容缺受理", "劳务派遣经营许可申请书", "依据:")


def test_refused_by_the_department_with_reasons(tmp_path: Path) -> None:
    """A refusal needs its reasons, and its paper names them and where to appeal."""
    with counter.practice(tmp_path, 120, 40) as program:
        counter.choose_item(program, "spjy", "XK-02")
        counter.applicant(program, SHOP, RESTAURANT)
        counter.receive(program, "a")
        do(program, "受理")
        agree(program, "受理本案?", "受理通知书")
        do(program, "流转部门")
        agree(program, "移交", "材料交接单")
        sit(program, "2", "部门审查")
        open_case(program, SHOP)
        sign_for(program)
        do(program, "不予许可")
        program.wait_for("理由", "复议和诉讼")
        program.press("f10")
        program.wait_for("这一栏不能空着")
        program.type("操作间与卫生间相通,不符合餐饮服务场所要求")
        program.press("f10")
        program.wait_for("不予行政许可决定书", "操作间与卫生间相通", "行政复议", "行政诉讼")
        program.press("esc")
        put_away(program, "否定报备登记表")
        program.wait_for("已记录:决定:不予")
