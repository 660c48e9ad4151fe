"""Checking a corrected particular (更正) by the same rules as when it was first taken in."""

from __future__ import annotations

from datetime import date

from clerk.casework.contacts import check_name, check_phone
from clerk.casework.identity import Problem, recognise


def checked_value(field: str, text: str, today: date, organisation: bool) -> tuple[str, str]:
    """The normalised value and an empty string, or the text and what is wrong with it."""
    if field == "name":
        name = check_name(text, organisation)
        return (name, "") if isinstance(name, str) else (text, name.text)
    if field == "phone":
        phone = check_phone(text)
        return (phone, "") if isinstance(phone, str) else (text, phone.text)
    if field == "id_number":
        paper = recognise(text, today, organisation)
        return (text, paper.text) if isinstance(paper, Problem) else (paper.number, "")
    return " ".join(text.split()), ""
