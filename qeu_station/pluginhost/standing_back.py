"""Letting the line and the window go first."""

from __future__ import annotations

import contextlib
import sys

import psutil

NICENESS = 10


def stand_back() -> None:
    """Lower the priority of this process; what it starts has the same."""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process()
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            process.nice(max(NICENESS, process.nice()))
