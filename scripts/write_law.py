#!/usr/bin/env python3
"""Write docs/law.md: each article and requirement with the rule's code and its tests.

  write_law.py           write it
  write_law.py --check   only say whether it is up to date (exit 1 when not)

A citation of something that is not in docs/requirements.toml is said with its place, and exits with 1.
Run it with the Python of the environment that scripts/test makes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.law.evidence import gather
from scripts.law.page import page
from scripts.law.rules import read_rules

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "law.md"
RULES = ROOT / "docs" / "requirements.toml"


def main() -> int:
    """Write or check the page."""
    rules = read_rules(RULES)
    evidence = gather(ROOT, rules.ids)
    for sentence in evidence.strange:
        print(sentence, file=sys.stderr)
    wanted = page(rules, evidence)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(wanted, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
        print("docs/law.md: citations or rules have changed; run scripts/write_law.py", file=sys.stderr)
        return 1
    return int(bool(evidence.strange))


if __name__ == "__main__":
    sys.exit(main())
