"""``clerk notice``: the papers of a case, as they were issued, on the screen, in a file or on the printer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clerk.cli.frame import BAD_INPUT, NO, OK, SURROUNDINGS, Parser, Problem, emit
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from clerk.casework.particulars import Notice


def register(name: str, parser: Parser) -> None:
    """Add the arguments of ``clerk notice``."""
    parser.add_argument("number", metavar="NO", help="办件编号")
    parser.add_argument("kind", nargs="?", metavar="KIND", help="文书种类、名称或文号;不写则列出本案的文书")
    parser.add_argument("-o", "--output", metavar="FILE", help="存为文本文件")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件")
    parser.add_argument("--text", action="store_true", help="纯文本(目前唯一的格式)")
    parser.add_argument("--print", dest="printing", action="store_true", help="送系统打印机,标明补打")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the papers of a case, or give one of them; the newest of its kind."""
    notices = _notices(args)
    if args.kind is None:
        data = [
            {"kind": n.kind, "title": _title(n), "number": n.number, "at": n.at.isoformat()} for n in notices
        ]
        emit(args, data, lambda: "\n".join(_line(n) for n in notices))
        return OK if notices else NO
    chosen = [n for n in notices if args.kind in (n.kind, n.number, _title(n))]
    if not chosen:
        known = "、".join(dict.fromkeys(f"{n.kind}({_title(n)})" for n in notices)) or "无"
        raise Problem(f"办件 {args.number} 没有文书“{args.kind}”;已有:{known}", NO)
    _give(args, chosen[-1])
    return OK


def _line(notice: Notice) -> str:
    return f"{notice.at:%Y-%m-%d %H:%M}  {notice.kind}  {_title(notice)}  {notice.number}"


def _title(notice: Notice) -> str:
    from clerk.documents.render import title_of

    return title_of(notice)


def _notices(args: argparse.Namespace) -> list[Notice]:
    from clerk.archive.folding import load_case
    from clerk.desk.office import wall_clock

    with opened(args) as archive:
        try:
            return load_case(archive.read, args.number, wall_clock()).notices
        except KeyError as error:
            raise Problem(f"没有编号为 {args.number} 的办件;用 clerk cases list 查看", NO) from error


def _give(args: argparse.Namespace, notice: Notice) -> None:
    from clerk.documents.errors import DocumentError, PrintError
    from clerk.documents.printing import save, send_to_printer
    from clerk.documents.render import redraw

    try:
        text = redraw(notice)
        if args.printing:
            practice = bool(notice.facts.get("practice"))
            send_to_printer(text, notice.number, practice=practice, reprint=True)
        if args.output:
            save(text, Path(args.output), overwrite=args.force)
    except PrintError as error:
        raise Problem(str(error), SURROUNDINGS) from error
    except DocumentError as error:
        raise Problem(str(error), BAD_INPUT) from error
    data = {
        "kind": notice.kind,
        "title": _title(notice),
        "number": notice.number,
        "at": notice.at.isoformat(),
        "text": text,
    }
    emit(args, data, f"已存到 {args.output}" if args.output else text)
