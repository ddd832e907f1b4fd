"""Only what a batch made is deleted, whatever else lies there."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.errors import StorageError
from qeu_station.services.batch_files import TABLES
from qeu_station.services.jobqueue.deleting import Deleted, Deletion, delete_job, holding
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, JobState
from qeu_station.storage.archive import Archive
from qeu_station.storage.export import COLUMNS
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record

ALL = Deletion(results=True, images=True)
RESULTS = Deletion(results=True)


@pytest.fixture
def job(tmp_path: Path) -> BatchJob:
    """A finished batch with copies of its pictures, of which one picture was corrected."""
    order = BatchOrder("tray@1", tmp_path / "pairs", tmp_path / "out", archive=True)
    order.pairs.mkdir()
    (order.pairs / "A_test.png").write_bytes(b"picture")
    out = order.out
    with Journal.open(out / "journal.db", "station") as journal:
        journal.append_inspections([record("A")])
        journal.append_correction(Correction(record("A").id, "Aoki", part="ng"))
    (out / "batch.json").write_text(json.dumps({"identity": "ab"}))
    (out / "journal.similar").write_bytes(b"index")
    for name in ("inspections", "cells", "findings"):
        for kind in ("parquet", "csv"):
            (out / f"{name}.{kind}").write_bytes(b"12")
    (out / "report.html").write_bytes(b"123")
    (out / "overlays").mkdir()
    (out / "overlays" / "A.jpg").write_bytes(b"1234")
    Archive(out / "images").add(order.pairs / "A_test.png")
    return BatchJob("j1", order, "", JobState.DONE, overlays=("A.jpg",), identity="ab")


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


def test_everything_a_batch_made_goes_and_its_folder_with_it(job, home):
    found = holding(job, home)
    assert found.results[0] >= 10
    gone = delete_job(job, home, ALL)
    assert not job.order.out.exists()
    assert names(job.order.pairs) == {"A_test.png"}
    assert found.corrections == 1
    assert found.images == (1, 7)
    assert gone.files >= found.results[0] + found.images[0]
    assert gone.size >= found.results[1] + found.images[1]


def test_every_table_that_is_written_is_known():
    assert set(TABLES) == set(COLUMNS)


def test_nothing_asked_for_is_nothing_deleted(job, home):
    before = names(job.order.out)
    assert delete_job(job, home, Deletion()) == Deleted()
    assert names(job.order.out) == before


def test_copies_stay_unless_they_are_asked_for(job, home):
    delete_job(job, home, RESULTS)
    (copy,) = names(job.order.out)
    assert copy.startswith("images/")
    assert (job.order.out / copy).read_bytes() == b"picture"
    delete_job(job, home, Deletion(images=True))
    assert not job.order.out.exists()


def test_files_of_others_stay(job, home):
    out = job.order.out
    theirs = ["notes.txt", "overlays/mine.jpg", "images/photo.png", "images/aa/bb/photo.png",
              "journal.db.backup", "report.pdf", "images/aa/bb/" + "c" * 64 + ".png"]  # fmt: skip
    for name in theirs:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"theirs")
    delete_job(job, home, ALL)
    assert names(out) == set(theirs)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_are_not_followed(job, home, tmp_path):
    out, theirs = job.order.out, tmp_path / "theirs"
    shutil.move(out / "images", theirs)
    (out / "images").symlink_to(theirs, target_is_directory=True)
    (tmp_path / "report.html").write_bytes(b"theirs")
    (out / "report.html").unlink()
    (out / "report.html").symlink_to(tmp_path / "report.html")
    before = names(theirs)
    delete_job(job, home, ALL)
    assert names(theirs) == before
    assert (tmp_path / "report.html").read_bytes() == b"theirs"


def test_a_list_of_overlays_that_leads_elsewhere_is_not_followed(job, home):
    """The queue's file can be written by anybody who may write in the home."""
    led = replace(job, overlays=("../../pairs/A_test.png", "/etc/hostname", "..", "A.jpg"))
    delete_job(led, home, ALL)
    assert names(job.order.pairs) == {"A_test.png"}
    assert not job.order.out.exists()


def test_another_batch_in_the_same_folder_stays(job, home):
    before = names(job.order.out)
    assert delete_job(replace(job, identity="cd"), home, ALL) == Deleted()
    assert delete_job(replace(job, identity=""), home, ALL) == Deleted()
    assert names(job.order.out) == before
    assert holding(replace(job, identity="cd"), home).results == (0, 0)


def test_a_batch_without_copies_never_touches_images(job, home):
    plain = replace(job, order=replace(job.order, archive=False))
    delete_job(plain, home, ALL)
    assert len(names(job.order.out)) == 1


def test_what_somebody_else_writes_is_not_deleted(job, home):
    before = names(job.order.out)
    with (
        Journal.open(job.order.out / "journal.db", "station"),
        pytest.raises(StorageError, match="Another program is writing"),
    ):
        delete_job(job, home, RESULTS)
    assert names(job.order.out) >= before - {"journal.db-wal", "journal.db-shm"}


def test_a_folder_that_is_gone_is_deleted_already(job, home):
    shutil.rmtree(job.order.out)
    assert delete_job(job, home, ALL) == Deleted()
    assert holding(job, home).results == (0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a POSIX error")
def test_an_interrupted_deletion_is_done_by_asking_again(job, home, monkeypatch):
    unlink, left = Path.unlink, [4]

    def failing(path: Path, missing_ok: bool = False) -> None:
        if path.name != "journal.db.lock" and (left := counted()) < 0:
            raise OSError(5, f"Input/output error {left}", str(path))
        unlink(path, missing_ok=missing_ok)

    def counted() -> int:
        left[0] -= 1
        return left[0]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", failing)
        with pytest.raises(StorageError, match="Input/output error"):
            delete_job(job, home, ALL)
    assert len(list(job.order.out.iterdir())) > 2
    delete_job(job, home, ALL)
    assert not job.order.out.exists()
