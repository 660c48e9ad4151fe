"""What every verb of a scenario is: the fields of a step beyond ``at``, ``by`` and ``expect``."""

from __future__ import annotations

from typing import Annotated

import msgspec

from clerk.casework import acts as a
from clerk.casework.case import Case

Length = Annotated[int, msgspec.Meta(ge=0, le=9999)]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all verbs."""

    def body(self, case: Case) -> a.AnyBody:
        """The act that this is in ``case``."""
        raise NotImplementedError(type(self).__name__)  # abstract: every subclass has its own
