"""Holding a run against what its own file expects (``expect``), difference by difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clerk.practice.result import CaseResult, DeadlineResult, Result, StepResult
from clerk.practice.scenario import DONE, Expect, ExpectedDeadline, Scenario, Step


def has_expectations(scenario: Scenario) -> bool:
    """Whether the file expects anything at all."""
    return scenario.expect is not None or any(step.expect or step.says for step in scenario.steps)


def differences(scenario: Scenario, result: Result) -> tuple[str, ...]:
    """What came out differently from what the file expects; empty when everything holds."""
    default = "" if scenario.expect is None else DONE
    found = list(_steps(scenario.steps, result.steps, default))
    if scenario.expect is not None:
        found += _case(scenario.expect, result.case)
    return tuple(found)


def _steps(steps: Sequence[Step], taken: Sequence[StepResult], default: str) -> Iterator[str]:
    for number, (step, one) in enumerate(zip(steps, taken, strict=True), 1):
        wanted = step.expect or default
        came = DONE if one.refused is None else one.refused.code
        if wanted and wanted != came:
            said = "" if one.refused is None else f"({one.refused.reason})"
            yield f"第{number}步({step.do})应为 {wanted},实为 {came}{said}"
        elif step.says and (one.refused is None or step.says not in one.refused.reason):
            told = "办成了" if one.refused is None else one.refused.reason
            yield f"第{number}步({step.do})应说“{step.says}”,实为:{told}"


def _case(expect: Expect, case: CaseResult | None) -> Iterator[str]:
    if case is None:
        if expect != Expect():
            yield "没有案卷可供核对:收件没有办成"
        return
    if expect.stage and expect.stage != case.stage:
        yield f"stage 应为 {expect.stage},实为 {case.stage}"
    if expect.flags is not None and set(expect.flags) != set(case.flags):
        yield f"flags 应为 {_listed(expect.flags)},实为 {_listed(case.flags)}"
    for clock in expect.deadlines:
        yield from _deadline(clock, case.deadlines)
    yield from _materials(expect, case)
    kinds = [one.kind for one in case.notices]
    if expect.notices is not None and list(expect.notices) != kinds:
        yield f"notices 应为 {_listed(expect.notices)},实为 {_listed(kinds)}"
    if expect.visits is not None and expect.visits != case.visits:
        yield f"visits 应为 {expect.visits},实为 {case.visits}"
    if expect.slips is not None and not _same_slips(expect.slips, case.slips):
        yield f"slips 应为 {_listed(expect.slips)},实为 {_listed(case.slips)}"
    if not case.file_verified:
        yield "案卷校验没有通过"


def _same_slips(wanted: Sequence[str], came: Sequence[str]) -> bool:
    return len(wanted) == len(came) and all(part in said for part, said in zip(wanted, came, strict=True))


def _materials(expect: Expect, case: CaseResult) -> Iterator[str]:
    states = {line.name: line.state for line in case.materials}
    for name, wanted in expect.materials.items():
        if states.get(name) != wanted:
            yield f"材料「{name}」应为 {wanted},实为 {states.get(name, '不在材料目录中')}"


def _deadline(wanted: ExpectedDeadline, clocks: Sequence[DeadlineResult]) -> Iterator[str]:
    called = f"{wanted.what}「{wanted.material}」" if wanted.material else wanted.what
    same = [c for c in clocks if c.what == wanted.what and wanted.material in ("", c.material)]
    if not same:
        yield f"时限 {called} 没有开始"
        return
    came = same[-1]
    pairs = (
        ("from", wanted.start, came.start),
        ("due", wanted.due, came.due),
        ("state", wanted.state or None, came.state),
        ("provisional", wanted.provisional, came.provisional),
        ("national", wanted.national, came.national),
    )
    for field, expected, actual in pairs:
        if expected is not None and expected != actual:
            yield f"时限 {called} 的 {field} 应为 {_said(expected)},实为 {_said(actual)}"


def _listed(names: Sequence[str]) -> str:
    return "[" + ", ".join(names) + "]"


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
