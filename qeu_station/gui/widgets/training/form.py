"""What is to be trained: recipe, trainer, and what it learns from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.training_state import TrainingState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, caption, field_label, say
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.page_words import button, number
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_OWN, _OTHER = 0, 1
_LEAST = 12
_MOST_EXAMPLES = 9999
"""Letters that a box of choices has room for at least."""


class TrainingFormPanel(QScrollArea):
    """The fields; they rest while a training is under way.

    Attributes:
        entered: Changed fields of ``TrainingForm`` with their values.
    """

    entered = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make_fields()
        self._lay_out()
        self._connect()

    def show_state(self, state: TrainingState) -> None:
        """Show what is entered; what is being typed is left alone."""
        form = state.form
        _fill(self.recipe, state.recipes, form.recipe)
        _fill(self.trainer, [each.name for each in state.trainers], form.trainer)
        words = next((each.words for each in state.trainers if each.name == form.trainer), "")
        say(self.summary, words)
        self.source.setCurrentIndex(_OWN if form.own else _OTHER)
        for widget in (*self._records, *self._truth):
            layouts.show_if(widget, not form.own)
        for field, text in (
            (self.records, form.records), (self.truth, form.truth), (self.settings, form.settings)
        ):  # fmt: skip
            if field.text() != text:
                field.setText(text)
            field.setToolTip(text)
        with QSignalBlocker(self.least):
            self.least.setValue(form.least)
        self.anyway.setChecked(form.use_anyway)
        self.problem.say(state.problem)
        self._fields.setEnabled(state.ready and "training.stop" not in state.can)

    def _make_fields(self) -> None:
        self.recipe, self.trainer, self.source = QComboBox(), QComboBox(), QComboBox()
        for box in (self.recipe, self.trainer, self.source):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_LEAST)
        self.recipe.setPlaceholderText(translate("Training", "Choose a recipe"))
        self.trainer.setPlaceholderText(translate("Training", "Choose a trainer"))
        self.source.addItem(translate("Training", "Corrections of this station"))
        self.source.addItem(translate("Training", "A folder or a list"))
        self.summary = caption(role="muted")
        self.records, self.truth, self.settings = QLineEdit(), QLineEdit(), QLineEdit()
        self.records.setPlaceholderText(translate("Training", "Batch, data set, pairs or records"))
        self.truth.setPlaceholderText(translate("Training", "Only where the records bring none"))
        self.settings.setPlaceholderText(translate("Training", "NAME=VALUE NAME=VALUE"))
        self.least = number(1, _MOST_EXAMPLES)
        self.least.setSuffix(translate("Training", " of each class"))
        self.anyway = Tick(translate("Training", "Use the model even where it is doubted"))
        self.problem = Remark(Kind.PROBLEM)
        self._records = self._place(translate("Training", "Records"), "records", self.records)
        self._truth = self._place(translate("Training", "Truth"), "truth", self.truth)

    def _place(self, text: str, name: str, field: QLineEdit) -> tuple[QWidget, ...]:
        """Return label, field and the buttons that choose a folder or a file."""
        folder = button(translate("Training", "Folder…"), f"{name}-folder")
        file = button(translate("Training", "File…"), f"{name}-file")
        for made, words in (
            (folder, translate("Training", "Choose a folder: {field}")),
            (file, translate("Training", "Choose a file: {field}")),
        ):
            made.setAccessibleName(words.format(field=text))
        folder.clicked.connect(lambda: self._ask_for_folder(name, text))
        file.clicked.connect(lambda: self._ask_for_file(name, text))
        return field_label(text, field), field, folder, file

    def _lay_out(self) -> None:
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(2 * SPACE, 0, SPACE, SPACE)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        words = (
            (translate("Training", "Recipe"), self.recipe, 0),
            (translate("Training", "Trainer"), self.trainer, 1),
            (translate("Training", "Learn from"), self.source, 3),
            (translate("Training", "At least"), self.least, 6),
            (translate("Training", "Settings"), self.settings, 7),
        )
        for text, field, row in words:
            grid.addWidget(field_label(text, field), row, 0)
            grid.addWidget(field, row, 1, 1, 3)
        grid.addWidget(self.summary, 2, 1, 1, 3)
        for row, place in ((4, self._records), (5, self._truth)):
            for column, each in enumerate(place):
                grid.addWidget(each, row, column)
        grid.addWidget(self.anyway, 8, 0, 1, 4)
        grid.addWidget(self.problem, 9, 0, 1, 4)
        grid.setRowStretch(10, 1)
        layouts.scrolled(self, self._fields)
        layouts.tab_order(
            self.recipe, self.trainer, self.source, *self._records[1:], *self._truth[1:],
            self.least, self.settings, self.anyway,
        )  # fmt: skip

    def _connect(self) -> None:
        emit = self.entered.emit
        self.recipe.textActivated.connect(lambda text: emit({"recipe": text}))
        self.trainer.textActivated.connect(lambda text: emit({"trainer": text}))
        self.source.activated.connect(lambda at: emit({"own": at == _OWN}))
        self.records.textEdited.connect(lambda text: emit({"records": text}))
        self.truth.textEdited.connect(lambda text: emit({"truth": text}))
        self.least.valueChanged.connect(lambda count: emit({"least": count}))
        self.settings.textEdited.connect(lambda text: emit({"settings": text}))
        self.anyway.toggled.connect(lambda on: emit({"use_anyway": on}))

    def _ask_for_folder(self, name: str, title: str) -> None:
        folder: Path | None = ask_for_folder(self, title)
        if folder is not None:
            self.entered.emit({name: str(folder)})

    def _ask_for_file(self, name: str, title: str) -> None:
        file, _ = QFileDialog.getOpenFileName(self, title, "", "CSV, JSON (*.csv *.json)")
        if file:
            self.entered.emit({name: file})


def _fill(box: QComboBox, names: list[str] | tuple[str, ...], chosen: str) -> None:
    if [box.itemText(n) for n in range(box.count())] != list(names):
        box.clear()
        box.addItems(list(names))
    box.setCurrentIndex(box.findText(chosen))
