"""Chance of torch that starts from a seed and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def chance_from(seed: int) -> Iterator[None]:
    """Within this chance follows from the seed, on every device; afterwards it is as it was."""
    with torch.random.fork_rng(devices=range(torch.cuda.device_count())):
        torch.manual_seed(seed)
        yield
