"""The export dialog, by mouse and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from qeu_station.errors import StorageError
from qeu_station.gui.presenters.export_selection import FORMS, Stage
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.export_dialog import ExportDialog
from qeu_station.services.exporting import ExportResult, LeftOut
from tests.unit.gui.presenters.doubles import HandJobs


class Desk:
    def __init__(self) -> None:
        self.asked: list[tuple] = []

    def export(self, seqs, out, formats, about, title, on_progress, cancelled, say):
        self.asked.append((list(seqs), out, formats, title))
        left = (LeftOut("i", "A", "pdf", "it is gone"),)
        return ExportResult(out, len(seqs), {}, left)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def jobs() -> HandJobs:
    return HandJobs()


@pytest.fixture
def dialog(qtbot, jobs: HandJobs, desk: Desk, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(None, jobs, desk, [3, 1], {}, tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_ticked_is_written(dialog, jobs, desk, tmp_path):
    assert dialog.head.text() == "Selected pairs: 2"
    QTest.keyClick(dialog.ticks["pdf"], Qt.Key.Key_Space)
    QTest.keyClick(dialog.ticks["csv"], Qt.Key.Key_Space)
    dialog.out.selectAll()
    QTest.keyClicks(dialog.out, str(tmp_path / "out"))
    QTest.keyClicks(dialog.title, "July")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.bar.isVisible()
    assert not dialog.ticks["pdf"].isEnabled()
    jobs.run_all()
    assert desk.asked == [([3, 1], tmp_path / "out", ("html", "pdf"), "July")]
    assert "it is gone" in dialog.reasons.toPlainText()
    assert dialog.told.words.startswith("Pairs written: 2")
    assert not dialog.go.isVisible()
    press(dialog.away)
    assert not dialog.isVisible()


def test_without_a_form_nothing_can_be_pressed(dialog):
    for name in ("csv", "html"):
        press(dialog.ticks[name])
    assert not dialog.go.isEnabled()
    press(dialog.ticks["coco"])
    assert dialog.go.isEnabled()


def test_stop_stops_and_esc_closes(dialog, jobs):
    press(dialog.go)
    assert dialog.away.text() == "Stop"
    press(dialog.away)
    assert dialog.presenter.state.stage is Stage.CHOOSING
    assert dialog.told.words == "Stopped. Nothing was left behind."
    press(dialog.go)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    jobs.run_all()


def test_after_a_failure_the_keyboard_is_where_it_can_be_mended(qtbot, dialog, desk, jobs):
    def refuse(*given):
        raise StorageError("The folder exists already.")

    desk.export = refuse
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.go.setFocus()
    press(dialog.go)
    jobs.run_all()
    assert dialog.problem.words == "The folder exists already."
    assert dialog.out.hasFocus()
    assert dialog.go.isEnabled()


def test_the_whole_list_is_not_called_a_selection(qtbot, jobs, desk, tmp_path):
    made = ExportDialog(None, jobs, desk, [3, 1, 2], {}, tmp_path, whole=True)
    qtbot.addWidget(made)
    assert (made.windowTitle(), made.head.text()) == (
        "Export the list", "All pairs of the list: 3",
    )  # fmt: skip


def test_the_folder_can_be_chosen(dialog, tmp_path, monkeypatch):
    name = Path(dialog.out.text()).name
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: str(tmp_path / "x"))
    press(dialog.place)
    assert Path(dialog.out.text()) == tmp_path / "x" / name
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: "")
    press(dialog.place)
    assert Path(dialog.out.text()) == tmp_path / "x" / name


def test_everything_that_is_pressed_is_large_enough_and_has_a_name(dialog):
    for button in (*dialog.ticks.values(), dialog.place, dialog.go, dialog.away):
        assert button.height() >= TOUCH
        assert button.text()
    assert set(dialog.ticks) == set(FORMS)
    for field in (dialog.out, dialog.title, dialog.bar, dialog.reasons):
        assert field.accessibleName()
    assert dialog.height() <= 740
