"""Every key stands on the sheet, and the sheet on a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qeu_station.gui.actions import ACTIONS
from qeu_station.gui.language import install_language
from qeu_station.gui.widgets.shortcut_sheet import ShortcutSheet, groups


def test_every_action_with_a_key_is_listed(qtbot):
    listed = {words for _, rows in groups([]) for words, _ in rows}
    assert {spec.text() for spec in ACTIONS if spec.shortcuts} <= listed


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_fits_a_small_screen_and_esc_closes_it(qtbot, language):
    install_language(QApplication.instance(), language)
    try:
        sheet = ShortcutSheet(None, [])
        qtbot.addWidget(sheet)
        sheet.show()
        assert sheet.sizeHint().width() <= 1280
        assert sheet.sizeHint().height() <= 760
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()
    finally:
        install_language(QApplication.instance(), "en")
