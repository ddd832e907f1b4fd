"""Where a dialog opens: all of it, its buttons too, on the screen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStyle, QWidget

_FRAME = QSize(16, 40)
"""Room for the frame and the title that the system draws around a dialog."""


def keep_on_screen(dialog: QWidget) -> None:
    """Make a dialog that is not shown yet no larger than its screen has room for.

    Qt itself lays a dialog that is no larger than the screen wholly onto it.

    Args:
        dialog: The dialog; its parent's screen counts.
    """
    over = dialog.parentWidget() or dialog
    most = over.screen().availableGeometry().size() - _FRAME
    dialog.setMinimumSize(dialog.minimumSize().boundedTo(most))
    sized = dialog.testAttribute(Qt.WidgetAttribute.WA_Resized)
    wanted = dialog.size() if sized else dialog.sizeHint()
    if wanted != wanted.boundedTo(most):
        bar = dialog.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        dialog.resize((wanted + QSize(bar, bar)).boundedTo(most))  # what is cut off is scrolled to


class Scrolled(QScrollArea):
    """Shows a widget at the size there is, and scrolls it where that is less than it needs."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(_Room(inside))

    def sizeHint(self) -> QSize:
        """Return what the widget wants."""
        return self._inside.sizeHint()


class _Room(QWidget):
    """Holds a widget at its least size, whatever height its words would like to have."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())
