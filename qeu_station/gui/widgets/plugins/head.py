"""The chosen plugin: where it comes from, what is wrong with it, and what is done to all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_state import Line, PluginPage, PluginsState
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.widgets.plugins.report_view import LineView
from qeu_station.gui.words import translate


class PluginHead(QWidget):
    """What stands above what the plugin brings.

    Attributes:
        component_chosen: Key of what was chosen of it.
    """

    component_chosen = Signal(str)

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self._page: PluginPage | None = None
        self._chosen = ""
        self._name = caption(role="title")
        self._about, self._path = ElidedLabel("muted"), ElidedLabel("muted")
        self.problems: list[LineView] = []
        self.remark = LineView(wide=True)
        self._problems = layouts.column()
        self._parts = layouts.row()
        self._group = QButtonGroup(self)
        self.parts: dict[str, QToolButton] = {}
        self._reload = buttons.make(
            "reload",
            translate("Plugins", "Reload"),
            translate(
                "Plugins",
                "Loads this plugin anew from the disk. Inspections that its workers have under way "
                "end as REVIEW; other plugins are left alone.",
            ),
        )
        self._enable = buttons.make(
            "enable",
            translate("Plugins", "Enable"),
            translate("Plugins", "Uses this plugin, now and after the next start."),
        )
        self._disable = buttons.make(
            "disable",
            translate("Plugins", "Disable"),
            translate("Plugins", "Uses this plugin no more, now and after the next start."),
        )
        self.question = _Question(buttons)
        self._lay_out()

    def _lay_out(self) -> None:
        words = layouts.column(space=2)
        for label in (self._name, self._about, self._path):
            words.addWidget(label)
        top = layouts.row()
        top.addLayout(words, 1)
        for button in (self._reload, self._enable, self._disable):
            top.addWidget(button)
        column = layouts.column(self)
        column.addLayout(top)
        column.addLayout(self._problems)
        for widget in (self.remark, self.question):
            column.addWidget(widget)
        column.addLayout(self._parts)
        self._parts.addStretch(1)

    def show_state(self, state: PluginsState) -> None:
        """Show the chosen plugin."""
        page = state.plugin
        layouts.show_if(self, page is not None)
        self.question.ask(state.question)
        if page is None:
            return
        if page != self._page:
            self._show_page(page)
        key = "" if state.component is None else state.component.key
        if key != self._chosen or page != self._page:
            self._chosen = key
            for name, button in self.parts.items():
                button.setChecked(name == key)
        self._page = page

    def _show_page(self, page: PluginPage) -> None:
        self._name.setText(page.name)
        self._about.set_text(page.about)
        self._path.set_text(page.path)
        layouts.show_if(self._path, bool(page.path))
        layouts.show_if(self._enable, not page.enabled)
        layouts.show_if(self._disable, page.enabled)
        layouts.show_if(self._reload, page.enabled)
        self.remark.show_line(page.remark)
        while len(self.problems) < len(page.problems):
            self.problems.append(LineView(wide=True))
            self._problems.addWidget(self.problems[-1])
        for number, view in enumerate(self.problems):
            text = page.problems[number] if number < len(page.problems) else ""
            view.show_line(Line(Kind.PROBLEM, text) if text else None)
        if self._page is None or page.components != self._page.components:
            self._fill(page.components)

    def _fill(self, components: tuple[tuple[str, str], ...]) -> None:
        for button in self.parts.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self.parts = {}
        for number, (key, name) in enumerate(components):
            button = QToolButton()
            button.setText(name)
            button.setCheckable(True)
            button.setAccessibleName(name)
            button.setMinimumSize(2 * TOUCH, TOUCH)
            button.clicked.connect(lambda on, key=key: self.component_chosen.emit(key))
            self._group.addButton(button)
            self._parts.insertWidget(number, button)
            self.parts[key] = button
            button.setVisible(len(components) > 1)
        layouts.tab_order(self._disable, *self.parts.values())


class _Question(QFrame):
    """Asks before something is done that the line would notice."""

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.words = LineView(wide=True)
        self.yes = buttons.make("disable-yes", translate("Plugins", "Disable"))
        self.no = buttons.make("disable-no", translate("Plugins", "Keep"))
        row = layouts.row(self, margins=(SPACE, SPACE, SPACE, SPACE))
        row.addWidget(self.words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.hide()

    def ask(self, text: str) -> None:
        """Ask, or nothing any more; what takes nothing away has the focus."""
        asked = bool(text) and self.isHidden()
        self.words.show_line(Line(Kind.REVIEW, text) if text else None)
        layouts.show_if(self, bool(text))
        if asked:
            self.no.setEnabled(True)
            self.no.setFocus()
