"""What each action does; a dialog is imported when somebody wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from qeu_station import paths
from qeu_station.gui.desk import Desk
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.operators import with_recent
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.widgets.placing import keep_on_screen
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.main_window import MainWindow
    from qeu_station.gui.presenters.palette import Entry
    from qeu_station.services.capturing import LiveSettings
    from qeu_station.storage.recipes import RecipePlace


NEEDS_STATION = frozenset(
    {"file.pairs", "file.pair", "file.watch", "file.live", "file.demo", "recipe.choose",
     "recipe.new", "recipe.change", "shift.new"}
)  # fmt: skip
"""Actions that come to nothing while the station could not be opened, and say so."""


class Commands:
    """The handlers of all actions of one window.

    Args:
        window: Parent of the dialogs.
        desk: What the actions work on.
    """

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        self._window, self._desk = window, desk
        self._dialog: QDialog | None = None
        self._asking_for_files = False
        self._when_free: Callable[[], None] | None = None
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
            "view.log": self._show_log,
            "shift.sign_on": lambda on: self._sign_on(),
            "shift.new": lambda on: self._begin_shift(),
            "help.palette": lambda on: self._find_action(),
            "help.shortcuts": lambda on: self._show_shortcuts(),
            "help.settings": lambda on: self._show_settings(),
            "help.about": lambda on: self._show_about(),
        }

    def do(self, key: str, on: bool = False) -> None:
        """Do an action."""
        if self._desk.problem is not None and key in NEEDS_STATION:
            self._window.say_not_open()
            return
        handler = self.handlers.get(key)
        if handler is not None:
            handler(on)
        else:
            self._window.screens.shown.do(key, on)

    def close(self) -> bool:
        """Close the dialog that is open; return False when somebody keeps it for what is in it."""
        self._desk.jobs.forget("recipes")
        if self._dialog is not None:
            self._dialog.close()
        return self._dialog is None  # as its end has said

    def when_free(self, call: Callable[[], None]) -> None:
        """Call once nobody is in a dialog where something entered could be lost."""
        if self._asking_for_files or not (self._dialog is None or self.in_settings):
            self._when_free = call
        else:
            call()

    def shows(self, name: str) -> bool:
        """Return whether a dialog of this name is open."""
        return self._dialog is not None and self._dialog.objectName() == name

    @property
    def in_settings(self) -> bool:
        """Whether the settings are open; they keep nothing that was not said already."""
        return self.shows("help.settings")

    @contextmanager
    def _files_wanted(self) -> Iterator[None]:
        self._asking_for_files = True
        try:
            yield
        finally:
            self._asking_for_files = False
            self._freed()

    def _freed(self) -> None:
        call, self._when_free = self._when_free, None
        if call is not None:
            QTimer.singleShot(0, call)

    def _open_folder(self, title: str, open_it: Callable[[Path], None]) -> None:
        with self._files_wanted():
            folder = QFileDialog.getExistingDirectory(
                self._window, title, self._desk.preferences.source
            )
        if folder:
            open_it(Path(folder))

    def _open_two(self) -> None:
        from qeu_station.gui.presenters.drops import dropped

        with self._files_wanted():
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
        self.show(dialog)

    def _start_live(self, settings: LiveSettings, remembered: str) -> None:
        self._prefer(live=remembered)
        self._desk.open_live(settings)

    def _choose_recipe(self) -> None:
        station = self._desk.station
        if station is None:
            self._window.say_not_open()
            return
        self._desk.jobs.latest("recipes", lambda task: station.recipes(), self._show_recipes)

    def _show_recipes(self, recipes: Sequence[RecipePlace]) -> None:
        from qeu_station.gui.widgets.recipe_dialog import RecipeDialog

        chosen = self._desk.preferences
        dialog = RecipeDialog(
            self._window, recipes, chosen.recipe, self._desk.use_recipe, not chosen.operator_mode
        )
        self.show(dialog)

    def _new_product(self, recipe: str) -> None:
        from qeu_station.gui.widgets.new_product import NewProductDialog

        desk = self._desk
        self.show(
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
        return lambda on: self._window.show_screen(key)

    def _show_review_dialog(self, which: str) -> None:
        from qeu_station.gui.review_dialogs import export_dialog, import_dialog
        from qeu_station.gui.widgets.review.page import ReviewPage

        page = self._window.screens.shown
        if isinstance(page, ReviewPage):
            build = export_dialog if which == "export" else import_dialog
            dialog = build(self._window, self._desk, page.presenter)
            if dialog is not None:
                self.show(dialog)

    def _full_screen(self, on: bool) -> None:
        full, now = Qt.WindowState.WindowFullScreen, self._window.windowState()
        self._window.setWindowState(now | full if on else now & ~full)

    def _stack(self, on: bool) -> None:
        self._prefer(stacked=on)
        self._window.screens.shown.do("view.stacked", on)

    def _show_log(self, on: bool) -> None:
        self._window.show_log(on)

    def _sign_on(self) -> None:
        from qeu_station.gui.widgets.sign_on_dialog import SignOnDialog

        chosen = self._desk.preferences
        self.show(
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
        self.show(asked)

    def _find_action(self) -> None:
        from qeu_station.gui.widgets.command_palette import CommandPalette

        self.show(CommandPalette(self._window, self._entries(), self._trigger))

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
            for key, made in self._window.actions_by_key.items()
            if made.isEnabled() and key != "help.palette"
        ]

    def _trigger(self, key: str) -> None:
        self._window.actions_by_key[key].trigger()

    def _show_shortcuts(self) -> None:
        from qeu_station.gui.widgets.shortcut_sheet import ShortcutSheet

        page = self._window.screens
        self.show(ShortcutSheet(self._window, page.shown.class_keys, page.key))

    def _show_settings(self) -> None:
        from qeu_station.gui.widgets.settings_dialog import SettingsDialog

        desk = self._desk
        dialog = SettingsDialog(self._window, desk.preferences, desk.problems, desk.remember)
        dialog.setObjectName("help.settings")
        self.show(dialog)

    def _show_about(self) -> None:
        from qeu_station.gui.widgets.about_dialog import AboutDialog

        self.show(AboutDialog(self._window, self._desk.home))

    def open_logs(self) -> None:
        """Open the folder of the log files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs(self._desk.home))))

    def _quit(self) -> None:
        self._window.close()

    def _prefer(self, **changes: object) -> None:
        preferences: Preferences = replace(self._desk.preferences, **changes)  # type: ignore[arg-type]
        self._desk.remember(preferences)

    def show(self, dialog: QDialog) -> bool:
        """Show one dialog beside the window; the one before it goes, or is kept by somebody."""
        if not self.close():
            dialog.deleteLater()
            return False
        self._dialog = dialog
        keep_on_screen(dialog)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        return True

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self._window.screens.shown.enter()
        self._freed()


def _typed(shortcut: QKeySequence) -> str:
    """Return a shortcut as somebody types its name; each key of it is a word."""
    return shortcut.toString().replace("+", "+ ")
