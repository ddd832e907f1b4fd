"""Regions that an inspector found by itself, placed on the grid and in the test image."""

from __future__ import annotations

import numpy as np

from qeu_station.api import PreparedPair
from qeu_station.core.opinion import Opinion, ProposedRegion
from qeu_station.core.region import Box, Region, cells_of
from qeu_station.imaging.frames import carried


def located(
    inspector: str, opinion: Opinion, pair: PreparedPair
) -> list[tuple[str, Region, ProposedRegion]]:
    """Return (proposer, region, proposal) for every proposal that touches a judged cell."""
    placed = []
    for number, proposal in enumerate(opinion.proposed, start=1):
        region = _region(f"{inspector}:{number}", proposal.box, pair)
        if region is not None and region.cells:
            placed.append((inspector, region, proposal))
    return placed


def _region(name: str, box: Box, pair: PreparedPair) -> Region | None:
    height, width = pair.shape
    x1, y1 = max(0, int(box[0])), max(0, int(box[1]))
    x2, y2 = min(width, int(np.ceil(box[2]))), min(height, int(np.ceil(box[3])))
    if x1 >= x2 or y1 >= y2:
        return None
    window = (slice(y1, y2), slice(x1, x2))
    to_test = np.linalg.inv(np.reshape(pair.to_reference, (3, 3)))
    labels = pair.cell_map[window]
    difference = pair.difference[window]
    shares = {
        pair.cells[label - 1].address: float(np.mean(labels == label))
        for label in np.unique(labels)
        if label > 0
    }
    middle = int(labels[labels.shape[0] // 2, labels.shape[1] // 2])
    return Region(
        id=name,
        box=(x1, y1, x2, y2),
        test_box=carried((x1, y1, x2, y2), to_test, width, height),
        area=labels.size,
        peak=float(difference.max()),
        mean=float(difference.mean()),
        cells=cells_of(shares, pair.cells[middle - 1].address if middle else None),
    )
