"""The first words on the terminal (开屏), before anything heavy is imported. Imports next to nothing."""

from __future__ import annotations

import sys
from typing import Final

OPENING: Final = "一窗 Yichuang\n\n正在打开工作站,请稍候。"
_ALTERNATE_SCREEN: Final = "\x1b[?1049h\x1b[2J\x1b[H"
_MAIN_SCREEN: Final = "\x1b[?1049l\x1b[?25h"


def splash(text: str) -> None:
    """Write something readable on the other screen, which the app then takes over."""
    lines = "".join(f"\r\n  {line}" for line in text.split("\n"))
    # Bytes, not text: the locale may be one that cannot say this (LANG=C).
    sys.stdout.buffer.write(f"{_ALTERNATE_SCREEN}{lines}\r\n".encode())
    sys.stdout.flush()


def leave_splash() -> None:
    """Give the terminal's own screen back."""
    sys.stdout.write(_MAIN_SCREEN)
    sys.stdout.flush()
