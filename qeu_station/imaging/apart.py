"""Memory for pictures that are kept, apart from the heap.

Pictures that stay for minutes among others that come and go tear the heap into holes: over a day
it grows although no more is kept. A block of its own goes back to the system with its picture.
"""

from __future__ import annotations

import mmap
from typing import Any

import numpy as np

LEAST = 1 << 17
"""Bytes below which a block of its own would waste more than it saves."""


def apart(picture: np.ndarray) -> np.ndarray:
    """Return a picture in memory of its own; one that lies there already, or is small, as it is.

    Args:
        picture: Any shape and dtype.

    Returns:
        The same values, contiguous where they were copied.
    """
    if picture.nbytes < LEAST or isinstance(_owner(picture), mmap.mmap):
        return picture
    own: np.ndarray = np.ndarray(picture.shape, picture.dtype, _block(picture.nbytes))
    np.copyto(own, picture)
    return own


def _owner(picture: np.ndarray) -> object:
    """Return what holds the memory of a picture, which may be a view of a view."""
    owner: Any = picture
    while isinstance(owner, np.ndarray) and owner.base is not None:
        owner = owner.base
    return owner.obj if isinstance(owner, memoryview) else owner


def _block(size: int) -> mmap.mmap:
    """Return zeroed memory that goes back to the system with its last user."""
    if hasattr(mmap, "MAP_PRIVATE"):
        return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return mmap.mmap(-1, size)
