"""The index is built from the pictures, goes on where it ended, and counts what it cannot read."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import StorageError
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ReviewSource, load, open_review, refresh
from qeu_station.services.similar import IndexProgress, build_index, index_file, load_index, place
from qeu_station.services.similar.reading import PlaceReader
from qeu_station.storage import likeness
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe

from .conftest import part


def built(source: ReviewSource, home: OpenHome) -> IndexProgress:
    return build_index(source, home.folder, load(source))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of the inspections whose pictures were read."""
    seen: list[int] = []
    row = PlaceReader.row

    def counting(self: PlaceReader, seq: int, *rest: object) -> object:
        seen.append(seq)
        return row(self, seq, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(PlaceReader, "row", counting)
    return seen


def test_every_inspection_is_read_those_that_did_not_pass_first(
    source: ReviewSource, station: OpenHome, read: list[int]
) -> None:
    progress = built(source, station)
    assert (progress.done, progress.total, progress.skipped) == (24, 24, 0)
    failed = [2 + n for n in range(24) if n % 4 in (1, 2)]  # the recipe is entry 1
    assert sorted(read[:12]) == failed
    assert read[12:] == sorted(read[12:], reverse=True)
    index = load_index(source, station.folder)
    assert len(index) == 24
    assert len(index.cells) == 24
    assert len(index.regions) == 12


def test_it_lies_beside_the_journal(source: ReviewSource, station: OpenHome, out: Path) -> None:
    built(source, station)
    assert (out / "journal.similar").is_file()


def test_it_lies_in_the_home_where_the_journals_folder_cannot_be_written(
    source: ReviewSource, station: OpenHome, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.os, "access", lambda *_: False)
    built(source, station)
    assert not (out / "journal.similar").exists()
    assert index_file(source, station.folder).is_relative_to(station.folder)
    assert len(load_index(source, station.folder)) == 24


def test_nothing_is_read_twice(source: ReviewSource, station: OpenHome, read: list[int]) -> None:
    built(source, station)
    read.clear()
    assert built(source, station).done == 24
    assert read == []


def test_what_was_judged_since_is_added(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    loaded: LoadedRecipe,
    tmp_path: Path,
    read: list[int],
) -> None:
    columns = load(source)
    build_index(source, station.folder, columns)
    read.clear()
    journal.append_inspections([part(50, "hole", tmp_path / "more", loaded)])
    build_index(source, station.folder, refresh(source, columns))
    assert len(read) == 1
    assert len(load_index(source, station.folder)) == 25


def test_cancelled_it_keeps_what_was_read_and_goes_on_there(
    source: ReviewSource, station: OpenHome, read: list[int]
) -> None:
    columns = load(source)
    asked = iter([False] * 5 + [True])
    progress = build_index(source, station.folder, columns, cancelled=lambda: next(asked))
    assert progress.cancelled
    assert progress.done == 5
    assert len(load_index(source, station.folder)) == 5
    assert not built(source, station).cancelled
    assert len(read) == len(set(read)) == 24


def test_a_failure_on_the_way_keeps_what_was_saved(
    source: ReviewSource,
    station: OpenHome,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from qeu_station.services.similar import building

    monkeypatch.setattr(building, "_SAVE_SECONDS", 0.0)
    row, calls = PlaceReader.row, iter(range(100))

    def failing(self: PlaceReader, *given: object) -> object:
        if next(calls) == 7:
            raise StorageError("the network is gone")
        return row(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(PlaceReader, "row", failing)
    with pytest.raises(StorageError, match="network"):
        built(source, station)
    assert len(load_index(source, station.folder)) == 7


def test_moved_pictures_are_counted_and_found_when_they_are_back(
    source: ReviewSource, station: OpenHome, parts: Sequence[InspectionRecord], tmp_path: Path
) -> None:
    folder, away = tmp_path / "tests", tmp_path / "away"
    folder.rename(away)
    progress = built(source, station)
    assert (progress.done, progress.gone, progress.skipped) == (24, 24, 24)
    assert len(load_index(source, station.folder).cells) == 0
    away.rename(folder)
    assert built(source, station).gone == 0
    assert len(load_index(source, station.folder).cells) == 24


def test_pictures_are_found_in_the_archive_of_the_batch(
    source: ReviewSource, station: OpenHome, parts: Sequence[InspectionRecord], tmp_path: Path
) -> None:
    from qeu_station.storage.archive import Archive

    for each in parts:
        Archive(source.images).add(Path(each.test.path))
    shutil.rmtree(tmp_path / "tests")
    assert built(source, station).skipped == 0


def test_a_picture_that_was_changed_is_not_compared(
    source: ReviewSource, station: OpenHome, parts: Sequence[InspectionRecord]
) -> None:
    Path(parts[1].test.path).write_bytes(b"another")
    Path(parts[2].test.path).write_bytes(Path(parts[3].test.path).read_bytes())
    progress = built(source, station)
    assert (progress.changed, progress.gone) == (2, 0)


def test_a_pair_that_was_never_laid_is_counted(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    loaded: LoadedRecipe,
    tmp_path: Path,
) -> None:
    failed = {"registration": {"to_reference": [0.0] * 9, "problem": "too dark"}}
    made = [
        part(60, "good", tmp_path / "more", loaded, preparation=failed),
        part(61, "good", tmp_path / "more", loaded, preparation={}, references=()),
    ]
    journal.append_inspections(made)
    assert built(source, station).unaligned == 2


def test_a_record_that_cannot_be_read_stops_nothing(
    source: ReviewSource, station: OpenHome, out: Path, journal: Journal
) -> None:
    columns = load(source)
    journal.close()
    with closing(sqlite3.connect(out / "journal.db")) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE entries SET payload = '{}' WHERE seq = 5")
        connection.commit()
    progress = build_index(source, station.folder, columns)
    assert (progress.done, progress.changed) == (24, 1)


def test_a_missed_defect_that_people_named_is_compared_too(
    source: ReviewSource,
    station: OpenHome,
    journal: Journal,
    parts: Sequence[InspectionRecord],
    read: list[int],
) -> None:
    columns = load(source)
    build_index(source, station.folder, columns)
    read.clear()
    journal.append_correction(Correction(parts[0].id, "佐藤", cells={"D2": "missing", "D1": "ok"}))
    columns = refresh(source, columns)
    for _ in range(2):
        build_index(source, station.folder, columns)
    assert len(read) == 1
    index = load_index(source, station.folder)
    row = index.row_of(parts[0].id)
    assert row is not None
    assert index.cells.find(row, "D2") is not None
    assert index.cells.find(row, "D1") is None


@pytest.mark.parametrize("damage", ["torn", "foreign", "empty", "other table", "changed bytes"])
def test_a_damaged_index_is_built_anew(
    source: ReviewSource, station: OpenHome, damage: str
) -> None:
    built(source, station)
    file = index_file(source, station.folder)
    before = load_index(source, station.folder)
    _damage(file, damage)
    assert built(source, station).done == 24
    after = load_index(source, station.folder)
    assert after.id.tolist() == before.id.tolist()
    assert np.array_equal(after.cells.vectors, before.cells.vectors)


def _damage(file: Path, how: str) -> None:
    content = file.read_bytes()
    if how == "torn":
        file.write_bytes(content[: len(content) // 2])
    elif how == "foreign":
        file.write_bytes(b"PK\x03\x04" + bytes(5000))
    elif how == "empty":
        file.write_bytes(b"")
    else:
        with closing(sqlite3.connect(file)) as connection:
            if how == "other table":
                connection.execute("DROP TABLE inspections")
            else:
                connection.execute("UPDATE inspections SET vectors = zeroblob(112) WHERE seq = 3")
            connection.commit()


def test_an_index_of_other_vectors_is_built_anew(
    source: ReviewSource, station: OpenHome, monkeypatch: pytest.MonkeyPatch, read: list[int]
) -> None:
    built(source, station)
    read.clear()
    monkeypatch.setattr(place, "VERSION", 99)
    built(source, station)
    assert len(read) == 24


def test_an_index_of_another_journal_is_not_believed(
    source: ReviewSource,
    station: OpenHome,
    loaded: LoadedRecipe,
    tmp_path: Path,
    read: list[int],
) -> None:
    built(source, station)
    other = tmp_path / "other"
    other.mkdir()
    with Journal.open(other / "journal.db", "another") as journal:
        journal.append_recipe(loaded)
        journal.append_inspections([part(70, "good", tmp_path / "more", loaded)])
    shutil.copyfile(index_file(source, station.folder), other / "journal.similar")
    read.clear()
    with open_review(other, replace(station)) as opened:
        built(opened, station)
        assert len(load_index(opened, station.folder)) == 1
    assert len(read) == 1


def test_an_inspection_that_is_another_one_now_is_read_again(
    source: ReviewSource, station: OpenHome, read: list[int]
) -> None:
    built(source, station)
    with likeness.LikenessFile(
        index_file(source, station.folder), place._stamp(source), place.DIMENSIONS
    ) as file:
        row = next(iter(file.rows()))
        file.put([replace(row, id="another"), replace(row, seq=900, id="gone")])
    read.clear()
    built(source, station)
    assert read == [row.seq]
    assert 900 not in load_index(source, station.folder).seq


def test_progress_is_told(source: ReviewSource, station: OpenHome) -> None:
    told: list[IndexProgress] = []
    build_index(source, station.folder, load(source), told.append)
    assert told[-1].done == 24
    assert told[-1].seconds_left == 0
