"""The shift in numbers."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt

from qeu_station.gui.presenters.inspect_state import Counters
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.counters_panel import NONE, CountersPanel, clock, figures
from tests.gui.states import COUNTERS, judged


def test_every_counter_is_written():
    assert figures(COUNTERS) == {
        "total": "128", "passed": "117", "failed": "7", "review": "4",
        "corrected": "Corrected 5", "yield": "91.4%", "fastest": "412", "mean": "530",
        "p95": "891",
    }  # fmt: skip


def test_nothing_judged_has_no_yield_and_no_times():
    shown = figures(Counters())
    assert {shown[key] for key in ("yield", "fastest", "mean", "p95")} == {NONE}


def test_the_panel_shows_a_state(qtbot):
    panel = CountersPanel()
    qtbot.addWidget(panel)
    panel.show_state(judged())
    assert {key: label.text for key, label in panel.values.items()} == figures(COUNTERS)
    panel.show_state(judged(counters=Counters(total=1)))
    assert panel.values["total"].text == "1"


def test_no_number_is_cut_in_a_long_shift(qtbot):
    panel = CountersPanel()
    qtbot.addWidget(panel)
    panel.resize(236, panel.sizeHint().height())
    panel.show_state(
        judged(counters=Counters(12345, 11111, 1111, 123, 999, 1.0, 12345.0, 12345.0, 12345.0))
    )
    panel.show()
    qtbot.wait(1)
    assert [key for key, label in panel.values.items() if label.shortened] == []


def test_the_button_asks_for_a_new_shift(qtbot):
    panel = CountersPanel()
    qtbot.addWidget(panel)
    assert panel.button.sizeHint().height() >= TOUCH
    with qtbot.waitSignal(panel.reset):
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)


def test_the_beginning_is_told_in_the_time_of_this_place():
    since = "2026-11-21T08:15:00+00:00"
    assert clock(since) == datetime.fromisoformat(since).astimezone().strftime("%H:%M")
    assert clock("") == ""


def test_in_a_low_window_only_the_counts_are_left(qtbot):
    panel = CountersPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.set_low(True)
    assert panel.values["total"].isVisible()
    assert not panel.values["p95"].isVisible()
