"""``clerk credit import``, ``status``, ``check``: the hall's red and black lists (红黑名单).

No number and no name appears in an answer, a log or an error: rows are named by their line.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from clerk.cli.calendar import read_date
from clerk.cli.columns import columns
from clerk.cli.frame import BAD_INPUT, NO, OK, SURROUNDINGS, Parser, Problem, emit
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from clerk.archive.archive import Archive
    from clerk.archive.credit import ListStamp
    from clerk.casework.credit import CreditEntry, ListName, Standing
    from clerk.casework.credit_file import BadRow, ReadList

_SHOWN: Final = 20
"""So many bad rows are written out; --json has them all."""


class _Discreet(Parser):
    """A parser that never repeats what it does not know: it could be somebody's number."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As the parser's own, but the rest is refused here, before anything quotes it."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            raise Problem(
                f"命令里有不认识的内容;证件号码不能写在命令里(会留在命令历史中),请从标准输入给出;"
                f"用法见 {self.prog} --help"
            )
        return found, rest


def register(name: str, parser: Parser) -> None:
    """Add the actions of ``clerk credit``."""
    actions = parser.add_subparsers(
        dest="action", metavar="ACTION", title="操作", required=True, parser_class=_Discreet
    )
    taking = actions.add_parser("import", help="导入名单文件(CSV 或 JSON),替换文件里有的那张名单")
    taking.add_argument("file", metavar="FILE", help="CSV(UTF-8 或 GBK)或 JSON;列名见 docs/credit.md")
    taking.add_argument("--list", choices=("red", "black"), help="整个文件是哪一张名单")
    taking.add_argument("--as-of", metavar="DATE", help="名单截至哪一天(JSON 里写了 as_of 的可不给)")
    taking.add_argument("--source", metavar="TEXT", help="名单从哪里来(JSON 里写了 source 的可不给)")
    taking.add_argument("--skip-bad", action="store_true", help="跳过有误的行,导入其余的")
    taking.add_argument("--force", action="store_true", help="库里的名单更新也替换")
    taking.set_defaults(run=run_import)
    status = actions.add_parser("status", help="有哪些名单、截至哪一天、多少条不起作用及原因")
    status.set_defaults(run=run_status)
    check = actions.add_parser("check", help="查对一个证件号码;号码从标准输入读,不写在命令里")
    check.add_argument("--id-number-stdin", action="store_true", required=True, help="从标准输入读一行号码")
    check.add_argument("--organisation", action="store_true", help="号码是单位的统一社会信用代码")
    check.add_argument("--on", metavar="DATE", help="按哪一天;默认今天")
    check.set_defaults(run=run_check)


def run_import(args: argparse.Namespace) -> int:
    """Take in a list; with a bad row and without --skip-bad nothing is taken."""
    from clerk.archive.credit import OlderListError, replace_lists

    today = _today()
    found = _read(Path(args.file), today, args.list)
    stamps = _stamps(args, found, today)
    entries = [_sourced(entry, stamps) for _, entry in found.entries]
    data = _report(found, today)
    if found.bad and not (args.skip_bad and entries):
        emit(args, {**data, "imported": 0}, lambda: _bad_text(found.bad, found.unit))
        raise Problem(_nothing(found, args.skip_bad), BAD_INPUT)
    with opened(args) as archive:
        try:
            replace_lists(archive, stamps, entries, force=args.force)
        except OlderListError as error:
            raise Problem(str(error), BAD_INPUT) from error
    lists = [{"list": s.list, "as_of": s.as_of.isoformat(), "source": s.source} for s in stamps]
    data = {**data, "imported": len(entries), "lists": lists}
    emit(args, data, lambda: _import_text(data, found, stamps))
    return OK


def run_status(args: argparse.Namespace) -> int:
    """Which lists are here; exit 1 when the black one is missing or too old to count as checked."""
    from clerk.archive.credit import entries_of, stamped
    from clerk.casework.credit import LIST_WORDS, usable

    today = _today()
    with opened(args) as archive:
        days = _max_age(archive)
        here = stamped(archive.read)
        lists = [
            {
                "list": stamp.list,
                "as_of": stamp.as_of.isoformat(),
                "source": stamp.source,
                "imported_at": stamp.imported_at.isoformat(),
                "usable": usable(stamp.as_of, today, days),
                **_effect(entries_of(archive.read, stamp.list), today),
            }
            for stamp in here.values()
        ]
    black = here.get("black")
    good = usable(black.as_of if black else None, today, days)
    lacking = [name for name in LIST_WORDS if name not in here]
    data = {"checked": good, "max_age_days": days, "lists": lists, "missing": lacking}
    emit(args, data, lambda: _status_text(lists, lacking, days))
    return OK if good else NO


