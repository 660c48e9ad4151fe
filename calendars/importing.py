"""Taking in an official notice (导入放假通知): read it strictly, then see how it fits what is known.

>>> from calendars.notices import read_years
>>> known = read_years("national")
>>> check_against(known[0], known) is None  # a notice that is known already: nothing to do
True
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from calendars.errors import NoticeConflictError, NoticeError
from calendars.notice_file import check_total, parse_notice
from calendars.notices import Feast, NoticeYear, Ruling

_LARGEST: Final = 1 << 20
_SAME_FEAST: Final = timedelta(days=60)
"""A feast comes twice in one year at most, eleven months apart."""


def read_notice(path: Path) -> NoticeYear:
    """One notice from a file (docs/calendars.md).

    Raises:
        NoticeError: with file, line and reason.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NoticeError(f"读不了放假通知文件 {path}({error.strerror})") from error
    return decode_notice(data, str(path))


def decode_notice(data: bytes, name: str) -> NoticeYear:
    """One notice from the bytes of a file; ``name`` is the file's, for errors.

    Raises:
        NoticeError: with file, line and reason.
    """
    if len(data) > _LARGEST:
        raise NoticeError(f"放假通知文件 {name} 太大({len(data)} 字节),不像是通知")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NoticeError(f"放假通知文件 {name} 第{line}行:不是 UTF-8 编码;请另存为 UTF-8") from error
    return parse_notice(text.replace("\r\n", "\n"), name)


def check_against(new: NoticeYear, known: Sequence[NoticeYear]) -> NoticeYear | None:
    """What is known of the notice's year once it is taken in; None where nothing changes.

    ``known`` are notice-years of any regions and years. A year that is only assumed is replaced, a
    feast that is not confirmed becomes so, a change is added to its year.

    Raises:
        NoticeConflictError: what is known says otherwise; both are named.
        NoticeError: a change to a year that is not known, or one after which the checksum fails.
    """
    old = _known(new, known)
    merged = _merged(new, old)
    if old is not None and _content(merged) == _content(old):
        return None
    for other in known:
        # A region's days off lie on top of the national ones: they stay whatever a later national notice
        # says of them, and its author cannot be asked to mention them.
        below = new.region == "national" and other.region != "national"
        if other is not old and not other.assumed and not below:
            _check_days(merged, other)
    return merged


def merge(new: NoticeYear, known: Sequence[NoticeYear]) -> NoticeYear | None:
    """As :func:`check_against`, but where they contradict each other the new one holds.

    For a notice that was checked when it was taken in, over built-in tables that have changed since.

    Raises:
        NoticeError: a change to a year that is not known.
    """
    old = _known(new, known)
    merged = _merged(new, old, force=True)
    return None if old is not None and _content(merged) == _content(old) else merged


def _known(new: NoticeYear, known: Sequence[NoticeYear]) -> NoticeYear | None:
    return next((one for one in known if (one.region, one.year) == (new.region, new.year)), None)


def _merged(new: NoticeYear, old: NoticeYear | None, *, force: bool = False) -> NoticeYear:
    if new.amends:
        return _amended(new, old, force)
    if old is None or old.assumed:
        return new
    if new.replaces:
        if new.replaces not in (old.number, old.title) and not force:
            raise _conflict(new, old, f"replaces 写的“{new.replaces}”不是已知通知的文号或标题")
        return new
    if new.region == "national":
        return _whole(new, old, force)
    return replace(
        old,
        title=new.title or old.title,
        number=new.number or old.number,
        feasts=_feasts(new, old, force),
        rulings=_rulings(old.rulings, new.rulings),
        file=new.file,
        lines=new.lines,
    )


def _amended(new: NoticeYear, old: NoticeYear | None, force: bool) -> NoticeYear:
    """The known year with the changes added that it does not have yet."""
    line = new.lines.get("year", 1)
    if old is None or old.assumed:
        reason = f"{new.year}年的通知还不知道,无从调整;请先导入该年的通知"
        raise NoticeError(f"放假通知文件 {new.file} 第{line}行:{reason}")
    merged = replace(
        old,
        rulings=_rulings(old.rulings, new.rulings),
        checksum=new.checksum,
        file=new.file,
        lines=new.lines,
    )
    if merged.rulings != old.rulings and not force:
        _check_amended(merged, old)
        if new.region == "national":
            check_total(merged, line)
    return replace(merged, checksum=merged.total()) if new.region == "national" else merged


