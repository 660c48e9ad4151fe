#!/usr/bin/env python3
"""How fast the calendars answer, beside numpy, chinesecalendar, holidays and a bare loop in the same run.

  bench_calendars.py                    peers installed with pip into a throw-away environment
  bench_calendars.py --peer-python PATH and the Python of an environment that has them already
  bench_calendars.py --no-peers         ours and the bare loop alone
  bench_calendars.py --only add,load    some of the measurements

Contenders take turns, so that a busy moment of the machine falls on all of them. No figure is a gate: a
wall-clock assertion on a shared machine is a flaky test. Run it with the Python of the environment that
scripts/test makes. Nothing stays behind.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PEERS: Final = ("numpy", "chinesecalendar", "holidays")
OURS: Final = "yichuang"
AIMS: Final = {"numpy": 15.0}
"""How many times ours a contender should take; numpy in the form that suits it best."""


@dataclass(frozen=True)
class Bench:
    """What a measurement needs to know of this run."""

    rounds: int
    peer_python: str | None
    """A Python that has the peers, or some of them."""
    folder: Path
    """For whatever a measurement writes; it is gone afterwards."""


@dataclass(frozen=True)
class Figure:
    """One line of the result: seconds for one time, as often as it was measured, and what is aimed at."""

    what: str
    who: str
    times: tuple[float, ...]
    target: float | None = None
    note: str = ""
    ratio: float | None = None
    """How many times ours it should take at least."""

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.times)


def add(bench: Bench) -> list[Figure]:
    """The n-th working day after a day: at most 0.4 µs, and 15 times as fast as numpy."""
    return _beside_peers(bench, "add", 0.4e-6)


def count(bench: Bench) -> list[Figure]:
    """The working days between two days: likewise."""
    return _beside_peers(bench, "count", 0.4e-6)


def load(bench: Bench) -> list[Figure]:
    """A region's calendar in a fresh process: at most 5 ms once the package is imported."""
    regions = ("xinjiang", "national")
    program = (
        "import sys; from time import perf_counter as now; a = now(); import calendars; b = now()\n"
        "calendars.load_calendar(sys.argv[1]); c = now(); print(c - b, b - a)"
    )
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[list[float]]] = {region: [] for region in regions}
    for _ in range(bench.rounds + 1):
        for region in regions:
            done = subprocess.run(
                [sys.executable, "-c", program, region],
                cwd=ROOT,
                env=env,
                capture_output=True,
                text=True,
                check=True,
            )
            times[region].append([float(word) for word in done.stdout.split()])
    figures = []
    for region in regions:
        # The first run writes bytecode and fills the file cache.
        loads, imports = zip(*times[region][1:], strict=True)
        figures.append(Figure(f"load {region}", OURS, loads, 5e-3))
        figures.append(Figure(f"import, before load {region}", OURS, imports, note="package and its imports"))
    return figures


def fold(bench: Bench) -> list[Figure]:
    """A case of 40 acts and more with its clocks: at most 300 µs."""
    from scripts.case_bench import fold_times

    times, note = fold_times(bench.rounds)
    return [Figure("fold a case", OURS, times, 300e-6, note)]


def recompute(bench: Bench) -> list[Figure]:
    """The dates of 100,000 open cases after an imported notice: at most 8 s. A few rounds tell enough."""
    from scripts.case_bench import recompute_times

    times, idle, note = recompute_times(bench.folder, min(bench.rounds, 3))
    return [
        Figure("recompute after a notice", OURS, times, 8.0, note),
        Figure("recompute, nothing changed", OURS, idle, 8.0, "no row written"),
    ]


MEASUREMENTS: Final[dict[str, Callable[[Bench], list[Figure]]]] = {
    "add": add,
    "count": count,
    "load": load,
    "fold": fold,
    "recompute": recompute,
}
"""Each by its name. A further one is a function that takes a :class:`Bench` and returns figures."""


def main() -> int:
    """Measure, and print medians and ratios."""
    args = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-calendars-") as name, _peers(args) as python:
        bench = Bench(args.rounds, python, Path(name))
        figures = [figure for one in args.only for figure in MEASUREMENTS[one](bench)]
    if args.json:
        print(json.dumps([{**vars(figure), "median": figure.middle} for figure in figures]))
    else:
        show(figures)
    return 0


def show(figures: list[Figure]) -> None:
    """A line a figure: median and best, what is aimed at, and how many times ours it takes."""
    ours = {figure.what: figure.middle for figure in figures if figure.who == OURS}
    print(f"{'what':30}{'who':18}{'median':>11}{'best':>11}{'aim':>11}{'x ours':>9}  note")
    for figure in figures:
        ratio = figure.middle / ours[figure.what] if figure.who != OURS and figure.what in ours else None
        slow = figure.target is not None and figure.middle > figure.target
        close = figure.ratio is not None and ratio is not None and ratio < figure.ratio
        aim = f"≤ {_seconds(figure.target)}" if figure.target else ""
        aim = aim or (f"≥ {figure.ratio:g}x" if figure.ratio else "")
        times = f"{_seconds(figure.middle):>11}{_seconds(min(figure.times)):>11}{aim:>11}"
        shown = f"{ratio:>8.1f}x" if ratio else " " * 9
        note = f"{figure.note}{' MISSED' if slow or close else ''}"
        print(f"{figure.what:30}{figure.who:18}{times}{shown}  {note}")


def _seconds(value: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.2f} {unit}"
    return f"{value / 1e-9:.0f} ns"


def _beside_peers(bench: Bench, what: str, target: float) -> list[Figure]:
    """Ours, the bare loop and the peers that are there, taking turns in one process."""
    program = [str(ROOT / "scripts" / "calendar_contest.py"), what, str(bench.rounds)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [bench.peer_python or sys.executable, *program],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [
        Figure(
            what, who, tuple(found["times"]), target if who == OURS else None, found["note"], AIMS.get(who)
        )
        for who, found in json.loads(done.stdout).items()
    ]


@contextmanager
def _peers(args: argparse.Namespace) -> Iterator[str | None]:
    """A Python with the peers in it, for as long as the run lasts; what cannot be had is said."""
    if args.no_peers or args.peer_python:
        yield args.peer_python
        return
    with tempfile.TemporaryDirectory(prefix="bench-calendars-venv-") as folder:
        print("installing the peers into a throw-away environment", file=sys.stderr)
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        # dateutil is ours: the contest runs our package in the peers' environment.
        for package in (*PEERS, "python-dateutil"):
            quiet = ["-q", "--disable-pip-version-check", "--only-binary", ":all:"]
            done = subprocess.run([python, "-m", "pip", "install", *quiet, package], check=False)
            if done.returncode:
                print(f"{package} could not be installed and is left out", file=sys.stderr)
        yield python


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=9, help="how often each is measured (default 9)")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--peer-python", metavar="PATH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(MEASUREMENTS))
    args = parser.parse_args()
    if unknown := set(args.only) - MEASUREMENTS.keys():
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    return args


if __name__ == "__main__":
    sys.exit(main())
