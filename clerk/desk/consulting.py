"""Consultation before an application (咨询, 首问负责): asked, answered, recorded under a number of its own.

It opens no case: nothing was applied for. A later application names it, so that the person need not
tell it all again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from clerk.casework import acts as a
from clerk.casework import basis
from clerk.casework.refusal import Refusal
from clerk.casework.rules import set_back
from clerk.casework.times import legal_date
from clerk.desk.numbering import case_number

if TYPE_CHECKING:
    from clerk.catalogue.items import Item
    from clerk.desk.office import Office

PREFIX: Final = "ZX"
"""What the number of a consultation begins with; case numbers begin with a division code."""


def consult(office: Office, item: Item, reason: str, answer: str = "") -> str | Refusal:
    """Record what was asked about ``item``; the consultation's number, or why it is not recorded.

    Raises:
        clerk.archive.errors.ArchiveError: it could not be recorded; nothing was.
    """
    if not reason.strip():
        return Refusal("reason_required", "咨询须记明所问事项", basis.CONSULTATION)
    now = office.now()
    day = legal_date(now)
    with office.archive.write() as writer:
        refused = set_back(writer.last_at(), now)
        if refused is not None:
            return refused
        series = f"consult:{office.division}{office.seat.window}{day:%Y%m%d}"
        serial = writer.next_number(series, day.year)
        number = PREFIX + case_number(office.division, office.seat.window, day, serial)
        body = a.Consult(f"{item.name}:{reason}", answer)
        writer.append_lines([a.Act(number, now, office.seat.actor(), body)])
    return number
