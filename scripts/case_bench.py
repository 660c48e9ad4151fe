"""What ``bench_calendars.py`` measures of cases: folding one with its clocks, and all dates judged anew.

The figures come from real acts on real encrypted archives; only the 100,000 rows are written without
their acts, which nobody reads when a notice changes the calendar.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

from calendars import load_calendar
from clerk.archive.archive import Archive
from clerk.archive.files import CLOCK_COLUMNS, COLUMNS, FileRow, file_row
from clerk.archive.folding import terms_of
from clerk.archive.home import Clerk, Home, Settings
from clerk.archive.recomputing import DATES_BY, Recomputed, recompute
from clerk.casework import acts as a
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from clerk.casework.policy import load_profile
from clerk.casework.times import BEIJING
from clerk.catalogue.files import load_builtin
from clerk.catalogue.items import Item
from clerk.desk.office import Done
from clerk.practice.sandbox import Sandbox

PERSON = a.Person("演练员", id_type="居民身份证", id_number="650203199003074518", phone="13909901234")
OPEN_CASES = 100_000
NOTICE = """\
region = "national"
year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "invented for a benchmark"
issued = 2026-11-20
sources = ["invented for a benchmark: no notice for 2027 is known"]
off = [
  { name = "元旦", from = 2026-12-31, to = 2027-01-02 },
  { name = "春节", from = 2027-02-05, to = 2027-02-11 },
  { name = "清明节", from = 2027-04-03, to = 2027-04-05 },
  { name = "劳动节", from = 2027-05-01, to = 2027-05-05 },
  { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
  { name = "国庆节", from = 2027-10-01, to = 2027-10-07 },
]
work = [2026-12-27, 2027-02-14, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def moment(text: str) -> datetime:
    """A time in Beijing."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def timed(what: Callable[[], object], times: int) -> float:
    """Seconds for one call, over so many."""
    start = time.perf_counter()
    for _ in range(times):
        what()
    return (time.perf_counter() - start) / times


def fold_times(rounds: int) -> tuple[tuple[float, ...], str]:
    """Seconds for folding a case of 40 acts or more with all its clocks, and a word about the case."""
    acts, terms = forty_acts()
    now = moment("2025-11-17T13:00")
    case = fold(acts, terms, now)
    papers = sum(act.kind == "issue" for act in acts)
    note = f"{len(acts)} acts, {papers} of them papers; {len(case.deadlines)} clocks"
    return tuple(timed(lambda: fold(acts, terms, now), 200) for _ in range(rounds)), note


def forty_acts() -> tuple[list[a.Act], Terms]:
    """A case with a long life, each act allowed by the rule book and with the papers that it owes."""
    with Sandbox(moment("2025-09-26T11:00"), load_profile("hall_default")) as box:
        item = _item("XK-05")
        later = next(one.name for one in item.materials if one.tolerable)
        done = box.office().receive(item, PERSON, {later: a.Finding("missing")})
        assert isinstance(done, Done), done
        number, department = done.case.number, f"dept:{done.case.department}"
        for at, role, body in _life(later, department):
            box.clock.set(moment(at))
            box.office().open_day()
            found = box.office(role).act(number, body)
            assert isinstance(found, Done), found
        acts = box.archive.read.acts(number)
        return acts, terms_of(box.archive.read, acts[0].body)


def _life(later: str, department: str) -> Iterator[tuple[str, a.Role, a.AnyBody]]:
    yield "2025-09-26T11:20", "clerk", a.AcceptIncomplete((later,), True)
    yield "2025-09-26T12:00", "clerk", a.Route(department)
    yield "2025-09-26T16:00", "department", a.SignFor()
    yield "2025-09-28T11:00", "department", a.StartSpecial("hearing", 10, "wd", True, True)
    for n in range(6):
        yield f"2025-10-09T11:{n:02}", "department", a.Note(f"评审第{n}次记录")
    yield "2025-10-13T11:00", "department", a.EndSpecial("通过")
    yield "2025-10-14T11:00", "department", a.AskOpinion("发展和改革委员会", 5, "wd", "是否符合规划")
    yield "2025-10-16T11:00", "department", a.Publicise(10, "d")
    yield "2025-10-17T11:00", "department", a.GiveOpinion("发展和改革委员会", True)
    yield "2025-10-17T12:00", "clerk", a.Complete({later: a.Finding("ok")})
    yield "2025-10-20T12:00", "department", a.Extend(10, "wd", "局长", "情况复杂")
    for n in range(14):
        yield f"2025-10-21T11:{n:02}", "department", a.Note(f"审查第{n}次记录")
    yield "2025-11-03T12:00", "department", a.Decide("grant")


def recompute_times(folder: Path, rounds: int) -> tuple[tuple[float, ...], tuple[float, ...], str]:
    """Seconds for judging all open dates anew after a notice; and where nothing changes; and how many did.

    Each round is a new archive with the same rows.
    """
    rows, now = list(open_rows()), moment("2026-12-21T10:00")
    times, idle, note = [], [], ""
    notice = folder / "notice.toml"
    notice.write_text(NOTICE, "utf-8")
    for n in range(rounds):
        archive = filled(folder / f"home{n}", rows)
        with archive.write() as writer:
            writer.remember(DATES_BY, "")
        idle.append(_judged(archive, now)[0])
        archive.shelf.add(notice)
        took, found = _judged(archive, now)
        times.append(took)
        note = f"{found.cases} open, {found.changed} rows written, {found.moved} dates told"
        archive.close()
    return tuple(times), tuple(idle), note


def _judged(archive: Archive, now: datetime) -> tuple[float, Recomputed]:
    start = time.perf_counter()
    found = recompute(archive, now, _shown)
    return time.perf_counter() - start, found


def _shown(done: int, total: int) -> None:
    print(f"\r{done}/{total} ", end="" if done < total else "\r", file=sys.stderr, flush=True)


def filled(path: Path, rows: Sequence[FileRow]) -> Archive:
    """A new archive with so many open cases: these rows in turn, each with a number of its own."""
    settings = Settings("测试大厅", "W01", (Clerk("c1", "演练员"),), "d0123456789ab")
    archive = Archive.create(Home(path), settings, bytes(range(32)))
    names, clock_names = (*COLUMNS, "inputs"), ("case_no", "n", *CLOCK_COLUMNS)
    insert = "INSERT INTO {} ({}) VALUES ({})"
    case_values, clock_values = [], []
    for n, row in zip(range(OPEN_CASES), cycle(rows), strict=False):
        number = f"B{n:08}"
        values = {name: getattr(row, name) for name in names} | {"number": number, "flags": ""}
        case_values.append(tuple(map(_stored, values.values())))
        clock_values += [
            (number, at, *map(_stored, (getattr(clock, name) for name in CLOCK_COLUMNS)))
            for at, clock in enumerate(row.clocks)
        ]
    with archive.write() as writer:
        writer.many(insert.format("case_file", ", ".join(names), ", ".join("?" * len(names))), case_values)
        marks = ", ".join("?" * len(clock_names))
        writer.many(insert.format("clock", ", ".join(clock_names), marks), clock_values)
    return archive


def _stored(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def open_rows() -> Iterator[FileRow]:
    """Distinct open cases: every built-in item, received on each open day of ten weeks, as it then stands."""
    policy, calendar = load_profile("hall_default"), load_calendar("xinjiang")
    for item in load_builtin().items:
        terms = Terms(item, policy, calendar, load_calendar("national"))
        day = date(2026, 10, 9)
        while day < date(2026, 12, 21):
            if calendar.is_working_day(day):
                yield from _as_it_stands(terms, day)
            day += timedelta(days=1)


def _as_it_stands(terms: Terms, day: date) -> Iterator[FileRow]:
    """Accepted; with something deferred, where that may be; in the last days also not answered yet."""
    later = next((one.name for one in terms.item.materials if one.tolerable), "")
    yield _row(terms, day, a.Accept())
    if later and terms.item.tolerance_allowed:
        yield _row(terms, day, a.AcceptIncomplete((later,), True))
    if day > date(2026, 12, 15):
        yield _row(terms, day, None)


def _row(terms: Terms, day: date, body: a.AnyBody | None) -> FileRow:
    """A case of these acts with the papers that state its dates."""
    item, policy = terms.item, terms.policy
    by = a.Actor(id="c1", name="演练员", role="clerk", desk="window:W01")
    at = datetime.combine(day, datetime.min.time(), BEIJING) + timedelta(hours=11)
    opening = a.Receive(
        *(item.id, item.version, item.name, item.department, PERSON, policy.profile, policy.version),
        region="xinjiang",
    )
    acts = [a.Act("B", at, by, opening)]
    for step in (None, body):
        if step is not None:
            acts.append(a.Act("B", at, by, step))
        stands = fold(acts, terms, at).deadlines
        states = tuple(a.Stated(one.what, one.due, one.material) for one in stands if one.awaited)
        acts.append(a.Act("B", at, by, a.Issue("receipt", "号", "receipt/1", {}, "0" * 64, states)))
    return file_row(fold(acts, terms, moment("2026-12-21T09:00")))


def _item(code: str) -> Item:
    found = load_builtin().get(code)
    assert found is not None, code
    return found
