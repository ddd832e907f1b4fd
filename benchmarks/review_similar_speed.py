"""Similar cases at 100,000 inspections: file, memory, and the time of a question."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil

from qeu_station.learning.likeness.novelty import novelty
from qeu_station.learning.likeness.vector import DIMENSIONS
from qeu_station.services.similar import PlaceName, SimilarIndex, find_like
from qeu_station.services.similar.index import collected
from qeu_station.storage.likeness import READ, LikenessFile, LikenessRow

_QUESTIONS = 60
_LIMIT_MS = 100
_CELLS = tuple(row + column for row in "UCD" for column in "123456789")
_DEFECTIVE = 0.2
"""Share of inspections with several cells; the others keep their worst cell only."""


def measure_speed(count: int, folder: Path) -> bool:
    """Write, load and ask an index of ``count`` inspections; return whether it is quick enough."""
    path = folder / "large.similar"
    with LikenessFile(path, "speed", DIMENSIONS) as file:
        for rows in _pieces(count):
            file.put(rows)
    process = psutil.Process(os.getpid())
    before, begun = process.memory_info().rss, time.perf_counter()
    with LikenessFile(path, "speed", DIMENSIONS) as file:
        index = collected(file.rows())
    loaded = time.perf_counter() - begun
    memory = (process.memory_info().rss - before) / 1e6
    cells, whole = (_times(index, by_cell) for by_cell in (True, False))
    begun = time.perf_counter()
    known = np.ones(len(index.cells), bool)
    parts = index.part[index.cells.row]
    novelty(index.cells.vectors, parts, known, np.zeros_like(known))
    print(f"\n{count} inspections, {len(index.cells)} cells, {len(index.regions)} regions\n")
    print("| | measured | at most |\n|---|---|---|")
    print(f"| a cell's nearest, p50 / p95 | {_text(cells)} ms | {_LIMIT_MS} ms |")
    print(f"| an inspection's nearest, p50 / p95 | {_text(whole)} ms | {_LIMIT_MS} ms |")
    print(f"| loading the index | {loaded:.2f} s | |")
    print(f"| novelty of all | {time.perf_counter() - begun:.1f} s | |")
    print(f"| memory | {memory:.0f} MB | |")
    print(f"| file | {path.stat().st_size / 1e6:.0f} MB | |")
    return bool(max(np.percentile(each, 95) for each in (cells, whole)) <= _LIMIT_MS)


def _pieces(count: int) -> Iterator[list[LikenessRow]]:
    rng = np.random.default_rng(0)
    for start in range(0, count, 1000):
        numbers = range(start, min(count, start + 1000))
        yield [_row(number, rng) for number in numbers]


def _row(number: int, rng: np.random.Generator) -> LikenessRow:
    several = rng.random() < _DEFECTIVE
    cells = tuple(rng.choice(_CELLS, int(rng.integers(1, 4)) if several else 1, replace=False))
    regions = tuple(f"R{n}" for n in range(1, 3 * len(cells) if several else 1))
    vectors = rng.normal(0, 0.1, (len(cells) + len(regions), DIMENSIONS)).astype(np.float16)
    id = uuid.UUID(int=number).hex
    return LikenessRow(number + 1, id, "sample", id, READ, cells, regions, vectors)


def _times(index: SimilarIndex, by_cell: bool) -> list[float]:
    rng = np.random.default_rng(1)
    found = []
    for row in rng.integers(0, len(index), _QUESTIONS):
        place = None
        if by_cell:
            place = PlaceName("cell", index.cells.name[index.cells.of(int(row)).start])
        begun = time.perf_counter()
        find_like(index, str(index.id[row]), place)
        found.append(1000 * (time.perf_counter() - begun))
    return found


def _text(milliseconds: list[float]) -> str:
    middle, high = np.percentile(milliseconds, [50, 95])
    return f"{middle:.0f} / {high:.0f}"
