"""Words in dialogs, what is wrong, and the row of buttons below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import (
    Remark,
    breakable,
    buttons,
    caption,
    field_label,
    say,
)


def test_words_are_shown_as_they_stand(qtbot):
    label = caption("<b>a & b</b>", "muted")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.property("role") == "muted"


def test_a_label_that_says_nothing_takes_no_room(qtbot):
    label = caption("x")
    qtbot.addWidget(label)
    say(label, "")
    assert label.isHidden()
    say(label, "y")
    assert not label.isHidden() and label.text() == "y"


def test_a_remark_that_says_nothing_takes_no_room_and_a_long_name_is_broken(qtbot):
    remark = Remark()
    qtbot.addWidget(remark)
    assert remark.isHidden()
    remark.say("x" * 200)
    assert remark.words == remark.accessibleName() == "x" * 200
    remark.setFixedWidth(200)
    remark.show()
    assert remark.heightForWidth(200) > 3 * remark.fontMetrics().height()


@given(st.text())
def test_a_text_that_may_be_broken_is_the_same_text(text):
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_short_words_are_left_alone():
    assert breakable("Choose a picture of a part") == "Choose a picture of a part"


def test_the_last_button_is_what_enter_presses(qtbot):
    dialog, field = QDialog(), QLineEdit()
    qtbot.addWidget(dialog)
    cancel, use = QPushButton("Cancel"), QPushButton("Use")
    pressed: list[str] = []
    cancel.clicked.connect(lambda: pressed.append("cancel"))
    use.clicked.connect(lambda: pressed.append("use"))
    column = layouts.column(dialog)
    column.addWidget(field)
    column.addLayout(buttons(dialog, cancel, use))
    dialog.show()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == ["use"]
    assert cancel.x() < use.x()
    assert min(cancel.width(), use.width()) >= 3 * TOUCH
    assert min(cancel.height(), use.height()) >= TOUCH


def test_a_field_is_named_by_its_label_unless_it_has_a_name(qtbot):
    field, named = QLineEdit(), QLineEdit()
    named.setAccessibleName("own")
    for each in (field, named):
        qtbot.addWidget(each)
        label = field_label("Name", each)
        qtbot.addWidget(label)
        assert label.buddy() is each
    assert (field.accessibleName(), named.accessibleName()) == ("Name", "own")
