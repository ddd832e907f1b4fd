"""From what people know of a picture to what a trainer may learn from it.

A region meets a box when they overlap by more than a third (intersection over union), or when one
holds the other's centre. It then has the box's class. A region that only touches a box, or meets
boxes of several classes and none of them clearly, is left unknown: it teaches nothing and spoils
nothing. Where the truth is complete, a region that touches no box is ``ok``.

A label of a cell is a label of its region only where the cell holds exactly one; ``ok`` counts when
every cell of the region is ``ok``. Statements that contradict each other are left out and counted,
and so is every region of a cell that is in dispute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qeu_station.api import Example, Region
from qeu_station.core.classes import OK
from qeu_station.core.region import Box, overlap, shared_area
from qeu_station.errors import DatasetError
from qeu_station.imaging.frames import carried
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.storage.truth import CellState, TruthBox, cell_truth

if TYPE_CHECKING:
    from qeu_station.api.prepared import Matrix
    from qeu_station.core.grid import Grid

LEAST_OVERLAP = 1 / 3
"""Intersection over union above which a region is a box's region."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of one pair.

    Attributes:
        boxes: Known defects; None when nobody drew boxes, empty when it is known that there is
            none.
        cells: Class per address; ``ambiguous`` for a cell nobody can label.
        cleared: Places known to be no defect, in test-image pixels.
        complete: Whether everything that is not named is good.
    """

    boxes: tuple[TruthBox, ...] | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    cleared: tuple[Box, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """What labels need of a prepared pair.

    Attributes:
        width: Columns of the reference.
        height: Rows of the reference.
        regions: Candidate regions.
        addresses: Cells that can be judged.
        to_reference: Test-image pixels to reference pixels, 3x3 row by row.
    """

    width: int
    height: int
    regions: tuple[Region, ...]
    addresses: tuple[str, ...]
    to_reference: Matrix


@dataclass(frozen=True, slots=True)
class Labelled:
    """An example, with what was left out of it.

    Attributes:
        unknown: Regions that were given no class.
        conflicts: Regions and cells of which contradicting things are known.
        unseen: Defective cells without a candidate, per class.
        outside: Boxes that touch no judged cell.
    """

    example: Example
    unknown: int = 0
    conflicts: int = 0
    unseen: Mapping[str, int] = field(default_factory=dict)
    outside: int = 0


def label(name: str, key: str, group: str, outline: Outline, truth: Truth, grid: Grid) -> Labelled:
    """Return the example of one pair.

    Args:
        name: Name of the pair.
        key: What the pair was prepared from, see ``Example``.
        group: What a split must not tear apart.
        outline: Where its regions and cells are.
        truth: What is known.
        grid: The recipe's grid over the reference.

    Raises:
        DatasetError: A box lies outside the picture.
    """
    _check_boxes(outline, truth)
    placed = _Placed(outline, truth, grid)
    cells, disputed = placed.cells()
    said = {region.id: set(_said_of(region, outline, truth)) for region in outline.regions}
    clashing = {
        region.id
        for region in outline.regions
        if len(said[region.id] - {AMBIGUOUS}) > 1 or disputed & set(region.cells)
    }
    regions = {
        id: next(iter(words))
        for id, words in said.items()
        if id not in clashing and len(words) == 1 and AMBIGUOUS not in words
    }
    holding = {address for region in outline.regions for address in region.cells}
    unseen = Counter(c for address, c in cells.items() if c != OK and address not in holding)
    return Labelled(
        Example(name, key, group, regions, cells, tuple(placed.missed())),
        unknown=len(said) - len(regions) - len(clashing),
        conflicts=len(clashing) + len(disputed),
        unseen=dict(unseen),
        outside=placed.outside,
    )


def meets(region: Box, box: Box) -> bool:
    """Return whether a region is where a box is."""
    return (
        overlap(region, box) > LEAST_OVERLAP
        or _holds_centre(region, box)
        or _holds_centre(box, region)
    )


def _check_boxes(outline: Outline, truth: Truth) -> None:
    picture = (0.0, 0.0, float(outline.width), float(outline.height))
    for box in truth.boxes or ():
        if not shared_area(box.box, picture):
            raise DatasetError(
                f"box {list(box.box)} of class {box.label} lies outside the picture "
                f"({outline.width}x{outline.height} pixels); check the labels"
            )


def _said_of(region: Region, outline: Outline, truth: Truth) -> Iterator[str]:
    """Yield every statement about a region."""
    if truth.boxes is not None:
        yield from _said_by_boxes(region.test_box, truth.boxes, truth.complete)
    if any(meets(region.test_box, box) for box in truth.cleared):
        yield OK
    yield from _said_by_cells(region, outline, truth)


def _said_by_boxes(region: Box, boxes: Sequence[TruthBox], complete: bool) -> Iterator[str]:
    near = [box for box in boxes if shared_area(region, box.box) > 0]
    met = [box for box in near if meets(region, box.box)]
    if len({box.label for box in met}) > 1:
        best = max(met, key=lambda box: overlap(region, box.box))
        yield best.label if overlap(region, best.box) > LEAST_OVERLAP else AMBIGUOUS
    elif met:
        yield met[0].label
    elif near:
        yield AMBIGUOUS
    elif complete:
        yield OK


def _said_by_cells(region: Region, outline: Outline, truth: Truth) -> Iterator[str]:
    """Yield what cells say; a defect in a cell of several regions says nothing of any of them."""
    otherwise = OK if truth.complete and truth.boxes is None else None
    known = [truth.cells.get(address, otherwise) for address in region.cells]
    for address, said in zip(region.cells, known, strict=True):
        alone = sum(address in other.cells for other in outline.regions) == 1
        if said not in (None, OK, AMBIGUOUS) and alone:
            yield str(said)
    if known and all(said == OK for said in known):
        yield OK
    elif AMBIGUOUS in known:
        yield AMBIGUOUS


class _Placed:
    """Boxes of one pair laid onto the reference and its grid."""

    def __init__(self, outline: Outline, truth: Truth, grid: Grid) -> None:
        matrix = np.reshape(outline.to_reference, (3, 3))
        self._outline = outline
        self._truth = truth
        self._grid = grid
        every = [
            (box, TruthBox(carried(box.box, matrix, outline.width, outline.height), box.label))
            for box in truth.boxes or ()
        ]
        self._boxes = [(box, laid) for box, laid in every if self._touches_a_cell(laid)]
        self.outside = len(every) - len(self._boxes)

    def missed(self) -> Iterator[tuple[str, Box]]:
        """Yield class and box, in reference pixels, of defects that no region met."""
        for box, laid in self._boxes:
            if not any(meets(region.test_box, box.box) for region in self._outline.regions):
                yield box.label, laid.box

    def cells(self) -> tuple[dict[str, str], set[str]]:
        """Return the class of every cell of which one is known, and the cells in dispute."""
        truth, known, disputed = self._truth, dict[str, str](), set[str]()
        by_boxes = self._cells_by_boxes()
        for address in self._outline.addresses:
            said = {truth.cells.get(address), by_boxes.get(address)} - {None}
            if not said and truth.complete and truth.boxes is None:
                said = {OK}
            if len(said - {AMBIGUOUS}) > 1:
                disputed.add(address)
            elif said and AMBIGUOUS not in said:
                known |= {address: str(next(iter(said)))}
        return known, disputed

    def _cells_by_boxes(self) -> dict[str, str]:
        if self._truth.boxes is None:
            return {}
        words = {CellState.OK: OK if self._truth.complete else "", CellState.AMBIGUOUS: AMBIGUOUS}
        found = cell_truth(self._grid, [laid for _, laid in self._boxes])
        said = {address: words.get(each.state, each.label) for address, each in found.items()}
        return {address: word for address, word in said.items() if word}

    def _touches_a_cell(self, box: TruthBox) -> bool:
        return any(
            each.state is not CellState.OK for each in cell_truth(self._grid, [box]).values()
        )


def _holds_centre(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x < outer[2] and outer[1] <= y < outer[3]
