"""The panel of similar pairs as a widget: cards, keys, buttons, and real answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.review_panels_state import READY, Look, Phase
from qeu_station.gui.presenters.similar import SimilarPresenter
from qeu_station.gui.presenters.similar_state import Answer, Building, SimilarState
from qeu_station.gui.widgets.similar_panel import SimilarPanel
from tests.unit.gui.presenters.doubles import HandJobs


def answer(row: int, picture: np.ndarray | None = None, **more: str) -> Answer:
    return Answer(
        row, f"pair {row}", Verdict.FAIL, "dirty", "alike", "U4, like C1 here", picture, **more
    )


@pytest.fixture
def panel(qtbot):
    made = SimilarPanel(SimilarPresenter(HandJobs(), Path("home")))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def shown(panel: SimilarPanel, *answers: Answer, **more: object) -> None:
    panel.presenter.state = SimilarState(READY, "Pairs like A", tuple(answers), **more)
    panel.show_state(panel.presenter.state)


def test_cards_are_clicked_open(panel, qtbot):
    shown(panel, answer(7), answer(3))
    model = panel.list.cards
    assert model.rowCount() == 2
    place = panel.list.visualRect(model.index(1)).center()
    with qtbot.waitSignal(panel.row_wanted) as heard:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert heard.args == [3]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_cards_are_opened_by_key(panel, qtbot, key):
    shown(panel, answer(7), answer(3))
    panel.list.setCurrentIndex(panel.list.cards.index(0))
    with qtbot.waitSignal(panel.row_wanted) as heard:
        qtbot.keyClick(panel.list, key)
    assert heard.args == [7]


def test_a_card_says_all_in_words(panel):
    shown(panel, answer(7, why="The picture is gone."))
    index = panel.list.cards.index(0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "pair 7 · FAIL · dirty · alike · U4, like C1 here · The picture is gone."
    assert index.data(Qt.ItemDataRole.ToolTipRole) == said


def test_a_picture_that_comes_later_changes_its_card_alone(panel):
    resets, changed = [], []
    first, second = answer(1), answer(2)
    shown(panel, first, second)
    panel.list.cards.modelReset.connect(lambda: resets.append(1))
    panel.list.cards.dataChanged.connect(lambda a, b: changed.append((a.row(), b.row())))
    green = np.zeros((40, 20, 3), np.uint8)
    green[..., 1] = 200
    shown(panel, first, answer(2, green))
    assert (resets, changed) == ([], [(1, 1)])
    image = panel.list.cards.image(1)
    assert (image.width(), image.height(), image.pixelColor(5, 5).green()) == (20, 40, 200)
    shown(panel, answer(9))
    assert resets == [1]


def test_every_state_is_drawn(panel, qtbot):
    picture = np.full((30, 30, 3), 90, np.uint8)
    shown(panel, answer(1, picture), answer(2), answer(3, why="The picture is gone."))
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.cards.index(0))
    assert not panel.grab().isNull()


def test_without_answers_a_sentence_stands_there(panel):
    panel.show_state(SimilarState(Look(Phase.EMPTY, "Choose a pair to find others like it")))
    assert panel.message.text() == "Choose a pair to find others like it"
    assert not panel.list.isVisible()


def test_progress_and_its_buttons(panel):
    shown(panel, answer(1), building=Building("5 of 20 pairs compared", "", 0.25, running=True))
    assert panel.stop.isVisible()
    assert not panel.start.isVisible()
    assert panel.bar.value() == 250
    assert panel.bar.accessibleName() == panel.progress.text == "5 of 20 pairs compared"
    shown(panel, answer(1), building=Building("5 of 20 pairs compared", "gone: 3", 0.25,
                                              can_start=True))  # fmt: skip
    assert panel.start.isVisible()
    assert not panel.stop.isVisible()
    assert "gone" in panel.remark.text()


def test_everything_has_a_name(panel):
    assert panel.accessibleName()
    assert panel.list.accessibleName()
    assert panel.start.text()
    assert panel.stop.text()
