"""What can go wrong with the archive: one plain Chinese sentence each, for the clerk."""

from __future__ import annotations


class ArchiveError(Exception):
    """Base: the surroundings are in the way (exit status 3). Nothing was half-written."""


class HomeError(ArchiveError):
    """The data folder is missing, half made, not writable, or already there."""


class OccupiedError(ArchiveError):
    """Another workstation has this data folder open."""


class KeyProblemError(ArchiveError):
    """The key is missing, wrong, or its place cannot be reached."""


class NewerArchiveError(ArchiveError):
    """The archive was written by a newer version of the program."""


class DamagedError(ArchiveError):
    """The archive's file cannot be read."""


class WriteError(ArchiveError):
    """Something could not be written; it was rolled back as a whole."""
