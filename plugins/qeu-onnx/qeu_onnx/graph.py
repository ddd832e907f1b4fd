"""What a model's graph says of itself: inputs, outputs, operators, and what stands at its ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qeu_onnx.model_file import ModelFile, ModelRefused

OLDEST_OPSET = 7

Size = int | None
"""Elements along an axis; None where they vary."""

_STANDARD = {"", "ai.onnx"}
_ROUNDING = {"QuantizeLinear", "DequantizeLinear"}
_PASSING = {"Identity", "Cast", "Reshape", "Squeeze", "Flatten", "Unsqueeze", "Dropout", *_ROUNDING}
"""Operators that change no score, or only round it."""

_MOVING = {"Identity", "Cast", "Transpose", "Reshape", "Squeeze", "Unsqueeze", *_ROUNDING}
"""Operators that compute nothing with pixels."""

_RANDOM = {
    "Bernoulli",
    "Multinomial",
    "RandomNormal",
    "RandomNormalLike",
    "RandomUniform",
    "RandomUniformLike",
}
"""Operators that draw their results by lot."""

_INTEGERS = {2: 0, 3: -128}
"""Lowest number of the kinds ``uint8`` and ``int8``, as ``onnx.TensorProto`` numbers kinds."""


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output.

    Attributes:
        name: Its name.
        element: Kind of number, such as ``float32``.
        shape: Size per axis, None where it varies.
    """

    name: str
    element: str
    shape: tuple[Size, ...]

    def __str__(self) -> str:
        axes = ", ".join("any" if size is None else str(size) for size in self.shape)
        return f"{self.name}: {self.element} ({axes})"


@dataclass(frozen=True, slots=True)
class Graph:
    """Facts of a model.

    Attributes:
        opset: Version of the standard operators.
        producer: Program that wrote it.
        inputs: What it must be given; weights listed as inputs, as old files do, are left out.
        outputs: What it gives.
        operators: Number of operators.
        unknown: Operators that are neither standard nor functions of the model.
        random: Operators that draw by lot, also in inner graphs and in functions of the model.
        opening: Kind of the first operator that computes with the pixels, and the largest constant
            it takes, as a magnitude; None where it takes none.
        rounded: Lowest and highest pixel that the model can tell apart when the first thing it does
            is to quantise them to 8 bits; None when it does not.
        last: Kind of the operator that computes each output, looked up through those that change
            no score.
        metadata: What the file says of itself.
    """

    opset: int
    producer: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    operators: int
    unknown: tuple[str, ...]
    random: tuple[str, ...]
    opening: tuple[str, float | None]
    rounded: tuple[float, float] | None
    last: Mapping[str, str]
    metadata: Mapping[str, str]


def graph_of(file: ModelFile) -> Graph:
    """Return the facts.

    Raises:
        ModelRefused: Its opset is older than 7, or its inputs are no pictures of numbers.
    """
    model = file.proto
    versions = {entry.domain: entry.version for entry in model.opset_import}
    opset = max((version for name, version in versions.items() if name in _STANDARD), default=0)
    if opset < OLDEST_OPSET:
        raise ModelRefused(
            f"{file.name} is written in opset {opset}, the oldest that can be run is "
            f"{OLDEST_OPSET}; convert it with onnx.version_converter, or export it again."
        )
    try:
        return _facts(model, versions, opset)
    except (TypeError, ValueError, IndexError) as error:  # names that are no text, kinds unheard of
        raise ModelRefused(
            f"{file.name} is damaged ({error!s:.200}); copy or export it again."
        ) from None


def _facts(model: Any, versions: Mapping[str, int], opset: int) -> Graph:
    graph = model.graph
    weights = {tensor.name for tensor in graph.initializer}
    inputs = tuple(_port(each) for each in graph.input if each.name not in weights)
    outputs = tuple(_port(each) for each in graph.output)
    if any(None in port.shape or not port.shape for port in outputs):
        outputs = _inferred(model, outputs)
    return Graph(
        opset=opset,
        producer=model.producer_name,
        inputs=inputs,
        outputs=outputs,
        operators=len(graph.node),
        unknown=_unknown(model, versions),
        random=_random(model),
        opening=_opening(graph, inputs[0].name if inputs else ""),
        rounded=_rounded(graph, inputs[0].name if inputs else ""),
        last={each.name: _last(graph.node, each.name) for each in graph.output},
        metadata={entry.key: entry.value for entry in model.metadata_props},
    )


