"""How far a triage is, and how long the rest takes at the pace of the last decisions."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from qeu_station.gui.words import translate

LONGEST_S = 120.0
"""A longer gap between two decisions is a break, and says nothing of the pace."""

REMEMBERED = 30
"""Gaps that the pace is taken from."""

FEWEST = 3
"""Gaps that are needed before a time is told."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: ``done`` of ``count`` pairs, and the time left in words, empty for unknown."""

    done: int = 0
    count: int = 0
    left: str = ""


class Pace:
    """Remembers when decisions were made.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last: float | None = None
        self._gaps: deque[float] = deque(maxlen=REMEMBERED)

    def decided(self) -> None:
        """Note that something was said of a pair just now."""
        now = self._clock()
        if self._last is not None and now - self._last <= LONGEST_S:
            self._gaps.append(now - self._last)
        self._last = now

    def reset(self) -> None:
        """Forget the pace: other pairs may take longer, or less."""
        self._last = None
        self._gaps.clear()

    def progress(self, done: int, count: int) -> Progress:
        """Return how far ``count`` pairs are of which ``done`` are decided."""
        left = ""
        if len(self._gaps) >= FEWEST and done < count:
            left = duration((count - done) * statistics.median(self._gaps))
        return Progress(done, count, left)


def duration(seconds: float) -> str:
    """Return a length of time as one says it, such as ``about 12 min``."""
    if seconds < 90:
        return translate("Review", "about {seconds} s").format(seconds=max(1, round(seconds)))
    if seconds < 5400:
        return translate("Review", "about {minutes} min").format(minutes=round(seconds / 60))
    return translate("Review", "about {hours} h").format(hours=f"{seconds / 3600:.1f}")
