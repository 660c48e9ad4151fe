"""Setting up a window (首次设置): a short dialogue on a new home."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.archive.archive import Archive
from clerk.archive.home import Clerk, Settings, new_device
from clerk.archive.keys import where
from clerk.casework.contacts import check_name
from clerk.casework.identity import Problem
from clerk.desk.office import Office
from clerk.desk.opening import open_office
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens.confirm import Tell
from clerk.workstation.widgets.field import Choice, Field

_EVERYONE = ("clerk", "department", "delivery", "supervisor")


class SetUp(WorkScreen[Office | None]):
    """Asks for the hall, the window and the person, and makes the archive."""

    CONTEXT = "form"
    TITLE_WORDS = "首次设置"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]

    def body(self) -> ComposeResult:
        """Five fields."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static(f"本机还没有设置。数据将加密存放在 {self.station.home.path}\n", markup=False)
            yield Field("hall", "大厅名称", check=_needed)
            yield Field("short", "大厅简称", "", limit=12)
            yield Field("window", "窗口号", "W01", _window, 8)
            yield Field("user", "您的姓名", check=_name)
            yield Field("division", "区划代码", "650200", _division, 6)
            yield Choice("region", "工作日历", (("xinjiang", "新疆"), ("national", "全国")))
            yield Static("\n大厅简称用于文号,可留空。填好后按 F10 确定。", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the hall."""
        self.query_one("#field-hall", Field).take_focus()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    async def action_submit(self) -> None:
        """Make the archive, then say where its key is."""
        for field in self.query(Field):
            if problem := field.judge(insist=True):
                self.say(problem)
                field.take_focus()
                return
        self.say("正在建立加密档案库,请稍候")
        settings, home = self._settings(), self.station.home
        archive = await self.ask(lambda: Archive.create(home, settings))
        if archive is None:
            return
        office = open_office(archive)
        place = where(home, archive.settings.key_place)
        said = f"档案库密钥存放在:{place}\n\n没有密钥,档案库和备份都打不开,请妥善保管。\n\n按回车开始工作。"
        self.app.push_screen(Tell("设置完成", said), lambda _: self.dismiss(office))

    def action_back(self) -> None:
        """Leave without setting up."""
        self.dismiss(None)

    def _settings(self) -> Settings:
        value = {field.key: " ".join(field.value.split()) for field in self.query(Field)}
        return Settings(
            hall=value["hall"],
            window=value["window"].upper(),
            clerks=(Clerk(value["user"], value["user"], _EVERYONE),),
            device=new_device(),
            region=self.query_one(Choice).value,
            division=value["division"],
            hall_short=value["short"],
        )


def _needed(text: str) -> str:
    return "" if text.strip() else "请填写大厅名称"


def _name(text: str) -> str:
    checked = check_name(text)
    return checked.text if isinstance(checked, Problem) else ""


def _window(text: str) -> str:
    return "" if re.fullmatch(r"[A-Za-z0-9]{1,8}", text) else "窗口号用1至8个字母或数字,例如 W01"


def _division(text: str) -> str:
    return "" if re.fullmatch(r"[0-9]{6}", text) else "区划代码是6位数字,例如 650200(克拉玛依市)"
