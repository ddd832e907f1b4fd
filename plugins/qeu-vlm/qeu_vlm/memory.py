"""Memory that runs out while a pair is shown to a model, or while it answers, is an abstention."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import cv2

from qeu_station.api import Abstention

_SHORT_OF_MEMORY = (
    "out of memory",
    "allocate memory",
    "not enough memory",
    "Insufficient memory",
    "ALLOC_FAILED",
)
"""What torch and OpenCV write of it in errors that have no class of their own."""


@contextmanager
def abstaining() -> Iterator[None]:
    """Turn errors that say that memory ran out into an abstention, and give back what is unused.

    Raises:
        Abstention: Memory ran out.
    """
    try:
        yield
    except (MemoryError, RuntimeError, cv2.error) as error:
        said = " ".join(str(error).split())
        if not isinstance(error, MemoryError) and not any(w in said for w in _SHORT_OF_MEMORY):
            raise
    else:
        return
    _give_back()  # after the error, whose frames hold what was being made
    raise Abstention(
        "The memory was not enough for an answer; show less with longest_side or crops, or use a "
        "smaller model.",
        said[:500],
    )


def _give_back() -> None:
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
