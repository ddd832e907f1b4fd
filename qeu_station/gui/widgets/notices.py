"""The bar of notices: one card at most, in a line of its own, which never takes the focus."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.notices import Notice, Notices, Severity
from qeu_station.gui.theme import SPACE, TEXT, TOUCH, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.elided import ElidedLabel, font_of
from qeu_station.gui.widgets.marks import colours_of, draw_letter, draw_mark
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

LONGEST = 600
"""Characters that are shown; the rest is in the tooltip and in the log."""

_SIGN, _STRIPE = 28, 4
_KINDS: dict[Severity, Kind] = {"error": Kind.PROBLEM, "warning": Kind.REVIEW}
_WORDS: dict[Severity, Callable[[], str]] = {
    "error": lambda: translate("Notices", "Error"),
    "warning": lambda: translate("Notices", "Warning"),
    "info": lambda: translate("Notices", "Information"),
}


class NoticeBar(QFrame):
    """Shows the current notice of ``Notices``; hidden while there is none.

    Esc closes it where no action of the window wants Esc.

    Args:
        parent: Its parent.
        clock: Seconds that only grow.

    Attributes:
        report_wanted: The detail of a notice, for who copies it.
        changed: Another notice is shown, or none.
    """

    report_wanted = Signal(str)
    changed = Signal()

    def __init__(
        self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.notices = Notices(clock)
        self._sign = _Sign()
        self.title = caption()
        self.title.setFont(font_of(TEXT, QFont.Weight.DemiBold))
        self.text = caption()
        self.more = ElidedLabel("muted", wide=False)
        self.report = PressButton(translate("Notices", "Copy report"))
        self.close_button = PressButton(translate("Notices", "Close"), "Esc")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        self.report.clicked.connect(self._on_report)
        self.close_button.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    def add(self, notice: Notice) -> None:
        """Tell of something."""
        self.notices.add(notice)
        self._follow()

    def dismiss(self) -> None:
        """Close the current notice; the next one takes its place."""
        self.notices.dismiss()
        self._follow()

    def end(self, told: str) -> None:
        """Close what tells of an error, by its words, whose cause is gone."""
        self.notices.end(told)
        self._follow()

    def take_over(self, before: NoticeBar) -> None:
        """Go on with what another bar was telling."""
        self.notices.take_over(before.notices)
        self._follow()

    def retheme(self) -> None:
        """Draw in the colours of another theme."""
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close with an Esc that nothing else in the window wanted."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.dismiss()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Listen for Esc while there is something to close."""
        self.window().installEventFilter(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave Esc alone."""
        self.window().removeEventFilter(self)
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the line, with a stripe in the colour of the severity at its left."""
        current = self.notices.current
        if current is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().raised))
        painter.fillRect(0, 0, _STRIPE, self.height(), _plate(current.severity))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().border))

    def _lay_out(self) -> None:
        words = layouts.column(space=2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addStretch(1)
        row = layouts.row(self, margins=(2 * SPACE, SPACE, SPACE, SPACE))
        row.addWidget(self._sign)
        row.addSpacing(SPACE // 2)
        row.addLayout(words, 1)
        for widget in (self.more, self.report, self.close_button):
            row.addWidget(widget)
        self.setMinimumHeight(TOUCH + 2 * SPACE)

    def _follow(self) -> None:
        """Show what is current, and wake up when it ends by itself."""
        current = self.notices.current
        end = self.notices.next_end()
        if end is None:
            self._timer.stop()
        else:
            self._timer.start(int(end * 1000) + 1)
        if current is None:
            self._hand_on_focus()
            self.hide()
        else:
            self._show(current)
        self.changed.emit()

    def _show(self, notice: Notice) -> None:
        self._sign.show_severity(notice.severity)
        say(self.title, notice.title)
        say(self.text, _shortened(self._counted(notice)))
        self.text.setToolTip(notice.text if len(notice.text) > LONGEST else "")
        more = translate("Notices", "{count} more").format(count=self.notices.more)
        self.more.set_text(more if self.notices.more else "")
        self.more.setVisible(self.notices.more > 0)
        self.report.setVisible(bool(notice.detail))
        parts = (_WORDS[notice.severity](), notice.title, notice.text)
        self.setAccessibleName(": ".join(part for part in parts if part))
        self.show()
        self.update()

    def _counted(self, notice: Notice) -> str:
        if self.notices.count < 2:
            return notice.text
        often = translate("Notices", "({count} times)").format(count=self.notices.count)
        return f"{_shortened(notice.text)} {often}"

    def _hand_on_focus(self) -> None:
        """Let go of the focus that Tab brought here: the next field must not get it by chance."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def _on_report(self) -> None:
        current = self.notices.current
        if current is not None:
            self.report_wanted.emit(current.detail)

    def _on_time(self) -> None:
        self.notices.expire()
        self._follow()


class _Sign(QWidget):
    """Octagon, triangle or disc: the severity without its colour."""

    def __init__(self) -> None:
        super().__init__()
        self._severity: Severity = "info"
        self.setFixedSize(_SIGN, _SIGN)

    def show_severity(self, severity: Severity) -> None:
        self._severity = severity
        self.setAccessibleName(_WORDS[severity]())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIGN, _SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        kind = _KINDS.get(self._severity)
        if kind is not None:
            draw_mark(painter, QRectF(self.rect()), kind, *colours_of(kind))
            return
        draw_letter(painter, QRectF(self.rect()), "i")


def _plate(severity: Severity) -> QColor:
    kind = _KINDS.get(severity)
    return QColor(tokens().accent) if kind is None else QColor(tokens().of(kind))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
