"""One visit, several items (再办一件): what the next item takes over from the one before. R1, R36."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clerk.casework import acts as a
from clerk.casework.arrival import IN_PERSON
from clerk.casework.case import STAGE_WORDS, Case
from clerk.casework.times import BEIJING, legal_date
from clerk.desk.library import Copy, Reuse, copies, reusable
from clerk.desk.packages import Package, decided_by_words, joint_words, waits_for
from clerk.workstation.text import fit

if TYPE_CHECKING:
    from clerk.catalogue.items import Item
    from clerk.desk.office import Office
    from clerk.workstation.screen import WorkScreen
    from clerk.workstation.screens.form import Values


def another(screen: WorkScreen[None], case: Case) -> None:
    """Start the next item for the applicant of this case, who is still at the window."""
    from clerk.workstation.screens.intake import begin
    from clerk.workstation.screens.items import Items

    reason = why_not(screen.station.office, case)
    if reason:
        screen.say(reason)
        return
    screen.say("")

    def chosen(code: str | None) -> None:
        if code is not None:
            begin(screen.station, code, case)

    screen.app.push_screen(Items(), chosen)


def why_not(office: Office, case: Case) -> str:
    """Why this case is not of the visit that goes on now; empty where it is."""
    if office.seat.role != "clerk":
        return "再办一件在综合窗口办理;请先回到待办按 1 坐到窗口"
    if legal_date(case.received_at) != office.today() or case.window != office.seat.actor().desk:
        return "再办一件只能接着今天在本窗口收的件;其他的请回到待办按 F2 新办"
    return ""


def particulars(case: Case) -> Values:
    """What the form of the next item begins with: who, the agent and his authority, the way in.

    Credit is looked up again, and a consultation was about its own item.
    """
    person, agent, opening = case.applicant, case.agent, case.acts[0].body
    values = {
        "kind": person.kind,
        "name": person.name,
        "id_number": person.id_number,
        "phone": person.phone,
        "address": person.address,
        "channel": case.channel,
        "agent": agent.name if agent else "",
        "agent_id": agent.id_number if agent else "",
    }
    if isinstance(opening, a.Receive):
        values["authorisation"] = opening.authorisation
        if opening.ticket_at is not None:
            values["ticket"] = f"{opening.ticket_at.astimezone(BEIJING):%H:%M}"
    return values


def counted(office: Office, number: str, applicant: a.Person, channel: str) -> bool:
    """Whether the case of this number counts the visit already (R1): same person, same day, in person."""
    if not number or channel not in IN_PERSON:
        return False
    try:
        case = office.case(number)
    except KeyError:
        return False
    same = case.applicant.id_number == applicant.id_number
    return same and case.channel in IN_PERSON and not why_not(office, case)


def on_offer(office: Office, applicant_id: str, item: Item, own: str = "") -> dict[str, Reuse]:
    """By material, what this person handed in and what may serve again (R36); not what ``own`` holds."""
    there = [one for one in copies(office.archive.read, applicant_id, office.now()) if one.case != own]
    return {one.material: one for one in reusable(there, item, office.today())}


def tail(number: str) -> str:
    """The serial of a case number, as the clerk knows it from the receipt."""
    return f"..{number[-5:-1]}"


def offer_words(offer: Reuse) -> str:
    """What is there of a material, and which key takes it; several versions are told, none is chosen."""
    if offer.copy is None:
        told = "、".join(_version(one) for one in offer.versions)
        return f"本次有{len(offer.versions)}个版本({told}),请核对后另行标明"
    copy = offer.copy
    until = f",有效至{copy.good_until}" if copy.good_until else ""
    return (
        f"已有 办件{tail(copy.case)}({copy.item_name}),原{copy.originals} 复{copy.copies},"
        f"{copy.on}收到{until};按 R 沿用,新交了的按 1"
    )


def _version(copy: Copy) -> str:
    return f"办件{tail(copy.case)} " + (f"{copy.issued_on}出具" if copy.issued_on else "未记出具日期")


def package_lines(package: Package) -> Iterator[str]:
    """The parts of a package (一件事), each with its stage and next date, and the cap over all of them."""
    yield f"一件事 {package.number}  已跑动{package.visits}次"
    for case in package.cases:
        due = decided_by_words(case)
        until = f"  最迟{due}" if due else ""
        stage = fit(STAGE_WORDS[case.stage], 9)
        yield f"  {tail(case.number)} {stage}{case.item_name}{until}  {waits_for(case)}".rstrip()
    if said := joint_words(package):
        yield f"  联合办理总时限 {said}"
