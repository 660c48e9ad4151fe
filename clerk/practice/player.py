"""Playing a scenario: every step through the real use cases, on a throw-away archive.

A refused step records nothing and the run goes on. Nothing here knows a rule: what may be done is
asked of the office, as the workstation asks it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from calendars import CalendarError
from clerk.casework.refusal import Refusal
from clerk.casework.times import legal_date
from clerk.desk.consulting import consult
from clerk.documents.errors import DocumentError
from clerk.practice.errors import ScenarioError
from clerk.practice.expecting import differences, has_expectations
from clerk.practice.moves import MOVE_WORDS, Consult, NotRequired, Receive, Wait
from clerk.practice.result import CaseResult, Result, StepResult, case_result
from clerk.practice.sandbox import Sandbox
from clerk.practice.scenario import Scenario, Step

if TYPE_CHECKING:
    from clerk.desk.office import Done, Office

_OPENING: Final = time(10)
_FILE_RULE: Final = "案卷规则:先收件开卷,一次申请一个案卷"


def play(scenario: Scenario) -> Result:
    """Run the scenario from its first step to its last.

    Raises:
        ScenarioError: a step leads outside what the calendar or a paper can say (bad input).
        clerk.archive.errors.ArchiveError: the throw-away archive cannot be made or written.
    """
    with Sandbox(scenario.steps[0].at, scenario.policy, scenario.region) as box:
        box.know_credit(scenario.credit_list)
        run = Run(scenario, box)
        for step in scenario.steps:
            run.take(step)
        return run.result()


class Run:
    """One run of a scenario in a sandbox; practice mode takes its steps one by one."""

    def __init__(self, scenario: Scenario, box: Sandbox) -> None:
        """Nothing has happened yet."""
        self.scenario = scenario
        self.box = box
        self.number = ""
        self.consultation = ""
        self.steps: list[StepResult] = []

    def take(self, step: Step) -> StepResult:
        """Move the clock to the step and do it, or have it refused.

        Raises:
            ScenarioError: the step asks for a date or a paper that cannot be had.
        """
        try:
            self._let_days_pass(step.at)
            office = self._office(step)
            refusal = self._do(office, step)
        except (CalendarError, DocumentError) as error:
            raise ScenarioError(str(error), step=self._place(step), file=self.scenario.file) from error
        taken = StepResult(step.at.isoformat(), step.do, refusal is None, refusal)
        self.steps.append(taken)
        return taken

    def result(self) -> Result:
        """What the steps so far came to, held against the file's own expectations."""
        found = Result(self.scenario.name, tuple(self.steps), self._case())
        if not has_expectations(self.scenario):
            return found
        return Result(found.name, found.steps, found.case, True, differences(self.scenario, found))

    def _office(self, step: Step) -> Office:
        office, shown = self.box.office(step.by), step.clock
        return office if shown is None else replace(office, clock=lambda: shown)

    def _let_days_pass(self, until: datetime) -> None:
        """Open the office on every day until then on which something falls due by itself (LAW L3)."""
        clock, last = self.box.clock, legal_date(until)
        while (turns := self._turns_on()) is not None and turns <= last:
            opening = datetime.combine(turns, _OPENING, until.tzinfo)
            clock.set(min(max(opening, clock.now()), until))
            self.box.office().open_day()
        clock.set(until)

    def _turns_on(self) -> date | None:
        row = self.box.archive.read.row(self.number) if self.number else None
        return None if row is None else row.turns_on

    def _place(self, step: Step) -> str:
        return f"第{len(self.steps) + 1}步({step.do})"

    def _do(self, office: Office, step: Step) -> Refusal | None:
        move = step.move
        if isinstance(move, Wait):
            if self.number:
                office.case(self.number)
            return None
        if isinstance(move, Receive | NotRequired):
            return self._open(office, move)
        if isinstance(move, Consult) and not self.number:
            asked = consult(office, self.scenario.item, move.reason, move.answer)
            if isinstance(asked, Refusal):
                return asked
            self.consultation = asked
            return None
        if not self.number:
            return Refusal("wrong_stage", f"还没有收件,不能{MOVE_WORDS[step.do]}", _FILE_RULE)
        return _refused(office.act(self.number, move.body(office.case(self.number))))

    def _open(self, office: Office, move: Receive | NotRequired) -> Refusal | None:
        if self.number:
            return Refusal("wrong_stage", "本次申请已经开卷,不能再次收件", _FILE_RULE)
        item, applicant = self.scenario.item, self.scenario.applicant
        if isinstance(move, Receive):
            done = office.receive(
                item,
                applicant,
                move.materials,
                move.channel,
                move.agent,
                authorisation=move.authorisation if move.agent is not None else "",
                ticket_at=move.ticket_at,
                consultation=self.consultation,
                package=move.package,
                renews_until=move.renews_until,
            )
        else:
            done = office.not_required(item, applicant, move.reason)
        if not isinstance(done, Refusal):
            self.number = done.case.number
        return _refused(done)

    def _case(self) -> CaseResult | None:
        if not self.number:
            return None
        from clerk.archive.verify import verify

        office = self.box.office()
        verdict = verify(self.box.archive.read, office.now(), self.number)
        return case_result(office.case(self.number), verdict.good)


def _refused(done: Done | Refusal) -> Refusal | None:
    return done if isinstance(done, Refusal) else None
