"""Every plugin, with its state, one of which is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from qeu_station.gui.presenters.plugins_state import PluginsState, Row
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.marks import mark_icon
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.words import translate

WIDTH = 320
_MARK, _ROW = 20, 56


class PluginList(QWidget):
    """The plugins at the left; arrows move, and what is current is shown.

    Attributes:
        chosen: Name of the plugin that was chosen.
    """

    chosen = Signal(str)

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self.setFixedWidth(WIDTH)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Plugins", "Plugins"))
        self.list.setIconSize(QSize(_MARK, _MARK))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        self.setFocusProxy(self.list)
        self.message = caption(role="muted")
        again = buttons.make(
            "again",
            translate("Plugins", "Look again"),
            translate("Plugins", "Looks anew into plugins that failed, and finds new ones."),
        )
        column = layouts.column(self, margins=(SPACE, SPACE, 0, SPACE))
        column.addWidget(caption(translate("Plugins", "Plugins"), "title"))
        column.addWidget(self.message)
        column.addWidget(self.list, 1)
        column.addWidget(again)

    def show_state(self, state: PluginsState) -> None:
        """Show what there is."""
        say(self.message, state.message)
        name = "" if state.plugin is None else state.plugin.name
        self.list.blockSignals(True)
        if [row.name for row in state.rows] != [row.name for row in self._rows]:
            self._fill(state.rows)
        for number, row in enumerate(state.rows):
            if number >= len(self._rows) or row != self._rows[number]:
                self._write(self.list.item(number), row)
            if row.name == name and self.list.currentRow() != number:
                self.list.setCurrentRow(number)
        self._rows = state.rows
        self.list.blockSignals(False)

    def _fill(self, rows: tuple[Row, ...]) -> None:
        self.list.clear()
        self._rows = ()
        for row in rows:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, row.name)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)

    def _write(self, item: QListWidgetItem, row: Row) -> None:
        item.setIcon(mark_icon(row.kind, _MARK, self.devicePixelRatioF()))
        item.setText(f"{row.name}\n{row.detail}")
        item.setToolTip(row.detail)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.name}. {row.detail}")

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
