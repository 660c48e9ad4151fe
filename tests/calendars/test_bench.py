"""The benchmark script runs; what it measures is nobody's test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_benchmark_runs_without_peers() -> None:
    """Ours and the bare loop give the same answers, and every figure has a time."""
    words = [
        "scripts/bench_calendars.py",
        "--no-peers",
        "--only",
        "add,count,load",
        "--rounds",
        "1",
        "--json",
    ]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    told = {(figure["what"], figure["who"]) for figure in figures}
    assert {("add", "yichuang"), ("count", "bare loop"), ("load xinjiang", "yichuang")} <= told
    for figure in figures:
        assert figure["median"] > 0
        assert figure["note"] == "" or figure["who"] != "bare loop"
