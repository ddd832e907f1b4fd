"""A form drawn from the fields of a parameter model."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qeu_station.gui.presenters import forms
from qeu_station.gui.presenters.forms import Field, Form, Kind
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.captions import Remark, caption
from qeu_station.gui.widgets.ticks import Tick
from qeu_station.gui.words import translate

_LABEL = 150


class FormView(QWidget):
    """Shows a form, and tells what is entered.

    Signals:
        entered: (path, entry) of the field that was changed.
    """

    entered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._inside: QWidget | None = None
        self.rows: dict[forms.Path, FieldRow] = {}

    def show_form(self, form: Form) -> None:
        """Draw a form; the one before is gone."""
        if form == self._form:
            return
        self._form = form
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self.rows = {}
        for group, fields in groupby(form.fields, lambda field: field.group):
            if group:
                column.addWidget(caption(group, "muted"))
            for field in fields:
                row = self.rows[field.path] = FieldRow(field)
                row.entered.connect(partial(self.entered.emit, field.path))
                column.addWidget(row)
        self._column.addWidget(self._inside)

    def show_entries(
        self, entries: dict[forms.Path, forms.Entry], problems: dict[forms.Path, str]
    ) -> None:
        """Show what the fields hold and what is wrong with it."""
        for path, row in self.rows.items():
            if path in entries:
                row.show_entry(entries[path])
            row.problem.say(problems.get(path, ""))


class FieldRow(QWidget):
    """One field: its name, its editor, what it means, what is wrong.

    Signals:
        entered: What it holds now.
    """

    entered = Signal(object)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._showing = False
        self.problem = Remark()
        self.editor = self._made(field)
        self.editor.setAccessibleName(field.title)
        self.editor.setAccessibleDescription(field.description)
        label = QLabel("" if field.kind is Kind.TICK else field.title)  # a tick says its name
        label.setMinimumHeight(TOUCH)
        label.setFixedWidth(_LABEL)
        label.setWordWrap(True)
        label.setBuddy(self.editor)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(label, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self.problem, 1, 1)
        said = _remark(field)
        if said:
            grid.addWidget(caption(said, "muted"), 2, 1)
        grid.setColumnStretch(1, 1)

    def show_entry(self, entry: forms.Entry) -> None:
        """Show what the field holds, without telling of a change."""
        editor = self.editor
        if isinstance(editor, Tick):
            self._showing = True
            editor.setChecked(entry is True)
            self._showing = False
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(str(entry)))
        elif isinstance(editor, _Ticks):
            editor.show_ticks(entry if isinstance(entry, tuple) else ())
        elif isinstance(editor, QLineEdit) and editor.text() != entry:
            editor.setText(str(entry))

    def _on_tick(self, on: bool) -> None:
        if not self._showing:
            self.entered.emit(on)

    def _made(self, field: Field) -> QWidget:
        if field.kind is Kind.TICK:
            tick = Tick(field.title)
            tick.toggled.connect(self._on_tick)
            return tick
        if field.kind is Kind.CHOICE:
            combo = QComboBox()
            combo.addItems([str(choice) for choice in field.choices])
            combo.textActivated.connect(self.entered.emit)
            return combo
        if field.kind is Kind.CHOICES:
            ticks = _Ticks(tuple(field.choices))
            ticks.entered.connect(self.entered.emit)
            return ticks
        line = QLineEdit()
        if field.kind is Kind.LIST:
            line.setPlaceholderText(translate("NewProduct", "separated by commas"))
        line.textEdited.connect(self.entered.emit)
        return line


class _Ticks(QWidget):
    """Any of several choices, numbered in the order in which they were ticked."""

    entered = Signal(object)

    def __init__(self, choices: tuple[object, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        self._ticked: tuple[object, ...] = ()
        self.boxes = {choice: Tick(str(choice)) for choice in choices}
        for number, (choice, box) in enumerate(self.boxes.items()):
            box.clicked.connect(lambda on, choice=choice: self._on_clicked(choice, on))
            grid.addWidget(box, number // 2, number % 2)

    def show_ticks(self, ticked: tuple[object, ...]) -> None:
        self._ticked = tuple(choice for choice in ticked if choice in self.boxes)
        for choice, box in self.boxes.items():
            on = choice in self._ticked
            box.setChecked(on)
            box.setText(f"{self._ticked.index(choice) + 1}. {choice}" if on else str(choice))

    def _on_clicked(self, choice: object, on: bool) -> None:
        others = tuple(each for each in self._ticked if each != choice)
        self.show_ticks((*others, choice) if on else others)
        self.entered.emit(self._ticked)


def _remark(field: Field) -> str:
    bounds = forms.allowed(field)
    words = translate("NewProduct", "Allowed: {allowed}.").format(allowed=bounds) if bounds else ""
    stop = "" if field.description.endswith(".") or not field.description else "."
    return f"{field.description}{stop} {words}".strip()
