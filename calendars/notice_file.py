"""The file format of notices (docs/calendars.md): read strictly, with file, line and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from calendars.errors import NoticeError
from calendars.hijri import FEASTS, reckoned
from calendars.notices import CONFIRMED, FIRST_YEAR, REGIONS, DayOff, Feast, NoticeYear, Ruling, lawful_total
from calendars.tomltext import TomlText

_RULING: Final = {"title", "number", "issued", "sources", "note", "off", "work", "cancel_work"}
_TOP: Final = {*_RULING, "region", "year", "confidence", "checksum", "change", "feast", "replaces"}
_FEAST: Final = {"name", "reckoned", "confidence", "sources", "note", "off", "work", "cancel_work"}
_BLOCK: Final = {"name", "from", "to"}
KEYS: Final = _TOP | _FEAST | _BLOCK
"""Every key that a notice may have."""
_SURE: Final = (CONFIRMED, "medium", "low", "provisional", "none")
_LONGEST_BLOCK: Final = timedelta(days=31)
_LAST_YEAR: Final = 2100
REACH_BACK: Final = (12, 25)
"""From this day on a notice may rule over the year before its own (2018-12-29, CONTRACT)."""
TOLERANCE: Final = timedelta(days=7)
"""How far a feast may lie from its reckoned day (CONTRACT)."""
Place = tuple[str | int, ...]


def parse_notice(text: str, name: str, *, lines: bool = True) -> NoticeYear:
    """One notice-year from the text of a file; ``name`` is the file's, for errors.

    ``lines=False`` keeps no line numbers, for files that are known to be good.

    Raises:
        NoticeError: with file, line and reason.
    """
    year = _Reader(text, name).year()
    return year if lines else replace(year, lines={}, file="")


def wrong(name: str, line: int, reason: str) -> NoticeError:
    """An error of a notice file."""
    return NoticeError(f"放假通知文件 {name} 第{line}行:{reason}")


class _Reader:
    """One file while it is read."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._toml = TomlText(text, lambda line, reason: wrong(name, line, reason))
        self._lines: dict[date | str, int] = {}
        self._number = 0

    def year(self) -> NoticeYear:
        data = self._toml.data
        self._known(data, _TOP)
        region, year = self._region(data), self._year(data)
        whole = "off" in data or "feast" in data
        self._shape(data, region, whole)
        title = self._word(data, "title", required=whole)
        number = self._word(data, "number")
        feasts = tuple(
            self._feast(table, ("feast", i), title, number) for i, table in enumerate(self._tables("feast"))
        )
        rulings = [self._ruling(data, ())] if "off" in data else []
        rulings += [self._ruling(table, ("change", i)) for i, table in enumerate(self._tables("change"))]
        confidence = self._confidence(data, region)
        made = NoticeYear(
            region=region,
            year=year,
            title=title or rulings[-1].title,
            number=number,
            confidence=confidence,
            checksum=self._integer(data, "checksum") if "checksum" in data else None,
            rulings=tuple(rulings),
            feasts=feasts,
            amends=not whole,
            replaces=self._word(data, "replaces"),
            file=self._name,
            lines=self._lines,
        )
        self._agree(made)
        return replace(made, checksum=None) if made.assumed else made

    def _region(self, data: Mapping[str, Any]) -> str:
        region = self._word(data, "region", required=True)
        if region not in REGIONS:
            raise self._at(f"没有地区“{region}”;可用的有:{'、'.join(REGIONS)}", "region")
        return region

    def _year(self, data: Mapping[str, Any]) -> int:
        year = self._integer(data, "year")
        if not FIRST_YEAR <= year <= _LAST_YEAR:
            raise self._at(
                f"年度 {year} 不在 {FIRST_YEAR} 至 {_LAST_YEAR} 之间,工作日历从 {FIRST_YEAR} 年开始", "year"
            )
        self._lines["year"] = self._toml.line("year")
        self._number = year
        return year

    def _shape(self, data: Mapping[str, Any], region: str, whole: bool) -> None:
        if region == "national" and "feast" in data:
            raise self._at("全国通知没有 [[feast]];放假日期请写在 off 里", "feast")
        if region != "national" and ("off" in data or "work" in data):
            raise self._at("地区通知的放假日期请写在 [[feast]] 里", "off" if "off" in data else "work")
        if not whole and "change" not in data:
            raise self._at("没有放假安排:全国通知写 off,地区通知写 [[feast]],调整已知通知写 [[change]]")
        if not whole and "work" in data:
            raise self._at("补班日 work 要与 off 写在一起,或写在 [[change]] 里", "work")

    def _confidence(self, data: Mapping[str, Any], region: str) -> str:
        """How sure a national year is; a regional file says it feast by feast."""
        if region != "national":
            return ""
        word = self._word(data, "confidence") or CONFIRMED
        if word not in (CONFIRMED, "assumed"):
            raise self._at(f"confidence 只能是 {CONFIRMED}(读自通知)或 assumed(推定)", "confidence")
        return word

    def _feast(self, table: Mapping[str, Any], place: Place, title: str, number: str) -> Feast:
        self._known(table, _FEAST, *place)
        name = self._word(table, "name", *place, required=True)
        ruling = self._days(table, place, title, number, None)
        sure = self._word(table, "confidence", *place) or (CONFIRMED if ruling.off else "none")
        if sure not in _SURE:
            raise self._at(f"confidence 只能是 {'、'.join(_SURE)}", *place, "confidence")
        if sure == CONFIRMED and not ruling.off:
            raise self._at(f"{name}已确认,却没有放假日期 off", *place, "off")
        day = self._reckoned(table, place, name, ruling)
        for index, block in enumerate(ruling.off):
            if not day - TOLERANCE <= block.first <= block.last <= day + TOLERANCE:
                raise self._at(
                    f"{name}({block.first} 至 {block.last})离推算的 {day} 超过{TOLERANCE.days}日;"
                    "请核对日期,确实如此时在文件中写明 reckoned",
                    *place,
                    "off",
                    index,
                )
        return Feast(name, day, sure, ruling)

    def _reckoned(self, table: Mapping[str, Any], place: Place, name: str, ruling: Ruling) -> date:
        if "reckoned" in table:
            return self._date(table["reckoned"], *place, "reckoned")
        days = reckoned(name, self._number) if name in FEASTS else ()
        if days and ruling.off:
            return min(days, key=lambda day: abs(day - ruling.off[0].first))
        if days:
            return days[0]
        if ruling.off:
            return ruling.off[0].first
        raise self._at(f"{name}没有放假日期 off,也没有推算日期 reckoned", *place)

    def _ruling(self, table: Mapping[str, Any], place: Place) -> Ruling:
        if place:
            self._known(table, _RULING, *place)
        issued = self._date(table["issued"], *place, "issued") if "issued" in table else None
        title = self._word(table, "title", *place, required=True)
        return self._days(table, place, title, self._word(table, "number", *place), issued)

    def _days(
        self, table: Mapping[str, Any], place: Place, title: str, number: str, issued: date | None
    ) -> Ruling:
        blocks = self._list(table, "off", place)
        off = tuple(self._block(block, (*place, "off", i)) for i, block in enumerate(blocks))
        ordered = sorted(range(len(off)), key=lambda i: off[i].first)
        for one, two in pairwise(ordered):
            if off[two].first <= off[one].last:
                raise self._at(
                    f"{off[two].name}(自 {off[two].first})与{off[one].name}(至 {off[one].last})重叠",
                    *place,
                    "off",
                    two,
                )
        work = tuple(
            self._worked(day, (*place, "work", i)) for i, day in enumerate(self._list(table, "work", place))
        )
        cancelled = self._list(table, "cancel_work", place)
        cancel = tuple(self._date(day, *place, "cancel_work", i) for i, day in enumerate(cancelled))
        for index, day in enumerate(cancel):
            self._lines.setdefault(day, self._toml.line(*place, "cancel_work", index))
        if place[:1] == ("change",) and not (off or work or cancel):
            raise self._at("这一条调整没有内容:off、work、cancel_work 至少写一个", *place)
        return Ruling(title, number, off, work, cancel, issued)

    def _block(self, table: object, place: Place) -> DayOff:
        if not isinstance(table, dict):
            raise self._at('放假要写成 { name = "国庆节", from = 2026-10-01, to = 2026-10-07 }', *place)
        self._known(table, _BLOCK, *place)
        name = self._word(table, "name", *place, required=True)
        first, last = (self._date(table.get(key), *place, key, lacking=key) for key in ("from", "to"))
        if last < first:
            raise self._at(f"{name}的终日 {last} 早于始日 {first}", *place)
        if last - first > _LONGEST_BLOCK:
            raise self._at(f"{name}({first} 至 {last})的起止日期不合理:超过{_LONGEST_BLOCK.days}日", *place)
        block = DayOff(name, first, last)
        self._in_year(first, place)
        self._in_year(last, place)
        for day in block.days():
            self._lines.setdefault(day, self._toml.line(*place))
        return block

    def _worked(self, value: object, place: Place) -> date:
        day = self._date(value, *place)
        self._in_year(day, place)
        if day.weekday() < 5:
            raise self._at(f"{day}不能是补班日:它不是周末", *place)
        self._lines.setdefault(day, self._toml.line(*place))
        return day

    def _in_year(self, day: date, place: Place) -> None:
        month, first = REACH_BACK
        if not date(self._number - 1, month, first) <= day <= date(self._number, 12, 31):
            raise self._at(
                f"{day}不在{self._number}年内;只有上一年{month}月{first}日以后的日子可以由本年通知安排",
                *place,
            )

    def _agree(self, year: NoticeYear) -> None:
        """No day both off and worked, nothing cancelled that is not there, and the checksum holds."""
        off: dict[date, str] = {}
        work: set[date] = set()
        for ruling in year.every_ruling():
            for day in ruling.cancel_work:
                # Whether another notice has it worked is seen when the two meet.
                if (
                    day not in work
                    and day.year == year.year
                    and year.region == "national"
                    and not year.amends
                ):
                    raise self._on(day, f"取消的补班日 {day} 本来就不是补班日")
            work = work - set(ruling.cancel_work) | set(ruling.work)
            off |= {day: block.name for block in ruling.off for day in block.days()}
            for day in sorted(work & off.keys()):
                reason = f"{day}既放假({off[day]})又补班;请核对,改动通知取消的补班日写入 cancel_work"
                raise self._on(day, reason)
        if year.region == "national" and not year.amends and not year.assumed:
            check_total(year, self._toml.line("checksum" if year.checksum is not None else "off"))

    def _on(self, day: date, reason: str) -> NoticeError:
        return wrong(self._name, self._lines.get(day, 1), reason)

    def _tables(self, key: str) -> list[Mapping[str, Any]]:
        tables = self._toml.data.get(key, [])
        if not isinstance(tables, list) or any(not isinstance(table, dict) for table in tables):
            raise self._at(f"{key} 要写成 [[{key}]](两层方括号)", key)
        return tables

    def _list(self, table: Mapping[str, Any], key: str, place: Place) -> list[Any]:
        found = table.get(key, [])
        if not isinstance(found, list):
            raise self._at(f"{key} 要写成列表,用方括号括起", *place, key)
        return found

    def _word(self, table: Mapping[str, Any], key: str, *place: str | int, required: bool = False) -> str:
        word = table.get(key, "")
        if not isinstance(word, str):
            raise self._at(f"{key} 要写成带引号的文字", *place, key)
        if required and not word.strip():
            raise self._at(f"缺少字段 {key}", *place, key)
        return word.strip()

    def _integer(self, table: Mapping[str, Any], key: str) -> int:
        if key not in table:
            raise self._at(f"缺少字段 {key}", key)
        number = table[key]
        if not isinstance(number, int) or isinstance(number, bool):
            raise self._at(f"{key} 要写成不带引号的整数", key)
        return number

    def _date(self, value: object, *place: str | int, lacking: str = "") -> date:
        """A TOML local date; a quoted one or one with a time is refused."""
        if value is None:
            raise self._at(f"缺少字段 {lacking}", *place)
        if type(value) is not date:
            raise self._at(f"“{value}”不是日期;请写成 2026-10-01,不加引号", *place)
        return value

    def _known(self, table: Mapping[str, Any], keys: set[str], *place: str | int) -> None:
        for key in table:
            if key not in keys:
                raise self._at(f"不认识的字段 {key};可用的有:{'、'.join(sorted(keys))}", *place, key)

    def _at(self, reason: str, *place: str | int) -> NoticeError:
        return wrong(self._name, self._toml.line(*place), reason)


def check_total(year: NoticeYear, line: int) -> None:
    """The yearly checksum of a national year: as stated in the file, else as the law has it.

    Raises:
        NoticeError: it does not hold.
    """
    total = year.total()
    due = lawful_total(year.year) if year.checksum is None else year.checksum
    if total != due:
        stated = "" if year.checksum is not None else f";通知确实如此时,在文件中写明 checksum = {total}"
        raise wrong(
            year.file,
            line,
            f"{year.year}年的校验数(放假的平日数减补班日数)应为{due},实为{total};请核对放假和补班的日期{stated}",
        )
