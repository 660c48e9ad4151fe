"""Opening the archive for a command, and turning its errors into problems."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clerk.cli.frame import SURROUNDINGS, Problem, home_path

if TYPE_CHECKING:
    from clerk.archive.archive import Archive


@contextmanager
def surroundings() -> Iterator[None]:
    """Errors of the archive, and of the hall's policy, become one sentence and exit status 3."""
    from clerk.archive.errors import ArchiveError
    from clerk.casework.policy import PolicyError

    try:
        yield
    except (ArchiveError, PolicyError) as error:
        raise Problem(str(error), SURROUNDINGS) from error


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Archive]:
    """The archive of the home that the command names, closed afterwards."""
    from clerk.archive.archive import Archive
    from clerk.archive.home import Home

    with surroundings():
        archive = Archive.open(Home(home_path(args)))
        try:
            yield archive
        finally:
            archive.close()
