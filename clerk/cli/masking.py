"""Personal numbers as the command line shows them: enough to recognise, not enough to use."""

from __future__ import annotations


def masked(number: str) -> str:
    """An identity or phone number with its middle hidden; short ones are hidden whole."""
    if len(number) < 7:
        return "*" * len(number)
    head, tail = (6, 4) if len(number) >= 15 else (3, 4) if len(number) >= 11 else (2, 2)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]
