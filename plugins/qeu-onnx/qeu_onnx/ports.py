"""Whether a model's input and output are a classifier's."""

from __future__ import annotations

import math

from qeu_onnx.graph import Graph, Port
from qeu_onnx.model_file import ModelRefused

MOST_ELEMENTS = 1 << 26
"""Numbers that one item may have: a colour picture of 4000 x 4000 pixels stays below."""

MOST_ITEMS = 4096
MOST_LABELS = 100_000

_ELEMENTS = ("float32", "float16", "uint8")


def only_input(name: str, graph: Graph) -> Port:
    """Return the input, if it can be a batch of pictures.

    Raises:
        ModelRefused: There is not one input, it is no picture, or its size is absurd.
    """
    if len(graph.inputs) != 1:
        raise ModelRefused(
            f"{name} takes {len(graph.inputs)} inputs ({'; '.join(map(str, graph.inputs))}); only "
            "models with one input can be used."
        )
    port = graph.inputs[0]
    if len(port.shape) not in (2, 3, 4):
        raise ModelRefused(
            f"{name} takes {port}; a batch of pictures (4 axes, 3 without channels) or of rows (2 "
            "axes) is needed."
        )
    if port.element not in _ELEMENTS:
        raise ModelRefused(f"{name} takes {port}; pictures are given as {', '.join(_ELEMENTS)}.")
    numbers = math.prod(size for size in port.shape[1:] if size is not None)
    if numbers > MOST_ELEMENTS or (port.shape[0] or 1) > MOST_ITEMS:
        raise ModelRefused(
            f"{name} takes {port}, which is absurd for a classifier: at most {MOST_ELEMENTS} "
            f"numbers per item and {MOST_ITEMS} items at a time. The file is damaged, or made for "
            "another purpose."
        )
    return port


def output_of(name: str, graph: Graph, wanted: str) -> Port:
    """Return the output of this name, or the only one that can hold one score per label.

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
    possible = [port for port in graph.outputs if holds_scores(port)]
    if not possible:
        raise ModelRefused(_no_scores(name, listed))
    if len(possible) > 1:
        raise ModelRefused(
            f"{name} has several outputs ({listed}); say which holds the scores: output = "
            f'"{possible[0].name}".'
        )
    return possible[0]


def holds_scores(port: Port) -> bool:
    """Return whether an output can hold one score per label of every item."""
    long_axes = [size for size in port.shape[1:] if size != 1]
    of_numbers = port.element in ("float32", "float16", "float64")
    return of_numbers and len(port.shape) > 0 and len(long_axes) <= 1


def labels_of(port: Port) -> int | None:
    """Return how many scores an output has, None where it does not say."""
    sizes = [size for size in port.shape[1:] if size != 1]
    return 1 if not sizes else sizes[0]


def check_labels(name: str, port: Port, labels: int) -> None:
    """Check that there is one score per label.

    Raises:
        ModelRefused: There is not.
    """
    scores = labels_of(port)
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
