"""What is chosen of the plugin: its worker, its parameters, its tests and its log."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from qeu_station.gui.presenters.plugins_state import (
    LOG,
    PARAMETERS,
    TABS,
    TESTS,
    WORKER,
    PluginsState,
)
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.log_tab import LogTab
from qeu_station.gui.widgets.plugins.parameters_tab import ParametersTab
from qeu_station.gui.widgets.plugins.tests_tab import TestsTab
from qeu_station.gui.widgets.plugins.worker_tab import WorkerTab
from qeu_station.gui.words import translate


class ComponentView(QWidget):
    """Name and summary above four tabs; a plugin that brings nothing has a log all the same.

    Attributes:
        tab_chosen: One of ``TABS``.
    """

    tab_chosen = Signal(str)

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self._showing = False
        self._about, self._summary = caption(role="muted"), caption()
        self.worker, self.parameters = WorkerTab(buttons), ParametersTab(buttons)
        self.tests, self.log = TestsTab(buttons), LogTab()
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setAccessibleName(translate("Plugins", "What is shown of it"))
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        for key, page, name in (
            (WORKER, self.worker, translate("Plugins", "Worker")),
            (PARAMETERS, self.parameters, translate("Plugins", "Parameters")),
            (TESTS, self.tests, translate("Plugins", "Tests")),
            (LOG, self.log, translate("Plugins", "Log")),
        ):
            page.setObjectName(key)
            self.tabs.addTab(page, name)
        self.tabs.currentChanged.connect(self._on_tab)
        column = layouts.column(self, space=SPACE // 2)
        column.addWidget(self._summary)
        column.addWidget(self._about)
        column.addSpacing(SPACE)
        column.addWidget(self.tabs, 1)

    def show_state(self, state: PluginsState) -> None:
        """Show what is chosen."""
        layouts.show_if(self, state.plugin is not None)
        page = state.component
        say(self._summary, "" if page is None else page.summary)
        say(self._about, "" if page is None else page.about)
        self._showing = True
        for number in range(len(TABS) - 1):
            self.tabs.setTabEnabled(number, page is not None)
        self.tabs.setCurrentIndex(TABS.index(state.tab))
        self._showing = False
        if page is not None:
            self.worker.show_worker(page.worker)
            self.parameters.show_component(page)
            self.tests.show_component(page)
        self.log.show_log(state.log)

    def _on_tab(self, number: int) -> None:
        if not self._showing:
            self.tab_chosen.emit(TABS[number])
