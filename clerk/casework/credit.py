"""Red and black lists (红黑名单): what an entry does, and where a person therefore stands today.

An entry counts only with a lawful basis, an expiry and a way of repair (国办发〔2020〕49号, LAW L10), and
only between its listing and its expiry or repair (R41). What it closes is incomplete acceptance
(容缺受理) and informed commitment (告知承诺), never the normal track (R42). Without a usable list the
answer is 未核验 and nobody is treated as listed. Pure: the entries, the day and the lists' dates come in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from clerk.casework.acts import Credit, Person
from clerk.casework.identity import Paper, recognise
from clerk.casework.numbers import plain

ListName = Literal["red", "black"]
Kind = Literal["person", "organisation"]
Door = Literal["incomplete_acceptance", "informed_commitment"]
Reason = Literal["no_basis", "no_expiry", "no_repair_path", "not_yet_listed", "expired", "repaired"]

BASIS: Final = "国办发〔2020〕49号"
MAX_AGE_DAYS: Final = 30
"""How old a list may be where no policy says otherwise; a default of this program, not statute."""
LIST_WORDS: Final[dict[ListName, str]] = {"red": "守信名单(红名单)", "black": "失信名单(黑名单)"}
DOOR_WORDS: Final[dict[Door, str]] = {"incomplete_acceptance": "容缺受理", "informed_commitment": "告知承诺"}
REASON_WORDS: Final[dict[Reason, str]] = {
    "no_basis": "没有认定依据",
    "no_expiry": "没有有效期",
    "no_repair_path": "没有修复途径",
    "not_yet_listed": "尚未到列入日期",
    "expired": "已过有效期",
    "repaired": "已修复",
}
_SAYS_NOTHING: Final = frozenset(
    {"无", "暂无", "没有", "不详", "未知", "空", "-", "--", "—", "——", "/", "\\", "N/A", "NULL", "NONE"}
)
"""What people write into a cell that has nothing to say."""


class CreditEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a list. Personal data: never in a log or an error text.

    ``restricts`` is what the list says that the entry bars, in its own words; where it says nothing, a
    black entry bars what this program knows: incomplete acceptance and informed commitment.
    """

    list: ListName
    kind: Kind
    id_number: str
    listed_on: date
    name: str = ""
    basis: str = ""
    expires_on: date | None = None
    repair_path: str = ""
    repaired_on: date | None = None
    source: str = ""
    restricts: tuple[str, ...] = ()

    @property
    def bars(self) -> frozenset[Door]:
        """The doors that this entry closes as long as it has effect."""
        if self.list == "red":
            return frozenset()
        if not self.restricts:
            return frozenset(DOOR_WORDS)
        return frozenset(
            door for door, word in DOOR_WORDS.items() if any(word in said for said in self.restricts)
        )

    @property
    def words(self) -> str:
        """The entry for the clerk: which list, on what basis, from when until when, how to repair."""
        said = f"在{LIST_WORDS[self.list]}内:依据{self.basis},{self.listed_on}列入,至{self.expires_on}止"
        if self.source:
            said += f",来源{self.source}"
        if self.list == "black":
            said += f";修复途径:{self.repair_path}"
        return said


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where somebody stands on a day: ``because`` is the entry that decides, ``told`` all with effect."""

    credit: Credit
    because: CreditEntry | None = None
    told: tuple[CreditEntry, ...] = ()
    note: str = ""

    @property
    def bars(self) -> tuple[Door, ...]:
        """The doors that are closed; the normal track is always open (R42)."""
        closed = {door for entry in self.told for door in entry.bars}
        return tuple(door for door in DOOR_WORDS if door in closed)

    @property
    def words(self) -> str:
        """All of it for the clerk, in one paragraph."""
        said = [entry.words for entry in self.told]
        if self.bars:
            doors = "、".join(DOOR_WORDS[door] for door in self.bars)
            said.append(f"不适用{doors},一般程序照常办理")
        if self.note:
            said.append(self.note)
        return "。".join(said) or "不在红黑名单内"


def ineffective(entry: CreditEntry, on: date) -> tuple[Reason, ...]:
    """Why an entry has no effect on a day; empty when it has one.

    Without basis, expiry or way of repair it never has (LAW L10); else it has from the day of listing
    through the day of expiry, and no longer from the day of repair on (R41).
    """
    found: dict[Reason, bool] = {
        "no_basis": says_nothing(entry.basis),
        "no_expiry": entry.expires_on is None,
        "no_repair_path": says_nothing(entry.repair_path),
        "not_yet_listed": on < entry.listed_on,
        "expired": entry.expires_on is not None and entry.expires_on < on,
        "repaired": entry.repaired_on is not None and entry.repaired_on <= on,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or filled with a word for nothing (无, —, N/A)."""
    said = unicodedata.normalize("NFKC", text).strip().upper()
    return not said or said in _SAYS_NOTHING


