"""Pictures for the screen: read, brought to eight bits, and the test laid onto the reference."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class ViewedPair:
    """Two pictures of one part, ready to be shown.

    Attributes:
        name: Name of the pair.
        reference: uint8, (H, W, 3) RGB or (H, W), contiguous.
        test: As ``reference``; laid onto it when ``aligned``.
        aligned: Whether grid and boxes in reference pixels fit ``test``.
        difference: The tolerant difference, uint8, (H, W), 0..255, or None when not asked for.
        to_test: 3x3 map from pixels of ``reference`` to pixels of the test file after EXIF, row by
            row; identity when not aligned.
    """

    name: str
    reference: np.ndarray = field(repr=False)
    test: np.ndarray = field(repr=False)
    aligned: bool = False
    difference: np.ndarray | None = field(default=None, repr=False)
    to_test: tuple[float, ...] = IDENTITY
