"""What is remembered of the parts of a whole day."""

from __future__ import annotations

import gc
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.judging import Judge, Wish
from tests.unit.gui.presenters.doubles import HandJobs, make_record


def pair_of(number: int) -> Pair:
    return Pair(f"p{number}", Path(f"p{number}_test.png"), Path(f"p{number}_temp.png"))


def test_a_day_of_pairs_is_remembered_without_keeping_one():
    jobs = HandJobs()
    judge = Judge(jobs, *[lambda *given: None] * 3)
    before = alive()
    for number in range(200):
        pair = pair_of(number)
        judge.begin(Wish(pair, pair), lambda pair=pair: make_record(pair.name))
        jobs.run_all()
    del pair
    assert judge.known(pair_of(7)) == "id-p7"
    assert judge.known(pair_of(199)) == "id-p199"
    assert alive() == before


def test_a_pair_that_differs_in_anything_is_another():
    jobs = HandJobs()
    judge = Judge(jobs, *[lambda *given: None] * 3)
    judge.begin(Wish(pair_of(1), pair_of(1)), lambda: make_record("p1"))
    jobs.run_all()
    first = pair_of(1)
    others = (
        Pair(first.name, first.test),
        Pair(first.name, first.test, first.reference, serial="1"),
        Pair(first.name, Path("else", first.test), first.reference),
        pair_of(11),
    )
    assert [judge.known(other) for other in others] == [None] * 4


def alive() -> int:
    """Count the pairs that anything still holds."""
    gc.collect()
    return sum(type(each) is Pair for each in gc.get_objects())
