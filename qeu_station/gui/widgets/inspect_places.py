"""Where the parts of the inspect screen stand, by the size it has."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.inspect_parts import InspectParts

COLUMN, WIDE_COLUMN, WIDE = 236, 288, 1600
"""Width of the column at the right, and on a screen that is as wide as the last."""

TALL = 860
"""Height from which the strip stands below the pictures instead of in the column."""

LOW = 600
"""Height of the screen below which the counters leave out yield and times."""

SHORT = 470
"""Height below which the counters leave the column to cards and strip."""


class Places:
    """The band above, the pictures in the middle, a column beside them, the classes below.

    Args:
        screen: Whose parts are laid out.

    Attributes:
        centre: The pictures, or what stands in their place while there are none.
    """

    def __init__(self, screen: InspectParts) -> None:
        self._screen = screen
        self.centre = QStackedWidget()
        self._column = QWidget()
        self._side = layouts.column(self._column, margins=(0, SPACE, 0, 0))
        self._foot = layouts.column(space=SPACE // 2, margins=(SPACE, 0, SPACE, SPACE // 2))
        self._fill_side()
        middle = layouts.row(margins=(0, 0, SPACE, 0))
        middle.addLayout(self._pictures(), 1)
        middle.addWidget(self._column)
        self._foot.addWidget(screen.classes)
        column = layouts.column(screen, space=SPACE // 2)
        column.addWidget(screen.band)
        column.addSpacing(-SPACE // 2)
        column.addLayout(middle, 1)
        column.addLayout(self._foot)

    def fit_to(self, size: QSize) -> None:
        """Give band, column and strip the place that a size of the screen allows."""
        self._screen.band.fit_to(size.height())
        self._column.setFixedWidth(WIDE_COLUMN if size.width() >= WIDE else COLUMN)
        self._screen.counters.setVisible(size.height() >= SHORT)
        self._screen.counters.set_low(size.height() < LOW)
        self._place_strip(below=size.height() >= TALL)

    def _pictures(self) -> QGridLayout:
        screen = self._screen
        self.centre.addWidget(screen.empty)
        self.centre.addWidget(screen.pictures)
        made = QGridLayout()
        made.addWidget(self.centre, 0, 0)
        low, left = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
        made.addWidget(screen.hint, 0, 0, low | left)
        for over in (screen.question, screen.note):  # over the pictures, so that these never move
            made.addWidget(over, 0, 0, low)
        return made

    def _fill_side(self) -> None:
        screen = self._screen
        self._column.setFixedWidth(COLUMN)
        self._side.addWidget(screen.serial)
        self._side.addWidget(screen.cards, 1)
        self._side.addWidget(screen.counters)
        self._side.addWidget(screen.strip)

    def _place_strip(self, below: bool) -> None:
        strip = self._screen.strip
        if (self._foot.indexOf(strip) >= 0) == below:
            return
        (self._side if below else self._foot).removeWidget(strip)
        if below:
            self._foot.insertWidget(1, strip)
        else:
            self._side.addWidget(strip)
