"""Whether a key or a click was meant for the pair that was seen when it was pressed."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QInputEvent
from PySide6.QtWidgets import QApplication, QWidget

from qeu_station.gui.presenters.scanner import Moment

GLANCE_S = 0.15
"""Nobody decides within this time of seeing a pair for the first time, in seconds."""

_PRESSES = (
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
)


class Attention(QObject):
    """Compares when something was pressed with when the pair on the screen was painted.

    A busy window handles keys long after they were pressed, and the next pair may come between
    two of them by itself.

    Args:
        pictures: What shows the pair; it counts as seen once this was painted.
    """

    def __init__(self, pictures: QWidget) -> None:
        super().__init__(pictures)
        self._pictures = pictures
        self._moment = Moment()
        self._pressed: float | None = None
        self._shown = ""
        self._seen_at: float | None = None
        self._waits = False
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def show(self, inspection: str) -> None:
        """Say whose pictures are shown now, empty for none; another pair must be painted first."""
        if inspection != self._shown:
            self._shown, self._seen_at, self._waits = inspection, None, True
            self._pictures.update()

    @property
    def ready(self) -> bool:
        """Whether what is pressed now is meant for what is shown."""
        return self._is_seen(time.monotonic())

    def caught(self) -> bool:
        """Tell whether what was pressed last was pressed after a glance at what is shown."""
        return self.ready if self._pressed is None else self._is_seen(self._pressed)

    def _is_seen(self, at: float) -> bool:
        return self._seen_at is not None and at >= self._seen_at + GLANCE_S

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note presses, and when the pictures are painted."""
        kind = event.type()
        if kind in _PRESSES and isinstance(event, QInputEvent):
            self._pressed = self._moment.of(event.timestamp() / 1000, time.monotonic())
        elif kind == QEvent.Type.Paint and self._waits and self._is_of_pictures(watched):
            self._waits = False
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        if not self._waits:  # nothing else came meanwhile
            self._seen_at = time.monotonic()

    def _is_of_pictures(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and (
            watched is self._pictures or self._pictures.isAncestorOf(watched)
        )
