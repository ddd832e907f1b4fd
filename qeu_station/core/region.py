"""A candidate region: a connected place where test and reference differ."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]

CELL_SHARE = 0.30
"""A region belongs to every cell that holds at least this share of its blob."""


@dataclass(frozen=True, slots=True)
class Region:
    """A candidate found by preparation, or proposed by an inspector.

    Attributes:
        id: Unique within the pair, such as ``R3``.
        box: x1, y1, x2, y2 in reference pixels, exclusive end.
        test_box: The same place in pixels of the test image after EXIF, exclusive end.
        area: Pixels of the blob.
        peak: Highest tolerant difference in the blob, 0..255.
        mean: Mean tolerant difference in the blob, 0..255.
        cells: Addresses it belongs to, the one with the largest share first.
    """

    id: str
    box: Box
    test_box: Box
    area: int
    peak: float
    mean: float
    cells: tuple[str, ...]


def cells_of(shares: dict[str, float], centre: str | None) -> tuple[str, ...]:
    """Return the cells a region belongs to, largest share first.

    Args:
        shares: Share (0..1) of the region's blob in each judged cell.
        centre: Cell that holds the region's centre, or None.
    """
    belongs = {address for address, share in shares.items() if share >= CELL_SHARE}
    if centre is not None:
        belongs.add(centre)
    return tuple(sorted(belongs, key=lambda address: (-shares.get(address, 0.0), address)))


def overlap(first: Box, second: Box) -> float:
    """Return the intersection over union of two boxes, 0..1."""
    shared = shared_area(first, second)
    return shared / (area(first) + area(second) - shared) if shared else 0.0


def shared_area(first: Box, second: Box) -> float:
    """Return the area that two boxes have in common."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return width * height if width > 0 and height > 0 else 0.0


def area(box: Box) -> float:
    """Return the area of a box."""
    return (box[2] - box[0]) * (box[3] - box[1])
