"""The line of hints."""

from __future__ import annotations

import pytest

from qeu_station.gui.widgets import hint_bar
from qeu_station.gui.widgets.hint_bar import HintBar


@pytest.fixture
def bar(qtbot, monkeypatch):
    monkeypatch.setattr(hint_bar, "REFUSAL_MS", 30)
    made = HintBar()
    qtbot.addWidget(made)
    made.set_hint("Enter: agree")
    return made


def test_it_says_the_hint(bar):
    assert bar.text == "Enter: agree"


def test_a_refusal_stands_until_it_was_read_then_the_newest_hint_comes_back(bar, qtbot):
    bar.refuse("Three pictures were dropped")
    bar.set_hint("F9: OK")
    assert bar.text == "Three pictures were dropped"
    qtbot.waitUntil(lambda: bar.text == "F9: OK")


def test_a_refusal_has_a_mark(bar, qtbot):
    plain = bar.grab().toImage()
    bar.refuse("Enter: agree")
    assert bar.grab().toImage() != plain
