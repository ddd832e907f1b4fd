"""The dialog that orders a batch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from qeu_station.gui.presenters.batches import BatchesPresenter
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.new_batch import NewBatchPresenter
from qeu_station.gui.presenters.new_batch_state import NewBatchState
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.batches.fitting import grow
from qeu_station.gui.widgets.captions import Remark, buttons, caption, field_label
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.page_words import button, number
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob

_WIDTH, _MOST_LANES, _SHOWN = 720, 64, 4
_LANES_WIDTH = 120


class NewBatchDialog(QDialog):
    """Asks what is to be judged, and says at once what is wrong with it.

    Args:
        parent: The window.
        jobs: Looks the order through.
        batches: Takes it.
        recipe: The recipe to begin with.
        pairs: The pairs to begin with, None for none.
        done: Called when it was taken.
    """

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        batches: BatchesPresenter,
        recipe: str = "",
        pairs: Path | None = None,
        done: Callable[[BatchJob], None] = lambda job: None,
    ) -> None:
        super().__init__(parent)
        self._said = done
        self.setWindowTitle(translate("Batches", "New batch"))
        self._make_fields()
        self._lay_out()
        self.presenter = NewBatchPresenter(
            jobs, batches, self.show_state, self._on_taken, recipe, pairs
        )
        self.show_state(self.presenter.state)
        self._connect()
        self.setMinimumWidth(_WIDTH)
        (self.out if pairs is not None else self.pairs).setFocus()

    def show_state(self, state: NewBatchState) -> None:
        """Show the order as it stands; what is being typed is left alone."""
        if [self.recipe.itemText(n) for n in range(self.recipe.count())] != list(state.recipes):
            self.recipe.clear()
            self.recipe.addItems(list(state.recipes))
        self.recipe.setCurrentIndex(self.recipe.findText(state.recipe))
        for field, text in ((self.pairs, state.pairs), (self.out, state.out)):
            if field.text() != text and not (field.hasFocus() and field.isModified()):
                field.setText(text)
        self.lanes.setValue(state.lanes)
        self.archive.setChecked(state.archive)
        looking = translate("Batches", "Looking through the pairs…")
        self.found.setText(looking if state.looking else state.found)
        for remarks, texts in ((self.problems, state.problems), (self.remarks, state.remarks)):
            for remark, text in zip(remarks, (*texts, *[""] * _SHOWN), strict=False):
                remark.say(text)
        self.add.setEnabled(state.ready)
        grow(self)

    def done(self, result: int) -> None:
        """Wait for nothing any more."""
        self.presenter.close()
        super().done(result)

    def _make_fields(self) -> None:
        self.recipe = QComboBox()
        self.recipe.setPlaceholderText(translate("Batches", "Choose a recipe"))
        self.pairs, self.out = QLineEdit(), QLineEdit()
        self.pairs.setPlaceholderText(translate("Batches", "Folder of pictures, or CSV of pairs"))
        self.out.setPlaceholderText(translate("Batches", "A new folder"))
        self.folder = button(translate("Batches", "Folder…"), "pairs-folder")
        self.list = button(translate("Batches", "List…"), "pairs-list")
        self.place = button(translate("Batches", "Folder…"), "out-folder")
        self.lanes = number(1, _MOST_LANES)
        self.lanes.setFixedWidth(_LANES_WIDTH)
        self.archive = Tick(translate("Batches", "Copy every picture into the results"))
        self.found = caption()
        self.found.setAccessibleName(translate("Batches", "What was found"))
        self.problems = [Remark(Kind.PROBLEM) for _ in range(_SHOWN)]
        self.remarks = [Remark(Kind.REVIEW) for _ in range(_SHOWN)]
        self.add = QPushButton(translate("Batches", "Add to the queue"))
        self.cancel = QPushButton(translate("Recipes", "Cancel"))

    def _lay_out(self) -> None:
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        form = QGridLayout()
        form.setHorizontalSpacing(SPACE)
        form.setVerticalSpacing(SPACE)
        form.setColumnStretch(1, 1)
        lanes = layouts.row()
        lanes.addWidget(self.lanes)
        lanes.addWidget(
            caption(translate("Batches", "processes side by side, one core each"), "muted"), 1
        )
        rows = (
            (translate("Batches", "Recipe"), self.recipe, ()),
            (translate("Batches", "Pairs"), self.pairs, (self.folder, self.list)),
            (translate("Batches", "Results"), self.out, (self.place,)),
        )
        for place, (text, field, beside) in enumerate(rows):
            form.addWidget(field_label(text, field), place, 0)
            form.addWidget(field, place, 1, 1, 3 - len(beside))
            for at, each in enumerate(beside):
                form.addWidget(each, place, 4 - len(beside) + at)
        form.addWidget(field_label(translate("Batches", "Lanes"), self.lanes), 3, 0)
        form.addLayout(lanes, 3, 1, 1, 3)
        form.addWidget(self.archive, 4, 1, 1, 3)
        column.addLayout(form)
        column.addSpacing(SPACE)
        for widget in (self.found, *self.problems, *self.remarks):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons(self, self.cancel, self.add))

    def _connect(self) -> None:
        enter = self.presenter.enter
        self.recipe.textActivated.connect(lambda text: enter(recipe=text))
        self.pairs.textEdited.connect(lambda text: enter(pairs=text))
        self.out.textEdited.connect(lambda text: enter(out=text))
        self.lanes.valueChanged.connect(lambda value: enter(lanes=value))
        self.archive.toggled.connect(lambda on: enter(archive=on))
        self.folder.clicked.connect(self._ask_for_pairs)
        self.list.clicked.connect(self._ask_for_list)
        self.place.clicked.connect(self._ask_for_place)
        self.add.clicked.connect(self.presenter.add)
        self.cancel.clicked.connect(self.reject)

    def _ask_for_pairs(self) -> None:
        folder = ask_for_folder(self, translate("Batches", "Folder of pairs"))
        if folder is not None:
            self._take(self.pairs, pairs=str(folder))

    def _ask_for_list(self) -> None:
        title = translate("Batches", "List of pairs")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "CSV (*.csv)")
        if name:
            self._take(self.pairs, pairs=name)

    def _ask_for_place(self) -> None:
        folder = ask_for_folder(self, translate("Batches", "Folder for the results"))
        if folder is not None:
            self._take(self.out, out=str(folder))

    def _take(self, field: QLineEdit, **changes: object) -> None:
        field.setModified(False)
        self.presenter.enter(**changes)
        self.presenter.look()

    def _on_taken(self, job: BatchJob) -> None:
        self.accept()
        self._said(job)
