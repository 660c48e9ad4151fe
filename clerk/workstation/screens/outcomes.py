"""What may be done now (办理): the lawful outcomes, and for each one that is not, why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.desk.outcomes import Offer
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens import steps
from clerk.workstation.screens.checklist import Checklist
from clerk.workstation.screens.confirm import Confirm
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.screens.page import Page
from clerk.workstation.widgets.rows import Column, Rows

MORE = "其他办理.."
"""The entry that keeps what is seldom wanted out of the way."""


class Outcomes(WorkScreen[a.AnyBody | None]):
    """The outcomes of one case; choosing one asks for what it still needs. Dismissed with the act."""

    CONTEXT = "outcomes"
    TITLE_WORDS = "办理"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("outcomes")]

    def __init__(self, case: Case, offers: Sequence[Offer]) -> None:
        """What is common first, each part in the order of the work; what is rare behind one entry."""
        super().__init__()
        self._case = case
        common = [offer for offer in offers if not offer.rare]
        rare = [offer for offer in offers if offer.rare]
        # A group of one entry, or a list with nothing in it but the group, would only cost a key.
        grouped = bool(common) and len(rare) > 1
        self._rare = rare if grouped else []
        self._offers = sorted(common if grouped else [*common, *rare], key=lambda offer: not offer.allowed)

    def body(self) -> ComposeResult:
        """The list, and the whole reason of the line under the cursor."""
        yield Rows((Column("", 2), Column("可办", 4), Column("办理", 16), Column("不能办的原因")))
        yield Static("", id="why", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Allowed ones first."""
        rows = self.query_one(Rows)
        rows.show(len(self._offers) + bool(self._rare), self._cells, self._dim)
        rows.focus()
        self._why()

    def on_rows_highlighted(self) -> None:
        """The whole reason, with its basis."""
        self._why()

    def action_take(self, number: int) -> None:
        """The line of this number."""
        if number <= len(self._offers) + bool(self._rare):
            self.query_one(Rows).cursor = number - 1
            self.action_choose()

    def action_choose(self) -> None:
        """Do the outcome under the cursor, or say why it cannot be done."""
        current = self.query_one(Rows).current
        if current is None:
            return
        if current == len(self._offers):
            others = [replace(offer, rare=False) for offer in self._rare]
            self.app.push_screen(Outcomes(self._case, others), self._finish)
            return
        offer = self._offers[current]
        if offer.refusal is not None:
            text = f"不能{offer.label}:\n\n{offer.refusal.reason}\n\n依据:{offer.refusal.basis}"
            self.app.push_screen(Page(f"不能{offer.label}", text))
            return
        self._go_on(offer.label, steps.step_of(offer, self._case, self.station.office))

    def action_back(self) -> None:
        """Leave without an act."""
        self.dismiss(None)

    def _go_on(self, label: str, step: a.AnyBody | steps.Step | None) -> None:
        """Ask for what is still needed, one step after the other, until there is an act."""
        if isinstance(step, steps.Ask):
            body = step.body
            self.app.push_screen(Confirm(step.question), lambda yes: self._finish(body if yes else None))
        elif isinstance(step, steps.Fill):
            fill = step
            form = Form(
                label,
                fill.fields,
                fill.hint,
                choose_first=fill.choose_first,
                refused=partial(self._refused, fill),
            )
            self.app.push_screen(form, lambda v: self._go_on(label, None if v is None else fill.body(v)))
        elif isinstance(step, steps.Look):
            look = step
            screen = Checklist(label, self._case.item, names=look.names)
            self.app.push_screen(screen, lambda f: self._go_on(label, look.body(f) if f else None))
        else:
            self._finish(step)

    def _refused(self, fill: steps.Fill, values: Values) -> str:
        """Why the act that these values make would be refused; a step that leads on is judged at its end."""
        body = fill.body(values)
        if isinstance(body, steps.Ask | steps.Fill | steps.Look):
            return ""
        refusal = self.station.office.foresee(self._case, body)
        return "" if refusal is None else f"{refusal.reason}(依据:{refusal.basis})"

    def _finish(self, body: a.AnyBody | None) -> None:
        if body is not None:
            self.dismiss(body)

    def _dim(self, n: int) -> bool:
        return n < len(self._offers) and not self._offers[n].allowed

    def _cells(self, n: int) -> tuple[str, ...]:
        number = str(n + 1) if n < _NUMBERED else ""
        if n == len(self._offers):
            return number, "可办", MORE, "、".join(offer.label for offer in self._rare)
        offer = self._offers[n]
        if offer.refusal is None:
            return number, "可办", offer.label, ""
        return number, "不可", offer.label, offer.refusal.reason

    def _why(self) -> None:
        current = self.query_one(Rows).current
        refusal = None
        if current is not None and current < len(self._offers):
            refusal = self._offers[current].refusal
        text = f"{refusal.reason}\n依据:{refusal.basis}" if refusal else "按回车或行首的数字办理"
        self.query_one("#why", Static).update(text)


_NUMBERED = 9
"""Lines that have a number key."""
