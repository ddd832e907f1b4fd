"""Inspectors: who judges the parts, and how each is set."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import NewProductState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.captions import Remark
from qeu_station.gui.widgets.marks import mark_pixmap
from qeu_station.gui.widgets.new_product.inspector_panel import InspectorPanel
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.words import translate

_LIST, _MARK = 250, 20


class InspectorsPage(Page):
    """The fourth step."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "Who judges it?"),
            translate(
                "NewProduct",
                "One inspector is enough to begin. Those that decide must answer in time; those "
                "that only advise never change a verdict.",
            ),
        )
        self._names: tuple[str, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(translate("NewProduct", "Inspectors"))
        self.setFocusProxy(self.list)
        self.list.setIconSize(QSize(_MARK, _MARK))
        self.list.currentRowChanged.connect(lambda _row: self._show_panel(presenter.state))
        self.panel = InspectorPanel(presenter)
        area = QScrollArea()
        area.setWidget(self.panel)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._failed = QVBoxLayout()
        self._failed_shown: object = None
        left = QWidget()
        left.setFixedWidth(_LIST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.list, 1)
        column.addLayout(self._failed)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(left)
        row.addWidget(area, 1)
        self.column.addLayout(row, 1)
        self._notice = Remark()
        self.column.addWidget(self._notice)

    def show_state(self, state: NewProductState) -> None:
        """Show who there is, and the settings of the one that is chosen."""
        names = tuple(use.name for use in state.product.uses)
        if names != self._names:
            self._fill(names)
        for row, use in enumerate(state.product.uses):
            item = self.list.item(row)
            problem = bool(state.use_problems.get(use.name))
            kind = Kind.PROBLEM if problem else Kind.PASS if use.on else Kind.WAITING
            mark = mark_pixmap(kind, _MARK)
            icon = QIcon(mark)
            icon.addPixmap(mark, QIcon.Mode.Selected)
            item.setIcon(icon)
            word = (
                translate("NewProduct", "used") if use.on else translate("NewProduct", "not used")
            )
            item.setText(f"{use.name}\n{word}")
        self._show_failed(state)
        self._show_panel(state)
        self._notice.say(state.notice)

    def _fill(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.list.blockSignals(True)
        self.list.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(0, 52))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def _show_panel(self, state: NewProductState) -> None:
        row = self.list.currentRow()
        self.panel.setVisible(0 <= row < len(self._names))
        if 0 <= row < len(self._names):
            self.panel.show_use(state, self._names[row])

    def _show_failed(self, state: NewProductState) -> None:
        failed = state.choices.failed if state.choices is not None else ()
        if failed == self._failed_shown:
            return
        self._failed_shown = failed
        while entry := self._failed.takeAt(0):
            if widget := entry.widget():
                widget.deleteLater()
        if failed:
            self._failed.addWidget(
                QLabel(translate("NewProduct", "Plugins that could not be loaded"))
            )
        for plugin in failed:
            words = Remark(text=f"{plugin.name} {plugin.version}: {plugin.error}")
            self._failed.addWidget(words)
