"""The archive's key (密钥): 256 random bits, in the desktop's keyring or in a file for this user only.

Which of the two is said plainly at set-up. Sign-in and passphrases come later.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from clerk.archive.errors import KeyProblemError
from clerk.archive.home import Home, write_private

_SERVICE = "yichuang"
_LENGTH = 32
Place = Literal["keyring", "file"]


def create_key(home: Home) -> tuple[bytes, Place]:
    """A new key, stored; and where it was stored.

    Raises:
        KeyProblemError: a key is already there, so that an archive might be lost.
    """
    if home.key_file.exists():
        raise KeyProblemError(f"{home.key_file} 已有密钥,不能覆盖;如确需重建,请先把它移走")
    key = secrets.token_bytes(_LENGTH)
    return key, store_key(home, key)


def store_key(home: Home, key: bytes) -> Place:
    """Keep this key for this home: in the keyring if there is a usable one, else in its file."""
    if _to_keyring(home, key):
        return "keyring"
    write_private(home.key_file, key.hex().encode() + b"\n")
    return "file"


def read_key(path: Path) -> bytes:
    """The key in a key file that was kept apart.

    Raises:
        KeyProblemError: the file cannot be read or holds no key.
    """
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except OSError as error:
        raise KeyProblemError(f"读不了密钥文件 {path}:{error.strerror}") from error
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        raise KeyProblemError(f"{path} 不是本程序的密钥文件")
    return key


def load_key(home: Home, place: str) -> bytes:
    """The key of this home.

    Raises:
        KeyProblemError: it is not there or cannot be read; the text says where it should be.
    """
    text = _from_keyring(home) if place == "keyring" else _from_file(home)
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        raise KeyProblemError(f"档案库密钥已损坏({where(home, place)});请用备份的密钥恢复")
    return key


def where(home: Home, place: str) -> str:
    """In words: where the key is."""
    if place == "keyring":
        return "桌面密钥环"
    return f"文件 {home.key_file}(仅本用户可读,未加口令)"


def _from_file(home: Home) -> str:
    try:
        return home.key_file.read_text("ascii")
    except FileNotFoundError as error:
        raise KeyProblemError(f"找不到档案库密钥 {home.key_file};没有它无法打开档案库") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KeyProblemError(f"读不了档案库密钥 {home.key_file}") from error


def _usable_keyring() -> object | None:
    """The desktop's keyring when it is a real one that asks nothing on the terminal, else None."""
    import sys

    if sys.platform == "linux" and not _has_session_bus():
        return None
    import keyring
    from keyring.backends import chainer, fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring | chainer.ChainerBackend):
        return None
    # keyrings.alt and cryptfile ask for a passphrase on the terminal, over the screen.
    if type(backend).__module__.startswith("keyrings."):
        return None
    return backend


def _has_session_bus() -> bool:
    import os

    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))


def _to_keyring(home: Home, key: bytes) -> bool:
    backend = _usable_keyring()
    if backend is None:
        return False
    import keyring
    from keyring.errors import KeyringError

    name = str(home.path.resolve())
    try:
        keyring.set_password(_SERVICE, name, key.hex())
        return keyring.get_password(_SERVICE, name) == key.hex()
    except (KeyringError, OSError, RuntimeError):
        return False


def _from_keyring(home: Home) -> str:
    if _usable_keyring() is None:
        raise KeyProblemError("档案库密钥在桌面密钥环里,但现在没有可用的密钥环;请在桌面会话中登录后再打开")
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, str(home.path.resolve()))
    except (KeyringError, OSError, RuntimeError) as error:
        raise KeyProblemError("桌面密钥环打不开;请先解锁密钥环") from error
    if found is None:
        raise KeyProblemError("桌面密钥环里没有本档案库的密钥;请确认是同一个用户和同一台机器")
    return found
