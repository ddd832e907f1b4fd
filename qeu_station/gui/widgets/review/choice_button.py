"""A button that opens a list of values of which any may be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from qeu_station.gui.words import translate


class ChoiceButton(QToolButton):
    """Says how many values are ticked; nothing ticked means all.

    Args:
        name: What is chosen, such as ``Class``.

    Attributes:
        chosen: The values (a tuple) that are ticked now; somebody ticked.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: tuple[str, ...] = ()
        self._ticked: tuple[str, ...] = ()
        self._menu = QMenu(self)
        self._menu.installEventFilter(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._show()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked."""
        return self._ticked

    def offer(self, values: Sequence[str]) -> None:
        """Offer other values; what is ticked stays."""
        if tuple(values) != self._values:
            self._values = tuple(values)
            self._fill()

    def tick(self, values: Sequence[str]) -> None:
        """Show what is ticked."""
        if tuple(values) == self._ticked:
            return
        self._ticked = tuple(values)
        for action in self._menu.actions():
            action.setChecked(action.data() in self._ticked)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list open while values are ticked."""
        released = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() != Qt.Key.Key_Space:  # type: ignore[attr-defined]
            return False
        action = self._menu.activeAction()
        if (released or pressed) and action is not None and action.isCheckable():
            action.trigger()
            return True
        return False

    def _fill(self) -> None:
        self._menu.clear()
        for value in self._values:
            action = QAction(value or translate("Review", "nobody"), self._menu)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(value in self._ticked)
            action.toggled.connect(self._on_toggled)
            self._menu.addAction(action)
        self.setEnabled(bool(self._values))

    def _on_toggled(self) -> None:
        ticked = tuple(a.data() for a in self._menu.actions() if a.isChecked())
        if ticked != self._ticked:
            self._ticked = ticked
            self._show()
            self.chosen.emit(ticked)

    def _show(self) -> None:
        count = len(self._ticked)
        words = self._name
        if count == 1:
            nobody = translate("Review", "nobody")
            words = f"{self._name}: {self._ticked[0] or nobody}"
        elif count:
            words = f"{self._name}: {count}"
        self.setText(words)
        self.setAccessibleName(words)
