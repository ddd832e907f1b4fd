"""Now and then: what other thresholds would change, one line per figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from qeu_station.gui.presenters.review_panels_state import Figure
from qeu_station.gui.theme import SMALL, SPACE, TEXT
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark, kind_of
from qeu_station.gui.words import translate

_MARK = 14
_RIGHT = Qt.AlignmentFlag.AlignRight


class FiguresTable(QWidget):
    """A table that is read, not used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("ReviewPanels", "What the thresholds change"))
        self.lines: list[tuple[Mark, ElidedLabel, ElidedLabel, ElidedLabel, ElidedLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._grid.setColumnStretch(1, 1)
        heads = (
            translate("ReviewPanels", "recorded"),
            translate("ReviewPanels", "with the lines"),
            translate("ReviewPanels", "change"),
        )
        for column, text in enumerate(heads, start=2):
            head = ElidedLabel("muted", SMALL, align=_RIGHT, whole=True)
            head.set_text(text)
            self._grid.addWidget(head, 0, column)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show figures, one below the other."""
        while len(self.lines) < len(figures):
            self._add_line()
        for line, figure in zip(self.lines, figures, strict=False):
            _fill(line, figure)
        for number, line in enumerate(self.lines):
            for widget in line:
                layouts.show_if(widget, number < len(figures))

    def _add_line(self) -> None:
        bold = QFont.Weight.DemiBold
        line = (
            Mark(_MARK),
            ElidedLabel("text", TEXT),
            ElidedLabel("text", TEXT, align=_RIGHT, whole=True, figures=True),
            ElidedLabel("text", TEXT, bold, align=_RIGHT, whole=True, figures=True),
            ElidedLabel("text", TEXT, align=_RIGHT, whole=True, figures=True),
        )
        self.lines.append(line)
        for column, widget in enumerate(line):
            self._grid.addWidget(widget, len(self.lines), column)


def _fill(
    line: tuple[Mark, ElidedLabel, ElidedLabel, ElidedLabel, ElidedLabel], figure: Figure
) -> None:
    mark, text, now, then, change = line
    mark.show_kind(None if figure.verdict is None else kind_of(figure.verdict))
    text.set_text(figure.text)
    text.set_detail(figure.detail)
    now.set_text(figure.now)
    then.set_text(figure.then)
    change.set_text(_changed(figure))


def _changed(figure: Figure) -> str:
    """Return the change with a word for what it means, because colour may not say it alone."""
    if figure.better is None or not figure.change:
        return figure.change
    word = (
        translate("ReviewPanels", "better") if figure.better else translate("ReviewPanels", "worse")
    )
    return f"{figure.change} ({word})"
