"""From a scenario file's bytes to a plain document: JSON or TOML, UTF-8, of a sane size."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

from clerk.practice.errors import ScenarioError, shown

MAX_BYTES: Final = 1024 * 1024
_MAX_TEXT: Final = 4000


def read_document(path: Path) -> dict[str, Any]:
    """The table in this file.

    Raises:
        ScenarioError: it cannot be read, is no JSON or TOML, or is not one table.
    """
    text = _text(path)
    document = _toml(text) if _is_toml(path, text) else _json(text)
    if not isinstance(document, dict):
        raise ScenarioError("情景文件的最外层应当是一张表(键值对),请检查文件结构")
    _check_texts(document, "")
    return document


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise ScenarioError("这是一个文件夹,请指明其中的情景文件") from error
    except FileNotFoundError as error:
        raise ScenarioError("找不到这个文件,请检查路径") from error
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or "路径不正确"
        raise ScenarioError(f"文件读不了({reason}),请检查路径和权限") from error
    if len(raw) > MAX_BYTES:
        raise ScenarioError("文件超过 1 MB,不像是情景文件,请确认选对了文件")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError("文件不是 UTF-8 编码,请另存为 UTF-8 后再试") from error
    if not text.strip():
        raise ScenarioError("文件是空的,请确认选对了文件")
    return text


def _is_toml(path: Path, text: str) -> bool:
    suffix = path.suffix.lower()
    return suffix == ".toml" or (suffix != ".json" and not text.lstrip().startswith("{"))


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(f"不是正确的 TOML({shown(error)}),请更正该处") from error
    except RecursionError as error:
        raise ScenarioError("文件嵌套层数太深,请检查文件结构") from error
    except ValueError as error:
        raise ScenarioError("不是正确的 TOML:有一个日期或数字写得不对,请更正") from error


def _json(text: str) -> Any:
    import json  # the start of the program does not pay for it

    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}列"
        raise ScenarioError(f"{where}不是正确的 JSON({error.msg}),请更正该处") from error
    except RecursionError as error:
        raise ScenarioError("文件嵌套层数太深,请检查文件结构") from error
    except ScenarioError:
        raise
    except ValueError as error:
        raise ScenarioError("不是正确的 JSON:有一个数字太大,请更正") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table; a key that stands in it twice would silently lose one of its values."""
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise ScenarioError(f"字段 {shown(key)} 在同一张表里出现了两次,请删去一处")
        table[key] = value
    return table


def _check_texts(value: Any, where: str) -> None:
    """Texts are of a sane length and hold no control characters or broken code points."""
    if isinstance(value, str):
        if any(
            (ord(ch) < 32 and ch != "\n") or 0x7F <= ord(ch) < 0xA0 or 0xD800 <= ord(ch) < 0xE000
            for ch in value
        ):
            raise ScenarioError(f"{_field(where)}里有看不见的控制字符或残缺的字符,请删去后重新录入")
        if len(value) > _MAX_TEXT:
            raise ScenarioError(f"{_field(where)}长达{len(value)}个字,超过{_MAX_TEXT},请缩短")
    elif isinstance(value, dict):
        for key, part in value.items():
            _check_texts(key, where)
            _check_texts(part, f"{where}.{shown(key)}" if where else shown(key))
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            _check_texts(part, f"{where}[{number}]")


def _field(where: str) -> str:
    return f"字段 {where} " if where else "最外层的字段名"
