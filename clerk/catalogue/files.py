"""Catalogue files: the built-in catalogue, and those that a hall brings (JSON or TOML).

Both the project's own form and the exchange form are read; see :mod:`clerk.catalogue.decode` for
what an item must satisfy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from clerk.catalogue.decode import decode_item
from clerk.catalogue.errors import CatalogueError
from clerk.catalogue.index import Catalogue

__all__ = ["Catalogue", "CatalogueError", "decode_item", "load_builtin", "read_catalogue"]

BUILTIN: Final = Path(__file__).parent / "builtin"
GROUPS: Final = ("XK", "QR", "GF", "JL", "CJ", "QT", "GG")
"""The built-in files, one for each type of item, in the order of the catalogue."""
MAX_BYTES: Final = 64 * 1024 * 1024
_TOP: Final = frozenset({"meta", "items"})


@cache
def load_builtin() -> Catalogue:
    """The built-in catalogue: 40 items, unverified facts marked. Read once; items are immutable."""
    items = [
        decode_item(mapping)
        for group in GROUPS
        for mapping in tomllib.loads((BUILTIN / f"{group}.toml").read_text(encoding="utf-8"))["items"]
    ]
    return Catalogue(items)


def read_catalogue(path: Path | str) -> Catalogue:
    """The catalogue in this file.

    Raises:
        CatalogueError: the file cannot be read, or an item in it cannot be used; one sentence.
    """
    path, text = Path(path), ""
    try:
        text = _text(path)
        return _catalogue(_parse(path, text))
    except CatalogueError as error:
        line = _line_of(error.item, text)
        raise error.at(f"{path.name} 第{line}行" if line else path.name) from error


def _line_of(label: str, text: str) -> int:
    """The line on which the item that an error names begins, counted from 1; 0 where it is not found."""
    called = label.removeprefix("事项 ")
    if called == label:
        return 0
    found = re.search(rf"""["']?\b(?:id|name)\b["']?\s*[:=]\s*["']{re.escape(called)}["']""", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _catalogue(document: Any) -> Catalogue:
    items: Any
    if isinstance(document, Mapping) and "materials" in document:
        items = [document]
    elif isinstance(document, Mapping):
        unknown = next((key for key in document if key not in _TOP), None)
        if unknown is not None:
            raise CatalogueError(f"最外层有不认识的字段 {str(unknown)[:40]},应当只有 meta 和 items,请改正")
        items = document.get("items", [])
    else:
        items = document
    if not isinstance(items, list) or not items:
        raise CatalogueError("文件里没有事项,请检查 items 是不是一个非空的列表")
    return Catalogue(decode_item(mapping) for mapping in items)


def _text(path: Path) -> str:
    """The file's text: UTF-8 (with or without BOM), UTF-16 with BOM, else GB 18030 (GBK)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CatalogueError("文件超过 64 MB,不像是事项目录,请确认选对了文件")
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"文件读不了({error.strerror or '原因不明'}),请检查路径和权限") from error
    utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CatalogueError("文件既不是 UTF-8 也不是 GBK 编码的文字,请另存为 UTF-8 后再导入")


def _parse(path: Path, text: str) -> Any:
    """The document in the text: by the file's ending, else JSON where it looks like it."""
    if not text.strip():
        raise CatalogueError("文件是空的,请确认选对了文件")
    toml = path.suffix.lower() == ".toml" or (
        path.suffix.lower() != ".json" and not text.lstrip().startswith(("{", "[{"))
    )
    try:
        return _toml(text) if toml else _json(text)
    except RecursionError as error:
        raise CatalogueError("文件嵌套层数太深,请检查文件结构") from error


def _toml(text: str) -> Any:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"不是正确的 TOML({error}),请更正该处") from error


def _json(text: str) -> Any:
    import json  # only files that a hall brings are JSON; the built-in ones start faster without

    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CatalogueError(
            f"第{error.lineno}行第{error.colno}列不是正确的 JSON({error.msg}),请更正该处"
        ) from error
