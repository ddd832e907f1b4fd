"""A shift of many parts: what is kept of them has an end."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.writing import KEPT
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import FakeStation, make_record

ROOM = 40 * 2 * 48 * 64 * 3
"""Bytes that hold the pictures of 40 parts of the fake station."""


class Listed(Sequence[Pair]):
    """A folder of parts, made when they are asked for as those of a real folder are."""

    def __len__(self) -> int:
        return 10 * KEPT

    def __getitem__(self, index: Any) -> Any:
        return Pair(f"p{index}", Path(f"p{index}_test.png"), Path(f"p{index}_temp.png"))

    def __iter__(self) -> Iterator[Pair]:
        return (self[index] for index in range(len(self)))


class Forgetful(FakeStation):
    """A station that keeps nothing of what it judged, as the journal is no matter here."""

    def inspect(self, pair, operator):
        return make_record(pair.name, "FAIL" if int(pair.name[1:]) % 5 == 0 else "PASS")

    def correct(self, correction):
        return f"h-{correction.inspection}"

    def pair_pictures(self, pair):
        self.read.clear()
        return super().pair_pictures(pair)

    def record_pictures(self, record, difference=False):
        self.read.clear()
        return super().record_pictures(record, difference)


def play(bench: Bench, parts: int) -> None:
    """Judge, agree and go on, part by part."""
    for _ in range(parts):
        bench.judge()
        bench.do("part.agree", "part.next")
        bench.shown.clear()
        bench.given.clear()


def kept() -> Counter[str]:
    """Count the station's objects that are alive, by class."""
    gc.collect()
    kinds = (type(each) for each in gc.get_objects())
    return Counter(
        kind.__name__ for kind in kinds if str(kind.__module__).startswith("qeu_station")
    )


def test_the_objects_of_a_shift_grow_no_further_once_its_memory_is_full():
    bench = Bench(Forgetful(listed=Listed()))  # type: ignore[arg-type]
    bench.presenter._visits._look._reading._pages._cache._limit = ROOM
    bench.open()
    play(bench, KEPT + 20)
    before = kept()
    play(bench, 60)
    assert bench.state.counters.total == KEPT + 80
    assert kept() - before == Counter()
