#!/usr/bin/env python3
"""Write the built-in calendars' tables (calendars/data/REGION/calendar.table) from the notices beside them.

  write_calendars.py           write them
  write_calendars.py --check   only say whether they are up to date (exit 1 when not)

Run it with the Python of the environment that scripts/test makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from calendars.building import build
from calendars.loading import REGIONS
from calendars.table_file import write_table

DATA = Path(__file__).resolve().parent.parent / "calendars" / "data"


def main() -> int:
    """Write or check every region's table."""
    made = {DATA / region / "calendar.table": write_table(build(region)) for region in REGIONS}
    stale = [file for file, text in made.items() if not file.exists() or file.read_text("utf-8") != text]
    for file in stale:
        print(f"{file.relative_to(DATA.parent.parent)} is stale", file=sys.stderr)
    if "--check" in sys.argv[1:]:
        return 1 if stale else 0
    for file in stale:
        file.write_text(made[file], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
