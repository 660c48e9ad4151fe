"""``clerk play`` and ``clerk practice``: scenarios and trainees on a throw-away archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from typing import TYPE_CHECKING

from clerk.cli.frame import BAD_INPUT, NO, OK, SURROUNDINGS, Parser, Problem, emit

if TYPE_CHECKING:
    from clerk.practice.result import CaseResult, Result
    from clerk.practice.sandbox import Sandbox
    from clerk.practice.scenario import Scenario


def register(name: str, parser: Parser) -> None:
    """Add the arguments of ``play`` or ``practice``."""
    {"play": _play, "practice": _practice}[name](parser)


def _play(parser: Parser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="情景文件(JSON 或 TOML),或自带情景的名称")
    parser.set_defaults(run=run_play)


def _practice(parser: Parser) -> None:
    parser.add_argument("scenario", nargs="?", metavar="SCENARIO", help="情景文件,或自带情景的名称")
    parser.add_argument("--at", metavar="DATE", help="练习时钟从这一天开始,例如 2025-09-26;默认为今天")
    parser.add_argument("--list", action="store_true", help="列出自带的情景:名称和任务")
    parser.set_defaults(run=run_practice)


def run_play(args: argparse.Namespace) -> int:
    """``clerk play FILE…``: exit 1 when a file's own ``expect`` does not hold."""
    from clerk.practice.player import play

    with _problems():
        # All files are read before any is run: a bad one among many changes nothing.
        scenarios = [_scenario(name) for name in args.files]
        results = [play(scenario) for scenario in scenarios]
    documents = [result.document() for result in results]
    emit(args, documents[0] if len(documents) == 1 else documents, lambda: _text(scenarios, results))
    return OK if all(result.holds for result in results) else NO


def run_practice(args: argparse.Namespace) -> int:
    """``clerk practice``: the workstation on a throw-away archive, with a clock that the trainee moves."""
    if args.list:
        return _list(args)
    start_at = _start(args.at)
    with _problems():
        scenario = _scenario(args.scenario) if args.scenario else None
    from clerk.workstation import start
    from clerk.workstation.splash import leave_splash, splash

    try:
        start.need_terminal()
    except start.StartError as error:
        raise Problem(str(error), SURROUNDINGS) from error
    splash("一窗 Yichuang 【演练】\n\n正在准备练习档案,请稍候。")
    try:
        with _problems(), _sandbox(scenario, start_at) as box:
            return start.show(box.archive.home, box.office(), move_clock=box.clock.set)
    finally:
        leave_splash()


def _list(args: argparse.Namespace) -> int:
    """What may be practised; the answers that stand in the files are not told."""
    from clerk.cli.columns import columns
    from clerk.practice.reading import read_scenario
    from clerk.practice.shelf import shipped

    with _problems():
        found = [(path.stem, read_scenario(path)) for path in shipped()]
    rows = [(stem, one.name, one.item.id, one.task) for stem, one in found]
    emit(args, [dict(zip(("file", "name", "item", "task"), row, strict=True)) for row in rows], columns(rows))
    return OK


def _start(text: str | None) -> datetime | None:
    """Where the practice clock starts: ten in the morning of the day that was asked for."""
    if text is None:
        return None
    from calendars import load_calendar
    from clerk.casework.times import BEIJING
    from clerk.cli.calendar import read_date

    day, calendar = read_date(text), load_calendar("xinjiang")
    if not calendar.first <= day <= calendar.last:
        raise Problem(f"--at {day} 不在工作日历的{calendar.first}至{calendar.last}之内;请换一天")
    return datetime.combine(day, time(10), BEIJING)


def _sandbox(scenario: Scenario | None, start_at: datetime | None) -> Sandbox:
    from clerk.casework.policy import load_profile
    from clerk.desk.office import wall_clock
    from clerk.practice.lesson import lesson
    from clerk.practice.reading import DEFAULT_POLICY
    from clerk.practice.sandbox import Sandbox

    if scenario is None:
        return Sandbox(start_at or wall_clock(), load_profile(DEFAULT_POLICY))
    return lesson(scenario, start_at)


def _scenario(name: str) -> Scenario:
    from clerk.practice.reading import read_scenario
    from clerk.practice.shelf import find_scenario

    return read_scenario(find_scenario(name))


@contextmanager
def _problems() -> Iterator[None]:
    """Bad files become exit status 2, an archive that cannot be made 3; one sentence each."""
    from clerk.archive.errors import ArchiveError
    from clerk.practice.errors import ScenarioError

    try:
        yield
    except ScenarioError as error:
        raise Problem(str(error), BAD_INPUT) from error
    except ArchiveError as error:
        raise Problem(str(error), SURROUNDINGS) from error


def _text(scenarios: list[Scenario], results: list[Result]) -> str:
    pages = ["\n".join(_page(one, found)) for one, found in zip(scenarios, results, strict=True)]
    return "\n\n".join(pages)


def _page(scenario: Scenario, result: Result) -> Iterator[str]:
    yield f"情景:{result.name}({scenario.item.id} {scenario.item.name})"
    if scenario.task:
        yield f"任务:{scenario.task}"
    yield from _steps(scenario, result)
    if result.case is None:
        yield "没有开卷。"
    else:
        yield from _case(result.case)
    yield from (f"与预期不符:{line}" for line in result.differs)
    if result.expected and result.holds:
        yield "与文件的预期一致。"
    yield from scenario.description.split("\n")[1:]


def _steps(scenario: Scenario, result: Result) -> Iterator[str]:
    from clerk.practice.moves import MOVE_WORDS

    for number, (step, one) in enumerate(zip(scenario.steps, result.steps, strict=True), 1):
        said = f"{number:>3}. {step.at:%Y-%m-%d %H:%M} {MOVE_WORDS[step.do]}"
        if one.refused is None:
            yield said
        else:
            yield f"{said}:未办成,{one.refused.reason}({one.refused.basis};{one.refused.code})"


def _case(case: CaseResult) -> Iterator[str]:
    from clerk.casework.case import FLAG_WORDS, STAGE_WORDS
    from clerk.casework.case import STATE_WORDS as MATERIAL_WORDS
    from clerk.casework.limits import CLOCK_WORDS, STATE_WORDS

    marks = "".join(f" [{FLAG_WORDS[flag]}]" for flag in case.flags)
    yield f"案卷 {case.number}:{STAGE_WORDS[case.stage]}{marks}"
    for clock in case.deadlines:
        about = f"「{clock.material}」" if clock.what == "completion" else ""
        doubt = f"(暂定,尚缺{'、'.join(f'《{one}》' for one in clock.missing)})" if clock.provisional else ""
        words = f"{CLOCK_WORDS[clock.what]}{about}"
        yield f"  时限 {words}:{clock.start} 起,{clock.due} 止{doubt},{STATE_WORDS[clock.state]}"
    for line in case.materials:
        if line.state != "ok":
            yield f"  材料 {line.name}:{MATERIAL_WORDS[line.state]}"
    for paper in case.notices:
        yield f"  文书 {_title(paper.kind)} {paper.number}"
    yield f"  案卷校验:{'通过' if case.file_verified else '没有通过'}"


def _title(kind: str) -> str:
    """What a kind of paper is called now; past versions may have had another name."""
    from clerk.documents.papers.kinds import KINDS

    return next((paper.TITLE for paper in KINDS if kind == paper.KIND), kind)
