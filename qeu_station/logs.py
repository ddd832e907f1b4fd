"""Where messages go: everything to a rotating file, only what matters to the console."""

from __future__ import annotations

import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from qeu_station import paths

FILE = "station.log"
_BYTES, _FILES = 2_000_000, 5
_LINE = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s [%(process)d]: %(message)s"


def start_logging(home: Path, level: str = "INFO", verbose: bool = False) -> Path | None:
    """Send messages to ``home/logs/station.log`` and warnings to the console.

    Calling it again replaces what the call before set up.

    Args:
        home: The station's home.
        level: Least severe message for the file.
        verbose: Show everything on the console too.

    Returns:
        The log file, or None when it cannot be written: that keeps nothing from working.
    """
    root = logging.getLogger("qeu_station")
    for old in list(root.handlers):
        if isinstance(old, logging.StreamHandler):  # what the window listens with stays
            root.removeHandler(old)
            old.close()
    root.setLevel(logging.DEBUG)
    root.propagate = False
    console = logging.StreamHandler()
    console.setLevel(logging.DEBUG if verbose else logging.WARNING)
    console.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    root.addHandler(console)
    folder = paths.logs(home)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(folder / FILE, "a", _BYTES, _FILES, encoding="utf-8")
    except OSError as error:
        root.warning("No log file: %s", error)
        return None
    file.setLevel(level)
    file.setFormatter(_utc_lines())
    root.addHandler(file)
    return folder / FILE


def _utc_lines() -> logging.Formatter:
    formatter = logging.Formatter(_LINE, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    return formatter
