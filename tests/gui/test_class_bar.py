"""The row that corrects."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from qeu_station.gui.presenters.inspect_state import ClassKey, Question
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.class_bar import ClassBar, target_of
from tests.gui.states import CLASSES, chosen, judged


@pytest.fixture
def bar(qtbot):
    made = ClassBar()
    qtbot.addWidget(made)
    made.resize(1264, TOUCH)
    made.show_state(judged())
    return made


def enabled(bar) -> set[str]:
    return {name for name, button in bar.buttons.items() if button.isEnabled()}


def test_classes_wait_for_a_cell(bar):
    assert enabled(bar) == set()
    bar.show_state(judged(cells=chosen("U2")))
    assert enabled(bar) == {"ok", "unknown", "missing"}
    bar.show_state(judged())
    assert enabled(bar) == set()


def test_a_typed_address_makes_them_ready(bar):
    bar.show_state(judged(typed="U"))
    assert enabled(bar) == {"ok", "unknown", "missing"}
    assert bar.target.text == "U…"


def test_a_box_to_be_drawn_can_have_any_class_but_ok(bar):
    bar.set_boxing(True)
    assert enabled(bar) == {"unknown", "missing"}
    bar.set_boxing(False)
    assert enabled(bar) == set()


def test_a_question_for_a_class_is_answered_here(bar):
    asked = Question("What is in the box?", (("unknown", "unknown"), ("missing", "missing")))
    bar.show_state(judged(question=asked))
    assert enabled(bar) == {"unknown", "missing"}


def test_a_click_names_the_class(bar, qtbot):
    bar.show_state(judged(cells=chosen("U2")))
    with qtbot.waitSignal(bar.class_chosen) as signal:
        qtbot.mouseClick(bar.buttons["missing"], Qt.MouseButton.LeftButton)
    assert signal.args == ["missing"]


@pytest.mark.parametrize("key", ["part.agree", "part.ok", "part.ng", "correct.undo"])
def test_what_may_be_done_can_be_pressed(bar, qtbot, key):
    with qtbot.waitSignal(bar.action) as signal:
        qtbot.mouseClick(bar.parts[key], Qt.MouseButton.LeftButton)
    assert signal.args == [key]


def test_what_may_not_be_done_cannot_be_pressed(bar, qtbot):
    bar.show_state(judged(can=frozenset()))
    with qtbot.assertNotEmitted(bar.action):
        for button in bar.parts.values():
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_pressed_button_that_is_disabled_gives_the_focus_away_first(bar, qtbot):
    """Qt would hand it to the next button, where the same Enter says another thing."""
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    bar.parts["part.agree"].setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(bar.left):
        bar.show_state(judged(can=frozenset({"part.ok", "part.ng"})))


def test_buttons_are_only_made_anew_for_other_classes(bar):
    before = dict(bar.buttons)
    bar.show_state(judged(classes=tuple(CLASSES)))
    assert bar.buttons == before
    bar.show_state(judged(classes=CLASSES[:2]))
    assert list(bar.buttons) == ["ok", "unknown"]


def test_eight_classes_fit_a_small_screen(bar, qtbot):
    names = ("ok", "unknown", "missing", "scratch", "wrong part", "tilted", "chipped", "stained")
    bar.show_state(judged(classes=tuple(ClassKey(n, n[0], "#c62828") for n in names)))
    bar.show()
    qtbot.wait(1)
    last = bar.buttons["stained"]
    right = last.mapTo(bar, last.rect().topRight()).x()
    assert right < min(button.x() for button in bar.parts.values())
    cut = [
        name for name, button in bar.buttons.items() if button.width() < button.sizeHint().width()
    ]
    assert cut == []


@pytest.mark.parametrize(
    ("cells", "typed", "text"),
    [((), "", ""), (("U1",), "", "U1"), (("U1", "D2"), "", "U1 D2"), (("U1",), "D", "U1 D…"),
     (("U1", "U2", "D1"), "", "D1 +2")],
)  # fmt: skip
def test_the_target_is_what_a_class_key_corrects(cells, typed, text):
    assert target_of(judged(cells=chosen(*cells), typed=typed)) == text
