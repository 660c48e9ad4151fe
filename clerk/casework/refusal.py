"""A refusal by rule (拒绝): what may not be done, why, and by which rule."""

from __future__ import annotations

import msgspec


class Refusal(msgspec.Struct, frozen=True):
    """The rule book's «no». ``code`` is for programs, ``reason`` and ``basis`` are for the clerk."""

    code: str
    reason: str
    basis: str
