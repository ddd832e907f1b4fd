"""Whose a key is: the scanner's, a text field's, a button's, or a shortcut of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow

from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.scanner_filter import TEXT_FIELDS, ScannerFilter
from qeu_station.gui.widgets.keys import COMMAND
from qeu_station.gui.widgets.screen_stack import ScreenStack
from qeu_station.gui.words import translate

_KEEPERS = {
    Qt.Key.Key_Return: TEXT_FIELDS,
    Qt.Key.Key_Enter: TEXT_FIELDS,
    Qt.Key.Key_Space: (*TEXT_FIELDS, QAbstractButton),
}
"""Keys that are shortcuts of the window, and what has them for itself while it has the focus."""


class WindowKeys(QObject):
    """Sees every key of one window first.

    Args:
        window: Whose keys.
        screens: The screen that is shown takes codes.
        tell: Takes a notice where a code went somewhere else than where one looks.
        does: Does the action of a shortcut: ``Return`` or ``Space``.
        preferences: Prefix and gap of the scanner.
    """

    def __init__(
        self,
        window: QMainWindow,
        screens: ScreenStack,
        tell: Callable[[Notice], None],
        does: Callable[[str], None],
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._screens, self._tell, self._does = window, screens, tell, does
        self.scanner = ScannerFilter(window, self.scanned, self._on_meant, preferences)
        for watching in (self, self.scanner):
            QApplication.instance().installEventFilter(watching)  # type: ignore[union-attr]

    def close(self) -> None:
        """Look at no key any more."""
        for watching in (self, self.scanner):
            QApplication.instance().removeEventFilter(watching)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave Enter to text fields, and Space to what was reached by Tab."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & COMMAND  # Ctrl+Enter writes nothing into a field
            keepers = () if held else _KEEPERS.get(Qt.Key(event.key()), ())
            if keepers and isinstance(watched, keepers):
                event.accept()
                return True
        return False

    def scanned(self, code: str, torn: bool) -> None:
        """Give a code to the screen that is shown; say so where the field for it is not seen."""
        if torn:
            text = translate("Window", "Only the end of a code came: {code}. Scan it again.")
            self._tell(Notice("warning", "", text.format(code=code)))
            return
        if not self._screens.shown.scanned(code):
            text = translate(
                "Window", "{code} was scanned, but this screen takes no codes. Scan it in Inspect."
            )
            self._tell(Notice("warning", "", text.format(code=code)))
        elif QApplication.activeModalWidget() or QApplication.activePopupWidget():
            text = translate("Window", "{code} was scanned: the next inspection gets this serial")
            self._tell(Notice("info", "", text.format(code=code)))

    def _on_meant(self, key: str) -> None:
        """Do what a key means that was held back while it might have been a scanner's."""
        focused = self._window.focusWidget()
        if key == "\t":
            self._window.focusNextPrevChild(True)
        elif key == " " and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self._does("Space" if key == " " else "Return")
