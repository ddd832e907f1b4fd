"""The first page: three ways to begin, or why there is none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qeu_station.gui.language import install_language
from qeu_station.gui.widgets.welcome import WAYS, WelcomePage


@pytest.fixture
def page(qtbot):
    made = WelcomePage()
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    yield made
    made.close()


@pytest.mark.parametrize("action", [way.action for way in WAYS])
def test_a_card_asks_for_its_action_by_mouse_enter_and_space(page, action):
    asked: list[str] = []
    page.wants_action.connect(asked.append)
    card = page.cards[action]
    assert card.accessibleName()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    QTest.keyClick(card, Qt.Key.Key_Return)
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert asked == [action] * 3


def test_operators_are_not_offered_a_new_product(page):
    page.set_operator_mode(True)
    assert [key for key, card in page.cards.items() if not card.isVisible()] == ["recipe.new"]


def test_a_problem_is_said_and_tried_again(page, qtbot):
    tried: list[str] = []
    page.show_problem("Not open", "The disk is full.", lambda: tried.append("again"))
    assert page.problem_shown
    QTest.mouseClick(page.retry, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.retry, Qt.Key.Key_Return)
    assert tried == ["again"] * 2
    with qtbot.waitSignal(page.wants_action) as wanted:
        QTest.mouseClick(page.quit, Qt.MouseButton.LeftButton)
    assert wanted.args == ["file.quit"]
    page.show_problem("Not open", "Call somebody.")
    assert not page.retry.isVisible()
    page.show_choices()
    assert not page.problem_shown


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_fits_a_small_screen(qtbot, language):
    install_language(QApplication.instance(), language)
    try:
        made = WelcomePage()
        qtbot.addWidget(made)
        assert made.minimumSizeHint().width() <= 1280
        assert made.minimumSizeHint().height() <= 760
    finally:
        install_language(QApplication.instance(), "en")
