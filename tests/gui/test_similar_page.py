"""Similar pairs on the Review screen, from pictures on the disk to the pair that was pressed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from qeu_station.gui.presenters.similar import Novelty
from qeu_station.gui.widgets.review.page import ReviewPage
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import save_recipe
from tests.unit.services.making import picture, tiny_recipe, write
from tests.unit.services.similar.conftest import KINDS, STATION, kind_of, part

PARTS = 8


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A batch of eight parts with their pictures."""
    folder = tmp_path / "出力"
    recipe = save_recipe(tiny_recipe(), [write(tmp_path / "r.png", picture())], tmp_path / "other")
    with Journal.open(folder / "journal.db", STATION) as journal:
        journal.append_recipe(recipe)
        made = [part(n, KINDS[n % 4], tmp_path / "tests", recipe) for n in range(PARTS)]
        journal.append_inspections(made)
    return folder


@pytest.fixture
def page(qtbot, desk, window, out) -> ReviewPage:
    """The screen with the batch open."""
    desk.review_wanted.emit(out)
    made = window.screens.shown
    qtbot.waitUntil(lambda: made.presenter.state.pair.pictures is not None)
    return made


def test_pairs_like_this_one(qtbot, page, out):
    presenter, panel = page.presenter, page.similar
    assert not (out / "journal.similar").exists()  # to open a batch changes nothing in it
    columns = presenter.state.listed.columns
    hole = next(n for n in range(PARTS) if kind_of(str(columns.id[n])) == "hole")
    presenter.show_row(hole)
    page.panels.setCurrentWidget(panel)
    qtbot.waitUntil(
        lambda: (
            len(panel.presenter.state.answers) == PARTS - 1
            and panel.presenter.state.answers[-1].picture is not None
        ),
    )
    nearest = panel.presenter.state.answers[0]
    assert kind_of(str(columns.id[nearest.row])) == "hole"
    assert panel.about.text == f"Pairs like {columns.pair[hole]}"
    place = panel.list.visualRect(panel.list.cards.index(0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.panels.currentWidget() is page.pair
    assert presenter.state.current == nearest.row


def test_novelty_fills_its_column_and_stays(qtbot, page):
    presenter = page.presenter
    seq = presenter.state.listed.columns.seq
    values = np.linspace(0.5, 4, len(seq)).astype(np.float32)
    page.similar.presenter.novel(Novelty(seq, values))
    assert np.array_equal(presenter.state.listed.columns.novelty, values)
    presenter.conditions.sort("novelty", True)
    qtbot.waitUntil(lambda: presenter.state.listed.rows[0] == len(seq) - 1)
    presenter.take_novelty(seq[:2], values[2:4])
    assert np.isnan(presenter.state.listed.columns.novelty[2:]).all()
    qtbot.waitUntil(lambda: presenter.state.listed.rows[0] == 1)


def test_another_language_keeps_the_answers(qtbot, page, desk, window):
    from qeu_station.gui.main_window import MainWindow

    page.panels.setCurrentWidget(page.similar)
    qtbot.waitUntil(lambda: len(page.similar.presenter.state.answers) == PARTS - 1)
    shown = page.similar.presenter.state.answers
    desk.refresh()
    later = MainWindow(desk)
    later.take_over(window)
    try:
        again = later.screens.shown
        assert again.panels.currentWidget() is again.similar
        assert [a.row for a in again.similar.presenter.state.answers] == [a.row for a in shown]
        assert again.similar.list.cards.rowCount() == PARTS - 1
        assert again.similar.presenter._awake
    finally:
        later.close()
