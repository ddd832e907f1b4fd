"""Every action does something, and every dialog opens, closes and is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from qeu_station.capture.frame import Frame
from qeu_station.gui.actions import ACTIONS
from qeu_station.gui.presenters.palette import search
from qeu_station.services.capturing import LiveSettings

DIALOGS = {
    "file.live": "LiveSourceDialog",
    "recipe.new": "NewProductDialog",
    "recipe.change": "NewProductDialog",
    "shift.sign_on": "SignOnDialog",
    "help.palette": "CommandPalette",
    "help.shortcuts": "ShortcutSheet",
    "help.settings": "SettingsDialog",
    "help.about": "AboutDialog",
}
FILES = {"file.pairs", "file.watch", "file.pair"}


OF_FIELDS = {"part.agree", "part.note", "shift.serial"}


def test_every_action_belongs_to_somebody(window):
    for spec in ACTIONS:
        if spec.key in window.commands.handlers or not spec.is_on("inspect"):
            continue
        if spec.key == "correct.box" or spec.key.startswith("view."):
            window.screen_inspect.set_view(spec.key, False)
        else:
            assert spec.key in {*OF_FIELDS, *window.desk.presenter._doing.actions}


def test_nothing_is_handled_that_is_no_action(window):
    assert window.commands.handlers.keys() <= {spec.key for spec in ACTIONS}


@pytest.mark.parametrize("key", DIALOGS)
def test_a_dialog_opens_and_closes(qtbot, window, key):
    window.commands.do(key)
    dialog = dialog_of(window)
    assert type(dialog).__name__ == DIALOGS[key]
    assert dialog.windowModality() != Qt.WindowModality.NonModal
    assert dialog.windowTitle()
    qtbot.waitExposed(dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialogs_of(window))


@pytest.mark.parametrize("key", DIALOGS)
@pytest.mark.parametrize("room", [(960, 540), (800, 480)])
def test_a_dialog_opens_on_a_small_screen(qtbot, window, monkeypatch, key, room):
    monkeypatch.setattr(QScreen, "availableGeometry", lambda screen: QRect(0, 0, *room))
    window.commands.do(key)
    dialog = dialog_of(window)
    qtbot.waitExposed(dialog)
    assert dialog.width() <= room[0]
    assert dialog.height() <= room[1] - 32  # its title stands above it
    below = [b for b in dialog.findChildren(QPushButton) if b.parent() is dialog]
    assert all(dialog.rect().contains(b.geometry()) for b in below if b.isVisible())


def test_one_dialog_at_a_time(qtbot, window):
    window.commands.do("help.about")
    first = dialog_of(window)
    window.commands.do("help.shortcuts")
    second = dialog_of(window)
    delete_what_was_closed()
    assert not shiboken6.isValid(first)
    assert type(second).__name__ == "ShortcutSheet"
    window.dialogs.close()
    qtbot.waitUntil(lambda: not dialogs_of(window))


@pytest.mark.parametrize("key", ["help.settings", "recipe.new", "file.live"])
def test_closing_the_window_closes_its_dialog(qtbot, window, key):
    window.commands.do(key)
    window.close()
    delete_what_was_closed()
    assert not shiboken6.isValid(window)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []


def test_what_the_palette_finds_is_done(qtbot, window):
    window.commands.do("help.palette")
    entries = {entry.key for entry in window.commands._entries()}
    assert "help.palette" not in entries
    assert "part.next" not in entries  # nothing is open
    window.commands._trigger("help.about")
    assert type(dialog_of(window)).__name__ == "AboutDialog"
    window.dialogs.close()


@pytest.mark.parametrize("typed", ["about", "station about", "について"])
def test_the_palette_finds_by_the_words_of_every_language(window, typed):
    assert search(window.commands._entries(), typed)[0].key == "help.about"


@pytest.mark.parametrize("typed", ["f1", "F1", "keyboard", "short key", "ショートカット"])
def test_the_palette_finds_by_shortcuts_and_by_words_in_any_order(window, typed):
    assert search(window.commands._entries(), typed)[0].key == "help.shortcuts"


def test_recipes_are_chosen_only_where_there_are_some(window):
    window.commands.do("recipe.choose")
    assert dialogs_of(window) == []


def test_a_folder_is_opened_and_remembered(qtbot, desk, window, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(tmp_path))
    window.commands.do("file.pairs")
    assert desk.preferences.source == str(tmp_path)


@pytest.mark.parametrize("key", sorted(FILES))
def test_giving_up_in_a_file_dialog_changes_nothing(desk, window, monkeypatch, key):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: ([], ""))
    before = desk.presenter.state, desk.preferences
    window.commands.do(key)
    assert (desk.presenter.state, desk.preferences) == before


def test_two_pictures_are_told_apart(desk, window, monkeypatch, tmp_path):
    opened: list[tuple[Path, Path | None]] = []
    files = [str(tmp_path / name) for name in ("a_temp.png", "a_test.png")]
    for file in files:
        Path(file).touch()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: (files, ""))
    monkeypatch.setattr(desk.presenter, "open_pair", lambda *pair: opened.append(pair))
    window.commands.do("file.pair")
    assert opened == [(Path(files[1]), Path(files[0]))]


def test_signing_on_is_remembered(qtbot, desk, window):
    window.commands.do("shift.sign_on")
    dialog = dialog_of(window)
    qtbot.keyClicks(dialog.field, "Sato")
    qtbot.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)
    assert desk.preferences.operator == "Sato"
    assert desk.preferences.recent_operators == ("Sato",)
    assert desk.presenter.state.operator == "Sato"


def test_somebody_must_sign_on(qtbot, desk, window):
    desk.sign_on_wanted.emit()
    assert [type(each).__name__ for each in dialogs_of(window)] == ["SignOnDialog"]
    window.dialogs.close()


def test_full_screen_goes_back_to_what_was(qtbot, window):
    window.showMaximized()
    window.commands.do("view.full_screen", True)
    assert window.isFullScreen()
    window.commands.do("view.full_screen", False)
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_what_waits_for_a_dialog_is_done_once_it_is_closed(qtbot, window):
    done: list[str] = []
    window.commands.do("help.about")
    window.dialogs.when_free(lambda: done.append("later"))
    assert done == []
    window.dialogs.close()
    qtbot.waitUntil(lambda: done == ["later"])
    window.dialogs.when_free(lambda: done.append("now"))
    assert done == ["later", "now"]


def test_a_camera_that_arrives_is_shown_and_remembered(qtbot, desk, window, source, monkeypatch):
    monkeypatch.setattr(desk, "live_source", lambda settings: source)
    window.commands._start_live(LiveSettings(place="7"), '{"place": "7"}')
    qtbot.waitUntil(lambda: desk.presenter.state.live)
    assert desk.preferences.live == '{"place": "7"}'
    assert not source.closed
    desk.presenter.close_source()
    qtbot.waitUntil(lambda: source.closed)


class Source:
    """A camera that is there."""

    state, problem = "opening", ""
    closed = False

    def newest(self) -> Frame | None:
        return None

    def after(self, moment: float, timeout_s: float) -> Frame | None:
        return None

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def source() -> Source:
    return Source()


def dialogs_of(window) -> list[QDialog]:
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


def dialog_of(window) -> QDialog:
    (dialog,) = dialogs_of(window)
    return dialog


def delete_what_was_closed() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