def _port(value: Any) -> Port:
    import onnx

    tensor = value.type.tensor_type
    element = onnx.TensorProto.DataType.Name(tensor.elem_type).lower()
    renamed = {"float": "float32", "double": "float64"}.get(element, element)
    shape = tuple(
        axis.dim_value if axis.HasField("dim_value") and axis.dim_value >= 0 else None
        for axis in tensor.shape.dim
    )
    return Port(value.name, renamed, shape)


def _inferred(model: Any, outputs: tuple[Port, ...]) -> tuple[Port, ...]:
    """Return outputs with the sizes that their file leaves out, where its operators tell them."""
    import onnx.shape_inference

    try:
        found = onnx.shape_inference.infer_shapes(model).graph.output
    except Exception:  # a model that cannot be inferred may still run
        return outputs
    return tuple(_port(each) for each in found)


def _opening(graph: Any, name: str) -> tuple[str, float | None]:
    constants = {tensor.name: tensor for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute and node.attribute[0].HasField("t"):
            constants[node.output[0]] = node.attribute[0].t
        if name not in node.input:
            continue
        if node.op_type not in _MOVING:
            sizes = [_largest(constants[each]) for each in node.input if each in constants]
            return str(node.op_type), max(sizes, default=None)
        name = node.output[0]
    return "", None


def _rounded(graph: Any, name: str) -> tuple[float, float] | None:
    constants = {tensor.name: tensor for tensor in graph.initializer}
    first = next((node for node in graph.node if name in node.input), None)
    if first is None or first.op_type != "QuantizeLinear" or len(first.input) != 3:
        return None
    scale, zero = (constants.get(each) for each in first.input[1:])
    if scale is None or zero is None:
        return None
    lowest = _INTEGERS.get(zero.data_type)
    step, middle = _numbers(scale), _numbers(zero)
    if lowest is None or step.size != 1 or middle.size != 1:
        return None
    low = (lowest - float(middle.flat[0])) * float(step.flat[0])
    return low, low + 255 * float(step.flat[0])


def _largest(tensor: Any) -> float:
    import numpy as np

    return float(np.abs(_numbers(tensor)).max(initial=0))


def _numbers(tensor: Any) -> Any:
    import numpy as np
    from onnx import numpy_helper

    return np.asarray(numpy_helper.to_array(tensor), np.float64)


def _unknown(model: Any, versions: Mapping[str, int]) -> tuple[str, ...]:
    """Return operators by ``domain:name`` that nobody but their maker knows."""
    import onnx.defs

    own = {(function.domain, function.name) for function in model.functions}
    found = []
    for node in model.graph.node:
        known = node.domain.startswith(("com.microsoft", "ai.onnx.ml"))
        known = known or (node.domain, node.op_type) in own
        standard = node.domain in _STANDARD
        if not known and not (standard and onnx.defs.has(node.op_type, "")):
            found.append(f"{node.domain}:{node.op_type}" if node.domain else node.op_type)
    return tuple(dict.fromkeys(found))


def _random(model: Any) -> tuple[str, ...]:
    nodes = [node for part in (model.graph, *model.functions) for node in _nodes(part)]
    return tuple(dict.fromkeys(n.op_type for n in nodes if n.op_type in _RANDOM))


def _nodes(part: Any) -> Iterator[Any]:
    """Yield every operator of a graph or function, and of the graphs inside it."""
    for node in part.node:
        yield node
        for attribute in node.attribute:
            for inner in (attribute.g, *attribute.graphs):
                yield from _nodes(inner)


def _last(nodes: Sequence[Any], name: str) -> str:
    makers = {output: node for node in nodes for output in node.output}
    for _ in nodes:
        node = makers.get(name)
        if node is None:
            return ""
        if node.op_type not in _PASSING or not node.input:
            return str(node.op_type)
        name = node.input[0]
    return ""
