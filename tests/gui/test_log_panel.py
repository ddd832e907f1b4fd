"""The log is followed while somebody sees it, however much is logged."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qeu_station.gui.log_tail import LENGTH, LogTail
from qeu_station.gui.widgets.log_panel import LogPanel


def _log(tail: LogTail, text: str, level: int = logging.INFO) -> None:
    tail.handle(logging.LogRecord("qeu_station", level, __file__, 1, text, None, None))


@pytest.fixture
def tail() -> LogTail:
    return LogTail()


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def panel(qtbot, tail, opened):
    made = LogPanel(tail, lambda: "the report", lambda: opened.append("logs"))
    qtbot.addWidget(made)
    yield made
    made.close()


def test_it_follows_only_while_it_is_seen(qtbot, panel, tail):
    _log(tail, "before")
    assert panel.text.toPlainText() == ""
    panel.show()
    assert "before" in panel.text.toPlainText()
    _log(tail, "meanwhile")
    qtbot.waitUntil(lambda: "meanwhile" in panel.text.toPlainText())
    panel.hide()
    assert not panel._timer.isActive()
    _log(tail, "unseen")
    panel.show()
    assert "unseen" in panel.text.toPlainText()


def test_ten_thousand_messages_leave_the_last(panel, tail):
    panel.show()
    for number in range(10_000):
        _log(tail, f"message {number}")
    panel.refresh()
    lines = panel.text.toPlainText().splitlines()
    assert len(lines) == LENGTH
    assert lines[-1].endswith("message 9999")


def test_warnings_alone(panel, tail):
    _log(tail, "calm")
    _log(tail, "grave", logging.ERROR)
    panel.show()
    panel.level.setCurrentIndex(1)
    assert "calm" not in panel.text.toPlainText()
    assert "grave" in panel.text.toPlainText()


def test_its_buttons(panel, opened):
    panel.show()
    copy, folder = panel.findChildren(QPushButton)
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "the report"
    QTest.mouseClick(folder, Qt.MouseButton.LeftButton)
    assert opened == ["logs"]
    assert panel.text.accessibleName()
    assert panel.level.accessibleName()
