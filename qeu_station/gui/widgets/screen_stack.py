"""The screens of one window, one of which is shown; each is built when it is wanted first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from qeu_station.gui.desk import Desk
from qeu_station.gui.screens import INSPECT, screen
from qeu_station.gui.widgets.page import Page


class ScreenStack(QStackedWidget):
    """Shows one screen.

    Args:
        desk: What the pages are built around.

    Attributes:
        changed: Another screen is shown, or the one that is shown can do something else now.
        saved: What was said on some screen and not on the disk is there now.
        wants_action: Key of an action that a page wants the window to do.
        wants_dialog: A dialog that a page wants the window to show.
        key: Of the screen that is shown.
    """

    changed = Signal()
    saved = Signal()
    wants_action = Signal(str)
    wants_dialog = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._operator_mode = False
        self.key = INSPECT
        self.setCurrentWidget(self.page(INSPECT))

    @property
    def shown(self) -> Page:
        """The page that is shown."""
        return self._pages[self.key]

    def page(self, key: str) -> Page:
        """Return the page of a screen, built now unless it was before."""
        if key not in self._pages:
            made = self._pages[key] = screen(key).build(self._desk)
            made.set_operator_mode(self._operator_mode)
            made.changed.connect(lambda: self._on_changed(key))
            made.saved.connect(self.saved)
            made.wants_action.connect(self.wants_action)
            made.wants_dialog.connect(self.wants_dialog)
            self.addWidget(made)
        return self._pages[key]

    def show_screen(self, key: str) -> None:
        """Show a screen; the one before keeps what is being typed in it."""
        if key == self.key:
            return
        after = self.page(key)
        self.shown.leave()
        self.key = key
        self.setCurrentWidget(after)
        after.enter()
        self.changed.emit()

    def leave(self) -> None:
        """Keep what is being typed anywhere."""
        for page in self._pages.values():
            page.leave()

    def let_go(self) -> None:
        """Hear nothing of the desk any more: another window stands around it."""
        for page in self._pages.values():
            self._desk.disconnect(page)
            page.let_go()

    def set_operator_mode(self, on: bool) -> None:
        """Hide what operators don't need, or show it again."""
        self._operator_mode = on
        for page in self._pages.values():
            page.set_operator_mode(on)

    def _on_changed(self, key: str) -> None:
        if key == self.key:
            self.changed.emit()
