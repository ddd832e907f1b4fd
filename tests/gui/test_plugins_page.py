"""The Plugins screen in a window: what is seen, pressed and copied, and that nothing freezes it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from qeu_station.errors import StoppedError
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.plugins_state import LOG, PARAMETERS, TESTS, Line
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.plugins.report_view import LineView
from tests.unit.gui.presenters.plugin_doubles import FakeCare


class HangingCare(FakeCare):
    """Its self-test hangs until somebody stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.hanging = threading.Event()
        self.ended = threading.Event()

    def self_test(self, wanted, on_step, stopped):
        on_step("start")
        self.hanging.set()
        while not stopped():
            time.sleep(0.01)
        self.ended.set()
        raise StoppedError("stopped")


@pytest.fixture
def care() -> HangingCare:
    return HangingCare()


@pytest.fixture
def page(qtbot, window, care):
    window.show_screen("plugins")
    made = window.screens.page("plugins")
    made.presenter.attach(lambda: care)
    qtbot.waitUntil(lambda: len(made.presenter.state.rows) == 3)
    made.presenter.choose("qeu-edges")
    qtbot.waitUntil(lambda: made.presenter.state.component.worker.health == "ready")
    window.activateWindow()
    return made


def press(page, act: str) -> None:
    button = page.buttons.made[act]
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words_in(widget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_the_list_follows_the_keyboard(qtbot, page):
    page.list.list.setFocus()
    QTest.keyClick(page.list.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.presenter.state.plugin.name == "qeu-broken")
    assert "no optics" in words_in(page.head)
    assert not page.component.worker.isVisible()
    QTest.keyClick(page.list.list, Qt.Key.Key_End)
    assert page.presenter.state.plugin.name == "qeu-off"
    assert page.buttons.made["enable"].isVisible()
    assert not page.buttons.made["disable"].isVisible()


def test_what_a_plugin_brings_is_chosen_by_its_button(page):
    inspector, trainer = page.head.parts.values()
    assert inspector.isChecked()
    QTest.mouseClick(trainer, Qt.MouseButton.LeftButton)
    assert page.presenter.state.component.key == "trainer edges"
    assert trainer.isChecked()
    assert not page.buttons.made["restart"].isVisible()


def test_a_worker_is_suspended_and_goes_on(qtbot, page):
    press(page, "suspend")
    qtbot.waitUntil(page.buttons.made["resume"].isVisible)
    assert "suspended" in words_in(page.component.worker)
    assert not page.buttons.made["restart"].isVisible()
    press(page, "resume")
    qtbot.waitUntil(lambda: "restarting" in words_in(page.component.worker))


def test_figures_are_written_into_their_places(qtbot, page, care):
    label = page.component.worker.values["Memory now"]
    assert label.text() == "120 MiB"
    care.workers = (replace(care.workers[0], resident_mb=333.0),)
    qtbot.waitUntil(lambda: label.text() == "333 MiB")


def test_a_hanging_self_test_freezes_nothing_and_is_cancelled(qtbot, page, care):
    page.presenter.choose_tab(TESTS)
    press(page, "self-test")
    qtbot.waitUntil(care.hanging.is_set)
    assert page.working.cancel.isVisible()
    page.presenter.choose("qeu-broken")  # the rest of the screen goes on
    qtbot.waitUntil(lambda: "no optics" in words_in(page.head))
    press(page, "cancel")
    assert not page.working.cancel.isVisible()
    qtbot.waitUntil(care.ended.is_set)
    page.presenter.choose("qeu-edges")
    assert page.buttons.made["self-test"].isEnabled()


def test_a_window_closes_while_a_self_test_hangs(qtbot, window, page, care):
    page.presenter.choose_tab(TESTS)
    press(page, "self-test")
    qtbot.waitUntil(care.hanging.is_set)
    window.close()
    window.desk.close()
    assert care.ended.is_set()


def test_a_check_is_reported_line_by_line(qtbot, page):
    page.presenter.choose_tab(TESTS)
    press(page, "check")
    qtbot.waitUntil(lambda: len(page.component.tests.check.lines) == 2)
    said = [line.words for line in page.component.tests.check.lines if line.isVisible()]
    assert said == ["Judges grey pictures the answer has no cells", "The inspector can be built"]
    assert "Recipe board" in page.component.tests.check.summary.words


def test_no_line_of_a_report_is_cut(qtbot):
    """A layout that is short of room takes it from words, unless they ask for it."""
    view = LineView()
    qtbot.addWidget(view)
    view.show_line(Line(Kind.FAIL, "検査器が止まりました " * 6, "理由 " * 90))
    view.resize(600, 10)
    view.show()
    for label in view.findChildren(QLabel):
        assert view.minimumHeight() >= label.heightForWidth(label.width()) > 0
    view.show_line(Line(Kind.PASS, "good"))
    assert view.minimumHeight() < TOUCH


def test_parameters_are_entered_and_saved(qtbot, page, care):
    page.presenter.choose_tab(PARAMETERS)
    row = page.component.parameters.form.rows[("level",)]
    assert row.editor.text() == "90"
    assert not page.buttons.made["save"].isEnabled()
    row.editor.setText("70")
    row.editor.textEdited.emit("70")
    press(page, "save")
    qtbot.waitUntil(lambda: "board@4" in page.component.parameters.verdict.words)
    (wanted,) = [each[1] for each in care.asked if each[0] == "save"]
    assert (wanted.recipe, wanted.parameters) == ("board", {"level": 70.0})


def test_the_basis_is_one_for_parameters_and_tests(page):
    page.presenter.choose_tab(PARAMETERS)
    box = page.component.parameters.basis.box
    box.setCurrentIndex(box.findData("tray"))
    box.activated.emit(box.currentIndex())
    assert page.component.tests.basis.box.currentData() == "tray"
    assert page.component.parameters.form.rows[("level",)].editor.text() == "128"


def test_a_log_is_read_and_copied(qtbot, page, care):
    page.presenter.choose_tab(LOG)
    log = page.component.log
    qtbot.waitUntil(lambda: log.text.toPlainText() == "warm\nready\n")
    log.copy.click()
    assert QGuiApplication.clipboard().text() == "warm\nready\n"
    cursor = log.text.textCursor()
    cursor.select(cursor.SelectionType.LineUnderCursor)
    log.text.setTextCursor(cursor)
    log.copy.click()
    assert QGuiApplication.clipboard().text() == "warm"


def test_who_reads_further_up_in_a_log_stays_there(qtbot, page, care):
    lines = "".join(f"line {number}\n" for number in range(400))
    care.printed = (replace(care.printed[0], text=lines),)
    page.presenter.choose_tab(LOG)
    log, bar = page.component.log, page.component.log.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == bar.maximum()
    bar.setValue(5)
    care.printed = (replace(care.printed[0], text=lines + "new\n"),)
    qtbot.waitUntil(lambda: log.text.toPlainText().endswith("new\n"))
    assert bar.value() == 5


def test_a_question_comes_before_a_plugin_in_use_is_disabled(qtbot, page, care):
    press(page, "disable")
    assert "Recipe board judges with edges" in words_in(page.head.question)
    assert page.head.question.no.hasFocus()
    QTest.keyClick(page.head.question.no, Qt.Key.Key_Return)
    assert not page.head.question.isVisible()
    press(page, "disable")
    QTest.mouseClick(page.head.question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.buttons.made["enable"].isVisible)


def test_nothing_is_asked_while_another_screen_is_shown(qtbot, window, page, care):
    window.show_screen("inspect")
    asked = []
    care.health = lambda: asked.append(1) or ()
    qtbot.wait(1300)
    assert asked == []
    window.show_screen("plugins")
    qtbot.waitUntil(lambda: bool(asked))


@pytest.mark.parametrize("tab", [PARAMETERS, TESTS, LOG])
def test_everything_that_is_pressed_is_large_enough_and_has_a_name(qtbot, page, tab):
    page.presenter.choose_tab(tab)
    qtbot.wait(50)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName().startswith("plugins."):
            assert min(button.width(), button.height()) >= TOUCH, button.text()
            assert button.accessibleName()
            assert button.fontMetrics().horizontalAdvance(button.text()) < button.width()


def test_another_window_shows_the_same(qtbot, window, page):
    page.presenter.choose_tab(TESTS)
    page.presenter.show_to(lambda state: None)
    from qeu_station.gui.widgets.plugins.page import PluginsPage

    other = PluginsPage(window.desk)
    qtbot.addWidget(other)
    assert other.presenter is page.presenter
    assert other.list.list.currentItem().text().startswith("qeu-edges")
    assert other.component.tabs.currentWidget().objectName() == TESTS


def test_what_is_under_way_goes_on_after_its_window_is_gone(qtbot, window, page, care):
    from qeu_station.gui.widgets.plugins.page import PluginsPage

    presenter = page.presenter
    other = PluginsPage(window.desk)
    presenter.do("self-test")
    qtbot.waitUntil(care.hanging.is_set)
    shiboken6.delete(other)
    presenter.do("cancel")
    presenter.choose("qeu-broken")
    assert presenter.state.plugin.name == "qeu-broken"
