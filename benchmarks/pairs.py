"""Sample pairs for benchmarks: a few real files, listed as often as needed."""

from __future__ import annotations

import csv
from pathlib import Path

from qeu_station.services.demo import samples


def listed_samples(folder: Path, count: int) -> Path:
    """Write a CSV that lists the shipped sample pictures as ``count`` pairs; return its path."""
    pictures = sorted(samples().glob("*_test.*"))
    path = folder / "pairs.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "test"])
        for number in range(count):
            writer.writerow([f"P{number:06d}", pictures[number % len(pictures)]])
    return path
