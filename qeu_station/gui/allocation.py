"""Memory of pictures that goes back to the system when they are dropped.

glibc takes large blocks straight from the system, and gives them back, but learns from each one
that is dropped to keep blocks of that size on its heap from then on. The heap of a window that
shows and drops pictures of several sizes for hours is torn into holes and keeps growing although
the window keeps no more. With a threshold that is set, nothing is learnt.
"""

from __future__ import annotations

import ctypes
import sys

LARGE = 256 << 10
"""Bytes from which a block comes straight from the system; pictures are larger, icons are not."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h
_TRIM = 4 << 20
"""Bytes that stay at the end of the heap, so that it does not grow and shrink all the time."""


def give_pictures_back() -> bool:
    """Let the memory of large blocks go back at once; tell whether this system needs it and can."""
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # another C library, which has its own way
        return False
    return bool(mallopt(_M_MMAP_THRESHOLD, LARGE)) and bool(mallopt(_M_TRIM_THRESHOLD, _TRIM))
