"""Recording a consultation before there is a case (咨询, 首问负责): the item, what was asked, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clerk.workstation.screens.confirm import Tell
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.screens.items import Items
from clerk.workstation.widgets.field import Field

if TYPE_CHECKING:
    from clerk.workstation.screen import WorkScreen

SLOT = "consult"


class Asked(Items):
    """The item that somebody asks about."""

    TITLE_WORDS = "咨询:选事项"


def begin(screen: WorkScreen[Any]) -> None:
    """Ask for the item, then for question and answer; the number is shown at the end."""
    screen.app.push_screen(Asked(), lambda code: _ask(screen, code))


def _ask(screen: WorkScreen[Any], code: str | None) -> None:
    item = screen.station.catalogue.get(code) if code is not None else None
    if item is None:
        return
    fields = [
        Field("reason", "所问", check=_needed, limit=200),
        Field("answer", "答复", limit=300),
    ]
    hint = f"{item.department}  首问负责:当场答复,或登记后转有关部门。以后申请时报咨询编号,不用重说。"
    form = Form(f"咨询:{item.name}", [*fields], hint, f"{SLOT}:{item.id}")

    async def filled(values: Values | None) -> None:
        if values is not None:
            await _record(screen, item.id, values)

    screen.app.push_screen(form, filled)


async def _record(screen: WorkScreen[Any], code: str, values: Values) -> None:
    from clerk.desk.consulting import consult

    station = screen.station
    item = station.catalogue.get(code)
    if item is None:
        return
    done = await screen.ask(lambda: consult(station.office, item, values["reason"], values["answer"]))
    if done is None:
        return
    if not isinstance(done, str):
        screen.say(f"{done.reason}(依据:{done.basis})")
        return
    screen.say(f"咨询已记录:{done}")
    said = f"咨询编号:{done}\n\n事项:{item.name}\n\n请告诉咨询人这个编号,收件时填在「咨询编号」一栏。"
    screen.app.push_screen(Tell("咨询已记录", f"{said}\n\n按回车返回。"))


def _needed(text: str) -> str:
    return "" if text.strip() else "请写明问了什么"
