"""What the modules of this package share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from clerk.documents.filling import Scene
from clerk.documents.papers import Paper

Filler = Callable[[Scene, Any], list[Paper]]
"""Fills the papers that one kind of act owes; none is a lawful answer."""

GUIDE: Final = "本事项实施清单"
"""What an item without a stated legal basis is received by; never enough for a decision."""
