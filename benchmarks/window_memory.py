"""A day's work played fast in the window: how much its memory grows."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.window_parts.folders import many_pairs

GOALS_MB = (80, 20)


def main(arguments: list[str]) -> int:
    """Print the window's resident memory after the first inspections and at the end."""
    parser = argparse.ArgumentParser(prog="benchmarks window_memory", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with deeppcb/pairs")
    parser.add_argument("--inspections", type=int, default=20000, help="parts to judge")
    parser.add_argument("--first", type=int, default=1000, help="parts before the first reading")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pairs"
        many_pairs(given.data / "deeppcb" / "pairs", folder, given.inspections)
        command = [sys.executable, "-m", "benchmarks.window_parts.child", "station", "memory"]
        command += ["--pairs", str(folder), "--recipe", "deeppcb"]
        command += ["--home", str(Path(scratch) / "home"), "--first", str(given.first)]
        command += ["--inspections", str(given.inspections)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(ended.stdout.splitlines()[-1])
    print("| inspections | resident memory, MB |\n|---|---|")
    for count, megabytes in found["resident_mb"]:
        print(f"| {count} | {megabytes:.1f} |")
    grown = found["resident_mb"][-1][1] - found["resident_mb"][0][1]
    print(f"\nGrowth after the first {given.first}: {grown:+.1f} MB", end=" ")
    print(f"(at least below {GOALS_MB[0]}, stretch {GOALS_MB[1]})")
    return 0
