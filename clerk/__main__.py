"""``python -m clerk``: the same as the console script."""

from __future__ import annotations

import sys

from clerk.cli.entry import main

sys.exit(main())
