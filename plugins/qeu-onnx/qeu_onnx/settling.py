"""What a few runs on made-up items tell: whether a model repeats itself, and answers at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qeu_onnx.model_file import ModelRefused
from qeu_onnx.preprocessing import Preprocessing
from qeu_onnx.scores import Floats

_TOGETHER = 1e-2
"""Probabilities of an item alone and among others may differ by this share of its highest one, in
float16 too."""

_REPEATED = 1e-3
"""The same of one item given twice."""

_CONSTANT = 1e-6
"""Answers count as the same where every probability differs by less than this share of itself."""

Stack = NDArray[np.uint8]
Run = Callable[[Stack], Floats]


@dataclass(frozen=True, slots=True)
class Settled:
    """What the runs told.

    Attributes:
        alone: Whether items must be given one at a time, as others change what is said of one.
        constant: Whether it answered the same whatever it was shown.
    """

    alone: bool
    constant: bool


def settled(name: str, run: Run, items: Stack, most: int, fixed: int | None) -> Settled:
    """Run a model on items one by one, one of them twice, and together.

    Args:
        name: The model's, for messages.
        run: Returns (N, labels) probabilities of N items, at most ``most``.
        items: What it is shown.
        most: Most items in one run.
        fixed: How many items it takes, no fewer and no more; None where any number.

    Raises:
        ModelRefused: Its scores of one item change from run to run, or depend on the others of a
            batch whose size is fixed.
        ValueError: What is wrong with its output.
    """
    first = run(items[:1])
    if _apart(run(items[:1]), first) > _REPEATED:
        raise ModelRefused(
            f"{name} gives other scores when it is shown the same picture again; a verdict must be "
            "repeatable. Export it for inference (in PyTorch: model.eval()), without anything "
            "random."
        )
    if fixed is not None and fixed > 1:
        together = run(items[:most])
        by_itself = np.concatenate([first, run(items[1:2])])  # noise alone lies in the middle
        if _apart(together[:2], by_itself) > _TOGETHER:
            raise ModelRefused(
                f"{name} takes {fixed} items at once, and its scores of one depend on the others; "
                "which part is good must not depend on its neighbours. Export it for inference "
                "with a batch of 1, with softmax and normalisation over each item alone."
            )
        return Settled(False, constant(together))
    alone = np.concatenate([first, *(run(items[n : n + 1]) for n in range(1, len(items)))])
    return Settled(most > 1 and _mixed(run, items[:most], alone[:most]), constant(alone))


def constant(answers: Floats) -> bool:
    """Return whether all rows of probabilities are the same."""
    return bool(np.allclose(answers, answers[:1], rtol=_CONSTANT, atol=0))


def various(settings: Preprocessing) -> Stack:
    """Return four uint8 items as unlike as can be: noise, black, white, and dark to light."""
    width, height = settings.size
    shape = (height, width, settings.channels)
    noise = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    ramp = np.linspace(0, 255, width).astype(np.uint8)[None, :, None]
    plain = [np.full(shape, value, np.uint8) for value in (0, 255)]
    return np.stack([noise, *plain, np.broadcast_to(ramp, shape)])


def _mixed(run: Run, items: Stack, alone: Floats) -> bool:
    try:
        return _apart(run(items), alone) > _TOGETHER
    except ModelRefused:
        raise
    except ValueError:  # it ran for each of them
        return True


def _apart(answers: Floats, alone: Floats) -> float:
    """Return by how much answers differ, as a share of the highest probability of each row."""
    return float((np.abs(answers - alone).max(axis=1) / alone.max(axis=1)).max())
