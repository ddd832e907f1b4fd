"""Reading a recorded inspection again, with all that was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qeu_station.core.record import LATE

if TYPE_CHECKING:
    from qeu_station.core.correction import Correction
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import AdviceRecord, InspectionRecord
    from qeu_station.gui.presenters.ports import Station


class Advised(Protocol):
    """Where advice is read."""

    def advice(self, inspection: str) -> tuple[AdviceRecord, ...]:
        """Return what inspectors said of an inspection after its verdict, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A record, the recipe it was judged with, and what was said of it, oldest first.

    Attributes:
        corrections: (Entry hash, correction) each.
        advice: What inspectors said after the verdict.
    """

    record: InspectionRecord
    recipe: Recipe
    corrections: tuple[tuple[str, Correction], ...]
    advice: tuple[AdviceRecord, ...] = ()


def opened(station: Station, inspection: str) -> Opened:
    """Read an inspection from the journal; runs in a job."""
    record = station.record(inspection)
    corrections = tuple(station.corrections(inspection))
    return Opened(record, station.recipe_of(record), corrections, advice_on(station, record))


def advice_on(journal: Advised, record: InspectionRecord) -> tuple[AdviceRecord, ...]:
    """Return what came after the verdict of a record; most have nothing to wait for."""
    return journal.advice(record.id) if awaits(record) else ()


def awaits(record: InspectionRecord) -> bool:
    """Tell whether an inspector had not answered yet when the verdict was due."""
    return any(opinion.status == LATE for opinion in record.opinions)
