"""Dates in words (日期): what stands beside a date, without the words of any paper."""

from __future__ import annotations

from datetime import date


def beside_words(due: date, printed: date | None, by_calendar: date | None, national: date | None) -> str:
    """The dates that stand beside ``due``: each is named, none stands without what it is.

    ``by_calendar`` is set where a printed date stands against what the calendar gives now; of the two
    the more favourable holds. ``national`` is the date by the national calendar alone (LAW default 4).
    """
    told = []
    if by_calendar is not None and by_calendar != due:
        told.append(f"文书所载;按现行日历{by_calendar}")
    elif printed is not None and printed != due:
        told.append(f"按现行日历;文书所载{printed}")
    if national is not None and national != due:
        told.append(f"全国日历{national}")
    return f"({';'.join(told)})" if told else ""
