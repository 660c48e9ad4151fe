#!/usr/bin/env python3
"""How fast the workstation starts and answers keys, beside harlequin in the same run.

  bench_screen.py                      the workstation of this checkout, with 300 cases on file
  bench_screen.py --peer               and harlequin, installed into a throw-away environment
  bench_screen.py --peer-command PATH  and the harlequin that is already there

The two take turns, so that a busy moment of the machine falls on both. No figure is a gate: a wall-clock
assertion on a shared machine is a flaky test. Run it with the Python of the environment that scripts/test
makes. Nothing stays behind.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from scripts.ptybench import Run, measure, show, summary

PEER = "harlequin==2.17.0"
PEER_ARGUMENTS = (":memory:", "-a", "sqlite")
CASES = 300
READY = "剩余"
"""A heading of the queue: the home screen is there."""
KEYS = "down*30 up*10"


def main() -> int:
    """Measure, and print medians and ratios."""
    args = _arguments()
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)  # the key goes into the folder, not into a keyring
    with tempfile.TemporaryDirectory(prefix="bench-screen-") as name, _peer(args) as peer:
        folder = Path(name)
        print(f"filling an archive with {args.cases} cases", file=sys.stderr)
        fill(folder / "archive", args.cases)
        ours = [sys.executable, "-m", "clerk", "--home", str(folder / "archive")]
        env = [f"HOME={folder}"]
        mine: list[Run] = []
        theirs: list[Run] = []
        for _ in range(args.runs + 1):
            mine.append(
                measure(
                    ours, size=args.size, ready=READY, first="down", keys=args.keys, env=env, leave="ctrl+q"
                )
            )
            if peer:
                theirs.append(measure(peer, size=args.size, keys="text:select", env=env))
    # The first run of each fills caches.
    show(f"workstation [{args.size}, {args.runs} runs, {args.cases} cases, ms]", first := summary(mine[1:]))
    if peer:
        show(f"harlequin [{args.size}, {args.runs} runs, ms]", second := summary(theirs[1:]))
        _compare(first, second)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--keys", default=KEYS)
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--peer", action="store_true", help=f"install {PEER} and measure it too")
    beside.add_argument("--peer-command", metavar="PATH", help="a harlequin that is already installed")
    return parser.parse_args()


@contextmanager
def _peer(args: argparse.Namespace) -> Iterator[list[str]]:
    """The peer's command line; what had to be installed for it is removed afterwards."""
    if args.peer_command:
        yield [args.peer_command, *PEER_ARGUMENTS]
    elif args.peer:
        with tempfile.TemporaryDirectory(prefix="bench-peer-") as folder:
            print(f"installing {PEER}", file=sys.stderr)
            venv.create(folder, with_pip=True)
            subprocess.run([f"{folder}/bin/pip", "install", "-qq", PEER], check=True)
            yield [f"{folder}/bin/harlequin", *PEER_ARGUMENTS]
    else:
        yield []


def fill(path: Path, cases: int) -> None:
    """Make a home whose cases came in yesterday, each through the use case that a clerk's key calls."""
    from clerk.archive.archive import Archive
    from clerk.archive.home import Clerk, Home, Settings, new_device
    from clerk.casework import acts as a
    from clerk.casework.times import BEIJING
    from clerk.desk.office import Done
    from clerk.desk.opening import load_catalogue, open_office

    people = (Clerk("B01", "测量员", ("clerk", "department", "delivery", "supervisor")),)
    archive = Archive.create(Home(path), Settings("测量大厅", "W01", people, new_device()))
    try:
        # Yesterday, and standing still: nothing lapses while it is measured, whatever day it is run on.
        yesterday = datetime.combine(datetime.now(BEIJING) - timedelta(days=1), time(10), BEIJING)
        office = open_office(archive, lambda: yesterday)
        items = [one for one in load_catalogue(archive).items if one.id.startswith("XK")]
        for n in range(cases):
            person = a.Person(f"申请人{n:03}", id_type="居民身份证", id_number="650203199003074518")
            done = office.receive(items[n % len(items)], person, {})
            if not isinstance(done, Done):
                raise SystemExit(f"a case was refused: {done.reason}")
            if n % 3 == 0:
                office.act(done.case.number, a.Accept())
    finally:
        archive.close()


def _compare(ours: dict[str, Any], peer: dict[str, Any]) -> None:
    """Ratios of medians; the peer is usable when its output is quiet, ours when it answered a key."""
    for mine, theirs in (("readable", "readable"), ("usable", "quiet"), ("key", "key")):
        if ours[mine] and peer[theirs]:
            ratio = ours[mine]["p50"] / peer[theirs]["p50"]
            print(f"  {mine}: ours / harlequin's {theirs} = {ratio:.2f}")


if __name__ == "__main__":
    sys.exit(main())
