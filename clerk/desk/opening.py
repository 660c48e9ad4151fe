"""Opening the office (开门): from an open archive and its settings to somebody at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clerk.casework.policy import load_profile
from clerk.desk.office import Clock, Office, wall_clock
from clerk.desk.people import Seat
from clerk.documents.papers import HallFacts

if TYPE_CHECKING:
    from clerk.archive.archive import Archive
    from clerk.catalogue.index import Catalogue


def open_office(archive: Archive, clock: Clock = wall_clock, *, practice: bool = False) -> Office:
    """The office of this archive with its first person at the universal window.

    Raises:
        clerk.casework.policy.PolicyError: the settings name a policy that does not exist.
    """
    settings = archive.settings
    person = settings.clerks[0]
    hall = HallFacts(
        hall=settings.hall,
        window=settings.window,
        phone=settings.phone,
        complaint_phone=settings.complaint_phone,
        practice=practice,
        hall_short=settings.hall_short,
    )
    return Office(
        archive=archive,
        hall=hall,
        division=settings.division,
        policy=load_profile(settings.policy),
        region=settings.region,
        clock=clock,
        seat=Seat(person.id, person.name, "clerk", settings.window),
    )


def load_catalogue(archive: Archive) -> Catalogue:
    """The catalogue that this window works by.

    Raises:
        clerk.catalogue.errors.CatalogueError: its file cannot be read.
    """
    from clerk.catalogue.files import load_builtin, read_catalogue

    name = archive.settings.catalogue
    return load_builtin() if name == "builtin" else read_catalogue(archive.home.path / name)
