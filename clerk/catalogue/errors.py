"""The one error of the catalogue's edge, and its Chinese sentence."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from clerk.catalogue.items import Item


class CatalogueError(ValueError):
    """A catalogue file, or an item, that cannot be used.

    The text is one Chinese sentence for the person who keeps the catalogue: the file, the item, the
    field, what is wrong and what to do.
    """

    def __init__(self, problem: str, *, item: str = "", where: str = "") -> None:
        """Keep the parts, so that the reader of a file can add its name."""
        self.problem, self.item, self.where = problem, item, where
        place = ":".join(part for part in (where, item) if part)
        super().__init__(f"{place}:{problem}" if place else problem)

    def at(self, where: str) -> CatalogueError:
        """The same error, with the file's name in front."""
        return CatalogueError(self.problem, item=self.item, where=where)


_TYPES = {
    "str": "文字", "int": "整数", "float": "小数", "bool": "true 或 false", "array": "列表",
    "object": "表(键值对)", "null": "空值",
}  # fmt: skip
_MISSING = re.compile(r"missing required field `(?P<name>[^`]*)`")
_UNKNOWN = re.compile(r"contains unknown field `(?P<name>.*)`", re.DOTALL)
_WRONG = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_ENUM = re.compile(r"Invalid enum value '?(?P<value>.*?)'?(?: - at|$)")
_PATH = re.compile(r" - at `\$?\.?(?P<path>[^`]*)`$")
_CHOICES = {
    "unit": "wd(工作日)、d(自然日)、month(月)、now(当场)",
    "role": "main(主要)、secondary(次要)、conditional(视情形)",
    "item_kind": "承诺件、即办件",
    "starts_from": "acceptance(受理之日)、receipt(收到之日)",
    "outcome": "licence(许可等决定)、filing(备案)",
}


def explain(error: msgspec.ValidationError, data: dict[str, Any]) -> str:
    """What a validation error of an item says, as a Chinese sentence without its place."""
    text = str(error)
    found = _PATH.search(text)
    path = found["path"] if found else ""
    field = f"字段 {_shown(path, data)} " if path else ""
    if missing := _MISSING.search(text):
        return f"{field}缺少必填的 {missing['name']},请补上"
    if unknown := _UNKNOWN.search(text):
        return f"{field}有不认识的字段 {unknown['name'][:40]},{_suggestion(unknown['name'])}"
    if choice := _ENUM.search(text):
        name = re.sub(r"\[.*", "", path.rpartition(".")[2])
        return f"{field}的取值“{choice['value'][:40]}”不在允许范围,请改为 {_CHOICES.get(name, '规定的取值')}"
    if wrong := _WRONG.search(text):
        return f"{field}应为{_named(wrong['wanted'])},现在是{_named(wrong['got'])},请更正"
    return f"{field}内容不符合要求({text[:80]}),请更正"


def _named(types: str) -> str:
    return "或".join(_TYPES.get(one.strip(), one.strip()) for one in types.split("|"))


def _suggestion(name: str) -> str:
    import difflib  # only a slip in a file needs it

    close = difflib.get_close_matches(name, _field_names(), n=1)
    return f"是不是 {close[0]}?请改正或删去" if close else "请改正或删去"


def _field_names() -> list[str]:
    return [*Item.__struct_fields__, "name", "role", "tolerable", "original_count", "copy_count", "n", "unit"]


def _shown(path: str, data: dict[str, Any]) -> str:
    """The path with the material's own name beside its number, counted from 1."""
    found = re.match(r"materials\[(\d+)\](.*)", path)
    if not found:
        return path
    index = int(found[1])
    lines = data.get("materials")
    line = lines[index] if isinstance(lines, list) and index < len(lines) else None
    name = line.get("name") if isinstance(line, dict) else None
    called = f"“{name}”" if isinstance(name, str) else ""
    return f"材料第{index + 1}项{called}{found[2]}"
