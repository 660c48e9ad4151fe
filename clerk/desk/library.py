"""Materials library (材料库): what a person handed in before, and whether it may serve again. R36, LAW A5.

Nothing is kept beside the cases: the library is read from their files in the encrypted archive, each
time it is asked. A reuse stands on the file of the case that makes it (``Finding.from_case``). Where
two versions of one material are there none is chosen: they are reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from clerk.archive.folding import load_case
from clerk.casework import acts as a
from clerk.casework.times import legal_date
from clerk.catalogue.items import plain_name

if TYPE_CHECKING:
    from clerk.archive.reader import Reader
    from clerk.casework.case import Case
    from clerk.catalogue.items import Item, Material

_OWN: Final = ("申请书", "申请表", "登记表", "承诺书", "委托书")
"""Ends of names of papers that are written for one application and serve no other."""
_GIVEN_BACK: Final = frozenset({"withdrawn", "returned", "terminated", "not_required", "declined"})
"""Stages in which the applicant got his materials back: there is no copy to use."""
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Copy:
    """One material that a person handed in: in which case, when, how many, and until when it is good.

    ``good_until`` is None where the catalogue names no validity. It is counted from the day on the
    paper, and where nobody recorded that (``dated`` false) from the day it came, which is the most
    that it can be. ``used_by`` names the cases that already rest on it.
    """

    material: str
    case: str
    item_name: str
    on: date
    originals: int
    copies: int
    held: bool
    same_visit: bool
    issued_on: date | None = None
    good_until: date | None = None
    used_by: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the day on the paper is known."""
        return self.issued_on is not None

    def fits(self, today: date) -> bool:
        """Whether it may serve again today: it is in a file here, and not older than its validity."""
        return self.held and (self.good_until is None or today <= self.good_until)


def serves_several(line: Material) -> bool:
    """Whether one copy of this material can serve several items.

    An original stays in its own file, an application form is about its own item, and what data sharing
    provides is not asked of the applicant at all.
    """
    return line.original_count == 0 and not line.only_shared and not plain_name(line.name).endswith(_OWN)


def good_until(line: Material, since: date) -> date | None:
    """Until when a paper of this kind is good, where the catalogue says so."""
    if not line.valid_months and not line.valid_days:
        return None
    return since + relativedelta(months=line.valid_months, days=line.valid_days)


def copies(reader: Reader, applicant_id: str, now: datetime, visit: str = "") -> list[Copy]:
    """What this person handed in, newest first; ``visit`` is the package whose cases are of this visit.

    Only what was found in order is listed, once, under the case that it came in with.
    """
    if not applicant_id:
        return []
    cases = [load_case(reader, number, now) for number in _cases_of(reader, applicant_id)]
    used: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        for name, found in case.materials.items():
            if found.from_case:
                used.setdefault((found.from_case, plain_name(name)), []).append(case.number)
    today = legal_date(now)
    there = [copy for case in cases for copy in _copies_in(case, today, visit, used)]
    return sorted(there, key=lambda one: (one.on, one.case), reverse=True)


def _cases_of(reader: Reader, applicant_id: str) -> Iterator[str]:
    for row in reader.find(applicant_id, limit=_MOST):
        if row.id_number == applicant_id and not row.confidential:
            yield row.number


def _copies_in(case: Case, today: date, visit: str, used: dict[tuple[str, str], list[str]]) -> Iterator[Copy]:
    for name, found in case.materials.items():
        line = case.item.material(name)
        if line is None or line.only_shared or found.state != "ok" or found.from_case:
            continue
        came = _came_on(case, name)
        counted = found.originals or found.copies
        yield Copy(
            name,
            case.number,
            case.item_name,
            came,
            found.originals if counted else line.original_count,
            found.copies if counted else line.copy_count,
            held=case.stage not in _GIVEN_BACK and serves_several(line),
            same_visit=case.package == visit if visit else came == today and case.received_on == today,
            issued_on=found.issued_on,
            good_until=good_until(line, found.issued_on or came),
            used_by=tuple(used.get((case.number, plain_name(name)), ())),
        )


def _came_on(case: Case, name: str) -> date:
    """When the material came that is in the file now: the last record of it that still counts."""
    void = {(act.body.act, act.body.at) for act in case.acts if isinstance(act.body, a.Annul)}
    for act in reversed(case.acts[1:]):
        body = act.body
        if isinstance(body, a.CorrectOnSpot | a.ReceiveCorrection | a.Complete) and (
            name in body.materials and (act.kind, act.at) not in void
        ):
            return legal_date(act.at)
    return case.received_on


def conflicts(there: Iterable[Copy], today: date) -> dict[str, list[Copy]]:
    """Materials of which several versions came in one visit: by name, every version. R36."""
    by_name: dict[str, list[Copy]] = {}
    for copy in there:
        if copy.same_visit and copy.fits(today):
            by_name.setdefault(plain_name(copy.material), []).append(copy)
    return {
        versions[0].material: versions
        for versions in by_name.values()
        if len({one.issued_on for one in versions}) > 1
    }


@dataclass(frozen=True, slots=True)
class Reuse:
    """What the library offers for one checklist line: the copy, or the versions to choose from."""

    material: str
    copy: Copy | None
    versions: tuple[Copy, ...] = ()

    @property
    def finding(self) -> a.Finding | None:
        """How the reuse stands on the file; None while somebody has to choose."""
        copy = self.copy
        if copy is None:
            return None
        return a.Finding("ok", from_case=copy.case, issued_on=copy.issued_on)


def reusable(there: Iterable[Copy], item: Item, today: date) -> list[Reuse]:
    """For each line of ``item`` that a copy here can serve: the newest one that is still good.

    The validity is that of ``item``'s own list, or of the list it came by, whichever ends first. Where
    this visit brought two versions, none is chosen.
    """
    known = list(there)
    clashing = {plain_name(name): found for name, found in conflicts(known, today).items()}
    offers = []
    for line in item.materials:
        if not serves_several(line):
            continue
        name = plain_name(line.name)
        fit = [one for one in known if plain_name(one.material) == name and _fits(one, line, today)]
        if name in clashing:
            offers.append(Reuse(line.name, None, tuple(clashing[name])))
        elif fit:
            offers.append(Reuse(line.name, max(fit, key=lambda one: (one.issued_on or one.on, one.on))))
    return offers


def _fits(one: Copy, line: Material, today: date) -> bool:
    own = good_until(line, one.issued_on or one.on)
    return one.fits(today) and (own is None or today <= own)
