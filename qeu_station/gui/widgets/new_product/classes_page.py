"""Classes: what kinds of defects there are, with the key and the colour that mean them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qeu_station.core.classes import Classes
from qeu_station.gui.presenters.new_product import NewProductPresenter
from qeu_station.gui.presenters.new_product_state import ClassRow, NewProductState
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.captions import Remark, caption
from qeu_station.gui.widgets.layouts import column
from qeu_station.gui.widgets.new_product.page import Page
from qeu_station.gui.widgets.page_words import button, in_row
from qeu_station.gui.words import translate

_NAME, _KEY, _COLOUR, _REMOVE = 300, 80, 132, 110
_KEY_LENGTH = 16
"""Of what is typed for a key; what is too long for one is refused in words, never cut in half."""


class ClassLine(QWidget):
    """One class; a built-in one cannot be changed."""

    def __init__(self, built_in: bool = False) -> None:
        super().__init__()
        self.name, self.key = QLineEdit(), QLineEdit()
        self.colour, self.remove = QPushButton(), button("", "remove-class")
        self.problem = Remark()
        self.name.setPlaceholderText(translate("NewProduct", "such as scratched"))
        self.name.setAccessibleName(translate("NewProduct", "Name of the class"))
        self.key.setAccessibleName(translate("NewProduct", "Key of the class"))
        self.key.setMaxLength(_KEY_LENGTH)
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.colour.setAutoDefault(False)
        self.remove.setText(translate("NewProduct", "Remove"))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for widget, width in (
            (self.name, _NAME), (self.key, _KEY), (self.colour, _COLOUR), (self.remove, _REMOVE)
        ):  # fmt: skip
            widget.setFixedWidth(width)
            row.addWidget(widget)
        self._built_in = QLabel(translate("NewProduct", "built in")) if built_in else None
        if self._built_in is not None:
            self._built_in.setProperty("role", "muted")
            row.addWidget(self._built_in)
        row.addStretch(1)
        lines = column(self, SPACE // 2)
        lines.addLayout(row)
        lines.addWidget(self.problem)
        for widget in (self.name, self.key, self.colour):
            widget.setEnabled(not built_in)
        self.remove.setVisible(not built_in)

    def show_class(self, row: ClassRow, problem: str) -> None:
        """Show what was entered and what is wrong with it."""
        for field, text in ((self.name, row.name), (self.key, row.key)):
            if field.text() != text:
                field.setText(text)
        self.colour.setIcon(swatch(row.colour))
        self.colour.setText(row.colour)
        words = translate("NewProduct", "Colour {colour}; press to choose another")
        self.colour.setAccessibleName(words.format(colour=row.colour))
        self.problem.say(problem)


class ClassesPage(Page):
    """The third step."""

    def __init__(self, presenter: NewProductPresenter) -> None:
        super().__init__(
            presenter,
            translate("NewProduct", "What can be wrong with it?"),
            translate(
                "NewProduct",
                "Name the kinds of defects. Their keys correct a cell while parts are looked at. "
                "Without any, every defect is “unknown”.",
            ),
        )
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, SPACE, 0)
        self._lines.setSpacing(SPACE)
        self._lines.addLayout(_header())
        for entry in Classes().entries:
            line = ClassLine(built_in=True)
            line.show_class(ClassRow(entry.name, entry.key, entry.colour), "")
            self._lines.addWidget(line)
        self.lines: list[ClassLine] = []
        self.add = button(translate("NewProduct", "Add a class"), "add-class")
        self.add.clicked.connect(self._on_add)
        self.setFocusProxy(self.add)
        self._lines.addLayout(in_row((self.add,)))
        self._lines.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.column.addWidget(area, 1)

    def show_state(self, state: NewProductState) -> None:
        """Show one line per class."""
        rows = state.product.classes
        while len(self.lines) < len(rows):
            self._add_line()
        while len(self.lines) > len(rows):
            line = self.lines.pop()
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for line, row, problem in zip(self.lines, rows, state.class_problems, strict=True):
            line.show_class(row, problem)

    def _add_line(self) -> None:
        number, line = len(self.lines), ClassLine()
        line.name.textEdited.connect(lambda text: self.presenter.set_class(number, name=text))
        line.key.textEdited.connect(lambda text: self.presenter.set_class(number, key=text))
        line.colour.clicked.connect(partial(self._on_colour, number))
        line.remove.clicked.connect(lambda: self.presenter.remove_class(number))
        self.lines.append(line)
        self._lines.insertWidget(self._lines.count() - 2, line)

    def _on_add(self) -> None:
        self.presenter.add_class()
        self.lines[-1].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_colour(self, number: int) -> None:
        now = QColor(self.presenter.state.product.classes[number].colour)
        chosen = QColorDialog.getColor(now, self, translate("NewProduct", "Colour of the class"))
        if chosen.isValid():
            self.presenter.set_class(number, colour=chosen.name())


def swatch(colour: str) -> QIcon:
    """Return a patch of a colour, ``#rrggbb``."""
    patch = QPixmap(QSize(TOUCH // 2, TOUCH // 2))
    patch.fill(QColor(colour))
    icon = QIcon(patch)
    icon.addPixmap(patch, QIcon.Mode.Disabled)  # a built-in class keeps its colour
    return icon


def _header() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for text, width in (
        (translate("NewProduct", "Name"), _NAME),
        (translate("NewProduct", "Key"), _KEY),
        (translate("NewProduct", "Colour"), _COLOUR),
    ):
        label = caption(text, "muted")
        label.setFixedWidth(width)
        row.addWidget(label)
    row.addStretch(1)
    return row
