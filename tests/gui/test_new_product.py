"""A new product, made with clicks and keys, judges a pair; what is left behind is nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qeu_station import paths
from qeu_station.gui.jobs import QtJobs
from qeu_station.gui.presenters.new_product_state import Step
from qeu_station.gui.theme import TOUCH, apply_theme
from qeu_station.gui.widgets.new_product import NewProductDialog
from qeu_station.gui.widgets.new_product.step_list import shown_lines
from qeu_station.imaging.io import read_image
from qeu_station.services.inspect import InspectRequest, inspect_pair
from qeu_station.services.opening import open_home
from qeu_station.storage.recipes import load_recipe

SAMPLES = paths.resources() / "samples" / "tray"
CORNERS = ((65, 95), (895, 95), (921, 559), (39, 559))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def plugin_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plugins are probed once."""
    return tmp_path_factory.mktemp("plugin-cache")


@pytest.fixture
def home(tmp_path: Path, plugin_cache: Path) -> Path:
    folder = tmp_path / "家"
    folder.mkdir()
    shutil.copytree(plugin_cache, paths.cache(folder))
    return folder


@pytest.fixture
def jobs(qtbot: QtBot, home: Path, plugin_cache: Path) -> Iterator[QtJobs]:
    errors: list[Exception] = []
    made = QtJobs(errors.append)
    yield made
    made.close()
    made.deleteLater()
    assert errors == []
    if paths.cache(home).is_dir():
        shutil.copytree(paths.cache(home), plugin_cache, dirs_exist_ok=True)


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, jobs: QtJobs, home: Path):
    """Opens the dialog; it is left when the test is over."""
    apply_theme(qapp, dark=False)
    saved: list[str] = []

    def build(**more) -> NewProductDialog:
        dialog = NewProductDialog(None, jobs, home, saved.append, **more)
        dialog.saved = saved
        qtbot.addWidget(dialog, before_close_func=lambda made: made.done(0))
        dialog.show()
        qtbot.waitUntil(lambda: dialog.presenter.state.choices is not None)
        qtbot.waitUntil(lambda: not dialog.presenter.state.loading)
        return dialog

    return build


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Answers every question for files and folders."""

    def answer(*files: Path) -> None:
        names = [str(path) for path in files]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0], ""))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: names[0])

    return answer


def press(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible(), widget.objectName()
    assert widget.isEnabled(), widget.objectName()
    qtbot.mouseClick(widget, LEFT)


def drag(qtbot: QtBot, widget: QWidget, start: QPointF, end: QPointF) -> None:
    middle = ((start + end) / 2).toPoint()
    qtbot.mousePress(widget, LEFT, pos=start.toPoint())
    for point in (middle, end.toPoint()):
        qtbot.mouseMove(widget, pos=point)
    qtbot.mouseRelease(widget, LEFT, pos=end.toPoint())


def name_and_picture(
    qtbot: QtBot, dialog: NewProductDialog, choose: Callable[..., None], name: str = "board-1"
) -> None:
    page = dialog.pages[Step.PICTURES]
    page.name.setFocus()
    qtbot.keyClicks(page.name, name)
    choose(SAMPLES / "reference.jpg")
    press(qtbot, page.add)
    qtbot.waitUntil(lambda: dialog.presenter.state.marks[0].done)


def place_grid(qtbot: QtBot, dialog: NewProductDialog) -> None:
    editor = dialog.pages[Step.GRID].editor
    over = editor.childAt(editor.rect().center())
    for handle, corner in enumerate(CORNERS):
        drag(qtbot, over, editor.handle_at(handle), editor.to_widget(*corner))


def lay_grid(qtbot: QtBot, dialog: NewProductDialog) -> None:
    place_grid(qtbot, dialog)
    grid = dialog.presenter.state.grid
    for corner, wanted in zip(grid.corners, CORNERS, strict=True):
        assert corner == pytest.approx(wanted, abs=2.5)
    editor = dialog.pages[Step.GRID].editor
    over = editor.childAt(editor.rect().center())
    before = grid.corners[3]
    qtbot.keyClick(editor, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    after = dialog.presenter.state.grid.corners[3]
    assert after == pytest.approx((before[0] - 10, before[1] - 1))
    qtbot.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseClick(over, LEFT, pos=editor.cell_at("U9").toPoint())
    assert dialog.presenter.state.product.unused == {"U9"}


def name_classes(qtbot: QtBot, dialog: NewProductDialog) -> None:
    classes = dialog.pages[Step.CLASSES]
    for number, name in enumerate(("missing", "shifted")):
        press(qtbot, classes.add)
        assert classes.lines[number].name.hasFocus()
        qtbot.keyClicks(classes.lines[number].name, name)


def set_inspector(qtbot: QtBot, dialog: NewProductDialog) -> None:
    panel = dialog.pages[Step.INSPECTORS].panel
    deadline = panel.deadline
    deadline.selectAll()
    qtbot.keyClicks(deadline, "60")
    window = panel.form.rows[("window",)].editor
    window.selectAll()
    qtbot.keyClicks(window, "0")
    assert "1 to 101" in panel.form.rows[("window",)].problem.words
    assert not dialog.presenter.state.can_save
    window.selectAll()
    qtbot.keyClicks(window, "11")


def try_and_teach(qtbot: QtBot, dialog: NewProductDialog, choose: Callable[..., None]) -> None:
    trial = dialog.pages[Step.TRY]
    choose(SAMPLES / "T02_test.jpg")
    press(qtbot, trial.test)
    qtbot.waitUntil(lambda: dialog.presenter.state.trial.result is not None)
    shown = dialog.presenter.state.trial.result
    assert shown.band.word == "FAIL"
    assert {mark.address for mark in shown.cells} == set(dialog.presenter.state.grid.addresses)
    assert trial.pair.isVisible()
    assert "FAIL" in trial.pair.evidence("D5").title
    assert trial.pair.evidence("U9") is None
    choose(SAMPLES / "good")
    press(qtbot, trial.learn)
    qtbot.waitUntil(lambda: dialog.presenter.state.product.taught is not None)
    qtbot.waitUntil(lambda: not dialog.presenter.state.trial.running)
    assert dialog.presenter.state.trial.result.band.word == "FAIL"


def test_a_product_is_made_by_hand_and_judges(qtbot: QtBot, opened, choose, home: Path) -> None:
    """Every step with mouse and keys, from nothing to a verdict by the saved recipe."""
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    press(qtbot, dialog.next)
    lay_grid(qtbot, dialog)
    press(qtbot, dialog.next)
    name_classes(qtbot, dialog)
    press(qtbot, dialog.next)
    set_inspector(qtbot, dialog)
    press(qtbot, dialog.next)
    try_and_teach(qtbot, dialog, choose)
    press(qtbot, dialog.next)

    press(qtbot, dialog.next)
    qtbot.waitUntil(lambda: dialog.saved == ["board-1"])
    assert not dialog.isVisible()
    loaded = load_recipe("board-1", home)
    assert loaded.recipe.version == 1
    assert loaded.recipe.grid.unused == {"U9"}
    assert [entry.name for entry in loaded.recipe.classes] == ["missing", "shifted"]
    assert loaded.recipe.inspectors[0].parameters["window"] == 11
    assert loaded.recipe.calibration.parts > 0
    opened_home = open_home(home)
    request = InspectRequest("board-1", SAMPLES / "T02_test.jpg", record=False)
    assert inspect_pair(request, opened_home).part.verdict == "FAIL"


def test_a_corner_dragged_across_stays_where_it_can(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    press(qtbot, dialog.next)
    editor = dialog.pages[Step.GRID].editor
    over = editor.childAt(editor.rect().center())
    drag(qtbot, over, editor.handle_at(0), editor.to_widget(900, 600))
    corners = dialog.presenter.state.grid.corners
    assert corners[0] == pytest.approx((450, 300), abs=5)
    assert "cannot cross" in dialog.presenter.state.grid_problems[""]


def test_leaving_with_work_asks_once(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    qtbot.keyClicks(dialog.pages[Step.PICTURES].name, "board")
    asked: list[str] = []

    def answer(role: QMessageBox.ButtonRole) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, lambda: answer(role))
            return
        asked.append(box.text())
        button = next(b for b in box.buttons() if box.buttonRole(b) is role)
        button.click()

    QTimer.singleShot(0, lambda: answer(QMessageBox.ButtonRole.RejectRole))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.presenter.state.product.name == "board"
    QTimer.singleShot(0, lambda: answer(QMessageBox.ButtonRole.DestructiveRole))
    dialog.close()
    assert not dialog.isVisible()
    assert asked == ["Leave without saving this product?"] * 2


def test_enter_goes_on_and_the_page_has_the_keyboard(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    page = dialog.pages[Step.PICTURES]
    page.name.setFocus()
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert dialog.presenter.state.step is Step.GRID
    assert dialog.focusWidget() is dialog.pages[Step.GRID].editor
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.presenter.state.grid.corners[0] == (0, 1)


def test_leaving_untouched_asks_nothing(qtbot: QtBot, opened) -> None:
    dialog = opened()
    press(qtbot, dialog.leave)
    assert not dialog.isVisible()


def test_leaving_ends_a_running_trial(qtbot: QtBot, opened, choose, jobs: QtJobs) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    choose(SAMPLES / "T01_test.jpg")
    press(qtbot, dialog.steps.buttons[Step.TRY])
    others = {child.pid for child in psutil.Process().children(recursive=True)}
    press(qtbot, dialog.pages[Step.TRY].test)
    qtbot.waitUntil(lambda: dialog.presenter.state.trial.running == "start")
    dialog.done(0)
    workers = [c for c in psutil.Process().children(recursive=True) if c.pid not in others]
    qtbot.waitUntil(lambda: not [w for w in workers if _alive(w)])
    assert dialog.presenter.state.trial.result is None


def test_a_camera_picture_is_kept_for_the_recipe_only(qtbot: QtBot, opened, home: Path) -> None:
    frame = read_image(SAMPLES / "reference.jpg").pixels
    dialog = opened(frames=lambda: frame)
    page = dialog.pages[Step.PICTURES]
    qtbot.keyClicks(page.name, "board")
    press(qtbot, page.camera)
    qtbot.waitUntil(lambda: dialog.presenter.state.marks[0].done)
    file = dialog.presenter.state.product.pictures[0].path
    assert file.is_file()
    press(qtbot, dialog.steps.buttons[Step.SAVE])
    press(qtbot, dialog.next)
    qtbot.waitUntil(lambda: dialog.saved == ["board"])
    assert not file.parent.exists()
    kept = load_recipe("board", home).references[0]
    assert (read_image(kept).pixels == frame).all()


def test_without_a_camera_the_button_says_why(opened) -> None:
    camera = opened().pages[Step.PICTURES].camera
    assert not camera.isEnabled()
    assert "No camera is open" in camera.toolTip()


def test_a_changed_recipe_becomes_its_next_version(qtbot: QtBot, opened, home: Path) -> None:
    """Models stay with it, and what the dialog does not show stays as it was."""
    before = load_recipe("sample-trained", home)
    dialog = opened(recipe="sample-trained")
    assert dialog.windowTitle() == "Change sample-trained v1"
    assert not dialog.presenter.state.unsaved
    page = dialog.pages[Step.PICTURES]
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Sample tray, changed")
    press(qtbot, dialog.steps.buttons[Step.SAVE])
    assert dialog.next.text() == "Save new version"
    press(qtbot, dialog.next)
    qtbot.waitUntil(lambda: dialog.saved == ["sample-trained"])
    after = load_recipe("sample-trained", home)
    assert (after.recipe.version, after.recipe.title) == (2, "Sample tray, changed")
    assert after.recipe.inspectors[1].model == "models/soart3"
    assert after.recipe.inspectors[1].weights == before.recipe.inspectors[1].weights
    assert after.recipe.inspectors[0].parameters == before.recipe.inspectors[0].parameters
    assert after.recipe.decision == before.recipe.decision
    assert after.recipe.calibration == before.recipe.calibration
    assert (after.folder / "models/soart3/model.toml").is_file()


def test_what_is_wrong_stands_below_its_field(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    press(qtbot, dialog.steps.buttons[Step.GRID])
    page = dialog.pages[Step.GRID]
    page.rows.selectAll()
    QTest.keyClicks(page.rows, "999999999")
    assert "1 to 26" in page.problems["rows"].words
    assert page.problems["columns"].isHidden()
    below = page.problems["rows"].mapTo(page, QPoint()).y() - page.rows.mapTo(page, QPoint()).y()
    assert 0 < below - page.rows.height() < page.rows.height()


def test_a_key_that_is_none_is_kept_whole_and_refused(qtbot: QtBot, opened) -> None:
    dialog = opened()
    press(qtbot, dialog.steps.buttons[Step.CLASSES])
    page = dialog.pages[Step.CLASSES]
    press(qtbot, page.add)
    qtbot.keyClicks(page.lines[0].name, "scratched")
    page.lines[0].key.selectAll()
    page.lines[0].key.insert("🙂")
    page.lines[0].key.textEdited.emit(page.lines[0].key.text())
    assert dialog.presenter.state.product.classes[0].key == page.lines[0].key.text() == "🙂"
    assert "“🙂” is no key" in page.lines[0].problem.words


def test_a_cell_that_is_not_there_is_kept_and_refused(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    press(qtbot, dialog.steps.buttons[Step.GRID])
    page = dialog.pages[Step.GRID]
    page.unused.setFocus()
    qtbot.keyClicks(page.unused, "Z99")
    press(qtbot, dialog.next)
    press(qtbot, dialog.steps.buttons[Step.GRID])
    assert page.unused.text() == "Z99"
    assert 'Cell "Z99" is not on this grid' in page.problems["unused"].words
    assert "Z99" in dialog.steps.buttons[Step.GRID].accessibleName()


def test_nothing_moves_when_something_is_refused(qtbot: QtBot, opened, choose) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    pictures = dialog.pages[Step.PICTURES]
    before = pictures.pictures.mapTo(dialog, QPoint(0, 0)), pictures.pictures.size()
    qtbot.keyClicks(pictures.name, "/")
    qtbot.waitUntil(lambda: bool(dialog.presenter.state.name_problem))
    pictures.name.clear()
    dialog.presenter.set_name("sample")
    qtbot.waitUntil(lambda: "exists already" in dialog.presenter.state.name_problem)
    QApplication.processEvents()
    assert (pictures.pictures.mapTo(dialog, QPoint(0, 0)), pictures.pictures.size()) == before
    press(qtbot, dialog.steps.buttons[Step.GRID])
    editor = dialog.pages[Step.GRID].editor
    qtbot.waitUntil(editor.isVisible)
    QApplication.processEvents()
    before = editor.mapTo(dialog, QPoint(0, 0)), editor.size()
    dialog.presenter.move_grid(0, (5000, 5000))
    assert dialog.presenter.state.grid_problems[""]
    QApplication.processEvents()
    assert (editor.mapTo(dialog, QPoint(0, 0)), editor.size()) == before


def test_the_reason_at_a_step_is_not_cut(qtbot: QtBot, opened) -> None:
    words = "The name “tray-12-of-the-second-line” is taken already by another recipe."
    lines = shown_lines(words, 180)
    assert len(lines) == 2
    assert "tray-12" in " ".join(lines) and lines[1].endswith("…")
    assert shown_lines("Add a picture of a good part first.", 180) == [
        "Add a picture of a good part", "first."
    ]  # fmt: skip


@pytest.mark.parametrize("step", list(Step))
def test_every_step_fits_and_can_be_pressed_and_read_out(
    qtbot: QtBot, opened, choose, step: Step
) -> None:
    dialog = opened()
    name_and_picture(qtbot, dialog, choose)
    press(qtbot, dialog.steps.buttons[step])
    qtbot.waitUntil(dialog.pages[step].isVisible)
    least = dialog.minimumSizeHint()
    assert least.width() <= 1280 and least.height() <= 760
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and widget.objectName() != "qt_toolbar_ext_button"
    ]
    small = [c for c in controls if c.height() < TOUCH - 2 and not _inner(c)]
    assert [f"{type(c).__name__} {c.accessibleName()} {c.height()}" for c in small] == []
    nameless = [c for c in controls if not _inner(c) and not _said(c)]
    assert [f"{type(c).__name__} {c.objectName()}" for c in nameless] == []


def _inner(widget: QWidget) -> bool:
    """A part of another control."""
    return isinstance(widget.parent(), QComboBox) or widget.objectName().startswith("qt_")


def _said(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def _alive(process: psutil.Process) -> bool:
    try:
        if "resource_tracker" in " ".join(process.cmdline()):
            return False  # Python's own; it lives as long as this process
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
