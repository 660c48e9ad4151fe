"""``clerk cases``, ``verify``, ``backup`` and ``restore``: the archive from the command line."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clerk.cli import packages, registers
from clerk.cli.frame import BAD_INPUT, NO, OK, SURROUNDINGS, Parser, Problem, emit, home_path
from clerk.cli.opening import opened, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clerk.archive.archive import Archive
    from clerk.archive.files import FileRow
    from clerk.casework.case import Case
    from clerk.casework.limits import Deadline

_NEWER = "由更新版本记录"


def register(name: str, parser: Parser) -> None:
    """Add the arguments of one of the four commands."""
    {"cases": _cases, "verify": _verify, "backup": _backup, "restore": _restore}[name](parser)


def _cases(parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    listing = actions.add_parser("list", help="在办的办件;给出 TEXT 时按姓名、证件、电话、编号查找")
    listing.add_argument("text", nargs="?", default="", metavar="TEXT", help="姓名、证件号、电话或编号")
    listing.add_argument("--all", action="store_true", help="包括已办结的")
    listing.set_defaults(run=run_list)
    for action, run, words in (
        ("show", run_show, "办件的现状"),
        ("history", run_history, "办件的经过"),
    ):
        one = actions.add_parser(action, help=words)
        one.add_argument("number", metavar="NO", help="办件编号")
        one.set_defaults(run=run)
    packages.arguments(actions)
    registers.arguments(actions)


def _verify(parser: Parser) -> None:
    parser.add_argument("number", nargs="?", metavar="NO", help="只核验这一个办件")
    parser.set_defaults(run=run_verify)


def _backup(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="备份文件")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件")
    parser.set_defaults(run=run_backup)


def _restore(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="备份文件")
    parser.add_argument("--key", metavar="FILE", help="密钥文件;默认用本数据目录的密钥")
    parser.add_argument("--force", action="store_true", help="替换已有的档案库(旧的改名保留)")
    parser.set_defaults(run=run_restore)


def run_list(args: argparse.Namespace) -> int:
    """Cases in order of what lapses next; with a text, those it finds."""
    with opened(args) as archive:
        if args.text:
            rows = [row for row in archive.read.find(args.text) if args.all or not row.ended]
        else:
            rows = archive.read.recent()
            rows += archive.read.recent(ended=True) if args.all else []
    emit(args, [_row(row) for row in rows], lambda: _table(rows))
    return NO if args.text and not rows else OK


def run_show(args: argparse.Namespace) -> int:
    """One case as it stands now."""
    with opened(args) as archive:
        case = _case(archive, args.number)
    data = _shown(case)
    emit(args, data, lambda: _page(case, data))
    return OK


def run_history(args: argparse.Namespace) -> int:
    """Every act of one case, oldest first."""
    with opened(args) as archive:
        lines = archive.read.lines(args.number)
        if not lines:
            raise Problem(f"没有办件 {args.number}", NO)
        acts = [_act(line) for line in lines]
    emit(args, acts, lambda: "\n".join(f"{a['at']}  {a['by']}  {_kind_words(a['kind'])}" for a in acts))
    return OK


def run_verify(args: argparse.Namespace) -> int:
    """The verdict over the archive or one case; exit status 1 when something does not hold."""
    from clerk.archive.verify import verify

    with opened(args) as archive:
        if args.number and not archive.read.lines(args.number):
            raise Problem(f"没有办件 {args.number}", NO)
        verdict = verify(archive.read, _now(), args.number)
    data = {
        "good": verdict.good,
        "lines": verdict.lines,
        "cases": verdict.cases,
        "newer": verdict.newer,
        "problems": verdict.problems,
    }
    newer = f",其中 {verdict.newer} 件{_NEWER}" if verdict.newer else ""
    head = f"核验{'通过' if verdict.good else '未通过'}:{verdict.cases} 件{newer}"
    emit(args, data, "\n".join([head, *verdict.problems]))
    return OK if verdict.good else NO


def run_backup(args: argparse.Namespace) -> int:
    """An encrypted copy; says that the key is needed too and where it is."""
    from clerk.archive.backup import back_up
    from clerk.archive.keys import where

    target = Path(args.file).absolute()
    if target.exists() and not args.force:
        raise Problem(f"{target} 已存在,不覆盖;请换一个文件名,或加 --force", BAD_INPUT)
    with opened(args) as archive:
        lines = back_up(archive, target, force=args.force)
        place = where(archive.home, archive.settings.key_place)
    data = {"file": str(target), "lines": lines, "key": place}
    emit(
        args,
        data,
        f"已备份 {lines} 条记录到 {target}\n恢复时还需要密钥,它不在备份里,现在在:{place};请分开保管",
    )
    return OK


def run_restore(args: argparse.Namespace) -> int:
    """A backup put in place of the archive; the old one is kept under another name."""
    from clerk.archive.backup import restore
    from clerk.archive.home import Home
    from clerk.archive.keys import load_key, read_key

    home = Home(home_path(args).absolute())
    if not Path(args.file).is_file():
        raise Problem(f"找不到备份文件 {args.file}", BAD_INPUT)
    if home.database.exists() and not args.force:
        raise Problem(f"{home.path} 已有档案库,不覆盖;如确需恢复,请加 --force(原档案库会改名保留)", BAD_INPUT)
    if not args.key and not home.exists():
        raise Problem("这个数据目录还没有密钥;请用 --key FILE 给出备份所用的密钥文件", SURROUNDINGS)
    with surroundings():
        key = read_key(Path(args.key)) if args.key else load_key(home, home.settings().key_place)
        home.make()
        with home.occupied():
            lines = restore(Path(args.file), home, key, force=args.force)
    emit(args, {"home": str(home.path), "lines": lines}, f"已恢复 {lines} 条记录到 {home.path}")
    return OK


def _now() -> datetime:
    from clerk.casework.times import BEIJING

    return datetime.now(BEIJING)


def _case(archive: Archive, number: str) -> Case:
    from clerk.archive.folding import load_case
    from clerk.casework.acts import UnknownAct

    try:
        return load_case(archive.read, number, _now())
    except KeyError as error:
        raise Problem(f"没有办件 {number}", NO) from error
    except UnknownAct as error:
        raise Problem(f"办件 {number} 含有{_NEWER}的内容,请先升级本程序", SURROUNDINGS) from error
    except ValueError as error:
        raise Problem(f"办件 {number} 的记录不能归并;请运行 clerk verify 查明", SURROUNDINGS) from error


def _row(row: FileRow) -> dict[str, Any]:
    from clerk.casework.contacts import mask_phone
    from clerk.casework.identity import mask_id

    return {
        "number": row.number,
        "item": row.item,
        "item_name": row.item_name,
        "applicant": _shown_name(row),
        "id_number": mask_id(row.id_number),
        "phone": mask_phone(row.phone),
        "stage": row.stage,
        "flags": list(row.flags),
        "received_on": row.received_on.isoformat(),
        "next": row.next_what,
        "due": row.next_due.isoformat() if row.next_due else None,
        "provisional": row.next_provisional,
    }


def _kind_words(kind: str) -> str:
    from clerk.desk.wording import ACT_WORDS

    return ACT_WORDS.get(kind, kind)


def _shown_name(row: FileRow) -> str:
    """Who applied; of a confidential item (a whistle-blower's reward) nobody learns it from a list (R90)."""
    return "(保密)" if row.confidential else row.applicant


def _table(rows: list[FileRow]) -> str:
    from clerk.casework.case import STAGE_WORDS
    from clerk.casework.identity import mask_id
    from clerk.casework.limits import CLOCK_WORDS
    from clerk.cli.columns import columns

    if not rows:
        return "没有办件"
    return columns([
        (r.number, STAGE_WORDS.get(r.stage, r.stage), _shown_name(r), mask_id(r.id_number), r.item_name,
         f"{r.next_due}{'暂定' if r.next_provisional else ''} {CLOCK_WORDS.get(r.next_what, r.next_what)}"
         if r.next_due else "")
        for r in rows
    ])  # fmt: skip


def _shown(case: Case) -> dict[str, Any]:
    from clerk.casework.contacts import mask_phone
    from clerk.casework.identity import mask_id

    return {
        "number": case.number,
        "item": case.item_code,
        "item_name": case.item_name,
        "stage": case.stage,
        "flags": list(case.flags),
        "applicant": {
            "name": case.applicant.name,
            "id_number": mask_id(case.applicant.id_number),
            "phone": mask_phone(case.applicant.phone),
        },
        "holder": case.holder,
        "package": case.package,
        "materials": [
            {"name": name, "state": found.state, "from_case": found.from_case}
            for name, found in case.materials.items()
        ],
        "deadlines": [_clock(clock) for clock in case.deadlines],
        "visits": case.visits,
        "slips": [{"on": slip.on.isoformat(), "what": slip.what, "basis": slip.basis} for slip in case.slips],
        "notices": [{"kind": n.kind, "number": n.number, "at": n.at.isoformat()} for n in case.notices],
    }  # fmt: skip


def _clock(clock: Deadline) -> dict[str, Any]:
    """One clock: the date that holds, and beside it those by today's and by the national calendar."""
    beside = {"by_calendar": clock.by_calendar, "national": clock.national}
    return {
        "what": clock.what,
        "material": clock.material,
        "from": clock.start.isoformat(),
        "due": clock.due.isoformat(),
        "state": clock.state,
        "provisional": clock.provisional,
        "missing": list(clock.missing),
        "basis": clock.basis,
        **{name: day.isoformat() for name, day in beside.items() if day is not None},
    }


def _clock_lines(clock: Deadline) -> Iterator[str]:
    from clerk.desk.wording import clock_line

    yield f"  {clock_line(clock)}"
    yield from (f"    暂定:尚缺《{missing}》" for missing in clock.missing)


def _page(case: Case, data: dict[str, Any]) -> str:
    from clerk.casework import case as words
    from clerk.desk.wording import paper_title

    flags = "、".join(words.FLAG_WORDS.get(flag, flag) for flag in case.flags)
    person = data["applicant"]
    lines = [
        f"{case.number}  {case.item_name}",
        f"阶段:{words.STAGE_WORDS[case.stage]}" + (f"({flags})" if flags else ""),
        f"申请人:{person['name']}  {person['id_number']}  {person['phone']}".rstrip(),
        f"现在:{case.holder}",
        "材料:",
        *(f"  {name}:{words.STATE_WORDS[found.state]}{found.from_case and f'(沿用 {found.from_case})'}"
          for name, found in case.materials.items()),
        "时限:",
        *(line for clock in case.deadlines for line in _clock_lines(clock)),
        *(f"本机关失误:{slip.what}" for slip in case.slips),
        "文书:",
        *(f"  {n.number}  {paper_title(n.template, n.kind)}" for n in case.notices),
    ]  # fmt: skip
    return "\n".join(lines)


def _act(line: bytes) -> dict[str, Any]:
    from clerk.casework.acts import UnknownAct, decode
    from sync import envelope

    try:
        opened_line = envelope.decode(line)
        act = decode(bytes(opened_line.act))
    except UnknownAct:
        return {"at": "", "by": "", "kind": f"{opened_line.kind}({_NEWER})", "hash": envelope.digest(line)}
    except ValueError as error:
        raise Problem("有一条记录读不出来;请运行 clerk verify 查明", SURROUNDINGS) from error
    by = act.by.name or act.by.id
    return {
        "at": act.at.isoformat(),
        "by": by,
        "desk": act.by.desk,
        "kind": act.kind,
        "hash": envelope.digest(line),
    }