def _check_amended(merged: NoticeYear, old: NoticeYear) -> None:
    off, work = merged.days_off(), set(old.worked())
    for ruling in merged.rulings[len(old.rulings) :]:
        for day in ruling.cancel_work:
            if day not in work and day.year == merged.year and merged.region == "national":
                raise _conflict(merged, old, f"取消的补班日 {day} 本来就不是补班日", day)
        work = (work - set(ruling.cancel_work)) | set(ruling.work)
    for day in sorted(work & off.keys()):
        raise _conflict(merged, old, f"{day}既放假又补班;取消的补班日写入 cancel_work", day)


def _whole(new: NoticeYear, old: NoticeYear, force: bool) -> NoticeYear:
    """A whole year over one that is known: the same, or the same with more changes, or with fewer."""
    olds, news = list(map(_days_of, old.rulings)), list(map(_days_of, new.rulings))
    if news == olds[: len(news)]:
        return old
    if olds == news[: len(olds)]:
        return replace(new, rulings=old.rulings + new.rulings[len(olds) :])
    if force:
        return new
    ways = f'调整请用 [[change]],确要替换请写 replaces = "{old.number or old.title}"'
    raise _conflict(new, old, f"{new.year}年已有通知,内容不同;{ways}")


def _rulings(old: tuple[Ruling, ...], new: Iterable[Ruling]) -> tuple[Ruling, ...]:
    said = {_days_of(ruling) for ruling in old}
    return old + tuple(ruling for ruling in new if _days_of(ruling) not in said)


def _feasts(new: NoticeYear, old: NoticeYear, force: bool) -> tuple[Feast, ...]:
    """The known feasts with those of the new notice in their places."""
    feasts = list(old.feasts)
    for feast in new.feasts:
        at = next((i for i, one in enumerate(feasts) if _same_feast(one, feast)), None)
        if at is None:
            feasts.append(feast)
            continue
        one = feasts[at]
        if one.confirmed and not force and not _same_days(one.ruling, feast.ruling):
            ways = f'确要替换请写 replaces = "{old.number or old.title}"'
            day = feast.ruling.off[0].first if feast.ruling.off else None
            raise _conflict(new, old, f"{feast.name}的放假日期与已确认的不同;{ways}", day)
        # A confirmed feast does not become doubtful again, and keeps the notice it was read in.
        numbered = feast.ruling.number and not one.ruling.number
        if not one.confirmed or (feast.confirmed and (force or numbered)):
            feasts[at] = feast
    return tuple(sorted(feasts, key=lambda feast: feast.reckoned))


def _same_feast(one: Feast, other: Feast) -> bool:
    return one.name == other.name and abs(one.reckoned - other.reckoned) < _SAME_FEAST


def _same_days(one: Ruling, other: Ruling) -> bool:
    def days(ruling: Ruling) -> tuple[object, ...]:
        off = {day for block in ruling.off for day in block.days()}
        return off, set(ruling.work), set(ruling.cancel_work)

    return days(one) == days(other)


def _content(year: NoticeYear) -> tuple[object, ...]:
    """What a notice-year says, without how its file words it."""
    feasts = tuple(
        (feast.name, feast.reckoned, feast.confirmed, _days_of(feast.ruling)) for feast in year.feasts
    )
    return year.assumed, feasts, tuple(_days_of(ruling) for ruling in year.rulings)


def _days_of(ruling: Ruling) -> tuple[object, ...]:
    off = tuple(sorted((block.first, block.last) for block in ruling.off))
    return ruling.number, off, tuple(sorted(ruling.work)), tuple(sorted(ruling.cancel_work))


def _check_days(new: NoticeYear, other: NoticeYear) -> None:
    """Two notices may rule over one day (a year's end, a region's feast), but not against each other."""
    cancelled = {day for ruling in new.every_ruling() for day in ruling.cancel_work}
    cancelled |= {day for ruling in other.every_ruling() for day in ruling.cancel_work}
    off, work = new.days_off(), new.worked()
    for day in sorted((off.keys() & other.worked()) - cancelled):
        raise _conflict(
            new, other, f"{day}在此放假({off[day]}),在已知通知中补班;取消的补班日写入 cancel_work", day
        )
    for day in sorted((work & other.days_off().keys()) - cancelled):
        raise _conflict(new, other, f"{day}在此补班,在已知通知中放假", day)


def _conflict(new: NoticeYear, old: NoticeYear, reason: str, day: date | None = None) -> NoticeConflictError:
    line = new.lines.get(day or "year", new.lines.get("year", 1))
    return NoticeConflictError(
        f"放假通知文件 {new.file} 第{line}行:{reason}。与已知的{old.cited}冲突,没有导入"
    )
