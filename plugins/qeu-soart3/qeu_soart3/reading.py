"""What is read from a prepared pair, per candidate region and per cell, before anything judges it.

A *space* decides how: ``topology`` for binary pictures, ``pixels`` for grey and colour ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_soart3 import appearance, topology
from qeu_soart3.prototypes import Prototypes
from qeu_soart3.sides import Sides, joined, stacked
from qeu_soart3.spaces import pixel_sides
from qeu_station.api import PreparedPair
from qeu_station.toolkit.patches import (
    Box,
    Patch,
    Picture,
    Window,
    aligned_patch,
    cut_out,
    window_around,
)

SpaceName = Literal["topology", "pixels"]
PROTOTYPES = "prototypes"
"""Name of the unit spaces that training makes."""

Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """N items of one pair.

    Attributes:
        features: float64, (N, features), 0 or more; what prototypes are made of.
        views: Metrics against the unit spaces that the pair itself brings, by their names.
    """

    features: NDArray[np.float64] = field(repr=False)
    views: Mapping[str, Sides] = field(repr=False)

    def __len__(self) -> int:
        return len(self.features)

    def of(self, items: NDArray[np.intp]) -> Reading:
        """Return some of the items."""
        views = {name: sides.of(items) for name, sides in self.views.items()}
        return Reading(self.features[items], views)

    def sides(self, prototypes: Prototypes, unit_spaces: Sequence[str]) -> Sides:
        """Return the metrics against these unit spaces, the pair's and the prototypes."""
        chosen = [self.views[name] for name in unit_spaces if name != PROTOTYPES]
        if PROTOTYPES in unit_spaces:
            chosen.append(prototypes.sides(self.features))
        return joined(chosen)


def stacked_readings(readings: Sequence[Reading]) -> Reading:
    """Return the items of several pairs, one below the other."""
    return Reading(
        np.concatenate([reading.features for reading in readings]),
        {name: stacked([r.views[name] for r in readings]) for name in readings[0].views},
    )


class Space(Protocol):
    """How items of a pair are read."""

    @property
    def groups(self) -> Groups:
        """Names of the features by what they describe."""
        ...

    def regions(self, pair: PreparedPair, views: bool = True) -> Reading:
        """Read every candidate region, in order; ``views`` may be spared."""
        ...

    def cells(self, pair: PreparedPair, views: bool = True) -> Reading | None:
        """Read every cell, in the order of ``pair.cells``; None when regions say it all."""
        ...


@dataclass(frozen=True, slots=True)
class TopologySpace:
    """Binary pictures: what changed pieces touch. A cell is as good as its worst region."""

    dark_ink: bool = True

    @property
    def groups(self) -> Groups:
        """Names of the features by what they describe."""
        return topology.GROUPS

    def regions(self, pair: PreparedPair, views: bool = True) -> Reading:
        """Read every candidate region.

        Raises:
            ValueError: The pair is not binary.
        """
        if pair.mode != "binary":
            raise ValueError(
                f'space "topology" reads binary pictures, this pair is {pair.mode}; set '
                '[image] mode = "binary" in recipe.toml, or space = "pixels" for soart3'
            )
        patches, plain = _patches(pair, _around(pair) if views else [])
        seen = pixel_sides(patches, plain) if views else {}
        return Reading(topology.region_features(pair, self.dark_ink), seen)

    def cells(self, pair: PreparedPair, views: bool = True) -> None:
        """Cells are judged by their regions."""


@dataclass(frozen=True, slots=True)
class PixelSpace:
    """Grey and colour pictures: views of the reference, and what changed in colour and edges."""

    @property
    def groups(self) -> Groups:
        """Names of the features by what they describe."""
        return appearance.GROUPS

    def regions(self, pair: PreparedPair, views: bool = True) -> Reading:
        """Read every candidate region."""
        return _read(pair, _around(pair), views)

    def cells(self, pair: PreparedPair, views: bool = True) -> Reading:
        """Read every cell."""
        return _read(pair, [_inside(cell.box) for cell in pair.cells], views)


def space_of(name: SpaceName, dark_ink: bool = True) -> Space:
    """Return the space of this name."""
    return TopologySpace(dark_ink) if name == "topology" else PixelSpace()


def space_for(mode: str) -> SpaceName:
    """Return the space that suits pictures of this mode."""
    return "topology" if mode == "binary" else "pixels"


def _inside(box: Box) -> Window:
    x1, y1, x2, y2 = box
    return Window(int(x1), int(y1), max(1, int(x2) - int(x1)), max(1, int(y2) - int(y1)))


def _around(pair: PreparedPair) -> list[Window]:
    return [window_around(region.box) for region in pair.regions]


def _read(pair: PreparedPair, windows: Sequence[Window], views: bool) -> Reading:
    patches, plain = _patches(pair, windows)
    differences = [cut_out(pair.difference, window) for window in windows]
    features = appearance.appearance(patches, plain, differences)
    return Reading(features, pixel_sides(patches, plain) if views else {})


def _patches(pair: PreparedPair, windows: Sequence[Window]) -> tuple[list[Patch], list[Picture]]:
    """Return each window against the good part nearest to it, and that part unmoved."""
    nearest = [_nearest(pair, window) for window in windows]
    return [patch for patch, _ in nearest], [plain for _, plain in nearest]


def _nearest(pair: PreparedPair, window: Window) -> tuple[Patch, Picture]:
    """Return patch and window of the good part that differs least there."""
    parts = [
        (aligned_patch(pair.test, part, window, pair.tolerance), cut_out(part, window))
        for part in pair.references
    ]
    return min(parts, key=lambda each: _misfit(each[0])) if len(parts) > 1 else parts[0]


def _misfit(patch: Patch) -> float:
    return cv2.norm(patch.test, patch.reference, cv2.NORM_L1)
