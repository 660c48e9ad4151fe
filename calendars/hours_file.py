"""The file format of office hours (docs/calendars.md): read strictly, with file, line and reason."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any, Final

from calendars.errors import HoursError
from calendars.hours import Exceptional, OfficeHours, Season, Session, in_order, recurrence
from calendars.tomltext import TomlText

_TOP: Final = {"name", "title", "confirmed", "note", "sources", "season", "except"}
_SEASON: Final = {"name", "from", "rule", "sessions"}
_EXCEPT: Final = {"name", "on", "rule", "sessions"}
_SESSION: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013~至]\s*(\d{1,2}):(\d{2})", re.ASCII)
_MONTH_DAY: Final = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_LEAP_YEAR: Final = 2000


def read(text: str, name: str) -> OfficeHours:
    """Office hours from the text of a file.

    Raises:
        HoursError: with file, line and reason.
    """
    return _Reader(text, name).hours()


class _Reader:
    """One file while it is read."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._toml = TomlText(text, self._error)

    def hours(self) -> OfficeHours:
        data = self._toml.data
        self._known(data, _TOP)
        confirmed = data.get("confirmed", False)
        if not isinstance(confirmed, bool):
            raise self._at("confirmed 只能是 true(本大厅已确认)或 false", "confirmed")
        seasons = tuple(self._season(table, index) for index, table in enumerate(self._tables("season")))
        if not seasons:
            raise self._at("没有 [[season]](季节);至少要有一个")
        if len({season.begins for season in seasons}) < len(seasons):
            raise self._at("两个季节从同一天开始", "season", len(seasons) - 1)
        return OfficeHours(
            self._word(data, "name"),
            self._word(data, "title"),
            confirmed,
            seasons,
            tuple(self._exception(table, index) for index, table in enumerate(self._tables("except"))),
        )

    def _season(self, table: dict[str, Any], index: int) -> Season:
        place = ("season", index)
        self._known(table, _SEASON, *place)
        if ("from" in table) == ("rule" in table):
            raise self._at('季节要么写 from(如 "05-01"),要么写 rule,二者写一个', *place)
        rule = self._rule(table, *place) if "rule" in table else self._yearly(table["from"], *place)
        return Season(self._word(table, "name", *place), rule, self._sessions(table, *place, empty=False))

    def _exception(self, table: dict[str, Any], index: int) -> Exceptional:
        place = ("except", index)
        self._known(table, _EXCEPT, *place)
        days = table.get("on", [])
        if not isinstance(days, list) or any(type(day) is not date for day in days):
            raise self._at("on 要写成日期的列表,如 [2026-10-01],日期不加引号", *place, "on")
        if bool(days) == ("rule" in table):
            raise self._at("例外要么写 on(哪几天),要么写 rule(哪些重复的日子),二者写一个", *place)
        return Exceptional(
            self._word(table, "name", *place),
            self._sessions(table, *place, empty=True),
            tuple(days),
            self._rule(table, *place) if "rule" in table else "",
        )

    def _yearly(self, text: object, *place: str | int) -> str:
        found = _MONTH_DAY.fullmatch(text) if isinstance(text, str) else None
        try:
            if found is None:
                raise ValueError
            begins = date(_LEAP_YEAR, int(found[1]), int(found[2]))
        except ValueError as error:
            raise self._at(f'from 要写成月-日,如 "05-01",不能是“{text}”', *place, "from") from error
        if (begins.month, begins.day) == (2, 29):
            raise self._at("季节不能从2月29日开始:不是每年都有", *place, "from")
        return f"FREQ=YEARLY;BYMONTH={begins.month};BYMONTHDAY={begins.day}"

    def _rule(self, table: dict[str, Any], *place: str | int) -> str:
        rule = table["rule"]
        try:
            if not isinstance(rule, str) or re.search(
                "FREQ=(HOURLY|MINUTELY|SECONDLY)|DTSTART|UNTIL|COUNT", rule
            ):
                raise ValueError
            recurrence(rule)
        except (ValueError, TypeError) as error:
            raise self._at(
                f'看不懂重复规则“{rule}”;请按 RFC 5545 写,如 "FREQ=WEEKLY;BYDAY=FR"', *place, "rule"
            ) from error
        return str(rule)

    def _sessions(self, table: dict[str, Any], *place: str | int, empty: bool) -> tuple[Session, ...]:
        texts = table.get("sessions")
        if not isinstance(texts, list) or not (texts or empty):
            raise self._at('缺少 sessions(开放时段),如 ["10:00-14:00", "16:00-20:00"]', *place)
        sessions = []
        for index, text in enumerate(texts):
            session = _session(text)
            if session is None:
                raise self._at(f'看不懂时段“{text}”;请写成 "10:00-14:00"', *place, "sessions", index)
            sessions.append(session)
        if not in_order(sessions):
            raise self._at("时段的先后不对:每段的结束要晚于开始,各段依次排列、不重叠", *place, "sessions")
        return tuple(sessions)

    def _tables(self, key: str) -> list[dict[str, Any]]:
        tables = self._toml.data.get(key, [])
        if not isinstance(tables, list) or any(not isinstance(table, dict) for table in tables):
            raise self._at(f"{key} 要写成 [[{key}]]", key)
        return tables

    def _word(self, table: dict[str, Any], key: str, *place: str | int) -> str:
        word = table.get(key)
        if not isinstance(word, str) or not word.strip():
            raise self._at(f"缺少 {key}(要有引号)", *place, key)
        return word

    def _known(self, table: dict[str, Any], keys: set[str], *place: str | int) -> None:
        for key in table:
            if key not in keys:
                raise self._at(f"不认识的字段 {key};可用的有:{'、'.join(sorted(keys))}", *place, key)

    def _at(self, reason: str, *place: str | int) -> HoursError:
        return self._error(self._toml.line(*place), reason)

    def _error(self, line: int, reason: str) -> HoursError:
        return HoursError(f"作息时间文件 {self._name} 第{line}行:{reason}")


def _session(text: object) -> Session | None:
    found = _SESSION.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, found.groups())
    try:
        return time(opens_hour, opens_minute), time(closes_hour, closes_minute)
    except ValueError:
        return None
