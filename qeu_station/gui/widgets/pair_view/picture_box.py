"""The place in a pane where the picture lies: turns the pointer into what is meant by it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

WHEEL = 1.0015
"""Zoom per unit of the wheel; one notch is 120 units, a factor of 1.2."""


class PictureBox(pg.ViewBox):  # type: ignore[misc]
    """A ViewBox whose view is moved by its owner only; all positions are pixels of the pane.

    pyqtgraph tells drags from clicks, by distance and time, for mouse and touch alike.
    """

    wheeled = Signal(QPointF, float)
    dragged = Signal(QPointF, QPointF, QPointF, bool, object)
    clicked = Signal(QPointF, object)
    double_clicked = Signal()
    hovered = Signal(object)

    def __init__(self) -> None:
        super().__init__(invertY=True, enableMenu=False, enableMouse=False, defaultPadding=0)

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        """Zoom at the pointer."""
        event.accept()
        self.wheeled.emit(event.pos(), WHEEL ** event.delta())

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Pan, or draw a box: the owner knows which."""
        if event.button() == Qt.MouseButton.RightButton:
            event.ignore()
            return
        event.accept()
        first, last, now = (
            _point(p) for p in (event.buttonDownPos(), event.lastPos(), event.pos())
        )
        self.dragged.emit(first, last, now, event.isFinish(), event.button())

    def mouseClickEvent(self, event: Any) -> None:
        """Choose what lies under the pointer; twice fits the picture."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if event.double():
            self.double_clicked.emit()
        else:
            self.clicked.emit(_point(event.pos()), event.modifiers())

    def hoverEvent(self, event: Any) -> None:
        """Tell what the pointer rests on."""
        away = event.isExit() or event.buttons()
        self.hovered.emit(None if away else _point(event.pos()))


def _point(at: QPointF) -> QPointF:
    return QPointF(at.x(), at.y())
