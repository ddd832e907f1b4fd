"""The Training screen, pressed and looked at; its trainings are driven by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from qeu_station.api import TrainingStep
from qeu_station.gui.presenters.training_state import CurveChart, CurveLine, Phase
from qeu_station.gui.theme import DARK, LIGHT, apply_theme
from qeu_station.gui.training import training_of
from qeu_station.gui.widgets.training.curves import ChartView
from qeu_station.gui.widgets.training.page import TrainingPage
from qeu_station.services.training.beside import Ended, State
from tests.gui.test_reachable import faults_of
from tests.gui.test_tab_order import backwards, walked
from tests.unit.gui.presenters.test_training import SAVED, FakeTrainingDesk

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
LINES = CurveChart(
    "loss", (CurveLine("learned", (1, 2, 3), (1.0, 0.4, 0.2)), CurveLine("held out", (1,), (0.7,)))
)


class Held:
    """Keeps a training running until the test lets it end."""

    def __init__(self) -> None:
        self.over = threading.Event()

    def __call__(self) -> None:
        assert self.over.wait(60)


@pytest.fixture(autouse=True)
def _themed(qapp):
    apply_theme(qapp, dark=False)
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def trainings() -> FakeTrainingDesk:
    return FakeTrainingDesk()


@pytest.fixture
def page(window, desk, trainings, qtbot) -> TrainingPage:
    training_of(desk).presenter.attach(lambda: trainings)
    window.activateWindow()
    window.commands.do("screen.training")
    made = window.screens.shown
    assert isinstance(made, TrainingPage)
    qtbot.waitUntil(lambda: made.presenter.state.ready)
    return made


@pytest.fixture
def held(trainings, page) -> Held:
    made = trainings.meanwhile = Held()
    yield made
    made.over.set()


@pytest.fixture
def ended(page, qtbot) -> Callable[[Phase], TrainingPage]:
    """Train until the end that is expected."""

    def train(phase: Phase) -> TrainingPage:
        qtbot.mouseClick(page.train, LEFT)
        qtbot.waitUntil(lambda: page.presenter.state.phase is phase)
        return page

    return train


def typed(field, text: str, qtbot) -> None:
    """Type; what comes quickly is held back until it is sure that no scanner sent it."""
    field.setFocus()
    QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: field.text() == text)


def test_it_says_what_it_is_for_and_what_can_be_chosen(page):
    assert page.progress.empty.isVisible()
    assert not page.progress.curves.isVisible()
    assert page.form.recipe.hasFocus()
    assert page.form.trainer.currentText() == "net"
    assert "patch" in page.form.summary.text()
    assert not page.form.records.isVisible()


def test_every_field_is_entered(page, trainings, monkeypatch, qtbot, ended):
    form = page.form
    QTest.keyClick(form.recipe, Qt.Key.Key_Down)
    form.source.setFocus()
    QTest.keyClick(form.source, Qt.Key.Key_Down)
    assert form.records.isVisible() and form.truth.isVisible()
    assert not page.train.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: "results")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: ("truth.csv", ""))
    qtbot.mouseClick(form.findChild(object, "records-folder"), LEFT)
    qtbot.mouseClick(form.findChild(object, "truth-file"), LEFT)
    assert (form.records.text(), form.truth.text()) == ("results", "truth.csv")
    QTest.keyClick(form.least, Qt.Key.Key_Down)
    typed(form.settings, "epochs=3", qtbot)
    qtbot.mouseClick(form.anyway, LEFT)
    ended(Phase.SAVED)
    (request,) = trainings.begun
    assert (request.recipe, request.records, request.truth) == (
        "lid@3", Path("results"), Path("truth.csv")
    )  # fmt: skip
    assert (dict(request.parameters), request.use_anyway) == ({"epochs": 3}, True)
    assert request.least == 9


def test_what_cannot_be_read_is_told_beside_the_fields(page, qtbot):
    typed(page.form.settings, "epochs", qtbot)
    qtbot.mouseClick(page.train, LEFT)
    qtbot.waitUntil(page.form.problem.isVisible)
    assert "NAME=VALUE" in page.form.problem.words


def test_while_it_runs_curves_grow_and_it_can_be_stopped_alone(
    page, trainings, held, window, qtbot
):
    QTest.keyClick(page.form.recipe, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(page.progress.curves.isVisible)
    assert page.progress.bar.isVisible()
    assert (page.progress.bar.value(), page.progress.bar.maximum()) == (2, 3)
    assert [chart.title.text() for chart in page.progress.curves.charts] == ["loss"]
    assert page.progress.curves.charts[0].accessibleName() == "loss: learned 0.5, held out 1.5"
    assert not page.form.recipe.isEnabled() and not page.train.isEnabled()
    assert page.hasFocus()
    assert faults_of(window) == []
    trainings.ended = Ended(State.STOPPED)
    QTest.keyClick(page, Qt.Key.Key_Backspace, CTRL)
    qtbot.waitUntil(lambda: "stop" in trainings.heard)
    assert page.progress.title.text == "Being stopped…"
    held.over.set()
    qtbot.waitUntil(lambda: "training.go_on" in page.can)


def test_it_goes_on_while_another_screen_or_window_is_shown(page, held, window, desk, qtbot):
    qtbot.mouseClick(page.train, LEFT)
    qtbot.waitUntil(lambda: bool(page.presenter.state.charts))
    window.show_screen("inspect")
    held.over.set()
    qtbot.waitUntil(lambda: window.notices.notices.current is not None)
    assert "Recipe tray has a new version 4" in window.notices.notices.current.text
    later = TrainingPage(desk)
    qtbot.addWidget(later)
    assert later.progress.title.text == "Done"


def test_a_saved_model_is_used_and_its_report_opened(ended, window, monkeypatch, qtbot):
    page, opened, used = ended(Phase.SAVED), [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    monkeypatch.setattr(page.presenter, "_use", used.append)
    qtbot.mouseClick(page.progress.buttons["training.report"], LEFT)
    qtbot.mouseClick(page.progress.buttons["training.use"], LEFT)
    assert opened == [QUrl.fromLocalFile("report.html")]
    assert used == ["tray"]
    assert page.progress.said.words.text() == "W beats LDA."
    assert faults_of(window) == []
    split = page.progress.mapTo(page, QPoint()).x()
    assert backwards(page, walked(page, page.form.recipe), split) == []


def test_what_is_withheld_is_used_only_if_somebody_wants_it(trainings, ended):
    trainings.ended = replace(SAVED, state=State.WITHHELD, words=("No better than chance.",))
    page = ended(Phase.WITHHELD)
    assert page.progress.buttons["training.use"].text() == "Use it anyway"
    assert "chance" in page.progress.said.words.text()


@pytest.mark.parametrize("size", [(1280, 800), (960, 600)])
def test_a_long_reason_is_seen_or_scrolled_to_its_end(trainings, ended, window, size):
    window.resize(*size)
    trainings.ended = Ended(State.FAILED, ("The tea is cold, and nobody made another. " * 40,))
    said = ended(Phase.FAILED).progress.said
    assert said.isVisible()
    needed = said.words.heightForWidth(said.viewport().width())
    assert said.verticalScrollBar().maximum() + said.viewport().height() >= needed


@pytest.mark.parametrize("dark", [False, True])
def test_curves_are_told_apart_without_colours(qapp, qtbot, dark):
    apply_theme(qapp, dark=dark)
    view = ChartView("loss")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show_chart(LINES)
    view.show()
    drawn = [made for _, made in view._drawn.values()]
    assert len({(made.opts["pen"].style(), made.opts["symbol"]) for made in drawn}) == 2
    assert [label.text for _, label in view.legend.items] == ["learned", "held out"]
    shown = view.plot.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(0, 300, 2)
               if y < shown.height()}  # fmt: skip
    tokens = DARK if dark else LIGHT
    assert {QColor(tokens.accent).name(), QColor(tokens.surface).name()} <= colours


def test_values_that_are_none_leave_a_gap(qtbot):
    view = ChartView("loss")
    qtbot.addWidget(view)
    line = CurveLine("learned", (1, 2, 3), (1.0, float("nan"), 0.2))
    view.show_chart(CurveChart("loss", (line,)))
    view.show()
    assert view.plot.viewRect().height() < 3


def test_a_training_without_a_total_shows_that_it_is_at_work(trainings, held, page, qtbot):
    trainings.steps = (TrainingStep(0, 0, "reading"),)
    qtbot.mouseClick(page.train, LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.doing == "Reading")
    assert page.progress.bar.maximum() == 0


def test_ctrl_enter_trains_from_within_a_field(page, trainings, qtbot):
    page.form.settings.setFocus()
    QTest.keyClick(page.form.settings, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.SAVED)
