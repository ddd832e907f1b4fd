"""Batch throughput on two lanes against one, each lane pinned to one core."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pairs import listed_samples


def main(arguments: list[str]) -> None:
    """Print pairs per second on one and two lanes, alternating, and the ratio of medians."""
    parser = argparse.ArgumentParser(prog="benchmarks lanes", description=__doc__)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    rates: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = listed_samples(folder, options.pairs)
        for number in range(options.rounds):
            for lanes, measured in rates.items():
                measured.append(_rate(pairs, folder / f"out-{number}-{lanes}", lanes))
    median = {lanes: sorted(values)[len(values) // 2] for lanes, values in rates.items()}
    print(f"| lanes | pairs/s (median of {options.rounds}) | against one lane |")
    print("|---|---|---|")
    for lanes, rate in median.items():
        print(f"| {lanes} | {rate:.1f} | {rate / median[1]:.2f}x |")


def _rate(pairs: Path, out: Path, lanes: int) -> float:
    """Pairs per second from the first record to the last, start-up left out."""
    command = [
        sys.executable, "-m", "qeu_station", "batch", "--recipe", "sample", "--pairs", str(pairs),
        "--out", str(out), "--lanes", str(lanes), "--overlays", "0", "--json",
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["pairs_per_second"])
