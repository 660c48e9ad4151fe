"""``clerk calendar status``: which official notices are known, up to when, and what is provisional."""

from __future__ import annotations

import argparse
from typing import Any

from calendars import WorkCalendar
from calendars.notices import NoticeYear, Ruling
from clerk.cli.calendar import REGION_WORDS, calendar_of, shelf_of
from clerk.cli.columns import columns
from clerk.cli.frame import OK, emit

_STATE_WORDS = {"known": "已知", "unconfirmed": "未经确认", "unknown": "未找到", "assumed": "推定(尚无通知)"}


def run_status(args: argparse.Namespace) -> int:
    """Tell what the calendar of the region rests on."""
    calendar = calendar_of(args)
    shelf = shelf_of(args)
    national = shelf.years("national")
    notices = [entry for year in national for entry in _national(year)]
    if calendar.region != "national":
        notices += [entry for year in shelf.years(calendar.region) for entry in _regional(year)]
    data = {
        "region": calendar.region,
        "calendar": calendar.version,
        "first": str(calendar.first),
        "last": str(calendar.last),
        "known_through": max(year.year for year in national if not year.assumed),
        "notices": notices,
        "imported": [str(file) for file in shelf.files()],
        "provisional": _provisional(calendar),
    }
    emit(args, data, lambda: _text(data))
    return OK


def _national(year: NoticeYear) -> list[dict[str, Any]]:
    state = "assumed" if year.assumed else "known"
    return [_entry("national", year.year, ruling, state, "") for ruling in year.rulings]


def _regional(year: NoticeYear) -> list[dict[str, Any]]:
    feasts = [_entry(year.region, year.year, feast.ruling, feast.state, feast.name) for feast in year.feasts]
    return feasts + [_entry(year.region, year.year, ruling, "known", "") for ruling in year.rulings]


def _entry(region: str, year: int, ruling: Ruling, state: str, feast: str) -> dict[str, Any]:
    return {
        "region": region,
        "year": year,
        "title": ruling.title,
        "number": ruling.number,
        "issued": str(ruling.issued) if ruling.issued else "",
        "feast": feast,
        "state": state,
        "days_off": [{"name": off.name, "from": str(off.first), "to": str(off.last)} for off in ruling.off],
        "worked": [str(day) for day in ruling.work],
    }


def _provisional(calendar: WorkCalendar) -> list[dict[str, Any]]:
    return [
        {"from": str(first), "to": str(last), "missing": list(missing)}
        for first, last, missing in calendar.doubtful_spans()
    ]


def _text(data: dict[str, Any]) -> str:
    head = (
        f"{REGION_WORDS[data['region']]}日历:{data['first']} 至 {data['last']}"
        f"(全国放假通知已知到{data['known_through']}年,其后为推定)\n版本:{data['calendar']}"
    )
    rows = [("地区", "年度", "状态", "文号", "通知")]
    rows += [
        (
            REGION_WORDS[entry["region"]],
            str(entry["year"]),
            _STATE_WORDS[entry["state"]],
            entry["number"] or "未见文号",
            entry["title"] + (f"({entry['feast']})" if entry["feast"] else ""),
        )
        for entry in data["notices"]
    ]
    imported = "".join(f"\n导入的通知:{file}" for file in data["imported"])
    spans = [("自", "至", "缺少的通知")]
    spans += [(span["from"], span["to"], ";".join(span["missing"])) for span in data["provisional"]]
    return f"{head}\n\n{columns(rows)}{imported}\n\n暂定的日期:\n{columns(spans)}"
