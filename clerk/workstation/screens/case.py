"""The case file (案卷): who, what, the clocks, what happened, and what may be done now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from clerk.casework import acts as a
from clerk.casework.case import FLAG_WORDS, STAGE_WORDS, STATE_WORDS, Case
from clerk.casework.refusal import Refusal
from clerk.casework.times import BEIJING
from clerk.desk import wording
from clerk.desk.office import Done
from clerk.desk.packages import Package, load_package
from clerk.workstation.keys import bindings
from clerk.workstation.screen import WorkScreen
from clerk.workstation.screens import visit
from clerk.workstation.screens.confirm import Confirm
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.screens.page import Page
from clerk.workstation.text import fit, folded, left_words
from clerk.workstation.widgets.field import Field

Opening = Callable[[], Done | Refusal]


class CaseScreen(WorkScreen[None]):
    """One case. With ``opening`` the case is opened first."""

    CONTEXT = "case"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("case")]

    def __init__(self, number: str, opening: Opening | None = None) -> None:
        """Shows the case of this number."""
        super().__init__()
        self._number = number
        self._opening = opening
        self._case: Case | None = None
        self._package: Package | None = None

    @property
    def case(self) -> Case | None:
        """The case that is shown, once it is."""
        return self._case

    def title_words(self) -> str:
        """Stage and flags."""
        if self._case is None:
            return "案卷"
        flags = "".join(f" {FLAG_WORDS[flag]}" for flag in self._case.flags)
        return f"案卷 {STAGE_WORDS[self._case.stage]}{flags}"

    def body(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="file", classes="form"):
            yield Static("", id="text", markup=False)

    def on_mount(self) -> None:
        """Show the case, opening it first if it is new."""
        self.query_one("#file").focus()
        self.call_later(self._begin)

    async def _begin(self) -> None:
        if self._opening is not None:
            opening, self._opening = self._opening, None
            done = await self.ask(opening)
            if isinstance(done, Refusal):
                self.say(f"{done.reason}(依据:{done.basis})")
            if not isinstance(done, Done):
                return
            self._number = done.case.number
            self.show_done(done)
        self.reload()

    def on_screen_resume(self) -> None:
        """Coming back, the case may have moved on."""
        if self._number:
            self.reload()

    def on_workstation_day_turned(self) -> None:
        """The practice clock was moved."""
        self.reload()

    def reload(self) -> None:
        """Fold the case anew and show it."""
        self._case = self.station.office.case(self._number)
        self._paint()
        self.paint_frame()
        if self._case.package:
            self.call_later(self._load_package)

    async def _load_package(self) -> None:
        """The other parts: as many files as this window opened that day, so not on the screen's time."""
        office, number = self.station.office, self._case.package if self._case else ""
        self._package = await self.ask(lambda: load_package(office.archive.read, number, office.now()))
        self._paint()

    def on_resize(self) -> None:
        """Lines fold at the new width."""
        self._paint()

    def _paint(self) -> None:
        if self._case is None:
            return
        # The padding of the page on both sides, and its scroll bar.
        room = max(20, self.size.width - 6)
        lines = (folded(line, room) for line in self._text(self._case))
        self.query_one("#text", Static).update("\n".join(lines))

    async def act(self, body: a.AnyBody) -> None:
        """Do an act; show what came of it."""
        done = await self.ask(lambda: self.station.office.act(self._number, body))
        if done is None:
            return
        if isinstance(done, Refusal):
            self.say(f"{done.reason}(依据:{done.basis})")
            return
        self.reload()
        self.show_done(done)

    def show_done(self, done: Done) -> None:
        """Say what was done; the papers that it owed come onto the screen."""
        last = next(act for act in reversed(done.case.acts) if act.kind != "issue")
        self.say(fit(f"已记录:{wording.act_line(last)}", 76).rstrip())
        if done.papers:
            from clerk.workstation.screens.papers import PaperScreen

            notices = done.case.notices[-len(done.papers) :]
            for notice in reversed(notices):
                self.app.push_screen(PaperScreen(notice))

    def action_submit(self) -> None:
        """The lawful outcomes now, and for each one that is not, why not."""
        from clerk.workstation.screens.outcomes import Outcomes

        if self._case is None:
            return
        offers = self.station.office.outcomes(self._case)
        self.app.push_screen(Outcomes(self._case, offers), self._chosen)

    async def _chosen(self, body: a.AnyBody | None) -> None:
        if body is not None:
            await self.act(body)

    def action_explain(self) -> None:
        """Every clock, day by day."""
        if self._case is None:
            return
        clocks = wording.in_order(self._case.deadlines)
        lines = [line for clock in clocks for line in (*wording.explain(clock), "")]
        self.app.push_screen(Page("期限怎么算", "\n".join(lines) or "本案没有期限"))

    def action_papers(self) -> None:
        """The papers that were issued."""
        from clerk.workstation.screens.papers import Papers

        if self._case is not None and self._case.notices:
            self.app.push_screen(Papers(self._case.notices))
        else:
            self.say("本案还没有文书")

    def action_checklist(self) -> None:
        """Look at the materials again, while that is lawful."""
        from clerk.workstation.screens.checklist import Checklist

        if self._case is None:
            return
        if self._case.stage not in ("received", "correcting"):
            self.app.push_screen(Page("材料", "\n".join(_materials(self._case))))
            return
        person = self._case.applicant.id_number
        screen = Checklist(
            "审核材料", self._case.item, start=self._case.materials, person=person, own=self._number
        )
        self.app.push_screen(screen, self._examined)

    async def _examined(self, found: a.Findings | None) -> None:
        if found is None or self._case is None:
            return
        changed = {name: one for name, one in found.items() if self._case.materials[name] != one}
        if changed:
            mended = all(one.state in ("ok", "not_applicable", "shared") for one in changed.values())
            await self.act(a.CorrectOnSpot(changed) if mended else a.Examine(changed))

    def action_another(self) -> None:
        """The next item for the same person, in this visit."""
        if self._case is not None:
            visit.another(self, self._case)

    def key_faces(self) -> list[tuple[str, str]]:
        """Without the next item, where this case is not of today's visit."""
        shown = super().key_faces()
        goes_on = self._case is not None and not visit.why_not(self.station.office, self._case)
        return shown if goes_on else [pair for pair in shown if pair[0] != "F2"]

    def action_note(self) -> None:
        """Add a remark."""
        form = Form("备注", [Field("text", "备注", check=_needed, limit=200)])
        self.app.push_screen(form, self._noted)

    async def _noted(self, values: Values | None) -> None:
        if values is not None:
            await self.act(a.Note(values["text"]))

    def action_amend(self) -> None:
        """Put right a slip in the particulars; what was written stays in the file."""
        from clerk.workstation.screens import amending

        if self._case is None:
            return
        form, question = amending.form(self._case), partial(amending.question, self._case)

        async def confirmed(yes: bool | None, body: a.Amend) -> None:
            if yes:
                await self.act(body)

        def filled(values: Values | None) -> None:
            if values is None:
                return
            asked = question(values, self.station.today())
            if isinstance(asked, str):
                self.say(asked)
                return
            text, body = asked
            self.app.push_screen(Confirm(text), partial(confirmed, body=body))

        self.app.push_screen(form, filled)

    def _text(self, case: Case) -> list[str]:
        today, calendar = self.station.today(), case.terms.calendar
        lines = [f"{fit(label, 10)}{value}" for label, value in wording.facts(case)]
        if self._package is not None:
            lines += ["", *visit.package_lines(self._package)]
        lines += ["", "期限"]
        for clock in wording.in_order(case.deadlines):
            left = f"  {left_words(clock.due, today, calendar)}" if clock.awaited else ""
            lines.append(f"  {wording.clock_line(clock)}{left}")
        lines += [f"  {said}" for said in wording.last_reminder(case)]
        lines += _slips(case, self.station.office.seat.role)
        lines += ["", "材料", *_materials(case), "", "经过"]
        for act in case.acts:
            lines.append(
                f"  {act.at.astimezone(BEIJING):%m-%d %H:%M} {wording.act_line(act)}  {wording.who(act)}"
            )
        if case.deemed:
            lines.append(f"  视为受理:逾期未告知,自收件之日{case.accepted_on}起视为受理")
        return lines


def _slips(case: Case, role: a.Role) -> list[str]:
    """Slips of the office, for the window and the supervisor: what the applicant must not pay for."""
    if not case.slips or role not in ("clerk", "supervisor"):
        return []
    return ["", "本机关的疏漏", *(f"  {one.on} {one.what}(依据:{one.basis})" for one in case.slips)]


def _materials(case: Case) -> list[str]:
    """Each material with its state; deferred ones say whether they came."""
    lines = []
    for name, found in case.materials.items():
        deferred = case.deferred.get(name)
        mark = (
            ""
            if deferred is None
            else "  容缺,未补"
            if deferred.met_on is None and deferred.waived_on is None
            else f"  容缺,{deferred.met_on}补齐"
            if deferred.met_on is not None
            else f"  {deferred.waived_on}起按新清单不再要求"
        )
        defect = f"({found.defect})" if found.defect else ""
        defect += f"  沿用{found.from_case}" if found.from_case else ""
        lines.append(f"  {fit(STATE_WORDS[found.state], 11)}{name}{defect}{mark}")
    return lines


def _needed(text: str) -> str:
    return "" if text.strip() else "这一栏不能空着"
