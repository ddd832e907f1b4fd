"""The small pictures that the strip lacks, read one after the other when nothing else is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.strip import LENGTH, Strip

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.record import InspectionRecord

PATIENCE_S = 0.5
"""How long the screen has to bring the picture of a part itself, which costs nothing then."""

BREATH_S = 0.1
"""Between two small pictures, so that the operator's own are never kept waiting."""


class Thumbnails:
    """Gives every part of the strip its picture, the last wanted first.

    Args:
        jobs: Where they are read.
        strip: Takes them; a part that has one already, or has left it, is passed over.
        changed: Called after one came, or was found to be gone.
    """

    def __init__(self, jobs: Jobs, strip: Strip, changed: Callable[[], None]) -> None:
        self._jobs = jobs
        self._strip = strip
        self._changed = changed
        self._waiting: dict[str, InspectionRecord] = {}
        self._busy = False
        self.station: Station | None = None

    def want(self, record: InspectionRecord) -> None:
        """Read the picture of a part, unless the screen brings it before."""
        self._waiting[record.id] = record
        if len(self._waiting) > LENGTH:
            del self._waiting[next(iter(self._waiting))]
        if not self._busy:
            self._busy = True
            self._jobs.later("thumbnail", PATIENCE_S, self._next)

    def _next(self) -> None:
        station, record = self.station, self._first_without()
        if station is None or record is None:
            self._busy = False
            return
        self._jobs.latest(
            "thumbnail",
            lambda task: _thumbnail(station, record),
            lambda picture: self._on_picture(record.id, picture),
            lambda error: self._on_none(record.id),
        )

    def _first_without(self) -> InspectionRecord | None:
        while self._waiting:
            inspection, record = self._waiting.popitem()
            if self._strip.lacks(inspection):
                return record
        return None

    def _on_picture(self, inspection: str, picture: np.ndarray) -> None:
        self._strip.picture(inspection, picture)
        self._go_on()

    def _on_none(self, inspection: str) -> None:
        self._strip.gone(inspection)
        self._go_on()

    def _go_on(self) -> None:
        self._jobs.later("thumbnail", BREATH_S, self._next)
        self._changed()


def _thumbnail(station: Station, record: InspectionRecord) -> np.ndarray:
    from qeu_station.services.viewing import thumbnail

    return thumbnail(station.record_pictures(record).test)
