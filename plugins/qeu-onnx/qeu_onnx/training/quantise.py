"""An int8 variant of an exported model, and what it loses."""

from __future__ import annotations

import logging
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_onnx.training.augment import Pictures
from qeu_onnx.training.export import INPUT, run_members
from qeu_station.toolkit.onnx_session import OnnxModel

_CALIBRATION = 256
"""Patches at most that ranges are taken from."""

_RUN = 32
_TIMED, _ROUNDS = 16, 12


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """Patches that one member each never saw, as the model takes them.

    Attributes:
        items: (M,) numbers of these patches among all.
        member_of: (M,) number of the member that judges each.
    """

    items: NDArray[np.intp]
    member_of: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Loss:
    """What quantising changed, on patches that neither network nor ranges were learned from.

    Attributes:
        items: Number of patches.
        right: Share of right classes: before, after.
        escapes: Share of defects called good: before, after.
        overkills: Share of good ones called defective: before, after.
        changed: Patches whose class changed.
        largest: Largest change of a probability.
        bytes: Size of the model: before, after.
        milliseconds: Time of 16 patches on one thread of this machine: before, after.
    """

    items: int
    right: tuple[float, float]
    escapes: tuple[float, float]
    overkills: tuple[float, float]
    changed: int
    largest: float
    bytes: tuple[int, int]
    milliseconds: tuple[float, float]

    @property
    def sentence(self) -> str:
        """What an engineer must know before choosing the variant."""
        before, after = self.right
        return (
            f"The int8 variant is right in {after:.2%} instead of {before:.2%} of {self.items} "
            f"held-out patches, lets {self.escapes[1]:.2%} instead of {self.escapes[0]:.2%} of "
            f"defects pass, has {self.bytes[1] / self.bytes[0]:.0%} of the size, and takes "
            f"{self.milliseconds[1] / self.milliseconds[0]:.0%} of the time on this machine."
        )


def quantised(
    content: bytes,
    pictures: Pictures,
    classes: NDArray[np.intp],
    held_out: HeldOut,
    seed: int = 0,
) -> tuple[bytes, Loss]:
    """Return a statically quantised variant (activations uint8, weights int8) and its loss.

    Only convolutions and linear layers are quantised: they do nearly all of the work. The last
    linear layers and everything before the first convolution stay exact. Ranges come from patches
    that are not held out, where there are any; no patch that gave ranges measures the loss.

    Args:
        content: The model that ``export`` made.
        pictures: uint8, as the model takes them; real patches.
        classes: (N,) their classes; 0 is good.
        held_out: Which of them measure the loss, and what member judges each.
        seed: Decides which patches give the ranges.

    Raises:
        ValueError: Fewer than 2 patches are held out.
    """
    if len(held_out.items) < 2:
        raise ValueError(f"quantising needs at least 2 held-out patches, got {len(held_out.items)}")
    chance = np.random.default_rng(seed)
    known = chance.permutation(np.setdiff1d(np.arange(len(pictures)), held_out.items))
    kept = np.ones(len(held_out.items), bool)
    if not len(known):  # every group was held out by some member
        kept[chance.permutation(len(kept))[: len(kept) // 2]] = False
        known = held_out.items[~kept]
    made = _quantised(content, pictures[known[:_CALIBRATION]])
    rest = HeldOut(held_out.items[kept], held_out.member_of[kept])
    return made, measured(content, made, pictures, classes, rest)


def measured(
    before: bytes,
    after: bytes,
    pictures: Pictures,
    classes: NDArray[np.intp],
    held_out: HeldOut,
) -> Loss:
    """Return what changed from one model to the other, each member on patches it never saw.

    Args:
        before: The exact model.
        after: The quantised one.
        pictures: uint8, as the model takes them.
        classes: (N,) their classes; 0 is good.
        held_out: Which of them measure, and what member judges each.
    """
    shown, truth = pictures[held_out.items], classes[held_out.items]
    count, own = int(held_out.member_of.max()) + 1, np.arange(len(truth))
    first, second = (
        run_members(content, shown, count)[held_out.member_of, own] for content in (before, after)
    )
    said = first.argmax(axis=1), second.argmax(axis=1)
    bad = truth > 0
    return Loss(
        len(truth),
        (_share(said[0] == truth), _share(said[1] == truth)),
        (_share(said[0][bad] == 0), _share(said[1][bad] == 0)),
        (_share(said[0][~bad] > 0), _share(said[1][~bad] > 0)),
        int((said[0] != said[1]).sum()),
        float(np.abs(first - second).max()),
        (len(before), len(after)),
        (_milliseconds(before, shown), _milliseconds(after, shown)),
    )


def _milliseconds(content: bytes, pictures: Pictures) -> float:
    """Return the shortest time that 16 patches took: other work only makes it longer."""
    model = OnnxModel(content)
    some = {INPUT: np.ascontiguousarray(np.resize(pictures, (_TIMED, *pictures.shape[1:])))}
    taken = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        model.run(some)
        taken.append(time.perf_counter() - begun)
    return max(1000 * min(taken), 1e-3)


def _share(which: NDArray[np.bool_]) -> float:
    return float(which.mean()) if len(which) else 0.0


def _quantised(content: bytes, pictures: Pictures) -> bytes:
    from onnx import load_model_from_string
    from onnxruntime.quantization import QuantType, quantize_static

    last = [node.name for node in load_model_from_string(content).graph.node if _is_last(node)]
    with tempfile.TemporaryDirectory(prefix="qeu-") as folder:
        exact, made = Path(folder) / "exact.onnx", Path(folder) / "int8.onnx"
        exact.write_bytes(content)
        root = logging.getLogger()
        level = root.level
        root.setLevel(logging.ERROR)  # it advises a step that does nothing for these models
        try:
            quantize_static(
                exact,
                made,
                _reader(pictures),
                op_types_to_quantize=["Conv", "Gemm"],
                nodes_to_exclude=last,
                per_channel=True,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
            )
        finally:
            root.setLevel(level)
        return made.read_bytes()


def _is_last(node: Any) -> bool:
    return str(node.name).endswith(".last")


def _reader(pictures: Pictures) -> Any:
    from onnxruntime.quantization import CalibrationDataReader

    class Reader(CalibrationDataReader):  # type: ignore[misc] # untyped library
        """Gives patches in runs until there are no more."""

        def __init__(self) -> None:
            self._runs = iter(range(0, len(pictures), _RUN))

        def get_next(self) -> dict[str, Pictures] | None:
            start = next(self._runs, None)
            if start is None:
                return None
            return {INPUT: np.ascontiguousarray(pictures[start : start + _RUN])}

    return Reader()
