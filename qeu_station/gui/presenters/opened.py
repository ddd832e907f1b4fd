"""Reading a recorded inspection again, with all that was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qeu_station.core.correction import Correction
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.presenters.ports import Station


@dataclass(frozen=True, slots=True)
class Opened:
    """A record, the recipe it was judged with, and (entry hash, correction) oldest first."""

    record: InspectionRecord
    recipe: Recipe
    corrections: tuple[tuple[str, Correction], ...]


def opened(station: Station, inspection: str) -> Opened:
    """Read an inspection from the journal; runs in a job."""
    record = station.record(inspection)
    return Opened(record, station.recipe_of(record), tuple(station.corrections(inspection)))
