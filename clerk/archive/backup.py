"""Backup and restore (备份、恢复): an encrypted copy while the workstation runs, proved by opening it."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec

from clerk.archive import database
from clerk.archive.archive import Archive
from clerk.archive.errors import ArchiveError, DamagedError, HomeError, WriteError
from clerk.archive.home import HOURS_FILE, POLICY_FILE, Home, Settings, new_device
from clerk.archive.keys import store_key

_SETTINGS_SLOT = "backup/settings"
_FILES_SLOT = "backup/files"


def back_up(archive: Archive, target: Path, *, force: bool = False) -> int:
    """Copy the archive to ``target``, under the same key; how many journal lines it holds.

    Raises:
        ArchiveError: the target exists (and not ``force``), or cannot be written; nothing is left behind.
    """
    if target.exists() and not force:
        raise HomeError(f"{target} 已存在,不覆盖;请换一个文件名,或加 --force")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
    except OSError as error:
        raise HomeError(f"不能写入 {target.parent}:{error.strerror}") from error
    copy = Path(name)
    try:
        _copy(archive, copy)
        lines = _prove(copy, archive.key)
        _sync(copy)
        os.replace(copy, target)
    except OSError as error:
        raise WriteError(f"备份写不下去:{error.strerror};没有留下半份备份") from error
    finally:
        for left in (copy, *copy.parent.glob(f"{copy.name}-*")):
            left.unlink(missing_ok=True)
    return lines


def restore(source: Path, home: Home, key: bytes, *, force: bool = False) -> int:
    """Put a backup in place of a home's archive; how many journal lines it holds.

    The device gets a new name, so that acts recorded after the backup and the ones to come can never
    be mistaken for each other. With ``force`` an existing archive is moved aside, never deleted.

    Raises:
        ArchiveError: the backup cannot be read with this key, or the home is in use and not ``force``.
    """
    if not source.is_file():
        raise HomeError(f"找不到备份文件 {source}")
    lines = _prove(source, key)
    settings = _settings_in(source, key)
    files = msgspec.json.decode(_kept(source, key, _FILES_SLOT) or b"{}", type=dict[str, bytes])
    if home.database.exists() and not force:
        raise HomeError(f"{home.path} 已有档案库,不覆盖;如确需恢复,请加 --force(原档案库会改名保留)")
    home.make()
    fresh = home.path / ".archive.restoring"
    shutil.copyfile(source, fresh)
    _sync(fresh)
    _set_aside(home)
    os.replace(fresh, home.database)
    kept = home.exists()
    place = home.settings().key_place if kept else store_key(home, key)
    _put_files(home, files)
    home.write_settings(msgspec.structs.replace(settings, device=new_device(), key_place=place))
    return lines


def _copy(archive: Archive, copy: Path) -> None:
    beside = {_SETTINGS_SLOT: archive.settings, _FILES_SLOT: _own_files(archive.home, archive.settings)}
    source = database.connect(archive.home.database, archive.key)
    copy.unlink()
    target = database.open_file(copy, archive.key)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        for slot, kept in beside.items():
            values = (slot, msgspec.json.encode(kept))
            target.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", values)
    except Exception as error:
        raise database.write_problem(error) from None
    finally:
        target.close()
        source.close()
    os.chmod(copy, 0o600)


def _prove(path: Path, key: bytes) -> int:
    """Open a copy and read it through; the number of its journal lines."""
    connection = database.connect(path, key, read_only=True)
    try:
        damage = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if damage:
            raise DamagedError(f"备份文件 {path} 已损坏({len(damage)}处)")
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
    except ArchiveError:
        raise
    except Exception as error:
        raise DamagedError(f"备份文件 {path} 不是本程序的备份,或已损坏") from error
    finally:
        connection.close()


def _settings_in(path: Path, key: bytes) -> Settings:
    found = _kept(path, key, _SETTINGS_SLOT)
    if found is None:
        raise DamagedError(f"备份文件 {path} 里没有设置,不是由 clerk backup 写成的")
    return msgspec.json.decode(found, type=Settings)


def _kept(path: Path, key: bytes, slot: str) -> bytes | None:
    connection = database.connect(path, key, read_only=True)
    try:
        found = connection.execute("SELECT data FROM draft WHERE slot = ?", (slot,)).fetchone()
    finally:
        connection.close()
    return None if found is None else bytes(found[0])


def _own_files(home: Home, settings: Settings) -> dict[str, bytes]:
    """What the hall has beside the archive: dates, rules and items that rest on it must rest on it again."""
    own = (home.path / name for name in (POLICY_FILE, HOURS_FILE, settings.catalogue))
    files = [*sorted(home.notices.glob("*/*.toml")), *(file for file in own if file.is_file())]
    return {str(file.relative_to(home.path)): file.read_bytes() for file in files}


def _put_files(home: Home, files: dict[str, bytes]) -> None:
    """Put back what is not there; a file that is there, and a shelf that has notices, stay as they are."""
    shelved = home.notices.exists()
    for name, data in files.items():
        file = home.path / name
        if file.exists() or (shelved and file.is_relative_to(home.notices)):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _set_aside(home: Home) -> None:
    stamp = f"{datetime.now():%Y%m%d%H%M%S}"
    for path in (home.database, *home.path.glob("archive.db-*")):
        if path.exists():
            os.replace(path, path.with_name(f"replaced-{stamp}-{path.name}"))


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
