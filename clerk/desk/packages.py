"""Several items for one person in one visit (一件事): one package, a case with its own clocks for each.

A package has no record of its own: it is the number that its cases share (R36), so it can never
disagree with them. Everything in it happens in one transaction, all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import msgspec

from clerk.archive.folding import load_case
from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.arrival import IN_PERSON
from clerk.casework.case import Case
from clerk.casework.refusal import Refusal
from clerk.casework.rules import check_opening, set_back
from clerk.casework.rules.common import quoted
from clerk.casework.times import legal_date
from clerk.catalogue.items import plain_name
from clerk.desk.library import serves_several
from clerk.desk.numbering import cases_of_package, package_number
from clerk.desk.office import Done, Office, opening_of
from clerk.documents.papers import Paper

if TYPE_CHECKING:
    from clerk.archive.journal import Writer
    from clerk.archive.reader import Reader
    from clerk.catalogue.items import Item

_TOLD: Final = frozenset({"ok", "missing", "defective"})
"""States in which somebody has seen whether the applicant's own paper is there and good."""
_BINDING: Final = ("promised", "statutory", "joint")
"""Clocks until whose earliest end a part must be decided (LAW L7)."""
_UNDECIDED: Final = frozenset({"received", "correcting", "accepted", "in_review"})


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a package, with what was found of its materials (not named: in order)."""

    item: Item
    findings: Mapping[str, a.Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """The cases of one visit, as they stand."""

    number: str
    cases: tuple[Case, ...]
    papers: tuple[Paper, ...] = ()

    @property
    def visits(self) -> int:
        """How often the applicant came for all of it together (R1)."""
        return sum(case.visits for case in self.cases)

    @property
    def open(self) -> tuple[Case, ...]:
        """The parts in which something is still owed."""
        return tuple(case for case in self.cases if not case.ended)

    @property
    def ready(self) -> tuple[Case, ...]:
        """The parts whose result waits to be handed over."""
        return tuple(case for case in self.cases if case.stage == "decided")

    @property
    def last(self) -> Case | None:
        """The part that is decided last by the dates that bind, so that the whole waits for it."""
        dated = [(due, case) for case in self.cases if (due := decided_by(case)) is not None]
        return max(dated, key=lambda pair: (pair[0], pair[1].number))[1] if dated else None

    @property
    def due(self) -> date | None:
        """Until when the last result must be there; None while a part has no date yet, or all are done."""
        waiting = [case for case in self.cases if case.stage in _UNDECIDED]
        dues = [due for case in waiting if (due := decided_by(case)) is not None]
        return max(dues) if dues and len(dues) == len(waiting) else None

    @property
    def joint_due(self) -> date | None:
        """The cap over all parts together: 45 working days, 15 more approved (arts. 26, 42(2))."""
        clocks = (case.deadline("joint") for case in self.cases if case.stage in _UNDECIDED)
        return min((clock.due for clock in clocks if clock is not None), default=None)


def decided_by(case: Case) -> date | None:
    """Until when this part must be decided: the earlier of its clocks (LAW L7); None where none runs."""
    clocks = (case.deadline(what) for what in _BINDING)
    return min((one.due for one in clocks if one is not None and one.awaited), default=None)


def decided_by_words(case: Case) -> str:
    """:func:`decided_by` as a list says it; a provisional date says so (R91)."""
    clocks = [one for what in _BINDING if (one := case.deadline(what)) is not None and one.awaited]
    binding = min(clocks, key=lambda one: one.due, default=None)
    if binding is None:
        return ""
    return f"{binding.due}{' 暂定' if binding.provisional else ''}"


def joint_words(package: Package) -> str:
    """The joint cap as a sentence says it: its date, whether it is sure, and which notice is missing."""
    undecided = (case for case in package.cases if case.stage in _UNDECIDED)
    clocks = [one for case in undecided if (one := case.deadline("joint")) is not None]
    first = min(clocks, key=lambda one: one.due, default=None)
    return "" if first is None else first.told


def waits_for(case: Case) -> str:
    """Whom a part waits for, and why, in words."""
    if case.stage == "correcting":
        return f"等申请人补正{quoted(case.demandable)}"
    if case.stage == "received":
        return "等窗口受理"
    if case.outstanding:
        return f"等申请人补齐{quoted(case.outstanding)}"
    if case.stage == "accepted":
        return "等部门签收" if case.offered_to else "等窗口移交"
    return {"in_review": f"等{case.department}决定", "decided": "等领取或送达"}.get(case.stage, "")


def receive_package(
    office: Office,
    parts: Sequence[Part],
    applicant: a.Person,
    channel: a.Channel = "counter",
    agent: a.Person | None = None,
    *,
    authorisation: str = "",
    ticket_at: datetime | None = None,
    consultation: str = "",
    separate: Sequence[str] = (),
) -> Package | Refusal:
    """Open a case for each part, all or none (R36). One copy of a material serves all parts that ask for it.

    ``separate`` names materials of which each item has its own: they are neither shared nor compared.

    Raises:
        clerk.archive.errors.ArchiveError: it could not be recorded; nothing was.
    """
    refused = _few(parts) or _conflicting(parts, separate)
    if refused is not None:
        return refused
    person = office.checked(applicant)

    def body(n: int, number: str, shared: Mapping[str, str]) -> a.Receive:
        return a.Receive(
            **opening_of(office, parts[n].item, person),
            materials=_with_copies(parts[n], shared, separate),
            channel=channel,
            agent=agent,
            authorisation=authorisation,
            ticket_at=ticket_at,
            package=number,
            same_visit=n > 0,
            consultation=consultation,
        )

    for n, part in enumerate(parts):
        refused = check_opening(body(n, "", {}), part.item, office.seat.actor())
        if refused is not None:
            return _naming(refused, part.item.name)
    with office.archive.write() as writer:
        return set_back(writer.last_at(), office.now()) or _open_all(office, writer, parts, body)


def _open_all(
    office: Office,
    writer: Writer,
    parts: Sequence[Part],
    body: Callable[[int, str, Mapping[str, str]], a.Receive],
) -> Package:
    day = legal_date(office.now())
    window = office.seat.window
    serial = writer.next_number(f"package:{office.division}{window}{day:%Y%m%d}", day.year)
    number = package_number(office.division, window, day, serial)
    shared: dict[str, str] = {}
    done: list[Done] = []
    for n, part in enumerate(parts):
        done.append(office.open_in(writer, part.item, body(n, number, shared)))
        case = done[-1].case
        for name in _brought(part):
            shared.setdefault(plain_name(name), case.number)
    return Package(number, tuple(one.case for one in done), tuple(p for one in done for p in one.papers))


def _few(parts: Sequence[Part]) -> Refusal | None:
    if len(parts) > 1:
        return None
    return Refusal("package_of_one", "一件事至少要有两个事项;只办一个事项的,请直接收件", basis.ONE_WINDOW)


def _naming(refused: Refusal, name: str) -> Refusal:
    return msgspec.structs.replace(refused, reason=f"{name}:{refused.reason}")


def _seen(part: Part) -> dict[str, a.Finding]:
    """What was found of those of its materials of which one copy can serve several items."""
    lines = (line.name for line in part.item.materials if serves_several(line))
    return {name: part.findings.get(name, a.Finding("ok")) for name in lines}


def _brought(part: Part) -> list[str]:
    """Materials that the applicant brought with this part, in order."""
    return [name for name, found in _seen(part).items() if found.state == "ok" and not found.from_case]


def _with_copies(part: Part, shared: Mapping[str, str], separate: Sequence[str]) -> dict[str, a.Finding]:
    """The part's findings, with the copies that an earlier part of this visit brought."""
    findings, own = dict(part.findings), {plain_name(name) for name in separate}
    for name in _brought(part):
        first = shared.get(plain_name(name))
        if first is not None and plain_name(name) not in own:
            found = findings.get(name, a.Finding("ok"))
            findings[name] = msgspec.structs.replace(found, from_case=first)
    return findings


