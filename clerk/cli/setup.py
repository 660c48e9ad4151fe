"""``clerk init``: the set-up of one window without questions."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from clerk.cli.frame import BAD_INPUT, OK, Parser, Problem, emit, home_path
from clerk.cli.opening import surroundings

if TYPE_CHECKING:
    from clerk.archive.home import Home, Settings

_ROLES = ("clerk", "supervisor", "department", "delivery")
_WINDOW = re.compile(r"[A-Za-z0-9]{1,8}")


def register(name: str, parser: Parser) -> None:
    """Add the arguments of ``clerk init``."""
    parser.add_argument("--hall", required=True, metavar="N", help="大厅全称")
    parser.add_argument("--window", required=True, metavar="W01", help="窗口号(字母和数字)")
    parser.add_argument("--user", required=True, metavar="N", help="窗口人员姓名")
    parser.add_argument("--role", action="append", choices=_ROLES, help="岗位,可重复;默认 clerk")
    parser.add_argument("--items", metavar="FILE", help="事项目录文件;默认用内置目录")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the home; says where the key is."""
    from clerk.archive.archive import Archive
    from clerk.archive.home import Home
    from clerk.archive.keys import where

    home = Home(home_path(args).absolute())
    if home.exists():
        raise Problem(f"数据目录 {home.path} 已经设置过,不会覆盖;要另设一处请用 --home DIR", BAD_INPUT)
    catalogue = _catalogue(args.items)
    settings = _settings(args, "items" + Path(args.items).suffix if catalogue else "builtin")
    with surroundings():
        if catalogue is not None:
            _keep_catalogue(home, settings.catalogue, catalogue)
        archive = Archive.create(home, settings)
        archive.close()
    place = archive.settings.key_place
    data = {
        "home": str(home.path),
        "hall": settings.hall,
        "window": settings.window,
        "key": {"place": place, "where": where(home, place)},
        "catalogue": settings.catalogue,
    }
    text = (
        f"已设置:{settings.hall} {settings.window}\n数据目录:{home.path}\n"
        f"档案库密钥:{where(home, place)}。没有密钥,档案库和备份都打不开,请妥善保管"
    )
    emit(args, data, text)
    return OK


def _settings(args: argparse.Namespace, catalogue: str) -> Settings:
    from clerk.archive.home import Clerk, Settings, new_device

    hall, user = _text(args.hall, "--hall"), _text(args.user, "--user")
    if not _WINDOW.fullmatch(args.window):
        raise Problem("--window 只能是1至8个字母或数字,例如 W01", BAD_INPUT)
    roles = tuple(dict.fromkeys(args.role or ["clerk"]))
    return Settings(
        hall=hall,
        window=args.window.upper(),
        clerks=(Clerk(user, user, roles),),
        device=new_device(),
        catalogue=catalogue,
    )


def _text(value: str, option: str) -> str:
    plain = " ".join(value.split())
    if not plain or len(plain) > 60 or not plain.isprintable():
        raise Problem(f"{option} 要有1至60个可见字符", BAD_INPUT)
    return plain


def _catalogue(path: str | None) -> bytes | None:
    """The checked bytes of the hall's own catalogue, or None for the built-in one."""
    if path is None:
        return None
    from clerk.catalogue.files import CatalogueError, read_catalogue

    try:
        read_catalogue(Path(path))
        return Path(path).read_bytes()
    except CatalogueError as error:
        raise Problem(str(error), BAD_INPUT) from error
    except OSError as error:
        raise Problem(f"读不了事项目录 {path}:{error.strerror}", BAD_INPUT) from error


def _keep_catalogue(home: Home, name: str, data: bytes) -> None:
    from clerk.archive.home import write_private

    home.make()
    write_private(home.path / name, data)
