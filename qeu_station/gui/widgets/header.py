"""Recipe and operator at the right of the tools, and how all of it fits into one row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

_LEAST = 160
"""Width to which names are shortened before the tools give up their words, in pixels."""

_MARGIN = 40
"""What the bars and the distances between them take, in pixels."""


class HeaderButton(QToolButton):
    """A button that says who or what is in use, shortened where there is little room.

    Args:
        name: What it says the value of; leads its accessible name.
        icon: Its drawing.
    """

    def __init__(self, name: str, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self.words = name, ""
        self.setIcon(icon)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def say(self, words: str) -> bool:
        """Show what is in use; return whether it is something else than before."""
        if words == self.words:
            return False
        self.words = words
        self.setAccessibleName(f"{self._name}: {words}")
        return True

    @property
    def whole(self) -> int:
        """The width in which nothing has to be shortened, in pixels."""
        self.setText(self.words)
        return self.sizeHint().width()

    def fit(self, width: int) -> None:
        """Take at most ``width`` pixels."""
        whole = self.whole
        taken = min(whole, width)
        if taken < whole:
            room = self.fontMetrics().horizontalAdvance(self.words) - (whole - taken)
            shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideMiddle, room)
            self.setText(shown)
        self.setFixedWidth(taken)


def fit_bars(tools: QToolBar, names: Sequence[HeaderButton], width: int) -> None:
    """Shorten names, then leave out the words of the tools, until all fits.

    Args:
        tools: The bar at the left.
        names: Buttons at the right.
        width: Of the window, in pixels.
    """
    wanted = [name.whole for name in names]
    least = sum(min(each, _LEAST) for each in wanted)
    tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if _width_of(tools) + least + _MARGIN > width:
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    room = max(width - _width_of(tools) - _MARGIN, least)
    for number, name in enumerate(names):
        later = sum(min(each, _LEAST) for each in wanted[number + 1 :])
        name.fit(max(room - later, _LEAST))
        room -= name.width()


def _width_of(bar: QToolBar) -> int:
    layout = bar.layout()
    if layout is not None:
        layout.invalidate()
    return bar.sizeHint().width()
