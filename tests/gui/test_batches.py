"""The Batches screen, pressed and looked at; its queue is driven by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from qeu_station.gui.batches import batches_of
from qeu_station.gui.leaving import NAME
from qeu_station.gui.main_window import MainWindow
from qeu_station.gui.presenters.batches_state import BatchRow
from qeu_station.gui.theme import LIGHT, TOUCH
from qeu_station.gui.widgets.batches.delegate import HEIGHT
from qeu_station.gui.widgets.batches.delete_dialog import DeleteDialog
from qeu_station.gui.widgets.batches.log_dialog import BatchLogDialog
from qeu_station.gui.widgets.batches.model import COLUMNS, BatchModel
from qeu_station.gui.widgets.batches.new_dialog import NewBatchDialog
from qeu_station.gui.widgets.batches.page import BatchesPage
from qeu_station.services.jobqueue import BatchJob, BatchOrder
from qeu_station.services.jobqueue.deleting import Deletion, Holding
from qeu_station.services.jobqueue.job import JobState
from qeu_station.services.jobqueue.survey import Survey
from tests.unit.gui.presenters.test_batches import FakeDesk, FakeQueue, job

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Desk(FakeDesk):
    """What the page asks, answered at once; ``found`` is what a look through finds."""

    found = Survey("tray@2", 400, 0, 2_500_000)
    text = ""
    held = Holding((14, 1000), (3, 50), 2)
    saved: Path | None = None

    def recipes(self) -> list[str]:
        return ["belt", "tray"]

    def sample(self) -> BatchOrder:
        return BatchOrder("tray", Path("sample"), Path())

    def looked_through(self, order, taken, unwanted):
        out = Path("proposed") if order.out == Path() else order.out
        return replace(order, out=out), self.found

    def holding(self, job: BatchJob) -> Holding:
        return self.held

    def log(self, job: BatchJob) -> str:
        return self.text

    def save_report(self, job: BatchJob, target: Path, say: Callable[[str], str]) -> Path:
        self.saved = target
        return target


@pytest.fixture
def queue() -> FakeQueue:
    return FakeQueue()


@pytest.fixture
def answers(queue: FakeQueue) -> Desk:
    return Desk(queue)


@pytest.fixture
def opened(window, desk, queue, answers, qtbot) -> Callable[..., BatchesPage]:
    """Show the screen with these jobs."""

    def make(*jobs: BatchJob) -> BatchesPage:
        queue.state = replace(queue.state, jobs=jobs)
        batches_of(desk).presenter.attach(lambda: answers)
        window.commands.do("screen.batches")
        page = window.screens.shown
        assert isinstance(page, BatchesPage)
        qtbot.waitUntil(lambda: page.presenter.state.ready)
        window.activateWindow()
        page.enter()
        return page

    return make


@pytest.fixture
def dialog(window: MainWindow, qtbot) -> Callable:
    """Wait for the dialog that is shown."""

    def wait(kind):
        qtbot.waitUntil(lambda: isinstance(window.dialogs.shown, kind))
        return window.dialogs.shown

    return wait


def press(window: MainWindow, key: Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    QTest.keyClick(QGuiApplication.focusObject() or window, key, modifiers)


def test_without_batches_it_leads_to_the_first(opened, window, dialog, qtbot):
    page = opened()
    assert page.empty.isVisible()
    assert not page.table.isVisible()
    assert page.empty.words.height() >= page.empty.words.heightForWidth(page.empty.words.width())
    qtbot.mouseClick(page.empty.buttons["batch.new"], LEFT)
    assert dialog(NewBatchDialog).pairs.text() == ""
    dialog(NewBatchDialog).reject()
    qtbot.mouseClick(page.empty.buttons["batch.sample"], LEFT)
    made = dialog(NewBatchDialog)
    qtbot.waitUntil(lambda: made.pairs.text() == "sample")
    made.reject()


def test_the_first_batch_brings_table_and_detail(opened, queue, qtbot):
    page = opened()
    queue.state = replace(queue.state, jobs=(job("a", "done", 4, 4),))
    page.presenter.want()
    page.presenter._look()
    assert page.table.isVisible()
    assert page.detail.isVisible()
    assert page.table.hasFocus()
    assert page.detail.title.text == "a"


def test_keys_go_to_the_batch_that_is_chosen(opened, queue, window, qtbot):
    page = opened(job("a", "running", 1, 4), job("b"), job("c"))
    press(window, Key.Key_Down)
    press(window, Key.Key_Down)
    assert page.presenter.state.current == "c"
    press(window, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [row.id for row in page.table.batches.rows] == ["a", "c", "b"])
    assert page.table.currentIndex().row() == 1
    press(window, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(window, Key.Key_Up)
    press(window, Key.Key_Space)
    qtbot.waitUntil(lambda: ("pause", "a") in queue.asked)
    press(window, Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.release.isVisible)
    qtbot.mouseClick(page.release, LEFT)
    qtbot.waitUntil(lambda: not page.release.isVisible())


def test_actions_are_allowed_as_the_batch_allows_them(opened, window):
    page = opened(job("a", "running", 1, 4), job("b"))
    allowed = {key for key, made in window.actions_by_key.items() if made.isEnabled()}
    assert {"batch.new", "batch.open", "batch.pause"} <= allowed
    assert not {"batch.delete", "part.inspect", "file.pairs"} & allowed
    assert not page.detail.buttons["batch.delete"].isEnabled()
    page.presenter.select("b")
    assert window.actions_by_key["batch.delete"].isEnabled()
    assert page.detail.buttons["batch.delete"].isEnabled()
    assert not page.detail.buttons["batch.open"].isEnabled()


def test_results_stream_into_the_row(opened, queue, qtbot):
    page = opened(job("a", "running"), job("b"))
    queue.state = replace(
        queue.state,
        jobs=(job("a", "running", 2, 4, rate=1.0, verdicts={"PASS": 1, "FAIL": 1}), job("b")),
    )
    qtbot.waitUntil(lambda: page.table.batches.rows[0].counted == "2 of 4")
    assert page.table.currentIndex().row() == 0
    shown = page.table.viewport().grab().toImage()
    left = sum(column.width for column in COLUMNS[2:])
    bar = shown.width() - left + 16, HEIGHT // 2 + 9
    assert shown.pixelColor(*bar) == QColor(LIGHT.on_accent)
    assert shown.pixelColor(bar[0] + 150, bar[1]) != QColor(LIGHT.on_accent)


def test_every_verdict_is_told_by_its_mark_too(opened):
    page = opened(job("a", "done", 3, 3, verdicts={"PASS": 1, "FAIL": 1, "REVIEW": 1}), job("b"))
    page.presenter.select("b")
    shown = page.table.viewport().grab().toImage()
    place = page.table.batches.place_of("a")
    row = range(place * HEIGHT + 4, (place + 1) * HEIGHT - 4)
    start = shown.width() - sum(column.width for column in COLUMNS[4:])
    for number, colour in enumerate((LIGHT.passed, LIGHT.review, LIGHT.failed)):
        across = range(start + 92 * number, start + 92 * (number + 1))
        assert any(shown.pixelColor(x, y) == QColor(colour) for y in row for x in across)


def test_cells_are_told_to_who_cannot_see_them(qtmodeltester):
    model = BatchModel()
    model.show_rows([BatchRow("a", "night", "tray v2", "running", "Judging", 0.5, "2 of 4")])
    qtmodeltester.check(model)
    said = [model.data(model.index(0, n), Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == ["State: Judging", "Batch: night, tray v2", "Judged: 2 of 4"]


def test_a_dropped_folder_is_ordered_and_other_things_are_refused(
    opened, window, dialog, qtbot, tmp_path
):
    opened()

    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, keys = LEFT, Qt.KeyboardModifier.NoModifier
        event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys)
        window.dropEvent(event)

    drop(tmp_path)
    made = dialog(NewBatchDialog)
    qtbot.waitUntil(lambda: made.found.text() == "400 pairs, 2.5 MB" or not made.recipe.count())
    assert made.pairs.text() == str(tmp_path)
    made.reject()
    drop(tmp_path / "one.png")
    assert "Drop one folder" in window.notices.notices.current.text


def test_an_order_is_taken_as_it_was_looked_through(opened, desk, queue, window, dialog, qtbot):
    page = opened()
    page.order_pairs(Path("parts"), "tray")
    made = dialog(NewBatchDialog)
    qtbot.waitUntil(made.add.isEnabled)
    assert (made.recipe.currentText(), made.out.text()) == ("tray", "proposed")
    made.lanes.setValue(2)
    assert not made.add.isEnabled()
    qtbot.mouseClick(made.archive, LEFT)
    qtbot.waitUntil(made.add.isEnabled)
    qtbot.mouseClick(made.add, LEFT)
    qtbot.waitUntil(lambda: len(queue.state.jobs) == 1)
    ordered = queue.state.jobs[0].order
    assert ordered == BatchOrder("tray", Path("parts"), Path("proposed"), 2, True)
    qtbot.waitUntil(lambda: page.table.isVisible() and window.dialogs.shown is None)


def test_what_is_wrong_with_an_order_stands_in_it_whole(opened, answers, dialog, qtbot):
    answers.found = Survey(problems=("The folder is empty. " * 9, "No recipe."), remarks=("Hm.",))
    page = opened()
    page.order_pairs(Path("parts"), "tray")
    made = dialog(NewBatchDialog)
    qtbot.waitUntil(made.problems[0].isVisible)
    assert [each.words for each in made.problems if each.isVisible()] == [*answers.found.problems]
    assert [each.words for each in made.remarks if each.isVisible()] == ["Hm."]
    assert not made.add.isEnabled()
    assert made.height() >= made.layout().totalHeightForWidth(made.width())
    assert made.pairs.height() >= made.pairs.sizeHint().height()
    made.reject()


def test_places_are_browsed_for(opened, dialog, qtbot, monkeypatch, tmp_path):
    page = opened()
    page.order_pairs(None, "tray")
    made = dialog(NewBatchDialog)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("pairs.csv", ""))
    qtbot.mouseClick(made.folder, LEFT)
    assert made.pairs.text() == str(tmp_path)
    qtbot.mouseClick(made.list, LEFT)
    assert made.pairs.text() == "pairs.csv"
    qtbot.mouseClick(made.place, LEFT)
    assert made.out.text() == str(tmp_path)
    made.reject()


def test_results_are_deleted_only_when_asked_for(opened, queue, window, dialog, qtbot):
    opened(job("a", "done", 4, 4), job("b", "done", 4, 4))
    press(window, Key.Key_Delete)
    asked = dialog(DeleteDialog)
    assert asked.keep.isChecked()
    assert not asked.images.isEnabled()
    qtbot.mouseClick(asked.sure, LEFT)
    qtbot.waitUntil(lambda: len(queue.asked) == 1)
    assert queue.asked[0][2] == Deletion()


@pytest.mark.parametrize("images", [False, True])
def test_copies_are_deleted_only_when_asked_for(opened, queue, window, dialog, qtbot, images):
    opened(job("a", "done", 4, 4))
    press(window, Key.Key_Delete)
    asked = dialog(DeleteDialog)
    qtbot.mouseClick(asked.results, LEFT)
    assert "2" in asked.lost.words
    assert asked.cancel.isDefault()
    assert asked.height() >= asked.layout().totalHeightForWidth(asked.width())
    if images:
        qtbot.mouseClick(asked.images, LEFT)
    qtbot.mouseClick(asked.sure, LEFT)
    qtbot.waitUntil(lambda: len(queue.asked) == 1)
    assert queue.asked[0][2] == Deletion(results=True, images=images)


def test_esc_deletes_nothing(opened, queue, window, dialog, qtbot):
    opened(job("a", "done", 4, 4))
    press(window, Key.Key_Delete)
    QTest.keyClick(dialog(DeleteDialog), Key.Key_Escape)
    qtbot.waitUntil(lambda: window.dialogs.shown is None)
    assert queue.asked == []


def test_a_log_is_shown_with_the_reason_and_copied(opened, answers, window, dialog, qtbot):
    answers.text = "line 1\nline 2"
    page = opened(job("a", "failed", problem="The disk is full."))
    qtbot.mouseClick(page.detail.buttons["batch.log"], LEFT)
    shown = dialog(BatchLogDialog)
    assert shown.text.toPlainText() == "line 1\nline 2"
    qtbot.mouseClick(shown.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "a\nThe disk is full.\nline 1\nline 2"
    qtbot.mouseClick(shown.leave, LEFT)


def test_a_report_is_saved_where_it_is_wanted(opened, answers, window, qtbot, monkeypatch):
    opened(job("a", "cancelled", 1, 4))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/r.html", ""))
    window.commands.do("batch.report")
    qtbot.waitUntil(lambda: answers.saved == Path("/tmp/r.html"))


def test_enter_opens_the_batch_for_review(opened, desk, window, qtbot):
    wanted: list[Path] = []
    desk.disconnect(window)
    desk.review_wanted.connect(wanted.append)
    opened(job("a", "running", 1, 4))
    press(window, Key.Key_Return)
    assert wanted == [Path("results/a")]
    window.actions_by_key["batch.open"].trigger()
    assert len(wanted) == 2


def test_a_failure_is_said_on_every_screen(opened, queue, window, qtbot):
    opened(job("a", "running", 1, 4))
    window.commands.do("screen.inspect")
    queue.state = replace(queue.state, jobs=(job("a", "failed", 1, 4, problem="Disk full."),))
    qtbot.waitUntil(window.notices.isVisible)
    assert window.notices.notices.current.text == "Batch a failed. Disk full."


def test_a_queue_that_cannot_be_opened_says_why(window, desk, answers, qtbot):
    answers.error = OSError("the disk is away")
    batches_of(desk).presenter.attach(lambda: answers)
    window.commands.do("screen.batches")
    page = window.screens.shown
    qtbot.waitUntil(lambda: "the disk is away" in page.empty.words.text())
    answers.error = None
    qtbot.mouseClick(page.empty.buttons["batch.again"], LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.ready)


def test_a_station_that_is_not_open_says_so_and_is_opened_again(window, desk, qtbot, tmp_path):
    blocked = tmp_path / "家" / "journal.db"
    blocked.mkdir(parents=True)
    desk.open()
    qtbot.waitUntil(lambda: desk.problem is not None)
    window.commands.do("screen.batches")
    page = window.screens.shown
    assert "station is not open" in page.empty.words.text()
    blocked.rmdir()
    qtbot.mouseClick(page.empty.buttons["batch.again"], LEFT)
    qtbot.waitUntil(lambda: page.presenter.state.ready)
    assert page.empty.buttons["batch.new"].isVisible()


def test_pressed_twice_a_batch_without_results_opens_nothing(opened, desk, qtbot):
    wanted: list[Path] = []
    desk.review_wanted.connect(wanted.append)
    page = opened(job("a"))
    page.table.opened.emit()
    assert wanted == []


def test_the_menu_of_a_batch_offers_what_can_be_done(opened, queue, qtbot):
    page = opened(job("a"), job("b"))
    page.table.customContextMenuRequested.emit(page.table.rect().center())
    (menu,) = page.findChildren(QMenu)
    offered = {made.text(): made for made in menu.actions()}
    assert not offered["Review the batch"].isEnabled()
    assert offered["Run it later"].isEnabled()
    offered["Run it later"].trigger()
    qtbot.waitUntil(lambda: [row.id for row in page.table.batches.rows] == ["b", "a"])
    menu.close()


def test_another_window_around_the_desk_goes_on_showing(opened, desk, queue, window, qtbot):
    opened(job("a", "running", 1, 4))
    other = MainWindow(desk)
    other.take_over(window)
    queue.state = replace(queue.state, jobs=(job("a", "running", 3, 4, rate=1.0),))
    page = other.screens.shown
    assert isinstance(page, BatchesPage)
    qtbot.waitUntil(lambda: page.table.batches.rows[0].counted == "3 of 4")
    other.leave()


def test_the_chosen_batch_stays_in_sight_in_a_low_window(opened, window):
    page = opened(*(job(f"j{n}") for n in range(9)), job("a", "failed", problem="So it is. " * 40))
    window.resize(960, 600)
    page.presenter.select("a")
    place = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().contains(place)


def test_everything_that_is_pressed_is_large_enough_and_named(opened):
    page = opened(job("a", "running", 1, 4))
    for button in (*page.detail.buttons.values(), page.release):
        assert button.height() >= TOUCH or not button.isVisible()
        assert button.accessibleName()
    assert page.table.accessibleName()


def pressed(asked: QMessageBox, text: str) -> None:
    next(button for button in asked.buttons() if button.text() == text).click()


def test_closing_asks_about_a_batch_that_runs(opened, window, dialog, qtbot):
    opened(job("a", JobState.RUNNING, done=34, total=100))
    assert not window.close()
    asked = dialog(QMessageBox)
    assert "34 of 100" in asked.text()
    QTest.keyClick(asked, Key.Key_Escape)
    assert window.isVisible() and not window.dialogs.shows(NAME)
    assert not window.close()
    pressed(dialog(QMessageBox), "Put away, judge on")
    assert window.isMinimized()
    window.showNormal()
    assert not window.close()
    pressed(dialog(QMessageBox), "Pause and close")
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))


def test_closing_again_while_it_is_asked_closes(opened, window):
    opened(job("a", JobState.RUNNING))
    assert not window.close()
    assert window.close()


def test_a_batch_that_waits_keeps_no_window_open(opened, window):
    opened(job("a", JobState.PAUSED))
    assert window.close()


def test_an_end_from_outside_asks_nobody(opened, window):
    opened(job("a", JobState.RUNNING))
    window.leave()
    assert not shiboken6.isValid(window) or not window.isVisible()
