"""Keeps what a barcode scanner types apart from what the operator types."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.scanner import ENDS, Moment, Scanner

TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)

LOOK_MS = 5
"""How long a last look for keys takes."""

BADGE = "takes_badge"
"""Property of a field that asks for something to scan itself: its keys are left alone."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ScannerFilter(QObject):
    """Sees the keys of one window before anything else does, whatever has the focus.

    Those of its dialogs, menus and text fields too: a code must answer no question and become
    nobody's text. A person's keys reach a field one gap later, before anybody sees it.

    Args:
        window: Whose keys.
        scanned: Called with a code, and whether its beginning may be missing; none of its keys
            reached anything else.
        meant: Called with the Enter, Tab or blank that a person typed after keys that were held,
            where it is a shortcut of the window and no text.
        preferences: Prefix and gap of the scanner.
    """

    def __init__(
        self,
        window: QWidget,
        scanned: Callable[[str, bool], None],
        meant: Callable[[str], None],
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scanned, self._meant = scanned, meant
        self._replaying = False
        self._looked = False
        self._moment = Moment()
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)
        self.set_preferences(preferences)

    def set_preferences(self, preferences: Preferences) -> None:
        """Follow another prefix or gap."""
        self._scanner: Scanner[QKeyEvent] = Scanner(
            preferences.scanner_prefix, preferences.scanner_gap_ms
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hold back what may be a scanner's."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or self._replaying:
            return False
        if not self._concerns(watched):
            return self._overtakes_none(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._on_override(event)
        return event.type() == QEvent.Type.KeyPress and self._on_press(event)

    def _overtakes_none(self, event: QKeyEvent) -> bool:
        """Let a key that is no scanner's pass, after those that are held."""
        if event.type() == QEvent.Type.KeyPress and event.key() not in _MODIFIERS:
            self._replay(self._scanner.release())
        return False

    def _concerns(self, watched: QWidget) -> bool:
        if not self._is_ours(watched):
            return False
        typed_into = (watched, QApplication.focusWidget())
        return not any(widget and widget.property(BADGE) for widget in typed_into)

    def _is_ours(self, widget: QWidget) -> bool:
        """Return whether it belongs to the window, or to a dialog or menu of it.

        A list of completions has no parent: it is the window's whose field has the focus.
        """
        window = widget.window()
        if window is QApplication.activePopupWidget() and window.parentWidget() is None:
            window = (QApplication.focusWidget() or window).window()
        while window is not self._window and (below := window.parentWidget()) is not None:
            window = below.window()
        return window is self._window

    def _on_override(self, event: QKeyEvent) -> bool:
        """Keep the end of a code from the shortcuts; any other key releases what is held."""
        if self._scanner.deadline() is None:
            return False
        if event.text() in _MEANT or _is_typing(event):
            event.accept()
            return True
        if event.key() not in _MODIFIERS:
            self._replay(self._scanner.release())
        return False

    def _on_press(self, event: QKeyEvent) -> bool:
        held = self._scanner.deadline() is not None
        if event.isAutoRepeat() or not (_is_typing(event) or (held and event.text() in _MEANT)):
            return self._overtakes_none(event)
        at = self._moment.of(event.timestamp() / 1000, time.monotonic())
        fed = self._scanner.feed(event.text(), at, event.clone())
        self._replay(fed.passed)
        if fed.code:
            self._scanned(fed.code, fed.torn)
        self._wait()
        return True

    def _on_time(self) -> None:
        """Hand keys on, after those had their turn that wait behind a busy moment of the window."""
        if self._looked:
            self._expire()
        else:
            self._looked = True
            self._timer.start(LOOK_MS)

    def _expire(self) -> None:
        self._replay(self._scanner.expire(time.monotonic()))
        self._wait()

    def _wait(self) -> None:
        deadline, self._looked = self._scanner.deadline(), False
        if deadline is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, round(1000 * (deadline - time.monotonic())) + 1))

    def _replay(self, events: Iterable[QKeyEvent]) -> None:
        self._replaying = True
        try:
            for event in events:
                popup = QApplication.activePopupWidget()  # kept: with it goes what Python has of it
                target = self._target(popup)
                on_screen = target.window() is self._window and not isinstance(target, TEXT_FIELDS)
                if on_screen and event.text() in _MEANT:
                    self._meant(event.text())
                else:
                    QApplication.sendEvent(target, event)
        finally:
            self._replaying = False

    def _target(self, popup: QWidget | None) -> QWidget:
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeWindow() or self._window


_MEANT = ENDS | {" "}
"""What a window has shortcuts for; within a code they are part of it."""

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr,
              Qt.Key.Key_Meta)  # fmt: skip


def _is_typing(event: QKeyEvent) -> bool:
    text = event.text()
    return (
        len(text) == 1 and text.isprintable() and text != " " and not event.modifiers() & _COMMANDS
    )
