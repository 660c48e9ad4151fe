"""The data folder of one window (数据目录): where it is, its settings, and who has it open."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import msgspec

from clerk.archive.errors import HomeError, OccupiedError

_SETTINGS = "hall.json"
POLICY_FILE: Final = "policy.toml"
"""The hall's own policy, where it has one."""
HOURS_FILE: Final = "hours.toml"
"""The hall's own office hours, where it has some."""


class Clerk(msgspec.Struct, frozen=True):
    """A person who works at this window and in which roles."""

    id: str
    name: str
    roles: tuple[str, ...] = ("clerk",)


class Settings(msgspec.Struct, frozen=True):
    """What the set-up asked for. ``division`` is the six-digit division code of the hall."""

    hall: str
    window: str
    clerks: tuple[Clerk, ...]
    device: str
    region: str = "xinjiang"
    division: str = "650200"
    policy: str = "hall_default"
    hall_short: str = ""
    phone: str = ""
    complaint_phone: str = ""
    catalogue: str = "builtin"
    key_place: Literal["keyring", "file", "memory"] = "file"


class Home:
    """A data folder. Nothing is created by making the object."""

    def __init__(self, path: Path) -> None:
        """``path`` need not exist yet."""
        self.path = path

    @property
    def database(self) -> Path:
        """The encrypted archive."""
        return self.path / "archive.db"

    @property
    def key_file(self) -> Path:
        """Where the key lies when the desktop has no keyring."""
        return self.path / "archive.key"

    @property
    def notices(self) -> Path:
        """The official notices that were imported."""
        return self.path / "notices"

    @property
    def log(self) -> Path:
        """Where technical errors are written, without personal data."""
        return self.path / "log"

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.path / _SETTINGS

    def exists(self) -> bool:
        """Whether a set-up was finished here: the settings are written last."""
        return self.settings_file.is_file()

    def settings(self) -> Settings:
        """The settings of this home.

        Raises:
            HomeError: there are none, or they cannot be read.
        """
        try:
            return msgspec.json.decode(self.settings_file.read_bytes(), type=Settings)
        except FileNotFoundError as error:
            raise HomeError(f"数据目录 {self.path} 还没有设置;请先运行 clerk 或 clerk init") from error
        except OSError as error:
            raise HomeError(f"读不了设置文件 {self.settings_file}:{error.strerror}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise HomeError(f"设置文件 {self.settings_file} 有误:{error}") from error

    def write_settings(self, settings: Settings) -> None:
        """Write the settings, atomically."""
        data = msgspec.json.format(msgspec.json.encode(settings), indent=2)
        write_private(self.settings_file, data + b"\n")

    def make(self) -> None:
        """Make the folder, for this user only.

        Raises:
            HomeError: it cannot be made or written to.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.chmod(self.path, 0o700)
            with tempfile.TemporaryFile(dir=self.path):
                pass
        except OSError as error:
            raise HomeError(
                f"数据目录 {self.path} 不能写入({error.strerror});请换一个目录(--home DIR)或请管理员开放权限"
            ) from error

    @contextmanager
    def occupied(self) -> Iterator[None]:
        """Hold this home for one workstation.

        Raises:
            OccupiedError: another workstation has it open.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(str(self.path / "workstation.lock"), timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise OccupiedError(
                f"另一个工作站正在使用数据目录 {self.path};请回到那个窗口,或先把它关闭(Ctrl+Q)"
            ) from error
        except OSError as error:
            raise HomeError(f"数据目录 {self.path} 不能写入({error.strerror})") from error
        try:
            yield
        finally:
            lock.release()


def new_device() -> str:
    """A random name for this device's chain of acts."""
    return f"d{secrets.token_hex(6)}"


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only this user may read: to a temporary one, synced, then renamed.

    Raises:
        HomeError: it could not be written; the old file, if any, is untouched.
    """
    handle, name = -1, ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o600)
        os.replace(name, path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise HomeError(f"写不了 {path}:{error.strerror}") from error
