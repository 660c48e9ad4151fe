"""The one error of scenario files, and how a decoder's complaint becomes a Chinese sentence."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import msgspec

_TYPES = {
    "str": "文字", "int": "整数", "float": "小数", "bool": "true 或 false", "array": "列表",
    "object": "表(键值对)", "null": "空值", "date": "日期", "datetime": "时间",
}  # fmt: skip
_UNKNOWN = re.compile(r"contains unknown field `(?P<name>.*?)`(?: - at |$)", re.DOTALL)
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")
_WRONG = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_ENUM = re.compile(r"Invalid enum value '?(?P<value>.*?)'?(?: - at |$)", re.DOTALL)
_NUMBER = re.compile(r"Expected `int` (?P<bound>[<>]=?) (?P<limit>-?\d+)")
_PATH = re.compile(r" - at `\$?\.?(?P<path>[^`]*)`$")


class ScenarioError(ValueError):
    """A scenario file that cannot be used: one sentence that names file, step and field."""

    def __init__(self, problem: str, *, step: str = "", file: str = "") -> None:
        """Keep the parts, so that whoever knows the file or the step can add its name."""
        self.problem, self.step, self.file = problem, step, file
        place = " ".join(part for part in (file, step) if part)
        super().__init__(f"{place}:{problem}" if place else problem)

    def at(self, *, step: str = "", file: str = "") -> ScenarioError:
        """The same error with its place in front; a place already known stays."""
        return ScenarioError(self.problem, step=self.step or step, file=self.file or file)


def in_chinese(error: msgspec.ValidationError, fields: Iterable[str], choices: Iterable[str] = ()) -> str:
    """What a decoder's complaint says, with the field that it is about.

    ``fields`` are the names that would have been right, ``choices`` the values of an enumeration.
    """
    text = str(error)
    path = found["path"] if (found := _PATH.search(text)) else ""
    field = f"字段 {shown(path)} " if path else ""
    if unknown := _UNKNOWN.search(text):
        return f"{field}有不认识的字段 {shown(unknown['name'])},{suggestion(unknown['name'], fields)}"
    if missing := _MISSING.search(text):
        return f"{field}缺少字段 {missing['name']},请补上"
    if choice := _ENUM.search(text):
        allowed = "、".join(choices)
        known = f"可用的有:{allowed}" if allowed else "请按文档改正"
        return f"{field}的取值“{shown(choice['value'])}”不认识,{known}"
    if number := _NUMBER.search(text):
        return f"{field}的数值须 {number['bound']} {number['limit']},请更正"
    if wrong := _WRONG.search(text):
        return f"{field}应为{_named(wrong['wanted'])},现在是{_named(wrong['got'])},请更正"
    if "RFC3339" in text:
        return f"{field}不是正确的日期,应写成 2025-10-09 这样"
    return f"{field}内容不符合要求,请更正"


def suggestion(name: str, fields: Iterable[str]) -> str:
    """The likely right name, or all of them."""
    known = list(fields)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"是不是 {close[0]}?请改正或删去"
    return f"可用的有:{'、'.join(known)}" if known else "请删去"


def shown(text: object) -> str:
    """A piece of the file as it may stand in a sentence: short, printable, on one line."""
    plain = "".join(ch if ch.isprintable() else "?" for ch in str(text)[:41])
    return plain if len(plain) <= 40 else f"{plain[:40]}…"


def _named(types: str) -> str:
    return "或".join(_TYPES.get(one.strip(), one.strip()) for one in types.split("|"))
