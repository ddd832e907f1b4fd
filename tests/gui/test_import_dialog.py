"""The import dialog: what a file would change is seen, decided, written and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from qeu_station.core.correction import Correction, standing
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.import_dialog import ImportDialog
from qeu_station.services.opening import OpenHome
from qeu_station.services.reviewing import ReviewDesk
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.services.making import record

A, B = "a" * 32, "b" * 32


@pytest.fixture
def desk(tmp_path: Path):
    place = tmp_path / "出力"
    with Journal.open(place / "journal.db", "batch 1") as journal:
        journal.append_inspections([record("A", id=A), record("B", id=B)])
        journal.append_correction(Correction(B, "太郎", {"U1": "ok", "U2": "ok", "U3": "ok"}))
    made = ReviewDesk.open(place, OpenHome(tmp_path / "home", Settings(), ()), None)
    yield made
    made.close()


@pytest.fixture
def jobs() -> HandJobs:
    return HandJobs()


@pytest.fixture
def dialog(qtbot, jobs: HandJobs, desk: ReviewDesk) -> ImportDialog:
    made = ImportDialog(None, jobs, desk, "花子")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def choose(dialog: ImportDialog, jobs: HandJobs, tmp_path: Path, monkeypatch):
    def chosen(*lines: str) -> None:
        file = tmp_path / "corrections.csv"
        file.write_text("\n".join(("pair,cell,label", *lines)), encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (str(file), ""))
        press(dialog.file)
        jobs.run_all()

    return chosen


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def decisions(dialog: ImportDialog) -> list[str]:
    model = dialog.conflicts.model()
    return [model.data(model.index(row, 5)) for row in range(model.rowCount())]


def cells(desk: ReviewDesk) -> dict[str, str]:
    return dict(standing(desk.corrections(B)).cells)


def test_conflicts_are_decided_one_by_one_or_all(dialog, choose, jobs, desk):
    choose("B,U1,missing", "B,U2,missing", "B,U3,missing")
    assert decisions(dialog) == ["undecided"] * 3
    assert not dialog.write.isEnabled()
    dialog.conflicts.selectRow(1)
    press(dialog.choices["mine"])
    assert decisions(dialog) == ["undecided", "keep", "undecided"]
    dialog.conflicts.clearSelection()
    press(dialog.choices["theirs"])
    assert decisions(dialog) == ["take", "keep", "take"]
    press(dialog.write)
    jobs.run_all()
    assert cells(desk) == {"U1": "missing", "U2": "ok", "U3": "missing"}
    assert dialog.told.words.startswith("Corrections recorded: 1")
    assert not dialog.write.isVisible()
    press(dialog.undo)
    jobs.run_all()
    assert cells(desk) == {"U1": "ok", "U2": "ok", "U3": "ok"}
    assert not dialog.undo.isVisible()


def test_problems_are_seen_and_can_be_left_out(dialog, choose):
    choose("A,U1,missing", "Q,U1,missing")
    model = dialog.problems.model()
    assert (model.data(model.index(0, 0)), dialog.problems.isVisible()) == ("3", True)
    assert '"Q" is not in the journal' in model.data(model.index(0, 1))
    assert not dialog.write.isEnabled()
    press(dialog.leave_out)
    assert dialog.write.isEnabled()


def test_another_file_may_be_chosen_and_esc_writes_nothing(dialog, choose, desk):
    choose("B,U1,missing")
    choose("A,U1,missing")
    assert not dialog.conflicts.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(desk.corrections(A)) == 0


def test_everything_that_is_pressed_is_large_enough_and_has_a_name(dialog, choose):
    choose("B,U1,missing", "Q,U1,missing")
    pressed = (dialog.file, *dialog.choices.values(), dialog.leave_out, dialog.write, dialog.away)
    for button in pressed:
        assert button.height() >= TOUCH
        assert button.text()
    assert dialog.problems.accessibleName()
    assert dialog.conflicts.accessibleName()
    assert dialog.height() <= 740
