"""``clerk items``: the catalogue, with what nobody verified marked and what it had better not say."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from calendars import Period
from clerk.catalogue.files import Catalogue, CatalogueError, load_builtin, read_catalogue
from clerk.catalogue.items import Item, Limit, Material, SpecialProcedure
from clerk.catalogue.procedures import KINDS
from clerk.cli import items_import
from clerk.cli.columns import columns
from clerk.cli.frame import NO, OK, SURROUNDINGS, Problem, emit, home_path
from clerk.cli.opening import surroundings

_ROLES: Final = {"main": "主要", "secondary": "次要", "conditional": "视情形"}
_STARTS: Final = {"acceptance": "自受理之日起", "receipt": "自收到申请之日起"}
_OUTCOMES: Final = {"licence": "准予或不予", "filing": "备案"}
_UNVERIFIED: Final = "未核实"
_EVERYTHING: Final = 1_000_000
_FOOT: Final = "“已见”只说明材料和时限见于某地公开网页,不是本地公布;标“未核实”的,上线前须由本厅核对。"


def register(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the actions of ``clerk items``."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="操作", required=True)
    listing = actions.add_parser("list", help="列出事项;可按名称、代码、部门或拼音首字母查找")
    listing.add_argument("text", metavar="TEXT", nargs="*", help="例如 劳务派遣、xk04、lwpq、人社 许可")
    listing.set_defaults(run=run_list)
    show = actions.add_parser("show", help="查看一个事项:时限、材料、疑点")
    show.add_argument("code", metavar="CODE", help="事项代码,例如 XK-05")
    show.set_defaults(run=run_show)
    words = "换用另一份事项目录;在办件就轻适用,并说明哪些变了"
    items_import.arguments(actions.add_parser("import", help=words, description=words))


def hall_catalogue(args: argparse.Namespace) -> Catalogue:
    """The catalogue of the hall that this home is set up for, else the built-in one.

    Raises:
        Problem: the hall's catalogue cannot be read.
    """
    from clerk.archive.home import Home

    home = Home(home_path(args))
    with surroundings():
        name = home.settings().catalogue if home.exists() else "builtin"
    if name == "builtin":
        return load_builtin()
    try:
        return read_catalogue(home.path / name)
    except CatalogueError as error:
        raise Problem(f"本厅的事项目录用不了:{error}", SURROUNDINGS) from error


def run_list(args: argparse.Namespace) -> int:
    """``clerk items list [TEXT]``: the items that fit, the best first; exit 1 where none does."""
    text = " ".join(args.text)
    items = hall_catalogue(args).find(text, limit=_EVERYTHING)
    emit(args, [_summary(item) for item in items], lambda: _list_text(items, text))
    return OK if items else NO


def run_show(args: argparse.Namespace) -> int:
    """``clerk items show CODE``: everything about one item."""
    catalogue = hall_catalogue(args)
    item = catalogue.get(args.code)
    if item is None:
        close = catalogue.find(args.code, limit=3)
        hint = "、".join(f"{one.id} {one.name}" for one in close)
        raise Problem(
            f"没有代码为“{args.code[:40]}”的事项;"
            + (f"是不是 {hint}?" if hint else "clerk items list 可查看有哪些"),
            NO,
        )
    warned = items_import.catalogue_warnings(args, (item,))
    data = {**item_data(item), "warnings": [_plain(one) for one in warned]}
    emit(args, data, lambda: _item_text(item, [one.text for one in warned]))
    return OK


def item_data(item: Item) -> dict[str, Any]:
    """All of an item, with its version; nothing left out because it has its default."""
    data = _plain(item)
    assert isinstance(data, dict)  # a struct gives a dict
    return {**data, "version": item.version, "silence_accepts": item.silence_accepts}


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return {key: _plain(part) for key, part in msgspec.structs.asdict(value).items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _summary(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "department": item.department,
        "type": item.type,
        "item_kind": item.item_kind,
        "statutory_limit": _plain(item.statutory_limit),
        "promised_limit": _plain(item.promised_limit),
        "materials": len(item.materials),
        "tolerance_allowed": item.tolerance_allowed,
        "verified": item.verified,
        "open_doubts": len(item.open_doubts),
    }


def _list_text(items: list[Item], text: str) -> str:
    if not items:
        return f"没有找到符合“{text[:40]}”的事项"
    heads = ("代码", "事项", "部门", "法定", "承诺", "容缺", "核实", "疑点")
    return "\n".join([columns([heads, *map(_row, items)]), "", f"共{len(items)}项。{_FOOT}"])


def _row(item: Item) -> tuple[str, ...]:
    return (
        item.id,
        item.name,
        item.department,
        _length(item.statutory_limit),
        _length(item.promised_limit),
        "可" if item.tolerance_allowed else "不可",
        "已见" if item.verified else _UNVERIFIED,
        str(len(item.open_doubts) or ""),
    )


def _length(limit: Limit) -> str:
    return Period(limit.n, limit.unit).text


def _item_text(item: Item, warned: Sequence[str] = ()) -> str:
    parts = [
        f"{item.id} {item.name}" + ("" if item.verified else f"  [{_UNVERIFIED}]"),
        columns(_facts(item)),
    ]
    if item.special_procedures:
        parts.append("特别程序\n" + columns([_procedure_row(one) for one in item.special_procedures]))
    heads = ("  ", "材料", "类别", "容缺", "原件", "复印件", "来源")
    rows = [_material_row(number, line) for number, line in enumerate(item.materials, 1)]
    parts.append(f"材料({len(rows)}项)\n" + columns([heads, *rows]) if rows else "材料:无需提交")
    if item.doubts:
        parts.append("疑点\n" + "\n".join(f"  ! {doubt}" for doubt in item.doubts))
    if warned:
        parts.append("提示\n" + "\n".join(f"  ! {text}" for text in warned))
    return "\n\n".join([*parts, _FOOT])


def _facts(item: Item) -> list[tuple[str, str]]:
    facts = [
        ("部门", item.department),
        ("类型", f"{item.type},{item.item_kind},结果:{_OUTCOMES[item.outcome]}"),
        ("申请人", item.applicant_type),
        ("法定时限", f"{_limit_text(item.statutory_limit)},{_STARTS[item.starts_from]}"),
        ("承诺时限", _limit_text(item.promised_limit)),
        ("补正告知", _limit_text(item.gap_notice_deadline) + _silence(item)),
        ("容缺受理", "可以" if item.tolerance_allowed else "不可以"),
        ("依据", ";".join(item.legal_basis)),
        ("收费", item.fee),
        ("送达", "、".join(item.delivery_options)),
        ("保密", "是:申请人身份不在大厅队列显示" if item.confidential else ""),
        ("核实", "材料或时限见于某地公开网页" if item.verified else _UNVERIFIED),
        ("来源", item.source),
        ("说明", item.notes),
    ]
    return [(f"  {name}", value) for name, value in facts if value]


def _silence(item: Item) -> str:
    return ",逾期不告知视为受理" if item.silence_accepts else ",不适用逾期视为受理"


def _limit_text(limit: Limit) -> str:
    remarks = [part for part in (limit.basis, limit.note, limit.extension) if part]
    return _length(limit) + (f"({';'.join(remarks)})" if remarks else "")


def _procedure_row(one: SpecialProcedure) -> tuple[str, ...]:
    stops = {True: "停法定时限", False: "不停法定时限", None: "是否停时限按种类"}[one.stops_statutory]
    cap = f",最多{one.cap_wd}个工作日" if one.cap_wd else ""
    return (
        f"  {one.name}",
        KINDS.get(one.kind, "") or "(非计时种类)",
        stops + cap if one.kind else "",
        one.basis,
    )


def _material_row(number: int, line: Material) -> tuple[str, ...]:
    return (
        f"  {number}",
        line.name,
        _ROLES[line.role],
        "可" if line.deferrable else "",
        str(line.original_count or ""),
        str(line.copy_count or ""),
        _source(line),
    )


def _source(line: Material) -> str:
    words = {"applicant": "申请人", "shared_data": "共享", "other_dept": "部门间"}
    parts = (part.partition(":") for part in line.source.split("|"))
    return " 或 ".join(words.get(kind, kind) + (f"({office})" if office else "") for kind, _, office in parts)
