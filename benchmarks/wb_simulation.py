"""The published simulation of W&B: two networks, their product, and plainer rivals."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from benchmarks.published_network import (
    Floats,
    Labels,
    accuracy,
    standardised,
    trained,
)

TRAIN, TEST, CLASSES = 2000, 500, 10
MARGIN = 0.015
"""How far the product must be above W alone, in every seed of the published protocol."""


@dataclass(frozen=True, eq=False)
class Tables:
    """S simulated tables: feature-1 and feature-2, (S, N, 10) each, and labels (S, N)."""

    weight: Floats
    bias: Floats
    labels: Labels


def main(arguments: list[str]) -> int:
    """Print accuracies over the seeds, as published and with a clean split."""
    parser = argparse.ArgumentParser("python -m benchmarks wb_simulation")
    parser.add_argument("--seeds", type=int, default=20)
    seeds = parser.parse_args(arguments).seeds
    print(f"{TRAIN} training and {TEST} test rows, {CLASSES} classes, {seeds} seeds")
    lowest = {}
    for title, clean in (
        ("As published: the test set repeats 50 training rows", False),
        ("Clean split", True),
    ):
        train, test = _simulated(seeds, clean)
        scores = _scores(train, test)
        print(f"\n{title}\n\n| | mean | range |\n|---|---|---|")
        for name, values in scores.items():
            print(f"| {name} | {values.mean():.3f} | {values.min():.3f}-{values.max():.3f} |")
        gain = scores["product"] - scores["W alone"]
        lowest[clean] = float(gain.min())
        print(
            f"\nproduct - W: mean {gain.mean():.3f}, lowest {gain.min():.3f}; at least {MARGIN} "
            f"in {int((gain >= MARGIN).sum())} of {seeds} seeds"
        )
    return 0 if lowest[False] >= MARGIN else 1


def _scores(train: Tables, test: Tables) -> dict[str, Floats]:
    def answers(ours: Floats, theirs: Floats, seed: int) -> Floats:
        return trained(ours, train.labels, CLASSES, seed).probabilities(theirs)

    weight = answers(train.weight, test.weight, 1)
    bias = answers(train.bias, test.bias, 2)
    joined, joined_test = (np.concatenate([t.weight, t.bias], axis=2) for t in (train, test))
    centred, centred_test = standardised(joined, joined_test)
    found = {
        "W alone": weight,
        "B alone": bias,
        "product": weight * bias,
        "one network, concatenated raw": answers(joined, joined_test, 3),
        "one network, concatenated and standardised": answers(centred, centred_test, 4),
        "linear discriminant (LDA), concatenated": _lda(joined, train.labels, joined_test),
    }
    return {name: accuracy(p, test.labels) for name, p in found.items()}


def _simulated(seeds: int, clean: bool) -> tuple[Tables, Tables]:
    """Return training and test tables; ``clean`` draws both from one call of make_blobs."""
    from sklearn.datasets import make_blobs

    def blobs(count: int) -> tuple[Floats, Labels]:
        points, labels = make_blobs(
            count, centers=CLASSES, n_features=10, cluster_std=4.5, random_state=0
        )
        return points, labels.astype(np.int64)

    if clean:
        points, labels = blobs(TRAIN + TEST)
        parts = [(points[:TRAIN], labels[:TRAIN]), (points[TRAIN:], labels[TRAIN:])]
    else:
        parts = [blobs(TRAIN), blobs(TEST)]
    rng = np.random.default_rng(0)
    train, test = (
        Tables(np.stack([points] * seeds), _second(labels, seeds, rng), np.stack([labels] * seeds))
        for points, labels in parts
    )
    return train, test


def _second(labels: Labels, seeds: int, rng: np.random.Generator) -> Floats:
    values = rng.normal(0.5, 0.25, (seeds, len(labels), CLASSES))
    values[:, np.arange(len(labels)), labels] += 0.55
    return np.where(values < 0, 0.001, values)


def _lda(train: Floats, labels: Labels, test: Floats) -> Floats:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    tables = zip(train, labels, test, strict=True)
    return np.stack(
        [LinearDiscriminantAnalysis().fit(x, y).predict_proba(held) for x, y, held in tables]
    )
