#!/usr/bin/env python3
"""Write clerk/catalogue/builtin/initials.toml anew: pinyin initials of the built-in names.

Run it after a change to a name or a department of the built-in catalogue; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from clerk.catalogue.files import load_builtin
from clerk.catalogue.index import INITIALS
from clerk.catalogue.pinyin import readings

HEAD = "# 由 scripts/write_initials.py 生成,请勿手改。每字一组,可能的首字母,最可能的在前。\n\n"


def main() -> None:
    """Write the file."""
    texts = dict.fromkeys(text for item in load_builtin().items for text in (item.name, item.department))
    lines = (f'"{text}" = "{" ".join(readings(text))}"\n' for text in texts)
    INITIALS.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
