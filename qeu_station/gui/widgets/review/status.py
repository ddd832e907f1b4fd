"""The lines around the table: what is open, how much is listed, and how far the triage is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QProgressBar, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_state import ReviewState
from qeu_station.gui.theme import SMALL, SPACE, TEXT
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

_BAR = 6


class HeadLine(QWidget):
    """What is open, what to know of it, and how many of how many pairs are listed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ElidedLabel("text", TEXT, QFont.Weight.DemiBold, wide=False)
        self._mark = Mark(16)
        self._mark.show_kind(Kind.REVIEW)
        self.note = ElidedLabel("text", TEXT)
        self.count = ElidedLabel("muted", TEXT, wide=False, whole=True, figures=True)
        row = layouts.row(self)
        row.addWidget(self.place)
        row.addWidget(self._mark)
        row.addWidget(self.note, 1)
        row.addWidget(self.count)

    def show_state(self, state: ReviewState) -> None:
        """Show a state."""
        self.place.set_text(state.place)
        self.note.set_text(state.note)
        layouts.show_if(self._mark, bool(state.note))
        self.count.set_text(_counted(state))


class FootLine(QWidget):
    """What was done last, what came meanwhile, and how far the triage is.

    Attributes:
        wanted: Key of an action of ``gui.actions``.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = ElidedLabel("text", TEXT)
        self.fresh = PressButton("", "Ctrl+R")
        self.fresh.clicked.connect(lambda: self.wanted.emit("review.again"))
        self.progress = ElidedLabel(
            "muted", TEXT, wide=False, whole=True, figures=True, align=Qt.AlignmentFlag.AlignRight
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(160, _BAR)
        self.bar.setAccessibleName(translate("Review", "Pairs reviewed"))
        row = layouts.row(self, margins=(SPACE, 0, SPACE, SPACE // 2))
        row.addWidget(self.told, 1)
        row.addWidget(self.fresh)
        row.addWidget(self.progress)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(SMALL + 2 * SPACE)

    def show_state(self, state: ReviewState) -> None:
        """Show a state."""
        self.told.set_text(state.told or _selected(state))
        words = translate("Review", "New at the end: {count}").format(count=state.fresh)
        if self.fresh.text() != words:
            self.fresh.setText(words)
            self.fresh.setAccessibleName(words)
        layouts.show_if(self.fresh, state.fresh > 0)
        done = state.progress
        self.progress.set_text(_progress(done.done, done.count, done.left))
        self.bar.setMaximum(max(done.count, 1))
        self.bar.setValue(done.done)


def _selected(state: ReviewState) -> str:
    """Return how many are selected, and which of them is the one that is seen."""
    if state.selected < 2:
        return ""
    if state.pair.part is None:
        text = translate("Review", "{count} pairs are selected")
        return text.format(count=f"{state.selected:,}")
    text = translate("Review", "{count} pairs are selected; {name} is on the screen")
    return text.format(count=f"{state.selected:,}", name=state.pair.part.name)


def _counted(state: ReviewState) -> str:
    if state.listed is None:
        return ""
    listed = len(state.listed.rows)
    if state.loading:
        return translate("Review", "the {count} most uncertain; the others are being read").format(
            count=listed
        )
    if listed == state.total:
        return translate("Review", "{total} inspections").format(total=f"{state.total:,}")
    return translate("Review", "{count} of {total} inspections").format(
        count=f"{listed:,}", total=f"{state.total:,}"
    )


def _progress(done: int, count: int, left: str) -> str:
    if not count:
        return ""
    words = translate("Review", "{done} of {count} reviewed").format(
        done=f"{done:,}", count=f"{count:,}"
    )
    if not left:
        return words
    time = translate("Review", "{time} left").format(time=left)
    return f"{words} · {time}"
