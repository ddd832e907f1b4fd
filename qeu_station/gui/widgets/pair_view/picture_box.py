"""The place in a pane where the picture lies: turns the pointer into what is meant by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneWheelEvent

WHEEL = 1.0015
"""Zoom per unit of the wheel; one notch is 120 units, a factor of 1.2."""


@dataclass(frozen=True, slots=True)
class Drag:
    """A step of a drag, in pixels of the pane.

    Attributes:
        first: Where it began.
        last: Where the step before ended.
        now: Where it is.
        left: Whether the left button, or a finger, drags.
        begins: Whether this is the first step.
        ends: Whether this is the last one.
    """

    first: QPointF
    last: QPointF
    now: QPointF
    left: bool
    begins: bool
    ends: bool


class PictureBox(pg.ViewBox):  # type: ignore[misc]
    """A ViewBox whose view is moved by its owner only; all positions are pixels of the pane.

    pyqtgraph tells drags from clicks, by distance and time, for mouse and touch alike.
    """

    wheeled = Signal(QPointF, float)
    dragged = Signal(object)
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
        self.dragged.emit(
            Drag(
                _point(event.buttonDownPos()),
                _point(event.lastPos()),
                _point(event.pos()),
                event.button() == Qt.MouseButton.LeftButton,
                event.isStart(),
                event.isFinish(),
            )
        )

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
