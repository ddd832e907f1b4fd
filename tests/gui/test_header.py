"""Tools, recipe and operator fit into one row, whatever they are called."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton

from qeu_station.gui.language import install_language
from qeu_station.gui.main_window import MainWindow
from qeu_station.gui.screens import SCREENS
from qeu_station.gui.theme import TOUCH, apply_theme

LONG = (
    "第二ライン向け自動車用コネクタ組立トレイ 左右共通 改良型 v12",
    "佐藤 クリスティーナ 美智子",
)


@pytest.fixture(params=["en", "ja"], autouse=True)
def language(qapp: QApplication, request):
    install_language(qapp, request.param)
    apply_theme(qapp, dark=False)
    yield
    install_language(qapp, "en")


def name(window: MainWindow, recipe: str, operator: str) -> None:
    window.bars.recipe.say(recipe)
    window.bars.operator.say(operator)
    window.bars.fit()


@pytest.mark.parametrize("width", [960, 1280, 1920])
@pytest.mark.parametrize("names", [("tray v1", "Sato"), LONG])
def test_nothing_is_pushed_out_of_the_row(qtbot, window, width, names):
    window.resize(width, 700)
    name(window, *names)
    qtbot.wait(1)
    buttons = [
        button
        for bar in window.findChildren(QToolBar)
        for button in bar.findChildren(QToolButton)
        if button.isVisible()
    ]
    assert [b for b in buttons if b.objectName() == "qt_toolbar_ext_button"] == []
    assert len(buttons) == 10 + len(SCREENS)
    assert min(min(button.width(), button.height()) for button in buttons) >= TOUCH
    assert max(b.mapTo(window, b.rect().topRight()).x() for b in buttons) < width


def test_long_names_are_shortened_and_still_said(window):
    window.resize(960, 700)
    name(window, *LONG)
    assert "…" in window.bars.recipe.text()
    assert LONG[0] in window.bars.recipe.accessibleName()
    window.resize(1920, 700)
    assert (window.bars.recipe.text(), window.bars.operator.text()) == LONG


def test_tools_without_words_keep_their_names(window):
    window.resize(960, 700)
    name(window, *LONG)
    tools = [window.bars.tools.widgetForAction(action) for action in window.bars.tools.actions()]
    assert all(tool.accessibleName() for tool in tools if isinstance(tool, QToolButton))
