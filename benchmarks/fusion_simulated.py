"""Fitted pools of simulated inspectors of known dependence: when are they adopted, and rightly?"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.verdict import Thresholds
from qeu_station.learning.fusing import study_pool
from qeu_station.learning.votes import Votes, fused
from qeu_station.toolkit.pooling import log_loss

CLASSES = ("ok", "unknown", "missing", "scratched")
EVEN = (1.0, 1.0)


@dataclass(slots=True)
class Tally:
    """Counts over draws; ``worse`` and ``harm`` compare with the plain product on fresh items."""

    sums: list[float]
    worse: int = 0
    adopted: int = 0
    harm: int = 0


def main(arguments: list[str]) -> None:
    """Print how often fitted weights are adopted, and how often that was wrong."""
    parser = argparse.ArgumentParser("python -m benchmarks fusion_simulated", description=__doc__)
    parser.add_argument("--draws", type=int, default=20)
    draws = parser.parse_args(arguments).draws
    print(f"4 items per part, two inspectors, three classes, {draws} draws each\n")
    print("| shared noise | parts | sum of weights | fit worse | adopted | adopted and worse |")
    print("|---|---|---|---|---|---|")
    for shared in (0.0, 0.5, 0.9):
        fresh = simulated(parts=2500, items=2, shared=shared, seed=10**6)
        for parts in (30, 60, 150, 300):
            found = _tally(fresh, parts, shared, draws)
            sums = f"{np.mean(found.sums):.2f} ± {np.std(found.sums):.2f}"
            row = (f"{shared:.1f}", parts, sums, found.worse, found.adopted, found.harm)
            print("|", " | ".join(map(str, row)), "|", flush=True)


def simulated(
    parts: int = 150,
    items: int = 6,
    shared: float = 0.0,
    noise: float = 0.8,
    opinions: int = 2,
    sure: float = 1.0,
    seed: int = 0,
    groups: int = 5,
    names: tuple[str, ...] = (),
) -> Votes:
    """Return items of three classes as several inspectors see them.

    Args:
        parts: Number of parts.
        items: Items per part.
        shared: Share of the noise's variance that all inspectors have in common: 0 independent,
            1 the same opinion again and again.
        noise: Standard deviation of the noise; the classes are 1 apart.
        opinions: Number of inspectors.
        sure: Factor on the logits; above 1 they are too sure of themselves.
        seed: Same seed, same items.
        groups: Number of groups the parts are dealt out to.
        names: Of the inspectors.
    """
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, parts * items)
    common = rng.normal(size=(len(truth), 3))
    vectors = []
    for _ in range(opinions):
        own = rng.normal(size=(len(truth), 3))
        blur = noise * (np.sqrt(shared) * common + np.sqrt(1 - shared) * own)
        said = softmax(sure * (np.eye(3)[truth] + blur) / noise**2)
        vectors.append(np.insert(said, 1, 0.0, axis=1))
    owners = np.repeat(np.arange(parts), items).tolist()
    return Votes(
        names or tuple(f"i{k}" for k in range(opinions)),
        CLASSES,
        np.stack(vectors),
        np.array([0, 2, 3], np.intp)[truth],
        tuple(f"P{n}" for n in owners),
        tuple(f"G{n % groups}" for n in owners),
    )


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return probabilities, (..., C), from logits."""
    risen = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = risen / risen.sum(axis=-1, keepdims=True)
    return shares


def _tally(fresh: Votes, parts: int, shared: float, draws: int) -> Tally:
    product = log_loss(fused(fresh, EVEN), fresh.truth)
    tally = Tally([])
    for seed in range(draws):
        votes = simulated(parts, items=4, shared=shared, seed=seed, groups=parts)
        study = study_pool(votes, EVEN, Thresholds(), seed)
        lost = log_loss(fused(fresh, study.fitted), fresh.truth) > product
        sure = study.saved.low > 0
        tally.sums.append(sum(study.fitted))
        tally.worse, tally.adopted = tally.worse + lost, tally.adopted + sure
        tally.harm += lost and sure
    return tally
