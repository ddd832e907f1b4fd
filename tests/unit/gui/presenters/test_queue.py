"""The list of pairs and the place in it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.queue import PairQueue


def pairs(count: int, start: int = 0) -> list[Pair]:
    return [Pair(f"p{n}", Path(f"p{n}.png")) for n in range(start, start + count)]


@given(st.integers(0, 20), st.lists(st.integers(-5, 30), max_size=20))
def test_the_place_is_always_in_the_list(count, moves):
    queue = PairQueue(pairs(count))
    for position in moves:
        before = queue.position
        assert queue.go_to(position) is (queue.position != before)
        assert (queue.current is None) is (count == 0)
        assert queue.at_start is (queue.position == 0)
        assert queue.at_end is (queue.position >= count - 1)


def test_neighbours_lie_in_the_direction_of_travel():
    queue = PairQueue(pairs(10))
    queue.go_to(5)
    assert [pair.name for pair in queue.neighbours(2)] == ["p6", "p7", "p4"]
    queue.go_to(4)
    assert [pair.name for pair in queue.neighbours(2)] == ["p3", "p2", "p5"]
    queue.go_to(0)
    assert [pair.name for pair in queue.neighbours(2)] == ["p1"]


def test_only_new_pairs_are_appended():
    queue = PairQueue(pairs(3))
    assert queue.append([*pairs(2, 2), *pairs(1, 3)]) == pairs(1, 3)
    assert (len(queue), queue.position) == (4, 0)
