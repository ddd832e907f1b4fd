"""The dialog beside the window: one at a time, and nothing entered in it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from qeu_station.gui.widgets.placing import keep_on_screen

SETTINGS = "help.settings"
"""Name of the dialog that keeps nothing which was not said already."""


class Dialogs:
    """Shows dialogs without stopping the window.

    Args:
        ended: Called when one was closed.
    """

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended
        self.shown: QDialog | None = None
        self._asking_for_files = False
        self._when_free: Callable[[], None] | None = None

    def show(self, dialog: QDialog) -> bool:
        """Show one dialog beside the window; the one before it goes, or is kept by somebody."""
        if not self.close():
            dialog.deleteLater()
            return False
        self.shown = dialog
        keep_on_screen(dialog)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        return True

    def close(self) -> bool:
        """Close the dialog that is open; return False when somebody keeps it for what is in it."""
        if self.shown is not None:
            self.shown.close()
        return self.shown is None  # as its end has said

    def shows(self, name: str) -> bool:
        """Return whether a dialog of this name is open."""
        return self.shown is not None and self.shown.objectName() == name

    def when_free(self, call: Callable[[], None]) -> None:
        """Call once nobody is in a dialog where something entered could be lost."""
        if self._asking_for_files or not (self.shown is None or self.shows(SETTINGS)):
            self._when_free = call
        else:
            call()

    @contextmanager
    def files_wanted(self) -> Iterator[None]:
        """Know that the system's own dialog for files is open while the block runs."""
        self._asking_for_files = True
        try:
            yield
        finally:
            self._asking_for_files = False
            self._freed()

    def _freed(self) -> None:
        call, self._when_free = self._when_free, None
        if call is not None:
            QTimer.singleShot(0, call)

    def _on_finished(self) -> None:
        if self.shown is not None:
            self.shown.deleteLater()
            self.shown = None
        self._ended()
        self._freed()
