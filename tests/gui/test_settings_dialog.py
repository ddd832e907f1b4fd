"""Every single change of a setting is handed on at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from qeu_station.gui.language import install_language
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.settings_dialog import SettingsDialog
from qeu_station.gui.widgets.ticks import Tick


@pytest.fixture
def handed() -> list[Preferences]:
    return []


@pytest.fixture
def dialog(qtbot, handed):
    made = SettingsDialog(None, Preferences(), ["The file says x."], handed.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize(("name", "value"), [("language", "ja"), ("theme", "dark"),
                                             ("stacked", True)])  # fmt: skip
def test_a_choice_counts_at_once(dialog, handed, name, value):
    box = getattr(dialog, name)
    box.setCurrentIndex(box.findData(value))
    assert handed == [replace(Preferences(), **{name: value})]


@pytest.mark.parametrize("name", ["auto_inspect", "advance", "operator_mode"])
def test_a_tick_counts_at_once_by_mouse_and_by_space(dialog, handed, name):
    before = getattr(Preferences(), name)
    tick = dialog.findChild(Tick, name)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert [getattr(each, name) for each in handed] == [not before, before]


def test_what_the_scanner_sends_is_handed_on(dialog, handed):
    QTest.keyClicks(dialog.prefix, "~")
    dialog.prefix.editingFinished.emit()
    dialog.gap.setValue(77)
    assert (handed[-1].scanner_prefix, handed[-1].scanner_gap_ms) == ("~", 77)


def test_changes_add_up(dialog, handed):
    dialog.theme.setCurrentIndex(2)
    dialog.gap.setValue(44)
    assert handed[-1] == replace(Preferences(), theme="dark", scanner_gap_ms=44)


def test_esc_closes_it(dialog, handed):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert handed == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_fits_a_small_screen(qtbot, language):
    install_language(QApplication.instance(), language)
    try:
        made = SettingsDialog(None, Preferences(), [], lambda new: None)
        qtbot.addWidget(made)
        made.show()
        assert made.sizeHint().width() <= 1280
        assert made.sizeHint().height() <= 760
        for pressed in (*made.findChildren(QPushButton), *made.findChildren(Tick)):
            assert pressed.height() >= TOUCH
            assert pressed.width() >= pressed.minimumSizeHint().width()
        made.close()
    finally:
        install_language(QApplication.instance(), "en")


def test_labels_stand_at_the_height_of_their_fields(dialog):
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    assert len(labels) == 5
    apart = {label.text(): _middle(label) - _middle(label.buddy()) for label in labels}
    assert [text for text, by in apart.items() if abs(by) > 1] == []


def _middle(widget: QWidget) -> int:
    return widget.geometry().center().y()
