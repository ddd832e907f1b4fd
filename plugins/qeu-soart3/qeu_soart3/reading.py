"""What is read from a prepared pair, per candidate region and per cell, before anything judges it.

A *space* decides how: ``topology`` for binary pictures, ``pixels`` for grey and colour ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from qeu_soart3 import appearance, topology
from qeu_soart3.patches import Box, Window, aligned_patch, cut_out, window_around
from qeu_soart3.prototypes import Prototypes
from qeu_soart3.sides import Sides, joined
from qeu_soart3.spaces import pixel_sides
from qeu_station.api import PreparedPair

SpaceName = Literal["topology", "pixels"]
Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """N items of one pair.

    Attributes:
        features: float64, (N, features), 0 or more; what prototypes are made of.
        views: Metrics against the unit spaces that the pair itself brings.
    """

    features: NDArray[np.float64] = field(repr=False)
    views: Sides = field(repr=False)

    def __len__(self) -> int:
        return len(self.features)

    def sides(self, prototypes: Prototypes) -> Sides:
        """Return the metrics against all unit spaces, the pair's and the prototypes."""
        return joined([self.views, prototypes.sides(self.features)])


class Space(Protocol):
    """How items of a pair are read."""

    @property
    def groups(self) -> Groups:
        """Names of the features by what they describe."""
        ...

    def regions(self, pair: PreparedPair) -> Reading:
        """Read every candidate region, in the order of ``pair.regions``."""
        ...

    def cells(self, pair: PreparedPair) -> Reading | None:
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

    def regions(self, pair: PreparedPair) -> Reading:
        """Read every candidate region.

        Raises:
            ValueError: The pair is not binary.
        """
        if pair.mode != "binary":
            raise ValueError(
                f'space "topology" reads binary pictures, this pair is {pair.mode}; set '
                '[image] mode = "binary" in recipe.toml, or space = "pixels" for soart3'
            )
        features = topology.region_features(pair, self.dark_ink)
        return Reading(features, Sides(np.zeros((len(features), 0)), np.zeros((len(features), 0))))

    def cells(self, pair: PreparedPair) -> None:
        """Cells are judged by their regions."""


@dataclass(frozen=True, slots=True)
class PixelSpace:
    """Grey and colour pictures: views of the reference, and what changed in colour and edges."""

    @property
    def groups(self) -> Groups:
        """Names of the features by what they describe."""
        return appearance.GROUPS

    def regions(self, pair: PreparedPair) -> Reading:
        """Read every candidate region."""
        return _read(pair, [window_around(region.box) for region in pair.regions])

    def cells(self, pair: PreparedPair) -> Reading:
        """Read every cell."""
        return _read(pair, [_inside(cell.box) for cell in pair.cells])


def space_of(name: SpaceName, dark_ink: bool = True) -> Space:
    """Return the space of this name."""
    return TopologySpace(dark_ink) if name == "topology" else PixelSpace()


def space_for(mode: str) -> SpaceName:
    """Return the space that suits pictures of this mode."""
    return "topology" if mode == "binary" else "pixels"


def _inside(box: Box) -> Window:
    x1, y1, x2, y2 = box
    return Window(int(x1), int(y1), max(1, int(x2) - int(x1)), max(1, int(y2) - int(y1)))


def _read(pair: PreparedPair, windows: Sequence[Window]) -> Reading:
    patches = [aligned_patch(pair.test, pair.reference, w, pair.tolerance) for w in windows]
    plain = [cut_out(pair.reference, window) for window in windows]
    differences = [cut_out(pair.difference, window) for window in windows]
    features = appearance.appearance(patches, plain, differences)
    return Reading(features, pixel_sides(patches, plain))
