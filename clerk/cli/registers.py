"""``clerk cases register KIND``: the supervisor's registers, names masked (登记簿)."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from clerk.cli.frame import BAD_INPUT, OK, Problem, emit
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from clerk.desk.registers import Register

_KINDS = ("refusals", "ratings", "unclaimed", "delivery", "visits", "consultations")
"""Named here too, so that the help needs no archive; a test compares them with the desk's."""


def arguments(actions: Any) -> None:
    """Add ``register`` to ``clerk cases``."""
    one = actions.add_parser(
        "register", help="登记簿:否定报备、差评、逾期未领、决定至送达用时、跑动次数、咨询"
    )
    one.add_argument("kind", metavar="KIND", choices=_KINDS, help="、".join(_KINDS))
    one.add_argument("--from", dest="since", metavar="DATE", help="从这一天(含)")
    one.add_argument("--to", dest="until", metavar="DATE", help="到这一天(含)")
    one.set_defaults(run=run_register)


def run_register(args: argparse.Namespace) -> int:
    """A register over the days asked for; an empty one is an answer too."""
    from clerk.cli.calendar import read_date
    from clerk.desk.opening import open_office
    from clerk.desk.registers import register

    since = read_date(args.since) if args.since else None
    until = read_date(args.until) if args.until else None
    if since and until and since > until:
        raise Problem(f"--from {since} 晚于 --to {until},请对调", BAD_INPUT)
    with opened(args) as archive:
        found = register(args.kind, archive.read, open_office(archive).now(), since, until)
    data = {
        "register": found.kind,
        "title": found.title,
        "from": None if since is None else since.isoformat(),
        "to": None if until is None else until.isoformat(),
        "rows": [msgspec.to_builtins(row) for row in found.rows],
        "figures": found.figures,
        "unread": found.unread,
    }
    emit(args, data, lambda: _text(found, since, until))
    return OK


def _text(found: Register, since: date | None, until: date | None) -> str:
    from clerk.cli.columns import columns

    span = f"({since or '最早'} 至 {until or '今天'})" if since or until else ""
    lines = [f"{found.title}{span}"]
    if found.rows:
        heads = found.rows[0].HEADS
        rows = [tuple(_cell(getattr(row, name)) for name in heads) for row in found.rows]
        lines.append(columns([tuple(heads.values()), *rows]))
    else:
        lines.append("没有记录")
    lines.append(
        ",".join(f"{words} {'—' if value is None else value}" for words, value in found.figures.items())
    )
    if found.unread:
        lines.append(f"另有{found.unread}件由更新版本记录,没有计入;请先升级本程序")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else " ".join(str(value).split())
