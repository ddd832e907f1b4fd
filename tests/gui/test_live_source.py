"""A live source is chosen with clicks and keys, looked through, and let go before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QSpinBox

from qeu_station.gui.jobs import QtJobs
from qeu_station.gui.presenters.live_choice import remembered
from qeu_station.gui.theme import TOUCH, apply_theme, stylesheet, tokens
from qeu_station.gui.widgets.live_preview import LivePreview
from qeu_station.gui.widgets.live_source import LiveSourceDialog
from qeu_station.services.capturing import LiveSettings

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "部品"
    folder.mkdir()
    data = cv2.imencode(".png", np.full((30, 40, 3), (0, 0, 200), np.uint8))[1]
    (folder / "1.png").write_bytes(data.tobytes())
    return folder


@pytest.fixture
def jobs(qapp) -> Iterator[QtJobs]:
    errors: list[Exception] = []
    made = QtJobs(errors.append)
    yield made
    made.close()
    assert errors == []


@pytest.fixture
def dialog(qtbot, jobs) -> LiveSourceDialog:
    made = LiveSourceDialog(None, jobs)
    qtbot.addWidget(made)
    made.show()
    return made


def captures() -> list[psutil.Process]:
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if "capture" in child.cmdline():
                found.append(child)
        except psutil.Error:  # gone meanwhile
            continue
    return found


def choose(dialog: LiveSourceDialog, kind: str) -> None:
    index = ("camera", "stream", "video", "folder").index(kind)
    dialog.kind.setCurrentIndex(index)
    dialog.kind.activated.emit(index)


def test_a_folder_is_looked_through_and_let_go_before_it_is_used(dialog, qtbot, pictures):
    choose(dialog, "folder")
    dialog.file.setText(str(pictures))
    dialog.file.textEdited.emit(str(pictures))
    qtbot.mouseClick(dialog.look, LEFT)
    qtbot.waitUntil(lambda: dialog.preview._picture is not None)
    shown = dialog.preview.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, shown.height() // 2) == QColor(200, 0, 0)
    running: list[list[psutil.Process]] = []
    dialog.accepted.connect(lambda: running.append(captures()))
    qtbot.mouseClick(dialog.use, LEFT)
    qtbot.waitUntil(lambda: bool(running))
    assert running == [[]]
    assert dialog.settings == LiveSettings("folder", str(pictures))


def test_leaving_lets_go_of_the_source(dialog, qtbot, pictures):
    choose(dialog, "folder")
    dialog.presenter.enter(place=str(pictures))
    qtbot.mouseClick(dialog.look, LEFT)
    qtbot.waitUntil(lambda: dialog.preview._picture is not None)
    qtbot.mouseClick(dialog.leave, LEFT)
    qtbot.waitUntil(lambda: not captures())


@pytest.mark.usefixtures("caplog")  # a source that fails is a warning in the log
def test_what_is_wrong_stands_in_the_dialog(dialog, qtbot, tmp_path):
    text = tmp_path / "text.avi"
    text.write_text("no video", encoding="utf-8")
    choose(dialog, "video")
    dialog.presenter.enter(place=str(text))
    qtbot.mouseClick(dialog.look, LEFT)
    qtbot.waitUntil(lambda: "cannot be read as a video" in dialog.problem.words)
    assert dialog.preview.words == "No picture. It is tried again."


def test_what_cannot_work_keeps_the_dialog_open(dialog, qtbot):
    choose(dialog, "stream")
    qtbot.keyClicks(dialog.address, "camera")
    qtbot.mouseClick(dialog.use, LEFT)
    qtbot.waitUntil(lambda: "it begins like rtsp://" in dialog.problem.words)
    assert dialog.isVisible()
    assert dialog.use.isEnabled()


def test_fields_are_there_for_the_kind_they_belong_to(dialog):
    choose(dialog, "camera")
    assert (dialog.width_field.isVisible(), dialog.loop.isVisible()) == (True, False)
    choose(dialog, "video")
    assert (dialog.width_field.isVisible(), dialog.loop.isVisible()) == (False, True)
    assert dialog.file.isVisible()
    choose(dialog, "stream")
    assert dialog.address.isVisible()


def test_a_camera_is_typed_by_its_number(dialog, qtbot):
    dialog.camera_text.clear()
    qtbot.keyClicks(dialog.camera_text, "2")
    dialog.width_field.setValue(1280)
    dialog.turn.setCurrentIndex(2)
    dialog.turn.activated.emit(2)
    assert dialog.settings == LiveSettings("camera", "2", width=1280, rotate=180)


@pytest.mark.parametrize("kind", ["video", "folder"])
def test_a_file_or_folder_is_browsed_for(dialog, qtbot, monkeypatch, pictures, kind):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(pictures), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(pictures))
    choose(dialog, kind)
    qtbot.mouseClick(dialog.browse, LEFT)
    assert dialog.settings.place == str(pictures)
    assert dialog.file.text() == str(pictures)


def test_what_was_used_last_is_proposed(qtbot, jobs, pictures):
    settings = LiveSettings("folder", str(pictures), rotate=90, loop=False)
    dialog = LiveSourceDialog(None, jobs, remembered(settings))
    qtbot.addWidget(dialog)
    assert dialog.settings == settings
    assert dialog.file.text() == str(pictures)
    assert dialog.remembered == remembered(settings)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", ["camera", "stream", "video"])
def test_everything_pressed_is_large_and_named(dialog, qapp, kind, dark):
    apply_theme(qapp, dark)
    dialog.setStyleSheet(stylesheet(tokens()))
    choose(dialog, kind)
    for field in (QComboBox, QLineEdit, QPushButton, QSpinBox):
        for each in dialog.findChildren(field):
            if each.isVisible() and not isinstance(each.parent(), QComboBox | QSpinBox):
                assert each.height() >= TOUCH - 2, each
                assert each.accessibleName() or each.text(), each


def test_sizes_and_numbers_have_room_to_be_read(dialog, qapp):
    apply_theme(qapp, False)
    choose(dialog, "camera")
    dialog.show()
    for box in (dialog.width_field, dialog.height_field):
        field = box.findChild(QLineEdit)
        words = field.fontMetrics().horizontalAdvance(box.specialValueText())
        assert field.width() > words
    assert dialog.camera_text is dialog.camera.lineEdit()
    assert min(dialog.leave.width(), dialog.use.width()) >= 3 * TOUCH
    qapp.setStyleSheet("")


def test_the_preview_takes_grey_pictures_too(qtbot):
    preview = LivePreview()
    qtbot.addWidget(preview)
    preview.resize(400, 300)
    preview.show_preview("live")
    preview.show_picture(np.full((30, 41), 77, np.uint8))
    shown = preview.grab().toImage()
    assert shown.pixelColor(200, 150) == QColor(77, 77, 77)
    preview.show_preview("lost")
    assert preview.words
