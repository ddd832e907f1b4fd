"""Being asked to end wakes an idle window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from qeu_station.gui.end_signals import EndSignals

IDLE = """
import signal
from PySide6.QtCore import QCoreApplication, QTimer
from qeu_station.gui.end_signals import EndSignals

app = QCoreApplication([])
signals = EndSignals(app.quit)
QTimer.singleShot(0, lambda: print("idle", flush=True))
code = app.exec()
signals.close()
assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
print("ended", code, flush=True)
"""


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(qtbot, asked, number):
    signals = EndSignals(lambda: asked.append("end"))
    try:
        signal.raise_signal(number)
        qtbot.waitUntil(lambda: asked == ["end"])
    finally:
        signals.close()


def test_the_signals_are_given_back(qtbot, asked):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    descriptor = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(descriptor)
    signals = EndSignals(lambda: asked.append("end"))
    signals.close()
    signals.deleteLater()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    assert signal.set_wakeup_fd(-1) == descriptor


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent SIGTERM there")
def test_an_idle_loop_wakes():
    """No timer and no event of its own lets Python run its handlers: the socket must."""
    with subprocess.Popen(
        [sys.executable, "-c", IDLE], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        over = threading.Timer(60, process.kill)
        over.start()
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "idle"
            os.kill(process.pid, signal.SIGTERM)
            assert process.stdout.read().strip() == "ended 0"
            assert process.wait() == 0
        finally:
            over.cancel()
            over.join()
            process.kill()
