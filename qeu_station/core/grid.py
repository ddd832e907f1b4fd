"""The grid: named cells over a rectangle or a quadrilateral of the reference image."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from qeu_station.errors import GridError, did_you_mean

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]

DEFAULT_ROWS = ("U", "C", "D")
DEFAULT_COLUMNS = tuple("123456789")


@dataclass(frozen=True)
class Grid:
    """Rows times columns of cells, addressed by row label followed by column label.

    Attributes:
        corners: Top left, top right, bottom right, bottom left corner in pixels of the reference
            image (x to the right, y down). Cell borders follow the perspective of the corners.
        rows: Row labels from top to bottom.
        columns: Column labels from left to right.
        unused: Addresses of cells that are never judged.

    Raises:
        GridError: Labels are empty, repeated or ambiguous, an unused cell does not exist, or the
            corners are not a convex quadrilateral in the order given above.
    """

    corners: Quad
    rows: tuple[str, ...] = DEFAULT_ROWS
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    unused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _check_labels("rows", self.rows)
        _check_labels("columns", self.columns)
        _check_unambiguous(self.rows, self.columns)
        _check_convex(self.corners)
        for address in sorted(self.unused):
            self.position(address)
        if not self.addresses:
            raise GridError("Every cell of the grid is unused; leave at least one cell to judge.")

    @classmethod
    def over_rectangle(
        cls,
        box: tuple[float, float, float, float],
        rows: tuple[str, ...] = DEFAULT_ROWS,
        columns: tuple[str, ...] = DEFAULT_COLUMNS,
        unused: frozenset[str] = frozenset(),
    ) -> Grid:
        """Return the grid over ``box`` = (x1, y1, x2, y2) in pixels, exclusive end."""
        x1, y1, x2, y2 = box
        return cls(((x1, y1), (x2, y1), (x2, y2), (x1, y2)), rows, columns, unused)

    @cached_property
    def positions(self) -> dict[str, tuple[int, int]]:
        """Row and column number of every address, unused ones included, row by row."""
        return {
            row + column: (r, c)
            for r, row in enumerate(self.rows)
            for c, column in enumerate(self.columns)
        }

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of the cells that are judged, row by row."""
        return tuple(address for address in self.positions if address not in self.unused)

    def position(self, address: str) -> tuple[int, int]:
        """Return (row number, column number) of an address.

        Raises:
            GridError: The address is not on this grid.
        """
        try:
            return self.positions[address]
        except KeyError:
            raise GridError(
                f'Cell "{address}" is not on this grid (rows {_listed(self.rows)}; columns '
                f"{_listed(self.columns)}).{did_you_mean(address, self.positions)} "
                "Check [grid] in recipe.toml."
            ) from None

    def polygon(self, address: str) -> Quad:
        """Return the four corners of a cell in reference pixels, in the order of ``corners``."""
        row, column = self.position(address)
        top, bottom = row / len(self.rows), (row + 1) / len(self.rows)
        left, right = column / len(self.columns), (column + 1) / len(self.columns)
        at = self.point
        return at(left, top), at(right, top), at(right, bottom), at(left, bottom)

    def point(self, u: float, v: float) -> Point:
        """Return the pixel at fraction ``u`` (0..1, left to right) and ``v`` (0..1, top down)."""
        return _project(self._to_pixels, u, v)

    def address_at(self, x: float, y: float) -> str | None:
        """Return the judged cell that holds pixel (x, y), or None outside and in unused cells."""
        u, v = _project(self._to_unit, x, y)
        row, column = _step(v, len(self.rows)), _step(u, len(self.columns))
        if row is None or column is None:
            return None
        address = self.rows[row] + self.columns[column]
        return None if address in self.unused else address

    @cached_property
    def _to_pixels(self) -> _Matrix:
        return _square_to_quad(self.corners)

    @cached_property
    def _to_unit(self) -> _Matrix:
        return _inverse(self._to_pixels)


_ROUNDING = 1e-9
"""Fraction of a cell by which rounding may move a point that lies on a border."""

_Matrix = tuple[float, float, float, float, float, float, float, float, float]


def _square_to_quad(quad: Quad) -> _Matrix:
    """Projective map of the unit square onto a quadrilateral.

    Source: P. Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    det = dx1 * dy2 - dx2 * dy1
    g = (sx * dy2 - dx2 * sy) / det
    h = (dx1 * sy - sx * dy1) / det
    return (
        x1 - x0 + g * x1, x3 - x0 + h * x3, x0,
        y1 - y0 + g * y1, y3 - y0 + h * y3, y0,
        g, h, 1.0,
    )  # fmt: skip


def _inverse(m: _Matrix) -> _Matrix:
    a, b, c, d, e, f, g, h, i = m
    adjugate = (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip
    det = a * adjugate[0] + b * adjugate[3] + c * adjugate[6]
    return tuple(value / det for value in adjugate)  # type: ignore[return-value]


def _project(m: _Matrix, x: float, y: float) -> Point:
    w = m[6] * x + m[7] * y + m[8]
    if w <= 0:  # beyond the horizon of the perspective: nowhere on the grid
        return float("-inf"), float("-inf")
    return (m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w


def _step(fraction: float, steps: int) -> int | None:
    """Which of ``steps`` equal steps holds the fraction; a border belongs to the step after it."""
    position = fraction * steps + _ROUNDING
    return int(position) if 0 <= position < steps else None


def _listed(labels: tuple[str, ...]) -> str:
    if len(labels) > 3 and labels == tuple(str(n) for n in range(1, len(labels) + 1)):
        return f"{labels[0]}-{labels[-1]}"
    return ", ".join(labels)


def _check_labels(name: str, labels: tuple[str, ...]) -> None:
    if not labels:
        raise GridError(f"The grid has no {name}; give at least one label, such as U, C, D or 1-9.")
    for label, count in Counter(labels).items():
        if count > 1:
            raise GridError(f'Label "{label}" stands {count} times in {name}; it must be unique.')
        if not label.strip() or label != label.strip():
            raise GridError(f"Label {label!r} in {name} is empty or has blanks around it.")


def _check_unambiguous(rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    counts = Counter(row + column for row in rows for column in columns)
    for address, count in counts.items():
        if count > 1:
            raise GridError(
                f'Address "{address}" names {count} cells; choose row and column labels that '
                "stay different when written together."
            )


def _check_convex(quad: Quad) -> None:
    if not all(math.isfinite(value) for corner in quad for value in corner):
        raise GridError(
            f"The grid's corners {[list(corner) for corner in quad]} are not all finite numbers."
        )
    for index in range(4):
        (x0, y0), (x1, y1), (x2, y2) = (quad[(index + step) % 4] for step in range(3))
        if not (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1) > 0:
            raise GridError(
                f"The grid's corners {[list(corner) for corner in quad]} are not a convex "
                "quadrilateral in the order top left, top right, bottom right, bottom left."
            )
