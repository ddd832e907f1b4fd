from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from qeu_station.gui.widgets.review.attention import Attention


@pytest.fixture
def pictures(qtbot) -> QLabel:
    made = QLabel("pictures")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def pressed(widget: QLabel, at_ms: int) -> None:
    """Send a key that was pressed at a time of the keyboard's own clock."""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(widget, event)


def test_what_was_never_painted_was_not_seen(qtbot, pictures):
    pictures.hide()
    attention = Attention(pictures)
    attention.show("one")
    qtbot.wait(300)
    assert not attention.ready


def test_a_pair_is_seen_a_glance_after_it_was_painted(qtbot, pictures):
    attention = Attention(pictures)
    attention.show("one")
    assert not attention.caught()
    qtbot.waitUntil(lambda: attention.ready)
    assert attention.caught()
    attention.show("one")
    assert attention.ready
    attention.show("two")
    assert not attention.ready


def test_a_key_that_waited_behind_a_busy_window_meant_the_pair_before(qtbot, pictures):
    attention = Attention(pictures)
    attention.show("one")
    qtbot.waitUntil(lambda: attention.ready)
    pressed(pictures, 100_000)
    assert attention.caught()
    attention.show("two")
    qtbot.waitUntil(lambda: attention.ready)
    pressed(pictures, 100_001)  # handled now, pressed a thousandth after the one before
    assert not attention.caught()
    qtbot.wait(200)
    pressed(pictures, 101_000)
    assert attention.caught()
