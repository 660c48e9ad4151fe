"""``clerk due``, ``clerk days``, ``clerk calendar``: the working calendars, asked from a script.

They rest on the built-in notices and on those imported into the home (``HOME/notices``).
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any, Final

from calendars import CalendarError, DayLine, Due, Period, PeriodError, WorkCalendar
from calendars.shelf import Shelf, ShelfError
from calendars.wording import weekday
from clerk.cli.columns import columns
from clerk.cli.frame import BAD_INPUT, OK, SURROUNDINGS, Problem, emit, hall_region, home_path

REGION_WORDS: Final = {"national": "全国", "xinjiang": "新疆"}
_DATE: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


def register(name: str, parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command ``name``."""
    {"due": _register_due, "days": _register_days, "calendar": _register_calendar}[name](parser)


def read_date(text: str) -> date:
    """A date as a clerk types it: 2025-05-30, 2025/5/30, 2025年5月30日, full-width digits too.

    Raises:
        Problem: it is no date.
    """
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise Problem(f"看不懂日期“{text[:40]}”;请写成 2025-05-30 这样")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise Problem(f"没有“{text[:40]}”这一天;请核对年、月、日") from error


def day_text(day: date) -> str:
    """A date with its weekday: 2025-06-12(周四)."""
    return f"{day}({weekday(day)})"


def _register_due(parser: argparse.ArgumentParser) -> None:
    parser.description = "算到期日。起算日不计入,从次日起算。"
    parser.add_argument("start", metavar="START", help="起算日,如 2025-05-30")
    parser.add_argument("limit", metavar="LIMIT", help="期限:5wd 工作日,10d 自然日,3m 月,now 当场")
    _add_region(parser)
    parser.add_argument("--explain", action="store_true", help="逐日说明")
    parser.set_defaults(run=run_due)


def _register_days(parser: argparse.ArgumentParser) -> None:
    parser.description = "数工作日:FROM 之后至 TO(含当日)。"
    parser.add_argument("after", metavar="FROM", help="这一天不计入")
    parser.add_argument("until", metavar="TO", help="这一天计入")
    _add_region(parser)
    parser.set_defaults(run=run_days)


def _register_calendar(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="操作", required=True)
    status = actions.add_parser("status", help="已知哪些放假通知,到哪一天为止,哪些日期是暂定的")
    _add_region(status)
    status.set_defaults(run=_run_status)
    words = "导入放假通知(国家的、地区的、年中调整的);格式见 docs/calendars.md"
    take = actions.add_parser(
        "import", help=words, description=words + "。几个文件要么全部导入,要么都不导入。"
    )
    take.add_argument("files", metavar="FILE", nargs="+", type=Path, help="通知文件(TOML)")
    take.add_argument("--check", action="store_true", help="只核对,不导入")
    _add_region(take)
    take.set_defaults(run=_run_import)
    moved = actions.add_parser("affected", help="最近一次放假通知变动了哪些在办件的期限,哪些须告知申请人")
    moved.set_defaults(run=_run_affected)


def _run_affected(args: argparse.Namespace) -> int:
    from clerk.cli.calendar_affected import run_affected

    return run_affected(args)


def _run_status(args: argparse.Namespace) -> int:
    from clerk.cli.calendar_status import run_status

    return run_status(args)


def _run_import(args: argparse.Namespace) -> int:
    from clerk.cli.calendar_import import run_import

    return run_import(args)


