"""How a model made elsewhere probably wants its pictures, from what its file says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qeu_onnx.graph import Graph, Port
from qeu_onnx.model_file import ModelRefused
from qeu_onnx.preprocessing import Preprocessing, checked

_CHANNELS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    1: ("grey", ("test",)),
    2: ("grey", ("reference", "test")),
    3: ("rgb", ("test",)),
    6: ("rgb", ("reference", "test")),
    7: ("rgb", ("reference", "test", "difference")),
}
_FORMATS = {"Bgr8": "bgr", "Rgb8": "rgb", "Gray8": "grey"}
_RANGES = {
    "NominalRange_0_255": (0.0, 255.0),
    "Normalized_0_1": (0.0, 1.0),
    "Normalized_1_1": (-1.0, 1.0),
}
_USUAL_SIDE = 64


@dataclass(frozen=True, slots=True)
class Guess:
    """Proposed settings, and what is uncertain about them, one sentence each."""

    settings: Preprocessing
    notes: tuple[str, ...]


def guessed(name: str, graph: Graph, ports: tuple[Port, Port], given: Mapping[str, Any]) -> Guess:
    """Return settings that fit the model; what is given stands, the rest is guessed.

    Args:
        name: The file's name.
        graph: What it says of itself.
        ports: Its input and the output with the scores.
        given: Settings the person knows.

    Raises:
        ModelRefused: The input's shape is none that a picture has, or settings are wrong.
    """
    port, output = ports
    notes: list[str] = []
    found: dict[str, Any] = {"input": port.name, "output": output.name, "element": port.element}
    found |= _shape(name, port, given, notes)
    colour, planes = _channels(name, graph, port, found, notes, given)
    found |= {"colour": colour, "planes": planes}
    found |= _range(graph, port, notes, given)
    found["scores"] = _scores(graph, output, notes, given)
    try:
        return Guess(checked({**found, **given}, name), tuple(notes))
    except ValueError as error:
        raise ModelRefused(str(error)) from None


def _shape(name: str, port: Port, given: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
    """Guess layout and size."""
    layout = str(given.get("layout") or _layout(port))
    axes = {"nchw": (3, 2), "nhwc": (2, 1), "nhw": (2, 1)}.get(layout)
    if "size" in given:
        return {"layout": layout}
    if axes is None:
        side = _side(name, port, notes)
        return {"layout": layout, "size": (side, side)}
    sizes = [port.shape[axis] if axis < len(port.shape) else None for axis in axes]
    if None in sizes:
        notes.append(
            f"The model takes pictures of any size; {_USUAL_SIDE} x {_USUAL_SIDE} is proposed: set "
            "size = [width, height] to what it was trained on."
        )
    return {"layout": layout, "size": tuple(size or _USUAL_SIDE for size in sizes)}


def _layout(port: Port) -> str:
    if len(port.shape) == 2:
        return "flat"
    if len(port.shape) == 3:
        return "nhw"
    first, last = port.shape[1], port.shape[3]
    if last in _CHANNELS and (first not in _CHANNELS or (first or 0) > (last or 0)):
        return "nhwc"
    return "nchw"


def _side(name: str, port: Port, notes: list[str]) -> int:
    """Return the side of the square picture that makes a row of this length."""
    length = port.shape[1]
    for channels in (1, 3):
        side = math.isqrt((length or 0) // channels)
        if length and side * side * channels == length:
            notes.append(
                f"A row of {length} numbers is taken for a picture of {side} x {side} with "
                f"{channels} channel(s), row by row; channel by channel is layout flat-chw."
            )
            return side
    raise ModelRefused(
        f"{name} takes rows of {length or 'any number of'} numbers, which is no square picture; "
        "say what they are with size = [width, height], planes and colour."
    )


def _channels(
    name: str,
    graph: Graph,
    port: Port,
    found: Mapping[str, Any],
    notes: list[str],
    given: Mapping[str, Any],
) -> tuple[str, tuple[str, ...]]:
    """Guess which pictures in which colours make the channels."""
    count = _count(port, found, given)
    if count is None or count not in _CHANNELS:
        if "planes" in given and "colour" in given:
            return str(given["colour"]), tuple(given["planes"])
        raise ModelRefused(
            f"{name} takes {port}: {count} channels are none of {', '.join(map(str, _CHANNELS))} "
            "that pictures usually make; say which with planes and colour, or set layout."
        )
    colour, planes = _CHANNELS[count]
    said = _FORMATS.get(graph.metadata.get("Image.BitmapPixelFormat", ""))
    if colour != "rgb" or "colour" in given:
        return colour, planes
    if said in ("bgr", "rgb"):
        return said, planes
    if "caffe" in graph.producer.lower():
        notes.append(f"Made with {graph.producer}: channels are taken as BGR. Try it on a picture.")
        return "bgr", planes
    notes.append("The order of channels is guessed: RGB. Try the model on a picture.")
    return colour, planes


def _count(port: Port, found: Mapping[str, Any], given: Mapping[str, Any]) -> int | None:
    layout = found["layout"]
    if layout in ("flat", "flat-chw"):
        width, height = given.get("size") or found["size"]
        return int((port.shape[1] or 0) // (width * height))
    return 1 if layout == "nhw" else port.shape[3 if layout == "nhwc" else 1] or 3


def _range(graph: Graph, port: Port, notes: list[str], given: Mapping[str, Any]) -> dict[str, Any]:
    if "range" in given:
        return {}
    said = _RANGES.get(graph.metadata.get("Image.NominalPixelRange", ""))
    if said is not None:
        return {"range": said}
    old = graph.producer.lower()
    if port.element == "uint8":
        return {"range": (0.0, 255.0)}
    inside = _range_inside(*graph.opening)
    if inside is not None:
        notes.append(
            f"It begins with {graph.opening[0]}, so it normalises pixels itself; they are taken as "
            f"0..{inside:g}."
        )
        return {"range": (0.0, inside)}
    if "caffe" in old or "cntk" in old:
        notes.append(f"Made with {graph.producer}: pixels are taken as 0..255. Check it.")
        return {"range": (0.0, 255.0)}
    notes.append(
        "Range and normalisation are guessed: 0..1, no mean, no std. Look up how it was trained."
    )
    return {"range": (0.0, 1.0)}


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
    inside = last in ("Softmax", "Sigmoid")
    if "scores" not in given:
        notes.append(
            f"It ends in {last or 'an unknown operator'}: its scores are taken as "
            f"{'probabilities' if inside else 'logits, a softmax follows'}."
        )
    return "probabilities" if inside else "logits"
