"""A scenario as a lesson: the person stands at the counter, the rest is the trainee's to do."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from clerk.casework.acts import Note
from clerk.practice.moves import Receive
from clerk.practice.player import Run
from clerk.practice.sandbox import Sandbox
from clerk.practice.scenario import Scenario


def lesson(scenario: Scenario, start: datetime | None = None) -> Sandbox:
    """A sandbox in which the scenario's application has been received, with its task noted on the file.

    A scenario that does not begin with ``receive`` leaves an empty counter. ``start`` moves the whole
    lesson to another day.

    Raises:
        ScenarioError: the application cannot be received on that day.
        clerk.archive.errors.ArchiveError: the throw-away archive cannot be made.
    """
    first = scenario.steps[0]
    box = Sandbox(start or first.at, scenario.policy, scenario.region)
    try:
        box.know_credit(scenario.credit_list)
        if isinstance(first.move, Receive):
            run = Run(scenario, box)
            run.take(replace(first, at=box.clock.now()))
            if run.number:
                task = "。".join(part for part in (scenario.name, scenario.task) if part)
                box.office().act(run.number, Note(f"练习情景:{task}"))
    except BaseException:
        box.close()
        raise
    return box
