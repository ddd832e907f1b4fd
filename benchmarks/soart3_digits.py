"""Handwritten digits by soaRT3 metrics alone: do they say what the notes claim of them?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from benchmarks.published_network import Floats, Labels, accuracy, standardised, trained
from qeu_station.toolkit.soart3 import soart3

CLASSES = 10
VIEWS = ("log_beta", "log_eta", "log_gamma")


@dataclass(frozen=True, eq=False)
class Splits:
    """S random splits of the pictures, (S, N, P) and (S, N) each."""

    train: Floats
    train_labels: Labels
    test: Floats
    test_labels: Labels


def main(arguments: list[str]) -> None:
    """Print mean accuracy over the splits; unit spaces are the class means of training rows."""
    parser = argparse.ArgumentParser("python -m benchmarks soart3_digits")
    parser.add_argument("--splits", type=int, default=10)
    parser.add_argument("--share", type=float, default=0.25, help="share of test pictures")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="pixel value that counts as 1; 16 reads 0..1"
    )
    options = parser.parse_args(arguments)
    splits = _splits(options.splits, options.share)
    train, test = _metrics(splits, options.scale)
    said: dict[str, Floats] = {}
    raw: dict[str, Floats] = {}
    for seed, view in enumerate(VIEWS):
        network = trained(train[view], splits.train_labels, CLASSES, seed)
        raw[view] = network.probabilities(test[view])
        ours, theirs = standardised(train[view], test[view])
        network = trained(ours, splits.train_labels, CLASSES, seed)
        said[view] = network.probabilities(theirs)
    beta, eta, gamma = (said[view] for view in VIEWS)
    both = (np.concatenate([part[v] for v in VIEWS[:2]], axis=2) for part in (train, test))
    ours, theirs = standardised(*both)
    joined = trained(ours, splits.train_labels, CLASSES, 9).probabilities(theirs)
    top = 16 / options.scale
    print(f"{options.splits} splits, {options.share:.0%} test pictures, pixels 0..{top:g}\n")
    print("| | accuracy |\n|---|---|")
    for name, answer in (
        *((view, said[view]) for view in VIEWS),
        *((f"{view}, not standardised", raw[view]) for view in VIEWS),
        ("product beta x gamma", beta * gamma),
        ("product beta x eta", beta * eta),
        ("concatenation (beta, eta)", joined),
    ):
        print(f"| {name} | {accuracy(answer, splits.test_labels).mean():.3f} |")
    for name, score in _baselines(splits).items():
        print(f"| {name} on raw pixels | {score:.3f} |")


def _splits(count: int, share: float) -> Splits:
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    pictures, labels = load_digits(return_X_y=True)
    parts = [
        train_test_split(pictures, labels, test_size=share, random_state=seed, stratify=labels)
        for seed in range(count)
    ]
    train, test, train_labels, test_labels = (np.stack(each) for each in zip(*parts, strict=True))
    return Splits(train, train_labels, test, test_labels)


def _metrics(splits: Splits, scale: float) -> tuple[dict[str, Floats], dict[str, Floats]]:
    found: tuple[dict[str, list[Floats]], dict[str, list[Floats]]] = (
        {view: [] for view in VIEWS},
        {view: [] for view in VIEWS},
    )
    for train, labels, test in zip(splits.train, splits.train_labels, splits.test, strict=True):
        means = np.stack([train[labels == digit].mean(axis=0) for digit in range(CLASSES)])
        for table, rows in zip(found, (train, test), strict=True):
            metrics = soart3(rows, means, scale=scale)
            for view in VIEWS:
                table[view].append(getattr(metrics, view))
    ours, theirs = ({view: np.stack(t) for view, t in table.items()} for table in found)
    return ours, theirs


def _baselines(splits: Splits) -> dict[str, float]:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import SVC

    def mean(model: object) -> float:
        scores = [
            model.fit(x, y).score(held, truth)  # type: ignore[attr-defined]
            for x, y, held, truth in zip(
                splits.train, splits.train_labels, splits.test, splits.test_labels, strict=True
            )
        ]
        return float(np.mean(scores))

    return {
        "LDA": mean(LinearDiscriminantAnalysis()),
        "k-NN": mean(KNeighborsClassifier(3)),
        "SVM": mean(SVC()),
    }
