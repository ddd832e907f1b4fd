"""PySide6 6.12.0 on Python 3.11 loses a reference to None per call, and the program dies of it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel


def test_calls_that_return_nothing_keep_none_alive(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
        label.update()
    assert abs(sys.getrefcount(None) - before) < 500
