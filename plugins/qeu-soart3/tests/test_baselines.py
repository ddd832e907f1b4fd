"""Discriminant analysis as a baseline: a class that is absent is never said."""

from __future__ import annotations

import numpy as np
from qeu_soart3.baselines import fit_lda


def test_a_class_without_an_example_is_never_said() -> None:
    """So it is in a fold whose other side holds all of a rare class."""
    random = np.random.default_rng(0)
    classes = np.repeat([0, 2], 20)
    inputs = random.normal(size=(40, 3)) + 6 * (classes[:, None] == 2)
    said = fit_lda(inputs, classes, 4)(inputs)
    assert np.allclose(said.sum(axis=1), 1)
    assert np.array_equal(said.argmax(axis=1), classes)
    assert (said[:, [1, 3]] == 0).all()
