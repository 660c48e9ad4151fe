"""The one way to open the database: SQLCipher with a raw key, WAL, durable commits.

Both the plain connections (reads; the first screen cannot wait for the ORM) and the SQLAlchemy
engine (writes) come from :func:`connect`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from clerk.archive.errors import DamagedError, KeyProblemError, NewerArchiveError, WriteError

if TYPE_CHECKING:
    from sqlalchemy import Engine

SCHEMA_VERSION = 3
"""``PRAGMA user_version`` of what this program writes; an older one is upgraded at its first write."""
Connection = Any
"""sqlcipher3 ships no types; a connection follows DB-API 2.0 as sqlite3's does."""


def connect(path: Path, key: bytes, *, durable: bool = True, read_only: bool = False) -> Connection:
    """An open connection. ``durable`` commits reach the disk (FULL); drafts do with NORMAL.

    Raises:
        KeyProblemError: the key does not open this file.
        DamagedError: the file is not there or cannot be read.
        NewerArchiveError: a newer program wrote it.
    """
    connection = open_file(path, key, durable=durable, read_only=read_only)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        connection.close()
        raise NewerArchiveError(
            f"档案库由更新的版本写成(结构版本{version}),请先升级本程序;档案库未作任何改动"
        )
    return connection


def open_file(path: Path, key: bytes, *, durable: bool = True, read_only: bool = False) -> Connection:
    """A connection without the check of the schema version (restore and migration need it)."""
    import sqlcipher3.dbapi2 as driver

    if read_only and not path.exists():
        raise DamagedError(f"找不到档案库 {path}")
    try:
        connection = driver.connect(str(path), timeout=10, check_same_thread=False, isolation_level=None)
        # Without this a wrong key prints "ERROR CORE" lines over the screen.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA foreign_keys = ON")
    except driver.OperationalError as error:
        raise DamagedError(f"档案库 {path} 打不开:{_plain(error)}") from error
    except driver.DatabaseError as error:
        raise KeyProblemError(f"密钥打不开档案库 {path}:密钥不对,或文件已损坏") from error
    return connection


def engine(path: Path, key: bytes) -> Engine:
    """The SQLAlchemy engine over the same kind of connection. Values never appear in error texts."""
    import sqlcipher3.dbapi2 as driver
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    return create_engine(
        "sqlite+pysqlite://",
        creator=lambda: connect(path, key),
        module=driver,
        hide_parameters=True,
        poolclass=StaticPool,
    )


def write_problem(error: Exception) -> WriteError:
    """A driver's error on writing as one sentence. Carries no value that was to be written."""
    text = str(getattr(error, "orig", error)).lower()
    if "full" in text:
        return WriteError("磁盘已满,刚才的操作没有记录;请清理磁盘后重做")
    if "readonly" in text or "read-only" in text:
        return WriteError("档案库所在磁盘只读,刚才的操作没有记录;请检查磁盘和权限")
    if "locked" in text or "busy" in text:
        return WriteError("档案库正被另一个程序占用,刚才的操作没有记录;请稍候重做")
    return WriteError(f"档案库写入失败,刚才的操作没有记录({type(error).__name__})")


def _plain(error: Exception) -> str:
    text = str(error).lower()
    if "unable to open" in text:
        return "文件不存在或没有权限"
    return "文件被占用或磁盘只读" if "locked" in text or "readonly" in text else "文件已损坏"
