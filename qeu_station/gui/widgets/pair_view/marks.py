"""What lies over a picture, and where it lies on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPixmap, QPolygonF

from qeu_station.core.grid import Grid, Quad
from qeu_station.core.region import Box
from qeu_station.gui.presenters.inspect_state import BoxMark, CellMark

DRAWN = "drawn:"
"""How ids of the operator's own boxes begin."""

LEAST_BOX = 14.0
"""A finding is outlined at least this large, in screen pixels, however small it is."""

BOX_GAP = 3.0
"""Screen pixels between a finding and its outline, so that the outline never covers it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Grid, cells and boxes over one picture, all in its pixels."""

    grid: Grid | None = None
    cells: tuple[CellMark, ...] = ()
    boxes: tuple[BoxMark, ...] = ()


NOTHING = Marks()


@dataclass(frozen=True, slots=True)
class Screen:
    """How a pane maps picture pixels to its own pixels.

    Attributes:
        left: Picture column at the left edge of the pane.
        top: Picture row at its top edge.
        scale: Screen pixels per picture pixel.
        width: Of the pane in screen pixels.
        height: Of the pane in screen pixels.
        ratio: Device pixels per screen pixel.
    """

    left: float
    top: float
    scale: float
    width: float
    height: float
    ratio: float = 1.0

    @property
    def area(self) -> QRectF:
        """The pane."""
        return QRectF(0, 0, self.width, self.height)

    @property
    def window(self) -> QRectF:
        """What of the picture lies under the pane, in picture pixels."""
        return QRectF(self.left, self.top, self.width / self.scale, self.height / self.scale)

    def canvas(self) -> QPixmap:
        """Return a transparent sheet of the pane's size."""
        ratio = self.ratio
        sheet = QPixmap(max(round(self.width * ratio), 1), max(round(self.height * ratio), 1))
        sheet.setDevicePixelRatio(ratio)
        sheet.fill(Qt.GlobalColor.transparent)
        return sheet

    def point(self, x: float, y: float) -> QPointF:
        """Return where a pixel of the picture lies on the pane."""
        return QPointF((x - self.left) * self.scale, (y - self.top) * self.scale)

    def picture_point(self, at: QPointF) -> tuple[float, float]:
        """Return the place in the picture under a point of the pane."""
        return at.x() / self.scale + self.left, at.y() / self.scale + self.top

    def corners(self, grid: Grid, address: str) -> list[QPointF]:
        """Return a cell's four corners on the pane, clockwise from the top left."""
        return [self.point(x, y) for x, y in cell_quads(grid)[address]]

    def polygon(self, grid: Grid, address: str) -> QPolygonF:
        """Return a cell's outline on the pane."""
        return QPolygonF(self.corners(grid, address))

    def outline(self, box: Box) -> QRectF:
        """Return the rectangle that is drawn around a finding."""
        rect = QRectF(self.point(box[0], box[1]), self.point(box[2], box[3])).normalized()
        more_x = max(BOX_GAP, (LEAST_BOX - rect.width()) / 2)
        more_y = max(BOX_GAP, (LEAST_BOX - rect.height()) / 2)
        return rect.adjusted(-more_x, -more_y, more_x, more_y)


@lru_cache(maxsize=8)
def cell_quads(grid: Grid) -> dict[str, Quad]:
    """Return the corners of every cell, unused ones too, in picture pixels, by address."""
    return {address: grid.polygon(address) for address in grid.positions}


def cell_at(marks: Marks, screen: Screen, at: QPointF) -> str | None:
    """Return the judged cell under a point of the pane."""
    return None if marks.grid is None else marks.grid.address_at(*screen.picture_point(at))


def box_at(
    marks: Marks, screen: Screen, at: QPointF, tags: dict[str, QRectF], reach: float = 6.0
) -> str | None:
    """Return the box whose border or tag lies under a point; the inside belongs to the cell.

    What was only advised is no finding: nothing can be said of it but through its cell.

    Args:
        marks: What is shown.
        screen: Where it is shown.
        at: Point of the pane.
        tags: Where the tags were drawn, by box id.
        reach: Screen pixels by which a finger or pointer may miss the border.
    """
    boxes = [mark for mark in marks.boxes if not mark.by]
    for mark in reversed(boxes):
        if mark.id in tags and tags[mark.id].contains(at):
            return mark.id
    for mark in sorted(boxes, key=lambda m: _extent(m.box)):
        outline = screen.outline(mark.box)
        outer = outline.adjusted(-reach, -reach, reach, reach)
        inner = outline.adjusted(reach, reach, -reach, -reach)
        if outer.contains(at) and not (inner.isValid() and inner.contains(at)):
            return mark.id
    return None


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
