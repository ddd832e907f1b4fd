"""A journal under review: read by all, written by one at a time, let go of again."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.record import ImageStamp
from qeu_station.errors import InputError, JournalError, JournalTakenError, StorageError
from qeu_station.services.opening import OpenHome
from qeu_station.services.reviewing import THUMBNAIL, ReviewDesk
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.services.making import picture, record, write

IDS = [f"{number:032x}" for number in range(3)]


@pytest.fixture
def home(tmp_path: Path) -> OpenHome:
    return OpenHome(tmp_path / "家", Settings(), ())


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Three inspections: one with its picture, one whose picture is gone, one never read."""
    folder = tmp_path / "出力"
    folder.mkdir()
    there = write(tmp_path / "絵" / "p0_test.png", picture())
    stamps = (
        ImageStamp(str(there), hashlib.sha256(there.read_bytes()).hexdigest(), 96, 64),
        ImageStamp(str(tmp_path / "gone.png"), "1" * 64, 96, 64),
        ImageStamp("", "", 0, 0),
    )
    with Journal.open(folder / "journal.db", "batch") as journal:
        journal.append_inspections(
            [
                replace(record(f"p{n}", id=id), test=stamp)
                for n, (id, stamp) in enumerate(zip(IDS, stamps, strict=True))
            ]
        )
    return folder


@pytest.fixture
def desk(home: OpenHome, batch: Path) -> Iterator[ReviewDesk]:
    made = ReviewDesk.open(batch, home, None)
    yield made
    made.close()


def said(desk: ReviewDesk) -> list[str | None]:
    return [each.part for id in IDS for _, each in desk.corrections(id)]


def test_nothing_is_written_before_somebody_corrects(desk: ReviewDesk, batch: Path) -> None:
    assert len(desk.load()) == 3
    assert desk.record(IDS[0]).pair == "p0"
    Journal.open(batch / "journal.db", "batch").close()  # still free for others


def test_a_correction_is_on_the_disk_and_read_again(desk: ReviewDesk) -> None:
    columns = desk.load()
    entry = desk.correct(Correction(IDS[1], "Sato", part="ng"))
    assert desk.corrections(IDS[1])[0][0] == entry
    fresh = desk.refresh(columns)
    assert fresh.corrected.tolist() == [False, True, False]
    assert desk.refresh(fresh) is fresh


def test_two_who_correct_are_told_apart(desk: ReviewDesk, home: OpenHome, batch: Path) -> None:
    other = ReviewDesk.open(batch, home, None)
    desk.correct(Correction(IDS[0], "Sato", part="ok"))
    with pytest.raises(JournalTakenError, match="is being written now"):
        other.correct(Correction(IDS[0], "Abe", part="ng"))
    assert said(other) == ["ok"]
    desk.release()
    other.correct(Correction(IDS[0], "Abe", part="ng"))
    assert said(desk) == ["ok", "ng"]
    other.close()


def test_nobody_overrules_what_they_never_saw(
    desk: ReviewDesk, home: OpenHome, batch: Path
) -> None:
    other = ReviewDesk.open(batch, home, None)
    for each in (desk, other):
        assert each.corrections(IDS[0]) == []
    desk.correct(Correction(IDS[0], "Sato", part="ng"))
    desk.release()
    with pytest.raises(InputError, match=r"Sato spoke of this pair meanwhile \(NG\)"):
        other.correct(Correction(IDS[0], "Abe", part="ok"))
    other.correct(Correction(IDS[0], "Abe", part="ok"))  # said again, knowing it
    other.correct(Correction(IDS[0], "Abe", {"U1": "ok"}))
    other.release()
    desk.corrections(IDS[0])
    desk.correct(Correction(IDS[0], "Sato", part="ng"))
    assert said(desk) == ["ng", "ok", None, "ng"]
    other.close()


def test_a_batch_that_is_being_written_can_be_read_only(desk: ReviewDesk, batch: Path) -> None:
    with Journal.open(batch / "journal.db", "batch"):
        assert len(desk.load()) == 3
        with pytest.raises(JournalTakenError, match="batch still runs"):
            desk.correct_all([Correction(id, "Sato", part="ok") for id in IDS])
    assert said(desk) == []


