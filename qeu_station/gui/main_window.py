"""The window: menus, bars, notices, and the screens one of which is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from qeu_station.gui import leaving
from qeu_station.gui.actions import action
from qeu_station.gui.batches import batches_of
from qeu_station.gui.commands import Commands
from qeu_station.gui.desk import Desk
from qeu_station.gui.dialogs import Dialogs
from qeu_station.gui.log_dock import LogDock
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.presenters.notices import Notice, from_error
from qeu_station.gui.screens import INSPECT, screen
from qeu_station.gui.widgets.inspect_page import InspectPage
from qeu_station.gui.widgets.inspect_screen import InspectScreen
from qeu_station.gui.widgets.keys import paths_of
from qeu_station.gui.widgets.notices import NoticeBar
from qeu_station.gui.widgets.screen_stack import ScreenStack
from qeu_station.gui.widgets.welcome import WelcomePage
from qeu_station.gui.window_bars import WindowBars
from qeu_station.gui.window_keys import WindowKeys
from qeu_station.gui.words import translate

NAME = "QEU Station"

SWITCHES = ("view.blink", "view.difference", "view.grid")
"""What is on or off for the pictures of every screen that has some."""


class MainWindow(QMainWindow):
    """One window around a desk; another may take its place at any time.

    Args:
        desk: What is worked with.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._batches = batches_of(desk)  # those that ran go on, whether the screen is shown or not
        self._replaced = False
        self._asked = self._leaving = False
        self._told = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(NAME)
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.screens = ScreenStack(desk)
        self.dialogs = Dialogs(self._on_dialog_ended)
        self.commands = Commands(self, desk, self.screens, self.dialogs)
        self.actions_by_key = self.commands.actions_by_key
        self.addActions(list(self.actions_by_key.values()))
        self.bars = WindowBars(self, self.actions_by_key)
        self.notices = NoticeBar()
        self._log = LogDock(self, desk, self.commands.open_logs, self.actions_by_key["view.log"])
        self.keys = WindowKeys(
            self, self.screens, self.notices.add, self._on_meant, desk.preferences
        )
        self.actions_by_key["view.grid"].setChecked(True)
        self._lay_out()
        self._connect()
        self.set_preferences(desk.preferences)
        self.show_state(desk.presenter.state)

    @property
    def screen_inspect(self) -> InspectScreen:
        """What operators look at."""
        return self._inspect.view

    @property
    def welcome(self) -> WelcomePage:
        """What stands in its place while nothing is in use."""
        return self._inspect.welcome

    @property
    def _inspect(self) -> InspectPage:
        page = self.screens.page(INSPECT)
        assert isinstance(page, InspectPage)
        return page

    def show_state(self, state: InspectState) -> None:
        """Show what a state of the inspect screen says on every screen."""
        self._on_saved()
        self.bars.show_state(state)

    def _on_saved(self) -> None:
        """Ask no more about what was not on the disk once all of it is."""
        if self._asked and not self.desk.unsaved:
            self._asked = False
            self.notices.end(_QUESTION)

    def show_screen(self, key: str) -> None:
        """Show a screen; operator mode has those only that are for operators."""
        if screen(key).operator or not self.desk.preferences.operator_mode:
            self.screens.show_screen(key)
            for switch in SWITCHES:
                if action(switch).is_on(key):
                    self.screens.shown.do(switch, self.actions_by_key[switch].isChecked())
        self.bars.fill(self.screens.key, self.desk.preferences)

    def set_preferences(self, preferences: Preferences) -> None:
        """Follow what was chosen; language and theme come by a new window."""
        operator_mode = preferences.operator_mode
        if operator_mode and not screen(self.screens.key).operator:
            self.screens.show_screen(INSPECT)
        self.screens.set_operator_mode(operator_mode)
        self.actions_by_key["view.operator"].setChecked(operator_mode)
        self.actions_by_key["view.stacked"].setChecked(preferences.stacked is True)
        self.screen_inspect.pictures.set_stacked(preferences.stacked)
        self.keys.scanner.set_preferences(preferences)
        self._on_screen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit tools, recipe and operator into the new width."""
        super().resizeEvent(event)
        self.bars.fit()

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
        self.show_screen(before.screens.key)
        for key, made in before.actions_by_key.items():
            if made.isChecked() != self.actions_by_key[key].isChecked():
                self.actions_by_key[key].trigger()
        before.let_go()

    def let_go(self) -> None:
        """Go away without ending what is worked with."""
        self._replaced = True
        self.desk.disconnect(self)
        self.screens.let_go()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember place and size; what is being written is finished after the window is gone.

        What is not on the disk, or waits for a name, keeps the window open until the question
        about it has been seen; so does a batch that runs.
        """
        self.screens.leave()
        unsaved = self.desk.unsaved
        if not self._replaced and unsaved and not self._is_asked(unsaved):
            event.ignore()
            self._ask_before_leaving(unsaved)
            return
        if not self._replaced and self._asks_about_batches():
            event.ignore()
            return
        self.desk.jobs.forget("recipes")
        if not self.dialogs.close():
            event.ignore()
            return
        if not self._replaced:
            geometry = bytes(self.saveGeometry().toHex().data()).decode()
            self.desk.remember(replace(self.desk.preferences, geometry=geometry))
            self.screens.let_go()  # the desk outlives it, and closes what is open later
        self.keys.close()
        super().closeEvent(event)

    def leave(self) -> None:
        """Close, whatever batch runs: it goes on at the next start."""
        self._leaving = True
        self.close()
        self._leaving = False

    def _asks_about_batches(self) -> bool:
        """Ask what becomes of a batch that runs; closing while that is asked closes."""
        running = self._batches.presenter.running
        if running is None or self._leaving or self.dialogs.shows(leaving.NAME):
            return False
        asked = leaving.leaving_question(self, running, self._leave_soon, self.showMinimized)
        return self.dialogs.show(asked)

    def _leave_soon(self) -> None:
        QTimer.singleShot(0, self, self.leave)

    def _is_asked(self, unsaved: str) -> bool:
        """Tell whether the question about just this is what the bar of notices shows."""
        return self.notices.isVisible() and self.notices.notices.current == _question(unsaved)

    def _ask_before_leaving(self, unsaved: str) -> None:
        self.notices.end(_QUESTION)
        self.notices.add(_question(unsaved))
        self._asked = True
        if not self.desk.preferences.operator:
            self.commands.do("shift.sign_on")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Let files come in; what they are is told when they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Let the screen that is shown open what was dropped, or say why not."""
        if self.desk.problem is not None and self.screens.key == INSPECT:
            self.say_not_open()
            return
        event.acceptProposedAction()
        refused = self.screens.shown.open_dropped(paths_of(event))
        if refused:
            self.notices.add(Notice("warning", "", refused))

    def say_not_open(self) -> None:
        """Answer an action that needs the station while it is not open."""
        opening = translate("Window", "The station is being opened; try again in a moment.")
        closed = translate(
            "Window", "The station is not open, so nothing can be done with it. See below why."
        )
        self._told = opening if self.desk.problem is None else closed
        self.notices.add(Notice("warning", "", self._told, told=self._told))

    def show_log(self, on: bool) -> None:
        """Show or hide the log below the screens."""
        self._log.show(on)

    def notify(self, error: Exception) -> None:
        """Tell of an error."""
        self.notices.add(from_error(error))

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notices)
        column.addWidget(self.screens, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        desk = self.desk
        desk.state_changed.connect(self.show_state)
        desk.preferences_changed.connect(self.set_preferences)
        desk.failed.connect(self.notify)
        desk.told.connect(self.notices.add)
        desk.ended.connect(self.notices.end)
        desk.sign_on_wanted.connect(self._on_sign_on_wanted)
        desk.opened.connect(self._on_opened)
        desk.review_wanted.connect(self._on_review_wanted)
        self.commands.screen_wanted.connect(self.show_screen)
        self.commands.log_wanted.connect(self.show_log)
        self.commands.not_open.connect(self.say_not_open)
        self.screens.wants_action.connect(self.commands.do)
        self.screens.wants_dialog.connect(self.dialogs.show)
        self.screens.changed.connect(self._on_screen)
        self.screens.saved.connect(self._on_saved)
        self.screen_inspect.box_tool_done.connect(
            lambda: self.actions_by_key["correct.box"].setChecked(False)
        )

    def _on_dialog_ended(self) -> None:
        self.screens.shown.enter()

    def _on_sign_on_wanted(self) -> None:
        self.commands.do("shift.sign_on")

    def _on_review_wanted(self, place: Path | None) -> None:
        """Show what a batch judged; another screen may have asked for it."""
        self.show_screen("review")
        self.screens.shown.open_place(place)

    def _on_opened(self) -> None:
        self.notices.end(self._told)

    def _on_screen(self) -> None:
        """Follow the screen that is shown: what it has, what it can, and what it says of itself."""
        shown, can = self.screens.key, self.screens.shown.can
        for key, made in self.actions_by_key.items():
            made.setEnabled(self._is_usable(key, shown, can))
        self.bars.fill(shown, self.desk.preferences)
        title = self.screens.shown.title or ("" if shown == INSPECT else screen(shown).name())
        self.setWindowTitle(" — ".join(filter(None, (title, NAME))))

    def _is_usable(self, key: str, shown: str, can: frozenset[str]) -> bool:
        spec = action(key)
        if key.startswith("screen."):
            wanted = screen(key.removeprefix("screen."))
            return wanted.operator or not self.desk.preferences.operator_mode
        return not spec.screens or (shown in spec.screens and key in can)

    def _on_meant(self, key: str) -> None:
        """Do what ``Return`` or ``Space`` means on the screen that is shown, if anything."""
        pressed = QKeySequence(key)
        for made in self.actions_by_key.values():
            if made.isEnabled() and pressed in made.shortcuts():
                made.trigger()


_QUESTION = "unsaved corrections"


def _question(unsaved: str) -> Notice:
    text = translate(
        "Window",
        "{unsaved}. Sign on, or press Enter to try again; closing the window once more drops what "
        "is not saved.",
    )
    return Notice("warning", "", text.format(unsaved=unsaved), told=_QUESTION, first=True)
