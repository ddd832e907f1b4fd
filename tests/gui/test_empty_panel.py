"""What to do while nothing is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from qeu_station.gui.actions import action
from qeu_station.gui.widgets.empty_panel import WAYS, EmptyPanel


@pytest.mark.parametrize("key", [key for key, _, _ in WAYS])
def test_each_way_is_an_action_of_the_window(qtbot, key):
    panel = EmptyPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.wanted) as signal:
        qtbot.mouseClick(panel.buttons[key], Qt.MouseButton.LeftButton)
    assert signal.args == [key]
    assert action(key)


@pytest.mark.parametrize(("key", "cap"), [(key, cap) for key, _, cap in WAYS if cap])
def test_the_key_that_is_shown_is_the_shortcut(key, cap):
    assert cap in action(key).shortcuts
