"""Reviewing a large journal: open to first rows, memory, filters and sorting."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.review_records import ADDRESSES
from benchmarks.review_scene import batch_folder, default_work

MB = 1e6


@dataclass(frozen=True, slots=True)
class Opened:
    """One process that opened the journal.

    Attributes:
        imports_s: Seconds to load the libraries.
        first_s: From opening until the first rows can be shown.
        all_s: Until all rows can.
        resident_mb: Resident size of the whole process at the end.
        peak_mb: Largest resident size while it was loading.
        asked_ms: Milliseconds of every filter and sort, by name.
        refreshed_ms: Milliseconds to find that nothing was added.
    """

    imports_s: float
    first_s: float
    all_s: float
    resident_mb: float
    peak_mb: float
    asked_ms: dict[str, list[float]]
    refreshed_ms: float


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 when a figure is worse than the least."""
    parser = argparse.ArgumentParser(prog="benchmarks review_open", description=__doc__)
    parser.add_argument("--work", type=Path, default=default_work(), help="where journals are kept")
    parser.add_argument("--count", type=int, default=100_000, help="inspections in the journal")
    parser.add_argument("--rounds", type=int, default=5, help="processes that open it")
    given = parser.parse_args(arguments)
    folder = batch_folder(given.work, given.count)
    runs = [_in_a_process(folder, given.work) for _ in range(given.rounds)]
    _forget(folder / "journal.db")
    return _print(given.count, runs, cold=_in_a_process(folder, given.work))


def _forget(file: Path) -> None:
    """Let the system forget what it holds of a file in memory, where it can be asked to."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _in_a_process(folder: Path, work: Path) -> Opened:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(measure, folder, work / "home").result()


def measure(folder: Path, home: Path) -> Opened:
    """Open a journal in this process, which has loaded nothing of the station yet."""
    import psutil

    start = time.perf_counter()
    from qeu_station.services import review
    from qeu_station.services.opening import OpenHome
    from qeu_station.settings import Settings

    imported = time.perf_counter()
    first: list[float] = []

    def shown(part: review.Columns) -> None:
        for row in review.select(part):
            part.row(int(row))
        first.append(time.perf_counter())

    with review.open_review(folder, OpenHome(home, Settings(), ())) as source:
        columns = review.load(source, shown)
        done = time.perf_counter()
        peak, asked_again = _peak_mb(), time.perf_counter()
        review.refresh(source, columns)
        refreshed = time.perf_counter() - asked_again
        asked = {name: list(_times(columns, ask)) for name, ask in _questions(columns).items()}
    return Opened(
        imports_s=imported - start,
        first_s=(first or [done])[0] - imported,
        all_s=done - imported,
        resident_mb=psutil.Process().memory_info().rss / MB,
        peak_mb=peak,
        asked_ms=asked,
        refreshed_ms=1000 * refreshed,
    )


def _peak_mb() -> float:
    """Return the largest resident size of this process so far; NaN where it is not known."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB


def _questions(columns: object) -> dict[str, Callable[[], object]]:
    from qeu_station.services.review import ORDERS, Columns, Filter, Order, select

    assert isinstance(columns, Columns)
    filters = {
        "verdict": Filter(verdicts=("REVIEW", "FAIL")),
        "cell": Filter(cells=ADDRESSES[:1]),
        "cell and class": Filter(cells=ADDRESSES[3:5], classes=("scratch",)),
        "class": Filter(classes=("missing", "stain")),
        "P(ok)": Filter(p_ok=(0.2, 0.95)),
        "inspector": Filter(inspectors=("soart3.weight",), said=("FAIL", "FAULT")),
        "disagreement": Filter(disagreement=(0.3, None)),
        "date": Filter(since="2026-01-10", until="2026-01-20"),
        "serial": Filter(serial="0042"),
        "operator": Filter(operators=("Sato", "Abe")),
        "corrected": Filter(corrected=True),
        "text, rare": Filter(text="part_0123"),
        "text, common": Filter(text="lot tray sn26"),
        "everything": Filter(),
    }
    asked = {f"filter: {name}": (each, Order()) for name, each in filters.items()}
    for by in ORDERS:
        for descending in (False, True):
            way = "down" if descending else "up"
            asked[f"sort: {by}, {way}"] = (Filter(), Order(by, descending))
    return {name: partial(select, columns, *each) for name, each in asked.items()}


def _times(columns: object, ask: Callable[[], object], rounds: int = 5) -> Iterator[float]:
    for _ in range(rounds):
        start = time.perf_counter()
        ask()
        yield 1000 * (time.perf_counter() - start)


def _print(count: int, runs: list[Opened], cold: Opened) -> int:
    asked = [ms for run in runs for times in run.asked_ms.values() for ms in times]
    p95 = float(np.percentile(asked, 95))
    first, resident = median(r.first_s for r in runs), median(r.resident_mb for r in runs)
    print("| reviewing | measured | at least | stretch |\n|---|---|---|---|")
    print(f"| {count} inspections: open to first rows, s | {first:.2f} | 1.0 | 0.4 |")
    print(f"| the same with nothing of the file in memory, s | {cold.first_s:.2f} | | |")
    print(f"| libraries loaded before that, s | {median(r.imports_s for r in runs):.2f} | | |")
    print(f"| open until all rows are there, s | {median(r.all_s for r in runs):.2f} | | |")
    print(f"| memory of the process after every filter and sort, MB | {resident:.0f} | 400 | 250 |")
    print(f"| its peak while loading, MB | {median(r.peak_mb for r in runs):.0f} | 400 | 250 |")
    print(f"| filter or sort, p95, ms | {p95:.0f} | 500 | 150 |")
    slowest = max(runs[0].asked_ms, key=lambda name: max(max(r.asked_ms[name]) for r in runs))
    worst = max(max(run.asked_ms[slowest]) for run in runs)
    print(f"| slowest of them ({slowest}), ms | {worst:.0f} | | |")
    print(f"| nothing added: asked again, ms | {median(r.refreshed_ms for r in runs):.1f} | | |")
    return 0 if first <= 1.0 and resident <= 400 and p95 <= 500 else 1
