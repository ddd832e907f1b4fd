"""The members as one ONNX model, and the proof that it says what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from qeu_onnx.training.augment import Pictures
from qeu_onnx.training.fitting import as_tensor
from qeu_onnx.training.network import CONVOLUTIONS, SIDE, PatchNetwork, mean_probabilities
from qeu_station.toolkit.onnx_session import OnnxModel
from qeu_station.toolkit.parity import Parity, check_parity

Floats = NDArray[np.float64]
Constants = dict[str, NDArray[Any]]
Weights = tuple[NDArray[np.float32], NDArray[np.float32]]

INPUT, OUTPUT = "patches", "probabilities"

_OPSET, _IR = 17, 8
_RUN = 256


def exported(members: Sequence[PatchNetwork], pictures: Pictures) -> tuple[bytes, Parity]:
    """Return the members' mean as ONNX, checked to answer as they do.

    Args:
        members: Trained networks of one shape.
        pictures: uint8, as the networks see them; real patches to compare on.

    Raises:
        BundleError: A probability differs by more than 1e-4, or a decision changed.
        ValueError: There is no patch to compare on.
    """
    content = to_onnx(members)
    parity = check_parity(torch_probabilities(members, pictures), run(content, pictures))
    return content, parity


def torch_probabilities(members: Sequence[PatchNetwork], pictures: Pictures) -> Floats:
    """Return what the members say, (N, classes)."""
    for member in members:
        member.eval()
    with torch.no_grad():
        runs = [
            mean_probabilities(members, as_tensor(pictures[start : start + _RUN])).double().numpy()
            for start in range(0, len(pictures), _RUN)
        ]
    return np.concatenate(runs) if runs else np.zeros((0, members[0].last.out_features))


def run(content: bytes, pictures: Pictures, threads: int = 1) -> Floats:
    """Return what an exported model says of uint8 pictures as the members see them."""
    model = OnnxModel(content, threads)
    runs = [
        model.run({INPUT: np.ascontiguousarray(pictures[start : start + _RUN])})[OUTPUT]
        for start in range(0, len(pictures), _RUN)
    ]
    classes = int(model.outputs[OUTPUT][1])
    return np.concatenate(runs).astype(np.float64) if runs else np.zeros((0, classes))


def run_members(content: bytes, pictures: Pictures, members: int) -> Floats:
    """Return what each member says alone inside an exported model, (members, N, classes).

    Args:
        content: The model that ``to_onnx`` made, or its quantised variant.
        pictures: uint8, as the model takes them.
        members: How many there are.
    """
    from onnx import TensorProto, helper, load_model_from_string

    model = load_model_from_string(content)
    names = [f"{number}.last" for number in range(members)]
    for name in names:
        shape = ["items", model.graph.output[0].type.tensor_type.shape.dim[1].dim_value]
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    opened = OnnxModel(model.SerializeToString())
    runs = []
    for start in range(0, len(pictures), _RUN):
        given = {INPUT: np.ascontiguousarray(pictures[start : start + _RUN])}
        found = opened.run(given, names)
        runs.append(np.stack([found[name] for name in names]).astype(np.float64))
    logits = np.concatenate(runs, axis=1)
    powers = np.exp(logits - logits.max(axis=2, keepdims=True))
    shares: Floats = powers / powers.sum(axis=2, keepdims=True)
    return shares


def to_onnx(members: Sequence[PatchNetwork]) -> bytes:
    """Return the members' mean as ONNX: batches of any size, normalisation folded in."""
    from onnx import TensorProto, checker, helper

    depth, extra, classes = members[0].depth, members[0].extra, members[0].last.out_features
    graph = _Graph()
    seen = graph.first(members, graph.difference(depth, extra))
    logits = [graph.member(*each) for each in zip(seen, members, strict=True)]
    graph.add("Sum", logits, "sum")
    graph.constants["members"] = np.array(len(members), np.float32)
    graph.add("Div", ["sum", "members"], "mean")
    graph.add("Softmax", ["mean"], OUTPUT, axis=1)
    sizes: list[str | int | None] = ["items", 2 * depth + extra, SIDE, SIDE]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "qeu_onnx_patches",
            [helper.make_tensor_value_info(INPUT, TensorProto.UINT8, sizes)],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["items", classes])],
            graph.initializers(),
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        producer_name="qeu-onnx",
    )
    model.ir_version = _IR
    checker.check_model(model)
    content: bytes = model.SerializeToString()
    return content


