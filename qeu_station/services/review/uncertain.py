"""Which inspections a person should see first, and which of a journal these are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.columns import REVIEW, Columns
from qeu_station.services.review.limits import recipe_limits
from qeu_station.storage import streaming
from qeu_station.storage.reading import JournalReader


def doubt(columns: Columns) -> NDArray[np.float32]:
    """Return how far each inspection is from being uncertain, float32 (n,); 0 is the most so.

    REVIEW lies in 0..1: the distance of P(ok) to the nearer threshold of its recipe, 0 when
    nothing judged the part. PASS and FAIL lie in 2..3, 2 more than the distance.
    """
    limits = columns.limits[columns.recipe_sha256.codes]
    distance = np.abs(limits - columns.p_ok[:, None]).min(axis=1, initial=1.0)
    judged = np.where(np.isnan(distance), np.float32(0), distance)
    decided: NDArray[np.float32] = np.where(columns.verdict == REVIEW, judged, judged + 2)
    return decided.astype(np.float32)


def most_uncertain(reader: JournalReader, count: int) -> list[int]:
    """Return the entries of the most uncertain inspections of a journal, by number.

    The thresholds are those of the recipes that are met near the thresholds found so far: to list
    all recipes would mean to read all inspections. One that differs much from all others may be
    missed here; ``doubt`` over all columns misses none.

    Raises:
        StorageError: The journal cannot be read.
    """
    rows = streaming.in_review(reader)
    known = _limits(reader, rows)
    near: dict[float, streaming.Rows] = {}
    if len(rows) < count:
        known = known or _limits(reader, streaming.nearest(reader, 0.5, count))
        while asked := {float(each) for limits in known.values() for each in limits} - near.keys():
            near.update({limit: streaming.nearest(reader, limit, count) for limit in asked})
            known |= _limits(reader, [row for found in near.values() for row in found])
    decided = {row[0]: row for found in near.values() for row in found}
    first = _nearest(rows, known, count)
    return sorted(first + _nearest(list(decided.values()), known, count - len(first)))


Limits = dict[str, tuple[float, float]]


def _limits(reader: JournalReader, rows: streaming.Rows) -> Limits:
    hashes = sorted({row[2] for row in rows})
    values = recipe_limits(reader, hashes).tolist()
    return {sha256: (each[0], each[1]) for sha256, each in zip(hashes, values, strict=True)}


def _nearest(rows: streaming.Rows, known: Limits, count: int) -> list[int]:
    def distance(row: tuple[int, float | None, str]) -> float:
        _, p_ok, sha256 = row
        return 0.0 if p_ok is None else min(abs(p_ok - limit) for limit in known[sha256])

    return [seq for seq, _, _ in sorted(rows, key=distance)[:count]]
