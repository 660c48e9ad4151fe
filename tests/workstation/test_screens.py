"""The screens, driven by keys through Pilot in practice mode, and as pictures at both sizes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from clerk.casework import acts as a
from clerk.casework.policy import load_profile
from clerk.catalogue.files import load_builtin
from clerk.desk.office import Done
from clerk.practice.sandbox import Sandbox
from clerk.workstation.app import Workstation
from tests.casework.helpers import moment

SIZES = [(80, 24), (120, 40)]
PERSON = a.Person("买买提·阿布都热合曼", id_number="650203199003074518", phone="13909901234")
COMPANY = ("克拉玛依胡杨餐饮有限公司", "91650203MA78ABCD1T")
DEFERRED = "办公设施设备、信息管理系统清单"
Snap = Callable[..., bool]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A practice archive on 2025-09-26."""
    with Sandbox(moment("2025-09-26T11:00"), load_profile("hall_default")) as sandbox:
        yield sandbox


def receive(box: Sandbox, code: str, **missing: str) -> str:
    """A case received now, with these materials missing; its number."""
    item = load_builtin().get(code)
    assert item is not None
    done = box.office().receive(item, PERSON, {name: a.Finding("missing") for name in missing.values()})
    assert isinstance(done, Done)
    return done.case.number


def station(box: Sandbox) -> Workstation:
    """The workstation over this archive."""
    return Workstation(box.archive.home, box.office(), move_clock=box.clock.set)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait until all of them have come to rest."""
    app = pilot.app
    assert isinstance(app, Workstation)
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    await app.typed_out()
    await pilot.pause()


async def type_in(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    await press(pilot, *text)


def shown(app: Workstation) -> str:
    """What stands on the top screen, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@asynccontextmanager
async def running(
    box: Sandbox, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Workstation, Pilot[int]]]:
    """The workstation, up, with its queue on the screen."""
    app = station(box)
    async with app.run_test(size=size) as pilot:
        await press(pilot)
        yield app, pilot
        # The app turns a handler's error into a sentence; here it must fail the test.
        assert app.failure == ""


async def take_in(pilot: Pilot[int], initials: str, *marks: str) -> None:
    """Take in an application of the item that these initials find."""
    await press(pilot, "f2")
    await type_in(pilot, initials)
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[0])
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[1])
    await press(pilot, "f10", *marks, "f10")
    # The receipt is drawn after the first write, which loads the ORM in this process.
    await asyncio.sleep(0)
    await press(pilot)


async def test_queue_orders_by_what_lapses_next(box: Sandbox) -> None:
    """The case whose clock ends first stands first, with the days that are left in words."""
    receive(box, "XK-03")
    office = box.office()
    number = receive(box, "XK-21")
    office.act(number, a.Accept())
    async with running(box) as (app, _):
        lines = [line for line in shown(app).splitlines() if "申请人" not in line]
        first = next(line for line in lines if "09-29" in line)
        assert "营业性演出" in first.replace(" ", "")
        assert "剩" in first


async def test_intake_ends_with_the_receipt_on_the_screen(box: Sandbox) -> None:
    """Item, applicant, checklist, receipt: the case is in the archive and the paper is shown."""
    async with running(box) as (app, pilot):
        await take_in(pilot, "spjy", "a")
        assert "收件凭证" in shown(app)
        (row,) = app.office.archive.read.queue("window:W01")
        assert (row.applicant, row.id_number) == COMPANY
        assert app.office.archive.drafts.load("intake") is None


async def test_wrong_number_is_explained_at_its_field(box: Sandbox) -> None:
    """A wrong check digit: the sentence stands below the field, and the form does not go on."""
    async with running(box) as (app, pilot):
        await press(pilot, "f2", "enter")
        await type_in(pilot, "张三")
        await press(pilot, "enter")
        await type_in(pilot, COMPANY[1][:-1] + "A")
        await press(pilot, "f10")
        assert "校验" in shown(app)
        assert app.office.archive.read.numbers() == []


async def test_checklist_holds_back_until_every_line_is_looked_at(box: Sandbox) -> None:
    """R47: F10 with an unexamined line says how many are left and goes to the first of them."""
    async with running(box) as (app, pilot):
        await take_in(pilot, "spjy", "1", "1")
        assert "还有4件未审核" in shown(app)


async def test_incomplete_acceptance_from_the_outcomes(box: Sandbox) -> None:
    """A deferrable gap: the outcome is offered, the commitment asked for, both papers shown."""
    number = receive(box, "XK-04", gap=DEFERRED)
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f10")
        assert "容缺受理" in shown(app)
        await press(pilot, "enter")
        assert "承诺书" in shown(app)
        await press(pilot, "y")
        assert "承诺书" in shown(app)
        await press(pilot, "escape")
        assert "容缺受理通知书" in shown(app).replace(" ", "")
        assert app.office.case(number).incomplete


