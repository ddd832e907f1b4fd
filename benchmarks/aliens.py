"""Moulded figures, good against spoilt ones: one cell, good ones as references."""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import cv2
import numpy as np

from benchmarks.inspecting import RegisteredInspector
from qeu_station.api import Opinion
from qeu_station.core.agreement import auroc
from qeu_station.core.recipe import GridSettings, Recipe, RegistrationSettings
from qeu_station.imaging.prepare import Preparer

REFERENCES = 16
LEARNED = 14
CELL = "A1"
RECIPE = Recipe(
    "aliens",
    ("good parts",),
    grid=GridSettings(rows=("A",), columns=("1",)),
    registration=RegistrationSettings(max_residual=10.0),
)
PARAMETERS = {"window": 21}
"""Flexible figures, spoilt by whole limbs: a wider window than for small parts."""

Pictures = list[np.ndarray]


@dataclass(frozen=True)
class Split:
    """Good pictures as references, to learn from and held out; spoilt ones are all held out."""

    references: Pictures
    learned: Pictures
    good: Pictures
    spoilt: Pictures


def main(arguments: list[str]) -> None:
    """Print AUROC of held-out pictures per seed."""
    parser = argparse.ArgumentParser("python -m benchmarks aliens")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    good, spoilt = (_read(options.data / "aliens" / name) for name in ("normal", "anomaly"))
    splits = [_split(good, spoilt, seed) for seed in range(options.seeds)]
    print(
        f"{REFERENCES} references, {LEARNED} good ones to learn from; held out: "
        f"{len(splits[0].good)} good, {len(spoilt)} spoilt\n"
    )
    print(f"| AUROC | mean | {' | '.join(f'seed {n}' for n in range(len(splits)))} |")
    print("|---" * (len(splits) + 2) + "|")
    for name, method in (("qeu-difference", _inspected), ("absolute difference", _plain)):
        areas = [_area(split, *method(split)) for split in splits]
        print(f"| {name} | {fmean(areas):.4f} | {' | '.join(f'{a:.4f}' for a in areas)} |")


def _inspected(split: Split) -> tuple[list[float], list[float]]:
    """Return P(unknown) of held-out good and spoilt pictures."""
    registered, preparer = RegisteredInspector("difference"), Preparer(RECIPE, split.references)
    learner = registered.learner(PARAMETERS)
    for picture in split.learned:
        learner.observe(preparer.prepare("good", picture).pair, [CELL])
    inspector = registered.inspector(dict(learner.learned()))

    def score(picture: np.ndarray) -> float:
        opinion = inspector.inspect(preparer.prepare("test", picture).pair)
        assert isinstance(opinion, Opinion)
        return 1 - opinion.cells[CELL][0]

    return [score(picture) for picture in split.good], [score(p) for p in split.spoilt]


def _plain(split: Split) -> tuple[list[float], list[float]]:
    """Return the mean absolute difference to the nearest reference, nothing aligned."""

    def score(picture: np.ndarray) -> float:
        return min(float(cv2.absdiff(picture, part).mean()) for part in split.references)

    return [score(picture) for picture in split.good], [score(p) for p in split.spoilt]


def _area(split: Split, good: list[float], spoilt: list[float]) -> float:
    return auroc([False] * len(split.good) + [True] * len(split.spoilt), good + spoilt)


def _split(good: Pictures, spoilt: Pictures, seed: int) -> Split:
    order = random.Random(seed).sample(good, len(good))
    known = REFERENCES + LEARNED
    return Split(order[:REFERENCES], order[REFERENCES:known], order[known:], spoilt)


def _read(folder: Path) -> Pictures:
    pictures = [cv2.imread(str(path)) for path in sorted(folder.glob("*.png"))]
    if not pictures:
        raise SystemExit(f"No *.png in {folder}; give the folder above aliens with --data DIR.")
    return [picture for picture in pictures if picture is not None]
