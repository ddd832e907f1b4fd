"""Where the arrays of a prepared pair are created: plain memory, or memory shared with workers."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np


class ArraySpace(Protocol):
    """Gives arrays by name; ``Preparer`` asks for each name before it writes it.

    A space belongs to one ``Preparer``: what depends on the references only is asked for and
    written once. ``empty`` may be called again with the same name, and may give the same buffer.
    """

    def empty(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any] | type) -> np.ndarray:
        """Return an array to write to, of exactly this shape and type."""
        ...


class PlainSpace:
    """Ordinary memory, a fresh array each time."""

    def empty(self, name: str, shape: tuple[int, ...], dtype: np.dtype[Any] | type) -> np.ndarray:
        """Return a fresh array; its values are arbitrary."""
        return np.empty(shape, dtype)


def stored(space: ArraySpace, name: str, array: np.ndarray) -> np.ndarray:
    """Return a read-only view of ``array`` copied into the space."""
    target = space.empty(name, array.shape, array.dtype)
    np.copyto(target, array)
    return read_only(target)


def read_only(array: np.ndarray) -> np.ndarray:
    """Return a view that cannot be written to; the array itself stays as it is."""
    view = array.view()
    view.flags.writeable = False
    return view
