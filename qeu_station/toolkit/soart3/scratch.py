"""Memory that is written again block by block: fetching it anew would cost more than computing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Scratch:
    """Numbered arrays of one type; each lies where the last one of its number lay."""

    def __init__(self, dtype: type[np.floating[Any]]) -> None:
        self._dtype = dtype
        self._flat: dict[int, NDArray[Any]] = {}

    def empty(self, number: int, shape: tuple[int, ...]) -> NDArray[Any]:
        """Return an array of arbitrary values; the last one of this number is given up."""
        size = math.prod(shape)
        flat = self._flat.get(number)
        if flat is None or flat.size < size:
            flat = self._flat[number] = np.empty(size, self._dtype)
        return flat[:size].reshape(shape)

    def cast(self, number: int, values: NDArray[Any]) -> NDArray[Any]:
        """Return a copy of ``values`` in the type of this memory."""
        target = self.empty(number, values.shape)
        np.copyto(target, values, casting="unsafe")
        return target

    def ones(self, length: int) -> NDArray[Any]:
        """Return ones, made once per length."""
        known = self._flat.get(-length)
        if known is None:
            known = self._flat[-length] = np.ones(length, self._dtype)
        return known
