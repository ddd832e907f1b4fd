"""The Plugins screen of a window."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt

from qeu_station.gui.desk import Desk
from qeu_station.gui.presenters.plugins import PluginsPresenter
from qeu_station.gui.presenters.plugins_state import PluginsState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.page import Page
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.component import ComponentView
from qeu_station.gui.widgets.plugins.head import PluginHead
from qeu_station.gui.widgets.plugins.plugin_list import PluginList
from qeu_station.gui.widgets.plugins.working_bar import WorkingBar

if TYPE_CHECKING:
    from qeu_station.services.live import LiveStation
    from qeu_station.services.plugin_care import PluginCare


class PluginsPage(Page):
    """Shows states of the presenter, which the desk keeps, and hands on what the person does.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.presenter: PluginsPresenter = desk.kept(
            "plugins", lambda: PluginsPresenter(desk.jobs, desk.failed.emit)
        )
        self.buttons = ActButtons(self.presenter.do)
        self.list = PluginList(self.buttons)
        self.head = PluginHead(self.buttons)
        self.component = ComponentView(self.buttons)
        self.working = WorkingBar(self.buttons)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self.presenter.show_to(_while_there(self))
        self.show_state(self.presenter.state)
        if desk.station is not None:
            self._on_opened()

    def show_state(self, state: PluginsState) -> None:
        """Show a state."""
        self.buttons.allow(state.can)
        self.list.show_state(state)
        self.head.show_state(state)
        self.component.show_state(state)
        self.working.show_working(state.working)

    def enter(self) -> None:
        """Follow the workers, and take the keyboard into the list."""
        self.presenter.enter()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Follow nothing that nobody sees."""
        self.presenter.leave()

    def _lay_out(self) -> None:
        right = layouts.column(margins=(2 * SPACE, SPACE, SPACE, 0))
        right.addWidget(self.head)
        right.addWidget(self.component, 1)
        right.addWidget(self.working)
        row = layouts.row(self, space=0)
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.list.chosen.connect(presenter.choose)
        self.head.component_chosen.connect(presenter.choose_component)
        self.component.tab_chosen.connect(presenter.choose_tab)
        for tab in (self.component.parameters, self.component.tests):
            tab.basis_chosen.connect(presenter.choose_basis)
        self.component.parameters.entered.connect(presenter.enter_value)
        self.component.log.log_chosen.connect(presenter.choose_log)
        self._desk.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        station = self._desk.station
        if station is not None:
            self.presenter.attach(lambda: _care(station))


def _while_there(page: PluginsPage) -> Callable[[PluginsState], None]:
    """Return what shows states on a page as long as it exists; its presenter outlives it."""
    there = weakref.ref(page)

    def show(state: PluginsState) -> None:
        page = there()
        if page is not None and shiboken6.isValid(page):
            page.show_state(state)

    return show


def _care(station: LiveStation) -> PluginCare:
    from qeu_station.services.plugin_care import PluginCare

    return PluginCare(station)
