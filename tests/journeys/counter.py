"""What a person at the counter does with the workstation, as steps for the journeys."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.journeys.terminal import Terminal

ROOT = Path(__file__).parents[2]
RESTAURANT = "92650203MA77ABCD02"
AGENCY = "91650203MA78ABCD1T"
RESIDENT = "650203199003074518"


def surroundings(home: Path) -> dict[str, str]:
    """No desktop, no keyring, no settings of the developer's own."""
    return {"HOME": str(home), "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(home)}


def clerk(home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a subcommand on this home."""
    command = [sys.executable, "-m", "clerk", "--home", str(home / "yichuang"), *argv]
    env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | surroundings(home)
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def set_up(home: Path) -> None:
    """A home of one window, where one person sits at every desk."""
    roles = [word for role in ("clerk", "department", "delivery", "supervisor") for word in ("--role", role)]
    done = clerk(home, "init", "--hall", "测试大厅", "--window", "W01", "--user", "王敏", *roles)
    assert done.returncode == 0, done.stderr


def workstation(home: Path, cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None) -> Terminal:
    """The workstation on this home."""
    argv = [sys.executable, "-m", "clerk", "--home", str(home / "yichuang")]
    return Terminal(argv, cols, rows, surroundings(home) | dict(env or {}))


def practice(home: Path, cols: int = 80, rows: int = 24) -> Terminal:
    """Practice that starts on the Friday before National Day, at the empty queue."""
    program = Terminal(
        [sys.executable, "-m", "clerk", "practice", "--at", "2025-09-26"], cols, rows, surroundings(home)
    )
    program.wait_for("【演练】", "没有待办的办件")
    return program


def choose_item(program: Terminal, initials: str, code: str) -> None:
    """New application: the item by its pinyin initials."""
    program.press("f2")
    program.wait_for("新办:选事项")
    program.type(initials)
    program.wait_for(code)
    program.press("enter")
    program.wait_for("收件:", "姓名或名称")


def applicant(program: Terminal, name: str, number: str) -> None:
    """The applicant's particulars, up to the checklist."""
    program.type(f"{name}\r{number}\r13899501234\r")
    program.wait_for(name, number, "13899501234")
    program.press("f10")
    program.wait_for("性质", "未审")


def receive(program: Terminal, keys: str) -> None:
    """Mark the checklist, receive, and put the receipt away."""
    program.type(keys)
    program.press("f10")
    program.wait_for("收件凭证")
    program.press("esc")
    program.wait_for("案卷 已收件")


def outcomes(program: Terminal) -> list[str]:
    """Open the list of outcomes; its lines, without their numbers."""
    program.press("f10")
    return _listed(program)


def _listed(program: Terminal) -> list[str]:
    shown = program.wait_for("可办 办理", "按回车或行首的数字办理")
    lines = [line.strip().lstrip("123456789 ") for line in shown.splitlines()]
    return [line for line in lines if line.startswith(("可办", "不可"))][1:]


def do(program: Terminal, label: str) -> None:
    """Choose an outcome from the case by what it is called, behind the entry of the rare ones too."""
    lines = outcomes(program)
    if not any(line.split()[1] == label for line in lines):
        program.press("end", "enter")
        program.wait_gone("其他办理")
        lines = _listed(program)
    at = next(n for n, line in enumerate(lines) if line.split()[1] == label)
    program.press("home", *["down"] * at, "enter")


def bring(program: Terminal, *marks: str) -> None:
    """What was brought to the counter is looked at and taken in; F10 says that it came to the window."""
    program.press(*marks, "f10")
    program.wait_for("提交方式", "再次到厅因")
    program.press("f10")


def agree(program: Terminal, question: str, *papers: str) -> None:
    """Say yes to a question, and put the papers away that come of it."""
    program.wait_for("请确认", question)
    program.press("y")
    put_away(program, *papers)


def sign_for(program: Terminal) -> None:
    """The department signs, material by material: all of them are there."""
    do(program, "签收")
    program.wait_for("性质", "未审核")
    program.press("a", "f10")
    program.wait_for("已记录:签收", "审查中")


def put_away(program: Terminal, *papers: str) -> None:
    """The papers are on the screen, one after the other; go back to the case."""
    for paper in papers:
        program.wait_for(paper, "F8 打印")
        program.press("esc")
    back_at_case(program)


def back_at_case(program: Terminal) -> str:
    """Wait for the case file."""
    return program.wait_for("办件编号", "F4 期限怎么算")


def sit(program: Terminal, desk: str, seat: str) -> None:
    """From the case back to the queue, and to another desk of this machine."""
    program.press("esc")
    program.wait_for("下一期限", "剩余")
    program.press(desk)
    program.wait_for(f"{seat}", "下一期限")


def open_case(program: Terminal, name: str) -> None:
    """Open the case under the cursor of the queue."""
    program.wait_for(name[:4], "下一期限")
    program.press("enter")
    program.wait_for("办件编号", name)
