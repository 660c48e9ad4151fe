"""Which function fills the papers of which act."""

from __future__ import annotations

from typing import Final

from clerk.documents.owed import acceptance, intake, outcome, reports, review
from clerk.documents.owed.common import Filler

FILL: Final[dict[type, Filler]] = {
    **intake.FILL,
    **acceptance.FILL,
    **review.FILL,
    **outcome.FILL,
    **reports.FILL,
}
"""Acts that are not here owe no paper."""
