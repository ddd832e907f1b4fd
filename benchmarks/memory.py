"""Growth of resident memory while a batch judges ten thousand pairs."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.pairs import listed_samples
from qeu_station.storage.journal import Journal

FIRST = 500


def main(arguments: list[str]) -> None:
    """Print resident memory of all processes after the first 500 pairs and its growth."""
    parser = argparse.ArgumentParser(prog="benchmarks memory", description=__doc__)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--lanes", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = _watched(listed_samples(folder, options.pairs), folder / "out", options.lanes)
    early = [mb for done, mb in samples if FIRST <= done < 2 * FIRST]
    late = [mb for done, mb in samples if done >= options.pairs - FIRST]
    print("| pairs | resident memory of all processes, MB |")
    print("|---|---|")
    print(f"| {FIRST} to {2 * FIRST} (median) | {_median(early):.0f} |")
    print(f"| last {FIRST} (median) | {_median(late):.0f} |")
    print(f"| growth | {_median(late) - _median(early):+.1f} |")


def _watched(pairs: Path, out: Path, lanes: int) -> list[tuple[int, float]]:
    """Run the batch; return (pairs judged, MB) twice a second while it judges."""
    command = [
        sys.executable, "-m", "qeu_station", "batch", "--recipe", "sample", "--pairs", str(pairs),
        "--out", str(out), "--lanes", str(lanes), "--overlays", "0",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found: list[tuple[int, float]] = []
    while process.poll() is None:
        time.sleep(0.5)
        judged = _judged(out)
        if judged:
            found.append((judged, _resident_mb(process.pid)))
    if process.returncode != 0:
        raise SystemExit(f"the batch ended with exit code {process.returncode}")
    return [entry for entry in found if entry[1] > 0 and entry[0] < _judged(out)] or found


def _judged(out: Path) -> int:
    if not (out / "journal.db").is_file():
        return 0
    try:
        with Journal.open(out / "journal.db", "station", readonly=True) as journal:
            return journal.head().count
    except Exception:
        return 0  # the journal is just being made


def _resident_mb(pid: int) -> float:
    try:
        parent = psutil.Process(pid)
        family = [parent, *parent.children(recursive=True)]
        return sum(process.memory_info().rss for process in family) / 1e6
    except psutil.Error:
        return 0.0


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else float("nan")
