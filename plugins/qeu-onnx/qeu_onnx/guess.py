"""How a model made elsewhere probably wants its pictures, from what its file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qeu_onnx.graph import Graph, Port
from qeu_onnx.model_file import ModelRefused
from qeu_onnx.ports import is_batched
from qeu_onnx.preprocessing import Preprocessing, checked
from qeu_onnx.shapes import apart, channels_of, shape_of

_RANGES = {
    "NominalRange_0_255": (0.0, 255.0),
    "Normalized_0_1": (0.0, 1.0),
    "Normalized_1_1": (-1.0, 1.0),
}
RANGE_GUESSED = (
    "Range and normalisation are guessed: 0..1, no mean, no std. Look up how it was trained."
)
ENDS_IN = "It ends in"
"""How the note begins that a run may prove wrong."""

_USUAL_RANGES = ((0.0, 1.0), (0.0, 255.0), (-1.0, 1.0))
_NEAR = 0.02
"""Ranges that differ by less than this share of their span are the same."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Proposed settings, and what is uncertain about them.

    Attributes:
        settings: The proposed settings.
        notes: What is uncertain, one sentence each.
        any_size: Whether the model takes pictures of any size, so that it was guessed.
    """

    settings: Preprocessing
    notes: tuple[str, ...]
    any_size: bool = False


def guessed(
    name: str, graph: Graph, ports: tuple[Sequence[Port], Port], given: Mapping[str, Any]
) -> Guess:
    """Return settings that fit the model; what is given stands, the rest is guessed.

    Args:
        name: The file's name.
        graph: What it says of itself.
        ports: Its inputs and the output with the scores.
        given: Settings the person knows.

    Raises:
        ModelRefused: The input's shape is none that a picture has, or settings are wrong.
    """
    inputs, output = ports
    first = inputs[0]
    notes: list[str] = []
    batched = bool(given.get("batched", is_batched(first)))
    found: dict[str, Any] = {"output": output.name, "element": first.element, "batched": batched}
    if len(inputs) == 1:
        found["input"] = first.name
    else:
        found["inputs"] = tuple(port.name for port in inputs)
    port = first if batched else Port(first.name, first.element, (1, *first.shape))
    shape = shape_of(name, port, given, notes)
    found |= shape
    if len(inputs) == 1:
        colour, planes = channels_of(name, graph, port, found, notes, given)
        found |= {"colour": colour, "planes": planes}
    else:
        found |= apart(name, graph, inputs, found, notes, given)
    found |= _range(graph, port, notes, given)
    found["scores"] = _scores(graph, output, notes, given)
    try:
        settings = checked({**found, **given}, name)
    except ValueError as error:
        raise ModelRefused(str(error)) from None
    free = "size" not in given and None in port.shape[1:] and settings.layout[0] == "n"
    return Guess(settings, tuple(notes), free)


def _range(graph: Graph, port: Port, notes: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    if "range" in given:
        return {}
    if port.element == "uint8":
        return {"range": (0.0, 255.0)}
    found, why = _range_said(graph)
    notes += why
    return {"range": found}


def _range_said(graph: Graph) -> tuple[tuple[float, float], list[str]]:
    """Return the range that the file tells, and how, from what tells it surest."""
    said = _RANGES.get(graph.metadata.get("Image.NominalPixelRange", ""))
    if said is not None:
        return said, []
    inside = _range_inside(*graph.opening)
    if inside is not None:
        return (0.0, inside), [
            f"It begins with {graph.opening[0]}, so it normalises pixels itself; they are taken as "
            f"0..{inside:g}."
        ]
    rounded = _usual(graph.rounded)
    if rounded is not None:
        low, high = rounded
        return rounded, [
            f"It rounds its input to 8 bits in {low:g}..{high:g}; pixels are taken so."
        ]
    if any(maker in graph.producer.lower() for maker in ("caffe", "cntk")):
        return (0.0, 255.0), [f"Made with {graph.producer}: pixels are taken as 0..255. Check it."]
    return (0.0, 1.0), [RANGE_GUESSED]


def _usual(span: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return the usual range that this is; None when it is none."""
    if span is None:
        return None
    for low, high in _USUAL_RANGES:
        if max(abs(span[0] - low), abs(span[1] - high)) <= _NEAR * (high - low):
            return low, high
    return None


def _range_inside(kind: str, constant: float | None) -> float | None:
    """Return the highest pixel that a model expects which normalises them itself."""
    if kind == "ImageScaler":
        return 255.0
    if constant is None or constant == 0 or kind not in ("Sub", "Add", "Div", "Mul"):
        return None
    of_bytes = constant < 0.1 if kind == "Mul" else constant > 2
    return 255.0 if of_bytes else 1.0


def _scores(graph: Graph, output: Port, notes: list[str], given: Mapping[str, Any]) -> str:
    last = graph.last.get(output.name, "")
    several = output.shape[-1] not in (1, 2) if output.shape else False
    found, meaning = "logits", "logits, a softmax follows"
    if last == "Sigmoid" and several:
        found, meaning = "independent", "one probability per label, weighed by their odds"
    elif last in ("Softmax", "Sigmoid"):
        found = meaning = "probabilities"
    if "scores" not in given:
        notes.append(
            f"{ENDS_IN} {last or 'an unknown operator'}: its scores are taken as {meaning}."
        )
    return found
