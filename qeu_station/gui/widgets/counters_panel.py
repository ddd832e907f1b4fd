"""The shift in numbers."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Counters, InspectState, Kind
from qeu_station.gui.theme import SMALL, SPACE, TITLE
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

NONE = "–"
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class CountersPanel(QFrame):
    """Four verdict counts large, the others below, and a button for the end of the shift.

    Attributes:
        reset: The person wants to begin a new shift.
    """

    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._counters: Counters | None = None
        self._since = ElidedLabel("muted", SMALL)
        self.button = PressButton(translate("Inspect", "New shift"))
        self.button.clicked.connect(self.reset)
        self.values: dict[str, ElidedLabel] = {}
        self._lay_out()
        self._show(Counters())

    def _lay_out(self) -> None:
        head = QHBoxLayout(spacing=SPACE)
        head.addWidget(self._since, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self, spacing=SPACE // 2)
        column.setContentsMargins(SPACE + 2, SPACE // 2, SPACE // 2, SPACE)
        column.addLayout(head)
        column.addLayout(self._verdicts())
        column.addLayout(self._others())

    def _verdicts(self) -> QGridLayout:
        grid = QGridLayout(horizontalSpacing=SPACE // 2, verticalSpacing=0)
        named = (
            ("total", None, translate("Inspect", "Total")),
            ("passed", Kind.PASS, "PASS"),
            ("failed", Kind.FAIL, "FAIL"),
            ("review", Kind.REVIEW, "REVIEW"),
        )
        for column, (key, kind, name) in enumerate(named):
            value = self._value(key, name, TITLE)
            grid.addWidget(value, 0, column)
            grid.addWidget(_caption(kind, name), 1, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _others(self) -> QGridLayout:
        grid = QGridLayout(horizontalSpacing=SPACE // 2, verticalSpacing=0)
        named = (
            ("yield", translate("Inspect", "Yield")),
            ("corrected", translate("Inspect", "Corrected")),
            ("times", translate("Inspect", "ms min / mean / p95")),
        )
        for row, (key, name) in enumerate(named):
            label = ElidedLabel("muted", SMALL)
            label.set_text(name)
            grid.addWidget(label, row, 0)
            value = self._value(key, name, SMALL + 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(value, row, 1)
        grid.setColumnStretch(0, 1)
        grid.setContentsMargins(0, 0, SPACE // 2, 0)
        return grid

    def _value(
        self, key: str, name: str, pixels: int, align: Qt.AlignmentFlag = _CENTRE
    ) -> ElidedLabel:
        wide = align is _CENTRE
        label = ElidedLabel(
            "text", pixels, QFont.Weight.DemiBold, align=align, wide=wide, figures=True
        )
        label.setAccessibleDescription(name)
        self.values[key] = label
        return label

    def show_state(self, state: InspectState) -> None:
        """Show the counters of a state."""
        if state.counters is not self._counters:
            self._counters = state.counters
            self._show(state.counters)

    def _show(self, counters: Counters) -> None:
        for key, text in figures(counters).items():
            self.values[key].set_text(text)
        since = clock(counters.since)
        text = translate("Inspect", "Shift since {time}") if since else translate("Inspect", "All")
        self._since.set_text(text.format(time=since))


def _caption(kind: Kind | None, name: str) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box, spacing=3)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    if kind is not None:
        mark = Mark(11)
        mark.show_kind(kind)
        row.addWidget(mark)
    label = ElidedLabel("muted", SMALL, wide=False)
    label.set_text(name)
    row.addWidget(label)
    row.addStretch(1)
    return box


def figures(counters: Counters) -> dict[str, str]:
    """Return every number as it is written."""
    times = (counters.fastest, counters.mean, counters.p95)
    return {
        "total": str(counters.total),
        "passed": str(counters.passed),
        "failed": str(counters.failed),
        "review": str(counters.review),
        "corrected": str(counters.corrected),
        "yield": NONE if counters.yield_ is None else f"{100 * counters.yield_:.1f} %",
        "times": " / ".join(NONE if time is None else f"{time:.0f}" for time in times),
    }


def clock(since: str) -> str:
    """Return a time in UTC and ISO 8601 as hours and minutes of this place, empty for none."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%H:%M")
    except ValueError:
        return ""
