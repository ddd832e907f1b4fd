"""How long each step took."""

from __future__ import annotations

from time import perf_counter


class StepClock:
    """Milliseconds between laps, by the name of the step that ended."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        """End a step: it took the time since the previous lap."""
        now = perf_counter()
        self.milliseconds[step] = round((now - self._since) * 1e3, 3)
        self._since = now

    def resume(self) -> None:
        """Begin a step: the time since the last lap belongs to none."""
        self._since = perf_counter()
