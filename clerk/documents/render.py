"""A paper as text, its digest, and the same text again from what was kept with the case (R54)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from clerk.casework.particulars import Notice
from clerk.documents.errors import DamagedFacts, UnknownTemplate
from clerk.documents.papers import Paper
from clerk.documents.papers.base import digest
from clerk.documents.papers.kinds import TEMPLATES

__all__ = ["digest", "from_facts", "redraw", "text", "title_of", "to_facts"]


def text(paper: Paper) -> str:
    """The plain text of a paper: at most 76 columns a line."""
    return paper.text()


def to_facts(paper: Paper) -> dict[str, Any]:
    """What a paper is drawn from, fit for JSON."""
    return paper.to_facts()


def from_facts(template: str, facts: Mapping[str, Any]) -> Paper:
    """The paper that these facts were taken from.

    Raises:
        UnknownTemplate: this program does not have the template.
        DamagedFacts: the facts do not fit it.
    """
    kind = TEMPLATES.get(template)
    if kind is None:
        raise UnknownTemplate(template)
    try:
        return msgspec.convert(dict(facts), kind)
    except msgspec.ValidationError:
        # Without its cause: msgspec quotes values, and these are personal data.
        raise DamagedFacts(template) from None


def title_of(notice: Notice) -> str:
    """What an issued paper is called on its face; of a template that only a newer program has, its kind."""
    try:
        return from_facts(notice.template, notice.facts).title
    except UnknownTemplate:
        return notice.kind
    except DamagedFacts:
        return TEMPLATES[notice.template].TITLE


def redraw(notice: Notice) -> str:
    """The text of a paper that was issued in a case, as it was drawn then.

    Raises:
        UnknownTemplate: this program does not have the template.
        DamagedFacts: the facts do not fit the template, or the text is not the one drawn then.
    """
    drawn = from_facts(notice.template, notice.facts).text()
    if digest(drawn) != notice.sha256:
        raise DamagedFacts(notice.template)
    return drawn
