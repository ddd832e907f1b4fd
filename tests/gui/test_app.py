"""Another language or theme takes another window, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from qeu_station.errors import InputError
from qeu_station.gui import app as app_module
from qeu_station.gui.app import Shell, application, run_window
from qeu_station.gui.language import install_language
from qeu_station.gui.preferences import load_preferences, save_preferences
from qeu_station.gui.theme import DARK, LIGHT, tokens
from tests.unit.gui.presenters.doubles import FakeStation


@pytest.fixture
def shell(qapp, desk) -> Iterator[Shell]:
    desk.remember(replace(desk.preferences, language="en", theme="light"))
    locale = QLocale()
    made = Shell(qapp, desk)
    made.show()
    yield made
    made.window.desk.presenter.close_source()
    if shiboken6.isValid(made.window):
        made.close()
    made.deleteLater()
    install_language(qapp, "en")
    QLocale.setDefault(locale)


def test_another_language_takes_another_window(qtbot, shell, desk):
    before = shell.window
    desk.remember(replace(desk.preferences, language="ja"))
    qtbot.waitUntil(lambda: shell.window is not before)
    assert shell.window.isVisible()
    assert shell.window.actions_by_key["help.about"].text() == "QEU Stationについて"
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))
    desk.remember(replace(desk.preferences, language="en"))
    qtbot.waitUntil(lambda: shell.window.actions_by_key["help.about"].text() == "About QEU Station")


def test_another_theme_takes_another_window(qtbot, shell, desk):
    before = shell.window
    assert tokens() is LIGHT
    desk.remember(replace(desk.preferences, theme="dark"))
    qtbot.waitUntil(lambda: shell.window is not before)
    assert tokens() is DARK
    assert shell.window.palette().window().color().name() == DARK.window


def test_the_part_and_the_source_stay_open(qtbot, shell, desk):
    desk.presenter.attach(FakeStation())
    desk.presenter.use_recipe("board")
    desk.presenter.open_pairs(Path("pairs.csv"))
    qtbot.waitUntil(lambda: desk.presenter.state.part is not None)
    desk.presenter.go_to(2)
    qtbot.waitUntil(lambda: desk.presenter.state.part.name == "p1")
    shell.window.actions_by_key["view.difference"].trigger()
    before = shell.window
    desk.remember(replace(desk.preferences, language="ja"))
    qtbot.waitUntil(lambda: shell.window is not before)
    assert "p1" in shell.window.windowTitle()
    assert desk.presenter.state.part.name == "p1"
    assert shell.window.actions_by_key["view.difference"].isChecked()
    assert shell.window.actions_by_key["part.next"].isEnabled()


def test_only_the_new_window_hears_of_the_desk(qtbot, shell, desk):
    before = shell.window
    desk.remember(replace(desk.preferences, language="ja"))
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))
    desk.sign_on_wanted.emit()
    assert len(dialogs()) == 1
    shell.window.dialogs.close()


def test_the_settings_stay_open(qtbot, shell, desk):
    before = shell.window
    before.commands.do("help.settings")
    (dialog,) = dialogs()
    dialog.language.setCurrentIndex(dialog.language.findData("ja"))
    qtbot.waitUntil(lambda: shell.window is not before)
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))
    (again,) = dialogs()
    assert type(again).__name__ == "SettingsDialog"
    assert again.windowTitle() != "Settings"
    shell.window.dialogs.close()


def test_a_dialog_with_work_in_it_is_not_taken_away(qtbot, shell, desk):
    before = shell.window
    before.commands.do("shift.sign_on")
    (dialog,) = dialogs()
    desk.remember(replace(desk.preferences, theme="dark"))
    qtbot.wait(50)
    assert shell.window is before
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: shell.window is not before)


def test_notices_that_wait_are_told_in_the_new_window_too(qtbot, shell, desk):
    before = shell.window
    for words in ("The camera is lost.", "The disk is full."):
        desk.failed.emit(InputError(words))
    desk.remember(replace(desk.preferences, language="ja"))
    qtbot.waitUntil(lambda: shell.window is not before)
    bar = shell.window.notices
    assert (bar.notices.current.text, bar.notices.more) == ("The camera is lost.", 1)
    assert bar.isVisible()
    desk.ended.emit("The camera is lost.")
    assert (bar.notices.current.text, bar.notices.more) == ("The disk is full.", 0)


def test_going_there_and_back_at_once_changes_nothing(qtbot, shell, desk):
    before = shell.window
    desk.remember(replace(desk.preferences, language="ja"))
    desk.remember(replace(desk.preferences, language="en"))
    qtbot.wait(50)
    assert shell.window is before


def test_the_system_decides_where_nobody_did(qtbot, shell, desk, monkeypatch):
    before = shell.window
    hints = type(QApplication.styleHints())
    monkeypatch.setattr(hints, "colorScheme", lambda self: Qt.ColorScheme.Dark)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    qtbot.wait(50)
    assert shell.window is before  # light was chosen
    desk.remember(replace(desk.preferences, theme=""))
    qtbot.waitUntil(lambda: shell.window is not before)
    assert tokens() is DARK


def test_a_window_runs_until_it_is_closed(qapp, qtbot, tmp_path, monkeypatch):
    """With a station of its own, opened while the window is on the screen already."""
    titles: list[str] = []

    def close() -> None:
        (window,) = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        titles.append(window.windowTitle())
        window.close()

    monkeypatch.setattr(app_module.Desk, "open", lambda self: QTimer.singleShot(0, close))
    interval, hook = sys.getswitchinterval(), sys.excepthook
    try:
        assert run_window(tmp_path / "家") == 0
    finally:
        sys.setswitchinterval(interval)
    assert titles == ["QEU Station"]
    assert sys.excepthook is hook
    assert load_preferences(tmp_path / "家").geometry


def test_the_place_of_the_window_is_kept(qapp, qtbot, desk, tmp_path):
    shell = Shell(qapp, desk)
    shell.show()
    shell.window.resize(1000, 700)
    shell.close()
    saved = desk.preferences
    save_preferences(tmp_path / "other", saved)
    again = Shell(qapp, desk)
    again.show()
    assert again.window.height() == 700  # the screen of the tests is narrower than the window
    again.close()


def test_there_is_one_application(qapp):
    interval = sys.getswitchinterval()
    try:
        assert application() is qapp
    finally:
        sys.setswitchinterval(interval)
    assert qapp.applicationName() == "QEU Station"


def dialogs() -> list[QDialog]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible()
    ]
