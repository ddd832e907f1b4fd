"""The sample product: cells of generated pairs, and other products in place of the right one."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np

from benchmarks.inspecting import RegisteredInspector
from qeu_station.api import Inspector, Opinion
from qeu_station.core.agreement import Interval, auroc, rates, wilson
from qeu_station.core.recipe import DecisionSettings, GridSettings, Recipe
from qeu_station.imaging.prepare import Preparation, Preparer
from qeu_station.imaging.samples import (
    DEFECTS,
    SamplePair,
    SampleProduct,
    render_pair,
    render_reference,
)

PRODUCT = SampleProduct.default()
RECIPE = Recipe("sample", ("reference.png",), grid=GridSettings(corners=PRODUCT.grid().corners))
FIRST_LEARNED, FIRST_TESTED, FIRST_OTHER = 10_000, 20_000, 30_000
"""Seeds apart, so that nothing is tested on what was learned from."""


@dataclass(frozen=True)
class Checked:
    """What the checks of a pair said; the pictures themselves are not kept."""

    problems: tuple[str, ...]
    similarity: float

    @classmethod
    def of(cls, preparation: Preparation) -> Checked:
        """Return what stands in a preparation."""
        values = {check["name"]: check["value"] for check in preparation.details["checks"]}
        return cls(preparation.problems, float(values["product"]))

    @property
    def seems_another(self) -> bool:
        """Whether the product check failed."""
        return any("another product" in problem for problem in self.problems)


@dataclass
class Cells:
    """Every cell of every right pair: its truth (empty for good) and what was found."""

    truth: list[str] = field(default_factory=list)
    p_ok: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)

    def area(self, scores: list[float], kind: str = "") -> float:
        """Return AUROC of all defective cells, or of those of one kind, against good ones."""
        chosen = [n for n, truth in enumerate(self.truth) if not truth or kind in ("", truth)]
        return auroc([bool(self.truth[n]) for n in chosen], [scores[n] for n in chosen])


def main(arguments: list[str]) -> None:
    """Print AUROC of cells per defect, and how often another product is noticed."""
    options = _options(arguments)
    cv2.setNumThreads(1)
    preparer = Preparer(RECIPE, [render_reference(PRODUCT)])
    inspector = _taught(preparer, options.good)
    cells, alarms = _right_pairs(preparer, inspector, options.pairs)
    _print_cells(cells, options)
    others = _other_products(preparer, options.others)
    _print_products(alarms, others)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks sample_product")
    parser.add_argument("--pairs", type=int, default=500, help="test images, half of them good")
    parser.add_argument("--good", type=int, default=20, help="good parts to learn from")
    parser.add_argument("--others", type=int, default=500, help="test images of other products")
    return parser.parse_args(arguments)


def _taught(preparer: Preparer, parts: int) -> Inspector:
    registered = RegisteredInspector("difference")
    learner = registered.learner()
    for number in range(parts):
        good = render_pair(PRODUCT, FIRST_LEARNED + number, 0)
        pair = preparer.prepare(f"good {number}", good.test).pair
        learner.observe(pair, [cell.address for cell in pair.cells])
    return registered.inspector(dict(learner.learned()))


def _right_pairs(
    preparer: Preparer, inspector: Inspector, count: int
) -> tuple[Cells, list[Checked]]:
    cells, checked = Cells(), []
    for number in range(count):
        made = render_pair(PRODUCT, FIRST_TESTED + number, None if number % 2 else 0)
        preparation = preparer.prepare(str(number), made.test)
        checked.append(Checked.of(preparation))
        _add(cells, made, preparation, inspector)
    return cells, checked


def _add(cells: Cells, made: SamplePair, preparation: Preparation, inspector: Inspector) -> None:
    pair = preparation.pair
    opinion = inspector.inspect(pair)
    assert isinstance(opinion, Opinion)
    changed = cv2.absdiff(pair.reference, made.test).max(axis=2)
    sums = np.bincount(pair.cell_map.ravel(), changed.ravel())
    areas = np.bincount(pair.cell_map.ravel())
    for number, cell in enumerate(pair.cells, start=1):
        cells.truth.append(made.truth.get(cell.address, ""))
        cells.p_ok.append(opinion.cells[cell.address][0])
        cells.plain.append(float(sums[number] / areas[number]))


def _other_products(preparer: Preparer, count: int) -> list[Checked]:
    tests = (render_pair(_other(number), number, None).test for number in range(count))
    return [Checked.of(preparer.prepare("other", test)) for test in tests]


def _other(number: int) -> SampleProduct:
    """Return another product; every second one differs in its parts only, not in its tray."""
    other = SampleProduct.random(FIRST_OTHER + number)
    if number % 2:
        return other
    return SampleProduct(other.parts, PRODUCT.tray, PRODUCT.metal, PRODUCT.seed)


def _print_cells(cells: Cells, options: argparse.Namespace) -> None:
    bad = sum(map(bool, cells.truth))
    print(
        f"{options.pairs} pairs, {len(cells.truth)} cells, {bad} of them NG; learned from "
        f"{options.good} good parts\n"
    )
    print(f"| AUROC of cells | all | {' | '.join(DEFECTS)} | escape | overkill | review |")
    print("|---" * (len(DEFECTS) + 5) + "|")
    methods = {
        "qeu-difference": [1 - value for value in cells.p_ok],
        "absolute difference, mean of the cell": cells.plain,
    }
    for name, scores in methods.items():
        areas = [f"{cells.area(scores, kind):.4f}" for kind in ("", *DEFECTS)]
        said = _rates(cells) if name == "qeu-difference" else ["-"] * 3
        print(f"| {name} | {' | '.join([*areas, *said])} |")


def _rates(cells: Cells) -> list[str]:
    verdicts = [str(DecisionSettings().thresholds.decide(value)) for value in cells.p_ok]
    found = rates([bool(truth) for truth in cells.truth], verdicts)
    return [f"{rate.value:.2%}" for rate in (found.escape, found.overkill, found.review)]


def _print_products(right: list[Checked], others: list[Checked]) -> None:
    print("\n| share of pairs | by the product check | by any check |\n|---|---|---|")
    for name, checked in (("wrong product noticed", others), ("false alarms", right)):
        by_check = _share(item.seems_another for item in checked)
        by_any = _share(bool(item.problems) for item in checked)
        print(f"| {name} | {_text(by_check)} | {_text(by_any)} |")
    lowest = min(item.similarity for item in right)
    highest = max(item.similarity for item in others)
    print(f"\nSimilarity: right product {lowest:.3f} and more, others {highest:.3f} and less.")


def _share(found: Iterable[bool]) -> Interval:
    listed = list(found)
    return wilson(sum(listed), len(listed))


def _text(share: Interval) -> str:
    return f"{share.value:.4f} ({share.low:.4f}-{share.high:.4f})"
