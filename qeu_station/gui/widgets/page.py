"""What every screen of the window is to it: a page that does actions while it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import ClassKey
from qeu_station.gui.words import translate


class Page(QWidget):
    """One screen; a new window makes it anew, so what must stay is kept by its presenter.

    Attributes:
        changed: What can be done, or the title, is another now.
        saved: What was not on the disk is there now.
        wants_action: Key of an action of the window, such as ``shift.sign_on``.
        wants_dialog: A dialog to show; the window keeps it until it is finished.
    """

    changed = Signal()
    saved = Signal()
    wants_action = Signal(str)
    wants_dialog = Signal(object)

    @property
    def can(self) -> frozenset[str]:
        """Keys of the actions of this screen that may be used now."""
        return frozenset()

    @property
    def title(self) -> str:
        """What the title of the window says of it, empty for the name of the screen."""
        return ""

    @property
    def class_keys(self) -> Sequence[ClassKey]:
        """Classes that a key means on this screen."""
        return ()

    def do(self, key: str, on: bool = False) -> None:
        """Do an action of this screen; ``on`` for one that is on or off."""

    def scanned(self, code: str) -> bool:
        """Take what a barcode scanner read; return False where a code means nothing."""
        return False

    def open_dropped(self, paths: list[Path]) -> str:
        """Open what was dropped; return why not, else an empty string."""
        return translate("Window", "Nothing can be dropped on this screen.")

    def open_place(self, place: Path | None) -> None:
        """Open a folder that another screen names; None for what is the station's own."""

    def enter(self) -> None:
        """Take the keyboard when the screen is shown."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is being typed: another screen is shown next, or the window is closed."""

    def let_go(self) -> None:
        """Hear nothing of the presenter any more: a page of another window does, or none."""

    def set_operator_mode(self, on: bool) -> None:
        """Hide what operators don't need, or show it again."""
