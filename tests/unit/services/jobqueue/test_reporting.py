"""A batch's report, finished or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import InputError, StorageError
from qeu_station.gui.presenters.report_words import REPORT
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, JobState
from qeu_station.services.jobqueue.reporting import save_report
from qeu_station.storage.journal import Journal
from tests.unit.services.making import item, record


@pytest.fixture
def job(tmp_path: Path) -> BatchJob:
    return BatchJob("j", BatchOrder("tray@1", tmp_path, tmp_path / "out"), "", JobState.CANCELLED)


def test_what_was_judged_so_far(job, loaded, tmp_path):
    judged = record("bad", item("FAIL", 0.1))
    judged = replace(judged, recipe=replace(judged.recipe, sha256=loaded.sha256))
    with Journal.open(job.order.out / "journal.db", "line 3") as journal:
        journal.append_recipe(loaded)
        journal.append_inspections([judged])
    target = save_report(job, tmp_path / "報告.html")
    page = target.read_text(encoding="utf-8")
    assert "bad" in page
    assert "“line 3”: 2 entries" in page


def test_the_finished_report_is_copied_as_it_is(job, tmp_path):
    job.order.out.mkdir()
    (job.order.out / "report.html").write_bytes(b"with scores")
    done = replace(job, state=JobState.DONE)
    assert save_report(done, tmp_path / "copy.html").read_bytes() == b"with scores"


def test_a_window_of_another_language_gets_the_report_in_its_own(job, loaded, tmp_path):
    judged = record("bad", item("FAIL", 0.1))
    judged = replace(judged, recipe=replace(judged.recipe, sha256=loaded.sha256))
    with Journal.open(job.order.out / "journal.db", "line 3") as journal:
        journal.append_recipe(loaded)
        journal.append_inspections([judged])
    (job.order.out / "report.html").write_bytes(b"in English")
    done = replace(job, state=JobState.DONE)
    words, asked = {"en": "ja", "Pairs judged": "検査したペア"}, set()

    def say(text: str) -> str:
        asked.add(text)
        return words.get(text, text)

    page = save_report(done, tmp_path / "報告.html", say)
    assert {text for text in asked if "does not exist" not in text} <= set(REPORT)
    shown = page.read_text(encoding="utf-8")
    assert '<html lang="ja">' in shown and "検査したペア" in shown
    scored = replace(done, order=replace(job.order, truth=tmp_path / "truth.csv"))
    page = save_report(scored, tmp_path / "scores.html", say)
    assert page.read_bytes() == b"in English"


def test_without_anything_judged_there_is_none(job, tmp_path):
    with pytest.raises(StorageError, match="does not exist"):
        save_report(job, tmp_path / "report.html")
    Journal.open(job.order.out / "journal.db", "station").close()
    with pytest.raises(InputError, match="judged nothing yet"):
        save_report(job, tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()
