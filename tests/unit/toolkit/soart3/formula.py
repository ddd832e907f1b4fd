"""The published formula in plain Python, one value at a time: what everything is held against."""

from __future__ import annotations

import math
from collections.abc import Sequence


def scalar(
    y: Sequence[float], x: Sequence[float], epsilon: float = 1e-4
) -> tuple[float, float, float]:
    """Return log_beta, log_eta and log_gamma."""
    above = math.fsum(float(a) * float(b) for a, b in zip(x, y, strict=True)) + epsilon
    below = math.fsum(float(a) ** 2 for a in x) + epsilon
    beta = above / below
    residual = [abs(float(b) - beta * float(a)) for a, b in zip(x, y, strict=True)]
    log_eta = math.log(math.fsum(residual) + 1)
    norm = math.fsum(r**4 for r in residual) ** 0.25
    return math.log(beta), log_eta, log_eta - math.log(norm + 1)
