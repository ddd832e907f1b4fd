"""What nobody caught is logged and told, whichever thread it was, and ends nothing."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qDebug, qInstallMessageHandler, qWarning

from qeu_station.gui.crash import CrashWatch


@pytest.fixture
def told() -> list[BaseException]:
    return []


@pytest.fixture
def watch(qapp, told, _leaves_nothing_behind) -> Iterator[CrashWatch]:
    ours = qInstallMessageHandler(None)
    qInstallMessageHandler(ours)
    made = CrashWatch(told.append)
    yield made
    made.close()
    qInstallMessageHandler(ours)


def test_an_exception_of_the_windows_thread(watch, told, caplog):
    try:
        raise ValueError("no such cell")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert [str(error) for error in told] == ["no such cell"]
    assert "no such cell" in caplog.text
    assert "Traceback" in caplog.text


def test_an_exception_of_another_thread_is_told_in_the_windows(qtbot, watch, told, caplog):
    where: list[int] = []
    watch._caught.connect(lambda error: where.append(threading.get_ident()))
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    assert told == []
    qtbot.waitUntil(lambda: told != [])
    assert isinstance(told[0], ZeroDivisionError)
    qtbot.waitUntil(lambda: where == [threading.get_ident()])
    assert "ZeroDivisionError" in caplog.text


def test_an_exception_in_a_slot_ends_nothing(qtbot, watch, told, caplog):
    """Qt calls the hook; pytest-qt's own stands aside for this test."""
    done: list[bool] = []

    def fail() -> None:
        raise KeyError("slot")

    QTimer.singleShot(0, fail)
    QTimer.singleShot(0, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done and told))
    assert isinstance(told[0], KeyError)


def test_what_qt_says_is_logged(watch, caplog):
    caplog.set_level(logging.DEBUG, logger="qeu_station.gui.crash")
    qWarning("a pixmap is null")
    qDebug("nothing of importance")
    qWarning("This plugin does not support propagateSizeHints()")
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "Qt: a pixmap is null"),
        ("DEBUG", "Qt: nothing of importance"),
    ]


def test_the_hooks_are_given_back(qapp):
    before = sys.excepthook, threading.excepthook
    handler = qInstallMessageHandler(None)
    CrashWatch(lambda error: None).close()
    assert (sys.excepthook, threading.excepthook) == before
    qInstallMessageHandler(handler)
