#!/usr/bin/env python3
"""Write the table of keys in docs/workstation.md from the one that the screens are bound by.

  write_keys.py           write it
  write_keys.py --check   only say whether it is up to date (exit 1 when not)

Run it with the Python of the environment that scripts/test makes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from clerk.workstation.keys import TABLE, Key

PAGE = Path(__file__).resolve().parent.parent / "docs" / "workstation.md"
BEGIN, END = "<!-- keys: written by scripts/write_keys.py -->", "<!-- end of keys -->"
CONTEXTS = {
    "home": "待办 queue",
    "items": "选事项 choosing an item",
    "find": "查找 finding a case",
    "form": "填表 a form",
    "checklist": "审核材料 checklist",
    "case": "案卷 case file",
    "outcomes": "办理 outcomes",
    "papers": "文书 papers of a case",
    "paper": "一份文书 one paper",
    "page": "说明 a page to read",
    "confirm": "确认 yes or no",
    "tell": "告知 something to know",
    "day": "督办 supervisor's day",
    "practice": "练习 practice only",
    "app": "任何时候 anywhere",
}


def main() -> int:
    """Write or check the table."""
    page = PAGE.read_text(encoding="utf-8")
    wanted = re.sub(f"{BEGIN}.*?{END}", lambda _: f"{BEGIN}\n{table()}\n{END}", page, flags=re.DOTALL)
    if "--check" in sys.argv[1:]:
        if wanted != page:
            print("docs/workstation.md: the keys have changed; run scripts/write_keys.py", file=sys.stderr)
        return int(wanted != page)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


def table() -> str:
    """Every key of every screen; a screen that has no name here is an error."""
    lines = ["| 屏幕 screen | 按键 keys |", "| --- | --- |"]
    for context, keys in TABLE.items():
        if context not in CONTEXTS:
            raise SystemExit(f"scripts/write_keys.py: CONTEXTS has no words for the screen {context!r}")
        lines.append(f"| {CONTEXTS[context]} | {' · '.join(_entry(key) for key in keys)} |")
    return "\n".join(lines)


def _entry(key: Key) -> str:
    names = " ".join(f"`{_name(name)}`" for name in key.keys.split(","))
    return f"{names} {key.label}"


def _name(name: str) -> str:
    """A key as it is printed on a keyboard."""
    words = {"question_mark": "?", "slash": "/", "escape": "Esc", "enter": "回车"}
    return words.get(name) or name.upper().replace("CTRL+", "Ctrl+")


if __name__ == "__main__":
    sys.exit(main())