class _Graph:
    """Nodes and constants of a model in the making."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: Constants = {}

    def add(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """Add a node; return its output."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, list(inputs), [output], output, **attributes))
        return output

    def initializers(self) -> list[Any]:
        from onnx import numpy_helper

        return [numpy_helper.from_array(value, name) for name, value in self.constants.items()]

    def difference(self, depth: int, extra: int) -> str:
        """Add what ``network.with_difference`` computes, from uint8 pictures."""
        from onnx import TensorProto

        self.constants["full"] = np.array(255, np.float32)
        parts = {"reference": depth, "test": depth} | ({"extra": extra} if extra else {})
        self.constants["parts"] = np.array(list(parts.values()), np.int64)
        self.add("Cast", [INPUT], "numbers", to=TensorProto.FLOAT)
        both = self.add("Div", ["numbers", "full"], "both")
        self._split(both, "parts", list(parts))
        for name in ("reference", "test"):
            self.add("MaxPool", [name], f"{name} high", kernel_shape=[3, 3], pads=[1, 1, 1, 1])
            self.add("Neg", [name], f"{name} negative")
            pooled = self.add(
                "MaxPool", [f"{name} negative"], f"{name} n", kernel_shape=[3, 3], pads=[1] * 4
            )
            self.add("Neg", [pooled], f"{name} low")
        for name, (first, second) in {
            "brighter": (("test", "reference high"), ("test low", "reference")),
            "darker": (("reference low", "test"), ("reference", "test high")),
        }.items():
            sides = [self.add("Sub", pair, f"{name} {n}") for n, pair in enumerate((first, second))]
            self.add("Relu", [self.add("Max", sides, f"{name} most")], name)
        return self.add("Concat", [both, "brighter", "darker"], "channels", axis=1)

    def _split(self, values: str, sizes: str, outputs: list[str]) -> None:
        from onnx import helper

        self.nodes.append(helper.make_node("Split", [values, sizes], outputs, sizes, axis=1))

    def first(self, members: Sequence[PatchNetwork], values: str) -> list[str]:
        """Add the first layer of all members; return what each of them goes on with.

        They look at the same picture: one convolution with the channels of all takes much less
        time than one after the other with a few channels each.
        """
        folded = [_folded(member.convolutions[0], member.norms[0]) for member in members]
        weights, offsets = (np.concatenate(parts) for parts in zip(*folded, strict=True))
        values = self._layer("first", 0, (weights, offsets), values)
        names = [str(number) for number in range(len(members))]
        self.constants["each"] = np.array([len(own) for _, own in folded], np.int64)
        self._split(values, "each", names)
        return names

    def member(self, name: str, network: PatchNetwork) -> str:
        """Add the other layers of one network, whose first one has its name; return its logits."""
        values = name
        for number in range(1, len(CONVOLUTIONS)):
            weights = _folded(network.convolutions[number], network.norms[number])
            values = self._layer(f"{name}.{number}", number, weights, values)
        values = self.add("Flatten", [values], f"{name}.flat", axis=1)
        values = self._linear(f"{name}.hidden", network.hidden, values)
        values = self.add("Relu", [values], f"{name}.hidden.relu")
        return self._linear(f"{name}.last", network.last, values)

    def _layer(self, at: str, number: int, weights: Weights, values: str) -> str:
        """Add a convolution with its normalisation folded in; return its output."""
        size, stride, halve = CONVOLUTIONS[number]
        self.constants[f"{at}.w"], self.constants[f"{at}.b"] = weights
        inputs = [values, f"{at}.w", f"{at}.b"]
        self.add("Conv", inputs, f"{at}.conv", pads=[size // 2] * 4, strides=[stride] * 2)
        values = self.add("Relu", [f"{at}.conv"], f"{at}.relu")
        if not halve:
            return values
        return self.add("MaxPool", [values], f"{at}.pool", kernel_shape=[2, 2], strides=[2, 2])

    def _linear(self, name: str, layer: Any, values: str) -> str:
        self.constants[f"{name}.w"] = layer.weight.detach().numpy()
        self.constants[f"{name}.b"] = layer.bias.detach().numpy()
        return self.add("Gemm", [values, f"{name}.w", f"{name}.b"], name, transB=1)


def _folded(convolve: Any, norm: Any) -> Weights:
    """Return weights and offsets of a convolution with its normalisation folded in."""
    spread = (norm.running_var.detach().double() + norm.eps).sqrt()
    scale = norm.weight.detach().double() / spread
    weights = convolve.weight.detach().double() * scale[:, None, None, None]
    offsets = norm.bias.detach().double() - norm.running_mean.double() * scale
    return weights.float().numpy(), offsets.float().numpy()
