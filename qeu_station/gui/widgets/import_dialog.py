"""Importing corrections made elsewhere: problems and conflicts first, then one press writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QPushButton,
    QTableView,
    QWidget,
)

from qeu_station.gui.presenters.import_corrections import (
    MINE,
    SKIP,
    THEIRS,
    ImportDesk,
    ImportPresenter,
    ImportState,
    Stage,
)
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, breakable, buttons, caption
from qeu_station.gui.widgets.import_tables import ConflictTable, ProblemTable
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_WIDTH, _HEIGHT = 1040, 680
_BUSY = (Stage.READING, Stage.WRITING)
_OVER = (Stage.WRITTEN, Stage.UNDONE)


class ImportDialog(QDialog):
    """Imports a file of corrections.

    Args:
        parent: The window.
        jobs: Runs the work.
        desk: Plans and writes.
        operator: Who is signed on.
        after: Called when something was recorded.
    """

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        desk: ImportDesk,
        operator: str,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Import", "Import corrections"))
        self._make()
        self._lay_out()
        self.presenter = ImportPresenter(jobs, desk, operator, self.show_state, after)
        self._connect()
        self.resize(_WIDTH, 0)
        self.show_state(self.presenter.state)
        self.file.setFocus()

    def show_state(self, state: ImportState) -> None:
        """Show how far it is."""
        self.name.setText(breakable(state.file) or _explained())
        self.summary.setText(_doing(state) or state.summary)
        self.problem.say(state.problem)
        self.told.say(state.told)
        self.problems.show_problems(state.problems)
        self.conflicts.show_conflicts(state.conflicts, state.choices)
        deciding = state.stage is Stage.DECIDING
        layouts.show_if(self._problem_box, bool(state.problems))
        layouts.show_if(self._conflict_box, bool(state.conflicts))
        self.leave_out.setChecked(state.leave_out)
        self.leave_out.setEnabled(deciding)
        for pressed in self.choices.values():
            pressed.setEnabled(deciding)
        self._count_open(state)
        self._show_buttons(state)
        if (state.conflicts or state.problems) and self.height() < _HEIGHT:
            self._grow()

    def _grow(self) -> None:
        """Take the room that tables need, without leaving the screen."""
        free = self.screen().availableGeometry()
        self.resize(self.width(), min(_HEIGHT, free.height()))
        frame = self.frameGeometry()
        if not free.contains(frame):
            frame.moveBottom(min(frame.bottom(), free.bottom()))
            self.move(frame.left(), max(frame.top(), free.top()))

    def done(self, result: int) -> None:
        """Show nothing any more; what is being written is written."""
        self.presenter.close()
        super().done(result)

    def _show_buttons(self, state: ImportState) -> None:
        over = state.stage in _OVER
        self.file.setEnabled(state.stage not in _BUSY)
        layouts.show_if(self.write, not over)
        self.write.setEnabled(state.ready)
        layouts.show_if(self.undo, state.stage is Stage.WRITTEN)
        away = translate("Settings", "Close") if over else translate("Recipes", "Cancel")
        self.away.setText(away)

    def _count_open(self, state: ImportState) -> None:
        text = translate(
            "Import",
            "Conflicts: {count}, undecided: {open}. The buttons below decide the marked lines, or "
            "all undecided ones while none is marked.",
        )
        self.undecided.setText(
            text.format(count=f"{len(state.conflicts):,}", open=f"{state.undecided:,}")
        )

    def _make(self) -> None:
        self.name, self.summary = caption(), caption()
        self.file = QPushButton(translate("Import", "Choose file…"))
        self.problem, self.told = Remark(Kind.PROBLEM), Remark(Kind.PASS)
        self.problems, self.conflicts = ProblemTable(), ConflictTable()
        self.leave_out = Tick(translate("Import", "Leave these lines out and import the rest"))
        self.undecided = caption()
        self.choices = {
            MINE: QPushButton(translate("Import", "Keep what is here")),
            THEIRS: QPushButton(translate("Import", "Take the file's")),
            SKIP: QPushButton(translate("Import", "Skip the pair")),
        }
        self.undo = QPushButton(translate("Import", "Take it back"))
        self.write = QPushButton(translate("Import", "Import"))
        self.away = QPushButton()

    def _lay_out(self) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        top = layouts.row()
        top.addWidget(self.name, 1)
        top.addWidget(self.file)
        self.file.setMinimumHeight(TOUCH)
        self.file.setAutoDefault(False)
        column.addLayout(top)
        for widget in (self.summary, self.problem, self.told):
            column.addWidget(widget)
        self._problem_box = _boxed(
            caption(translate("Import", "Lines that cannot be imported")),
            self.problems,
            self.leave_out,
        )
        choices = QWidget()
        row = layouts.row(choices)
        for pressed in self.choices.values():
            pressed.setMinimumHeight(TOUCH)
            pressed.setAutoDefault(False)
            row.addWidget(pressed)
        row.addStretch(1)
        self._conflict_box = _boxed(self.undecided, self.conflicts, choices)
        column.addWidget(self._problem_box)
        column.addWidget(self._conflict_box, 1)
        column.addStretch(0)
        column.addLayout(buttons(self, self.away, self.undo, self.write))

    def _connect(self) -> None:
        self.file.clicked.connect(self._on_file)
        self.leave_out.clicked.connect(self.presenter.leave_out)
        for choice, pressed in self.choices.items():
            pressed.clicked.connect(self._chooser(choice))
        self.write.clicked.connect(self.presenter.write)
        self.undo.clicked.connect(self.presenter.undo)
        self.away.clicked.connect(self.reject)

    def _chooser(self, choice: str) -> Callable[[], None]:
        """Decide what is marked; with nothing marked, all that is open."""
        return lambda: self.presenter.decide(self._marked(), choice)

    def _marked(self) -> Sequence[int]:
        marked = self.conflicts.marked()
        open_ones = [n for n, choice in enumerate(self.presenter.state.choices) if not choice]
        return marked or open_ones

    def _on_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, translate("Import", "File of corrections"), "", "CSV (*.csv)"
        )
        if name:
            self.presenter.choose(Path(name))


def _boxed(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = layouts.column(box)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QTableView) else 0)
    return box


def _doing(state: ImportState) -> str:
    if state.stage is Stage.READING:
        return translate("Import", "Comparing with the journal…")
    return translate("Import", "Being saved…") if state.stage is Stage.WRITING else ""


def _explained() -> str:
    return translate(
        "Import",
        "A table (CSV) whose columns name inspection, serial or pair, and say part (ok or ng), or "
        "cell and label. Nothing is written before you have seen what it changes.",
    )
