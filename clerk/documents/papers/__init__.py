"""Papers (文书): one frozen, typed model a kind. A kind's words live beside its facts.

A template is a kind and a version. When a kind's words must change, its class is kept under its old
version in :data:`TEMPLATES` and a new one is added, so that what was issued can be drawn again.
"""

from __future__ import annotations

from typing import Final

from clerk.documents.papers.acceptance import (
    AcceptanceNotice,
    Commitment,
    DeferredLine,
    IncompleteAcceptanceNotice,
)
from clerk.documents.papers.base import (
    Draft,
    DueDate,
    HallFacts,
    Line,
    Paper,
    Remedies,
    digest,
    number_text,
)
from clerk.documents.papers.intake import (
    CorrectionNotice,
    DeclineNotice,
    NotRequiredNotice,
    Receipt,
    RefusalReport,
    RestartNotice,
    ReturnNotice,
)
from clerk.documents.papers.outcome import (
    Delivered,
    DeliveryRecord,
    FilingNotice,
    GrantDecision,
    RefusalDecision,
)
from clerk.documents.papers.review import ExtensionNotice, HandoverList, SpecialProcedureNotice

__all__ = [
    "KINDS", "TEMPLATES", "AcceptanceNotice", "Commitment", "CorrectionNotice", "DeclineNotice",
    "DeferredLine", "Delivered", "DeliveryRecord", "Draft", "DueDate", "ExtensionNotice", "FilingNotice",
    "GrantDecision", "HallFacts", "HandoverList", "IncompleteAcceptanceNotice", "Line",
    "NotRequiredNotice", "Paper", "Receipt", "RefusalDecision", "RefusalReport", "Remedies",
    "RestartNotice", "ReturnNotice", "SpecialProcedureNotice", "digest", "number_text",
]  # fmt: skip

KINDS: Final[tuple[type[Paper], ...]] = (
    Receipt, CorrectionNotice, RestartNotice, NotRequiredNotice, AcceptanceNotice,
    IncompleteAcceptanceNotice, Commitment, DeclineNotice, RefusalReport, HandoverList,
    SpecialProcedureNotice, ExtensionNotice, GrantDecision, RefusalDecision, FilingNotice,
    DeliveryRecord, ReturnNotice,
)  # fmt: skip
"""Every kind of paper in its present version."""

TEMPLATES: Final[dict[str, type[Paper]]] = {f"{kind.KIND}/{kind.VERSION}": kind for kind in KINDS}
"""Every template that ever drew a paper, present and past."""
