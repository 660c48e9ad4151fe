"""The program ``clerk``: finds the command, loads only its module, and turns every end into an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from clerk.cli.frame import INTERRUPTED, OK, SURROUNDINGS, Parser, Problem, home_path, prepare_streams

GROUPS: Final[dict[str, tuple[str, str]]] = {
    "init": ("clerk.cli.setup", "为一个窗口建立数据目录"),
    "practice": ("clerk.cli.practice", "练习模式,不需要任何设置"),
    "due": ("clerk.cli.calendar", "算到期日"),
    "days": ("clerk.cli.calendar", "数工作日"),
    "calendar": ("clerk.cli.calendar", "工作日历:已知哪些放假通知,导入新通知"),
    "items": ("clerk.cli.items", "事项目录"),
    "credit": ("clerk.cli.credit", "红黑名单:导入、查看、查对"),
    "policy": ("clerk.cli.policy", "本厅政策:查看、检查文件、解释字段"),
    "cases": ("clerk.cli.archive", "办件:列表、查看、经过"),
    "case": ("clerk.cli.case", "对一个办件办理一个行为"),
    "notice": ("clerk.cli.notice", "办件的文书:查看、存文件、打印"),
    "play": ("clerk.cli.practice", "在临时档案上运行情景文件"),
    "verify": ("clerk.cli.archive", "核验档案"),
    "backup": ("clerk.cli.archive", "加密备份"),
    "restore": ("clerk.cli.archive", "从备份恢复"),
}
"""Command: its module, and a line of help. A module offers ``register(name, parser)``, which adds the
arguments and sets ``run`` (args -> exit code); it is loaded only when its command is called."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command (``argv`` or the process's own arguments) and return its exit status."""
    prepare_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    args = argparse.Namespace(home=None, json=False)
    try:
        status = _run(words, args)
        sys.stdout.flush()
    except Problem as problem:
        return _say(str(problem), problem.exit_code)
    except BrokenPipeError:
        _settle_stdout()
        return OK
    except KeyboardInterrupt:
        return _say("已中断", INTERRUPTED)
    except OSError as error:
        _settle_stdout()
        return _say(f"系统不允许:{error.strerror or type(error).__name__}{_named(error)}", SURROUNDINGS)
    except Exception as error:
        # The last resort of the whole program: a clerk gets a sentence, the log gets the rest.
        return _say(_unexpected(error, args), SURROUNDINGS)
    return status


def _run(words: Sequence[str], args: argparse.Namespace) -> int:
    try:
        _parser(_command(words)).parse_args(words, args)
    except SystemExit:
        return OK  # --help and --version have printed what was asked for
    if args.command is None:
        return _workstation(args)
    return int(args.run(args))


def _workstation(args: argparse.Namespace) -> int:
    from clerk.workstation.start import StartError, run

    try:
        return run(home_path(args).absolute())
    except StartError as error:
        raise Problem(str(error), SURROUNDINGS) from error


def _command(words: Sequence[str]) -> str | None:
    """The command among ``words``: the first that is neither an option nor the value of --home."""
    rest = iter(words)
    for word in rest:
        if word == "--home":
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None


def _parser(command: str | None) -> Parser:
    from clerk import __version__

    parser = Parser(prog="clerk", description="一窗 Yichuang:综合窗口工作站。不带命令时打开工作站。")
    parser.add_argument("--version", action="version", version=f"clerk {__version__}", help="显示版本")
    parser.set_defaults(command=None)
    groups = parser.add_subparsers(dest="command", metavar="命令", title="命令")
    for name, (module, help_) in GROUPS.items():
        group = groups.add_parser(name, help=help_, description=help_)
        if name == command:
            import_module(module).register(name, group)
    return parser


def _say(sentence: str, status: int) -> int:
    print("clerk:" + " ".join(sentence.split()), file=sys.stderr)
    return status


def _named(error: OSError) -> str:
    return f"({error.filename})" if error.filename else ""


def _settle_stdout() -> None:
    """Where nobody can read any more, keep the interpreter's own last flush from complaining."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception, args: argparse.Namespace) -> str:
    """A sentence for an error nobody foresaw. The log gets code places only: messages may hold names."""
    what = f"程序出错({type(error).__name__}),没有完成"
    home = home_path(args)
    if not home.is_dir():
        return what
    import traceback
    from datetime import datetime

    log = home / "log" / "clerk.log"
    places = "".join(traceback.format_tb(error.__traceback__))
    try:
        log.parent.mkdir(exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone().isoformat()} {type(error).__name__}\n{places}\n")
    except OSError:
        return what
    return f"{what};经过已写入 {log},请交给管理员"
