#!/usr/bin/env python3
"""How fast the workstation starts and answers keys, beside harlequin in the same run.

  bench_screen.py                     the workstation of this checkout, in practice
  bench_screen.py --peer DIR          and harlequin, in an environment of its own in DIR, made if need be
  bench_screen.py -- CMD ARG…         another command (name its --ready text and its --keys)

The two take turns, so that a busy moment of the machine falls on both. No figure is a gate: a wall-clock
assertion on a shared machine is a flaky test. Needs the environment that scripts/clerk makes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from ptybench import Run, measure, show, summary

ROOT = Path(__file__).resolve().parent.parent
PEER = "harlequin==2.17.0"
PRACTICE = ("practice", "--at", "2025-09-26")
READY = "下一期限"
"""The heading of the queue: the home screen is there."""
KEYS = "down*5 f2 text:lwpq down*20 up*20 esc f9 text:张三 esc"


def main() -> int:
    """Measure, and print medians and ratios."""
    args = _arguments()
    command = args.command[1:] if args.command[:1] == ["--"] else args.command
    ours = command or [str(ROOT / "scripts" / "clerk"), *PRACTICE]
    peer = [str(_peer(args.peer)), "--adapter", "sqlite"] if args.peer else []
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as home:
        env = [f"HOME={home}"]
        mine: list[Run] = []
        theirs: list[Run] = []
        for _ in range(args.runs + 1):
            mine.append(measure(ours, size=args.size, ready=args.ready, keys=args.keys, env=env))
            if peer:
                theirs.append(measure(peer, size=args.size, keys="text:select", env=env))
    # The first run of each fills caches.
    show(f"workstation [{args.size}, {args.runs} runs, ms]", first := summary(mine[1:]))
    if peer:
        show(f"{PEER} [{args.size}, {args.runs} runs, ms]", second := summary(theirs[1:]))
        _compare(first, second)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--ready", default=READY)
    parser.add_argument("--keys", default=KEYS)
    parser.add_argument("--peer", type=Path, metavar="DIR")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser.parse_args()


def _peer(folder: Path) -> Path:
    """The peer's program, installed when it is not there."""
    program = folder / "bin" / "harlequin"
    if not program.exists():
        print(f"installing {PEER} into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", PEER], check=True)
    return program


def _compare(ours: dict[str, Any], peer: dict[str, Any]) -> None:
    """Ratios of medians: usable is our queue on the screen, and the peer's output quiet."""
    pairs = (("readable", "readable"), ("ready", "quiet"), ("key", "key"))
    for mine, theirs in pairs:
        if ours[mine] and peer[theirs]:
            ratio = ours[mine]["p50"] / peer[theirs]["p50"]
            print(f"  ours {mine} / peer {theirs}: {ratio:.2f}")


if __name__ == "__main__":
    sys.exit(main())
