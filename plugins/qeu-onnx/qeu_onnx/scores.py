"""From a model's output to one probability per label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.ties import highest

Floats = NDArray[np.float64]

_SLACK = 0.02
"""How far probabilities of float16 may be from summing to 1."""

_LEAST = 1e-6
"""Independent probabilities count as at least so far from 0 and 1."""


def probabilities(output: NDArray[Any], items: int, labels: int, kind: str) -> Floats:
    """Return (items, labels) probabilities, each row with sum 1.

    Args:
        output: What the model gave; axes of size 1 behind the first do not matter, and of a single
            item the first may be missing. One score for two labels is that of the second.
        items: Number of items it was given.
        labels: Number of labels.
        kind: ``logits`` when a softmax is still due (for one score of two labels, a sigmoid),
            ``probabilities``, or ``independent`` when each label has a sigmoid of its own: as one
            label is true and no other, they are weighed by their odds.

    Raises:
        ValueError: The output has another shape, holds NaN or infinity, or no probabilities.
    """
    scores = _table(output, items, labels)
    if not np.isfinite(scores).all():
        raise ValueError("the model gave scores that are no finite numbers (NaN or infinity)")
    if kind == "logits":
        return _softmax(_both(scores, labels, kind))
    shares = _both(scores, labels, kind)
    if kind == "independent":
        return _by_odds(shares)
    sums = shares.sum(axis=1, keepdims=True)
    if shares.min(initial=0) < -_SLACK or np.abs(sums - 1).max(initial=0) > _SLACK:
        worst = float(sums[np.abs(sums - 1).argmax(), 0])
        raise ValueError(
            f"the model's scores are no probabilities: they lie in {scores.min():.4g}.."
            f"{scores.max():.4g} and a row sums to {worst:.4g}; its softmax may be missing, then "
            'set scores = "logits"'
        )
    kept = shares.clip(0)
    return np.asarray(kept / kept.sum(axis=1, keepdims=True))


def likeliest(vector: Floats, labels: Sequence[str]) -> str:
    """Return the label of the highest probability; all, where several are the highest alike."""
    best = highest(vector)
    names = [labels[number] for number in best[:3]]
    if len(best) > 1:
        return f"a tie of {len(best)}: {', '.join(names)}{', ...' * (len(best) > 3)}"
    return str(names[0])


def sees(vector: Floats, label: int) -> bool:
    """Return whether a label has the highest probability, and no other has as much."""
    return highest(vector) == (label,)


def _by_odds(shares: Floats) -> Floats:
    if shares.min(initial=0) < 0 or shares.max(initial=0) > 1:
        raise ValueError(
            f"the model's scores lie in {shares.min():.4g}..{shares.max():.4g} and are no "
            'probabilities; its sigmoids may be missing, then set scores = "logits"'
        )
    kept = shares.clip(_LEAST, 1 - _LEAST)
    return _softmax(np.log(kept) - np.log1p(-kept))


def _table(output: NDArray[Any], items: int, labels: int) -> Floats:
    if items == 1 and output.shape[:1] != (1,):
        output = output[None]
    shape = output.shape
    scores = int(np.prod(shape[1:])) if shape else 0
    long_axes = [size for size in shape[1:] if size != 1]
    if not shape or shape[0] != items or len(long_axes) > 1 or scores not in _widths(labels):
        raise ValueError(
            f"the model's output has shape {shape} for {items} items; one score for each of "
            f"{labels} labels is needed. Check the label file, and which output is named"
        )
    return np.asarray(output.reshape(items, scores), np.float64)


def _widths(labels: int) -> tuple[int, ...]:
    return (1, 2) if labels == 2 else (labels,)


def _both(scores: Floats, labels: int, kind: str) -> Floats:
    if scores.shape[1] == labels:
        return scores
    first = np.zeros_like(scores) if kind == "logits" else 1 - scores
    return np.concatenate([first, scores], axis=1)


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
