"""Which pictures a model's inputs take, from their shapes and names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from qeu_onnx.graph import Graph, Port
from qeu_onnx.model_file import ModelRefused

_CHANNELS: Mapping[int, tuple[str, tuple[str, ...]]] = {
    1: ("grey", ("test",)),
    2: ("grey", ("reference", "test")),
    3: ("rgb", ("test",)),
    6: ("rgb", ("reference", "test")),
    7: ("rgb", ("reference", "test", "difference")),
    9: ("rgb", ("reference", "test", "absolute")),
}
_FORMATS = {"Bgr8": "bgr", "Rgb8": "rgb", "Gray8": "grey"}

ORDER_GUESSED = "The order of channels is guessed: RGB. Try the model on a picture."

_USUAL_SIDE = 64

_WORDS = {
    "difference": ("diff",),
    "reference": ("ref", "golden", "template", "master", "anchor", "base", "good", "normal"),
    "test": ("test", "query", "sample", "target", "inspect", "positive", "image"),
}
"""Words in the names of inputs that tell which picture each takes."""


def shape_of(name: str, port: Port, given: Mapping[str, Any], notes: list[str]) -> dict[str, Any]:
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


def channels_of(
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
    if count == 9:
        notes.append(
            "Nine channels are taken for reference, test image and their absolute difference in "
            'colour. To change it, set planes, such as ["test", "reference", "absolute"].'
        )
    if colour != "rgb" or "colour" in given:
        return colour, planes
    return _order(graph, notes), planes


def _order(graph: Graph, notes: list[str]) -> str:
    said = _FORMATS.get(graph.metadata.get("Image.BitmapPixelFormat", ""))
    if said in ("bgr", "rgb"):
        return said
    if "caffe" in graph.producer.lower():
        notes.append(f"Made with {graph.producer}: channels are taken as BGR. Try it on a picture.")
        return "bgr"
    notes.append(ORDER_GUESSED)
    return "rgb"


def apart(
    name: str,
    graph: Graph,
    inputs: Sequence[Port],
    found: Mapping[str, Any],
    notes: list[str],
    given: Mapping[str, Any],
) -> dict[str, Any]:
    """Guess which input takes which picture, and the colours of those that are pictures."""
    batched = bool(found["batched"])
    ports = [port if batched else Port(port.name, "", (1, *port.shape)) for port in inputs]
    channels = [_count(port, found, given) for port in ports]
    planes = tuple(given.get("planes") or _planes([port.name for port in inputs], channels))
    if "planes" not in given:
        pairs = zip(inputs, planes, strict=False)
        said = ", ".join(f"{port.name} the {plane}" for port, plane in pairs)
        notes.append(
            f"Which input takes which picture is guessed: {said}. To change it, name planes in "
            "the order of the inputs."
        )
    counts = {
        count for count, plane in zip(channels, planes, strict=False) if plane != "difference"
    }
    if counts <= {1}:
        return {"colour": "grey", "planes": planes}
    if counts != {3}:
        raise ModelRefused(
            f"{name} takes {'; '.join(map(str, inputs))}; one channel (grey) or three (colour) per "
            "picture are needed; the difference may have one in either case."
        )
    colour = given.get("colour") or _order(graph, notes)
    return {"colour": colour, "planes": planes}


def _planes(names: Sequence[str], channels: Sequence[int | None]) -> Sequence[str]:
    """Return a picture per input: what its name says, else reference, test, difference in turn."""
    found = _named(names)
    return [
        "absolute" if plane == "difference" and depth == 3 else plane
        for plane, depth in zip(found, channels, strict=True)
    ]


def _named(names: Sequence[str]) -> Sequence[str]:
    said: dict[str, str] = {}
    for plane, words in _WORDS.items():
        matching = [n for n in names if n not in said and any(w in n.lower() for w in words)]
        if len(matching) == 1:
            said[matching[0]] = plane
    rest = [plane for plane in ("reference", "test", "difference") if plane not in said.values()]
    return [said.get(name) or rest.pop(0) for name in names]


def _count(port: Port, found: Mapping[str, Any], given: Mapping[str, Any]) -> int | None:
    layout = found["layout"]
    if layout in ("flat", "flat-chw"):
        width, height = given.get("size") or found["size"]
        return int((port.shape[1] or 0) // (width * height))
    return 1 if layout == "nhw" else port.shape[3 if layout == "nhwc" else 1] or 3
