"""What every rule needs: the question put to it, and the checks that recur."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.case import STAGE_WORDS, Case
from clerk.casework.refusal import Refusal
from clerk.catalogue.items import Item

B = TypeVar("B", bound=a.Body)


@dataclass(frozen=True, slots=True)
class Question(Generic[B]):
    """May ``by`` do ``body`` to ``case`` at ``at``?"""

    case: Case
    body: B
    by: a.Actor
    at: datetime


def quoted(names: Iterable[str]) -> str:
    """Names as a Chinese list: 「甲」「乙」."""
    return "".join(f"「{name}」" for name in names)


def stage_among(case: Case, allowed: Iterable[str], doing: str, cited: str) -> Refusal | None:
    """Refuses ``doing`` unless the case is in one of these stages."""
    if case.stage in allowed:
        return None
    needed = "、".join(STAGE_WORDS[stage] for stage in allowed)
    return Refusal("wrong_stage", f"案卷现为“{STAGE_WORDS[case.stage]}”,须在“{needed}”时才能{doing}", cited)


def known_materials(item: Item, found: Mapping[str, a.Finding] | Iterable[str]) -> Refusal | None:
    """Refuses names that are not on the item's checklist: nothing else is asked for (art. 31, LAW A3)."""
    known = {line.name for line in item.materials} | {one.name for one in item.conditions}
    strange = [name for name in found if name not in known]
    if not strange:
        return None
    return Refusal("unknown_material", f"{quoted(strange)}不在本事项的材料目录中", basis.CHECK_EACH)


def all_examined(case: Case) -> Refusal | None:
    """Refuses an outcome while a checklist line has not been looked at (R47)."""
    if not case.unexamined:
        return None
    return Refusal(
        "unexamined_material",
        f"还有{len(case.unexamined)}件材料未审核:{quoted(case.unexamined)}",
        basis.CHECK_EACH,
    )


def desk_name(desk: str) -> str:
    """A desk as the clerk reads it: ``dept:水务局`` is 水务局, ``window:W01`` is W01号窗口."""
    kind, _, name = desk.partition(":")
    return {"window": f"{name}窗口", "dept": name, "delivery": "出件窗口", "supervisor": "督办岗位"}.get(
        kind, desk or "无"
    )


def held_by(case: Case, by: a.Actor, doing: str) -> Refusal | None:
    """Refuses whoever does not hold the file (custody decides); an applicant never holds one."""
    if by.role == "applicant":
        return Refusal("not_the_holder", f"申请人不能{doing},须由持有案卷的岗位办理", basis.CUSTODY)
    if case.holder == by.desk:
        return None
    return Refusal(
        "not_the_holder",
        f"案卷现由{desk_name(case.holder)}持有,{desk_name(by.desk)}不能{doing}",
        basis.CUSTODY,
    )
