"""The one way to act (办公室): check by the rule book, append, derive, in one transaction.

Everything that changes a case, from a key press, a script or a scenario, goes through
:meth:`Office.act` or :meth:`Office.receive`. A refusal records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from calendars import WorkCalendar
from clerk.archive.files import file_row
from clerk.archive.folding import terms_by, terms_of
from clerk.casework import acts as a
from clerk.casework.arrival import stamped
from clerk.casework.case import Case
from clerk.casework.fold import fold
from clerk.casework.particulars import Terms
from clerk.casework.passing import acts_of_the_day, following
from clerk.casework.policy import Policy
from clerk.casework.refusal import Refusal
from clerk.casework.rules import check, check_opening, set_back
from clerk.casework.times import BEIJING, legal_date
from clerk.catalogue.items import Item
from clerk.desk.credit import checked
from clerk.desk.numbering import case_number, case_series
from clerk.desk.outcomes import Offer, offers
from clerk.desk.people import Seat
from clerk.documents.owed import owed
from clerk.documents.papers import Draft, HallFacts, Paper, number_text

if TYPE_CHECKING:
    from calendars.hours import OfficeHours
    from clerk.archive.archive import Archive
    from clerk.archive.journal import Writer
    from clerk.archive.recomputing import Progress, Recomputed

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Now, in Beijing time, to the second."""
    return datetime.now(BEIJING).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the case as it now stands, and the papers that it owed."""

    case: Case
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """One seat at one archive: who acts, by which policy and calendar, at what time.

    Cheap to make; :meth:`seated` gives the same office to another role.
    """

    archive: Archive
    hall: HallFacts
    division: str
    policy: Policy
    region: str
    clock: Clock
    seat: Seat
    hours: OfficeHours | None = None

    def now(self) -> datetime:
        """The desk's wall clock (or the practice clock), with offset."""
        return self.clock()

    def today(self) -> date:
        """Today in Beijing."""
        return legal_date(self.now())

    def calendar(self) -> WorkCalendar:
        """The working calendar of this hall's region."""
        return self.archive.calendar(self.region)

    def seated(self, role: a.Role) -> Office:
        """The same office with the person sitting at another desk of this machine."""
        return replace(self, seat=replace(self.seat, role=role))

    def case(self, number: str) -> Case:
        """The case as it stands now.

        Raises:
            KeyError: there is no such case in this archive.
        """
        acts = self.archive.read.acts(number)
        if not acts:
            raise KeyError(number)
        return fold(acts, terms_of(self.archive.read, acts[0].body), self.now())

    def outcomes(self, case: Case) -> list[Offer]:
        """The lawful outcomes now, and for each one that is not, why not."""
        return offers(case, self.seat, self.now())

    def foresee(self, case: Case, body: a.AnyBody) -> Refusal | None:
        """Whether this act would be refused now; nothing is recorded."""
        return check(case, body, self.seat.actor(case), self.now())

    def terms(self, item: Item) -> Terms:
        """What a case received now would be judged by."""
        return terms_by(self.archive.read, item, self.policy, self.region)

    def receive(
        self,
        item: Item,
        applicant: a.Person,
        materials: Mapping[str, a.Finding],
        channel: a.Channel = "counter",
        agent: a.Person | None = None,
        *,
        authorisation: str = "",
        ticket_at: datetime | None = None,
        package: str = "",
        same_visit: bool = False,
        consultation: str = "",
        renews_until: date | None = None,
    ) -> Done | Refusal:
        """Open a case: an application and its materials were handed in (收件).

        ``authorisation``: what an agent acts by (R12). ``ticket_at``: when the queue ticket was drawn
        (LAW default 5). ``package``: the number that cases of one visit share (R36). ``same_visit``:
        another case counts this visit (R1).
        """
        body = a.Receive(
            **opening_of(self, item, self.checked(applicant)),
            materials=dict(materials),
            channel=channel,
            agent=agent,
            authorisation=authorisation,
            ticket_at=ticket_at,
            package=package,
            same_visit=same_visit,
            consultation=consultation,
            renews_until=renews_until,
        )
        return self._open(item, body)

    def not_required(self, item: Item, applicant: a.Person, reason: str) -> Done | Refusal:
        """Say at once that no licence is needed (告知无需许可)."""
        return self._open(item, a.NotRequired(**opening_of(self, item, applicant), reason=reason))

    def checked(self, applicant: a.Person) -> a.Person:
        """The applicant with the credit that this archive's lists give today (R41)."""
        return checked(self.archive.read, applicant, self.today(), self.policy.credit_list_days)

    def act(self, number: str, body: a.AnyBody) -> Done | Refusal:
        """Do one act to a case, if the rule book allows it now.

        Raises:
            KeyError: there is no such case.
            clerk.archive.errors.ArchiveError: it could not be recorded; nothing was.
        """
        with self.archive.write() as writer:
            return self.act_in(writer, number, body)

    def act_in(self, writer: Writer, number: str, body: a.AnyBody) -> Done | Refusal:
        """:meth:`act` inside a transaction that somebody else has opened (several cases at once)."""
        acts = writer.acts(number)
        if not acts:
            raise KeyError(number)
        now = self.now()
        terms = terms_of(writer, acts[0].body)
        case = fold(acts, terms, now)
        body = stamped(body, terms, now, self.hours)
        actor = self.seat.actor(case)
        refusal = check(case, body, actor, now)
        if refusal is not None:
            return refusal
        return self._record(writer, acts, [a.Act(number, now, actor, body)], terms, case.epoch)

    def turn(self, number: str) -> tuple[Paper, ...]:
        """Let the days that have passed do their part: silence accepts, reminders fall due.

        Returns the papers that came of it.
        """
        with self.archive.write() as writer:
            acts, now = writer.acts(number), self.now()
            terms = terms_of(writer, acts[0].body)
            case = fold(acts, terms, now)
            owing = acts_of_the_day(case, legal_date(now))
            if not owing:
                writer.put_row(file_row(case))
                return ()
            done = [a.Act(number, now, _by_itself(case), body) for body in owing]
            return self._record(writer, acts, done, terms, case.epoch).papers

    def recompute(self, progress: Progress | None = None) -> Recomputed:
        """Judge all open dates by the official notices as they are known now, where they are not yet."""
        from clerk.archive.recomputing import recompute

        return recompute(self.archive, self.now(), progress)

    def waiting(self) -> bool:
        """Whether opening the day would change anything: a new calendar, or what time alone has changed."""
        from clerk.archive.recomputing import outdated

        return outdated(self.archive) or bool(self.archive.read.due_to_turn(self.today()))

    def open_day(self, progress: Progress | None = None) -> int:
        """Turn every case that time alone has changed since it was last written; how many.

        Dates that still rest on an older calendar are judged anew first: an import heals itself here,
        however it was cut short.
        """
        self.recompute(progress)
        turned = self.archive.read.due_to_turn(self.today())
        for number in turned:
            self.turn(number)
        return len(turned)

    def _open(self, item: Item, body: a.Receive | a.NotRequired) -> Done | Refusal:
        refusal = check_opening(body, item, self.seat.actor())
        if refusal is not None:
            return refusal
        with self.archive.write() as writer:
            return set_back(writer.last_at(), self.now()) or self.open_in(writer, item, body)

    def open_in(self, writer: Writer, item: Item, body: a.Receive | a.NotRequired) -> Done:
        """Open a case, already allowed, inside a transaction that somebody else has opened."""
        terms, now = self.terms(item), self.now()
        opening = stamped(body, terms, now, self.hours)
        day = legal_date(now)
        serial = writer.next_number(case_series(self.division, self.seat.window, day), day.year)
        number = case_number(self.division, self.seat.window, day, serial)
        writer.publish(item)
        writer.publish(self.policy)
        return self._record(writer, [], [a.Act(number, now, self.seat.actor(), opening)], terms)

    def _record(
        self, writer: Writer, acts: list[a.Act], done: list[a.Act], terms: Terms, custody: int = 0
    ) -> Done:
        """Append acts with the papers that each owes, and what each brings with it (R54)."""
        new: list[a.Act] = []
        papers: list[Paper] = []
        waiting = list(done)
        while waiting:
            act = waiting.pop(0)
            case = fold([*acts, *new, act], terms, act.at)
            drawn = [self._numbered(writer, draft, act) for draft in owed(act, case, self.hall)]
            new += [act, *(a.Act(act.case, act.at, act.by, paper.issue()) for paper in drawn)]
            papers += drawn
            waiting += [a.Act(act.case, act.at, _by_itself(case), body) for body in following(case, act.body)]
        case = fold([*acts, *new], terms, new[-1].at)
        writer.append(new, file_row(case), custody=custody)
        return Done(case, tuple(papers))

    def _numbered(self, writer: Writer, draft: Draft, act: a.Act) -> Paper:
        year = legal_date(act.at).year
        number = writer.next_number(f"paper:{draft.series}", year)
        return draft.numbered(number_text(draft.series, year, number))


def _by_itself(case: Case) -> a.Actor:
    """Who acts where only days have passed: the office, at the window that took the file in."""
    return a.Actor(id="system", name="系统", role="clerk", desk=case.window)


class Opened(TypedDict):
    """What the two acts that open a case have in common."""

    item: str
    item_version: str
    item_name: str
    department: str
    applicant: a.Person
    policy: str
    policy_version: str
    region: str


def opening_of(office: Office, item: Item, applicant: a.Person) -> Opened:
    """What an opening act says of the item's version, the applicant, the policy and the region."""
    return {
        "item": item.id,
        "item_version": item.version,
        "item_name": item.name,
        "department": item.department,
        "applicant": applicant,
        "policy": office.policy.profile,
        "policy_version": office.policy.version,
        "region": office.region,
    }
