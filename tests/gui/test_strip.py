"""The strip of the last parts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui import theme
from qeu_station.gui.presenters.inspect_state import Kind, StripEntry
from qeu_station.gui.widgets.strip import Strip, StripModel, spoken
from tests.gui.states import judged, strip


class Window(QWidget):
    """Notes what is typed and left to it."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: list[str] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.typed.append(event.text())


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.paged = []
    action = QAction("Next part", made)
    action.setShortcuts([QKeySequence(key) for key in ("Left", "Right", "Home", "End", "Return")])
    action.triggered.connect(lambda: made.paged.append(1))
    made.addAction(action)
    made.strip = Strip()
    QVBoxLayout(made).addWidget(made.strip)
    made.resize(400, 120)
    made.strip.show_state(judged(strip=strip(12)))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def names(model) -> list[str]:
    return [model.data(model.index(row)) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    "after",
    [
        strip(0),
        strip(1),
        (StripEntry("new", "N", Verdict.FAIL), *strip(4)),
        (StripEntry("new", "N", Verdict.FAIL), *strip(4)[:3]),
        (StripEntry("new", "N", Verdict.FAIL), *strip(4)[1:]),
        tuple(reversed(strip(4))),
        (replace(strip(4)[0], said="ng"), *strip(4)[1:]),
    ],
    ids=["none", "one", "grown", "full", "another", "turned", "said"],
)
def test_the_model_is_always_what_was_given(qapp, after):
    model = StripModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_entries(strip(4))
    model.show_entries(after)
    assert names(model) == [entry.part for entry in after]
    assert model.entries is after
    tester.deleteLater()


def test_a_new_part_in_front_keeps_the_others(qapp):
    model = StripModel()
    model.show_entries(strip(4))
    kept = model.index(0)
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda parent, first, last: inserted.append((first, last)))
    model.show_entries((StripEntry("new", "N", Verdict.FAIL), *model.entries))
    assert (resets, inserted) == ([], [(0, 0)])
    assert kept.row() == 0


def test_a_click_opens_the_part(window, qtbot):
    at = window.strip.visualRect(window.strip.parts.index(2)).center()
    with qtbot.waitSignal(window.strip.opened) as signal:
        qtbot.mouseClick(window.strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert signal.args == ["id2"]


def test_arrows_move_inside_and_enter_opens_while_it_has_the_focus(window, qtbot):
    window.strip.setFocus(Qt.FocusReason.TabFocusReason)
    window.strip.setCurrentIndex(window.strip.parts.index(0))
    with qtbot.waitSignal(window.strip.opened) as signal:
        qtbot.keyClick(window.strip, Qt.Key.Key_Right)
        qtbot.keyClick(window.strip, Qt.Key.Key_Right)
        qtbot.keyClick(window.strip, Qt.Key.Key_Return)
    assert signal.args == ["id2"]
    assert window.paged == []


def test_letters_are_left_to_the_screen(window, qtbot):
    window.strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(window.strip, "u4")
    assert window.typed == ["u", "4"]


def test_the_current_part_is_in_sight(window):
    window.strip.show_state(judged(strip=strip(12, current=11)))
    assert (
        window.strip.viewport()
        .rect()
        .contains(window.strip.visualRect(window.strip.parts.index(11)).center())
    )


def test_the_current_part_and_what_was_said_can_be_seen(window):
    plain = window.strip.viewport().grab().toImage()
    said = tuple(replace(entry, said="ng") for entry in strip(12))
    window.strip.show_state(judged(strip=said))
    assert window.strip.viewport().grab().toImage() != plain
    corrected = tuple(replace(entry, corrected=True) for entry in strip(12))
    window.strip.show_state(judged(strip=corrected))
    assert window.strip.viewport().grab().toImage() != plain


@pytest.mark.parametrize(("said", "kind"), [("ok", Kind.PASS), ("ng", Kind.FAIL)])
def test_a_decision_has_its_colour_on_the_strip(window, said, kind):
    """A part that passed and is NG must not look as if it passed."""
    window.strip.show_state(judged(strip=(replace(strip(1)[0], said=said, current=False),)))
    at = window.strip.visualRect(window.strip.parts.index(0))
    picture = window.strip.viewport().grab().toImage()
    assert picture.pixelColor(at.right() - 4, at.top() + 30) == QColor(theme.tokens().of(kind))


def test_pictures_of_parts_that_left_are_dropped(window):
    window.strip.viewport().grab()
    assert window.strip._delegate._pixmaps
    window.strip.show_state(judged(strip=()))
    assert window.strip._delegate._pixmaps == {}


def test_a_part_in_words():
    entry = StripEntry("id", "T03", Verdict.REVIEW, said="ok")
    assert spoken(entry) == "T03, REVIEW, OK"
    assert spoken(replace(entry, said="", corrected=True)) == "T03, REVIEW, corrected"


def test_a_part_without_a_picture_is_never_just_black(window):
    waiting = StripEntry("a", "A", Verdict.PASS)
    entries = (waiting, replace(waiting, id="b", part="B", gone=True), *strip(1))
    window.strip.show_state(judged(strip=entries))
    shot = window.strip.grab().toImage()
    inks = []
    for row in range(2):
        box = window.strip.visualRect(window.strip.parts.index(row)).translated(
            window.strip.viewport().pos()
        )
        middle = range(box.left() + 22, box.right() - 4)
        colours = {shot.pixelColor(x, y).name() for x in middle for y in range(box.top() + 4, 32)}
        inks.append(len(colours))
    assert min(inks) > 1
    assert spoken(entries[0]) == "A, PASS"
    assert spoken(entries[1]) == "B, PASS, picture gone"
