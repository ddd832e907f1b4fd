"""The bars of the window: screens at the left, tools, recipe and operator above."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from qeu_station.gui.actions import action
from qeu_station.gui.icons import icon
from qeu_station.gui.menus import fill_menus, fill_toolbar
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets.header import HeaderButton, fit_bars
from qeu_station.gui.words import translate

SCREEN_WIDTH = 76
"""Width of the bar of screens, in pixels: the longest name in either language, and some air."""


class WindowBars:
    """Menus and bars of one window, filled with what the screen has that is shown.

    Args:
        window: Whose they are.
        actions: All actions by their keys.
    """

    def __init__(self, window: QMainWindow, actions: Mapping[str, QAction]) -> None:
        self._window, self._actions = window, actions
        for key, made in actions.items():
            if action(key).icon:
                t = tokens()
                made.setIcon(icon(action(key).icon, t.text, t.muted, t.on_accent))
        self._group = QActionGroup(window)
        self.screens = self._screen_bar()
        self.tools = self._tool_bar(translate("Window", "Tools"))
        self.recipe = self._header("recipe.choose", translate("Window", "Recipe in use"))
        self.operator = self._header("shift.sign_on", translate("Window", "Operator"))
        self._fill_header()
        self._shown: tuple[str, bool] | None = None

    def fill(self, screen: str, preferences: Preferences) -> None:
        """Hold what a screen has; operator mode leaves out what operators don't need."""
        self._actions[f"screen.{screen}"].setChecked(True)
        shown = screen, preferences.operator_mode
        if shown == self._shown:
            return
        self._shown = shown
        operator_mode = preferences.operator_mode
        fill_menus(self._window.menuBar(), self._actions, operator_mode, screen)
        fill_toolbar(self.tools, self._actions, operator_mode, screen)
        self.screens.setVisible(not operator_mode)
        self._recipe_place.setVisible(action("recipe.choose").is_on(screen))
        self.fit()

    def show_state(self, state: InspectState) -> None:
        """Say what recipe is in use, and who is signed on."""
        recipe = state.recipe or translate("Window", "No recipe")
        operator = state.operator or translate("Window", "Nobody signed on")
        if any((self.recipe.say(recipe), self.operator.say(operator))):
            self.fit()

    def fit(self) -> None:
        """Fit tools, recipe and operator into the width of the window."""
        names = [self.operator]
        if self._recipe_place.isVisible():
            names.insert(0, self.recipe)
        fit_bars(self.tools, names, self._window.width())

    def _screen_bar(self) -> QToolBar:
        bar = QToolBar(translate("Window", "Screens"))
        bar.setObjectName("screens")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        bar.setIconSize(QSize(24, 24))
        keys = [f"screen.{spec.key}" for spec in SCREENS]
        for key in keys:
            self._group.addAction(self._actions[key])
        fill_toolbar(bar, self._actions, False, keys=keys)
        for key in keys:
            button = bar.widgetForAction(self._actions[key])
            if isinstance(button, QToolButton):
                font = button.font()
                font.setPixelSize(SMALL)
                button.setFont(font)
                button.setFixedSize(SCREEN_WIDTH - SPACE, SCREEN_WIDTH - 2 * SPACE)
        self._window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, bar)
        return bar

    def _fill_header(self) -> None:
        header = self._tool_bar(translate("Window", "Recipe and operator"))
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        header.addWidget(space)
        self._recipe_place = header.addWidget(self.recipe)
        header.addWidget(self.operator)

    def _header(self, key: str, name: str) -> HeaderButton:
        button = HeaderButton(name, icon(action(key).icon, tokens().text, tokens().muted))
        button.setToolTip(self._actions[key].toolTip())
        button.clicked.connect(self._actions[key].trigger)
        return button

    def _tool_bar(self, name: str) -> QToolBar:
        bar = QToolBar(name)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window.addToolBar(bar)
        return bar