def in_folder(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


@pytest.mark.parametrize("corrected_before", [False, True])
@pytest.mark.parametrize("removed", [False, True])
def test_nothing_is_written_into_a_folder_that_came_in_its_place(
    desk: ReviewDesk, batch: Path, tmp_path: Path, corrected_before: bool, removed: bool
) -> None:
    """Also where the other folder brings the same ids, and its file the number of the first."""
    if corrected_before:
        desk.correct(Correction(IDS[0], "Sato", part="ok"))
    with Journal.open(tmp_path / "other" / "journal.db", "batch") as journal:
        journal.append_inspections([record("else", id=id) for id in (*IDS, "f" * 32)])
    if removed:
        shutil.rmtree(batch)
    else:
        batch.rename(tmp_path / "away")
    (tmp_path / "other").rename(batch)
    before = in_folder(batch)
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        desk.correct(Correction(IDS[1], "Sato", part="ng"))
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        desk.correct_all([Correction(id, "Sato", part="ng") for id in IDS])
    desk.release()
    assert in_folder(batch) == before


def test_a_file_with_the_number_of_the_one_that_was_opened_is_not_taken_for_it(
    desk: ReviewDesk, batch: Path, tmp_path: Path
) -> None:
    with Journal.open(tmp_path / "other.db", "batch") as journal:
        journal.append_inspections([record("else", id=id) for id in IDS])
    (batch / "journal.db").write_bytes((tmp_path / "other.db").read_bytes())
    before = in_folder(batch)
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        desk.correct(Correction(IDS[1], "Sato", part="ng"))
    assert in_folder(batch)["journal.db"] == before["journal.db"]


def test_what_is_put_back_can_be_corrected_again(
    desk: ReviewDesk, batch: Path, tmp_path: Path
) -> None:
    batch.rename(tmp_path / "away")
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        desk.correct(Correction(IDS[1], "Sato", part="ng"))
    (tmp_path / "away").rename(batch)
    desk.correct(Correction(IDS[1], "Sato", part="ng"))
    assert said(desk) == ["ng"]


def test_a_copy_of_an_older_journal_is_refused_for_good(desk: ReviewDesk, batch: Path) -> None:
    desk.source = replace(desk.source, copied=True)
    before = in_folder(batch)
    with pytest.raises(JournalError, match="Judge the pairs again"):
        desk.correct(Correction(IDS[0], "Sato", part="ok"))
    assert in_folder(batch) == before


def test_many_are_taken_back_as_one(desk: ReviewDesk) -> None:
    done = desk.correct_all([Correction(id, "Sato", part="ng") for id in IDS])
    assert desk.refresh(desk.load()).corrected.all()
    desk.undo_all(done, "Sato")
    assert not desk.load().corrected.any()


def test_the_stations_own_journal_is_written_where_it_is_open(home: OpenHome) -> None:
    with home.journal() as own:
        own.append_inspections([record("p0", id=IDS[0])])
        desk = ReviewDesk.open(None, home, own)
        assert (desk.own, desk.name) == (True, "")
        desk.correct(Correction(IDS[0], "Sato", part="ok"))
        desk.release()
        assert [each.part for _, each in own.corrections(IDS[0])] == ["ok"]
        desk.close()
        own.append_correction(Correction(IDS[0], "Sato", part="ng"))  # it stayed open


def test_the_journal_by_its_file_is_the_stations_own_too(home: OpenHome) -> None:
    home.journal().close()
    desk = ReviewDesk.open(Path(home.database), home, None)
    assert desk.own
    desk.close()


def test_small_pictures_and_why_there_are_none(desk: ReviewDesk) -> None:
    first, second, third = desk.small(desk.load(), [0, 1, 2])
    assert first.picture is not None and first.picture.shape == (THUMBNAIL, 72, 3)
    assert (second.picture, third.picture) == (None, None)
    assert "gone.png" in second.why


def test_a_recipe_that_is_not_recorded_is_said(desk: ReviewDesk) -> None:
    with pytest.raises(InputError, match="is not in the journal"):
        desk.recipe_of(desk.record(IDS[0]))
