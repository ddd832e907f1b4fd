"""Questions in their place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Question
from qeu_station.gui.widgets.marks import Letter, Mark
from qeu_station.gui.widgets.question_bar import QuestionBar, answer_of
from tests.gui.states import judged

SERIAL = Question("Judged before. What is this?", (("again", "Re-inspection"), ("no", "Mistake")))
CLASS = Question("What is in the box?", (("unknown", "unknown"), ("missing", "missing")))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.bar = QuestionBar()
    made.layout().addWidget(made.bar)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def test_it_is_only_there_while_something_is_asked(window):
    assert not window.bar.isVisible()
    window.bar.show_state(judged(question=SERIAL))
    assert window.bar.isVisible()
    assert window.bar.accessibleName() == SERIAL.text
    window.bar.show_state(judged())
    assert not window.bar.isVisible()


@pytest.mark.parametrize(("typed", "answer"), [("1", "again"), ("2", "no"), ("r", "again"),
                                               ("M", "no")])  # fmt: skip
def test_keys_answer_while_it_has_the_focus(window, qtbot, typed, answer):
    window.bar.show_state(judged(question=SERIAL))
    assert window.bar.hasFocus()
    with qtbot.waitSignal(window.bar.answered) as signal:
        qtbot.keyClicks(window.bar, typed)
    assert signal.args == [answer]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_3, Qt.Key.Key_X])
def test_no_other_key_answers(window, qtbot, key):
    window.bar.show_state(judged(question=SERIAL))
    with qtbot.assertNotEmitted(window.bar.answered):
        qtbot.keyClick(window.bar, key)


def test_a_button_answers(window, qtbot):
    window.bar.show_state(judged(question=SERIAL))
    with qtbot.waitSignal(window.bar.answered) as signal:
        qtbot.mouseClick(window.bar.buttons["no"], Qt.MouseButton.LeftButton)
    assert signal.args == ["no"]


def test_it_takes_the_focus_out_of_no_field(window):
    field = window.findChild(QLineEdit)
    field.setFocus()
    window.bar.show_state(judged(question=SERIAL))
    assert field.hasFocus()


def test_it_gives_the_focus_back(window, qtbot):
    window.bar.show_state(judged(question=SERIAL))
    with qtbot.waitSignal(window.bar.left):
        window.bar.show_state(judged())


def test_classes_have_their_buttons_elsewhere(window):
    window.bar.show_state(judged(question=CLASS))
    assert window.bar.buttons == {}
    assert not window.bar.answer_with("1")


def test_one_question_follows_the_other(window):
    window.bar.show_state(judged(question=SERIAL))
    other = Question("Keep it?", (("yes", "Yes"), ("nope", "No")))
    window.bar.show_state(judged(question=other))
    assert list(window.bar.buttons) == ["yes", "nope"]
    assert window.bar.accessibleName() == "Keep it?"


def test_a_letter_that_two_answers_begin_with_means_none():
    question = Question("Which?", (("a", "Same part"), ("b", "Serial wrong")))
    assert [answer_of(text, question) for text in ("s", "1", "2", "0", "12", "")] == [
        "", "a", "b", "", "", "",
    ]  # fmt: skip
    assert answer_of("1", None) == ""


def test_a_question_warns_of_nothing(qtbot):
    bar = QuestionBar()
    qtbot.addWidget(bar)
    assert bar.findChildren(Mark) == []
    assert len(bar.findChildren(Letter)) == 1