def _conflicting(parts: Sequence[Part], separate: Sequence[str]) -> Refusal | None:
    """R36: two versions of one material are for the clerk to settle; none is chosen silently."""
    versions: dict[str, dict[tuple[str, date | None], str]] = {}
    own = {plain_name(name) for name in separate}
    for part in parts:
        for name, found in _seen(part).items():
            plain = plain_name(name)
            if found.state in _TOLD and plain not in own:
                versions.setdefault(plain, {}).setdefault((found.state, found.issued_on), part.item.name)
    told = [
        f"“{name}”在{'、'.join(f'“{item}”为{_version(*key)}' for key, item in found.items())}"
        for name, found in versions.items()
        if len(found) > 1
    ]
    if not told:
        return None
    how = "同一份材料只能有一个版本,请核对后统一;确为各用各的,请注明分别提交"
    return Refusal("conflicting_versions", f"{';'.join(told)}。{how}", basis.CHECK_EACH)


def _version(state: str, issued_on: date | None) -> str:
    from clerk.casework.case import STATE_WORDS

    return STATE_WORDS[state] + (f"({issued_on}出具)" if issued_on else "")


def load_package(reader: Reader, number: str, now: datetime) -> Package:
    """A package as it stands at ``now``.

    Raises:
        KeyError: there is no such package.
    """
    beginning = cases_of_package(number)
    numbers = reader.received(beginning) if beginning else []
    cases = (load_case(reader, one, now) for one in numbers)
    found = tuple(case for case in cases if case.package == number.upper())
    if not found:
        raise KeyError(number)
    return Package(number.upper(), found)


