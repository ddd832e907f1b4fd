"""The curves of a training as TensorBoard reads them, where it is installed."""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qeu_vlm.training.checkpoint import Progress


def values_of(progress: Progress) -> dict[str, float]:
    """Return the newest point of every curve."""
    checked, learned = progress.checked[-1], {"loss/learned": progress.learned[-1]}
    if math.isnan(checked.loss):
        return learned
    return learned | {"loss/held out": checked.loss, "exact match/held out": checked.exact}


class Curves:
    """Writes events into a folder; does nothing without TensorBoard."""

    def __init__(self, folder: Path) -> None:
        self._writer: Any = None
        if find_spec("tensorboard") is not None:
            from torch.utils.tensorboard import SummaryWriter

            self._writer = SummaryWriter(str(folder))

    def add(self, progress: Progress) -> None:
        """Write the points of a pass, at once."""
        if self._writer is not None:
            for name, value in values_of(progress).items():
                self._writer.add_scalar(name.replace(" ", "_"), value, progress.epoch)
            self._writer.flush()

    def close(self) -> None:
        """End the file."""
        if self._writer is not None:
            self._writer.close()
