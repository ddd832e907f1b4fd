"""A live source on the screen: looked at, triggered, lost and found again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.core.pair import Pair
from qeu_station.errors import SourceError
from qeu_station.gui.presenters.inspect_state import Band, Kind
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.capture.frame import FrameSource
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import InspectionRecord

EVERY_S = 0.25
MINUTES_FROM_S = 120
TIMEOUT_S = 1.0
"""Longest wait for a picture after the trigger."""


class Live:
    """Watches a source, and takes pictures from it.

    Attributes:
        state: Of the source, as it was asked last.
        problem: Why it gives no pictures, empty while it does.
        stale: What is said over its last picture while no newer one comes, empty while they do.

    Args:
        jobs: Whose clock asks the source how it is.
        source: Gives the frames; closed by ``close``.
        changed: Called when the source is lost or found, and while its last picture grows old.
        clock: Seconds that only grow, the same as the frames' own.
    """

    def __init__(
        self,
        jobs: Jobs,
        source: FrameSource,
        changed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._jobs = jobs
        self._source = source
        self._changed = changed
        self._clock = clock
        self._seen_at: float | None = None
        self._closed = False
        self._taken = 0
        self.state: str = source.state
        self.problem = source.problem
        self.stale = ""
        self._look_again()

    @property
    def ready(self) -> bool:
        """Whether a picture can be taken."""
        return self.state == "live"

    def frame(self) -> np.ndarray | None:
        """Return the newest picture, None while there is none."""
        newest = None if self._closed else self._source.newest()
        if newest is None:
            return None
        self._seen_at = newest.at
        return newest.pixels

    def trigger(self) -> Pair:
        """Return the name under which the next picture is judged."""
        self._taken += 1
        name = f"live-{datetime.now():%H%M%S}-{self._taken}"
        return Pair(name, Path(name))

    def inspect(
        self, station: Station, asked: Pair, operator: str, moment: float
    ) -> InspectionRecord:
        """Judge the first picture whose grab began after ``moment``; runs in a job.

        Raises:
            SourceError: No picture came; nothing was judged.
        """
        frame = self._source.after(moment, TIMEOUT_S)
        if frame is None:
            reason = self._source.problem
            raise SourceError(
                translate("Inspect", "No picture came from the camera; nothing was judged. {why}")
                .format(why=sentence(reason))
                .strip()
            )
        return station.inspect_frame(frame.pixels, asked.name, asked.serial, operator)

    def band(self) -> Band:
        """Return what the band says while the live picture is looked at."""
        if self.state == "live":
            return Band(Kind.LIVE, translate("Inspect", "Live"))
        if self.state == "opening":
            return Band(Kind.OPENING, translate("Inspect", "Opening"))
        return Band(Kind.PROBLEM, translate("Inspect", "No picture"), sentence(self.problem))

    def close(self) -> None:
        """End the source, which may take a moment, beside the window's thread."""
        self._closed = True
        source = self._source
        self._jobs.ordered("source", lambda task: source.close(), lambda nothing: None)

    def _look(self) -> None:
        if self._closed:
            return
        before = (self.state, self.problem, self.stale)
        self.state, self.problem = self._source.state, self._source.problem
        self.stale = self._age()
        self._look_again()
        if before != (self.state, self.problem, self.stale):
            self._changed()

    def _age(self) -> str:
        """Return what stands over the last picture once no newer one comes."""
        if self.ready or self._seen_at is None:
            return ""
        if self.state == "closed":
            return translate("Inspect", "The pictures have ended: this was the last one")
        seconds = max(1, int(self._clock() - self._seen_at))
        if seconds < MINUTES_FROM_S:
            text = translate("Inspect", "Camera lost: this picture is {count} s old")
            return text.format(count=seconds)
        text = translate("Inspect", "Camera lost: this picture is {count} min old")
        return text.format(count=seconds // 60)

    def _look_again(self) -> None:
        self._jobs.later("live", EVERY_S, self._look)


def unfit(recipe: Recipe | None) -> Band | None:
    """Return what the band says when a recipe cannot judge a camera's pictures."""
    if recipe is None:
        why = translate("Inspect", "Choose the recipe that judges these pictures: Ctrl+R")
        return Band(Kind.PROBLEM, translate("Inspect", "No recipe"), why)
    if recipe.from_pair:
        why = translate(
            "Inspect",
            "This recipe takes its reference from each pair, and a camera brings none. "
            "Ctrl+R: choose one with a reference of its own",
        )
        return Band(Kind.PROBLEM, translate("Inspect", "No reference"), why)
    return None
