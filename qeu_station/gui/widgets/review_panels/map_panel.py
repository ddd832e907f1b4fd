"""Where findings lie: the grid with a number per cell, and the classes beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from qeu_station.gui.presenters.review_panels_map import DefectMapPresenter
from qeu_station.gui.presenters.review_panels_state import MapState
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.review_panels.count_list import CountList
from qeu_station.gui.widgets.review_panels.map_view import MapView
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.words import translate

_LIST = 210
_BESIDE = 560
"""Width from which the classes stand beside the map instead of below it."""

_FEW = 3
"""Rows of classes that are seen below the map."""


class DefectMapPanel(Panel):
    """The defect map.

    Args:
        presenter: Decides what it shows.

    Attributes:
        filter_wanted: A ``FilterWish``: the cell or class that was pressed.
    """

    filter_wanted = Signal(object)

    def __init__(self, presenter: DefectMapPresenter, parent: QWidget | None = None) -> None:
        self.presenter = presenter
        super().__init__(translate("ReviewPanels", "Defect map"), self.presenter, parent)
        self.view = MapView()
        self.classes = CountList(translate("ReviewPanels", "Classes"))
        self.remark = caption(role="muted")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(SPACE)
        self._row.addWidget(self.view, 1)
        self._row.addWidget(self.classes)
        self.content.addLayout(self._row, 1)
        self.content.addWidget(self.remark)
        self.view.chosen.connect(
            lambda address: self.filter_wanted.emit(self.presenter.press_cell(address))
        )
        self.classes.chosen.connect(
            lambda key: self.filter_wanted.emit(self.presenter.press_class(key))
        )
        self.follow(self.show_state)

    def show_state(self, state: MapState) -> None:
        """Show a state."""
        shown = state.grid is not None
        self.show_look(state.look, shown)
        self.about.set_text(state.about)
        self.view.show_state(state)
        self.classes.show_counts(state.classes)
        say(self.remark, state.remark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the classes where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.classes.setFixedWidth(_LIST) if wide else self.classes.setMaximumWidth(16_777_215)
        self.classes.setMinimumWidth(_LIST)
        self.classes.setMaximumHeight(16_777_215 if wide else _FEW * (TOUCH + 2))
