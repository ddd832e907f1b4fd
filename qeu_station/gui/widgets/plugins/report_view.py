"""Results behind marks: one line, or a whole report."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qeu_station.gui.presenters.plugins_state import Line, Report
from qeu_station.gui.theme import SPACE, TEXT
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.marks import Mark

_MARK = 18
_NAME = 260
"""Width of the names of a report's lines; what was found stands beside them."""


class LineView(QWidget):
    """A mark, a name, and what was found, which can be selected.

    Args:
        wide: Whether the name takes all the room, as in a line that has nothing beside it.
        bold: Whether it is what others come to.
    """

    def __init__(self, wide: bool = False, bold: bool = False) -> None:
        super().__init__()
        self._line: Line | None = None
        self._mark = Mark(_MARK)
        self._name, self._text = caption(), caption(role="muted")
        for label in (self._name, self._text):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if bold:
            self._name.setFont(font_of(TEXT, QFont.Weight.DemiBold))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        if wide:
            self._text.hide()
        else:
            self._name.setFixedWidth(_NAME)
            row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        self._wide = wide
        self.hide()

    @property
    def words(self) -> str:
        """All that it says."""
        return "" if self._line is None else f"{self._line.name} {self._line.text}".strip()

    def show_line(self, line: Line | None) -> None:
        """Show a line, or nothing."""
        if line == self._line:
            return
        self._line = line
        layouts.show_if(self, line is not None)
        if line is None:
            return
        self._mark.show_kind(line.kind)
        self._name.setText(breakable(line.name))
        self._text.setText("" if self._wide else breakable(line.text))
        self.setAccessibleName(self.words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room of all its words at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of the words: a page that scrolls would cut them otherwise."""
        self.setMinimumHeight(max(_MARK, self._row.totalHeightForWidth(self.width())))


class ReportView(QWidget):
    """A report: what it comes to and with what it was found, and every line."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self.summary = LineView(bold=True)
        self.lines: list[LineView] = []
        self._column = layouts.column(self)
        self._column.addWidget(self.summary)
        self.hide()

    def show_report(self, report: Report | None) -> None:
        """Show a report, or nothing; a line that is the same is left alone."""
        if report == self._report:
            return
        self._report = report
        layouts.show_if(self, report is not None)
        lines = report.lines if report is not None else ()
        head = None if report is None else replace(report.summary, text=report.place)
        self.summary.show_line(head)
        while len(self.lines) < len(lines):
            self.lines.append(LineView())
            self._column.addWidget(self.lines[-1])
        for number, view in enumerate(self.lines):
            view.show_line(lines[number] if number < len(lines) else None)
