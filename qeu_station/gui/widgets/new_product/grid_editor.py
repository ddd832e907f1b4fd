"""The grid over a picture: corners dragged by mouse, finger or arrow keys, cells switched off."""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from qeu_station.core.grid import Grid
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.new_product.grid_drawing import draw_grid, draw_handle
from qeu_station.gui.words import translate

WHOLE = 4
"""Number of the handle in the middle, which moves the whole grid; 0..3 are the corners."""

_REACH = 22.0
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_FAR = 10
"""Pixels that an arrow moves with Shift."""


class GridEditor(QWidget):
    """Shows a picture with the grid over it.

    Signals:
        moved: (handle 0..4, dx, dy) in pixels of the picture.
        toggled: Address of the cell that was clicked.
        selected: Handle that arrow keys move now.
    """

    moved = Signal(int, float, float)
    toggled = Signal(str)
    selected = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._grid: Grid | None = None
        self._size: tuple[int, int] | None = None
        self._pixels: object = None
        self._view = pg.GraphicsView(self, background=tokens().picture)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = pg.ViewBox(lockAspect=True, invertY=True, enableMouse=False, enableMenu=False)
        self._view.setCentralItem(self._box)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._box.addItem(self._image)
        self._over = _Overlay(self)
        self._box.sigRangeChanged.connect(lambda *_: self._over.update())
        self.setMinimumSize(320, 240)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(
            translate("NewProduct", "Grid over the picture; arrow keys move the chosen corner")
        )

    @property
    def handle(self) -> int:
        """The handle that arrow keys move."""
        return self._over.chosen

    def choose(self, handle: int) -> None:
        """Let arrow keys move a handle."""
        self._over.chosen = handle
        self._over.update()

    def show_picture(self, pixels: object) -> None:
        """Show a picture, uint8 (H, W, 3) RGB or (H, W); None shows none."""
        if pixels is self._pixels:
            return
        self._pixels = pixels
        if pixels is None:
            self._size = None
            self._image.clear()
        else:
            self._image.setImage(pixels, levels=(0, 255))
            height, width = self._image.image.shape[:2]
            self._size = width, height
            self.fit()
        self._over.update()

    def show_grid(self, grid: Grid | None) -> None:
        """Show a grid; None shows none."""
        if grid is not self._grid:
            self._grid = grid
            self._over.update()

    def fit(self) -> None:
        """Show the whole picture."""
        if self._size is not None:
            self._box.setRange(QRectF(0, 0, *self._size), padding=0.06, disableAutoRange=True)

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom about a point of the widget; a factor above 1 enlarges."""
        x, y = self.to_picture(at)
        self._box.scaleBy((1 / factor, 1 / factor), center=(x, y))

    def pan(self, by: QPointF) -> None:
        """Move the view by pixels of the widget."""
        (x0, y0), (x1, y1) = self.to_picture(QPointF()), self.to_picture(by)
        self._box.translateBy(x=x0 - x1, y=y0 - y1)

    def to_widget(self, x: float, y: float) -> QPointF:
        """Return where a pixel of the picture is drawn."""
        scene = self._box.mapViewToScene(QPointF(x, y))
        return QPointF(self._view.viewportTransform().map(scene))

    def to_picture(self, at: QPointF) -> tuple[float, float]:
        """Return the pixel of the picture that is drawn at a point."""
        back, _ = self._view.viewportTransform().inverted()
        found = self._box.mapSceneToView(back.map(at))
        return float(found.x()), float(found.y())

    def handle_at(self, handle: int) -> QPointF:
        """Return where a handle is drawn."""
        assert self._grid is not None, "no grid is shown"
        return self.to_widget(*_anchor(self._grid, handle))

    def cell_at(self, address: str) -> QPointF:
        """Return where the middle of a cell is drawn."""
        assert self._grid is not None, "no grid is shown"
        corners = self._grid.polygon(address)
        return self.to_widget(sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole picture in sight."""
        self._view.setGeometry(self.rect())
        self._over.setGeometry(self.rect())
        self._over.raise_()
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen handle by one pixel, with Shift by ten."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or self._grid is None or self._size is None:
            super().keyPressEvent(event)
            return
        far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        self.moved.emit(self._over.chosen, far * step[0], far * step[1])

    def focusInEvent(self, event: object) -> None:
        """Show which handle the arrow keys move."""
        self._over.update()

    def focusOutEvent(self, event: object) -> None:
        """Show that they move nothing now."""
        self._over.update()


class _Overlay(QWidget):
    """Draws the grid over the picture and takes the mouse."""

    def __init__(self, editor: GridEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.chosen = 0
        self._from: QPointF | None = None
        self._drag: int | None = None
        self._panned = False
        self.setMouseTracking(True)

    @property
    def _grid(self) -> Grid | None:
        return self._editor._grid if self._editor._size is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw crossed-out cells, lines, labels and handles."""
        if self._grid is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_grid(painter, self._grid, self._editor.to_widget)
        focused = self._editor.hasFocus()
        for handle in range(WHOLE + 1):
            at, chosen = self._editor.handle_at(handle), handle == self.chosen
            draw_handle(painter, at, chosen, focused, crossed=handle == WHOLE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest handle, or of the picture."""
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        self._from, self._panned = event.position(), False
        self._drag = self._nearest(event.position())
        if self._drag is not None and self._drag != self.chosen:
            self.chosen = self._drag
            self._editor.selected.emit(self._drag)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        near = self._nearest(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if near is None else Qt.CursorShape.SizeAllCursor)
        if self._from is None:
            return
        if self._drag is not None:
            self._drag_to(event.position())
        elif self._panned or _distance(event.position(), self._from) > _slack():
            self._editor.pan(event.position() - self._from)
            self._from, self._panned = event.position(), True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Switch the cell that was clicked."""
        clicked = self._from is not None and self._drag is None and not self._panned
        self._from = self._drag = None
        if clicked and self._grid is not None:
            address = _cell_at(self._grid, *self._editor.to_picture(event.position()))
            if address is not None:
                self._editor.toggled.emit(address)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self._editor.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def _drag_to(self, at: QPointF) -> None:
        """Move by what is missing: a refused move is made good as soon as it is possible."""
        assert self._grid is not None and self._drag is not None
        x, y = self._editor.to_picture(at)
        here_x, here_y = _anchor(self._grid, self._drag)
        self._editor.moved.emit(self._drag, x - here_x, y - here_y)

    def _nearest(self, at: QPointF) -> int | None:
        if self._grid is None:
            return None
        distances = {
            handle: _distance(at, self._editor.handle_at(handle)) for handle in range(WHOLE + 1)
        }
        best = min(distances, key=distances.__getitem__)
        return best if distances[best] <= _REACH else None


def _anchor(grid: Grid, handle: int) -> tuple[float, float]:
    return grid.point(0.5, 0.5) if handle == WHOLE else grid.corners[handle]


def _cell_at(grid: Grid, x: float, y: float) -> str | None:
    """The cell that holds a pixel, unused ones included."""
    return Grid(grid.corners, grid.rows, grid.columns).address_at(x, y)


def _distance(first: QPointF, second: QPointF) -> float:
    return math.hypot(first.x() - second.x(), first.y() - second.y())


def _slack() -> int:
    return QApplication.startDragDistance()
