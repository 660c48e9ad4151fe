"""Papers (文书): one frozen, typed model a kind. A kind's words live beside its facts.

What all papers share is here; the kinds themselves are in :mod:`clerk.documents.papers.kinds`, which is
loaded by whoever draws a paper or reads one back, so that opening the queue waits for none of them.
"""

from __future__ import annotations

from clerk.documents.papers.base import Draft, DueDate, HallFacts, Line, Paper, digest, number_text

__all__ = ["Draft", "DueDate", "HallFacts", "Line", "Paper", "digest", "number_text"]
