"""What an outcome still needs from the clerk before it is done: a yes, some words, or materials.

One module a subject; each has its table of outcomes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from clerk.casework.case import Case
from clerk.desk.outcomes import Offer
from clerk.workstation.screens.steps import (
    afterwards,
    completion,
    counter,
    custody,
    result,
    review,
    together,
)
from clerk.workstation.screens.steps.base import Ask, At, Fill, Look, Step

if TYPE_CHECKING:
    from clerk.desk.office import Office

__all__ = ["STEPS", "Ask", "Fill", "Look", "Step", "step_of"]

STEPS: Final[dict[str, Callable[[At], Step]]] = {
    **counter.STEPS,
    **completion.STEPS,
    **custody.STEPS,
    **review.STEPS,
    **together.STEPS,
    **result.STEPS,
    **afterwards.STEPS,
}


def step_of(offer: Offer, case: Case, office: Office) -> Step:
    """What this outcome of this case still needs now."""
    at = At(case, office.now(), office.hours)
    return result.decide(at, offer.choice) if offer.kind == "decide" else STEPS[offer.kind](at)