def run_check(args: argparse.Namespace) -> int:
    """Where a number stands; exit 1 when it is on the black list, 2 when it is no number at all."""
    from clerk.casework.acts import Person
    from clerk.casework.credit import subject_number
    from clerk.desk.credit import asked

    on = read_date(args.on) if args.on else _today()
    with opened(args) as archive:
        person = Person("", "organisation" if args.organisation else "person", id_number=_number())
        if subject_number(person, on) is None:
            hint = "" if args.organisation else ";是单位的请加 --organisation"
            raise Problem(f"标准输入里的不是有效的证件号码,请核对{hint}")
        found = asked(archive.read, person, on, _max_age(archive))
    emit(args, _standing(found, on), found.words)
    return NO if found.credit == "black" else OK


def _read(path: Path, today: date, only: ListName | None) -> ReadList:
    from clerk.casework.credit_file import CreditFileError, read_list

    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "原因不明"
        raise Problem(f"{path.name}:文件读不了({reason}),请检查路径和权限", BAD_INPUT) from error
    try:
        return read_list(data, today, only)
    except CreditFileError as error:
        raise Problem(f"{path.name}:{error}", BAD_INPUT) from None


def _stamps(args: argparse.Namespace, found: ReadList, today: date) -> list[ListStamp]:
    """What is known of each list that the file replaces: those it has entries of, or the one named."""
    from clerk.archive.credit import ListStamp
    from clerk.desk.office import wall_clock

    as_of = read_date(args.as_of) if args.as_of else found.as_of
    if as_of is None:
        raise Problem("不知道名单截至哪一天;请用 --as-of 2025-09-01 这样指明(不能用文件的修改时间代替)")
    if as_of > today:
        raise Problem(f"名单截至{as_of},晚于今天;请核对 --as-of 和本机日期")
    source = " ".join((args.source or found.source).split())
    if not source:
        raise Problem("不知道名单从哪里来;请用 --source 指明提供单位或平台")
    names = (args.list,) if args.list else found.lists
    if not names and not found.bad:
        raise Problem("文件里没有一条名单;要换成空名单,请用 --list 指明是哪一张")
    return [ListStamp(name, source, as_of, wall_clock()) for name in names]


def _sourced(entry: CreditEntry, stamps: Sequence[ListStamp]) -> CreditEntry:
    """An entry that says nothing of its source comes from where its list comes from."""
    from msgspec.structs import replace

    return entry if entry.source else replace(entry, source=stamps[0].source)


def _report(found: ReadList, today: date) -> dict[str, Any]:
    from clerk.casework.credit import ineffective

    silent = [
        {"line": line, "list": entry.list, "reasons": list(reasons)}
        for line, entry in found.entries
        if (reasons := ineffective(entry, today))
    ]
    return {
        "rows": len(found.entries) + len(found.bad),
        "bad": [{"line": row.line, "reason": row.reason} for row in found.bad],
        "unused_columns": list(found.unused),
        **_effect([entry for _, entry in found.entries], today),
        "without_effect_at": silent,
    }


def _effect(entries: Sequence[CreditEntry], today: date) -> dict[str, Any]:
    """How many entries have effect today, and how many have none for which reason."""
    from clerk.casework.credit import ineffective

    reasons = [ineffective(entry, today) for entry in entries]
    counts = Counter(reason for one in reasons for reason in one)
    silent = sum(map(bool, reasons))
    return {
        "entries": len(entries),
        "with_effect": len(entries) - silent,
        "without_effect": silent,
        "why": dict(sorted(counts.items())),
    }


