"""What may be done now (办理): the lawful outcomes, and for each one that is not, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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

if TYPE_CHECKING:
    from clerk.workstation.screens.case import CaseScreen


class Outcomes(WorkScreen[None]):
    """The outcomes of one case; choosing one asks for what it still needs, and does it."""

    CONTEXT = "outcomes"
    TITLE_WORDS = "办理"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("outcomes")]

    def __init__(self, case: Case, file: CaseScreen) -> None:
        """``file`` is the case's screen, which does the act."""
        super().__init__()
        self._case = case
        self._file = file
        self._offers: list[Offer] = []

    def body(self) -> ComposeResult:
        """The list, and the whole reason of the line under the cursor."""
        yield Rows((Column("可办", 6), Column("办理", 16), Column("不能办的原因")))
        yield Static("", id="why", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Allowed ones first, each part in the order of the work."""
        offers = self.station.office.outcomes(self._case)
        self._offers = sorted(offers, key=lambda offer: not offer.allowed)
        rows = self.query_one(Rows)
        rows.show(len(self._offers), self._cells, lambda n: not self._offers[n].allowed)
        rows.focus()
        self._why()

    def on_rows_highlighted(self) -> None:
        """The whole reason, with its basis."""
        self._why()

    def action_choose(self) -> None:
        """Do the outcome under the cursor, or say why it cannot be done."""
        current = self.query_one(Rows).current
        if current is None:
            return
        offer = self._offers[current]
        if offer.refusal is not None:
            text = f"不能{offer.label}:\n\n{offer.refusal.reason}\n\n依据:{offer.refusal.basis}"
            self.app.push_screen(Page(f"不能{offer.label}", text))
            return
        self._begin(offer)

    def _begin(self, offer: Offer) -> None:
        step = steps.step_of(offer, self._case)
        if isinstance(step, steps.Ask):
            self.app.push_screen(Confirm(step.question), lambda yes: self._finish(step.body if yes else None))
        elif isinstance(step, steps.Fill):
            form = Form(offer.label, step.fields, step.hint)
            self.app.push_screen(form, lambda values: self._filled(step, values))
        else:
            screen = Checklist(offer.label, self._case.item, names=step.names)
            self.app.push_screen(screen, lambda found: self._finish(step.body(found) if found else None))

    def _filled(self, step: steps.Fill, values: Values | None) -> None:
        self._finish(step.body(values) if values is not None else None)

    def _finish(self, body: a.AnyBody | None) -> None:
        if body is None:
            return
        file = self._file
        self.dismiss()
        file.call_later(file.act, body)

    def _cells(self, n: int) -> tuple[str, ...]:
        offer = self._offers[n]
        if offer.refusal is None:
            return "可办", offer.label, ""
        return "不可", offer.label, offer.refusal.reason

    def _why(self) -> None:
        current = self.query_one(Rows).current
        refusal = self._offers[current].refusal if current is not None else None
        text = f"{refusal.reason}\n依据:{refusal.basis}" if refusal else "按回车办理"
        self.query_one("#why", Static).update(text)
