"""What is asked of a window, bare or not: how long until it paints what it should."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE_S = 60.0


class Subject(Protocol):
    """A window that shows pairs."""

    @property
    def viewport(self) -> QWidget:
        """What is painted when a part shows."""
        ...

    @property
    def keys_to(self) -> QWidget:
        """What takes the keys."""
        ...

    def shown(self) -> str | None:
        """Name of the part whose pictures are in the views."""
        ...

    def open_pairs(self, folder: Path) -> None:
        """Open a folder of pairs."""
        ...


class Paints(QObject):
    """Notes what a widget showed when it was painted; the note is taken after the painting.

    Args:
        painted: The widget; a window is painted whenever anything in it is.
        shown: Says what it shows.
    """

    PAINTED = QEvent.Type(QEvent.registerEventType())

    def __init__(self, painted: QWidget, shown: Callable[[], Any]) -> None:
        super().__init__()
        self._shown = shown
        self.seen: list[tuple[float, Any]] = []
        painted.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let every event pass."""
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            QCoreApplication.postEvent(
                self, QEvent(self.PAINTED), Qt.EventPriority.HighEventPriority.value
            )
        return False

    def event(self, event: QEvent) -> bool:
        """Take the note: the painting that an event of our own was posted in is over."""
        if event.type() == self.PAINTED:
            self.seen.append((time.perf_counter(), self._shown()))
        return super().event(event)

    def last(self) -> Any:
        """Return what was painted last."""
        return self.seen[-1][1] if self.seen else None


def wait_until(met: Callable[[], bool], seconds: float = PATIENCE_S) -> float:
    """Run the event loop until ``met``; return the time.

    Raises:
        TimeoutError: It was not met.
    """
    end = time.perf_counter() + seconds
    while not met():
        QApplication.processEvents()
        time.sleep(0.0005)  # lets threads have the interpreter
        if time.perf_counter() > end:
            raise TimeoutError(f"the window did not get there within {seconds:g} s")
    return time.perf_counter()


def rest(seconds: float) -> None:
    """Run the event loop for a while, as the application does; ``QTest.qWait`` stops threads."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def opening(subject: Subject, folder: Path) -> float:
    """Return the milliseconds from opening a folder until its first part is painted."""
    paints = Paints(subject.viewport, subject.shown)
    begin = time.perf_counter()
    subject.open_pairs(folder)
    return 1e3 * (wait_until(lambda: paints.last() is not None) - begin)


def next_keys(subject: Subject, count: int, pause_s: float = 0.25) -> list[float]:
    """Return the milliseconds from each key until the next part is painted."""
    paints = Paints(subject.viewport, subject.shown)
    taken = []
    for _ in range(count):
        before = subject.shown()
        begin = time.perf_counter()
        QTest.keyClick(subject.keys_to, Qt.Key.Key_Right)
        end = wait_until(lambda before=before: paints.last() not in (None, before))  # type: ignore[misc]
        taken.append(1e3 * (end - begin))
        rest(pause_s)
    return taken


def burst(subject: Subject, keys: int = 40, seconds: float = 1.3) -> tuple[float, int]:
    """Press a key every ``seconds / keys``; return settling milliseconds and pictures seen."""
    paints = Paints(subject.viewport, subject.shown)
    final = target_after(subject, keys)
    begin = time.perf_counter()
    for number in range(keys):
        due = begin + number * seconds / keys
        wait_until(lambda due=due: time.perf_counter() >= due)  # type: ignore[misc]
        QTest.keyClick(subject.keys_to, Qt.Key.Key_Right)
    last = time.perf_counter()
    settled = wait_until(lambda: paints.last() == final)
    return 1e3 * (settled - last), len({name for _, name in paints.seen if name})


def triggers(subject: Any, count: int) -> list[float]:
    """Return the milliseconds from the trigger until its verdict is painted, less the inspectors'.

    Args:
        subject: The station's window, with a part on the screen.
        count: How often.
    """
    paints, taken = Paints(subject.keys_to, subject.judged), []
    for _ in range(count):
        before = subject.judged()
        begin = time.perf_counter()
        QTest.keyClick(subject.keys_to, Qt.Key.Key_Space)
        wait_until(lambda before=before: paints.last() not in (None, before))  # type: ignore[misc]
        taken.append(1e3 * (paints.seen[-1][0] - begin) - subject.slowest_ms())
        rest(0.3)
    return taken


def target_after(subject: Subject, keys: int) -> str:
    """Return the name of the part ``keys`` after the one on the screen; names count up."""
    name = subject.shown() or ""
    return f"P{int(name[1:]) + keys:06d}"


class Heartbeat(QObject):
    """Beats every 5 ms; ``late`` holds by how many milliseconds each beat came too late."""

    EVERY_MS = 5

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._timer = QTimer(self, interval=self.EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Stop; return the delays."""
        self._timer.stop()
        return self.late

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, 1e3 * (now - self._last) - self.EVERY_MS))
        self._last = now
