"""Which papers an act owes, and each one filled from the case (CONTRACT, «papers owed»).

``table`` says which function fills which. One module a subject: ``intake``, ``acceptance`` (with what
was deferred), ``review``, ``outcome``, ``reports`` (papers inside the office).
"""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.documents.papers import Draft, HallFacts, Paper
from clerk.documents.papers.base import require_all


def owed(act: a.Act, case: Case, hall: HallFacts) -> list[Draft]:
    """The papers that ``act`` owes; ``case`` is folded after it. Complete but for their numbers.

    Raises:
        MissingFact: a paper lacks a fact that it must state.
    """
    # Imported where it is used: opening the queue needs the words of no paper.
    from clerk.documents.filling import Scene
    from clerk.documents.owed.table import FILL

    fill = FILL.get(type(act.body))
    if fill is None:
        return []
    return [_draft(paper, hall) for paper in fill(Scene(act, case, hall), act.body)]


def _draft(paper: Paper, hall: HallFacts) -> Draft:
    """A complete paper and its number series.

    A decision is numbered in its department's name, never in the hall's (LAW L12). The window is part of
    every series, so that windows that are offline for days never give one number twice (R87).
    """
    require_all(paper)
    issuer = paper.department if paper.BY_DEPARTMENT else hall.hall_short or hall.hall
    return Draft(paper.kind, f"{issuer}{hall.window}{paper.WORD}", paper)
