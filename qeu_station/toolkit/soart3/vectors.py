"""Signals and unit spaces as checked arrays: no wrong number gets past this door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.errors import MetricsError

LARGEST = 1e150
"""Beyond it, squares leave the range of float64."""

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Signals and unit spaces that fit each other.

    Attributes:
        signals: (N, P), any integer, boolean or floating type, finite.
        unit_spaces: (1, K, P) when all signals share them, (N, K, P) when each has its own.
        lowest: No value is below it.
        highest: No value is above it.
    """

    signals: Array
    unit_spaces: Array
    lowest: float
    highest: float

    @property
    def shape(self) -> tuple[int, int, int]:
        """N signals, K unit spaces, P values each."""
        return len(self.signals), self.unit_spaces.shape[1], self.signals.shape[1]


def checked(signals: ArrayLike, unit_spaces: ArrayLike) -> Vectors:
    """Return signals (N, P) or (P,) and unit spaces (K, P), (P,) or (N, K, P), checked.

    Raises:
        MetricsError: Something is empty, lengths differ, or a value is no finite number.
    """
    rows = _numbers(signals, "signals", "Signal row", (1, 2)).reshape(-1, _length(signals))
    spaces = _numbers(unit_spaces, "unit spaces", "Unit space", (1, 2, 3))
    spaces = spaces.reshape(-1, *spaces.shape[-2:]) if spaces.ndim > 1 else spaces[None, None]
    _check_fit(rows, spaces)
    ends = [_ends(rows, "Signal row {0}"), _ends(spaces, _place(spaces))]
    lowest, highest = min(low for low, _ in ends), max(high for _, high in ends)
    return Vectors(rows, spaces, lowest, highest)


def _numbers(values: ArrayLike, name: str, item: str, dimensions: tuple[int, ...]) -> Array:
    try:
        array = np.asarray(values)
    except ValueError:  # rows of different lengths make no array
        raise MetricsError(_ragged(values, item)) from None
    if array.dtype.kind not in "buif":
        raise MetricsError(f"The {name} are of type {array.dtype}; real numbers are needed.")
    if array.ndim not in dimensions:
        raise MetricsError(
            f"The {name} have {array.ndim} dimensions, shape {array.shape}; allowed are "
            f"{' or '.join(map(str, dimensions))}, the last one holding the pixels of a window."
        )
    if array.size == 0:
        raise MetricsError(
            f"The {name} are empty, shape {array.shape}; {item.lower()} 0 needs at least one value."
        )
    return array


def _length(signals: ArrayLike) -> int:
    return int(np.shape(signals)[-1])


def _ragged(values: Any, item: str) -> str:
    lengths = [np.size(row) for row in values] if isinstance(values, Sequence) else []
    for number, length in enumerate(lengths):
        if length != lengths[0]:
            return (
                f"{item} {number} has {length} values, {item.lower()} 0 has {lengths[0]}; "
                "all windows must have the same number of pixels."
            )
    return f"{item}s are no rectangular table of numbers."


def _check_fit(rows: Array, spaces: Array) -> None:
    if spaces.shape[2] != rows.shape[1]:
        raise MetricsError(
            f"Signal row 0 has {rows.shape[1]} values, unit space 0 has {spaces.shape[2]}; a "
            "signal is compared with unit spaces of the same window, value by value."
        )
    if len(spaces) not in (1, len(rows)):
        raise MetricsError(
            f"There are {len(rows)} signals, but unit spaces for {len(spaces)}; give one set "
            "(K, P) for all signals, or one for each (N, K, P)."
        )


def _place(spaces: Array) -> str:
    return "Unit space {0}" if len(spaces) == 1 else "Unit space {1} of signal row {0}"


def _ends(array: Array, place: str) -> tuple[float, float]:
    if array.dtype.kind == "b":
        return 0.0, 1.0
    if array.dtype.kind == "u":
        return 0.0, float(np.iinfo(array.dtype).max)
    low, high = float(array.min()), float(array.max())
    if low >= -LARGEST and high <= LARGEST:  # false for NaN
        return low, high
    with np.errstate(invalid="ignore"):
        wrong = ~(np.abs(array) <= LARGEST)
    index = tuple(int(n) for n in np.argwhere(wrong)[0])
    where = place.format(*(index[1:] if len(array) == 1 and array.ndim == 3 else index))
    raise MetricsError(
        f"{where} holds {array[index]} at position {index[-1]}; finite numbers up to {LARGEST:g} "
        "are needed. Check the picture or the scaling that made it."
    )
