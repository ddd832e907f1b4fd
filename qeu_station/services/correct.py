"""Recording what an operator says of an inspection."""

from __future__ import annotations

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.storage.journal import Journal


def correct(journal: Journal, correction: Correction) -> tuple[str, InspectionRecord]:
    """Append a correction; it is on disk when this returns.

    Returns:
        The entry's hash, by which a later correction supersedes it, and the inspection.

    Raises:
        JournalError: There is no such inspection, or no such correction to supersede.
        GridError: A cell is not on the inspection's grid.
        RecipeError: A class is not one of the inspection's.
    """
    record = journal.inspection(correction.inspection)
    return journal.append_correction(correction), record
