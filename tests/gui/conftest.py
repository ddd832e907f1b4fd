"""The ground of the window's tests: nothing a test made may outlive it."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest

try:
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication
except ImportError as missing:  # a machine without Qt's libraries: say so, and skip what needs them
    pytest.skip(f"Qt cannot be loaded: {missing}", allow_module_level=True)

from pytestqt.qtbot import QtBot

from qeu_station.gui import crash, theme, words
from qeu_station.gui.desk import Desk
from qeu_station.gui.main_window import MainWindow

PATIENCE_MS = 60_000
"""How long something may take on a slow and busy machine; only a test that fails takes it."""


class PatientBot(QtBot):
    """Waits as long as a busy machine needs, where a test does not say how long."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)  # noqa: N815
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The robot that operates the widgets of a test, patiently."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _only_new_objects() -> Iterator[None]:
    """Keep what the libraries made for good out of the search for timers."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window, or made Qt complain."""
    threads = set(threading.enumerate())
    timers = _running_timers()
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, context, message: heard.append(message))
    yield
    qInstallMessageHandler(before)
    gc.collect()
    words.install_translator(None)
    theme._current = theme.LIGHT
    _delete_what_was_closed()
    left = [f"thread {each.name}" for each in _left(threads)]
    left += [f"timer of {timer.parent()!r}" for timer in _running_timers() - timers]
    left += [f"window {each!r}" for each in _top_levels() if each.isVisible()]
    left += [f"Qt said: {message}" for message in heard if message not in crash._HARMLESS]
    for widget in _top_levels():
        widget.close()
        widget.deleteLater()
    _delete_what_was_closed()
    if left and not request.node.get_closest_marker("xfail"):
        pytest.fail("left behind: " + "; ".join(left))


@pytest.fixture(autouse=True)
def _quiet_station_log() -> Iterator[None]:
    """Give every test the station's log as it is before anything was set up."""
    root = logging.getLogger("qeu_station")
    before = list(root.handlers), root.level, root.propagate
    yield
    for handler in list(root.handlers):
        if handler not in before[0]:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(before[1])
    root.propagate = before[2]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose station is not open, in a home of its own."""
    made = Desk(tmp_path / "家")
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def window(desk: Desk) -> Iterator[MainWindow]:
    """The window around the desk, shown."""
    made = MainWindow(desk)
    made.resize(1280, 800)
    made.show()
    yield made
    if shiboken6.isValid(made) and not made.close():
        made.close()  # what is not saved keeps it open once


def _left(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return threads that do not end within a moment."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while left := [t for t in threading.enumerate() if t not in before and t.is_alive()]:
        if time.monotonic() > end:
            return left
        time.sleep(0.01)
    return []


def _running_timers() -> set[QTimer]:
    return {each for each in gc.get_objects() if isinstance(each, QTimer) and _active(each)}


def _active(timer: QTimer) -> bool:
    try:
        return timer.isActive()
    except RuntimeError:  # its C++ half is deleted
        return False


def _top_levels() -> list[QObject]:
    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _delete_what_was_closed() -> None:
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
