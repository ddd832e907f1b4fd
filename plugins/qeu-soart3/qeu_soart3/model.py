"""The model bundle of soaRT3: how items are read, and a judge for regions and one for cells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.onnx_files import OnnxNetwork
from qeu_soart3.prototypes import Prototypes
from qeu_soart3.reading import PROTOTYPES, Reading, Space, SpaceName, space_of
from qeu_station.toolkit.bundle import ModelBundle

Floats = NDArray[np.float64]

Item = Literal["regions", "cells"]

METHOD = "soart3"


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """What ``[preprocessing]`` of ``model.toml`` holds.

    Attributes:
        space: How items are read.
        mode: Kind of pictures it was trained on: ``binary``, ``grey`` or ``colour``.
        dark_ink: Whether material is dark in binary pictures.
        unit_spaces: Names of the unit spaces that are used.
        cell_share: Share of a region's box in a cell from which the region counts there too.
        p_ok_quiet: P(ok) of a cell that no region touches, where cells have no judge.
        method: Always ``soart3``.
    """

    space: SpaceName
    mode: str
    dark_ink: bool
    unit_spaces: tuple[str, ...]
    cell_share: float
    p_ok_quiet: float
    method: str = METHOD

    @classmethod
    def of(cls, bundle: ModelBundle) -> Preprocessing:
        """Return what the bundle says.

        Raises:
            ValueError: It is no bundle of this inspector.
        """
        found = bundle.about.preprocessing
        if found.get("method") != METHOD or set(found) != set(cls.__slots__):
            raise ValueError(
                f"model bundle {bundle.folder} was not made for soart3 (its preprocessing names "
                f"{', '.join(sorted(found)) or 'nothing'}); train one with: "
                "qeu-station train soart3 --recipe NAME"
            )
        return cls(**{**found, "unit_spaces": tuple(found["unit_spaces"])})

    @property
    def needs_views(self) -> bool:
        """Whether pixels of the pair are unit spaces too."""
        return set(self.unit_spaces) != {PROTOTYPES}


class Duo:
    """The judge of one kind of item: prototypes, W and B from files."""

    def __init__(
        self, bundle: ModelBundle, item: Item, unit_spaces: Sequence[str], threads: int
    ) -> None:
        """Args: ``bundle``; ``item`` it judges; its ``unit_spaces``; ``threads`` to use.

        Raises:
            ValueError: The networks do not fit the bundle's labels.
        """
        data = json.loads(bundle.file(prototypes_file(item)).read_text(encoding="utf-8"))
        self._prototypes = Prototypes.from_data(data)
        self._unit_spaces = unit_spaces
        self._networks = tuple(
            OnnxNetwork(bundle.file(network_file(item, opinion)), threads)
            for opinion in ("weight", "bias")
        )
        for network in self._networks:
            if network.classes != len(bundle.labels):
                raise ValueError(
                    f"a network of model bundle {bundle.folder} tells {network.classes} classes "
                    f"apart, its labels are {len(bundle.labels)}; train the bundle again"
                )

    def opinions(self, reading: Reading) -> tuple[Floats, Floats]:
        """Return the probabilities of W and of B, (N, labels) each."""
        sides = reading.sides(self._prototypes, self._unit_spaces)
        weight, bias = self._networks
        return weight.probabilities(sides.weight), bias.probabilities(sides.bias)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything the inspector needs of a bundle; ``cells`` is None where regions say it all."""

    labels: tuple[str, ...]
    about: Preprocessing
    regions: Duo
    cells: Duo | None

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> Model:
        """Load a bundle.

        Raises:
            BundleError: It is missing, damaged or not as described.
            ValueError: It is no bundle of this inspector.
        """
        bundle = ModelBundle.load(folder)
        about = Preprocessing.of(bundle)
        has_cells = prototypes_file("cells") in bundle.about.files
        chosen = about.unit_spaces
        cells = Duo(bundle, "cells", chosen, threads) if has_cells else None
        return cls(bundle.labels, about, Duo(bundle, "regions", chosen, threads), cells)

    @property
    def space(self) -> Space:
        """How items are read."""
        return space_of(self.about.space, self.about.dark_ink)


def prototypes_file(item: Item) -> str:
    """Return the bundle's file with the prototypes of these items."""
    return f"{item}.json"


def network_file(item: Item, opinion: str) -> str:
    """Return the bundle's file with a network, ``opinion`` being ``weight`` or ``bias``."""
    return f"{item}-{opinion}.onnx"


def prototypes_content(prototypes: Prototypes) -> bytes:
    """Return the content of a prototypes file."""
    data: Mapping[str, Any] = prototypes.to_data()
    return json.dumps(data, separators=(",", ":")).encode()
