"""Every key stands on the sheet, and the sheet on a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qeu_station.gui.actions import ACTIONS
from qeu_station.gui.language import install_language
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.widgets.shortcut_sheet import ShortcutSheet, groups


@pytest.mark.parametrize("screen", [spec.key for spec in SCREENS])
def test_every_action_with_a_key_is_listed(qtbot, screen):
    listed = {words for _, rows in groups([], screen) for words, _ in rows}
    assert {s.text() for s in ACTIONS if s.shortcuts and s.is_on(screen)} <= listed
    assert not {s.text() for s in ACTIONS if not s.is_on(screen)} & listed


def test_every_screen_knows_its_classes(window):
    window.show_screen("review")
    window.commands.do("help.shortcuts")
    assert "Cells and classes" in [title for title, _ in window.dialogs.shown.groups]
    window.dialogs.close()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("screen", ["inspect", "review"])
def test_it_fits_a_small_screen_and_esc_closes_it(qtbot, language, screen):
    install_language(QApplication.instance(), language)
    try:
        sheet = ShortcutSheet(None, [], screen)
        qtbot.addWidget(sheet)
        sheet.show()
        assert sheet.sizeHint().width() <= 1280
        assert sheet.sizeHint().height() <= 760
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()
    finally:
        install_language(QApplication.instance(), "en")