def _add_region(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--region", metavar="R", help="xinjiang(新疆)或 national(全国);默认按本大厅的设置")


def shelf_of(args: argparse.Namespace) -> Shelf:
    """The imported notices of the home that the command names."""
    return Shelf(home_path(args) / "notices")


def region_of(args: argparse.Namespace) -> str:
    """The region that was asked for: --region, else the hall's, else Xinjiang."""
    return args.region or hall_region(args)


def calendar_problem(error: CalendarError) -> Problem:
    """A calendar's error as a problem: damaged imports are surroundings, the rest is bad input."""
    return Problem(str(error), SURROUNDINGS if isinstance(error, ShelfError) else BAD_INPUT)


def calendar_of(args: argparse.Namespace, region: str = "") -> WorkCalendar:
    """The calendar of ``region``, else of the one that was asked for, imported notices included.

    Raises:
        Problem: there is no such region, or what was imported is damaged.
    """
    try:
        return shelf_of(args).calendar(region or region_of(args))
    except CalendarError as error:
        raise calendar_problem(error) from error


def run_due(args: argparse.Namespace) -> int:
    """``clerk due START LIMIT``."""
    start = read_date(args.start)
    calendar = calendar_of(args)
    try:
        period = Period.parse(args.limit)
        due = calendar.due(start, period)
        lines = calendar.explain(start, period) if args.explain else None
    except PeriodError as error:
        raise Problem(str(error)) from error
    except CalendarError as error:
        raise Problem(f"{error};起算日 {start},期限 {period.text}") from error
    emit(args, _due_data(calendar, due, lines), lambda: _due_text(args, calendar, due, lines))
    return OK


def _due_data(calendar: WorkCalendar, due: Due, lines: tuple[DayLine, ...] | None) -> dict[str, Any]:
    """The answer as CONTRACT shapes it."""
    data: dict[str, Any] = {
        "start": str(due.start),
        "limit": {"n": due.period.n, "unit": due.period.unit},
        "region": calendar.region,
        "due": str(due.due),
        "provisional": due.provisional,
        "missing": list(due.missing),
        "calendar": calendar.version,
    }
    if lines is not None:
        data["days"] = [_line_data(line) for line in lines]
    return data


def _line_data(line: DayLine) -> dict[str, Any]:
    if line.counts:
        return {"date": str(line.date), "counts": True, "n": line.n}
    return {"date": str(line.date), "counts": False, "why": line.why, "source": line.source}


def _due_text(
    args: argparse.Namespace, calendar: WorkCalendar, due: Due, lines: tuple[DayLine, ...] | None
) -> str:
    region = REGION_WORDS[calendar.region]
    text = [f"{day_text(due.start)}起{due.period.text},{region}日历到期日:{day_text(due.due)}"]
    if calendar.region != "national":
        text.append(_beside(args, due))
    if due.provisional:
        text.append(f"暂定日期,以下通知可能使它变动:{';'.join(due.missing)}")
    if lines:
        text += ["", columns([("日期", "星期", "计数", "说明", "依据"), *map(_line_row, lines)])]
    return "\n".join(text)


def _beside(args: argparse.Namespace, due: Due) -> str:
    """The date by the national calendar alone (LAW, default 4: it stands beside)."""
    try:
        other = calendar_of(args, "national").due(due.start, due.period)
    except CalendarError as error:
        return f"仅按全国日历:{error}"
    return f"仅按全国日历:{other.due}" + ("(相同)" if other.due == due.due else "")


def _line_row(line: DayLine) -> tuple[str, ...]:
    count = f"第{line.n}日" if line.counts else "不计"
    return (str(line.date), weekday(line.date), count, line.why, line.source)


def run_days(args: argparse.Namespace) -> int:
    """``clerk days FROM TO``."""
    after, until = read_date(args.after), read_date(args.until)
    if until < after:
        raise Problem(f"终日 {until} 早于始日 {after};请把较早的日期写在前面")
    calendar = calendar_of(args)
    try:
        count = calendar.count_working_days(after, until)
    except CalendarError as error:
        raise Problem(f"{error};所问为 {after} 至 {until}") from error
    missing = calendar.missing_between(after, until)
    data = {
        "from": str(after),
        "to": str(until),
        "region": calendar.region,
        "working_days": count,
        "provisional": bool(missing),
        "missing": list(missing),
        "calendar": calendar.version,
    }
    text = f"{day_text(after)}之后至{day_text(until)},{REGION_WORDS[calendar.region]}日历共{count}个工作日"
    if missing:
        text += f"\n暂定,以下通知可能使它变动:{';'.join(missing)}"
    emit(args, data, text)
    return OK
