"""Walks through what the rule book gained, by key: each new step, its dates, and who sees what."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.desk.office import Done
from clerk.practice.sandbox import Sandbox
from tests.casework.helpers import moment
from tests.workstation.walking import (
    COMPANY,
    DEFERRED,
    PERSON,
    choose,
    press,
    receive,
    running,
    shown,
    type_in,
)


async def test_rare_outcomes_stand_behind_one_entry(box: Sandbox) -> None:
    """The common ones keep their number keys; a rare one that is refused still shows reason and basis."""
    number = receive(box, "XK-02")
    box.office().act(number, a.Accept())
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f10")
        assert "其他办理" in shown(app)
        assert "通知缴费" in shown(app)
        await press(pilot, "1")
        assert "移交市场监督管理局" in shown(app).replace(" ", "")
        await press(pilot, "n", "escape")
        await choose(pilot, "通知缴费")
        assert "不得收取费用" in shown(app)
        assert "依据" in shown(app)


async def test_correction_by_the_offices_doing_is_not_the_applicants_visit(box: Sandbox) -> None:
    """R1: the clerk says whose doing another visit was; the head of the file tells both apart."""
    gap = "食品经营许可申请书"
    number = receive(box, "XK-02", gap=gap)
    box.office().act(number, a.NotifyCorrection((gap,)))
    async with running(box) as (app, pilot):
        await press(pilot, "enter")
        await choose(pilot, "接收补正材料")
        await press(pilot, "1", "f10")
        assert "再次到厅因" in shown(app)
        await press(pilot, "end", "down", "space", "f10", "escape")
        assert app.office.case(number).visits_by["office"] == 1
        assert "因本机关1次" in shown(app)


async def test_agent_without_authority_is_asked_for_it(box: Sandbox) -> None:
    """R12: an agent is named, the form insists on what he acts by, and the file says it."""
    async with running(box) as (app, pilot):
        await press(pilot, "f2")
        await type_in(pilot, "spjy")
        await press(pilot, "enter")
        await type_in(pilot, COMPANY[0])
        await press(pilot, "enter")
        await type_in(pilot, COMPANY[1])
        # Every lawful way in stands there, whatever the catalogue says (R10).
        for way in ("窗口", "网上", "手机", "自助机", "邮寄", "代办", "电邮", "传真"):
            assert way in shown(app)
        # No list was taken in: that is said, and closes nothing (R42).
        assert "未核验" in shown(app)
        assert "一般程序照常办理" in shown(app)
        await press(pilot, *["down"] * 5)
        await type_in(pilot, "李四")
        await press(pilot, "f10")
        assert "授权依据" in shown(app)
        assert app.office.archive.read.numbers() == []
        await type_in(pilot, "授权委托书")
        await press(pilot, "f10", "a", "f10", "escape")
        assert "李四授权委托书" in shown(app).replace(" ", "")
        (number,) = app.office.archive.read.numbers()
        opening = app.office.archive.read.acts(number)[0].body
        assert isinstance(opening, a.Receive)
        assert (opening.channel, opening.authorisation) == ("agent", "授权委托书")


async def test_particulars_of_an_agent_are_put_right_as_well(box: Sandbox) -> None:
    """R94: F11 asks whose line it is where there is an agent; the old value stands in the question."""
    item = load_builtin().get("XK-02")
    assert item is not None
    done = box.office().receive(item, PERSON, {}, "agent", a.Person("李四"), authorisation="授权委托书")
    assert isinstance(done, Done)
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f11", "space", "down", "down")
        await type_in(pilot, "李思")
        await press(pilot, "enter")
        await type_in(pilot, "写错了字")
        await press(pilot, "f10")
        assert "更正代理人的姓名或名称" in shown(app)
        assert "原为:李四" in shown(app)
        await press(pilot, "y")
        agent = app.office.case(done.case.number).agent
        assert agent is not None
        assert agent.name == "李思"


async def test_consultation_before_a_case_is_numbered_and_named_at_intake(box: Sandbox) -> None:
    """首问负责: F7 on the queue; the number is shown, and an application may name it."""
    async with running(box) as (app, pilot):
        await press(pilot, "f7")
        await type_in(pilot, "spjy")
        await press(pilot, "enter")
        await type_in(pilot, "要带什么")
        await press(pilot, "enter")
        await type_in(pilot, "见清单")
        await press(pilot, "f10")
        assert "咨询编号:ZX650200W01" in shown(app).replace(" ", "")
        await press(pilot, "enter")
        assert "咨询已记录" in shown(app)
        assert app.office.archive.read.numbers() == []


async def test_provisional_dates_are_marked_wherever_they_stand(box: Sandbox) -> None:
    """COUNTING 5: queue, whole date, case, question and day say 暂定, and F4 which notice is missing."""
    box.clock.set(moment("2026-12-28T11:00"))
    receive(box, "XK-02")
    async with running(box) as (app, pilot):
        assert shown(app).count("暂定") == 2
        await press(pilot, "4")
        assert shown(app).count("暂定") == 2
        await press(pilot, "escape", "enter")
        assert "暂定" in shown(app)
        await press(pilot, "f4")
        assert "暂定:尚缺《" in shown(app).replace(" ", "")
        await press(pilot, "escape")
        await choose(pilot, "受理")
        assert shown(app).count("暂定") == 2


async def test_the_national_date_stands_beside_a_regional_one(box: Sandbox) -> None:
    """LAW default 4: over 古尔邦节 the queue, the head of the file and F4 show both dates."""
    box.clock.set(moment("2026-05-22T11:00"))
    receive(box, "XK-02")
    async with running(box) as (app, pilot):
        assert "全国日历2026-05-29" in shown(app).replace(" ", "")
        await press(pilot, "enter")
        assert "全国日历2026-05-29" in shown(app).replace(" ", "")
        await press(pilot, "f4")
        assert "仅按全国日历为2026-05-29" in shown(app).replace(" ", "")


async def test_waiting_clocks_stand_first(box: Sandbox) -> None:
    """F4 and the head of the file: what still waits first, by its date; what is over after it."""
    number = receive(box, "XK-04", gap=DEFERRED)
    box.office().act(number, a.AcceptIncomplete((DEFERRED,), True))
    async with running(box) as (app, pilot):
        await press(pilot, "enter")
        text = shown(app)
        places = [text.index(word) for word in ("容缺补齐", "承诺办结", "法定办结", "一次性告知")]
        assert places == sorted(places)


async def test_slip_of_the_office_is_seen_by_window_and_supervisor_only(box: Sandbox) -> None:
    """R51, LAW L2: silence accepted the case; the slip is on the file for those who answer for it."""
    receive(box, "XK-02")
    box.clock.set(moment("2025-10-20T11:00"))
    async with running(box, (120, 40)) as (app, pilot):
        await press(pilot, "enter")
        assert "本机关的疏漏" in shown(app)
        assert "至2025-10-10未一次性告知" in shown(app)
        await press(pilot, "escape", "2", "f9", "enter")
        assert "本机关的疏漏" not in shown(app)


async def test_supervisor_answers_a_bad_rating_from_the_day(box: Sandbox) -> None:
    """GB/T 39046, R43: the bad rating is on the supervisor's list until it is answered."""
    number = receive(box, "QT-02")
    office = box.office()
    for body in (a.Accept(), a.Decide("file"), a.Deliver("counter"), a.Rate(5, "等得太久")):
        assert isinstance(office.act(number, body), Done)
    async with running(box) as (app, pilot):
        await press(pilot, "4")
        assert "差评待整改 1件" in shown(app)
        await press(pilot, "enter")
        assert "差评待整改" in shown(app)
        await choose(pilot, "差评整改")
        await type_in(pilot, "已道歉")
        await press(pilot, "f10")
        assert app.office.case(number).flags == ("on_the_spot",)
        await press(pilot, "escape")
        assert "差评待整改" not in shown(app)


