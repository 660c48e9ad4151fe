"""Opening the office (开门): from an open archive and its settings to somebody at a desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from clerk.archive.home import HOURS_FILE, POLICY_FILE
from clerk.casework.policy import PolicyError, load_profile
from clerk.desk.office import Clock, Office, wall_clock
from clerk.desk.people import Seat
from clerk.documents.papers import HallFacts

if TYPE_CHECKING:
    from calendars.hours import OfficeHours
    from clerk.archive.archive import Archive
    from clerk.casework.policy import Policy
    from clerk.casework.policy_reading import HallPolicy
    from clerk.catalogue.index import Catalogue


def open_office(archive: Archive, clock: Clock = wall_clock, *, practice: bool = False) -> Office:
    """The office of this archive with its first person at the universal window.

    Raises:
        clerk.casework.policy.PolicyError: the hall's policy cannot be used.
    """
    settings = archive.settings
    policy = hall_policy(archive.home.path, settings.policy)
    person = settings.clerks[0]
    hall = HallFacts(
        hall=settings.hall,
        window=settings.window,
        phone=settings.phone,
        complaint_phone=settings.complaint_phone,
        practice=practice,
        hall_short=settings.hall_short,
        **_remedies(policy),
    )
    return Office(
        archive=archive,
        hall=hall,
        division=settings.division,
        policy=policy,
        region=settings.region,
        clock=clock,
        seat=Seat(person.id, person.name, "clerk", settings.window),
        hours=own_hours(archive.home.path),
    )


def own_hours(home: Path) -> OfficeHours | None:
    """The hall's own office hours (作息时间), where it has a file of them (docs/calendars.md).

    Raises:
        clerk.casework.policy.PolicyError: the file cannot be used.
    """
    file = home / HOURS_FILE
    if not file.exists() and not file.is_symlink():
        return None
    # Imported where it is used: most halls go by the hours that their policy names.
    from calendars.errors import HoursError
    from calendars.hours import read_hours

    try:
        return read_hours(file)
    except HoursError as error:
        raise PolicyError(str(error)) from error


def hall_policy(home: Path, profile: str) -> Policy:
    """The policy in force (现行政策): the hall's own file where there is one, else the named profile.

    Raises:
        clerk.casework.policy.PolicyError: the file or the profile cannot be used; nothing of it is applied.
    """
    file = policy_file(home)
    return load_profile(profile) if file is None else read_policy_file(file).policy


def policy_file(home: Path) -> Path | None:
    """The hall's own policy file in this data folder, if there is one; a broken link counts as one."""
    file = home / POLICY_FILE
    return file if file.exists() or file.is_symlink() else None


def read_policy_file(file: Path) -> HallPolicy:
    """The policy that a file describes.

    Raises:
        clerk.casework.policy.PolicyError: it cannot be read, or something in it is wrong.
    """
    # Imported where it is used: most halls have no file of their own, and the start should not wait for it.
    from clerk.casework.policy_reading import MAX_BYTES, read_hall_policy

    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise PolicyError(f"政策文件 {file} 读不了({error.strerror}),请检查路径和权限") from error
    return read_hall_policy(data, file.name)


def _remedies(policy: Policy) -> dict[str, str]:
    """Body and court as refusals name them, where the policy says so (R70); else what stays true."""
    said = {"reconsideration_body": policy.reconsideration_body, "court": policy.court}
    return {name: text for name, text in said.items() if text}


def load_catalogue(archive: Archive) -> Catalogue:
    """The catalogue that this window works by.

    Raises:
        clerk.catalogue.errors.CatalogueError: its file cannot be read.
    """
    from clerk.catalogue.files import load_builtin, read_catalogue

    name = archive.settings.catalogue
    return load_builtin() if name == "builtin" else read_catalogue(archive.home.path / name)
