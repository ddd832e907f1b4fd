"""The dialogs work on what the Review screen shows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from qeu_station.gui.presenters.review_state import ReviewState
from qeu_station.gui.review_dialogs import export_dialog, import_dialog
from qeu_station.services.review import Filter
from tests.unit.gui.presenters.doubles import HandJobs


@pytest.fixture
def desk(tmp_path: Path) -> SimpleNamespace:
    preferences = SimpleNamespace(operator="花子")
    return SimpleNamespace(jobs=HandJobs(), home=tmp_path, preferences=preferences)


def test_without_a_journal_there_is_no_dialog(desk):
    presenter = SimpleNamespace(state=ReviewState(), desk=None)
    assert export_dialog(None, desk, presenter) is None
    assert import_dialog(None, desk, presenter) is None


def test_the_chosen_rows_are_exported_with_what_they_were_chosen_by(qtbot, desk, tmp_path):
    asked = []
    journal = SimpleNamespace(
        source=SimpleNamespace(folder=tmp_path / "出力"),
        export=lambda *given: asked.append(given),
    )
    columns = SimpleNamespace(seq=np.array([7, 8, 9, 10], np.int64))
    state = SimpleNamespace(
        filter=Filter(verdicts=("FAIL",)),
        order=None,
        selected=2,
        listed=SimpleNamespace(columns=columns),
    )
    presenter = SimpleNamespace(
        state=state, desk=journal, chosen=np.array([3, 1], np.int32), read_again=lambda: None
    )
    made = export_dialog(None, desk, presenter)
    qtbot.addWidget(made)
    assert Path(made.out.text()).parent == tmp_path / "出力"
    made.go.click()
    work = desk.jobs.waiting[0].work
    work(SimpleNamespace(report=None, cancelled=False))
    assert asked[0][0] == [10, 8]
    assert asked[0][3]["filter"] == {"verdicts": ("FAIL",)}
    qtbot.addWidget(import_dialog(None, desk, presenter))
    made.reject()
