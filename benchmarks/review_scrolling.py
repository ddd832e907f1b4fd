"""Scrolling through a large journal with thumbnails: how late the window is, beside a bare table.

The bare table is a plain ``QTableView`` of the same size, with the same rows, columns and row
height, over a model that returns short texts. Both are scrolled by the same script: slowly, by
pages, and in jumps across all rows. Every row has a picture of the sample product, which is read
from the disk and decoded anew.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from benchmarks.review_scene import batch_folder, default_work
from benchmarks.review_window import review_page
from benchmarks.window_parts.asked import Heartbeat, rest
from qeu_station.gui.app import application
from qeu_station.gui.widgets.review.columns import COLUMNS
from qeu_station.gui.widgets.review.delegate import HEIGHT
from qeu_station.services.demo import samples
from qeu_station.services.review import Columns, Picture, ReviewSource, pictures_of

LEAST_MS, STRETCH_MS = 30.0, 16.0
STEP_S = 0.016


class _BareModel(QAbstractTableModel):
    """Short texts, nothing else."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return self._rows

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return f"{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 when the figure is worse than the least."""
    parser = argparse.ArgumentParser(prog="benchmarks review_scrolling", description=__doc__)
    parser.add_argument("--work", type=Path, default=default_work(), help="where journals are kept")
    parser.add_argument("--count", type=int, default=100_000, help="inspections in the journal")
    parser.add_argument("--seconds", type=float, default=10.0, help="of scrolling, each table")
    given = parser.parse_args(arguments)
    folder = batch_folder(given.work, given.count)
    bare = _bare(given.count, given.seconds)
    own, made = _own(folder, given.seconds)
    added = float(np.percentile(own, 99) - np.percentile(bare, 99))
    print(
        f"{given.count:,} rows, {given.seconds:g} s of scrolling; milliseconds the window is late"
    )
    print(f"{'':24} {'p50':>8} {'p99':>8} {'most':>8}")
    for name, late in (("bare QTableView", bare), ("Review, thumbnails", own)):
        p50, p99 = np.percentile(late, (50, 99))
        print(f"{name:24} {p50:8.1f} {p99:8.1f} {max(late):8.1f}")
    print(f"p99 above the bare table: {added:.1f} (at most {LEAST_MS:g}, stretch {STRETCH_MS:g})")
    print(f"thumbnails made meanwhile: {made}")
    return int(added > LEAST_MS or made == 0)


def _bare(count: int, seconds: float) -> list[float]:
    application()
    view = QTableView()
    view.setModel(_BareModel(count))
    view.verticalHeader().setDefaultSectionSize(HEIGHT)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.resize(490, 580)
    view.show()
    rest(1.0)
    late = _scrolled(view, seconds)
    view.close()
    return late


def _own(folder: Path, seconds: float) -> tuple[list[float], int]:
    pictures = sorted(samples().glob("*_test.*"))

    def found(source: ReviewSource, columns: Columns, rows: Iterable[int]) -> list[Picture]:
        """Ask the journal as always; its pictures are those of the sample product."""
        asked = pictures_of(source, columns, rows)
        return [
            Picture(each.row, pictures[each.row % len(pictures)], each.recorded, each.sha256)
            for each in asked
        ]

    arrived: list[int] = []
    with (
        tempfile.TemporaryDirectory() as home,
        patch("qeu_station.services.reviewing.pictures_of", found),
        review_page(Path(home), folder) as page,
    ):
        page.table.thumbnails.arrived.connect(lambda rows: arrived.append(len(rows)))
        rest(2.0)
        return _scrolled(page.table, seconds), sum(arrived)


def _scrolled(view: QTableView, seconds: float) -> list[float]:
    """Scroll; return by how many milliseconds each beat of the window came too late."""
    heartbeat, end = Heartbeat(), time.perf_counter() + seconds
    bar = view.verticalScrollBar()
    for value in _values(bar.maximum()):
        bar.setValue(value)
        rest(STEP_S)
        if time.perf_counter() > end:
            break
    return heartbeat.stop()


def _values(most: int) -> Iterator[int]:
    """Yield places: a slow pull, pages, and jumps, over and over."""
    rng, place = np.random.default_rng(1), 0
    while True:
        for step, times in ((12, 40), (HEIGHT * 9, 30), (HEIGHT * 400, 20)):
            for _ in range(times):
                place = (place + step) % most
                yield place
        place = int(rng.integers(0, most))
        yield place
