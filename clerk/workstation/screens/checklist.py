"""The checklist (审核材料): one key a state, every line looked at (R47)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from clerk.casework import acts as a
from clerk.casework.case import STATE_WORDS
from clerk.catalogue.items import Item, Material
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.screens.visit import offer_words, on_offer, tail
from clerk.workstation.widgets.field import Field
from clerk.workstation.widgets.rows import Column, Rows

if TYPE_CHECKING:
    from clerk.desk.library import Reuse

COLUMNS = (Column("", 3), Column("材料"), Column("性质", 8), Column("份数", 10), Column("状态", 12))
_MARKS = "1合格 2缺 3不合格 4共享取得 5共享待核验 6不适用 0未审;A 其余合格"
_ROLES = {"main": "主要", "secondary": "次要", "conditional": "视情形"}


class Checklist(WorkScreen[a.Findings | None]):
    """Materials and their states; dismissed with the findings, or None when left."""

    CONTEXT = "checklist"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("checklist")]

    def __init__(
        self,
        title: str,
        item: Item,
        names: Sequence[str] = (),
        start: Mapping[str, a.Finding] | None = None,
        slot: str = "",
        keep: Mapping[str, object] | None = None,
        person: str = "",
        own: str = "",
    ) -> None:
        """``names`` limits the list (corrections, completion); ``start`` is what was found before.

        ``person``: the applicant's number, by which the library is asked (R36); ``own``: the case itself.
        """
        super().__init__()
        self._title = title
        self._slot = slot
        self._keep_too = dict(keep or {})
        self._item, self._person, self._own = item, person, own
        self._offers: dict[str, Reuse] = {}
        lines = [*item.materials, *(Material(c.name, "secondary", c.minor) for c in item.conditions)]
        self._lines = [line for line in lines if not names or line.name in names]
        self._found: dict[str, a.Finding] = {line.name: a.Finding("unexamined") for line in self._lines}
        self._found |= {name: found for name, found in (start or {}).items() if name in self._found}

    def title_words(self) -> str:
        """What is being looked at."""
        return self._title

    def body(self) -> ComposeResult:
        """What the keys mean, the list, and what to look for in the line under the cursor."""
        yield Static(_MARKS, classes="hint", markup=False)
        yield Rows(COLUMNS)
        yield Static("", id="look-for", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the first line that was not looked at."""
        rows = self.query_one(Rows)
        self._show()
        rows.focus()
        open_ = [n for n, line in enumerate(self._lines) if self._found[line.name].state == "unexamined"]
        rows.cursor = open_[0] if open_ else 0
        self._hint()
        self._keep()
        if self._person:
            self.call_later(self._look_up)

    async def _look_up(self) -> None:
        """What this person handed in before, from the library; keys wait until it has answered."""
        office, person = self.station.office, self._person
        self._offers = await self.ask(lambda: on_offer(office, person, self._item, self._own)) or {}
        self._show()
        self._hint()

    def on_rows_highlighted(self) -> None:
        """Say what to look for in this material."""
        self._hint()

    def action_mark(self, state: a.State) -> None:
        """The material under the cursor is in this state; on to the next line."""
        current = self.query_one(Rows).current
        if current is None:
            return
        line = self._lines[current]
        if state == "defective":
            self._ask_defect(line)
            return
        if state in ("shared", "shared_unverified") and not line.shared:
            self.say(f"「{line.name}」没有共享来源,须由申请人提交")
            return
        self._set(line.name, a.Finding(state))

    def action_mark_rest(self) -> None:
        """Everything that was not looked at yet is in order; what is here already is for the clerk to say."""
        for n, line in reversed(list(enumerate(self._lines))):
            if self._found[line.name].state != "unexamined":
                continue
            if line.name in self._offers:
                self.query_one(Rows).cursor = n
            else:
                self._found[line.name] = a.Finding("ok")
        left = sum(found.state == "unexamined" for found in self._found.values())
        self.say(f"还有{left}件申请人已经交过:按 R 沿用,新交了的按 1" if left else "")
        self._show()
        self._hint()
        self._keep()

    def action_reuse(self) -> None:
        """What this person handed in before serves here too (R36); never without this key."""
        current = self.query_one(Rows).current
        if current is None:
            return
        name = self._lines[current].name
        offer = self._offers.get(name)
        if offer is None:
            self.say(f"「{name}」没有可沿用的:没有交过,已过有效期或已退还,或须各交各的")
        elif offer.finding is None:
            self.say(f"「{name}」{offer_words(offer)}")
        else:
            self._set(name, offer.finding)

    def action_submit(self) -> None:
        """Done; an unexamined line holds it back."""
        left = [n for n, line in enumerate(self._lines) if self._found[line.name].state == "unexamined"]
        if left:
            self.query_one(Rows).cursor = left[0]
            self.say(f"还有{len(left)}件未审核;逐件按 1 至 6 标明,或按 A 将其余标为合格")
            return
        self.dismiss(dict(self._found))

    def action_back(self) -> None:
        """Leave without findings."""
        self.dismiss(None)

    def _ask_defect(self, line: Material) -> None:
        hint = f"「{line.name}」哪里不合格?" + (
            f"\n常见问题:{'、'.join(line.common_defects)}" if line.common_defects else ""
        )
        form = Form("不合格之处", [Field("defect", "不合格之处", check=_required, limit=100)], hint)
        self.app.push_screen(form, lambda values: self._defect_told(line.name, values))

    def _defect_told(self, name: str, values: Values | None) -> None:
        if values is not None:
            self._set(name, a.Finding("defective", defect=" ".join(values["defect"].split())))

    def _set(self, name: str, found: a.Finding) -> None:
        self._found[name] = found
        self.say("")
        self._show()
        rows = self.query_one(Rows)
        rows.cursor = min(rows.cursor + 1, len(self._lines) - 1)
        self._keep()

    def _show(self) -> None:
        self.query_one(Rows).show(len(self._lines), self._cells)

    def _cells(self, n: int) -> tuple[str, ...]:
        line = self._lines[n]
        found = self._found[line.name]
        role = _ROLES[line.role] + ("可缺" if line.deferrable else "")
        copies = f"原{line.original_count} 复{line.copy_count}"
        return f"{n + 1}", line.name, role, copies, self._state_words(line.name, found)

    def _state_words(self, name: str, found: a.Finding) -> str:
        if found.from_case:
            return f"沿用{tail(found.from_case)}"
        offer = self._offers.get(name) if found.state == "unexamined" else None
        if offer is None:
            return STATE_WORDS[found.state]
        return f"已有{tail(offer.copy.case)}" if offer.copy else f"已有{len(offer.versions)}版本"

    def _hint(self) -> None:
        current = self.query_one(Rows).current
        if current is None:
            return
        line = self._lines[current]
        parts = []
        if found := self._found[line.name].defect:
            parts.append(f"不合格:{found}")
        if (offer := self._offers.get(line.name)) and self._found[line.name].state in (
            "unexamined",
            "missing",
        ):
            parts.append(offer_words(offer))
        if line.common_defects:
            parts.append(f"注意:{'、'.join(line.common_defects)}")
        if line.shared:
            parts.append(_shared_hint(line))
        self.query_one("#look-for", Static).update(";".join(parts))

    def _keep(self) -> None:
        if self._slot:
            draft = {**self._keep_too, "findings": msgspec.to_builtins(self._found)}
            data = json.dumps(draft, ensure_ascii=False).encode()
            self.station.office.archive.drafts.save(self._slot, data)


def _shared_hint(line: Material) -> str:
    """Where it can be had, and whether the applicant may be asked for it at all (R78)."""
    sources = line.source.split("|")
    offices = "、".join(source.partition(":")[2] for source in sources if ":" in source)
    told = f"可由{offices}共享取得"
    return told if "applicant" in sources else f"{told},不得要求申请人提交"


def _required(text: str) -> str:
    return "" if text.strip() else "请写明哪里不合格,申请人才知道怎么改"
