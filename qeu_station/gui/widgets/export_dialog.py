"""Exporting what is selected: forms, place, progress, and what could not be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from qeu_station.gui.presenters.export_selection import (
    FORMS,
    ExportDesk,
    ExportPresenter,
    ExportState,
    Stage,
)
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.batches.fitting import grow
from qeu_station.gui.widgets.captions import Remark, buttons, caption, field_label
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate, translate_marked

_WIDTH, _REASONS = 640, 4 * TOUCH


class ExportDialog(QDialog):
    """Exports a selection.

    Args:
        parent: The window.
        jobs: Runs the export.
        desk: Exports.
        seqs: Numbers of the selected inspections' entries, in the order of the table.
        about: What was selected by.
        folder: Where a new folder is proposed.
        whole: Whether the whole list is exported, because nothing of it is selected.
    """

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        desk: ExportDesk,
        seqs: Sequence[int],
        about: Mapping[str, Any],
        folder: Path,
        whole: bool = False,
    ) -> None:
        super().__init__(parent)
        title = (
            translate("Export", "Export the list")
            if whole
            else translate("Export", "Export the selection")
        )
        self.setWindowTitle(title)
        self._make(len(seqs), whole)
        self._lay_out()
        self.presenter = ExportPresenter(jobs, desk, seqs, about, self.show_state, folder)
        self._connect()
        self.setMinimumWidth(_WIDTH)
        self.show_state(self.presenter.state)
        self.go.setFocus()

    def show_state(self, state: ExportState) -> None:
        """Show how far it is."""
        choosing, running = state.stage is Stage.CHOOSING, state.stage is Stage.RUNNING
        ended = self.bar.isVisible() and not running
        layouts.show_if(self._asked, state.stage is not Stage.DONE)
        for name, tick in self.ticks.items():
            tick.setChecked(name in state.formats)
            tick.setEnabled(choosing)
        for field, text in ((self.out, state.out), (self.title, state.title)):
            if field.text() != text:
                field.setText(text)
            field.setEnabled(choosing)
        self.place.setEnabled(choosing)
        layouts.show_if(self.bar, running)
        self.bar.setMaximum(max(1, state.count))
        self.bar.setValue(state.done)
        self.told.say(state.told)
        self.problem.say(state.problem)
        layouts.show_if(self.reasons, bool(state.reasons))
        if self.reasons.toPlainText() != (lines := "\n".join(state.reasons)):
            self.reasons.setPlainText(lines)
        self._show_buttons(state)
        if ended:  # the keyboard was with what cannot be pressed any more
            (self.out if state.problem else self.go if choosing else self.away).setFocus()
        grow(self)

    def done(self, result: int) -> None:
        """Stop what runs."""
        self.presenter.close()
        super().done(result)

    def _show_buttons(self, state: ExportState) -> None:
        layouts.show_if(self.go, state.stage is not Stage.DONE)
        self.go.setEnabled(state.ready)
        words = {
            Stage.CHOOSING: translate("Recipes", "Cancel"),
            Stage.RUNNING: translate("Export", "Stop"),
            Stage.DONE: translate("Settings", "Close"),
        }
        self.away.setText(words[state.stage])

    def _make(self, count: int, whole: bool) -> None:
        text = (
            translate("Export", "All pairs of the list: {count}")
            if whole
            else translate("Export", "Selected pairs: {count}")
        )
        self.head = caption(text.format(count=f"{count:,}"), "title")
        self.ticks = {name: Tick(translate_marked("Export", text)) for name, text in FORMS.items()}
        self._asked = QWidget()
        self.out, self.title = QLineEdit(), QLineEdit()
        self.title.setPlaceholderText(translate("Export", "As in the recipe"))
        self.place = QPushButton(translate("Batches", "Folder…"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(translate("Export", "Progress of the export"))
        self.bar.setFormat("%v / %m")
        self.told, self.problem = Remark(Kind.PASS), Remark(Kind.PROBLEM)
        self.reasons = QPlainTextEdit()
        self.reasons.setReadOnly(True)
        self.reasons.setAccessibleName(translate("Export", "What was left out"))
        self.reasons.setMinimumHeight(_REASONS)
        self.go = QPushButton(translate("Export", "Export"))
        self.away = QPushButton()

    def _lay_out(self) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        column.addWidget(self.head)
        column.addWidget(self._asked)
        inner = layouts.column(self._asked, space=0)
        for tick in self.ticks.values():
            inner.addWidget(tick)
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.addWidget(field_label(translate("Export", "New folder"), self.out), 0, 0)
        form.addWidget(self.out, 0, 1)
        form.addWidget(self.place, 0, 2)
        form.addWidget(field_label(translate("Export", "Heading of the reports"), self.title), 1, 0)
        form.addWidget(self.title, 1, 1, 1, 2)
        for field in (self.out, self.title, self.place):
            field.setMinimumHeight(TOUCH)
        self.place.setAutoDefault(False)
        inner.addSpacing(SPACE)
        inner.addLayout(form)
        for widget in (self.bar, self.problem, self.told):
            column.addWidget(widget)
        column.addWidget(self.reasons, 1)
        column.addLayout(buttons(self, self.away, self.go))

    def _connect(self) -> None:
        for name, tick in self.ticks.items():
            tick.clicked.connect(self._chooser(name))
        self.out.textEdited.connect(lambda text: self.presenter.enter(out=text))
        self.title.textEdited.connect(lambda text: self.presenter.enter(title=text))
        self.place.clicked.connect(self._on_place)
        self.go.clicked.connect(self.presenter.start)
        self.away.clicked.connect(self._on_away)

    def _chooser(self, name: str) -> Callable[[bool], None]:
        return lambda on: self.presenter.choose(name, on)

    def _on_place(self) -> None:
        folder = ask_for_folder(self, translate("Export", "Put the new folder into"))
        if folder is not None:
            self.presenter.place_in(folder)

    def _on_away(self) -> None:
        if self.presenter.state.stage is Stage.RUNNING:
            self.presenter.cancel()
        else:
            self.reject()
