"""One is the rim of what is known, and nobody calls himself known."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.learning.likeness import novelty as module
from qeu_station.learning.likeness.novelty import LEAST_KNOWN, novelty


def crowd(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, (count, 8))


def told(vectors: np.ndarray, known: np.ndarray, labelled: np.ndarray | None = None) -> np.ndarray:
    said = np.zeros(len(vectors), bool) if labelled is None else labelled
    return novelty(vectors, np.arange(len(vectors)), known, said)


def test_about_one_in_twenty_of_the_known_lies_beyond_the_rim() -> None:
    found = told(crowd(400), np.ones(400, bool))
    assert (found > 1).mean() == pytest.approx(0.05, abs=0.01)


def test_twice_as_far_is_twice_as_new() -> None:
    vectors = np.concatenate([np.zeros((1, 8)), crowd(100) * 1e-6, np.zeros((2, 8))])
    vectors[-2, 0], vectors[-1, 0] = 0.4, 0.8
    known = np.arange(103) < 101
    found = told(vectors, known)
    assert found[-1] == pytest.approx(2 * found[-2], rel=1e-3)


def test_copies_of_one_picture_make_nothing_new() -> None:
    vectors = np.zeros((60, 8))
    vectors[-1] = 0.001
    found = told(vectors, np.arange(60) < 59)
    assert found[-1] < 0.2


def test_a_labelled_defect_makes_its_like_known() -> None:
    vectors = np.concatenate([crowd(100), np.full((2, 8), 3.0)])
    good = np.arange(102) < 100
    before = told(vectors, good)
    labelled = np.arange(102) == 100
    after = told(vectors, good | labelled, labelled)
    assert before[-1] > 10
    assert after[-1] < 0.1
    assert after[:100] == pytest.approx(before[:100])


def test_too_few_say_nothing() -> None:
    few = told(crowd(50), np.arange(50) < LEAST_KNOWN - 1)
    assert np.isnan(few).all()
    same_part = novelty(crowd(50), np.zeros(50, int), np.ones(50, bool), np.zeros(50, bool))
    assert np.isnan(same_part).all()
    assert np.isfinite(told(crowd(50), np.arange(50) < LEAST_KNOWN)).all()


def test_of_very_many_known_ones_the_labelled_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 60)
    vectors = np.concatenate([crowd(500), np.full((2, 8), 3.0)])
    labelled = np.arange(502) == 500
    found = told(vectors, np.arange(502) < 501, labelled)
    assert found[-1] < 0.1
