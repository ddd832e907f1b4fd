"""The grid of a product with findings per cell; a click, or arrows and Enter, choose a cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QToolTip, QWidget

from qeu_station.gui.presenters.review_panels_map import neighbour, spoken
from qeu_station.gui.presenters.review_panels_state import MapState
from qeu_station.gui.theme import SPACE, tokens
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.widgets.pair_view.images import Pyramid, to_qimage
from qeu_station.gui.widgets.review_panels.draw_map import draw_choice, draw_cursor, draw_map
from qeu_station.gui.words import translate

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CHOOSING = ENTER | {Qt.Key.Key_Space}
_KEPT = _CHOOSING | _STEPS.keys()
_GIVING_UP = frozenset({Qt.Key.Key_Escape})
_DIMMED = QColor(0, 0, 0, 110)


class MapView(QWidget):
    """Draws the map.

    Attributes:
        chosen: Address that was pressed, empty when Escape gave the choice up.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = MapState()
        self._picture: Pyramid | None = None
        self._cursor = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(240, 160))
        self.setAccessibleName(translate("ReviewPanels", "Defect map over the grid"))

    def show_state(self, state: MapState) -> None:
        """Draw another state."""
        if state.picture is not self._state.picture:
            self._picture = None if state.picture is None else Pyramid(to_qimage(state.picture))
        self._state = state
        addresses = state.grid.addresses if state.grid else ()
        if self._cursor not in addresses:
            self._cursor = addresses[0] if addresses else ""
        self._tell()
        self.update()

    @property
    def cursor_at(self) -> str:
        """The address the keys are at."""
        return self._cursor

    def outline(self, address: str) -> QPolygonF:
        """Return the corners of a cell in pixels of the widget."""
        grid = self._state.grid
        if grid is None:
            return QPolygonF()
        room = self._room()
        scale = room.width() / self._state.size[0]
        return QPolygonF(
            [
                QPointF(room.left() + x * scale, room.top() + y * scale)
                for x, y in grid.polygon(address)
            ]
        )

    def address_at(self, place: QPointF) -> str:
        """Return the cell under a point of the widget, empty for none."""
        grid, room = self._state.grid, self._room()
        if grid is None or room.isEmpty():
            return ""
        scale = self._state.size[0] / room.width()
        found = grid.address_at((place.x() - room.left()) * scale, (place.y() - room.top()) * scale)
        return found or ""

    def _room(self) -> QRectF:
        """Where the picture lies: as large as it fits, in the middle."""
        width, height = self._state.size
        space = QRectF(self.rect()).adjusted(SPACE, SPACE, -SPACE, -SPACE)
        scale = max(min(space.width() / width, space.height() / height), 0.0)
        room = QRectF(0, 0, width * scale, height * scale)
        room.moveCenter(space.center())
        return room

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, shades, numbers, the choice and the place of the keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens().picture))
        grid = self._state.grid
        if grid is None:
            return
        if self._picture is not None:
            whole = QRectF(0, 0, *self._picture.size)
            self._picture.draw(painter, whole, self._room(), self.devicePixelRatioF())
            painter.fillRect(self._room(), _DIMMED)
        outlines = {address: self.outline(address) for address in grid.addresses}
        draw_map(painter, outlines, self._state.counts)
        for address in self._state.chosen:
            if address in outlines:
                draw_choice(painter, outlines[address])
        if self.hasFocus() and self._cursor in outlines:
            draw_cursor(painter, outlines[self._cursor])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        address = self.address_at(event.position())
        if address and event.button() is Qt.MouseButton.LeftButton:
            self._go(address)
            self.chosen.emit(address)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer."""
        address = self.address_at(event.position())
        inside = Qt.CursorShape.PointingHandCursor if address else Qt.CursorShape.ArrowCursor
        self.setCursor(inside)
        words = spoken(self._state, address) if address else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move and choose from the shortcuts of the window."""
        kept = _KEPT | _GIVING_UP if self._state.chosen else _KEPT
        return keeps(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, choose with Enter, give up with Escape."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._state.grid is not None:
            self._go(neighbour(self._state.grid, self._cursor, *_STEPS[key]))
        elif key in _CHOOSING and self._cursor:
            self.chosen.emit(self._cursor)
        elif key == Qt.Key.Key_Escape and self._state.chosen:
            self.chosen.emit("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        self.update()
        super().focusOutEvent(event)

    def _go(self, address: str) -> None:
        self._cursor = address
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(spoken(self._state, self._cursor) if self._cursor else "")