def subject_number(person: Person, on: date) -> str | None:
    """The number that a person is looked up by, normalised; None when there is none that passes."""
    paper = recognise(person.id_number, on, person.kind == "organisation")
    return paper.number if isinstance(paper, Paper) else None


def usable(as_of: date | None, on: date, max_age_days: int = MAX_AGE_DAYS) -> bool:
    """Whether a list of this date may be relied on: it is there, not too old and not from the future."""
    return as_of is not None and on - timedelta(days=max_age_days) <= as_of <= on


def standing(
    entries: Iterable[CreditEntry],
    person: Person,
    on: date,
    list_as_of: Mapping[ListName, date],
    max_age_days: int = MAX_AGE_DAYS,
) -> Standing:
    """Where ``person`` stands on this day by these entries and the dates of the lists they come from.

    Matched by the normalised number and by person or organisation alone: a namesake is somebody else
    (R41). Who is on both lists is told both, and the black one decides. Without a usable black list,
    or without a number that can be looked up, the answer is 未核验 (R42).
    """
    if not plain(person.id_number):
        return Standing("unchecked", note="未核验:没有证件号码,不能查对名单;不得按失信处理")
    number = subject_number(person, on)
    if number is None:
        return Standing("unchecked", note="未核验:证件号码有误,不能查对名单,请先更正;不得按失信处理")
    lists = {name for name in LIST_WORDS if usable(list_as_of.get(name), on, max_age_days)}
    told = tuple(
        sorted(
            (entry for entry in entries if entry.list in lists and _hits(entry, number, person.kind, on)),
            key=_weight,
        )
    )
    notes = [_missing(name, list_as_of, on, max_age_days) for name in LIST_WORDS if name not in lists]
    note = ";".join(words for words in reversed(notes) if words)
    if "black" not in lists:
        return Standing("unchecked", told=told, note=f"{note};不得按失信处理")
    barring = next((entry for entry in told if "incomplete_acceptance" in entry.bars), None)
    if barring is not None:
        return Standing("black", barring, told, note)
    red = next((entry for entry in told if entry.list == "red"), None)
    return Standing("normal" if red is None else "red", red, told, note)


def _hits(entry: CreditEntry, number: str, kind: Kind, on: date) -> bool:
    same = entry.kind == kind and plain(entry.id_number) == number
    return same and not ineffective(entry, on)


def _weight(entry: CreditEntry) -> tuple[bool, int, bytes]:
    """Black before red, what lasts longest first; then anything that makes the order one and the same."""
    last = entry.expires_on or date.max
    return entry.list == "red", -last.toordinal(), msgspec.json.encode(entry)


def _missing(name: ListName, list_as_of: Mapping[ListName, date], on: date, max_age_days: int) -> str:
    """Why a list cannot be relied on. A hall without a red list is not told so at every case."""
    as_of = list_as_of.get(name)
    if as_of is None:
        return "" if name == "red" else f"未核验:没有导入{LIST_WORDS[name]}"
    if as_of > on:
        return f"未核验:{LIST_WORDS[name]}的日期{as_of}晚于办理日,请核对本机日期"
    return f"未核验:{LIST_WORDS[name]}截至{as_of},已超过{max_age_days}天,请导入新名单"
