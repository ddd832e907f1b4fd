"""Whether the window of a station was closed the last time, or ended in the middle of its work."""

from __future__ import annotations

import contextlib
from pathlib import Path

FILE = "window.open"


def begin(home: Path) -> bool:
    """Note that a window works with a station; return whether the one before was never closed.

    Only who may write the station's journal asks: no other window is open then.
    """
    file = home / FILE
    cut = file.exists()
    with contextlib.suppress(OSError):  # a full disk keeps no window from opening
        file.touch()
    return cut


def end(home: Path) -> None:
    """Note that it was closed."""
    with contextlib.suppress(OSError):
        (home / FILE).unlink(missing_ok=True)
