"""The shift in numbers."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Counters, InspectState, Kind
from qeu_station.gui.theme import SMALL, SPACE, TEXT
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

NONE = "–"
Named = tuple[tuple[str, Kind | None, str], ...]


class CountersPanel(QFrame):
    """Four verdict counts large, the others below, and a button for the end of the shift.

    Attributes:
        reset: The person wants to begin a new shift.
    """

    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self.setAccessibleName(translate("Inspect", "Counters of the shift"))
        self._counters: Counters | None = None
        self._since = ElidedLabel("muted", SMALL, figures=True)
        self._corrected = ElidedLabel("muted", SMALL, figures=True)
        self.button = PressButton(translate("Inspect", "New shift"))
        self.button.clicked.connect(self.reset)
        self.values: dict[str, ElidedLabel] = {"corrected": self._corrected}
        self._others = QWidget()
        self._lay_out()
        self._show(Counters())

    def _lay_out(self) -> None:
        said = layouts.column(space=2)
        said.addStretch(1)
        said.addWidget(self._since)
        said.addWidget(self._corrected)
        said.addStretch(1)
        head = layouts.row()
        head.addLayout(said, 1)
        head.addWidget(self.button)
        verdicts: Named = (
            ("total", None, translate("Inspect", "Total")),
            ("passed", Kind.PASS, "PASS"),
            ("failed", Kind.FAIL, "FAIL"),
            ("review", Kind.REVIEW, "REVIEW"),
        )
        others: Named = (
            ("yield", None, translate("Inspect", "Yield")),
            ("fastest", None, translate("Inspect", "min ms")),
            ("mean", None, translate("Inspect", "mean ms")),
            ("p95", None, translate("Inspect", "p95 ms")),
        )
        column = layouts.column(
            self, space=SPACE // 2, margins=(SPACE, SPACE // 2, SPACE // 2, SPACE)
        )
        column.addLayout(head)
        column.addLayout(self._table(verdicts, TEXT + 2))
        column.addWidget(self._others)
        self._others.setLayout(self._table(others, SMALL + 1))

    def set_low(self, on: bool) -> None:
        """Leave out yield and times where the inspectors need the room."""
        layouts.show_if(self._others, not on)

    def _table(self, named: Named, pixels: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE // 2)
        grid.setVerticalSpacing(0)
        for column, (key, kind, name) in enumerate(named):
            value = ElidedLabel(
                "text",
                pixels,
                QFont.Weight.DemiBold,
                align=Qt.AlignmentFlag.AlignHCenter,
                whole=True,
                figures=True,
            )
            value.setAccessibleDescription(name)
            self.values[key] = value
            grid.addWidget(value, 0, column)
            grid.addWidget(_caption(kind, name), 1, column)
        return grid

    def show_state(self, state: InspectState) -> None:
        """Show the counters of a state."""
        if state.counters is not self._counters:
            self._counters = state.counters
            self._show(state.counters)

    def _show(self, counters: Counters) -> None:
        for key, text in figures(counters).items():
            self.values[key].set_text(text)
        since = clock(counters.since)
        text = translate("Inspect", "Since {time}") if since else translate("Inspect", "All parts")
        self._since.set_text(text.format(time=since))


def _caption(kind: Kind | None, name: str) -> QWidget:
    box = QWidget()
    row = layouts.row(box, space=3)
    row.addStretch(1)
    if kind is not None:
        mark = Mark(11)
        mark.show_kind(kind)
        row.addWidget(mark)
    label = ElidedLabel("muted", SMALL, whole=True)
    label.set_text(name)
    row.addWidget(label)
    row.addStretch(1)
    return box


def figures(counters: Counters) -> dict[str, str]:
    """Return every number as it is written."""
    corrected = translate("Inspect", "Corrected {count}")
    return {
        "total": str(counters.total),
        "passed": str(counters.passed),
        "failed": str(counters.failed),
        "review": str(counters.review),
        "corrected": corrected.format(count=counters.corrected),
        "yield": NONE if counters.yield_ is None else f"{100 * counters.yield_:.1f}%",
        "fastest": _time(counters.fastest),
        "mean": _time(counters.mean),
        "p95": _time(counters.p95),
    }


def _time(milliseconds: float | None) -> str:
    return NONE if milliseconds is None else f"{milliseconds:.0f}"


def clock(since: str) -> str:
    """Return a time in UTC and ISO 8601 as hours and minutes of this place, empty for none."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%H:%M")
    except ValueError:
        return ""
