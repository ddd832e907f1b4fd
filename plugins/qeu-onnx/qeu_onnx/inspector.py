"""The inspectors: one model, asked about regions, cells or the part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from qeu_onnx.classifier import Classifier
from qeu_onnx.model_file import read_model
from qeu_onnx.parameters import Parameters
from qeu_onnx.pixels import cell_window, part_window, pictures, region_window
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.scores import Floats
from qeu_station.api import InspectorContext, Opinion, PluginError, PreparedPair
from qeu_station.toolkit.bundle import ModelBundle
from qeu_station.toolkit.patches import Window


@contextmanager
def _told() -> Iterator[None]:
    """Say what is wrong with a model as it stands, without the name of an exception."""
    try:
        yield
    except ValueError as error:
        raise PluginError(str(error)) from None


class OnnxInspector:
    """Runs a bundle's model on windows of a pair; the inspectors below say on which."""

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with the folder of the model bundle.

        Raises:
            PluginError: There is no bundle, or its model cannot be used.
        """
        if context.model is None:
            raise PluginError(
                "a model bundle is needed; make one with: qeu-station model import FILE --recipe "
                "NAME, or train one"
            )
        bundle = ModelBundle.load(context.model)
        self._parameters = context.parameters or Parameters()
        self._labels = bundle.labels
        classes = bundle.about.class_map
        self._good = np.array([classes[label] == "ok" for label in bundle.labels])
        with _told():
            self.settings = Preprocessing.of(bundle)
            self._classifier = Classifier(
                read_model(bundle.weights),
                self.settings,
                bundle.labels,
                self._parameters,
                context.threads,
            )

    @property
    def device(self) -> str:
        """Where the model really runs."""
        return self._classifier.device

    def warm_up(self) -> None:
        """Run once, so that a wrong model does not count as ready."""
        with _told():
            self._classifier.settle()

    def judged(self, pair: PreparedPair, windows: Sequence[Window]) -> Floats:
        """Return (windows, labels) probabilities.

        Raises:
            PluginError: The recipe requires another device, or the model gave no usable scores.
        """
        if self._parameters.require and self.device != self._classifier.asked:
            raise PluginError(
                f"the recipe requires {self._classifier.asked}, the model runs on {self.device}; "
                "mend the device or its driver, or take require out of the recipe"
            )
        most = self._classifier.most
        with _told():
            runs = [
                self._classifier.probabilities(
                    pictures(pair, windows[start : start + most], self.settings)
                )
                for start in range(0, max(1, len(windows)), most)
            ]
        return np.concatenate(runs)

    def words(self, names: Sequence[str], vectors: Floats) -> Mapping[str, Any]:
        """Return comment and evidence of an opinion about the items of these names.

        Args:
            names: One per item; none for the part.
            vectors: (items, labels) probabilities.
        """
        said = self._worst(names, vectors)
        asked = self._classifier.asked
        if self.device != asked:
            warning = f"Warning: runs on {self.device}, the recipe asks for {asked} first."
            said = f"{warning} {said}" if said else warning
        if self._classifier.constant:
            warning = "Warning: the model gives the same answer whatever it is shown."
            said = f"{warning} {said}" if said else warning
        return {
            "comment": said,
            "evidence": {"device": self.device, "devices_asked": list(self._parameters.devices)},
        }

    def _worst(self, names: Sequence[str], vectors: Floats) -> str:
        """Name the item with the lowest probability of being good, and what it is likeliest."""
        if not len(vectors) or self._good.all():
            return ""
        number = int(vectors[:, self._good].sum(axis=1).argmin())
        defects = np.where(self._good, -1, vectors[number])
        label, value = self._labels[int(defects.argmax())], defects.max()
        if not names:
            return f"Likeliest defect: {label} with probability {value:.2f}."
        return f"Least sure of {names[number]}: {label} with probability {value:.2f}."


class RegionInspector(OnnxInspector):
    """Judges every candidate region."""

    def inspect(self, pair: PreparedPair) -> Opinion:
        """Return the probabilities of every region."""
        vectors = self.judged(
            pair, [region_window(region.box, self.settings) for region in pair.regions]
        )
        names = [region.id for region in pair.regions]
        return Opinion(regions=_rows(names, vectors), **self.words(names, vectors))


class CellInspector(OnnxInspector):
    """Judges every cell."""

    def inspect(self, pair: PreparedPair) -> Opinion:
        """Return the probabilities of every cell."""
        vectors = self.judged(pair, [cell_window(cell.box, self.settings) for cell in pair.cells])
        names = [cell.address for cell in pair.cells]
        return Opinion(cells=_rows(names, vectors), **self.words(names, vectors))


class PartInspector(OnnxInspector):
    """Judges the whole part."""

    def inspect(self, pair: PreparedPair) -> Opinion:
        """Return the probabilities of the part."""
        vectors = self.judged(pair, [part_window(pair)])
        return Opinion(part=vectors[0].tolist(), **self.words((), vectors))


def _rows(names: Sequence[str], vectors: Floats) -> dict[str, list[float]]:
    return dict(zip(names, vectors.tolist(), strict=True))
