"""A large button that is pressed by mouse, Enter or Space, and read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from qeu_station.gui.language import install_language
from qeu_station.gui.theme import TEXT, TITLE, TOUCH
from qeu_station.gui.widgets.choice_card import ChoiceCard
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.welcome import WAYS


@pytest.fixture
def card(qtbot):
    made = ChoiceCard("Use a recipe", "Choose a product that this station knows.", "recipe")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_press_it(card, qtbot, key):
    card.setFocus()
    with qtbot.waitSignal(card.clicked):
        QTest.keyClick(card, key)


def test_a_click_presses_it(card, qtbot):
    with qtbot.waitSignal(card.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)


def test_it_is_read_out_with_its_sentence(card):
    assert card.accessibleName() == "Use a recipe"
    assert card.accessibleDescription() == "Choose a product that this station knows."
    assert min(card.minimumSizeHint().toTuple()) >= TOUCH


def test_the_focus_is_seen(card):
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    card.clearFocus()
    before = card.grab().toImage()
    card.setFocus()
    assert card.grab().toImage() != before


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_sentence_of_the_first_page_is_cut_in_the_least_room(qtbot, qapp, language):
    install_language(qapp, language)
    least = ChoiceCard("", "", "recipe").minimumSizeHint()
    inside = least.width() - 48
    for way in WAYS:
        title = _height(way.title(), TITLE, inside)
        sentence = _height(way.sentence(), TEXT, inside)
        assert 24 + 40 + 16 + title + 8 + sentence <= least.height()
    install_language(qapp, "en")


def _height(text: str, pixels: int, width: int) -> int:
    room = QRect(0, 0, width, 1000)
    return QFontMetrics(font_of(pixels)).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
