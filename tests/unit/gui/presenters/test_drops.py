"""What dropped files mean."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from qeu_station.gui.presenters.drops import Dropped, dropped


@pytest.mark.parametrize(
    ("test", "reference"),
    [
        ("A_test.png", "A_temp.png"),
        ("A_test.png", "A_ref.JPG"),
        ("部品_test.tif", "部品_reference.tif"),
        ("A_TEST.png", "other.png"),
        ("other.png", "reference.png"),
    ],
)
def test_the_names_tell_which_is_which_in_any_order(test, reference):
    for order in permutations([Path(test), Path(reference)]):
        assert dropped(order) == Dropped(test=Path(test), reference=Path(reference))


@pytest.mark.parametrize("names", [("a.png", "b.png"), ("a_test.png", "b_test.png"),
                                   ("a_temp.png", "b_temp.png")])  # fmt: skip
def test_names_that_tell_nothing_make_the_first_the_reference(names):
    first, second = map(Path, names)
    assert dropped([first, second]) == Dropped(test=second, reference=first)


def test_one_picture_is_judged_against_the_reference_of_the_recipe():
    assert dropped([Path("a.jpeg")]) == Dropped(test=Path("a.jpeg"))


@pytest.mark.parametrize("name", ["parts", "pairs.csv", "batch.2026-11"])
def test_anything_else_alone_is_a_source(name):
    assert dropped([Path(name)]) == Dropped(source=Path(name))


@pytest.mark.parametrize("names", [(), ("a.png", "b.png", "c.png"), ("a.png", "b.txt"), ("x", "y")])
def test_the_rest_is_refused_with_a_reason(names):
    what = dropped([Path(name) for name in names])
    assert what.refused
    assert (what.test, what.reference, what.source) == (None, None, None)