def _import_text(data: dict[str, Any], found: ReadList, stamps: Iterable[ListStamp]) -> str:
    from clerk.casework.credit import LIST_WORDS

    lists = "、".join(f"{LIST_WORDS[stamp.list]}(截至{stamp.as_of})" for stamp in stamps)
    said = [f"已导入{data['imported']}条,替换了{lists};其中{data['with_effect']}条今天起作用"]
    if data["without_effect"]:
        said += [f"{data['without_effect']}条今天不起作用:{_why(data['why'])}"]
        for line in data["without_effect_at"][:_SHOWN]:
            said.append(f"  第{line['line']}{found.unit}:{_reasons(line['reasons'])}")
        said += _more(len(data["without_effect_at"]))
    if found.bad:
        said += [f"跳过{len(found.bad)}{found.unit}:", _bad_text(found.bad, found.unit)]
    if found.unused:
        said.append(f"没有用到的列:第{'、'.join(map(str, found.unused))}列")
    return "\n".join(said)


def _bad_text(bad: Sequence[BadRow], unit: str) -> str:
    lines = [f"  第{row.line}{unit}:{row.reason}" for row in bad[:_SHOWN]]
    return "\n".join(lines + _more(len(bad)))


def _more(count: int) -> list[str]:
    return [f"  ……共{count}处,--json 可看全部"] if count > _SHOWN else []


def _nothing(found: ReadList, skipped: bool) -> str:
    if skipped:
        return "没有一行可以导入,原来的名单没有改动;请按所列原因更正文件"
    lines = "、".join(str(row.line) for row in found.bad[:_SHOWN])
    rest = "等" if len(found.bad) > _SHOWN else ""
    return (
        f"有{len(found.bad)}{found.unit}不能导入(第{lines}{found.unit}{rest}),一条也没有导入;"
        "请更正后重新导入,或加 --skip-bad 跳过它们"
    )


def _status_text(lists: list[dict[str, Any]], lacking: Sequence[ListName], days: int) -> str:
    from clerk.casework.credit import LIST_WORDS

    names: dict[str, str] = dict(LIST_WORDS.items())
    heads = ("名单", "截至", "来源", "条数", "起作用", "可否据以核验")
    rows = [
        (
            names[one["list"]],
            one["as_of"],
            one["source"],
            str(one["entries"]),
            str(one["with_effect"]),
            "可" if one["usable"] else f"不可,已超过{days}天(或晚于今天),请导入新名单",
        )
        for one in lists
    ]
    said = [columns([heads, *rows])] if rows else []
    said += [f"{names[one['list']]}不起作用的:{_why(one['why'])}" for one in lists if one["why"]]
    said += [f"没有导入{names[name]}" for name in lacking]
    return "\n".join(said)


def _why(counts: dict[str, int]) -> str:
    from clerk.casework.credit import REASON_WORDS

    return "、".join(
        f"{words}{counts[reason]}条" for reason, words in REASON_WORDS.items() if reason in counts
    )


def _reasons(reasons: Iterable[str]) -> str:
    from clerk.casework.credit import REASON_WORDS

    return "、".join(words for reason, words in REASON_WORDS.items() if reason in set(reasons))


def _standing(found: Standing, on: date) -> dict[str, Any]:
    """The answer without the name and number that stand in the entries."""
    import msgspec

    entries = [msgspec.to_builtins(entry) | {"bars": sorted(entry.bars)} for entry in found.told]
    shown = [{k: v for k, v in one.items() if k not in ("name", "id_number")} for one in entries]
    return {
        "credit": found.credit,
        "on": on.isoformat(),
        "bars": list(found.bars),
        "normal_track_open": True,
        "entries": shown,
        "note": found.note,
        "words": found.words,
    }


def _number() -> str:
    """One line of standard input; nothing is shown while it is typed at a terminal."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("证件号码(不显示):").strip()
    try:
        return sys.stdin.readline(200).strip()
    except (OSError, UnicodeDecodeError):
        raise Problem("标准输入读不了,请用 UTF-8 给出一行号码", SURROUNDINGS) from None


def _today() -> date:
    from clerk.casework.times import legal_date
    from clerk.desk.office import wall_clock

    return legal_date(wall_clock())


def _max_age(archive: Archive) -> int:
    """How old a list may be by this hall's policy."""
    from clerk.desk.opening import open_office

    return open_office(archive).policy.credit_list_days
