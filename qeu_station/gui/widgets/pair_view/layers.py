"""The two layers of a pane: the picture, and everything marked on it as one cached pixmap."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from qeu_station.gui.theme import Tokens, tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.draw_boxes import draw_box_tags, draw_outlines
from qeu_station.gui.widgets.pair_view.draw_cell_tags import draw_cell_tags
from qeu_station.gui.widgets.pair_view.draw_cells import draw_cells
from qeu_station.gui.widgets.pair_view.draw_labels import draw_labels
from qeu_station.gui.widgets.pair_view.images import Pyramid
from qeu_station.gui.widgets.pair_view.marks import NOTHING, Marks, Screen

log = logging.getLogger(__name__)


Sheet = tuple[QPixmap, dict[str, QRectF]]


class Layer(QGraphicsObject):
    """Something drawn in the pixels of the pane, wherever the view stands."""

    def __init__(self, screen: Callable[[], Screen]) -> None:
        super().__init__()
        self._screen = screen
        self._bounds = QRectF(0, 0, 1, 1)

    def set_bounds(self, width: float, height: float) -> None:
        """Lie over a picture of this size."""
        bounds = QRectF(0, 0, max(width, 1.0), max(height, 1.0))
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def boundingRect(self) -> QRectF:
        """Return the picture's rectangle, in its pixels."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Draw in screen pixels; a fault is logged and shown, and never reaches Qt."""
        painter.save()
        painter.resetTransform()
        try:
            self.draw(painter, self._screen())
        except Exception:
            log.exception("The pictures or their marks could not be drawn.")
            painter.fillRect(self._screen().area, ink.hatch_brush(QColor(tokens().failed)))
        finally:
            painter.restore()

    def draw(self, painter: QPainter, screen: Screen) -> None:
        """Draw onto the pane."""
        raise NotImplementedError


class PictureLayer(Layer):
    """A picture, and if wanted a second one shining through it."""

    def __init__(self, screen: Callable[[], Screen]) -> None:
        super().__init__(screen)
        self._picture: Pyramid | None = None
        self._above: Pyramid | None = None
        self._opacity = 0.0

    def set_picture(self, picture: Pyramid | None) -> None:
        """Show another picture, or none; one of another size is laid into the bounds."""
        self._picture = picture
        self.update()

    def set_above(self, picture: Pyramid | None, opacity: float) -> None:
        """Let another picture of the same part shine through."""
        self._above, self._opacity = picture, opacity
        self.update()

    def draw(self, painter: QPainter, screen: Screen) -> None:
        """Draw what of the pictures is seen."""
        if self._picture is None:
            return
        self._draw(painter, self._picture, screen)
        if self._above is not None and self._opacity > 0:
            painter.setOpacity(self._opacity)
            self._draw(painter, self._above, screen)

    def _draw(self, painter: QPainter, picture: Pyramid, screen: Screen) -> None:
        window = laid_into(picture.size, self._bounds, screen.window)
        picture.draw(painter, window, screen.area, screen.ratio)


def laid_into(size: tuple[int, int], bounds: QRectF, window: QRectF) -> QRectF:
    """Return what of a picture is seen through a window when it is centred in the bounds.

    Args:
        size: Of the picture in its own pixels; its proportions are kept.
        bounds: The place it is fitted into.
        window: What is seen, in the units of ``bounds``.

    Returns:
        The window in pixels of the picture.
    """
    scale = min(bounds.width() / size[0], bounds.height() / size[1])
    left = bounds.center().x() - size[0] * scale / 2
    top = bounds.center().y() - size[1] * scale / 2
    x, y = (window.x() - left) / scale, (window.y() - top) / scale
    return QRectF(x, y, window.width() / scale, window.height() / scale)


class Sheets:
    """The last drawn sheets of marks; panes of one size looking at one place share theirs."""

    KEPT = 2

    def __init__(self) -> None:
        self._kept: list[tuple[tuple[Screen, Marks, Tokens], Sheet]] = []

    def of(self, marks: Marks, screen: Screen) -> Sheet:
        """Return the sheet, drawn now if it is not there yet."""
        key = screen, marks, tokens()
        for known, sheet in self._kept:  # comparing is quick where hashing every mark is not
            if known == key:
                return sheet
        made = render(marks, screen)
        self._kept = [*self._kept, (key, made)][-self.KEPT :]
        return made


class MarksLayer(Layer):
    """Grid, cells, boxes and labels.

    They are drawn once into a pixmap of the pane's size; while only the picture below changes,
    a frame costs one blend of that pixmap.
    """

    def __init__(self, screen: Callable[[], Screen], sheets: Sheets) -> None:
        super().__init__(screen)
        self._marks = NOTHING
        self._hovered: str | None = None
        self._sheets = sheets
        self.tags: dict[str, QRectF] = {}

    @property
    def marks(self) -> Marks:
        """What is shown."""
        return self._marks

    def set_marks(self, marks: Marks) -> None:
        """Show other marks."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def set_hovered(self, address: str | None) -> None:
        """Light up a cell."""
        if address != self._hovered:
            self._hovered = address
            self.update()

    def draw(self, painter: QPainter, screen: Screen) -> None:
        """Blend the marks onto the picture."""
        if self._marks is NOTHING or self._marks == NOTHING:
            self.tags = {}
            return
        sheet, self.tags = self._sheets.of(self._marks, screen)
        painter.drawPixmap(QPointF(0, 0), sheet)
        grid = self._marks.grid
        if grid is not None and self._hovered in grid.positions:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(ink.pen(QColor(255, 255, 255, 200), 1.5))
            painter.setBrush(QColor(255, 255, 255, 26))
            painter.drawPolygon(screen.polygon(grid, self._hovered))


def render(marks: Marks, screen: Screen) -> Sheet:
    """Return the marks on a transparent pixmap of the pane's size, and where the tags lie."""
    pixmap = screen.canvas()
    painter = QPainter(pixmap)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = draw_cells(painter, marks, screen)
        draw_outlines(painter, marks, screen)
        taken += draw_cell_tags(painter, marks, screen) + draw_labels(painter, marks, screen)
        tags = draw_box_tags(painter, marks, screen, taken)
    finally:
        painter.end()
    return pixmap, tags
