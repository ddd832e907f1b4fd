"""What nobody caught: it is logged, told as a notice, and ends nothing."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_HARMLESS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What Qt says offscreen of every window and popup."""


class CrashWatch(QObject):
    """Takes uncaught exceptions of all threads, and Qt's own messages, while it is installed."""

    _caught = Signal(object)

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._caught.connect(report)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(_on_message)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(None)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("uncaught", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)


def _on_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message not in _HARMLESS:
        log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
