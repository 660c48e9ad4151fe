"""One item out of a mapping: from a catalogue file, or inline in a scenario file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from clerk.catalogue.errors import CatalogueError, explain
from clerk.catalogue.items import Item, Limit
from clerk.catalogue.procedures import KINDS, parse_procedure

ITEM_TYPES: Final = (
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查",
    "行政确认", "行政奖励", "行政裁决", "其他行政权力", "公共服务",
)  # fmt: skip
"""Kinds of items (GB/T 39046—2020 A.1; work rules, 二(三))."""

_EXCHANGE_ONLY: Final = frozenset({"correction_window_for_tolerance"})
"""Known keys of the exchange form that are not kept: the completion deadline is the policy's."""
_MATERIAL_EXCHANGE_ONLY: Final = frozenset({"necessity"})
"""Says once more what ``role`` and ``tolerable`` say."""

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_UNITS: Final = {"wd": "个工作日", "d": "日", "month": "个月", "now": "(当场)"}


def decode_item(mapping: Mapping[str, Any]) -> Item:
    """The item in this mapping, in the project's own form or in the exchange form.

    Raises:
        CatalogueError: something is missing, of the wrong kind, contradictory or unlawful.
    """
    if not isinstance(mapping, Mapping):
        raise CatalogueError("一个事项应当是一张表(键值对),请检查文件结构")
    label = _label(mapping)
    data = _clean(mapping, label)
    try:
        item = msgspec.convert(data, Item)
    except msgspec.ValidationError as error:
        raise CatalogueError(explain(error, data), item=label) from error
    for check in _CHECKS:
        problem = check(item)
        if problem:
            raise CatalogueError(problem, item=label)
    return item


def _label(mapping: Mapping[str, Any]) -> str:
    """How an error names this item: by code, else by name."""
    code, name = mapping.get("id"), mapping.get("name")
    for text in (code, name):
        if isinstance(text, str) and text.strip():
            return f"事项 {_CONTROL.sub('', text)[:40]}"
    return "一个没有代码的事项"


def _clean(mapping: Mapping[str, Any], label: str) -> dict[str, Any]:
    """The mapping in the project's own form: strings trimmed, exchange keys folded in."""
    kept = {key: value for key, value in mapping.items() if key not in _EXCHANGE_ONLY}
    data = {key: _trimmed(value, str(key), label) for key, value in kept.items()}
    data["materials"] = _lines(data.get("materials"))
    if isinstance(data.get("special_procedures"), list):
        data["special_procedures"] = [_procedure(one) for one in data["special_procedures"]]
    if data.get("promised_limit") is None and isinstance(data.get("statutory_limit"), dict):
        data["promised_limit"] = {**data["statutory_limit"], "note": "未公布承诺时限,按法定时限"}
    for field in ("statutory_limit", "promised_limit"):
        data[field] = _limit(data.get(field))
    return {key: value for key, value in data.items() if value is not None}


def _trimmed(value: Any, field: str, label: str) -> Any:
    if isinstance(value, str):
        if _CONTROL.search(value.replace("\n", "") if field == "notes" else value):
            raise CatalogueError(f"字段 {field} 里有换行或看不见的控制字符,请删去后重新录入", item=label)
        return value.strip()
    if isinstance(value, Mapping):
        return {key: _trimmed(part, f"{field}.{key}", label) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_trimmed(part, field, label) for part in value]
    return value


def _lines(materials: Any) -> Any:
    if not isinstance(materials, list):
        return materials
    return [_line(line) if isinstance(line, dict) else line for line in materials]


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in line.items() if value is not None and key not in _MATERIAL_EXCHANGE_ONLY
    }


def _procedure(one: Any) -> Any:
    return msgspec.to_builtins(parse_procedure(one)) if isinstance(one, str) else one


def _limit(limit: Any) -> Any:
    """A limit of 0 is an item done on the spot (即办件), whatever unit stands beside it (LAW L12)."""
    if isinstance(limit, dict) and limit.get("n") == 0 and not isinstance(limit.get("n"), bool):
        return {**limit, "unit": "now"}
    return limit


def _check_words(item: Item) -> str:
    if not _CODE.fullmatch(item.id):
        return "字段 id 应为字母、数字、“-”“.”“_”组成的代码(不超过64位),请更正"
    for field in ("name", "department"):
        if not getattr(item, field):
            return f"字段 {field} 是空的,请填写"
    if item.type not in ITEM_TYPES:
        return f"字段 type 的取值“{item.type[:20]}”不是事项类型,请改为 {'、'.join(ITEM_TYPES)} 之一"
    return ""


def _check_materials(item: Item) -> str:
    for number, line in enumerate(item.materials, 1):
        if not line.name:
            return f"材料第{number}项没有名称,请填写"
        if line.role == "main" and line.tolerable:
            return (
                f"材料“{line.name}”既是主要材料又标为可容缺,主要材料不得容缺;"
                "请把 role 改为 secondary,或把 tolerable 改为 false"
            )
        if line.original_count < 0 or line.copy_count < 0:
            return f"材料“{line.name}”的份数小于 0,请更正"
        if not (0 <= line.valid_months <= 1200 and 0 <= line.valid_days <= 36500):
            return f"材料“{line.name}”的有效期应为 0(不限)到100年,请更正 valid_months 或 valid_days"
    return _repeated("材料", [line.name for line in item.materials])


def _check_conditions(item: Item) -> str:
    names = [condition.name for condition in item.conditions]
    if not all(names):
        return "有一项条件没有名称,请填写"
    return _repeated("材料或条件", [*names, *(line.name for line in item.materials)])


def _repeated(what: str, names: list[str]) -> str:
    counts = Counter(unicodedata.normalize("NFKC", name) for name in names)
    name, times = counts.most_common(1)[0] if counts else ("", 0)
    return f"{what}“{name}”出现了{times}次,同名的只能有一项,请改名或删去" if times > 1 else ""


def _check_limits(item: Item) -> str:
    """Limits are positive, and no promise is longer than the law allows (R2, LAW L7).

    Different units are not compared here: which date comes first depends on the day of the case.
    """
    for field in ("statutory_limit", "promised_limit", "gap_notice_deadline"):
        limit: Limit = getattr(item, field)
        if limit.n < 0 or (limit.n == 0) != (limit.unit == "now"):
            return f"字段 {field} 的时限应大于 0(当场办结写 n = 0、unit = now),请更正"
    promised, statutory = item.promised_limit, item.statutory_limit
    longer = promised.n > statutory.n and (promised.unit == statutory.unit or statutory.unit == "now")
    if longer:
        return (
            f"字段 promised_limit 承诺{_said(promised)}长于法定{_said(statutory)},"
            "承诺时限不得超过法定时限,请改短承诺时限或核对法定时限"
        )
    return ""


def _said(limit: Limit) -> str:
    return "当场" if limit.unit == "now" else f"{limit.n}{_UNITS[limit.unit]}"


def _check_procedures(item: Item) -> str:
    for one in item.special_procedures:
        if not one.name:
            return "有一项特别程序没有名称,请填写"
        if one.kind and one.kind not in KINDS:
            return f"特别程序“{one.name}”的 kind“{one.kind[:20]}”不认识,请改为 {'、'.join(KINDS)} 之一"
        if one.cap_wd is not None and one.cap_wd <= 0:
            return f"特别程序“{one.name}”的 cap_wd 应大于 0,请更正"
    return ""


_CHECKS: Final[tuple[Callable[[Item], str], ...]] = (
    _check_words,
    _check_materials,
    _check_conditions,
    _check_limits,
    _check_procedures,
)
