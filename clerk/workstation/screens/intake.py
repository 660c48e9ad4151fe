"""Taking in an application (收件): the applicant's particulars, then the checklist, then the receipt.

What is typed is a draft from the first letter on: after a power cut the clerk is back in the same
field of the same form, with the cursor where it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.widgets import Static

from clerk.casework import acts as a
from clerk.casework.contacts import check_name, check_phone
from clerk.casework.identity import PAPERS, Problem, recognise
from clerk.casework.refusal import Refusal
from clerk.desk.consulting import PREFIX
from clerk.desk.credit import asked as standing
from clerk.workstation.screens import visit
from clerk.workstation.screens.checklist import Checklist
from clerk.workstation.screens.confirm import Confirm
from clerk.workstation.screens.form import Form, Values, load_draft
from clerk.workstation.screens.steps.arrival import CHANNELS, after_closing, ticket, ticket_field
from clerk.workstation.widgets.field import Choice, Field

if TYPE_CHECKING:
    from datetime import date

    from clerk.casework.case import Case
    from clerk.catalogue.items import Item
    from clerk.workstation.app import Workstation
    from clerk.workstation.screen import WorkScreen

SLOT = "intake"
_CREDIT = (("unchecked", "按名单"), ("normal", "正常"), ("red", "守信名单"), ("black", "失信名单"))


def begin(station: Workstation, code: str, after: Case | None = None) -> None:
    """Start taking in an application for this item; ``after``: the same person, in the visit of that case."""
    item = station.catalogue.get(code)
    if item is not None:
        drafts, number = station.office.archive.drafts, after.number if after else ""
        drafts.drop(SLOT)
        if after is not None:
            # The form takes up a draft: so a power cut right now loses nothing either.
            kept = {"item": code, "step": "applicant", "after": number, "values": visit.particulars(after)}
            drafts.save(SLOT, json.dumps({**kept, "focus": "name"}, ensure_ascii=False).encode())
        _ask(station, item, number)


def resume(screen: WorkScreen[Any]) -> None:
    """Take up an intake that was cut short."""
    station = screen.station
    draft = load_draft(screen, SLOT)
    if draft is None:
        return
    item = station.catalogue.get(str(draft.get("item", "")))
    if item is None:
        station.office.archive.drafts.set_aside(SLOT)
        screen.say("上次未完成的收件,其事项已不在目录里,草稿另行保留")
        return
    after = str(draft.get("after", ""))
    if draft.get("step") == "checklist" and isinstance(values := draft.get("values"), dict):
        filled = {str(k): str(v) for k, v in values.items()}
        _checklist(station, item, after, filled, draft.get("findings"))
    else:
        _ask(station, item, after)
    # Said on the screen that was opened: this one is behind it.
    opened = cast("WorkScreen[Any]", station.screen)
    opened.call_after_refresh(opened.say, "已接着上次未完成的收件")


def _ask(station: Workstation, item: Item, after: str) -> None:
    office = station.office
    closed = after_closing(office.terms(item), office.now(), office.hours)
    form = Applicant(item, closed=closed, after=after)
    station.push_screen(form, lambda values: _checklist(station, item, after, values))


class Applicant(Form):
    """The applicant's particulars, checked while they are typed."""

    def __init__(self, item: Item, *, closed: bool = False, after: str = "") -> None:
        """For an application of this item; ``closed``: the hall is, so that the ticket's time matters.

        ``after``: the case before it in this visit.
        """
        self._after = after
        self._item = item
        self._closed = closed
        self._asked = ("", False)
        super().__init__(f"收件:{item.name}", self._make_fields(), _item_hint(item), SLOT)

    def more_to_keep(self) -> Mapping[str, object]:
        """The item belongs in the draft."""
        return {"item": self._item.id, "step": "applicant", "after": self._after}

    def submitted(self, values: Values) -> None:
        """On to the checklist; the draft stays until the receipt."""
        self.dismiss(values)

    def action_back(self) -> None:
        """Leave; what was filled in goes only when the clerk says so."""
        if any(field.value.strip() for field in self._fields if isinstance(field, Field)):
            question = "放弃本次收件?\n\n已填写的内容将不保留。按 N 回到表单继续填写。"
            self.app.push_screen(Confirm(question), lambda yes: self._give_up() if yes else None)
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.forget()
        self.dismiss(None)

    def _make_fields(self) -> list[Field | Choice]:
        organisation = "企业" in self._item.applicant_type and "自然人" not in self._item.applicant_type
        kinds = (("person", "个人"), ("organisation", "单位"))
        ticket = [ticket_field()] if self._closed else []
        return [
            Choice("kind", "申请人类型", kinds, "organisation" if organisation else "person"),
            Field("name", "姓名或名称", check=self._check_name, limit=60),
            Field("id_number", "证件号码", check=self._check_id, limit=30),
            Field("phone", "联系电话", check=lambda text: _told(check_phone(text)) if text else "", limit=20),
            Field("address", "地址", limit=100),
            Choice("credit", "信用状况", _CREDIT),
            Choice("channel", "提交方式", tuple(CHANNELS.items())),
            Field(
                "agent", "代理人姓名", check=lambda text: _told(check_name(text)) if text else "", limit=60
            ),
            Field("agent_id", "代理人证件", check=self._agent_id, limit=30),
            Field("authorisation", "授权依据", check=self._authorised, limit=60),
            *ticket,
            Field("consultation", "咨询编号", check=_consulted, limit=40),
        ]

    def on_mount(self) -> None:
        """What the lists say stands below the fields from the first."""
        self._ask_lists()

    def body(self) -> ComposeResult:
        """The fields, and below them what the credit lists say of the applicant."""
        yield from super().body()
        yield Static("", id="credit-note", classes="hint", markup=False)

    def on_field_changed(self) -> None:
        """A whole number is looked up in the credit lists; half a one is not."""
        self._ask_lists()

    def _ask_lists(self) -> None:
        """R41, R42: what the lists say, or that they could not be asked; the normal track stays open."""
        number = self._fields[2].value.strip()
        asked = (number, self._organisation)
        if asked == self._asked:
            return
        self._asked = asked
        person = _person(self.values, "name", "id_number", self.station.today(), self._organisation)
        office = self.station.office
        said = ""
        if person.id_number:
            found = standing(office.archive.read, person, office.today(), office.policy.credit_list_days)
            # Where a door is closed, the words of the finding say already that the normal track stays open.
            said = f"信用 {found.words}。" + ("" if found.bars else "一般程序照常办理。")
        self.query_one("#credit-note", Static).update(said)

    @property
    def _organisation(self) -> bool:
        return self._fields[0].value == "organisation"

    def _check_name(self, text: str) -> str:
        return _told(check_name(text, self._organisation)) if text.strip() else "请填写申请人姓名或名称"

    def _check_id(self, text: str) -> str:
        if not text.strip():
            return "请填写证件号码(个人:身份证等;单位:统一社会信用代码)"
        return _told(recognise(text, self.station.today(), self._organisation))

    def _authorised(self, text: str) -> str:
        """R12: whoever acts for the applicant says by what."""
        agent = next(field.value for field in self._fields if field.key == "agent")
        missing = agent.strip() and not text.strip()
        return "有代理人的须写明授权依据,例如 授权委托书" if missing else ""

    def _agent_id(self, text: str) -> str:
        return _told(recognise(text, self.station.today())) if text.strip() else ""


