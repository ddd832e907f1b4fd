"""A network that is worth nothing on what was held out is not praised for having been trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qeu_onnx.training.comparison import Made, doubts, report
from qeu_onnx.training.members import Learned
from qeu_onnx.training.network import PatchNetwork

from qeu_station.toolkit.parity import Parity

LABELS = ("ok", "missing")
CLASSES = np.array([0] * 60 + [1] * 40)


def said(p_ok: np.ndarray) -> np.ndarray:
    return np.stack([p_ok, 1 - p_ok], axis=1)


def learned(found: np.ndarray) -> Learned:
    count = len(found)
    return Learned((PatchNetwork(3, 2, 8),), np.arange(count), found, np.zeros(count, np.intp), 1.0)


@pytest.mark.parametrize("slope", [0.0, 0.3])
def test_a_network_no_better_than_chance_is_warned_of_at_the_end(slope: float) -> None:
    chance = np.random.default_rng(0).random(100) * 0.5 + slope * CLASSES
    made = Made(Parity(100, 0.0, 0), None, Path("int8"))
    told = report(learned(said(chance)), CLASSES, LABELS, made, "bracket@3").summary[-1]
    assert "no better than chance on held-out regions (AUROC" in told
    assert "do not let it decide: go back with --recipe bracket@3" in told


def test_one_that_loses_to_the_commonest_class_is_warned_of() -> None:
    classes = np.array([0] * 95 + [1] * 5)
    wary = np.where(classes > 0, 0.1, np.where(np.arange(100) < 20, 0.4, 0.9))
    (told,) = doubts(said(wary), classes, LABELS)
    assert 'less often than always saying "ok" (95.00%)' in told
    assert "--recipe" not in told


@pytest.mark.parametrize(("kind", "lacking"), [(0, "defective"), (1, "ok")])
def test_where_a_kind_was_not_held_out_nothing_is_known(kind: int, lacking: str) -> None:
    (told,) = doubts(said(np.full(9, 0.9)), np.full(9, kind), LABELS)
    assert f"No held-out region is {lacking}" in told


def test_a_good_one_is_not_warned_of() -> None:
    assert doubts(said(np.where(CLASSES > 0, 0.1, 0.9)), CLASSES, LABELS) == []
