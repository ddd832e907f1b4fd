"""The bar of notices: closed by Esc or a press, and never in the way of the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qeu_station.gui.presenters.notices import INFO_S, Notice
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.notices import LONGEST, NoticeBar


class Clock:
    """Time that goes on when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 760)
    QVBoxLayout(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def bar(page, clock):
    made = NoticeBar(page, clock)
    page.layout().addWidget(made)
    yield made
    made._timer.stop()


def test_it_is_hidden_while_there_is_nothing(bar):
    assert not bar.isVisible()


def test_it_says_what_happened_how_often_and_how_much_waits(bar):
    bar.add(Notice("info", "", "Saved."))
    for _ in range(2):
        bar.add(Notice("error", "Camera", "It is gone."))
    assert bar.title.text() == "Camera"
    assert bar.text.text() == "It is gone. (2 times)"
    assert bar.accessibleName() == "Error: Camera: It is gone."
    assert bar.more.isVisible()


def test_esc_closes_one_after_the_other(bar, page):
    bar.add(Notice("error", "", "One."))
    bar.add(Notice("error", "", "Two."))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert bar.text.text() == "Two."
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_its_buttons(bar, qtbot):
    bar.add(Notice("error", "", "Odd.", "Traceback"))
    assert min(bar.report.height(), bar.close_button.height()) >= TOUCH
    with qtbot.waitSignal(bar.report_wanted) as asked:
        QTest.mouseClick(bar.report, Qt.MouseButton.LeftButton)
    assert asked.args == ["Traceback"]
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_closing_hands_the_focus_to_no_field(bar, page):
    field = QLineEdit()
    page.layout().addWidget(field)
    bar.add(Notice("error", "", "Odd."))
    bar.close_button.setFocus()
    bar.dismiss()
    QTest.keyClicks(page, "u")
    assert not field.hasFocus()
    assert field.text() == ""


def test_good_news_goes_by_itself(bar, clock):
    bar.add(Notice("info", "", "Saved."))
    assert bar._timer.isActive()
    clock.now += INFO_S
    bar._timer.timeout.emit()
    assert not bar.isVisible()


def test_endless_words_are_shortened_and_whole_in_the_tooltip(bar):
    bar.add(Notice("error", "", "x" * 5000))
    assert len(bar.text.text()) == LONGEST + 1
    assert bar.text.toolTip() == "x" * 5000
