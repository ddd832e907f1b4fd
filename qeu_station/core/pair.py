"""A pair to inspect: where its two pictures are and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """A test image and, unless the recipe brings it, its reference.

    Attributes:
        name: Unique in a batch: the stem of the test file without ``_test``.
        test: File of the test image.
        reference: File of the reference, or None when the recipe's own is used.
        serial: Serial number of the part, empty when unknown.
        group: Group for honest splits (board type, lot), empty when unknown.
    """

    name: str
    test: Path
    reference: Path | None = None
    serial: str = ""
    group: str = ""
