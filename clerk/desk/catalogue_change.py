"""A new catalogue and the open cases (新清单与在办件): what is lighter helps them at once. LAW L14.

Each case is a transaction of its own, so that a run that was cut short simply goes on when it is
started again; a second run over the same catalogue records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clerk.casework.acts import UnknownAct
from clerk.casework.lightening import compare, words
from clerk.casework.refusal import Refusal
from clerk.catalogue.index import Catalogue

if TYPE_CHECKING:
    from clerk.casework import acts as a
    from clerk.casework.case import Case
    from clerk.catalogue.items import Item
    from clerk.desk.office import Office

Progress = Callable[[int, int], None]
"""Called with how many open cases were looked at, and how many there are."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a new catalogue changed for one open case (``applied``), and what it did not (``left_out``).

    ``accepts``: nothing that was asked for is open any more, so the case must now be accepted (art.
    32(5)). ``completed``: nothing deferred is outstanding any more. ``refused``: the rule book's no.
    """

    number: str
    item_name: str
    applied: a.Lighten | None = None
    left_out: tuple[str, ...] = ()
    accepts: bool = False
    completed: bool = False
    refused: Refusal | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The change in words for the clerk."""
        said = [] if self.applied is None else words(self.applied)
        said += ["已没有要补正的材料,应当受理,请告知申请人"] if self.accepts else []
        said += ["已没有待补齐的容缺材料,请告知申请人"] if self.completed else []
        said += [f"没有适用:{self.refused.reason}"] if self.refused else []
        return (*said, *self.left_out)


def apply_catalogue(
    office: Office, items: Iterable[Item], progress: Progress | None = None, *, dry: bool = False
) -> list[Change]:
    """Let every open case have what is lighter in ``items``; what changed, and what was left out.

    With ``dry`` nothing is recorded: the answer is what would change.

    Raises:
        clerk.archive.errors.ArchiveError: it could not be recorded; the cases before it have it already.
    """
    catalogue = Catalogue(items)
    waiting = office.archive.read.open_items()
    changes = []
    for done, (number, code) in enumerate(waiting, 1):
        change = _apply(office, number, catalogue.get(code), dry)
        if change is not None:
            changes.append(change)
        if progress is not None:
            progress(done, len(waiting))
    return changes


def _apply(office: Office, number: str, item: Item | None, dry: bool) -> Change | None:
    """One case; None where the catalogue changes nothing for it."""
    try:
        case = office.case(number)
    except UnknownAct:
        return Change(number, "", left_out=("含有更新版本记录的内容,没有比对;请先升级本程序",))
    if item is None:
        return Change(number, case.item_name, left_out=("新目录里没有这个事项,按收件时的清单办完",))
    found = compare(case, item, office.today())
    if found.act is None:
        return Change(number, case.item_name, left_out=found.left_out) if found.left_out else None
    if dry:
        return Change(number, case.item_name, found.act, found.left_out)
    with office.archive.write() as writer:
        writer.publish(item)
        # The rule book is asked again inside the transaction: the case may have moved meanwhile.
        done = office.act_in(writer, number, found.act)
    if isinstance(done, Refusal):
        return Change(number, case.item_name, left_out=found.left_out, refused=done)
    return _changed(case, done.case, found.act, found.left_out)


def _changed(before: Case, after: Case, act: a.Lighten, left_out: tuple[str, ...]) -> Change:
    return Change(
        after.number,
        after.item_name,
        act,
        left_out,
        accepts=before.stage == "correcting" and after.stage == "received",
        completed=bool(before.outstanding) and not after.outstanding,
    )
