"""Whether a model's inputs and output are a classifier's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from qeu_onnx.graph import Graph, Port, Size
from qeu_onnx.model_file import ModelRefused

MOST_ELEMENTS = 1 << 26
"""Numbers that one item may have: a colour picture of 4000 x 4000 pixels stays below."""

MOST_ITEMS = 4096
MOST_LABELS = 100_000
MOST_INPUTS = 3
"""Reference, test image and difference may each have an input of their own."""

_ELEMENTS = ("float32", "float16", "float64", "uint8")

_NAMES = (("prob", "softmax"), ("logit", "score", "class", "pred", "output"))
"""Words in the names of outputs that hold scores, surest first."""


def inputs_of(name: str, graph: Graph, wanted: Sequence[str] = ()) -> tuple[Port, ...]:
    """Return the inputs, if each can be pictures: one for all of them, or one for each.

    Args:
        name: The model's name.
        graph: What it says of itself.
        wanted: Their names in the order in which they are used; empty for that of the file.

    Raises:
        ModelRefused: They are none or too many, are no pictures or differ, or sizes are absurd.
    """
    ports = graph.inputs
    if not ports or len(ports) > MOST_INPUTS:
        raise ModelRefused(
            f"{name} takes {len(ports)} inputs ({'; '.join(map(str, ports))}); one for all "
            "pictures is needed, or one each for reference, test image and difference."
        )
    for port in ports:
        _check_picture(name, port)
    if len({(port.shape[:1], len(port.shape), port.element) for port in ports}) > 1:
        raise ModelRefused(
            f"{name} takes inputs that differ ({'; '.join(map(str, ports))}); pictures of one "
            "kind are needed."
        )
    named = {port.name: port for port in ports}
    if not wanted:
        return ports
    if set(wanted) != set(named):
        raise ModelRefused(
            f"{name} takes {', '.join(named)}; the settings name the inputs {', '.join(wanted)}."
        )
    return tuple(named[each] for each in wanted)


def _check_picture(name: str, port: Port) -> None:
    if len(port.shape) not in (1, 2, 3, 4):
        raise ModelRefused(
            f"{name} takes {port}; a batch of pictures (4 axes, 3 without channels) or of rows (2 "
            "axes) is needed."
        )
    if port.element not in _ELEMENTS:
        raise ModelRefused(f"{name} takes {port}; pictures are given as {', '.join(_ELEMENTS)}.")
    if 0 in port.shape:
        raise ModelRefused(
            f"{name} takes {port}: an axis of size 0 holds nothing. Export it with the sizes it "
            "was trained on."
        )
    numbers = math.prod(size for size in port.shape[1:] if size is not None)
    items = 1 if len(port.shape) == 1 else port.shape[0] or 1
    if numbers > MOST_ELEMENTS or items > MOST_ITEMS:
        raise ModelRefused(
            f"{name} takes {port}, which is absurd for a classifier: at most {MOST_ELEMENTS} "
            f"numbers per item and {MOST_ITEMS} items at a time. The file is damaged, or made for "
            "another purpose."
        )


def is_batched(port: Port) -> bool:
    """Return whether the first axis of an input probably counts items.

    It does not where all axes are needed for one picture: one row of numbers, a square picture, or
    a picture whose channels stand first or last.
    """
    shape = port.shape
    if len(shape) == 1:
        return False
    if len(shape) == 2:
        return shape[0] in (None, 1) or shape[0] != shape[1]
    if len(shape) == 3:
        large = sum(1 for size in shape if size is None or size > 3)
        return not (large == 2 and (shape[0] == 3 or shape[2] in (1, 3)))
    return True


def output_of(name: str, graph: Graph, wanted: str, labels: int | None = None) -> Port:
    """Return the output of this name, or the one that holds one score per label.

    Among several that can, those with as many scores as there are labels count, then the only one
    with a softmax, then the only one whose name says so.

    Raises:
        ModelRefused: There is no such output, several could be meant, or none holds scores.
    """
    named = {port.name: port for port in graph.outputs}
    listed = "; ".join(map(str, graph.outputs))
    if wanted:
        if wanted not in named:
            raise ModelRefused(f'{name} has no output "{wanted}"; its outputs are {listed}.')
        if not holds_scores(named[wanted]):
            raise ModelRefused(_no_scores(name, str(named[wanted])))
        return named[wanted]
    possible: Sequence[Port] = [port for port in graph.outputs if holds_scores(port)]
    if not possible:
        raise ModelRefused(_no_scores(name, listed))
    for likely in _likely(possible, graph, labels):
        if len(likely) == 1:
            return likely[0]
        possible = likely or possible
    raise ModelRefused(
        f"{name} has several outputs that may hold the scores; say which with --set output=NAME: "
        f"{'; '.join(map(str, possible))}."
    )


def _likely(possible: Sequence[Port], graph: Graph, labels: int | None) -> Iterator[Sequence[Port]]:
    yield possible
    if labels is not None:
        yield [port for port in possible if labels in port.shape]
    yield [port for port in possible if graph.last.get(port.name) == "Softmax"]
    for words in _NAMES:
        yield [port for port in possible if any(word in port.name.lower() for word in words)]


def holds_scores(port: Port) -> bool:
    """Return whether an output can hold one score per label of every item."""
    long_axes = [size for size in port.shape[1:] if size != 1]
    of_numbers = port.element in ("float32", "float16", "float64")
    return of_numbers and len(port.shape) > 0 and len(long_axes) <= 1


def labels_of(port: Port, alone: bool = False) -> int | None:
    """Return how many scores an output has, None where it does not say.

    Args:
        port: The output.
        alone: Whether the model takes one item at a time, so that the output may have no axis for
            items.
    """
    sizes: list[Size] = [size or None for size in port.shape[1:] if size != 1]
    if alone and not sizes:
        sizes = [size or None for size in port.shape[:1] if size != 1]
    return 1 if not sizes else sizes[0]


def check_labels(name: str, scores: int | None, labels: int) -> None:
    """Check that there is one score per label.

    Raises:
        ModelRefused: There is not.
    """
    if labels > MOST_LABELS or (scores or 1) > MOST_LABELS:
        raise ModelRefused(f"{name} has more than {MOST_LABELS} labels, which is absurd.")
    if scores not in ((None, 1, 2) if labels == 2 else (None, labels)):
        raise ModelRefused(
            f"{name} gives {scores} scores, but there are {labels} labels; check the label file, "
            "which must name every score once, in order."
        )


def _no_scores(name: str, listed: str) -> str:
    return (
        f"{name} gives {listed}: pictures, boxes or tables, not one score per label. It is no "
        "classifier and cannot judge a place."
    )
