"""Cells of DeepPCB: the difference inspector against plain absolute difference."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.boards import GRID, SIZE, BoardPair, board_pairs, cell_truth
from benchmarks.inspecting import RegisteredInspector
from qeu_station.api import Learner, Opinion
from qeu_station.core.agreement import auroc, rates
from qeu_station.core.recipe import DecisionSettings, ImageSettings, Recipe
from qeu_station.imaging.cellmap import build_cell_map
from qeu_station.imaging.pixels import cut
from qeu_station.imaging.prepare import Preparer

RECIPE = Recipe("deeppcb", "from pair", image=ImageSettings("binary"))

Probabilities = dict[str, float]
"""P(ok), or minus a score, per item ``group/pair/cell``."""

Learned = dict[str, dict[str, Any]]
"""Learned parameters per group of boards."""


def main(arguments: list[str]) -> None:
    """Print AUROC over all unambiguous cells, and per group of boards."""
    options = _options(arguments)
    cv2.setNumThreads(1)
    pairs = board_pairs(options.data, options.every)
    truth = {
        f"{pair.group}/{pair.name}/{address}": state
        for pair in pairs
        for address, state in cell_truth(pair.boxes).items()
        if state is not None
    }
    methods = {
        "qeu-difference, leave one group out": _inspected(pairs, _learned(pairs)),
        "qeu-difference, not trained": _inspected(pairs, {}),
        "absolute difference, mean of the cell": _plain(pairs),
    }
    _print(truth, methods)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks difference_cells")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=1, help="take every n-th pair only")
    return parser.parse_args(arguments)


def _learned(pairs: list[BoardPair]) -> Learned:
    """Return per group the parameters learned from the good cells of all other groups."""
    registered, preparer = RegisteredInspector("difference"), Preparer(RECIPE, None)
    learners: dict[str, Learner] = {pair.group: registered.learner() for pair in pairs}
    for pair in pairs:
        good = [address for address, state in cell_truth(pair.boxes).items() if state is False]
        prepared = preparer.prepare(pair.name, *pair.read()).pair
        for group, learner in learners.items():
            if group != pair.group:
                learner.observe(prepared, good)
    return {group: dict(learner.learned()) for group, learner in learners.items()}


def _inspected(pairs: list[BoardPair], learned: Learned) -> Probabilities:
    registered, preparer = RegisteredInspector("difference"), Preparer(RECIPE, None)
    inspectors = {p.group: registered.inspector(learned.get(p.group)) for p in pairs}
    found = {}
    for pair in pairs:
        prepared = preparer.prepare(pair.name, *pair.read()).pair
        opinion = inspectors[pair.group].inspect(prepared)
        assert isinstance(opinion, Opinion)
        for address, vector in opinion.cells.items():
            found[f"{pair.group}/{pair.name}/{address}"] = vector[0]
    return found


def _plain(pairs: list[BoardPair]) -> Probabilities:
    """Return minus the mean absolute difference of each cell, nothing aligned."""
    cell_map = build_cell_map(GRID, SIZE, SIZE)
    found = {}
    for pair in pairs:
        changed = cv2.absdiff(*(cut(picture, RECIPE.image) for picture in pair.read()))
        sums = np.bincount(cell_map.labels.ravel(), changed.ravel())
        for cell, mean in zip(cell_map.cells, sums[1:] / cell_map.areas[1:], strict=True):
            found[f"{pair.group}/{pair.name}/{cell.address}"] = -float(mean)
    return found


def _print(truth: dict[str, bool], methods: dict[str, Probabilities]) -> None:
    print(f"{len(truth)} cells, {sum(truth.values())} of them NG, ambiguous ones left out\n")
    groups = sorted({item.split("/")[0] for item in truth})
    print(f"| AUROC of cells | all | {' | '.join(groups)} | escape | overkill | review |")
    print("|---" * (len(groups) + 5) + "|")
    for method, found in methods.items():
        areas = [_area(truth, found, group) for group in ("", *groups)]
        cells = [*(f"{area:.4f}" for area in areas), *_rates(truth, found)]
        print(f"| {method} | {' | '.join(cells)} |")


def _area(truth: dict[str, bool], found: Probabilities, group: str) -> float:
    items = [item for item in truth if item.startswith(group)]
    return auroc([truth[item] for item in items], [-found[item] for item in items])


def _rates(truth: dict[str, bool], found: Probabilities) -> list[str]:
    """Return escape, overkill and review rate at the default thresholds, for probabilities."""
    if min(found.values()) < 0:
        return ["-"] * 3
    verdicts = [DecisionSettings().thresholds.decide(found[item]) for item in truth]
    result = rates(list(truth.values()), [str(verdict) for verdict in verdicts])
    return [f"{r.value:.2%}" for r in (result.escape, result.overkill, result.review)]
