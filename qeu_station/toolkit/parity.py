"""Whether an exported model still says what the trained one said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from qeu_station.errors import BundleError

LARGEST_DIFFERENCE = 1e-4
"""Probabilities of an export may differ by this much, and by no decision."""


@dataclass(frozen=True, slots=True)
class Parity:
    """How two sets of probabilities compare.

    Attributes:
        items: Number of items compared.
        largest: Largest difference of a probability.
        changed: Items whose most probable class changed.
    """

    items: int
    largest: float
    changed: int


def check_parity(
    trained: ArrayLike, exported: ArrayLike, largest: float = LARGEST_DIFFERENCE
) -> Parity:
    """Compare what a trained model and its export say of the same items.

    Args:
        trained: Probabilities of the trained model, (items, classes).
        exported: Probabilities of its export, the same shape.
        largest: Largest difference that is allowed.

    Raises:
        BundleError: They differ by more, or in a decision; the export must not be used.
        ValueError: The shapes differ, or there is no item.
    """
    first, second = np.asarray(trained, np.float64), np.asarray(exported, np.float64)
    if first.shape != second.shape or first.ndim != 2 or not len(first):
        raise ValueError(
            f"parity needs two tables (items, classes) of one shape with at least one item, "
            f"got {first.shape} and {second.shape}"
        )
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise BundleError("The export is refused: a probability is not a finite number.")
    difference = float(np.abs(first - second).max())
    changed = int((first.argmax(axis=1) != second.argmax(axis=1)).sum())
    if difference > largest or changed:
        raise BundleError(
            f"The export is refused: its probabilities differ from the trained model's by up to "
            f"{difference:.2g} (at most {largest:.2g} is allowed), and {changed} of {len(first)} "
            "decisions changed."
        )
    return Parity(len(first), difference, changed)
