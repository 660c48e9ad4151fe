"""Reading scenario files: every value checked, every complaint naming the file, the step and the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

import msgspec

from calendars import CalendarError, WorkCalendar, load_calendar
from clerk.casework import acts as a
from clerk.casework.case import Stage
from clerk.casework.limits import CLOCK_WORDS, ClockState
from clerk.casework.policy import Policy, PolicyError, load_profile, with_overrides
from clerk.casework.times import BEIJING, legal_date
from clerk.catalogue.items import Item, Unit
from clerk.practice.documents import read_document
from clerk.practice.errors import ScenarioError, in_chinese, shown, suggestion
from clerk.practice.moves import MOVES, Move
from clerk.practice.scenario import DONE, CreditList, Expect, Scenario, Step

S = TypeVar("S", bound=msgspec.Struct)
DEFAULT_POLICY: Final = "hall_default"
DEFAULT_REGION: Final = "xinjiang"
MAX_STEPS: Final = 500
_TOP: Final = (
    "name", "description", "covers", "region", "policy", "item", "applicant", "credit_list", "steps",
    "expect",
)  # fmt: skip
_FRAME: Final = ("at", "do", "by", "expect", "says", "clock")
_RULE: Final = re.compile(
    r"[RLTAP][1-9][0-9]?|default [1-9]|COUNTING [1-9]|(\w+ )?art\. [0-9]{1,4}(\([0-9]\)| para\. [0-9])?"
)
_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,60}")
_STATES: Final = get_args(a.State)
_ROLES: Final = get_args(a.Role)


def read_scenario(path: Path | str) -> Scenario:
    """The scenario in this file.

    Raises:
        ScenarioError: the file cannot be used; one sentence naming file, step and field.
    """
    path = Path(path)
    try:
        return decode_scenario(read_document(path), file=path.name)
    except ScenarioError as error:
        raise error.at(file=shown(path.name) or "情景文件") from error


def decode_scenario(document: Mapping[str, Any], file: str = "") -> Scenario:
    """The scenario in this plain document.

    Raises:
        ScenarioError: something is unknown, missing or of the wrong kind.
    """
    _known(document, _TOP)
    region = _region(document.get("region", DEFAULT_REGION))
    return Scenario(
        name=_name(document),
        item=_item(document.get("item")),
        applicant=_person(document.get("applicant"), "applicant"),
        policy=_policy(document.get("policy", DEFAULT_POLICY)),
        region=region,
        steps=_steps(document.get("steps"), load_calendar(region)),
        expect=_expect(document["expect"]) if "expect" in document else None,
        description=_text(document.get("description", ""), "description"),
        covers=_covers(document.get("covers", [])),
        credit_list=_credit_list(document["credit_list"]) if "credit_list" in document else None,
        file=file,
    )


def _known(table: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    strange = next((key for key in table if key not in fields), None)
    if strange is not None:
        raise ScenarioError(f"有不认识的字段 {shown(strange)},{suggestion(str(strange), fields)}")


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise ScenarioError(f"字段 {field} 应为文字,请更正")
    return value.strip()


def _covers(value: Any) -> tuple[str, ...]:
    """Only the shape is checked here: the list of rules belongs to docs/, and tests/test_law.py holds it."""
    if not isinstance(value, list):
        raise ScenarioError('字段 covers 应为列表,如 ["R49", "L2", "art. 32(4)"],请更正')
    for rule in value:
        if not isinstance(rule, str) or not _RULE.fullmatch(rule):
            raise ScenarioError(f"字段 covers 的“{shown(rule)}”不是规则编号,应写成 R49、L2、art. 32(4) 这样")
    return tuple(value)


def _name(document: Mapping[str, Any]) -> str:
    if "name" not in document:
        raise ScenarioError("缺少字段 name(情景名称),请补上")
    name = _text(document["name"], "name")
    if not name or "\n" in name:
        raise ScenarioError("字段 name 应为一行文字,不能空白")
    return name


def _region(value: Any) -> str:
    region = _text(value, "region")
    try:
        return load_calendar(region).region
    except CalendarError as error:
        raise ScenarioError(f"字段 region:{shown(error)}") from error


def _item(value: Any) -> Item:
    from clerk.catalogue.files import CatalogueError, decode_item, load_builtin

    if isinstance(value, Mapping):
        try:
            return decode_item(value)
        except CatalogueError as error:
            raise ScenarioError(f"字段 item:{' '.join(str(error).split())}") from error
    if not isinstance(value, str):
        raise ScenarioError("字段 item 应为事项代码(如 XK-05)或整个事项的表,请补上或更正")
    found = load_builtin().get(value.strip())
    if found is None:
        raise ScenarioError(f"字段 item:内置事项目录里没有“{shown(value)}”;clerk items list 可查看有哪些")
    return found


def _person(value: Any, field: str) -> a.Person:
    if value is None:
        raise ScenarioError(f"缺少字段 {field},请补上,至少写明 name")
    person = _convert(value, a.Person, f"{field}.", _choices_of(field))
    if not person.name.strip() or "\n" in person.name:
        raise ScenarioError(f"字段 {field}.name 应为一行文字,不能空白")
    return person


def _choices_of(field: str) -> dict[str, tuple[str, ...]]:
    return {f"{field}.kind": ("person", "organisation"), f"{field}.credit": get_args(a.Credit)}


def _credit_list(value: Any) -> CreditList:
    return _convert(value, CreditList, "credit_list.", {})


def _policy(value: Any) -> Policy:
    if isinstance(value, str):
        value = {"profile": value}
    if not isinstance(value, Mapping):
        raise ScenarioError("字段 policy 应为方案名,或带 profile 的表,请更正")
    profile = value.get("profile", DEFAULT_POLICY)
    if not isinstance(profile, str):
        raise ScenarioError("字段 policy.profile 应为方案名,请更正")
    changes = {key: part for key, part in value.items() if key != "profile"}
    try:
        base = load_profile(profile)
        return with_overrides(base, changes) if changes else base
    except PolicyError as error:
        if isinstance(error.__cause__, msgspec.ValidationError):
            raise ScenarioError(
                f"字段 policy:{in_chinese(error.__cause__, Policy.__struct_fields__)}"
            ) from error
        raise ScenarioError(f"字段 policy:{error}") from error


def _steps(value: Any, calendar: WorkCalendar) -> tuple[Step, ...]:
    if not isinstance(value, list) or not value:
        raise ScenarioError("字段 steps 应为至少有一步的列表,请补上")
    if len(value) > MAX_STEPS:
        raise ScenarioError(f"字段 steps 有{len(value)}步,最多{MAX_STEPS}步,请拆成几个文件")
    steps: list[Step] = []
    for number, table in enumerate(value, 1):
        try:
            steps.append(_step(table, steps[-1].at if steps else None, calendar))
        except ScenarioError as error:
            do = table.get("do") if isinstance(table, Mapping) else None
            verb = f"({do})" if isinstance(do, str) and do in MOVES else ""
            raise error.at(step=f"第{number}步{verb}") from error
    return tuple(steps)


def _step(table: Any, previous: datetime | None, calendar: WorkCalendar) -> Step:
    if not isinstance(table, Mapping):
        raise ScenarioError("一步应当是一张表(键值对),请更正")
    do = _verb(table)
    at = _moment(table)
    if not calendar.first <= legal_date(at) <= calendar.last:
        raise ScenarioError(
            f"字段 at:{shown(table['at'])} 不在工作日历的{calendar.first}至{calendar.last}之内,请更正"
        )
    if previous is not None and at < previous:
        raise ScenarioError(
            f"字段 at:{shown(table['at'])} 早于上一步的 {previous:%Y-%m-%dT%H:%M},时间不能倒退"
        )
    by = table.get("by", "clerk")
    if by not in _ROLES:
        raise ScenarioError(f"字段 by 的取值“{shown(by)}”不认识,可用的有:{'、'.join(_ROLES)}")
    return Step(
        at=at,
        do=do,
        move=decode_move(do, table),
        by=by,
        expect=_step_expect(table.get("expect", "")),
        clock=_moment(table, "clock") if "clock" in table else None,
        says=_text(table.get("says", ""), "says"),
    )


def _verb(table: Mapping[str, Any]) -> str:
    do = table.get("do")
    if do is None:
        raise ScenarioError("缺少字段 do(做什么),请补上")
    if not isinstance(do, str) or do not in MOVES:
        raise ScenarioError(f"字段 do 的取值“{shown(do)}”不认识,{suggestion(str(do), MOVES)}")
    return do


def _moment(table: Mapping[str, Any], field: str = "at") -> datetime:
    """A time without offset is Beijing time; a date alone is its first minute."""
    value = table.get(field)
    if value is None:
        raise ScenarioError("缺少字段 at(时间),请补上")
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            value = str(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        raise ScenarioError(f"字段 {field}:“{shown(value)}”不是正确的时间,应写成 2025-09-26T11:05 这样")
    try:
        return value.replace(tzinfo=BEIJING) if value.tzinfo is None else value.astimezone(BEIJING)
    except (OverflowError, ValueError) as error:
        raise ScenarioError(f"字段 {field}:“{shown(value)}”超出范围,请更正") from error


def _step_expect(value: Any) -> str:
    if value == "":
        return ""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ScenarioError(f"字段 expect 应为 {DONE} 或拒绝代码(如 main_material_missing),请更正")
    return value


def decode_move(do: str, table: Mapping[str, Any]) -> Move:
    """The move of this verb with these fields.

    Raises:
        ScenarioError: the verb or a field is unknown or has a wrong value; the text names it.
    """
    _verb({"do": do})
    kind = MOVES[do]
    fields = {key: value for key, value in table.items() if key not in _FRAME}
    _known(fields, kind.__struct_fields__)
    if "materials" in fields:
        fields["materials"] = _findings(fields["materials"])
    if isinstance(fields.get("agent"), str):
        fields["agent"] = {"name": fields["agent"]}
    if fields.get("agent") is not None:
        fields["agent"] = _person(fields["agent"], "agent")
    if "amount" in fields:
        fields["amount"] = _amount(fields["amount"])
    for name in ("ticket_at", "of"):
        if fields.get(name) is not None:
            fields[name] = _moment(fields, name)
    choices = {"channel": get_args(a.Channel), "unit": get_args(Unit), "result": ("grant", "refuse", "file")}
    return _convert(fields, kind, "", choices)


def _amount(value: Any) -> Decimal:
    """Yuan with at most two decimals, as the file shows them and not their binary neighbour."""
    try:
        amount = Decimal(str(value)) if not isinstance(value, bool) else None
    except InvalidOperation:
        amount = None
    if amount is None or not amount.is_finite() or amount != round(amount, 2) or abs(amount) >= 10**9:
        raise ScenarioError(f"字段 amount:“{shown(value)}”不是金额,应为不超过两位小数的数(单位:元)")
    return amount


def _findings(value: Any) -> dict[str, a.Finding]:
    if not isinstance(value, Mapping):
        raise ScenarioError('字段 materials 应为“材料名: 状态”的表,如 {"营业执照": "missing"},请更正')
    return {str(name): _finding(f"materials.{shown(name)}", found) for name, found in value.items()}


def _finding(field: str, found: Any) -> a.Finding:
    table = {"state": found} if isinstance(found, str) else found
    if not isinstance(table, Mapping):
        raise ScenarioError(f"字段 {field} 应为状态,或带 state 的表,请更正")
    state = table.get("state")
    if state not in _STATES:
        raise ScenarioError(f"字段 {field}:材料状态“{shown(state)}”不认识,可用的有:{'、'.join(_STATES)}")
    return _convert(table, a.Finding, f"{field}.", {})


def _convert(value: Any, kind: type[S], prefix: str, choices: Mapping[str, tuple[str, ...]]) -> S:
    """``value`` as ``kind``, a complaint naming the field with ``prefix`` in front."""
    if not isinstance(value, Mapping):
        raise ScenarioError(f"字段 {prefix.rstrip('.')} 应为表(键值对),请更正")
    _known(value, kind.__struct_encode_fields__) if not prefix else _known_in(value, kind, prefix)
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        moved = msgspec.ValidationError(re.sub(r"at `\$\.", f"at `$.{prefix}", str(error)))
        path = re.search(r"at `\$\.([^`]*)`", str(moved))
        allowed = choices.get(path[1] if path else "", ())
        sentence = in_chinese(moved, kind.__struct_encode_fields__, allowed)
        missing = sentence.startswith("缺少") and prefix
        raise ScenarioError(f"字段 {prefix.rstrip('.')} {sentence}" if missing else sentence) from error


def _known_in(value: Mapping[str, Any], kind: type[Any], prefix: str) -> None:
    try:
        _known(value, kind.__struct_encode_fields__)
    except ScenarioError as error:
        raise ScenarioError(f"字段 {prefix.rstrip('.')} {error.problem}") from error


def _expect(value: Any) -> Expect:
    if not isinstance(value, Mapping):
        raise ScenarioError("字段 expect 应为表(键值对),请更正")
    expect = _convert(value, Expect, "expect.", {})
    _among(expect.stage, get_args(Stage), "expect.stage")
    for clock in expect.deadlines:
        _among(clock.what, tuple(CLOCK_WORDS), "expect.deadlines 的 what")
        _among(clock.state, get_args(ClockState), "expect.deadlines 的 state")
    for name, state in expect.materials.items():
        _among(state, _STATES, f"expect.materials.{shown(name)}")
    return expect


def _among(value: str, allowed: tuple[str, ...], field: str) -> None:
    if value and value not in allowed:
        raise ScenarioError(f"字段 {field} 的取值“{shown(value)}”不认识,可用的有:{'、'.join(allowed)}")
