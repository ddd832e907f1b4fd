"""What W&B must beat: simpler judges of the same items, measured on the same folds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.learning import Items, Learned, Plan, checking
from qeu_soart3.networks import Classes, train_network

Floats = NDArray[np.float64]

Answer = Callable[[Floats], Floats]
"""Inputs (N, inputs) to probabilities (N, classes)."""

_SHRINK = 1e-3
"""Share of the mean variance added to every variance, so that the covariance can be inverted."""


def held_out_baselines(items: Items, learned: Learned, plan: Plan) -> Mapping[str, Floats]:
    """Return the held-out probabilities of every baseline, (N, classes) each, by its name."""
    found: dict[str, Floats] = {}
    for split, prototypes in learned.prototypes:
        train, test = items.of(split.train), items.of(split.test)
        of_train, of_test = (
            each.reading.sides(prototypes, plan.unit_spaces) for each in (train, test)
        )
        metrics = [np.hstack([s.weight, s.bias]) for s in (of_train, of_test)]
        features = [np.log1p(each.reading.features) for each in (train, test)]
        check = checking(train.pairs, plan.seed)

        def network(inputs: Floats, standardise: bool = True) -> Answer:
            return train_network(
                inputs,
                train.classes,  # noqa: B023 - called within this round
                check,  # noqa: B023
                plan.classes,
                plan.seed,
                plan.schedule,
                standardise=standardise,
            ).probabilities

        answers = {
            "concatenation, raw": (network(metrics[0], False), metrics[1]),
            "concatenation, standardised": (network(metrics[0]), metrics[1]),
            "plain network on the features": (network(features[0]), features[1]),
            "LDA on the features": (fit_lda(features[0], train.classes, plan.classes), features[1]),
        }
        for name, (answer, inputs) in answers.items():
            target = found.setdefault(name, np.zeros((len(items.classes), plan.classes)))
            target[list(split.test)] = answer(inputs)
    return found


def fit_lda(inputs: Floats, classes: Classes, count: int) -> Answer:
    """Return linear discriminant analysis: normal classes with one covariance.

    Source: R. A. Fisher, Annals of Eugenics 7 (1936) 179-188.

    Args:
        inputs: (N, inputs).
        classes: (N,) class numbers; what does not occur is never said.
        count: Number of classes.
    """
    there = np.unique(classes)
    means = np.zeros((count, inputs.shape[1]))
    means[there] = [inputs[classes == n].mean(axis=0) for n in there]
    priors = np.bincount(classes, minlength=count) / len(classes)
    covariance = np.cov(inputs - means[classes], rowvar=False).reshape(2 * (inputs.shape[1],))
    ridge = _SHRINK * covariance.trace() / len(covariance) + 1e-9
    slopes = np.linalg.solve(covariance + ridge * np.eye(len(covariance)), means.T)
    offsets = np.full(count, -np.inf)
    offsets[there] = np.log(priors[there]) - 0.5 * np.einsum("ci,ic->c", means, slopes)[there]

    def answer(given: Floats) -> Floats:
        scores = given @ slopes + offsets
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    return answer
