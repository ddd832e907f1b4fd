"""Where what plugins print is kept: one bounded file for each thing the host does with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TAIL = 200_000
"""Bytes that are read from the end of a log."""


@dataclass(frozen=True, slots=True)
class PluginLog:
    """The end of one log.

    Attributes:
        name: What printed it: ``load``, ``NAME``, ``check NAME`` or ``train NAME``.
        file: Where all of it lies; the log before it has the suffix ``.1``.
        text: Its last ``TAIL`` bytes, from the beginning of a line.
        cut: Whether more stands before ``text``.
        changed_s: When something was last printed, in seconds since 1970.
    """

    name: str
    file: Path
    text: str
    cut: bool
    changed_s: float


def worker_log(folder: Path | None, name: str) -> Path | None:
    """Return where an inspector's worker or a source writes; None drops it."""
    return None if folder is None else folder / f"{name}.log"


def probe_log(folder: Path | None, plugin: str) -> Path | None:
    """Return where a plugin writes while it is loaded; None drops it."""
    return None if folder is None else folder / f"probe-{plugin}.log"


def check_log(folder: Path | None, inspector: str) -> Path | None:
    """Return where an inspector writes while it is checked; None drops it."""
    return None if folder is None else folder / f"check-{inspector}.log"


def train_log(folder: Path | None, trainer: str) -> Path | None:
    """Return where a trainer's process writes; None drops it."""
    return None if folder is None else folder / f"train-{trainer}.log"


def logs_of(folder: Path | None, plugin: str, names: Iterable[str]) -> tuple[PluginLog, ...]:
    """Return the logs of a plugin that there are, the one written last first.

    Args:
        folder: Folder of the logs.
        plugin: Distribution or drop-in file without ``.py``.
        names: Its inspectors, trainers and sources.
    """
    places = [("load", probe_log(folder, plugin))]
    for name in dict.fromkeys(names):  # a trainer often has the name of its inspector
        places += [
            (name, worker_log(folder, name)),
            (f"check {name}", check_log(folder, name)),
            (f"train {name}", train_log(folder, name)),
        ]
    found = (log for name, file in places for log in _read(name, file))
    return tuple(sorted(found, key=lambda log: -log.changed_s))


def _read(name: str, file: Path | None) -> Iterator[PluginLog]:
    if file is None:
        return
    try:
        state = file.stat()
        with file.open("rb") as opened:
            opened.seek(max(0, state.st_size - TAIL))
            tail = opened.read(TAIL)
    except OSError:  # nothing was printed yet, or the log has just become the previous one
        return
    cut = state.st_size > TAIL
    if cut:
        tail = tail.partition(b"\n")[2] or tail
    yield PluginLog(name, file, tail.decode("utf-8", "replace"), cut, state.st_mtime)
