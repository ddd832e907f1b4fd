"""What pages of dialogs are laid out with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from qeu_station.gui.theme import TOUCH, apply_theme
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark
from qeu_station.gui.widgets.page_words import beside, button, in_row, number


def test_a_field_is_named_by_its_label(qtbot):
    page, field, named = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(page)
    named.setAccessibleName("own name")
    column = layouts.column(page)
    column.addLayout(beside("Rows", field))
    column.addLayout(beside("Columns", named))
    assert field.accessibleName() == "Rows"
    assert named.accessibleName() == "own name"
    assert [label.buddy() for label in page.findChildren(QLabel)] == [field, named]


def test_what_is_wrong_stands_directly_below_the_field(qtbot):
    page, field, problem = QWidget(), QLineEdit(), Remark(text="Too long.")
    qtbot.addWidget(page)
    page.setLayout(beside("Name", field, problem))
    page.resize(300, 400)
    page.show()
    gap = problem.geometry().top() - field.geometry().bottom()
    assert 0 < gap < 10


def test_enter_in_a_field_presses_no_button_of_a_page(qtbot):
    dialog, field = QDialog(), QLineEdit()
    qtbot.addWidget(dialog)
    made = button("Browse…", "browse")
    pressed: list[bool] = []
    made.clicked.connect(pressed.append)
    row = in_row((field, made))
    dialog.setLayout(row)
    dialog.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []
    assert dialog.findChild(QWidget, "browse") is made


def test_figures_stand_as_far_in_as_the_words_of_other_fields(qtbot, qapp):
    apply_theme(qapp, dark=False)
    page, words, figures = QWidget(), QLineEdit("35"), number(0, 99)
    figures.setValue(35)
    qtbot.addWidget(page)
    column = layouts.column(page)
    column.addWidget(words)
    column.addWidget(figures)
    page.show()
    assert abs(_first_ink(words) - _first_ink(figures)) <= 2
    assert figures.height() >= TOUCH
    qapp.setStyleSheet("")


def _first_ink(field: QWidget) -> int:
    """Return the column of the first dark pixel inside the frame."""
    field.clearFocus()
    picture = field.grab().toImage()
    ground = picture.pixelColor(3, picture.height() // 2).lightness()
    for x in range(3, picture.width()):
        for y in range(6, picture.height() - 6):
            if abs(picture.pixelColor(x, y).lightness() - ground) > 100:
                return x
    raise AssertionError("nothing is written")
