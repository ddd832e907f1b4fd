"""A model that is worth nothing on what was held out shall not decide."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from qeu_station.toolkit.doubts import chance_of_gain, doubt_of_judge

LABELS = ("ok", "missing")
CLASSES = np.array([0] * 60 + [1] * 40)


def said(p_ok: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([p_ok, 1 - p_ok], axis=1)


@pytest.mark.parametrize("slope", [0.0, 0.3])
def test_one_no_better_than_chance_is_doubted(slope: float) -> None:
    chance = np.random.default_rng(0).random(100) * 0.5 + slope * CLASSES
    told = doubt_of_judge(said(chance), CLASSES, LABELS, "cells")
    assert told.startswith("it tells good from bad no better than chance on held-out cells (AUROC")
    assert not told.endswith(".")


@pytest.mark.parametrize(("overkills", "doubted"), [(20, True), (7, False)])
def test_one_that_surely_loses_to_the_commonest_class_is_doubted(
    overkills: int, doubted: bool
) -> None:
    classes = np.array([0] * 95 + [1] * 5)
    wary = np.where(classes > 0, 0.1, np.where(np.arange(100) < overkills, 0.4, 0.9))
    told = doubt_of_judge(said(wary), classes, LABELS)
    assert ('less often than always saying "ok" (95.00%)' in told) == doubted
    assert bool(told) == doubted


@pytest.mark.parametrize(("kind", "lacking"), [(0, "defective"), (1, "ok")])
def test_where_a_kind_was_not_held_out_nothing_is_known(kind: int, lacking: str) -> None:
    told = doubt_of_judge(said(np.full(9, 0.9)), np.full(9, kind), LABELS)
    assert told.startswith(f"none of the held-out regions is {lacking}")


def test_a_good_one_is_not_doubted() -> None:
    assert doubt_of_judge(said(np.where(CLASSES > 0, 0.1, 0.9)), CLASSES, LABELS) == ""


@pytest.mark.parametrize(
    ("gained", "lost", "chance"),
    [(0, 0, 1.0), (1, 0, 0.5), (5, 0, 1 / 32), (3, 3, 42 / 64), (9, 1, 11 / 1024), (0, 4, 1.0)],
)
def test_gains_are_weighed_against_losses(gained: int, lost: int, chance: float) -> None:
    assert chance_of_gain(gained, lost) == pytest.approx(chance)


@pytest.mark.timeout(20)
def test_many_thousand_items_are_weighed_as_exactly() -> None:
    by_the_normal_curve = 0.07969
    assert chance_of_gain(10_100, 9_900) == pytest.approx(by_the_normal_curve, abs=1e-5)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="got -1 and 2"):
        chance_of_gain(-1, 2)
