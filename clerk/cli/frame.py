"""What every command shares: exit codes, one-sentence problems, one JSON document, Chinese usage."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

OK: Final = 0
NO: Final = 1
"""The honest answer is no: refused by rule, verification failed, nothing found."""
BAD_INPUT: Final = 2
SURROUNDINGS: Final = 3
"""Locked archive, no key, disk full, a hub that cannot be reached."""
INTERRUPTED: Final = 130

_HOME_SETTINGS: Final = "hall.json"

_USAGE_WORDS: Final = (
    (r"the following arguments are required: (.+)", "缺少参数 {0}"),
    (r"unrecognized arguments: (.+)", "不认识的参数 {0}"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{0} 不能是“{1}”,可选 {2}"),
    (r"argument (.+?): expected one argument", "{0} 后面要有一个值"),
    (r"argument (.+?): expected at least one argument", "{0} 后面至少要有一个值"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} 不能与 {1} 同时使用"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} 不带值"),
    (r"argument (.+?): invalid (?:.+?) value: '?(.*?)'?", "{0} 的值“{1}”无效"),
    (r"one of the arguments (.+) is required", "需要以下参数之一:{0}"),
    (r"argument (.+?): (.+)", "{0}:{1}"),
)
"""argparse speaks English; a clerk reads these."""


class Problem(Exception):
    """Something that stops a command: one plain sentence and the exit code that goes with it."""

    def __init__(self, message: str, exit_code: int = BAD_INPUT) -> None:
        """``message`` says what is wrong, where, and what to do."""
        super().__init__(message)
        self.exit_code = exit_code


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with Chinese headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The usage line."""
        super().add_usage(usage, actions, groups, "用法:" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one Chinese sentence, and that takes --json and --home anywhere."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """The options of every command are added here, so that sub-parsers have them too."""
        super().__init__(
            *args, **{"formatter_class": _Formatter, **options, "add_help": False, "allow_abbrev": False}
        )
        # argparse offers no public way to name its two groups, nor to read -5wd as a value.
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self._negative_number_matcher = re.compile(r"^-\d")
        self.add_argument("-h", "--help", action="help", help="显示这段说明")
        # A default here would overwrite what was said before the command's name.
        self.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="只输出一个 JSON 文档"
        )
        self.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help="数据目录")

    def error(self, message: str) -> NoReturn:
        """Turn a usage error into a problem."""
        raise Problem(f"{_in_chinese(message)};用法见 {self.prog} --help", BAD_INPUT)


def _in_chinese(message: str) -> str:
    for pattern, words in _USAGE_WORDS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*(" ".join(part.replace("'", "").split()) for part in found.groups()))
    return message


def emit(args: argparse.Namespace, data: object, text: str | Callable[[], str]) -> None:
    """Print the answer: ``data`` as one JSON document with --json, else ``text``."""
    if args.json:
        print(json.dumps(data, ensure_ascii=False))
    else:
        print(text if isinstance(text, str) else text())


def home_path(args: argparse.Namespace) -> Path:
    """The data folder: --home, else ``CLERK_HOME``, else the machine-wide one; need not exist."""
    named = args.home or os.environ.get("CLERK_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return Path(user_data_path("yichuang", appauthor=False))


def hall_region(args: argparse.Namespace) -> str:
    """The region of the hall that this home is set up for, else Xinjiang.

    Reads the settings without the archive's typed reader: ``clerk due`` must answer at once.
    """
    settings = home_path(args) / _HOME_SETTINGS
    try:
        region = json.loads(settings.read_text("utf-8")).get("region", "xinjiang")
    except FileNotFoundError:
        return "xinjiang"
    except OSError as error:
        raise Problem(f"读不了设置文件 {settings}({error.strerror})", SURROUNDINGS) from error
    except (ValueError, AttributeError) as error:
        raise Problem(f"设置文件 {settings} 不是有效的设置;可用 --region 指明地区", SURROUNDINGS) from error
    return str(region)


def prepare_streams() -> None:
    """Speak UTF-8 whatever the locale says (LANG=C), and never fail on a lone surrogate."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
