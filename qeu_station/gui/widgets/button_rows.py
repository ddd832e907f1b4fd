"""Buttons side by side, in as many rows as they need to be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.press_button import PressButton

MOST_ROWS = 3
"""Rows there may be; with more buttons than that, their words are shortened further."""

_GAP = SPACE // 2


class ButtonRows(QWidget):
    """Its height follows from its width; Tab goes along the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: tuple[PressButton, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(TOUCH)

    def set_buttons(self, buttons: Sequence[PressButton]) -> None:
        """Show other buttons; those before are gone."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = tuple(buttons)
        for button in self._buttons:
            button.setParent(self)
            button.show()
        for before, after in pairwise(self._buttons):
            QWidget.setTabOrder(before, after)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return no width of its own: it takes what is left."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the buttons into the new width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        least = [button.readable_width for button in self._buttons]
        rows = rows_of(least, self.width())
        self.setFixedHeight(TOUCH * rows + _GAP * (rows - 1))
        per_row = -(-len(least) // rows)
        for row in range(rows):
            part = slice(row * per_row, (row + 1) * per_row)
            self._place_row(self._buttons[part], row * (TOUCH + _GAP))

    def _place_row(self, buttons: Sequence[PressButton], top: int) -> None:
        wanted = [button.sizeHint().width() for button in buttons]
        left = 0
        for button, width in zip(buttons, shared(wanted, self.width()), strict=True):
            button.setGeometry(left, top, width, TOUCH)
            left += width + _GAP


def rows_of(least: Sequence[int], width: int) -> int:
    """Return in how many rows buttons can be read.

    Args:
        least: Least width of each, in pixels.
        width: Of a row.
    """
    for rows in range(1, MOST_ROWS):
        per_row = -(-len(least) // rows)
        if all(
            sum(least[at : at + per_row]) + _GAP * (per_row - 1) <= width
            for at in range(0, len(least), max(per_row, 1))
        ):
            return rows
    return MOST_ROWS


def shared(wanted: Sequence[int], width: int) -> list[int]:
    """Return the widths of buttons in a row: as wanted, or the widest cut to what fits.

    A pixel of each is no loss of words, so that is given first where it is enough.
    """
    room = width - _GAP * (len(wanted) - 1)
    if 0 < sum(wanted) - room <= len(wanted):
        wanted = [max(each - 1, TOUCH) for each in wanted]
    made = dict.fromkeys(range(len(wanted)), 0)
    order = sorted(made, key=lambda at: wanted[at])
    for done, at in enumerate(order):
        made[at] = max(min(wanted[at], room // (len(order) - done)), TOUCH)
        room -= made[at]
    return [made[at] for at in range(len(wanted))]
