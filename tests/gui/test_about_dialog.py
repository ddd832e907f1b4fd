"""What runs here can be read and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.about_dialog import AboutDialog


def test_versions_and_places_are_copied_and_esc_closes(qtbot, tmp_path):
    dialog = AboutDialog(None, tmp_path / "家")
    qtbot.addWidget(dialog)
    dialog.show()
    copy, close = dialog.findChildren(QPushButton)
    assert min(copy.height(), close.height()) >= TOUCH
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert str(tmp_path / "家") in QApplication.clipboard().text()
    assert "PySide6" in QApplication.clipboard().text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
