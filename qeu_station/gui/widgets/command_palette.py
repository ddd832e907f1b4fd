"""The command palette: every action by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from qeu_station.gui.presenters.palette import Entry
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.pick_list import PickList
from qeu_station.gui.words import translate

_WIDTH, _ROWS = 560, 11


class CommandPalette(QDialog):
    """A popup at the top of the window; a click beside it, or Esc, closes it.

    Args:
        parent: The window.
        entries: Actions that may be done now, each with its shortcut as hint.
        chosen: Called with the key of the action, after the palette is gone.
    """

    def __init__(
        self, parent: QWidget | None, entries: Sequence[Entry], chosen: Callable[[str], None]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._chosen = chosen
        self.setWindowTitle(translate("Palette", "Find an action"))
        self.setAccessibleName(self.windowTitle())
        self.picker = PickList(
            entries, translate("Palette", "What do you want to do?"), caps=True, one_click=True
        )
        self.picker.picked.connect(self._on_picked)
        layouts.column(self, margins=(SPACE, SPACE, SPACE, SPACE)).addWidget(self.picker)
        self.resize(_WIDTH, (_ROWS + 1) * TOUCH + 4 * SPACE)
        self.setFocusProxy(self.picker)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to stand at the top of the window, in its middle."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            above = parent.window()
            left = max((above.width() - self.width()) // 2, 0)
            self.move(above.mapToGlobal(QPoint(left, min(64, above.height() // 10))))
        self.picker.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_picked(self, key: str) -> None:
        self.accept()
        self._chosen(key)
