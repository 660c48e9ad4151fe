"""What a run of a scenario came to, in the shape that ``clerk play --json`` prints (CONTRACT)."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from clerk.casework.case import Case
from clerk.casework.refusal import Refusal


class StepResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step: done, or refused with the reason."""

    at: str
    do: str
    ok: bool
    refused: Refusal | None = None


class DeadlineResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One clock as it stands at the last step; ``national`` where the national calendar alone differs."""

    what: str
    start: date = msgspec.field(name="from")
    due: date
    state: str
    provisional: bool
    basis: str
    material: str = ""
    missing: tuple[str, ...] = ()
    national: date | None = None


class MaterialResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the checklist; ``due`` where it was deferred."""

    name: str
    state: str
    due: date | None = None
    defect: str = ""


class NoticeResult(msgspec.Struct, frozen=True):
    """One paper that was issued."""

    kind: str
    number: str
    at: str


class CaseResult(msgspec.Struct, frozen=True):
    """The case at the end of the run."""

    number: str
    stage: str
    flags: tuple[str, ...]
    deadlines: tuple[DeadlineResult, ...]
    materials: tuple[MaterialResult, ...]
    notices: tuple[NoticeResult, ...]
    file_verified: bool
    visits: int = 0
    slips: tuple[str, ...] = ()


class Result(msgspec.Struct, frozen=True):
    """A whole run; ``case`` is None when nothing was received, ``differs`` is of the file's ``expect``."""

    name: str
    steps: tuple[StepResult, ...]
    case: CaseResult | None
    expected: bool = False
    differs: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything that the file expects came true."""
        return not self.differs

    def document(self) -> dict[str, Any]:
        """The plain document; ``expect`` stands in it only where the file has expectations."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        expected, differs = plain.pop("expected"), plain.pop("differs")
        if expected:
            plain["expect"] = {"holds": not differs, "differs": differs}
        return plain


def case_result(case: Case, verified: bool) -> CaseResult:
    """The case as the contract shows it."""
    return CaseResult(
        number=case.number,
        stage=case.stage,
        flags=case.flags,
        deadlines=tuple(_deadlines(case)),
        materials=tuple(_materials(case)),
        notices=tuple(NoticeResult(one.kind, one.number, one.at.isoformat()) for one in case.notices),
        file_verified=verified,
        visits=case.visits,
        slips=tuple(one.what for one in case.slips),
    )


def _deadlines(case: Case) -> list[DeadlineResult]:
    return [
        DeadlineResult(
            what=clock.what,
            start=clock.start,
            due=clock.due,
            state=clock.state,
            provisional=clock.provisional,
            basis=clock.basis,
            material=clock.material,
            missing=clock.missing,
            national=clock.national,
        )
        for clock in case.deadlines
    ]


def _materials(case: Case) -> list[MaterialResult]:
    dues = {clock.material: clock.due for clock in case.deadlines if clock.what == "completion"}
    return [
        MaterialResult(name, found.state, dues.get(name), found.defect)
        for name, found in case.materials.items()
    ]
