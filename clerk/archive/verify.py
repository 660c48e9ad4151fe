"""Verification (校验): the chain over the exact bytes, every act, every read model against a fresh fold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from clerk.archive.errors import DamagedError
from clerk.archive.files import FileRow, file_row
from clerk.archive.folding import load_case
from clerk.archive.recomputing import DATED, DATES_BY, calendars_known
from clerk.casework.acts import UnknownAct, decode
from clerk.casework.times import BEIJING, legal_date
from sync import envelope

if TYPE_CHECKING:
    from clerk.archive.reader import Reader

_PAGE = 2000
_CASES = "SELECT case_no FROM journal GROUP BY case_no HAVING sum(kind <> 'consult')"
"""Files that are cases: a consultation that came before any application is a file of its own (首问负责)."""


@dataclass(slots=True)
class Verdict:
    """What was looked at and what was found wrong; ``newer`` lines are kept but not understood."""

    lines: int = 0
    cases: int = 0
    problems: list[str] = field(default_factory=list)
    newer: int = 0

    @property
    def good(self) -> bool:
        """Whether everything held."""
        return not self.problems


def verify(
    reader: Reader, now: datetime, number: str | None = None, progress: Callable[[int], None] | None = None
) -> Verdict:
    """Check the whole archive, or one case (R86). Every problem names the line or the case."""
    verdict = Verdict()
    if number is None:
        _chain(reader, verdict, progress)
        numbers = reader.numbers()
        journalled = {row[0] for row in reader.rows(_CASES)}
        verdict.problems += [f"案卷 {no}:日志中有记录,目录中没有" for no in sorted(journalled - set(numbers))]
    else:
        numbers = [number]
        verdict.lines = len(reader.lines(number))
    # Dates that still rest on another calendar are judged anew when the day is opened: no fault either.
    aside = () if reader.mark(DATES_BY) == calendars_known(reader) else DATED
    for one in numbers:
        _case(reader, one, now, verdict, aside)
    return verdict


def _chain(reader: Reader, verdict: Verdict, progress: Callable[[int], None] | None) -> None:
    heads: dict[tuple[str, int], tuple[str, int]] = {}
    for key, number, kind, device, epoch, digest, line in _stored(reader):
        verdict.lines += 1
        problem = _line_problem(line, digest, heads.get((device, epoch), (envelope.GENESIS, 0)))
        problem = problem or _columns_problem(line, (number, kind, device, epoch))
        if problem:
            verdict.problems.append(f"日志第{key}行(案卷 {number},设备 {device}):{problem}")
        previous = heads.get((device, epoch), (envelope.GENESIS, 0))
        heads[device, epoch] = (digest, previous[1] + 1)
        if progress and verdict.lines % _PAGE == 0:
            progress(verdict.lines)
    # The chain alone cannot miss its own last line; the outbox names every line that was written.
    lost = reader.rows("SELECT journal_id FROM outbox WHERE journal_id NOT IN (SELECT id FROM journal)")
    verdict.problems += [f"日志第{row[0]}行不见了(待发件里有,日志里没有)" for row in lost]


def _stored(reader: Reader) -> Iterator[tuple[int, str, str, str, int, str, bytes]]:
    after = 0
    while True:
        columns = "id, case_no, kind, device, epoch, hash, line"
        sql = f"SELECT {columns} FROM journal WHERE id > ? ORDER BY id LIMIT {_PAGE}"
        page = reader.rows(sql, [after])
        if not page:
            return
        for key, number, kind, device, epoch, digest, line in page:
            yield key, number, kind, device, epoch, digest, bytes(line)
        after = page[-1][0]


def _line_problem(line: bytes, digest: str, previous: tuple[str, int]) -> str:
    if envelope.digest(line) != digest:
        return "内容被改动(哈希不符)"
    try:
        opened = envelope.decode(line)
    except envelope.EnvelopeError:
        return "格式不认识"
    if opened.seq != previous[1] + 1:
        return f"链条中断:应为第{previous[1] + 1}号,实为第{opened.seq}号"
    return "" if opened.prev == previous[0] else "链条中断:与上一行不相接"


def _columns_problem(line: bytes, columns: tuple[str, str, str, int]) -> str:
    """What finds a line must say what the line says; else lists would look elsewhere than the chain."""
    opened = envelope.decode(line)
    written = (opened.subject, opened.kind, opened.device, opened.epoch)
    return "" if written == columns else "日志的目录列与内容不符"


def _case(reader: Reader, number: str, now: datetime, verdict: Verdict, aside: Sequence[str]) -> None:
    verdict.cases += 1
    lines = reader.lines(number)
    if not lines:
        verdict.problems.append(f"案卷 {number}:没有任何记录")
        return
    hashes = reader.rows("SELECT hash FROM journal WHERE case_no = ? ORDER BY id", [number])
    for n, (line, (digest,)) in enumerate(zip(lines, hashes, strict=True), 1):
        if envelope.digest(line) != digest:
            verdict.problems.append(f"案卷 {number}:第{n}个行为被改动(哈希不符)")
            return
    try:
        for line in lines:
            opened = envelope.decode(line)
            if opened.subject != number or decode(bytes(opened.act)).case != number:
                raise ValueError("line of another case")
        case = load_case(reader, number, _written_on(reader, number, now))
    except UnknownAct:
        verdict.newer += 1
        return
    except (ValueError, DamagedError) as error:
        verdict.problems.append(f"案卷 {number}:无法归并({type(error).__name__})")
        return
    _read_model(reader, number, file_row(case), verdict, aside)


def _written_on(reader: Reader, number: str, now: datetime) -> datetime:
    """The moment to fold a read model at.

    What time alone has turned since is refolded when the day is opened, and is no fault of the archive:
    such a row is judged by the last day that it was true for.
    """
    stored = reader.row(number)
    if stored is None or stored.turns_on is None or stored.turns_on > legal_date(now):
        return now
    return datetime.combine(stored.turns_on - timedelta(days=1), time(12), BEIJING)


def _read_model(reader: Reader, number: str, fresh: FileRow, verdict: Verdict, aside: Sequence[str]) -> None:
    stored = reader.row(number)
    if stored is None:
        verdict.problems.append(f"案卷 {number}:目录中没有这一行")
        return
    compared = [name for name in FileRow.__struct_fields__ if name not in aside]
    names = [name for name in compared if getattr(stored, name) != getattr(fresh, name)]
    if names:
        verdict.problems.append(f"案卷 {number}:目录与案卷不符({'、'.join(names)})")
