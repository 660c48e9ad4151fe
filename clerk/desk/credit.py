"""The credit lists at the counter (红黑名单): the applicant is looked up when the case is opened.

The result goes into the act of receipt, so the file says what the list said that day and why it was
read: R4's record of the reading is the act itself.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from clerk.archive.credit import look_up
from clerk.casework.acts import Person
from clerk.casework.credit import Standing, standing, subject_number

if TYPE_CHECKING:
    from clerk.archive.reader import Reader


def checked(reader: Reader, applicant: Person, today: date, max_age_days: int) -> Person:
    """The applicant with the credit that the lists give; what somebody has said already stays (R41).

    Without a usable list, or a number that can be looked up, it stays 未核验 (R42).
    """
    if applicant.credit != "unchecked" or not applicant.id_number:
        return applicant
    return msgspec.structs.replace(applicant, credit=asked(reader, applicant, today, max_age_days).credit)


def asked(reader: Reader, person: Person, today: date, max_age_days: int) -> Standing:
    """What this archive's lists say of a person today, with the words for the clerk."""
    found = look_up(reader, subject_number(person, today) or "")
    return standing(found.entries, person, today, found.as_of, max_age_days)
