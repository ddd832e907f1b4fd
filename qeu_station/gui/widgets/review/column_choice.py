"""Which columns the table has: those somebody chose, else as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from qeu_station.gui.widgets.review.columns import COLUMNS
from qeu_station.gui.words import translate

WIDE = "pair"
"""The column that takes the room that is left."""


def columns_for(room: int, chosen: Sequence[str], order: str) -> tuple[str, ...]:
    """Return the keys of the columns to show, in their order.

    Args:
        room: Width there is, in pixels.
        chosen: Keys that somebody chose; empty for as many as fit, the foremost first.
        order: What the table is sorted by; the column of it is always there.
    """
    if chosen:
        return tuple(spec.key for spec in COLUMNS if spec.key in chosen)
    ordering = [spec for spec in COLUMNS if order and spec.order == order]
    left = room - sum(spec.width for spec in ordering)
    kept = {spec.key for spec in ordering}
    for spec in COLUMNS:
        if spec.key in kept:
            continue
        left -= spec.width
        if left < 0:
            break
        kept.add(spec.key)
    return tuple(spec.key for spec in COLUMNS if spec.key in kept)


class ColumnChoice(QMenu):
    """The menu of the table's head.

    Args:
        table: Whose columns they are.

    Attributes:
        chosen: Keys (a tuple) that somebody wants to see; empty for as many as fit.
    """

    chosen = Signal(object)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table, self._order = table, ""
        self._keys: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self._fits = self.addAction(translate("Review", "As many as fit"))
        self._fits.setCheckable(True)
        self._fits.triggered.connect(lambda: self._want(()))
        self.addSeparator()
        self._ticks = {spec.key: self._tick(spec.key, spec.title()) for spec in COLUMNS}
        head = table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.popup(head.mapToGlobal(at)))

    def open_at_head(self) -> None:
        """Offer the columns below the head, for who has no mouse."""
        head = self._table.horizontalHeader()
        self.popup(head.mapToGlobal(QPoint(0, head.height())))
        self.setActiveAction(self._fits)

    def use(self, asked: Sequence[str]) -> None:
        """Show columns that somebody chose before; unknown names are passed over."""
        known = tuple(spec.key for spec in COLUMNS if spec.key in asked)
        if known != self._asked:
            self._asked = known
            self.fit()

    def sort_by(self, order: str) -> None:
        """Keep the column in sight that the table is sorted by."""
        if order != self._order:
            self._order = order
            self.fit()

    def fit(self) -> None:
        """Show what there is room for."""
        room = self._table.viewport().width()
        keys = columns_for(room, self._asked, self._order)
        head = self._table.horizontalHeader()
        wide = sum(spec.width for spec in COLUMNS if spec.key in keys) > room
        modes = QHeaderView.ResizeMode
        for place, spec in enumerate(COLUMNS):
            if head.isSectionHidden(place) is (spec.key in keys):
                head.setSectionHidden(place, spec.key not in keys)
            if spec.key == WIDE:
                mode = modes.Interactive if wide else modes.Stretch
                if head.sectionResizeMode(place) is not mode:
                    head.setSectionResizeMode(place, mode)
                    head.resizeSection(place, spec.width)
        if keys != self._keys:
            self._keys = keys
            for key, tick in self._ticks.items():
                tick.setChecked(key in keys)
        self._fits.setChecked(not self._asked)

    def _tick(self, key: str, title: str) -> QAction:
        made = self.addAction(title)
        made.setCheckable(True)
        made.triggered.connect(lambda on, key=key: self._on_tick(key, on))
        return made

    def _on_tick(self, key: str, on: bool) -> None:
        wanted = {*self._keys, key} if on else {*self._keys} - {key}
        self._want(tuple(spec.key for spec in COLUMNS if spec.key in wanted))

    def _want(self, keys: tuple[str, ...]) -> None:
        self.use(keys)
        self.fit()  # a table without any column has as many as fit
        self.chosen.emit(self._asked)
