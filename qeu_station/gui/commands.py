"""What each action does; a dialog is imported when somebody wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox

from qeu_station import paths
from qeu_station.gui.desk import Desk
from qeu_station.gui.dialogs import SETTINGS, Dialogs
from qeu_station.gui.menus import build_actions
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.operators import with_recent
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.widgets.screen_stack import ScreenStack
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.palette import Entry
    from qeu_station.services.capturing import LiveSettings
    from qeu_station.storage.recipes import RecipePlace


NEEDS_STATION = frozenset(
    {"file.pairs", "file.pair", "file.watch", "file.live", "file.demo", "recipe.choose",
     "recipe.new", "recipe.change", "shift.new"}
)  # fmt: skip
"""Actions that come to nothing while the station could not be opened, and say so."""


class Commands(QObject):
    """The actions of one window and their handlers.

    Args:
        window: Parent of the dialogs.
        desk: What the actions work on.
        screens: One of them does what is its own.
        dialogs: Shows what an action asks.

    Attributes:
        actions_by_key: Every action.
        handlers: What those do that are not a screen's own.
        screen_wanted: The key of a screen that shall be shown.
        log_wanted: Whether the log shall be shown.
        not_open: Something needs the station, and it is not open.
    """

    screen_wanted = Signal(str)
    log_wanted = Signal(bool)
    not_open = Signal()

    def __init__(
        self, window: QMainWindow, desk: Desk, screens: ScreenStack, dialogs: Dialogs
    ) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._screens, self._dialogs = screens, dialogs
        self.handlers: dict[str, Callable[[bool], None]] = {
            "file.pairs": lambda on: self._open_folder(
                translate("Window", "Folder of pairs"), self._desk.open_pairs
            ),
            "file.pair": lambda on: self._open_two(),
            "file.watch": lambda on: self._open_folder(
                translate("Window", "Folder that pictures arrive in"), self._desk.watch
            ),
            "file.live": lambda on: self._open_live(),
            "review.open": lambda on: self._open_folder(
                translate("Window", "Output folder of a batch"), self._desk.review_wanted.emit
            ),
            "review.export": lambda on: self._show_review_dialog("export"),
            "review.import": lambda on: self._show_review_dialog("import"),
            "file.demo": lambda on: self._desk.open_sample(),
            "file.quit": lambda on: self._quit(),
            "recipe.choose": lambda on: self._choose_recipe(),
            "recipe.new": lambda on: self._new_product(""),
            "recipe.change": lambda on: self._new_product(self._desk.preferences.recipe),
            **{f"screen.{spec.key}": self._shows(spec.key) for spec in SCREENS},
            "view.full_screen": self._full_screen,
            "view.operator": lambda on: self._prefer(operator_mode=on),
            "view.stacked": self._stack,
            "view.log": self.log_wanted.emit,
            "shift.sign_on": lambda on: self._sign_on(),
            "shift.new": lambda on: self._begin_shift(),
            "help.palette": lambda on: self._find_action(),
            "help.shortcuts": lambda on: self._show_shortcuts(),
            "help.settings": lambda on: self._show_settings(),
            "help.about": lambda on: self._show_about(),
        }
        self.actions_by_key = build_actions(window, self.do)

    def do(self, key: str, on: bool = False) -> None:
        """Do an action."""
        if self._desk.problem is not None and key in NEEDS_STATION:
            self.not_open.emit()
            return
        handler = self.handlers.get(key)
        if handler is not None:
            self._desk.jobs.forget("recipes")  # their dialog comes late, and never over another
            handler(on)
        else:
            self._screens.shown.do(key, on)

    def _open_folder(self, title: str, open_it: Callable[[Path], None]) -> None:
        with self._dialogs.files_wanted():
            folder = QFileDialog.getExistingDirectory(
                self._window, title, self._desk.preferences.source
            )
        if folder:
            open_it(Path(folder))

    def _open_two(self) -> None:
        from qeu_station.gui.presenters.drops import dropped

        with self._dialogs.files_wanted():
            files, _ = QFileDialog.getOpenFileNames(
                self._window,
                translate("Window", "Test picture, with its reference where the recipe has none"),
                self._desk.preferences.source,
                translate("Window", "Pictures") + " (*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.webp)",
            )
        what = dropped([Path(file) for file in files])
        if what.test is not None:
            self._desk.presenter.open_pair(what.test, what.reference)

    def _open_live(self) -> None:
        from qeu_station.gui.widgets.live_source import LiveSourceDialog

        last = self._desk.preferences.live
        dialog = LiveSourceDialog(self._window, self._desk.jobs, last, self._desk.live_source)
        dialog.accepted.connect(lambda: self._start_live(dialog.settings, dialog.remembered))
        self._dialogs.show(dialog)

    def _start_live(self, settings: LiveSettings, remembered: str) -> None:
        self._prefer(live=remembered)
        self._desk.open_live(settings)

    def _choose_recipe(self) -> None:
        station = self._desk.station
        if station is None:
            self.not_open.emit()
            return
        self._desk.jobs.latest("recipes", lambda task: station.recipes(), self._show_recipes)

    def _show_recipes(self, recipes: Sequence[RecipePlace]) -> None:
        from qeu_station.gui.widgets.recipe_dialog import RecipeDialog

        chosen = self._desk.preferences
        dialog = RecipeDialog(
            self._window, recipes, chosen.recipe, self._desk.use_recipe, not chosen.operator_mode
        )
        self._dialogs.show(dialog)

    def _new_product(self, recipe: str) -> None:
        from qeu_station.gui.widgets.new_product import NewProductDialog

        desk = self._desk
        self._dialogs.show(
            NewProductDialog(
                self._window,
                desk.jobs,
                desk.home,
                desk.use_recipe,
                frames=desk.presenter.frame if desk.presenter.state.live else None,
                recipe=recipe,
            )
        )

    def _shows(self, key: str) -> Callable[[bool], None]:
        return lambda on: self.screen_wanted.emit(key)

    def _show_review_dialog(self, which: str) -> None:
        from qeu_station.gui.review_dialogs import export_dialog, import_dialog
        from qeu_station.gui.widgets.review.page import ReviewPage

        page = self._screens.shown
        if isinstance(page, ReviewPage):
            build = export_dialog if which == "export" else import_dialog
            dialog = build(self._window, self._desk, page.presenter)
            if dialog is not None:
                self._dialogs.show(dialog)

    def _full_screen(self, on: bool) -> None:
        full, now = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(now | full if on else now & ~full)

    def _stack(self, on: bool) -> None:
        self._prefer(stacked=on)
        self._screens.shown.do("view.stacked", on)

    def _sign_on(self) -> None:
        from qeu_station.gui.widgets.sign_on_dialog import SignOnDialog

        chosen = self._desk.preferences
        self._dialogs.show(
            SignOnDialog(self._window, chosen.operator, chosen.recent_operators, self._signed)
        )

    def _signed(self, name: str, new_shift: bool) -> None:
        if new_shift:
            self._desk.presenter.begin_shift()
        self._prefer(recent_operators=with_recent(self._desk.preferences.recent_operators, name))
        self._desk.presenter.sign_on(name)

    def _begin_shift(self) -> None:
        asked = QMessageBox(self._window)
        asked.setWindowTitle(translate("Window", "New shift"))
        asked.setText(
            translate(
                "Window", "Begin a new shift? The counters start at zero; nothing is deleted."
            )
        )
        begin = asked.addButton(translate("Window", "Begin"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(translate("Window", "Cancel"), QMessageBox.ButtonRole.RejectRole)
        begin.clicked.connect(self._desk.presenter.begin_shift)
        self._dialogs.show(asked)

    def _find_action(self) -> None:
        from qeu_station.gui.widgets.command_palette import CommandPalette

        self._dialogs.show(CommandPalette(self._window, self._entries(), self._trigger))

    def _entries(self) -> list[Entry]:
        """Return what may be done now, for the palette."""
        from qeu_station.gui.actions import action
        from qeu_station.gui.language import in_every_language
        from qeu_station.gui.presenters.palette import Entry

        native = QKeySequence.SequenceFormat.NativeText
        return [
            Entry(
                key,
                made.text(),
                made.shortcut().toString(native),
                (*in_every_language(action(key).text), *map(_typed, made.shortcuts())),
            )
            for key, made in self.actions_by_key.items()
            if made.isEnabled() and key != "help.palette"
        ]

    def _trigger(self, key: str) -> None:
        self.actions_by_key[key].trigger()

    def _show_shortcuts(self) -> None:
        from qeu_station.gui.widgets.shortcut_sheet import ShortcutSheet

        page = self._screens
        self._dialogs.show(ShortcutSheet(self._window, page.shown.class_keys, page.key))

    def _show_settings(self) -> None:
        from qeu_station.gui.widgets.settings_dialog import SettingsDialog

        desk = self._desk
        dialog = SettingsDialog(self._window, desk.preferences, desk.problems, desk.remember)
        dialog.setObjectName(SETTINGS)
        self._dialogs.show(dialog)

    def _show_about(self) -> None:
        from qeu_station.gui.widgets.about_dialog import AboutDialog

        self._dialogs.show(AboutDialog(self._window, self._desk.home))

    def open_logs(self) -> None:
        """Open the folder of the log files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs(self._desk.home))))

    def _quit(self) -> None:
        self._window.close()

    def _prefer(self, **changes: object) -> None:
        preferences: Preferences = replace(self._desk.preferences, **changes)  # type: ignore[arg-type]
        self._desk.remember(preferences)


def _typed(shortcut: QKeySequence) -> str:
    """Return a shortcut as somebody types its name; each key of it is a word."""
    return shortcut.toString().replace("+", "+ ")
