"""One picture with its title, its grid and its marks."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qeu_station.gui.theme import SMALL, SPACE, TITLE, tokens
from qeu_station.gui.widgets.pair_view import camera
from qeu_station.gui.widgets.pair_view.camera import Camera
from qeu_station.gui.widgets.pair_view.images import Pyramid
from qeu_station.gui.widgets.pair_view.ink import ON_DARK
from qeu_station.gui.widgets.pair_view.layers import MarksLayer, PictureLayer, Sheets
from qeu_station.gui.widgets.pair_view.legend import Legend
from qeu_station.gui.widgets.pair_view.marks import Marks, Screen, box_at, cell_at
from qeu_station.gui.widgets.pair_view.picture_box import PictureBox

pg.setConfigOption("mouseRateLimit", -1)
"""No move of the pointer is dropped: a quick drag would count as a click."""


class Canvas(pg.GraphicsView):  # type: ignore[misc]
    """The surface of a pane."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None, useOpenGL=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setViewportUpdateMode(self.ViewportUpdateMode.FullViewportUpdate)
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.setMinimumSize(QSize(120, 90))
        # a hand that trembles, or rests long, still clicks
        self.scene().setMoveDistance(QApplication.startDragDistance())
        self.scene().minDragTime = float("inf")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Tell the pane, after pyqtgraph has laid out its items."""
        super().resizeEvent(event)
        self.resized.emit()


class Pane(QFrame):
    """Shows one picture through a camera that its owner shares between panes."""

    resized = Signal()

    def __init__(self, sheets: Sheets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = Camera(0.5, 0.5, 1.0)
        self._words = ""
        self.title = QLabel(self)
        self.title.setContentsMargins(8, 4, 8, 0)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.canvas = Canvas(self)
        self.box = PictureBox()
        self.canvas.setCentralItem(self.box)
        self.picture = PictureLayer(self.view)
        self.marks = MarksLayer(self.view, sheets)
        for layer in (self.picture, self.marks):
            self.box.addItem(layer, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addWidget(self.canvas, 1)
        self.note = QLabel(self.canvas)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setWordWrap(True)
        self.note.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.warning = QLabel(self.canvas)
        self.warning.setObjectName("warning")
        self.warning.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.warning.setWordWrap(True)
        self.warning.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.warning.hide()
        self.legend = Legend(self.canvas)
        self.canvas.resized.connect(self._on_resized)
        self.retheme()

    @property
    def size_in_pixels(self) -> camera.Size:
        """Width and height of the surface."""
        return max(self.canvas.width(), 1), max(self.canvas.height(), 1)

    def view(self) -> Screen:
        """Return how the picture lies on the surface now."""
        size = self.size_in_pixels
        left, top, _, _ = self._camera.window(size)
        ratio = self.canvas.devicePixelRatioF()
        return Screen(left, top, self._camera.scale, size[0], size[1], ratio)

    def look(self, through: Camera) -> None:
        """Show the picture from another place."""
        self._camera = through
        self.box.setRange(QRectF(*through.window(self.size_in_pixels)), padding=0)
        self.canvas.viewport().update()

    def set_extent(self, size: tuple[int, int]) -> None:
        """Take the size of the picture that grid and camera refer to."""
        for layer in (self.picture, self.marks):
            layer.set_bounds(*size)

    def show_picture(self, picture: Pyramid | None, title: str, note: str = "") -> None:
        """Show another picture, or a note where there is none."""
        self.picture.set_picture(picture)
        self._words = title
        self._place_title()
        self.note.setText(note)
        self.note.setVisible(picture is None and bool(note))

    def warn(self, words: str) -> None:
        """Write across the picture why it must not be taken for what it seems; empty for nothing.

        Args:
            words: What is wrong with it.
        """
        if words != self.warning.text():
            self.warning.setText(words)
            self.warning.setVisible(bool(words))
            self._place_warning()

    def _place_title(self) -> None:
        """Shorten it rather than make one pane wider than the other, which moves the pictures."""
        margins = self.title.contentsMargins()
        room = self.canvas.width() - margins.left() - margins.right()
        metrics = self.title.fontMetrics()
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.title.setText(shown)
        self.title.setToolTip(self._words if shown != self._words else "")

    def _place_warning(self) -> None:
        wide = max(self.canvas.width() - 2 * SPACE, 1)
        self.warning.setFixedWidth(wide)
        height = self.warning.heightForWidth(wide)
        top = (self.canvas.height() - height) // 2
        self.warning.setGeometry(SPACE, max(top, 0), wide, height)

    def show_marks(self, marks: Marks) -> None:
        """Show other marks."""
        self.marks.set_marks(marks)

    def cell_at(self, at: QPointF) -> str | None:
        """Return the cell under a point of the surface."""
        return cell_at(self.marks.marks, self.view(), at)

    def box_at(self, at: QPointF) -> str | None:
        """Return the box whose border or tag lies under a point of the surface."""
        return box_at(self.marks.marks, self.view(), at, self.marks.tags)

    def cell_rect(self, address: str) -> QRectF | None:
        """Return where a cell lies on the surface, None when it is not on the grid."""
        grid = self.marks.marks.grid
        if grid is None or address not in grid.positions:
            return None
        return self.view().polygon(grid, address).boundingRect()

    def show_legend(self, on: bool) -> None:
        """Explain the colours of a difference."""
        self.legend.setVisible(on)
        self._place_legend()

    def _place_legend(self) -> None:
        size = self.legend.sizeHint()
        right, bottom = self.canvas.width() - 8, self.canvas.height() - 8
        self.legend.setGeometry(right - size.width(), bottom - size.height(), *size.toTuple())

    def retheme(self) -> None:
        """Take the colours in use."""
        t = tokens()
        self.setObjectName("pane")
        self.canvas.setBackground(t.picture)
        self.setStyleSheet(
            f"#pane {{ background: {t.picture}; }}"
            f"QLabel {{ color: {ON_DARK}; font-size: {SMALL}px; background: transparent; }}"
            f"#warning {{ color: {t.on_verdict}; background: {t.failed}; padding: {SPACE}px;"
            f" font-size: {TITLE}px; font-weight: bold; }}"
        )
        self.marks.update()

    def _on_resized(self) -> None:
        self.note.setGeometry(self.canvas.rect())
        self._place_legend()
        self._place_title()
        self._place_warning()
        self.resized.emit()