async def test_every_way_of_delivery_is_seen_at_once(box: Sandbox) -> None:
    """R11: at 80 columns all ways stand there, on two lines; turning moves none of them."""
    receive(box, "XK-02")
    async with running(box) as (app, pilot):
        await press(pilot, "enter")
        await choose(pilot, "选择送达方式")
        before = shown(app).splitlines()
        for way in ("窗口领取", "邮寄", "电子证照", "电子邮件", "传真", "微信", "自助终端", "代办人代领"):
            assert way in shown(app)
        await press(pilot, "space")
        after = shown(app).splitlines()
        assert "【邮寄】" in shown(app)
        places = [[line.find("传真") for line in lines if "传真" in line] for lines in (before, after)]
        assert places[0] == places[1]


async def test_intake_asks_for_the_ticket_only_after_closing(box: Sandbox) -> None:
    """LAW default 5: the hall closes at 20:00 in summer; a ticket drawn before that keeps the day."""
    async with running(box) as (app, pilot):
        await press(pilot, "f2", "enter")
        assert "取号时间" not in shown(app)
        await press(pilot, "escape")
    box.clock.set(moment("2025-09-26T20:10"))
    async with running(box) as (app, pilot):
        await press(pilot, "f2", "enter")
        assert "取号时间" in shown(app)
        await type_in(pilot, COMPANY[0])
        await press(pilot, "enter")
        await type_in(pilot, COMPANY[1])
        await press(pilot, *["down"] * 8)
        await type_in(pilot, "19:50")
        await press(pilot, "f10", "a", "f10", "escape")
        (number,) = app.office.archive.read.numbers()
        opening = app.office.archive.read.acts(number)[0].body
        assert isinstance(opening, a.Receive)
        assert str(opening.ticket_at) == "2025-09-26 19:50:00+08:00"
