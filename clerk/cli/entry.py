"""Where the program starts: the workstation's first words come before anything else is loaded.

A clerk who opens it reads something at once, and the rest of the program arrives behind them.
"""

from __future__ import annotations

import sys


def main() -> int:
    """The console script: the exit status of the command."""
    if _opens_workstation(sys.argv[1:]) and sys.stdin.isatty() and sys.stdout.isatty():
        from clerk.workstation.splash import OPENING, splash

        splash(OPENING)
    from clerk.cli.main import main as run

    return run()


def _opens_workstation(words: list[str]) -> bool:
    """Whether nothing was asked for but the workstation itself."""
    return (
        not words
        or (len(words) == 2 and words[0] == "--home")
        or (len(words) == 1 and words[0][:7] == "--home=")
    )
