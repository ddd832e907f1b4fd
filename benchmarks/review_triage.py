"""A triage played by real key events: pairs a minute, and corrections on a wrong pair.

The player sees what the window shows and presses what is right for that pair: F9 for a good one,
F10 for a defective one, now and then Enter. In between it plays a hasty person: pages back and
forth, and presses a key at once after paging, without waiting for the pictures. At the end the
journal is read: every correction must be one that was pressed while just that pair was shown.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.review_window import review_page
from benchmarks.window_parts.asked import rest, wait_until
from qeu_station.gui.widgets.review.page import ReviewPage
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.services.demo import samples
from qeu_station.services.opening import open_home
from qeu_station.services.station import Station
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe

RECIPE = "sample"
LEAST, STRETCH = 60.0, 120.0
HASTE = 0.15
"""Share of pairs at which the person pages about and presses too early."""


@dataclass
class _Played:
    """What was pressed while a pair was shown, by inspection: ``ok`` or ``ng`` each."""

    pressed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decided: int = 0
    hasty: int = 0


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 when the figure is worse than the least."""
    parser = argparse.ArgumentParser(prog="benchmarks review_triage", description=__doc__)
    parser.add_argument("--pairs", type=int, default=150, help="pairs to triage")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        batch = _batch(Path(folder), given.pairs)
        with review_page(Path(folder) / "home", batch) as page:
            wait_until(lambda: _ready(page))
            begin = time.perf_counter()
            played = _play(page)
            minutes = (time.perf_counter() - begin) / 60
            rest(1.0)
        wrong, lost = _checked(batch, played)
    rate = played.decided / minutes
    print(f"pairs decided: {played.decided}, hasty moments: {played.hasty}")
    print(f"pairs a minute: {rate:.0f} (at least {LEAST:g}, stretch {STRETCH:g})")
    print(f"corrections on a wrong pair: {wrong} (0); decisions that are not recorded: {lost} (0)")
    return int(rate < LEAST or wrong > 0 or lost > 0)


def _play(page: ReviewPage) -> _Played:
    played, rng = _Played(), random.Random(1)
    while page.presenter.state.progress.done < page.presenter.state.progress.count:
        if rng.random() < HASTE:
            _hurry(page, played, rng)
        wait_until(lambda: _ready(page) or _done(page))
        if _done(page):
            break
        if _spoken(page):
            _press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
            continue
        before = _shown(page)
        _decide(page, played, rng)
        wait_until(lambda before=before: _shown(page) != before or _done(page))  # type: ignore[misc]
        played.decided += 1
    return played


def _decide(page: ReviewPage, played: _Played, rng: random.Random) -> None:
    """Press what is right for the pair that is shown."""
    pair = page.presenter.state.pair
    verdict = pair.band.word
    right = "ng" if verdict == "FAIL" or (verdict == "REVIEW" and rng.random() < 0.5) else "ok"
    agrees = {"PASS": "ok", "FAIL": "ng"}.get(verdict) == right
    key = {"ok": Qt.Key.Key_F9, "ng": Qt.Key.Key_F10}[right]
    played.pressed[pair.inspection].append(right)
    _press(page, Qt.Key.Key_Return if agrees and rng.random() < 0.3 else key)


def _hurry(page: ReviewPage, played: _Played, rng: random.Random) -> None:
    """Page about, and press a key at once: it may count for what is shown at that moment only."""
    played.hasty += 1
    for _ in range(rng.randint(1, 6)):
        _press(page, rng.choice((Qt.Key.Key_Right, Qt.Key.Key_Left)))
    what = rng.choice(("ok", "ng"))
    pair = page.presenter.state.pair
    if pair.inspection and pair.pictures is not None:
        played.pressed[pair.inspection].append(what)
    _press(page, {"ok": Qt.Key.Key_F9, "ng": Qt.Key.Key_F10}[what])


def _press(
    page: ReviewPage,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    target: QWidget = QApplication.focusWidget() or page
    QTest.keyClick(target, key, held)


def _ready(page: ReviewPage) -> bool:
    pair = page.presenter.state.pair
    there = bool(pair.inspection) and pair.pictures is not None and "part.ok" in pair.can
    return there and page.attention.ready


def _spoken(page: ReviewPage) -> bool:
    return bool(page.presenter.state.pair.band.said)


def _done(page: ReviewPage) -> bool:
    progress = page.presenter.state.progress
    return progress.done >= progress.count


def _shown(page: ReviewPage) -> str:
    return page.presenter.state.pair.inspection or "not yet"


def _checked(batch: Path, played: _Played) -> tuple[int, int]:
    """Return corrections on a wrong pair, and pairs whose decision is not recorded."""
    wrong, heard = 0, set()
    with Journal.open(batch / JOURNAL, "bench", readonly=True) as journal:
        for _, said in journal.all_corrections():
            heard.add(said.inspection)
            if said.part and said.part not in played.pressed.get(said.inspection, []):
                wrong += 1
        return wrong, sum(
            1 for id, pressed in played.pressed.items() if pressed and id not in heard
        )


def _batch(folder: Path, count: int) -> Path:
    """Return a batch of pairs of the sample product: judged once, recorded under many names."""
    home = open_home(folder / "home")
    loaded = load_recipe(RECIPE, home.folder)
    with Station(loaded, home.station) as station:
        pairs = read_pairs(samples(), PairRules(need_reference=False))
        judged = [station.inspect(pair) for pair in pairs]
    batch = folder / "batch"
    batch.mkdir()
    with Journal.open(batch / JOURNAL, "bench") as journal:
        journal.append_recipe(loaded)
        journal.append_inspections(
            [
                replace(judged[n % len(judged)], id=f"{n:032x}", pair=f"part {n:04d}")
                for n in range(count)
            ]
        )
    return batch