class _Refused(Exception):
    """Carries a refusal out of a transaction, which is thereby undone."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def act_together(office: Office, acts: Sequence[tuple[str, a.AnyBody]]) -> tuple[Done, ...] | Refusal:
    """Several acts to several cases of one person in one visit, all or none; the visit counts once (R1).

    Raises:
        KeyError: one of the cases is not in this archive.
        clerk.archive.errors.ArchiveError: it could not be recorded; nothing was.
    """
    refused = _one_person([office.case(number) for number, _ in acts])
    if refused is not None:
        return refused
    done: list[Done] = []
    try:
        with office.archive.write() as writer:
            counted = False
            for number, body in acts:
                before = office.case(number).visits
                result = office.act_in(writer, number, _again(body) if counted else body)
                if isinstance(result, Refusal):
                    raise _Refused(_naming(result, office.case(number).item_name))
                counted = counted or result.case.visits > before
                done.append(result)
    except _Refused as out:
        return out.refusal
    return tuple(done)


def _again(body: a.AnyBody) -> a.AnyBody:
    """The same act in a visit that another case has counted already."""
    if isinstance(body, a.Deliver | a.Complete | a.ReceiveCorrection) and body.channel in IN_PERSON:
        return msgspec.structs.replace(body, same_visit=True)
    return body


def _one_person(cases: Sequence[Case]) -> Refusal | None:
    """Files of different people are never mixed: a result goes to its own applicant."""
    people = {(case.applicant.name, case.applicant.id_number) for case in cases}
    if len(people) == 1:
        return None
    return Refusal("different_applicants", "一并办理的须是同一申请人的办件,请分别办理", basis.DELIVERING)


def deliver_package(office: Office, number: str, body: a.Deliver) -> tuple[Done, ...] | Refusal:
    """Hand over every result of a package that is there (集中出件, R39); the other parts go on.

    Raises:
        KeyError: there is no such package.
        clerk.archive.errors.ArchiveError: it could not be recorded; nothing was.
    """
    ready = load_package(office.archive.read, number, office.now()).ready
    if not ready:
        return Refusal("nothing_ready", "这个一件事现在没有可以送达的结果", basis.DELIVERING)
    return act_together(office, [(case.number, body) for case in ready])
