"""Every kind of paper (文书种类), present and past, in one place.

A template is a kind and a version. When a kind's words must change, its class is kept under its old
version in :mod:`clerk.documents.papers.past` and :data:`TEMPLATES`, so that what was issued can be
drawn again.
"""

from __future__ import annotations

from typing import Final

from clerk.documents.papers.acceptance import (
    AcceptanceNotice,
    Commitment,
    DeferredLine,
    IncompleteAcceptanceNotice,
)
from clerk.documents.papers.base import Draft, DueDate, HallFacts, Line, Paper, digest, number_text
from clerk.documents.papers.completion import (
    CompletionDefectNotice,
    CompletionExtensionNotice,
    CompletionReminder,
    PauseNotice,
    ResumeNotice,
)
from clerk.documents.papers.ending import ReturnNotice
from clerk.documents.papers.hearings import HearingNotice, HearingRightNotice
from clerk.documents.papers.intake import (
    CorrectionNotice,
    DeclineNotice,
    NotRequiredNotice,
    Receipt,
    RestartNotice,
)
from clerk.documents.papers.outcome import (
    Delivered,
    DeliveryRecord,
    FilingNotice,
    GrantDecision,
    PaymentNotice,
    RefusalDecision,
)
from clerk.documents.papers.parallel import OpinionRequest, PublicityNotice, VisitRecord
from clerk.documents.papers.past import PAST
from clerk.documents.papers.promises import CommitmentCheckRecord, InformedCommitment
from clerk.documents.papers.remedies import Remedies
from clerk.documents.papers.reports import RatingHandlingSheet, RefusalOpinion, RefusalReport
from clerk.documents.papers.review import (
    ExtensionNotice,
    HandoverList,
    JointExtensionNotice,
    SpecialProcedureNotice,
)

__all__ = [
    "KINDS", "TEMPLATES", "AcceptanceNotice", "Commitment", "CommitmentCheckRecord",
    "CompletionDefectNotice", "CompletionExtensionNotice", "CompletionReminder", "CorrectionNotice",
    "DeclineNotice", "DeferredLine", "Delivered", "DeliveryRecord", "Draft", "DueDate", "ExtensionNotice",
    "FilingNotice", "GrantDecision", "HallFacts", "HandoverList", "HearingNotice", "HearingRightNotice",
    "IncompleteAcceptanceNotice", "InformedCommitment", "JointExtensionNotice", "Line",
    "NotRequiredNotice", "OpinionRequest", "Paper", "PauseNotice",
    "PaymentNotice", "PublicityNotice", "RatingHandlingSheet", "Receipt", "RefusalDecision",
    "RefusalOpinion", "RefusalReport", "Remedies", "RestartNotice", "ResumeNotice", "ReturnNotice",
    "SpecialProcedureNotice", "VisitRecord", "digest", "number_text",
]  # fmt: skip

KINDS: Final[tuple[type[Paper], ...]] = (
    Receipt, InformedCommitment, CorrectionNotice, RestartNotice, NotRequiredNotice, AcceptanceNotice,
    IncompleteAcceptanceNotice, Commitment, DeclineNotice, RefusalReport, RefusalOpinion,
    CompletionReminder, CompletionDefectNotice, CompletionExtensionNotice, PauseNotice, ResumeNotice,
    HandoverList, SpecialProcedureNotice, PublicityNotice, VisitRecord, OpinionRequest, ExtensionNotice,
    JointExtensionNotice, HearingRightNotice, HearingNotice,
    PaymentNotice, GrantDecision, RefusalDecision, FilingNotice, DeliveryRecord, ReturnNotice,
    CommitmentCheckRecord, RatingHandlingSheet,
)  # fmt: skip
"""Every kind of paper in its present version."""

TEMPLATES: Final[dict[str, type[Paper]]] = {f"{kind.KIND}/{kind.VERSION}": kind for kind in (*PAST, *KINDS)}
"""Every template that ever drew a paper, present and past."""
