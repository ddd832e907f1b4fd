"""A day's work played fast in the window: how much its memory grows."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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
        print("| inspections | window, MB | its workers, MB |\n|---|---|---|", flush=True)
        readings = list(_readings(command, environment))
    for name, place in (("the window", 1), ("its workers", 2)):
        grown = readings[-1][place] - readings[0][place]
        print(f"Growth of {name} after the first {given.first}: {grown:+.1f} MB", end=" ")
        print(f"(at least below {GOALS_MB[0]}, stretch {GOALS_MB[1]})")
    return 0


def _readings(command: list[str], environment: dict[str, str]) -> Iterator[list[float]]:
    """Print and yield each reading as soon as it is taken; the whole play takes hours."""
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout or ():
            reading = json.loads(line)
            if isinstance(reading, list):
                count, window, workers = reading
                print(f"| {count} | {window:.1f} | {workers:.1f} |", flush=True)
                yield reading
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