def _told(checked: object) -> str:
    """The sentence of a problem; empty for anything in order."""
    return checked.text if isinstance(checked, Problem) else ""


def _consulted(text: str) -> str:
    wrong = text.strip() and not text.strip().upper().startswith(PREFIX)
    return f"咨询编号以{PREFIX}开头;没有咨询过的留空" if wrong else ""


def _item_hint(item: Item) -> str:
    doubt = "" if item.verified else "(目录内容未经本地核实)"
    return f"{item.department}  {item.type}  收费:{item.fee or '未列明'}{doubt}{_ways(item)}"


def _ways(item: Item) -> str:
    """R10: a catalogue that names fewer ways than the law gives is told, and closes none of them."""
    listed = "、".join(words for way, words in CHANNELS.items() if way in item.submit_channels)
    return f"\n目录只列了{listed};提交方式由申请人选择,下列方式都可以" if listed else ""


def _checklist(
    station: Workstation, item: Item, after: str, values: Values | None, findings: object = None
) -> None:
    if values is None:
        return
    checklist = Checklist(
        f"收件:{item.name}",
        item,
        start=_as_findings(findings),
        slot=SLOT,
        keep={"item": item.id, "step": "checklist", "after": after, "values": values},
        person=_number(values, station.today()),
    )
    station.push_screen(checklist, lambda found: _received(station, item, after, values, found))


def _number(values: Values, today: date) -> str:
    """The applicant's number as it is kept; empty where a draft of long ago has none."""
    found = recognise(values.get("id_number", ""), today, values.get("kind") == "organisation")
    return "" if isinstance(found, Problem) else found.number


def _as_findings(kept: object) -> a.Findings:
    import msgspec

    try:
        return msgspec.convert(kept or {}, a.Findings)
    except msgspec.ValidationError:
        return {}


def _received(station: Workstation, item: Item, after: str, values: Values, found: a.Findings | None) -> None:
    """The checklist is done: open the case and show it."""
    from clerk.workstation.screens.case import CaseScreen

    if found is None:
        _ask(station, item, after)
        return
    station.push_screen(CaseScreen("", opening=lambda: _open_case(station, item, after, values, found)))


def _open_case(station: Workstation, item: Item, after: str, values: Values, found: a.Findings) -> Any:
    today = station.today()
    applicant = _person(values, "name", "id_number", today, values["kind"] == "organisation")
    agent = _person(values, "agent", "agent_id", today, False) if values["agent"].strip() else None
    channel: Any = values.get("channel") or "counter"
    # Who comes to the window for somebody else is an agent, whatever else was chosen stays chosen.
    channel = "agent" if agent and channel == "counter" else channel
    done = station.office.receive(
        item,
        applicant,
        found,
        channel,
        agent,
        authorisation=" ".join(values.get("authorisation", "").split()) if agent else "",
        ticket_at=ticket(values, station.office.now()),
        same_visit=visit.counted(station.office, after, applicant, channel),
        consultation=values.get("consultation", "").strip().upper(),
    )
    if not isinstance(done, Refusal):
        # What was refused stays as it was typed: the next start takes it up again.
        station.office.archive.drafts.drop(SLOT)
    return done


def _person(values: Values, name: str, number: str, today: Any, organisation: bool) -> a.Person:
    checked = check_name(values[name], organisation)
    paper = recognise(values[number], today, organisation) if values[number].strip() else None
    phone = check_phone(values["phone"]) if values["phone"].strip() and name == "name" else ""
    return a.Person(
        name=checked if isinstance(checked, str) else values[name].strip(),
        kind="organisation" if organisation else "person",
        id_type="" if paper is None or isinstance(paper, Problem) else PAPERS[paper.kind],
        id_number="" if paper is None or isinstance(paper, Problem) else paper.number,
        phone=phone if isinstance(phone, str) else "",
        address=" ".join(values["address"].split()) if name == "name" else "",
        credit=values["credit"] if name == "name" else "unchecked",  # type: ignore[arg-type]  # one of the choice's own values
    )
