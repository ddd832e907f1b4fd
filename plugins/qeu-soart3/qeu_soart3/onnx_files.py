"""Networks as ONNX: standardisation, layers, temperature and softmax in one graph."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.networks import Network
from qeu_station.toolkit.onnx_session import OnnxModel
from qeu_station.toolkit.parity import check_parity

Floats = NDArray[np.float64]

INPUT, OUTPUT = "metrics", "probabilities"

_OPSET, _IR = 17, 8


class OnnxNetwork:
    """A network from a file, run without torch."""

    def __init__(self, source: Path | bytes, threads: int = 1) -> None:
        """Args: ``source`` file or its bytes; ``threads`` to use."""
        self._model = OnnxModel(source, threads)
        self.inputs = int(self._model.inputs[INPUT][1])
        self.classes = int(self._model.outputs[OUTPUT][1])

    def probabilities(self, inputs: Floats) -> Floats:
        """Return (N, classes) probabilities of (N, inputs), each row with sum 1."""
        if not len(inputs):
            return np.zeros((0, self.classes))
        found = self._model.run({INPUT: inputs.astype(np.float32)})[OUTPUT]
        values = np.asarray(found, np.float64)
        shares: Floats = values / values.sum(axis=1, keepdims=True)
        return shares


def to_onnx(network: Network) -> bytes:
    """Return the network as an ONNX model, batches of any size."""
    from onnx import TensorProto, checker, helper, numpy_helper

    constants: dict[str, Floats] = {"mean": network.mean, "scale": network.scale}
    constants |= {"low": np.array(-network.limit), "high": np.array(network.limit)}
    nodes = [
        helper.make_node("Sub", [INPUT, "mean"], ["centred"]),
        helper.make_node("Div", ["centred", "scale"], ["scaled"]),
        helper.make_node("Clip", ["scaled", "low", "high"], ["x0"]),
    ]
    last = len(network.layers)
    for number, (weights, offsets) in enumerate(network.layers, start=1):
        divisor = network.temperature if number == last else 1.0
        constants |= {f"w{number}": weights / divisor, f"b{number}": offsets / divisor}
        names = [f"x{number - 1}", f"w{number}", f"b{number}"]
        nodes.append(helper.make_node("Gemm", names, [f"y{number}"], transB=1))
        if number < last:
            nodes.append(helper.make_node("Relu", [f"y{number}"], [f"x{number}"]))
    nodes.append(helper.make_node("Softmax", [f"y{last}"], [OUTPUT], axis=1))
    graph = helper.make_graph(
        nodes,
        "qeu_soart3",
        [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["items", len(network.mean)])],
        [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["items", network.classes])],
        [numpy_helper.from_array(v.astype(np.float32), name) for name, v in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])
    model.ir_version = _IR
    checker.check_model(model)
    content: bytes = model.SerializeToString()
    return content


def exported(network: Network, inputs: Floats) -> bytes:
    """Return the network as ONNX, checked to answer as the network does.

    Args:
        network: What was trained.
        inputs: (N, inputs) to compare on.

    Raises:
        BundleError: A probability differs by more than 1e-4, or a decision changed.
    """
    content = to_onnx(network)
    if len(inputs):
        check_parity(network.probabilities(inputs), OnnxNetwork(content).probabilities(inputs))
    return content
