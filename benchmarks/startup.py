"""What starting costs: the plugin api and the command's help against a bare interpreter."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median, quantiles

BARE = "python -c pass"
COMMANDS = {
    BARE: ["-c", "pass"],
    "import qeu_station.api": ["-c", "import qeu_station.api"],
    "qeu-station --help": ["-m", "qeu_station", "--help"],
}
GOALS = {"import qeu_station.api": (0.25, 0.10), "qeu-station --help": (0.35, 0.15)}


def main(arguments: list[str]) -> int:
    """Print the median added time of each command over interleaved runs."""
    parser = argparse.ArgumentParser(prog="benchmarks startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=21, help="runs of each command")
    rounds = parser.parse_args(arguments).rounds
    for command in COMMANDS.values():  # fills the caches of bytecode and files
        _seconds(command)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(_seconds(command))
    print(f"| command | median of {rounds} (quartiles), s | added, s | at least | stretch |")
    print("|---|---|---|---|---|")
    for name, measured in times.items():
        low, _, high = quantiles(measured, n=4)
        row = f"| `{name}` | {median(measured):.3f} ({low:.3f}-{high:.3f}) |"
        if name == BARE:
            print(f"{row} reference | | |")
            continue
        added = median(seen - bare for seen, bare in zip(measured, times[BARE], strict=True))
        least, stretch = GOALS[name]
        print(f"{row} +{added:.3f} | +{least:.2f} | +{stretch:.2f} |")
    return 0


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
