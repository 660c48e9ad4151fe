"""``clerk items import FILE``: another catalogue for this hall, and what it changes for open cases."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from clerk.catalogue.files import Catalogue, CatalogueError, read_catalogue
from clerk.catalogue.warnings import Warned, warnings
from clerk.cli.frame import BAD_INPUT, OK, Problem, emit, hall_region
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from clerk.archive.archive import Archive
    from clerk.catalogue.items import Item
    from clerk.desk.catalogue_change import Change

_SHOWN: Final = 20
"""Warnings and open cases told one by one in the text; --json has all of them."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``clerk items import``."""
    parser.add_argument("file", metavar="FILE", help="事项目录文件(JSON 或 TOML)")
    parser.add_argument("--check", action="store_true", help="只检查并说明会有什么变化,不导入")
    parser.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Check the file, put it in force, and let open cases have what is lighter in it (LAW L14)."""
    file = Path(args.file)
    try:
        catalogue = read_catalogue(file)
        data = file.read_bytes()
    except CatalogueError as error:
        raise Problem(str(error), BAD_INPUT) from error
    except OSError as error:
        raise Problem(f"读不了事项目录 {file}:{error.strerror}", BAD_INPUT) from error
    warned = catalogue_warnings(args, catalogue)
    with opened(args) as archive:
        name = f"items-{hashlib.sha256(data).hexdigest()[:12]}{file.suffix.lower()}"
        if not args.check:
            _put_in_force(archive, name, data)
        changes = _apply(archive, catalogue, args.check)
    emit(args, _data(args, name, catalogue, warned, changes), lambda: _text(args, catalogue, warned, changes))
    return OK


def catalogue_warnings(args: argparse.Namespace, items: Catalogue | tuple[Item, ...]) -> list[Warned]:
    """What the items had better not say, by the calendars that this home goes by (R2, R10, R11, L11)."""
    from calendars import CalendarError
    from clerk.cli.calendar import calendar_problem, shelf_of

    shelf = shelf_of(args)
    try:
        calendars = [shelf.calendar(name) for name in dict.fromkeys((hall_region(args), "national"))]
    except CalendarError as error:
        raise calendar_problem(error) from error
    listed = items.items if isinstance(items, Catalogue) else items
    return [one for item in listed for one in warnings(item, calendars)]


def _put_in_force(archive: Archive, name: str, data: bytes) -> None:
    """The file first, then the settings that name it: a power cut leaves one catalogue or the other."""
    from clerk.archive.home import write_private

    home = archive.home
    write_private(home.path / name, data)
    settings = home.settings()
    if settings.catalogue != name:
        home.write_settings(msgspec.structs.replace(settings, catalogue=name))


def _apply(archive: Archive, catalogue: Catalogue, dry: bool) -> list[Change]:
    from clerk.desk.catalogue_change import apply_catalogue
    from clerk.desk.opening import open_office

    office = open_office(archive).seated("supervisor")
    progress = _tell if sys.stderr.isatty() else None
    return apply_catalogue(office, catalogue.items, progress, dry=dry)


def _tell(done: int, of: int) -> None:
    end = "\n" if done == of else ""
    if end or done % 100 == 0:
        print(f"\r比对在办件 {done}/{of}", end=end, file=sys.stderr, flush=True)


def _data(
    args: argparse.Namespace, name: str, catalogue: Catalogue, warned: list[Warned], changes: list[Change]
) -> dict[str, Any]:
    return {
        "checked_only": args.check,
        "catalogue": name,
        "items": len(catalogue),
        "warnings": [msgspec.to_builtins(one) for one in warned],
        "open_cases": [
            {
                "number": one.number,
                "item_name": one.item_name,
                "applied": None if one.applied is None else msgspec.to_builtins(one.applied),
                "must_be_accepted": one.accepts,
                "nothing_outstanding": one.completed,
                "refused": None if one.refused is None else msgspec.to_builtins(one.refused),
                "left_out": list(one.left_out),
                "text": ";".join(one.lines),
            }
            for one in changes
        ],
    }


def _text(args: argparse.Namespace, catalogue: Catalogue, warned: list[Warned], changes: list[Change]) -> str:
    head = "可以导入" if args.check else "已导入"
    lines = [f"{head}{len(catalogue)}个事项" + ("" if args.check else ";已打开的工作站重新启动后使用新目录")]
    if warned:
        lines += [f"提示({len(warned)}条):", *(f"  ! {one.item} {one.text}" for one in warned[:_SHOWN])]
        lines += [_more(len(warned))] if len(warned) > _SHOWN else []
    helped = [one for one in changes if one.applied is not None and one.refused is None]
    others = [one for one in changes if one.applied is None or one.refused is not None]
    would = "会从轻适用" if args.check else "已从轻适用"
    lines += _cases(f"{would}新清单的在办件", helped) + _cases("仍按原清单的在办件", others)
    return "\n".join(lines if changes else [*lines, "没有在办件因此变动"])


def _cases(head: str, changes: list[Change]) -> list[str]:
    if not changes:
        return []
    lines = [f"  {one.number} {one.item_name}:{';'.join(one.lines)}" for one in changes[:_SHOWN]]
    more = [_more(len(changes))] if len(changes) > _SHOWN else []
    return [f"{head}({len(changes)}件):", *lines, *more]


def _more(number: int) -> str:
    return f"  …共{number}条,加 --json 可列出全部"
