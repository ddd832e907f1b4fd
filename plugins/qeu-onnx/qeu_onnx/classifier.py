"""A model that answers: built, tried once, and asked for many items at a time."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_onnx.graph import Graph, Port, graph_of
from qeu_onnx.model_file import ModelFile, ModelRefused
from qeu_onnx.parameters import Parameters
from qeu_onnx.pixels import tensors
from qeu_onnx.ports import MOST_ELEMENTS, check_labels, inputs_of, labels_of, output_of
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.scores import Floats, probabilities
from qeu_onnx.settling import constant, settled, various
from qeu_station.toolkit.onnx_session import PROVIDERS, OnnxModel

CONSTANT = "gives the same answer whatever it is shown"
"""What is said of a model that cannot tell anything apart."""


class Classifier:
    """One model with its settings, ready to classify pictures.

    Attributes:
        settings: How it is used.
        most: Most items that are given to it at once.
        asked: Device the recipe asks for first.
        alone: Whether items are given one at a time, as others changed what is said of one.
        constant: Whether it gave the same answer whatever it was shown while it settled.
    """

    def __init__(
        self,
        file: ModelFile,
        settings: Preprocessing,
        labels: Sequence[str],
        parameters: Parameters | None = None,
        threads: int = 1,
    ) -> None:
        """Args: what was read of the model; how it is used; its labels; where it runs.

        Raises:
            ModelRefused: The settings do not fit the model, or the runtime cannot run it.
        """
        chosen = parameters or Parameters()
        graph = graph_of(file)
        self.settings, self._labels, self._name = settings, len(labels), file.name
        self.alone = self.constant = False
        self._model = load(file, graph, threads, chosen)
        self._inputs = inputs_of(file.name, graph, settings.inputs)
        self._output = output_of(file.name, graph, settings.output, len(labels))
        check_fits(file.name, self._inputs, settings)
        self._fixed = self._inputs[0].shape[0] if settings.batched else 1
        check_labels(file.name, labels_of(self._output, self._fixed == 1), len(labels))
        width, height = settings.size
        room = MOST_ELEMENTS // (width * height * settings.channels)
        self.most = self._fixed or max(1, min(chosen.batch, room))
        self.asked = chosen.devices[0]

    @property
    def device(self) -> str:
        """Where it really runs, as the session says."""
        return self._model.device

    def under(self, settings: Preprocessing) -> Classifier:
        """Return the same model used otherwise, with inputs of the same shape and kind."""
        other = copy.copy(self)
        other.settings = settings
        return other

    def probabilities(self, stack: NDArray[np.uint8]) -> Floats:
        """Return (N, labels) probabilities of uint8 pictures (N, height, width, channels).

        Raises:
            ValueError: The model did not give one usable score per label.
        """
        if not len(stack):
            return np.zeros((0, self._labels))
        parts = [
            self._run(stack[start : start + self.most]) for start in range(0, len(stack), self.most)
        ]
        return np.concatenate(parts)

    def settle(self) -> None:
        """Run it a few times: whether it repeats itself, and answers items together as alone.

        Some models say they take any number of items and reshape them as if there were one, or mix
        them up; those get one at a time from here on.

        Raises:
            ModelRefused: Its scores change from run to run, or with the other items of a batch
                whose size is fixed.
            ValueError: What is wrong with its output.
        """
        fixed = self._fixed or None
        found = settled(self._name, self._run, various(self.settings), self.most, fixed)
        self.constant = found.constant
        if found.alone:
            self.most, self.alone = 1, True

    def is_constant(self, stack: NDArray[np.uint8]) -> bool:
        """Return whether it answers the same to these pictures and to noise, black and white."""
        return constant(self.probabilities(np.concatenate([various(self.settings), stack])))

    def _run(self, stack: NDArray[np.uint8]) -> Floats:
        items = len(stack)
        if self._fixed and items < self._fixed:  # the model takes so many items and no fewer
            stack = np.concatenate([stack, np.repeat(stack[-1:], self._fixed - items, axis=0)])
        given = tensors(stack, self.settings)
        if not self.settings.batched:
            given = [each[0] for each in given]
        names = [port.name for port in self._inputs]
        output = self._model.run(dict(zip(names, given, strict=True)), (self._output.name,))
        kind = self.settings.scores
        return probabilities(output[self._output.name], len(stack), self._labels, kind)[:items]


def load(file: ModelFile, graph: Graph, threads: int, parameters: Parameters) -> OnnxModel:
    """Return the model ready to run.

    Raises:
        ModelRefused: It has operators nobody knows, or that draw by lot, or the runtime cannot run
            it.
    """
    if graph.random:
        raise ModelRefused(
            f"{file.name} draws its scores by lot ({', '.join(graph.random)}): it would judge the "
            "same part differently from one time to the next. Export it for inference, without "
            "random operators."
        )
    wanted = [PROVIDERS[device] for device in parameters.devices]
    try:
        return OnnxModel(file.content, threads, wanted)
    except Exception as error:  # the toolkit's own, which says it in one sentence
        said = str(error).removeprefix("The model is no model that ONNX Runtime can run: ")
        raise ModelRefused(
            f"{file.name} cannot be run.{_reason(graph, said)} ONNX Runtime: {said}"
        ) from None


def _reason(graph: Graph, said: str) -> str:
    newest = re.search(r"official support for domain ai\.onnx is till opset (\d+)", said)
    if newest and graph.opset > int(newest[1]):
        return (
            f" It is written in opset {graph.opset}, the newest that this ONNX Runtime knows is "
            f"{newest[1]}; export it with that."
        )
    if graph.unknown:
        return (
            f" It has operators that are not known here: {', '.join(graph.unknown)}; export it "
            "with standard operators."
        )
    return ""


def check_fits(name: str, ports: Sequence[Port], settings: Preprocessing) -> None:
    """Check that what the settings make is what the inputs take.

    Raises:
        ModelRefused: What differs, with both shapes.
    """
    made = tensors(_blank(1, settings), settings)
    if len(made) != len(ports):
        raise ModelRefused(
            f"{name} takes {len(ports)} inputs ({'; '.join(map(str, ports))}), the settings make "
            f"{len(made)}: name one for each of planes with inputs = [...]."
        )
    for port, each in zip(ports, made, strict=True):
        _check_fit(name, port, each.shape[1:], settings)


def _check_fit(name: str, port: Port, shape: tuple[int, ...], settings: Preprocessing) -> None:
    axes = port.shape[1:] if settings.batched else port.shape
    if len(axes) != len(shape) or any(
        want not in (None, got) for got, want in zip(shape, axes, strict=True)
    ):
        made = (("items", *shape)) if settings.batched else shape
        raise ModelRefused(
            f"{name} takes {port}, the settings make ({', '.join(map(str, made))}): check layout, "
            "batched, size, planes and colour under [preprocessing]."
        )
    if port.element != settings.element:
        raise ModelRefused(
            f"{name} takes {port.element}, the settings say element = {settings.element!r}."
        )


def _blank(items: int, settings: Preprocessing) -> NDArray[Any]:
    width, height = settings.size
    return np.zeros((items, height, width, settings.channels), np.uint8)
