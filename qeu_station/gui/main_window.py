"""The window: menus, toolbar, notices, and the screens one of which is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from qeu_station.errors import JournalTakenError
from qeu_station.gui.actions import action
from qeu_station.gui.commands import Commands
from qeu_station.gui.desk import Desk
from qeu_station.gui.icons import icon
from qeu_station.gui.menus import build_actions, fill_menus, fill_toolbar
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect_state import InspectState, Kind
from qeu_station.gui.presenters.notices import Notice, from_error
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.scanner_filter import TEXT_FIELDS, ScannerFilter
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.header import HeaderButton, fit_bars
from qeu_station.gui.widgets.inspect_screen import InspectScreen
from qeu_station.gui.widgets.notices import NoticeBar
from qeu_station.gui.widgets.welcome import WelcomePage
from qeu_station.gui.words import translate

STATE_KEYS = ("part.", "correct.", "file.close", "view.blink", "view.difference")
"""Actions that the presenter allows or not; the others are always there."""

NAME = "QEU Station"

LOG_HEIGHT = 180
"""Height of the log when it opens, in pixels; the pictures need the rest."""


class MainWindow(QMainWindow):
    """One window around a desk; another may take its place at any time.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._replaced = False
        self._asked = False
        self._told = ""
        self._log: QDockWidget | None = None
        self._ready = desk.station is not None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(NAME)
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.commands = Commands(self, desk)
        self.actions_by_key = build_actions(self, self.commands.do)
        self.addActions(list(self.actions_by_key.values()))
        self.notices = NoticeBar()
        self.screen_inspect = InspectScreen(desk.presenter, desk.preferences)
        self.welcome = WelcomePage()
        self.actions_by_key["view.grid"].setChecked(True)
        self._lay_out()
        self._connect()
        self.set_preferences(desk.preferences)
        self.show_state(desk.presenter.state)
        if desk.problem is not None:
            self.show_problem(desk.problem)

    def show_state(self, state: InspectState) -> None:
        """Show a state of the inspect screen, and what it allows."""
        self.screen_inspect.show_state(state)
        if self._asked and not self.desk.presenter.unsaved:
            self._asked = False
            self.notices.end(_QUESTION)
        for key, made in self.actions_by_key.items():
            if key.startswith(STATE_KEYS):
                made.setEnabled(key in state.can)
        recipe = state.recipe or translate("Window", "No recipe")
        operator = state.operator or translate("Window", "Nobody signed on")
        if any((self._recipe.say(recipe), self._operator.say(operator))):
            self._fit_bars()
        self._choose_page(state)
        words = [state.part.name, state.band.word] if state.part else []
        self.setWindowTitle(" — ".join(filter(None, [*words, NAME])))

    def set_preferences(self, preferences: Preferences) -> None:
        """Follow what was chosen; language and theme come by a new window."""
        operator_mode = preferences.operator_mode
        fill_menus(self.menuBar(), self.actions_by_key, operator_mode)
        fill_toolbar(self._bar, self.actions_by_key, operator_mode)
        self._fit_bars()
        self.actions_by_key["view.operator"].setChecked(operator_mode)
        self.actions_by_key["view.stacked"].setChecked(preferences.stacked is True)
        self.screen_inspect.pictures.set_stacked(preferences.stacked)
        self.screen_inspect.set_operator_mode(operator_mode)
        self._scanner.set_preferences(preferences)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit tools, recipe and operator into the new width."""
        super().resizeEvent(event)
        self._fit_bars()

    def _fit_bars(self) -> None:
        fit_bars(self._bar, (self._recipe, self._operator), self.width())

    def restore(self) -> None:
        """Take the place and size the window had last."""
        self.resize(1280, 800)
        if self.desk.preferences.geometry:
            self.restoreGeometry(QByteArray.fromHex(self.desk.preferences.geometry.encode()))

    def take_over(self, before: MainWindow) -> None:
        """Stand where another window stood, which goes away."""
        self.restoreGeometry(before.saveGeometry())
        self.setWindowState(before.windowState())
        self.notices.take_over(before.notices)
        self.show()
        for key, made in before.actions_by_key.items():
            if made.isChecked() != self.actions_by_key[key].isChecked():
                self.actions_by_key[key].trigger()
        before.let_go()

    def let_go(self) -> None:
        """Go away without ending what is worked with."""
        self._replaced = True
        self.desk.disconnect(self)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember place and size; what is being written is finished after the window is gone.

        What is not on the disk, or waits for a name, keeps the window open until the question
        about it has been seen.
        """
        self.screen_inspect.note.finish()
        unsaved = self.desk.presenter.unsaved
        if not self._replaced and unsaved and not self._is_asked(unsaved):
            event.ignore()
            self._ask_before_leaving(unsaved)
            return
        if not self.commands.close():
            event.ignore()
            return
        if not self._replaced:
            geometry = bytes(self.saveGeometry().toHex().data()).decode()
            self.desk.remember(replace(self.desk.preferences, geometry=geometry))
        for watching in (self, self._scanner):
            QApplication.instance().removeEventFilter(watching)  # type: ignore[union-attr]
        super().closeEvent(event)

    def _is_asked(self, unsaved: str) -> bool:
        """Tell whether the question about just this is what the bar of notices shows."""
        return self.notices.isVisible() and self.notices.notices.current == _question(unsaved)

    def _ask_before_leaving(self, unsaved: str) -> None:
        self.notices.end(_QUESTION)
        self.notices.add(_question(unsaved))
        self._asked = True
        if not self.desk.preferences.operator:
            self.commands.do("shift.sign_on")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave Enter to text fields, and Space to what was reached by Tab."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keepers = _KEEPERS.get(Qt.Key(event.key()), ())
            if keepers and isinstance(watched, keepers):
                event.accept()
                return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Let files come in beside the screen too, such as on the first page."""
        self.screen_inspect.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped, or say why not."""
        if self.desk.problem is not None:
            self.say_not_open()
            return
        refused = self.screen_inspect.open_dropped(event)
        if refused:
            self.notices.add(Notice("warning", "", refused))

    def show_problem(self, error: Exception) -> None:
        """Say on the whole page why the station is not open."""
        title = translate("Window", "The station could not be opened")
        text = sentence(str(error))
        if isinstance(error, JournalTakenError):
            title = translate("Window", "This station is open already")
            text = translate(
                "Window",
                "Another window of it, or one of its commands, works in {folder}. Only one may "
                "record there, so that no inspection is lost. Go on in the other window; or close "
                "it, and try again here.",
            ).format(folder=self.desk.home)
        self.welcome.show_problem(title, text, self._retry)
        self._pages.setCurrentWidget(self.welcome)

    def say_not_open(self) -> None:
        """Answer an action that needs the station while it is not open."""
        opening = translate("Window", "The station is being opened; try again in a moment.")
        closed = translate(
            "Window", "The station is not open, so nothing can be done with it. See below why."
        )
        self._told = opening if self.desk.problem is None else closed
        self.notices.add(Notice("warning", "", self._told, told=self._told))

    def _retry(self) -> None:
        self.desk.open()
        self.welcome.show_choices()
        self.show_state(self.desk.presenter.state)

    def _choose_page(self, state: InspectState) -> None:
        nothing = state.band.kind is Kind.EMPTY and "file.close" not in state.can
        first = self._ready and nothing and not state.recipe and not state.strip
        first = first or self.desk.problem is not None
        self._pages.setCurrentWidget(self.welcome if first else self.screen_inspect)

    def _on_opened(self) -> None:
        self._ready = True
        self.notices.end(self._told)
        self.show_state(self.desk.presenter.state)

    def _lay_out(self) -> None:
        self._bar = self._tool_bar(translate("Window", "Tools"))
        self._recipe = self._header("recipe.choose", translate("Window", "Recipe in use"))
        self._operator = self._header("shift.sign_on", translate("Window", "Operator"))
        header = self._tool_bar(translate("Window", "Recipe and operator"))
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for widget in (space, self._recipe, self._operator):
            header.addWidget(widget)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.screen_inspect)
        self._pages.addWidget(self.welcome)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        for key, made in self.actions_by_key.items():
            name = _icon_of(key)
            if name:
                made.setIcon(icon(name, tokens().text, tokens().muted))

    def _header(self, key: str, name: str) -> HeaderButton:
        button = HeaderButton(name, icon(_icon_of(key), tokens().text, tokens().muted))
        button.setToolTip(self.actions_by_key[key].toolTip())
        button.clicked.connect(self.actions_by_key[key].trigger)
        return button

    def _tool_bar(self, name: str) -> QToolBar:
        bar = QToolBar(name)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)
        return bar

    def _connect(self) -> None:
        desk = self.desk
        desk.state_changed.connect(self.show_state)
        desk.preferences_changed.connect(self.set_preferences)
        desk.failed.connect(self.notify)
        desk.ended.connect(self.notices.end)
        desk.sign_on_wanted.connect(self._on_sign_on_wanted)
        desk.opened.connect(self._on_opened)
        desk.not_opened.connect(self.show_problem)
        for page in (self.screen_inspect, self.welcome):
            page.wants_action.connect(self.commands.do)
        self.screen_inspect.box_tool_done.connect(
            lambda: self.actions_by_key["correct.box"].setChecked(False)
        )
        self._scanner = ScannerFilter(self, self._on_scanned, self._on_meant, desk.preferences)
        for watching in (self, self._scanner):
            QApplication.instance().installEventFilter(watching)  # type: ignore[union-attr]

    def _on_sign_on_wanted(self) -> None:
        self.commands.do("shift.sign_on")

    def _on_scanned(self, code: str, torn: bool) -> None:
        """Take a code as the next serial number; say so where the field for it is not seen."""
        if torn:
            text = translate("Window", "Only the end of a code came: {code}. Scan it again.")
            self.notices.add(Notice("warning", "", text.format(code=code)))
            return
        self.screen_inspect.serial.take(code)
        seen = self.screen_inspect.isVisible() and not (
            QApplication.activeModalWidget() or QApplication.activePopupWidget()
        )
        if not seen:
            text = translate("Window", "{code} was scanned: the next inspection gets this serial")
            self.notices.add(Notice("info", "", text.format(code=code)))

    def _on_meant(self, key: str) -> None:
        """Do what a key means that was held back while it might have been a scanner's."""
        focused = self.focusWidget()
        if key == "\t":
            self.focusNextPrevChild(True)
        elif key == " " and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            meant = self.actions_by_key["part.inspect" if key == " " else "part.agree"]
            meant.trigger()  # which does nothing while it is disabled

    def show_log(self, on: bool) -> None:
        """Show or hide the log below the screens."""
        if on and self._log is None:
            from qeu_station.gui.widgets.log_panel import LogPanel

            self._log = QDockWidget(translate("Window", "Log"), self)
            self._log.setWidget(LogPanel(self.desk.log, self.desk.report, self.commands.open_logs))
            self._log.visibilityChanged.connect(self.actions_by_key["view.log"].setChecked)
            self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._log)
            self.resizeDocks([self._log], [LOG_HEIGHT], Qt.Orientation.Vertical)
        if self._log is not None:
            self._log.setVisible(on)

    def notify(self, error: Exception) -> None:
        """Tell of an error."""
        self.notices.add(from_error(error))


_QUESTION = "unsaved corrections"


def _question(unsaved: str) -> Notice:
    text = translate(
        "Window",
        "{unsaved}. Sign on, or press Enter to try again; closing the window once more drops what "
        "is not saved.",
    )
    return Notice("warning", "", text.format(unsaved=unsaved), told=_QUESTION, first=True)


_KEEPERS = {
    Qt.Key.Key_Return: TEXT_FIELDS,
    Qt.Key.Key_Enter: TEXT_FIELDS,
    Qt.Key.Key_Space: (*TEXT_FIELDS, QAbstractButton),
}
"""Keys that are shortcuts of the window, and what has them for itself while it has the focus."""


def _icon_of(key: str) -> str:
    return action(key).icon
