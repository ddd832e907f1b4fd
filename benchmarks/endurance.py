"""Long faults: a hundred kills of a batch, ten thousand damaged pictures."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import kills, mutation
from benchmarks.pairs import listed_samples


def main(arguments: list[str]) -> None:
    """Print what survived; ends with 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="benchmarks endurance", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    print("| endurance | result |")
    print("|---|---|")
    sound = True
    if options.kills:
        sound &= _kills(options.kills, options.seed)
    if options.images:
        counts = mutation.run(options.images, options.seed)
        print(f"| {options.images} damaged pictures | {counts} |")
    if not sound:
        raise SystemExit(1)


def _kills(wanted: int, seed: int) -> bool:
    """Batches of 600 pairs, killed until the wanted number of kills is reached."""
    done = lost = repeated = orphans = 0
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = listed_samples(folder, 600)
        while done < wanted:
            left = wanted - done
            report = kills.run_kills(
                "sample", pairs, folder / f"out-{done}", 600, min(left, 10), seed + done
            )
            done += max(report.kills, 1)
            lost += report.pairs - report.judged
            repeated += len(report.repeated)
            orphans += report.orphans
            problems += report.problems
    print(
        f"| {done} kills: pairs lost / judged twice / journal problems / orphaned processes "
        f"| {lost} / {repeated} / {len(problems)} / {orphans} |"
    )
    return not (lost or repeated or problems or orphans)
