"""The inspector: opinions of W (``weight``) and B (``bias``) about regions and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.cells import deciding
from qeu_soart3.model import Model
from qeu_soart3.parameters import Parameters
from qeu_station.api import InspectorContext, Opinion, PluginError, PreparedPair
from qeu_station.toolkit.pooling import pooled

Floats = NDArray[np.float64]

OPINIONS = ("weight", "bias")


class SoartInspector:
    """Judges regions and cells by a model bundle that the trainer made; torch is not needed."""

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with the folder of the model bundle.

        Raises:
            PluginError: There is no bundle, or it is none of this inspector.
        """
        if context.model is None:
            raise PluginError(
                "soart3 needs a model bundle; train one with: qeu-station train soart3 "
                "--recipe NAME, and name its folder as model of this inspector in recipe.toml"
            )
        try:
            self._model = Model.load(context.model, context.threads)
        except ValueError as error:
            raise PluginError(str(error)) from None
        self._space = self._model.space
        self._views = self._model.about.needs_views
        _check_unit_spaces(context.parameters or Parameters(), self._model.about.unit_spaces)

    def inspect(self, pair: PreparedPair) -> Mapping[str, Opinion]:
        """Return what W and B say of every region and cell.

        Raises:
            PluginError: The pair is of another mode than the pictures that were trained on.
        """
        trained_on = self._model.about.mode
        if pair.mode != trained_on:
            raise PluginError(
                f"this model was trained on {trained_on} pictures, the pair is {pair.mode}; set "
                f'[image] mode = "{trained_on}" in recipe.toml, or train again'
            )
        regions = self._model.regions.opinions(self._space.regions(pair, self._views))
        cells = self._cells(pair, regions)
        return {
            name: Opinion(
                regions=_rows([region.id for region in pair.regions], of_regions),
                cells=_rows([cell.address for cell in pair.cells], of_cells),
                comment=self._comment(pair, of_cells),
            )
            for name, of_regions, of_cells in zip(OPINIONS, regions, cells, strict=True)
        }

    def _cells(self, pair: PreparedPair, regions: Sequence[Floats]) -> Sequence[Floats]:
        if self._model.cells is not None:
            reading = self._space.cells(pair, self._views)
            if reading is None:
                raise ValueError("the model judges cells, but its space does not read them")
            return self._model.cells.opinions(reading)
        # both must speak of the same region, or their pool would doubt a cell twice
        together = pooled(np.stack(regions), (1.0,) * len(regions))[:, 0]
        chosen = deciding(pair, together, self._model.about.cell_share)
        quiet = self._quiet()
        return [_chosen(each, chosen, quiet) for each in regions]

    def _quiet(self) -> Floats:
        p_ok, others = self._model.about.p_ok_quiet, len(self._model.labels) - 1
        return np.array([p_ok, *((1 - p_ok) / others,) * others])

    def _comment(self, pair: PreparedPair, cells: Floats) -> str:
        worst = int(cells[:, 0].argmin())
        label = self._model.labels[1 + int(cells[worst, 1:].argmax())]
        share = cells[worst, 1:].max()
        return f"Least sure of {pair.cells[worst].address}: {label} with probability {share:.2f}."


def _check_unit_spaces(parameters: Parameters, trained: Sequence[str]) -> None:
    wanted = parameters.unit_spaces
    if wanted and set(wanted) != set(trained):
        raise PluginError(
            f"the recipe asks for the unit spaces {', '.join(wanted)}, the model was trained with "
            f"{', '.join(trained)}; train again, or leave unit_spaces out"
        )


def _chosen(opinions: Floats, chosen: NDArray[np.intp], quiet: Floats) -> Floats:
    rows = np.repeat(quiet[None], len(chosen), axis=0)
    touched = chosen >= 0
    rows[touched] = opinions[chosen[touched]]
    return rows


def _rows(names: Sequence[str], vectors: Floats) -> dict[str, list[float]]:
    return dict(zip(names, vectors.tolist(), strict=True))
