#!/usr/bin/env python3
"""Measure a terminal program from outside, through a pseudo-terminal.

  startup   spawn -> first byte / first readable text / --ready text / quiet (output stopped)
            usable: --first is pressed the moment --ready stands there; until its answer has ended
  keys      key written -> end of the first synchronized frame (first byte where there are none)
  bursts    keys written at a fixed rate (a held key): how long the output lags the last key

Nothing is guessed about the program: only bytes on the wire and /proc are read. Standard library only.

  ptybench.py --ready 下一期限 --keys 'down*20 f2 text:lwpq esc' --burst 'down*90@30' -- clerk practice

Key words: down up left right home end pageup pagedown tab shift+tab enter esc space backspace delete
f1..f12, ctrl+<letter>, text:<anything> (each character one key), paste:<text>, wait:<ms>. Suffix *N repeats.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import json
import os
import pty
import re
import select
import shlex
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
TILDE = {"delete": 3, "pageup": 5, "pagedown": 6, "f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20}
TILDE |= {"f10": 21, "f11": 23, "f12": 24}
PLAIN = {
    "enter": b"\r",
    "tab": b"\t",
    "esc": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    "shift+tab": b"\x1b[Z",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
}
# What a terminal that follows the specifications answers; without an answer Textual does not use
# synchronized output, which real terminals have.
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
}
ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[@-Z\\-_]|[ -/][0-~])",
    re.DOTALL,
)
FRAME_END = b"\x1b[?2026l"
READABLE = 12
"""Bytes of plain text that count as something readable."""
QUIET = 0.4
"""Seconds without output after which a program has started."""


def encode_key(name: str) -> bytes:
    """The bytes that a terminal sends for one key."""
    low = name.lower()
    if low in PLAIN:
        return PLAIN[low]
    if low in ARROWS:
        return f"\x1b[{ARROWS[low]}".encode()
    if low in TILDE:
        return f"\x1b[{TILDE[low]}~".encode()
    if low.startswith("ctrl+") and len(low) == 6:
        return bytes([ord(low[-1].upper()) & 0x1F])
    if len(name) == 1:
        return name.encode()
    raise SystemExit(f"unknown key: {name}")


def parse_keys(spec: str) -> list[tuple[str, bytes]]:
    """('label', bytes) for every key of a specification."""
    keys: list[tuple[str, bytes]] = []
    for word in shlex.split(spec):
        found = re.fullmatch(r"(.+)\*(\d+)", word, re.DOTALL)
        word, times = (found[1], int(found[2])) if found else (word, 1)
        kind, _, rest = word.partition(":")
        if kind == "text" and rest:
            keys += [(character, character.encode()) for character in rest] * times
        elif kind == "paste" and rest:
            keys += [("paste", b"\x1b[200~" + rest.encode() + b"\x1b[201~")] * times
        else:
            keys += [(word, b"" if kind == "wait" else encode_key(word))] * times
    return keys


@dataclass
class Run:
    """One process, start to end; milliseconds."""

    first_byte: float | None = None
    readable: float | None = None
    ready: float | None = None
    quiet: float | None = None
    usable: float | None = None
    keys: list[tuple[str, float | None]] = field(default_factory=list)
    bursts: list[dict[str, Any]] = field(default_factory=list)
    memory_mib: float | None = None
    waited: float = 0.0
    """Time runnable but not running: how much of the result belongs to other programs."""


class Terminal:
    """A child process on a pseudo-terminal."""

    def __init__(self, argv: Sequence[str], cols: int, rows: int, env: dict[str, str]) -> None:
        self.seen = bytearray()
        self.alive = True
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        size = struct.pack("HHHH", rows, cols, 0, 0)
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.execvpe(argv[0], list(argv), env)
            except OSError as error:
                os.write(2, f"ptybench: {argv[0]}: {error}\n".encode())
            finally:
                os._exit(127)

    def read(self, timeout: float) -> tuple[float, bytes] | None:
        """The next output with its time, or None after ``timeout`` seconds."""
        if not self.alive or not select.select([self.fd], [], [], max(0.0, timeout))[0]:
            return None
        now = time.perf_counter()
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.alive = False
            return None
        self.seen += data
        for question, answer in ANSWERS.items():
            for _ in range(data.count(question)):
                os.write(self.fd, answer)
        return now, data

    def drain(self, quiet: float, limit: float = 10.0) -> list[tuple[float, bytes]]:
        """Everything until ``quiet`` seconds pass without output, or ``limit`` in all."""
        chunks = []
        end = time.perf_counter() + limit
        while time.perf_counter() < end and (chunk := self.read(quiet)):
            chunks.append(chunk)
        return chunks

    def send(self, data: bytes) -> float:
        """Write keys; when that was."""
        sent = time.perf_counter()
        os.write(self.fd, data)
        return sent

    def memory_mib(self) -> float | None:
        """Resident memory (Linux)."""
        found = re.search(r"VmRSS:\s+(\d+)", _proc(self.pid, "status"))
        return round(int(found[1]) / 1024, 1) if found else None

    def waited(self) -> float:
        """Milliseconds spent waiting for a processor (Linux)."""
        fields = _proc(self.pid, "schedstat").split()
        return int(fields[1]) / 1e6 if len(fields) > 1 else 0.0

    def close(self, exit_keys: str) -> None:
        """Ask the program to end, then insist."""
        for _, data in parse_keys(exit_keys):
            if self.alive:
                os.write(self.fd, data)
                self.drain(0.3, 1.5)
        if not os.waitpid(self.pid, os.WNOHANG)[0]:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)


def _proc(pid: int, name: str) -> str:
    path = Path(f"/proc/{pid}/{name}")
    return path.read_text() if path.exists() else ""


def start(terminal: Terminal, run: Run, ready: str, first: str = "", limit: float = 30.0) -> None:
    """Follow a start until the program is quiet, and ready where that is asked for.

    What is still being painted cannot be told from the answer to ``first``: usable is the end of both.
    """
    wanted, pressed = ready.replace(" ", "").encode(), False
    end = terminal.started + limit
    while terminal.alive and time.perf_counter() < end:
        chunk = terminal.read(QUIET)
        if chunk is None:
            if run.readable is not None and (not wanted or run.ready is not None):
                break
            continue
        moment = round((chunk[0] - terminal.started) * 1000, 1)
        run.quiet, run.usable = moment, moment if pressed else None
        run.first_byte = moment if run.first_byte is None else run.first_byte
        plain = ESCAPES.sub(b"", bytes(terminal.seen)).replace(b" ", b"")
        if run.readable is None and len(plain.strip()) >= READABLE:
            run.readable = moment
        if wanted and run.ready is None and wanted in plain:
            run.ready = moment
            if first:
                terminal.send(encode_key(first))
                pressed = True
    run.memory_mib, run.waited = terminal.memory_mib(), round(terminal.waited(), 1)


def press(terminal: Terminal, data: bytes, limit: float = 1.0) -> float | None:
    """Milliseconds from a key to the end of the frame that it caused; None when nothing came."""
    terminal.drain(0.06, 2.0)
    sent = terminal.send(data)
    chunk = terminal.read(limit)
    chunks = [chunk, *terminal.drain(0.08, limit)] if chunk else []
    tail = b""
    for moment, piece in chunks:
        if FRAME_END in tail + piece:
            return round((moment - sent) * 1000, 2)
        tail = (tail + piece)[-len(FRAME_END) :]
    return round((chunks[0][0] - sent) * 1000, 2) if chunks else None


def hold(terminal: Terminal, spec: str) -> dict[str, Any]:
    """A held key, ``KEYS@RATE``: frames drawn, and how long the output lags the last key."""
    words, _, rate = spec.partition("@")
    keys, period = parse_keys(words), 1 / float(rate or 30)
    terminal.drain(0.3, 3.0)
    frames, sent, begin = 0, 0.0, time.perf_counter()
    for index, (_, data) in enumerate(keys):
        while (left := begin + index * period - time.perf_counter()) > 0:
            chunk = terminal.read(left)
            frames += chunk[1].count(FRAME_END) if chunk else 0
        sent = terminal.send(data)
    tail = terminal.drain(0.16, 30.0)
    frames += sum(piece.count(FRAME_END) for _, piece in tail)
    lag = round((tail[-1][0] - sent) * 1000, 1) if tail else None
    return {"burst": spec, "keys": len(keys), "frames": frames, "lag_ms": lag}


def measure(
    argv: Sequence[str],
    *,
    size: str = "120x40",
    ready: str = "",
    first: str = "",
    keys: str = "",
    bursts: Sequence[str] = (),
    leave: str = "ctrl+q ctrl+c",
    env: Sequence[str] = (),
) -> Run:
    """One run of a program."""
    cols, rows = (int(part) for part in size.lower().split("x"))
    surroundings = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
    surroundings |= dict(pair.split("=", 1) for pair in env)
    terminal, run = Terminal(argv, cols, rows, surroundings), Run()
    try:
        start(terminal, run, ready, first)
        for label, data in parse_keys(keys):
            if label.startswith("wait:"):
                terminal.drain(10, float(label[5:]) / 1000)
            elif terminal.alive:
                run.keys.append((label, press(terminal, data)))
        run.bursts = [hold(terminal, burst) for burst in bursts if terminal.alive]
    finally:
        terminal.close(leave)
    return run


def spread(values: Sequence[float | None]) -> dict[str, float] | None:
    """Median, 95th percentile and extremes of what was measured."""
    kept = sorted(value for value in values if value is not None)
    if not kept:
        return None
    high = kept[min(len(kept) - 1, round(0.95 * (len(kept) - 1)))]
    return {"n": len(kept), "min": kept[0], "p50": statistics.median(kept), "p95": high, "max": kept[-1]}


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """The spread of everything over some runs."""
    starts = {name: spread([getattr(run, name) for run in runs]) for name in ("first_byte", "readable")}
    starts |= {name: spread([getattr(run, name) for run in runs]) for name in ("ready", "usable", "quiet")}
    starts["waited"] = spread([run.waited for run in runs])
    return starts | {
        "key": spread([ms for run in runs for _, ms in run.keys]),
        "silent_keys": sum(ms is None for run in runs for _, ms in run.keys),
        "bursts": [burst for run in runs for burst in run.bursts],
        "memory_mib": spread([run.memory_mib for run in runs]),
    }


def show(title: str, result: dict[str, Any]) -> None:
    """Print a summary for people."""
    print(title)
    for name, row in result.items():
        if isinstance(row, dict):
            print(f"  {name:<11}" + "  ".join(f"{key} {value:g}" for key, value in row.items()))
        elif row:
            print(f"  {name:<11}{row}")


def main() -> int:
    """Measure the program named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--warmup", type=int, default=1, help="runs thrown away first")
    parser.add_argument("--size", default="120x40", help="columns x rows")
    parser.add_argument("--ready", default="", help="text on the screen that means the program is usable")
    parser.add_argument("--first", default="", help="a key pressed as soon as --ready stands there")
    parser.add_argument("--keys", default="", help="keys measured one at a time")
    parser.add_argument("--burst", action="append", default=[], help="KEYS@RATE, e.g. 'down*90@30'")
    parser.add_argument("--exit", default="ctrl+q ctrl+c", help="keys that end the program")
    parser.add_argument("--env", action="append", default=[], help="NAME=VALUE for the program")
    parser.add_argument("--json", type=Path, help="write all samples here")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    argv = args.command[1:] if args.command[:1] == ["--"] else args.command
    if not argv:
        parser.error("no command")
    options = {
        "size": args.size,
        "ready": args.ready,
        "first": args.first,
        "keys": args.keys,
        "bursts": args.burst,
    }
    options |= {"leave": args.exit, "env": args.env}
    runs = [measure(argv, **options) for _ in range(args.warmup + args.runs)][args.warmup :]
    show(f"$ {shlex.join(argv)}   [{args.size}, {len(runs)} runs, ms]", summary(runs))
    if args.json:
        args.json.write_text(json.dumps([asdict(run) for run in runs], ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