async def test_outcome_that_is_not_possible_says_why(box: Sandbox) -> None:
    """R56: a main material missing; choosing incomplete acceptance shows the reason and its basis."""
    receive(box, "XK-04", gap="劳务派遣经营许可申请书")
    async with running(box) as (app, pilot):
        await press(pilot, "enter", "f10")
        assert "主要材料" in shown(app)
        await press(pilot, "end", "up", "up", "enter")
        assert "依据" in shown(app)


async def test_desks_are_a_key_away(box: Sandbox) -> None:
    """2, 3, 4 and 1 sit the clerk down at review, delivery, supervision and the window again."""
    number = receive(box, "XK-02")
    box.office().act(number, a.Accept())
    box.office().act(number, a.Route("dept:市场监督管理局"))
    async with running(box) as (app, pilot):
        for key, words in (("2", "部门审查"), ("3", "出件窗口"), ("4", "督办"), ("escape", "综合窗口")):
            await press(pilot, key)
            assert words in shown(app)


async def test_tomorrow_turns_the_day_in_practice(box: Sandbox) -> None:
    """F12 moves the practice clock to the next morning, and the head line shows it."""
    async with running(box) as (app, pilot):
        await press(pilot, "f12")
        assert "9月27日" in shown(app)
        assert "10:00" in shown(app)


async def test_returning_person_is_found_by_name_and_paper(box: Sandbox) -> None:
    """F9: the beginning of a name, or a whole number; the list shows the number masked."""
    receive(box, "XK-02")
    async with running(box) as (app, pilot):
        await press(pilot, "f9")
        for text in ("买买提", PERSON.id_number):
            await type_in(pilot, text)
            assert "650203********4518" in shown(app)
            await press(pilot, *["backspace"] * len(text))


async def choose(pilot: Pilot[int], label: str) -> None:
    """Choose an outcome of the case on the screen, behind the entry of the rare ones too."""
    from clerk.workstation.screens.outcomes import Outcomes
    from clerk.workstation.widgets.rows import Rows

    await press(pilot, "f10")
    screen = pilot.app.screen
    assert isinstance(screen, Outcomes)
    if label not in {offer.label for offer in screen._offers}:
        await press(pilot, "end", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, Outcomes)
    screen.query_one(Rows).cursor = [offer.label for offer in screen._offers].index(label)
    await press(pilot, "enter")


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


async def queue_screen(pilot: Pilot[int]) -> None:
    """The queue."""
    await press(pilot)


async def items_screen(pilot: Pilot[int]) -> None:
    """Choosing an item."""
    await press(pilot, "f2", "x", "k")


async def applicant_screen(pilot: Pilot[int]) -> None:
    """The applicant's form, with a problem."""
    await press(pilot, "f2", "enter")
    await type_in(pilot, "张三")
    await press(pilot, "enter", "1", "2", "enter")


async def checklist_screen(pilot: Pilot[int]) -> None:
    """The checklist, half done."""
    await press(pilot, "f2", "enter")
    await type_in(pilot, COMPANY[0])
    await press(pilot, "enter")
    await type_in(pilot, COMPANY[1])
    await press(pilot, "f10", "1", "2", "4")


async def case_screen(pilot: Pilot[int]) -> None:
    """A case file."""
    await press(pilot, "enter")


async def outcomes_screen(pilot: Pilot[int]) -> None:
    """The outcomes."""
    await press(pilot, "enter", "f10")


async def explain_screen(pilot: Pilot[int]) -> None:
    """The clocks, day by day."""
    await press(pilot, "enter", "f4")


async def paper_screen(pilot: Pilot[int]) -> None:
    """A paper."""
    await press(pilot, "enter", "f8", "enter")


async def rare_screen(pilot: Pilot[int]) -> None:
    """The outcomes that are seldom wanted."""
    await press(pilot, "enter", "f10", "end", "enter")


async def delivery_screen(pilot: Pilot[int]) -> None:
    """Choosing how the result comes."""
    await press(pilot, "enter")
    await choose(pilot, "选择送达方式")


async def day_screen(pilot: Pilot[int]) -> None:
    """The supervisor's day."""
    await press(pilot, "4")


async def help_screen(pilot: Pilot[int]) -> None:
    """The keys."""
    await press(pilot, "f1")


PICTURES: list[Callable[[Pilot[int]], Awaitable[None]]] = [
    queue_screen,
    items_screen,
    applicant_screen,
    checklist_screen,
    case_screen,
    outcomes_screen,
    rare_screen,
    delivery_screen,
    explain_screen,
    paper_screen,
    day_screen,
    help_screen,
]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("walk", PICTURES, ids=lambda walk: walk.__name__)
def test_screen_looks_as_it_did(
    snap_compare: Snap, box: Sandbox, walk: Callable[[Pilot[int]], Awaitable[None]], size: tuple[int, int]
) -> None:
    """A picture of each screen, at the smallest common size and at a comfortable one."""
    receive(box, "XK-04", gap=DEFERRED)
    box.office().act(receive(box, "XK-02"), a.Accept())
    assert snap_compare(station(box), terminal_size=size, run_before=walk)
