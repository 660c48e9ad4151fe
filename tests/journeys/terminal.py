"""A terminal for tests: a program on a pseudo-terminal, its screen as text, its keys as bytes."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NoReturn

import pyte

KEYS: dict[str, bytes] = {
    "enter": b"\r", "tab": b"\t", "esc": b"\x1b", "backspace": b"\x7f", "space": b" ",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D",
    "home": b"\x1b[H", "end": b"\x1b[F",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS", "f5": b"\x1b[15~", "f6": b"\x1b[17~",
    "f7": b"\x1b[18~", "f8": b"\x1b[19~", "f9": b"\x1b[20~", "f10": b"\x1b[21~", "f11": b"\x1b[23~",
    "f12": b"\x1b[24~",
}  # fmt: skip
# A modern terminal says that it can show a frame at once; without an answer Textual does not try.
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
}
# pyte does not know these private sequences.
_STRANGE = re.compile(
    rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]+\$p|\x1bP.*?\x1b\\|\x1b\[>[0-9;]*[a-zA-Z]", re.DOTALL
)


def key(name: str) -> bytes:
    """The bytes of a key by name: ``f10``, ``enter``, ``ctrl+q``, or a single character."""
    if name.startswith("ctrl+"):
        return bytes([ord(name[-1].upper()) & 0x1F])
    return KEYS[name] if name in KEYS else name.encode()


class Terminal:
    """A child process on a pseudo-terminal of ``cols`` × ``rows``."""

    def __init__(
        self, argv: Sequence[str], cols: int = 80, rows: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        """Starts the program at once."""
        self._screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.raw = bytearray()
        self.alive = True
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"} | dict(
            env or {}
        )
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(list(argv), environment, struct.pack("HHHH", rows, cols, 0, 0))
        self._size(cols, rows)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        # pyte's own ``display`` stumbles over the second half of a wide character that lost its first.
        screen = self._screen
        lines = (
            "".join(screen.buffer[y][x].data for x in range(screen.columns)) for y in range(screen.lines)
        )
        return "\n".join(line.rstrip() for line in lines)

    def press(self, *names: str) -> None:
        """Press keys by name, all in one write."""
        self.write(b"".join(key(name) for name in names))

    def type(self, text: str, gap: float = 0.0) -> None:
        """Type characters, ``gap`` seconds apart (0: all in one write)."""
        if not gap:
            self.write(text.encode())
            return
        for character in text:
            self.write(character.encode())
            time.sleep(gap)

    def write(self, data: bytes) -> None:
        """Send bytes to the program."""
        os.write(self._fd, data)

    def wait_for(self, *wanted: str, seconds: float = 20.0) -> str:
        """Read until every text is on the screen; the screen. Fails with the screen in the message."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.text.replace(" ", "")
            if all(part.replace(" ", "") in shown for part in wanted):
                return self.text
            if not self._read(0.05) and not self.alive:
                break
        raise AssertionError(f"never saw {wanted}:\n{self.text}")

    def wait_gone(self, text: str, seconds: float = 20.0) -> str:
        """Read until a text is no longer on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            if text.replace(" ", "") not in self.text.replace(" ", ""):
                return self.text
        raise AssertionError(f"still there: {text}\n{self.text}")

    def resize(self, cols: int, rows: int) -> None:
        """Make the window larger or smaller; the kernel tells the program."""
        self._size(cols, rows)
        self._screen.resize(rows, cols)

    def settle(self, quiet: float = 0.3, seconds: float = 10.0) -> str:
        """Read until nothing came for ``quiet`` seconds; the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._read(quiet):
            continue
        return self.text

    def wait_exit(self, seconds: float = 15.0) -> int:
        """The program's exit status; it must end by itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self._read(0.05)
                self._forget()
                return os.waitstatus_to_exitcode(status)
            self._read(0.05)
        raise AssertionError(f"did not end:\n{self.text}")

    def kill(self) -> None:
        """End the program the hard way, as a power cut would."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self._forget()

    def _size(self, cols: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def _forget(self) -> None:
        self.pid = 0
        self.alive = False
        os.close(self._fd)

    def _read(self, timeout: float) -> bool:
        """Take what the program wrote; whether there was anything."""
        if not self.alive or not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.alive = False
            return False
        for question, answer in _ANSWERS.items():
            for _ in range(data.count(question)):
                os.write(self._fd, answer)
        self.raw += data
        self._feed(data)
        return True

    def _feed(self, data: bytes) -> None:
        """Give pyte what it understands; an escape sequence cut in two waits for its rest."""
        data = self._held + data
        cut = data.rfind(b"\x1b", -40)
        self._held = b""
        if cut >= 0 and not re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[P\]])", data[cut:]):
            data, self._held = data[:cut], data[cut:]
        self._stream.feed(_STRANGE.sub(b"", data))


def _become(argv: list[str], environment: dict[str, str], size: bytes) -> NoReturn:
    """In the forked child: be the program, in a window that has its size from the start."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execvpe(argv[0], argv, environment)
    except OSError as error:
        # Nothing of the test that forked may run on in the child.
        os.write(2, f"{argv[0]}: {error}\n".encode())
    finally:
        os._exit(127)
