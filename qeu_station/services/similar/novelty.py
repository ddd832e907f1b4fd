"""Novelty per inspection: how far it lies from what passed and from what people have looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qeu_station.learning.likeness import novelty as likeness
from qeu_station.services.review import Columns
from qeu_station.services.review.columns import PASS
from qeu_station.services.similar.index import SimilarIndex


def novelty(index: SimilarIndex, columns: Columns) -> NDArray[np.float32]:
    """Return the novelty of each row of the columns; see ``learning.likeness.novelty``.

    Known is what passed and was not contradicted, and what a person has corrected or confirmed:
    a kind of defect is new until somebody has looked at one. An inspection is as new as the newest
    of its cells. Each recipe is measured by itself.

    Args:
        index: The index of the same journal.
        columns: Its inspections, corrections included.

    Returns:
        float32 (n,), 0 or more; 1 is the rim of what is known. NaN where an inspection is not in
        the index, or too few parts of its recipe are known.
    """
    found = np.full(len(columns), np.nan, np.float32)
    places = index.cells
    rows = columns.rows_of(index.seq)[places.row]
    here = np.flatnonzero(rows >= 0)
    passed = (columns.verdict == PASS) & ~columns.contradicted
    for recipe in range(len(index.recipe.table)):
        items = here[index.recipe.codes[places.row[here]] == recipe]
        labelled = columns.corrected[rows[items]]
        values = likeness.novelty(
            places.vectors[items],
            index.part[places.row[items]],
            passed[rows[items]] | labelled,
            labelled,
        )
        finite = np.isfinite(values)
        np.fmax.at(found, rows[items[finite]], values[finite])
    return found
