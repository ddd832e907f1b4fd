"""Small real models for tests, and bundles around them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper
from qeu_onnx.preprocessing import Preprocessing

from qeu_station.toolkit.bundle import BundleDescription, ModelBundle, write_bundle

LABELS = ("ok", "scratch")
FLOAT = TensorProto.FLOAT


def model(
    shape: Sequence[int | str],
    labels: int = 2,
    *,
    element: int = FLOAT,
    opset: int = 17,
    softmax: bool = True,
    values: np.ndarray | None = None,
) -> ModelProto:
    """A linear classifier of flattened pictures: scores = x @ values.

    Without ``values`` the first label's score is the sum of all numbers divided by their count, the
    others' are nought.
    """
    width = int(np.prod([size for size in shape[1:] if isinstance(size, int)]))
    if values is None:
        values = np.zeros((width, labels))
        values[:, 0] = 1 / width
    nodes = [helper.make_node("Flatten", ["picture"], ["flat"], axis=1)]
    if element != FLOAT:
        nodes = [helper.make_node("Cast", ["picture"], ["cast"], to=FLOAT)]
        nodes += [helper.make_node("Flatten", ["cast"], ["flat"], axis=1)]
    nodes += [helper.make_node("MatMul", ["flat", "weights"], ["logits"])]
    if softmax:
        nodes += [helper.make_node("Softmax", ["logits"], ["shares"], axis=1)]
    name = "shares" if softmax else "logits"
    weights = numpy_helper.from_array(values.astype(np.float32), "weights")
    return finished(nodes, [("picture", element, shape)], [(name, FLOAT, [shape[0], labels])],
                    [weights], opset)  # fmt: skip


def finished(
    nodes: Sequence[Any],
    inputs: Sequence[tuple[str, int, Sequence[int | str]]],
    outputs: Sequence[tuple[str, int, Sequence[int | str]]],
    weights: Sequence[TensorProto] = (),
    opset: int = 17,
) -> ModelProto:
    """A model of these parts."""
    graph = helper.make_graph(
        nodes,
        "test",
        [helper.make_tensor_value_info(*each) for each in inputs],
        [helper.make_tensor_value_info(*each) for each in outputs],
        weights,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    made.ir_version = 8
    return made


def saved(made: ModelProto, file: Path, *, check: bool = False) -> Path:
    """Write a model."""
    if check:
        checker.check_model(made)
    file.write_bytes(made.SerializeToString())
    return file


def bundle(
    folder: Path, made: ModelProto | bytes, labels: Sequence[str] = LABELS, **settings: Any
) -> ModelBundle:
    """A bundle of a model with these settings."""
    about = BundleDescription(
        "test",
        tuple(labels),
        {label: label if label == "ok" else "ignore" for label in labels},
        preprocessing=Preprocessing(**settings).model_dump(mode="json"),
    )
    content = made if isinstance(made, bytes) else made.SerializeToString()
    return write_bundle(folder, about, {"model.onnx": content})
