"""The large journal of the review benchmarks is one that the station itself could have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import review, review_open, review_scene
from benchmarks.review_records import STATION
from qeu_station.storage.journal import Journal

COUNT = 40


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(review_scene, "MODELS", 6)
    monkeypatch.setattr(review_scene, "GROUP", 15)
    monkeypatch.setattr(review_scene, "CORRECTED", 0.2)
    return review_scene.batch_folder(tmp_path, COUNT)


def test_it_verifies_and_holds_what_was_asked_for(folder: Path) -> None:
    with Journal.open(folder / "journal.db", STATION, readonly=True) as journal:
        assert journal.verify().problems == ()
        assert len({record.id for record in journal.inspections()}) == COUNT
        assert len(list(journal.all_corrections())) == COUNT // 5


def test_it_is_made_once(folder: Path, tmp_path: Path) -> None:
    made = (folder / "journal.db").stat().st_mtime_ns
    assert review_scene.batch_folder(tmp_path, COUNT) == folder
    assert (folder / "journal.db").stat().st_mtime_ns == made


def test_every_question_is_measured(folder: Path, tmp_path: Path) -> None:
    opened = review_open.measure(folder, tmp_path / "home")
    assert "filter: cell and class" in opened.asked_ms
    assert all(len(times) == 5 for times in opened.asked_ms.values())
    assert 0 < opened.first_s <= opened.all_s


def test_an_unknown_section_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        review.main(["--only", "nothing"])
    assert "no section review_nothing; there are review_" in capsys.readouterr().err
