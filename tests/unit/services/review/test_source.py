"""What can be opened for review, and what is said of the rest."""

from __future__ import annotations

import contextlib
import functools
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, JournalError
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import load, open_review, refresh
from qeu_station.settings import Settings
from qeu_station.storage import migrate
from qeu_station.storage.journal import Journal

from .conftest import STATION, judged

ROOT = Path(__file__).resolve().parents[4]

NEXT = """
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    op.execute("CREATE TABLE later (n INTEGER)")
"""


@pytest.fixture
def finished(out: Path, journal: Journal) -> Path:
    """A batch that nobody writes any more."""
    journal.append_inspections([judged(1), judged(2)])
    journal.close()
    return out


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for the empty log and index that SQLite keeps while it reads."""
    passing = ("-wal", "-shm")
    return {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith(passing)}


def test_a_finished_batch_is_only_read(finished: Path, station: OpenHome) -> None:
    before = files(finished)
    with open_review(finished, station) as source:
        assert source.folder == finished
        assert source.note == ""
        assert len(load(source)) == 2
    assert files(finished) == before


def test_a_journal_file_is_the_folder_around_it(finished: Path, station: OpenHome) -> None:
    with open_review(str(finished / "journal.db"), station) as source:
        assert source.folder == finished


def test_the_stations_own_journal(station: OpenHome) -> None:
    with pytest.raises(InputError, match="no journal yet"):
        open_review(None, station)
    with station.journal() as journal:
        journal.append_inspections([judged(1)])
        with open_review(None, station) as source:
            assert source.folder is None
            assert source.images == station.archive
            assert len(load(source)) == 1


def test_a_batch_that_is_being_written(journal: Journal, out: Path, station: OpenHome) -> None:
    with open_review(out, station) as source:
        columns = load(source)
        for number in range(3):
            journal.append_inspections([judged(number)])
            columns = refresh(source, columns)
            assert len(columns) == number + 1


def test_two_windows_on_one_journal(finished: Path, station: OpenHome) -> None:
    with open_review(finished, station) as one, open_review(finished, station) as two:
        mine, theirs = load(one), load(two)
        with Journal.open(finished / "journal.db", STATION) as journal:
            journal.append_correction(Correction(judged(1).id, "Abe", part="ng"))
        assert refresh(one, mine).corrected.tolist() == [True, False]
        assert refresh(two, theirs).corrected.tolist() == [True, False]


def test_an_older_journal_is_shown_from_a_copy(
    finished: Path, station: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_station(tmp_path, monkeypatch)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = files(finished)
    with open_review(finished, station) as source:
        assert source.copied
        assert "An older version wrote this journal" in source.note
        assert source.place.file == finished / "journal.db"
        assert source.reader.place.file.is_relative_to(temporary)
        columns = load(source)
        assert columns.pair.tolist() == [judged(1).pair, judged(2).pair]
        assert refresh(source, columns) is columns
    assert files(finished) == before
    assert list(temporary.iterdir()) == []


def test_an_older_journal_is_copied_with_what_its_log_holds(
    journal: Journal, out: Path, station: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append_inspections([judged(1)])
    assert (out / "journal.db-wal").stat().st_size > 0
    before = (out / "journal.db").read_bytes(), (out / "journal.db-wal").read_bytes()
    newer_station(tmp_path, monkeypatch)
    with open_review(out, station) as source:
        assert source.copied
        assert len(load(source)) == 1
    assert ((out / "journal.db").read_bytes(), (out / "journal.db-wal").read_bytes()) == before


def newer_station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this station know one more migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_later.py").write_text(NEXT)
    copying = functools.partial(migrate.upgraded_copy, migrations=folder, wanted="0002")
    monkeypatch.setattr(migrate, "upgraded_copy", copying)
    monkeypatch.setattr(migrate, "REVISION", "0002")


def test_a_newer_journal_is_refused(finished: Path, station: OpenHome) -> None:
    with closing(sqlite3.connect(finished / "journal.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0099'")
        raw.commit()
    with pytest.raises(JournalError, match="a newer station wrote it"):
        open_review(finished, station)


def test_a_damaged_journal_is_refused(finished: Path, station: OpenHome) -> None:
    (finished / "journal.db").write_bytes(b"no database" * 1000)
    with pytest.raises(JournalError, match="damaged"):
        open_review(finished, station)


def test_a_half_deleted_folder_says_what_is_gone(finished: Path, station: OpenHome) -> None:
    (finished / "batch.json").write_text("{}")
    (finished / "journal.db").unlink()
    with pytest.raises(InputError, match=r"The journal of the batch in .* is gone"):
        open_review(finished, station)


def test_a_path_that_is_not_there(tmp_path: Path, station: OpenHome) -> None:
    with pytest.raises(InputError, match="cannot be found"):
        open_review(tmp_path / "gone", station)
    with pytest.raises(InputError, match="There is no journal at"):
        open_review(tmp_path, station)


def test_a_journal_whose_end_is_missing_says_so(finished: Path, station: OpenHome) -> None:
    shutil.copyfile(finished / "journal.db", finished / "old.db")
    with Journal.open(finished / "journal.db", STATION) as journal:
        journal.append_inspections([judged(3)])
    for name in ("journal.db", "journal.db-wal", "journal.db-shm"):
        (finished / name).unlink(missing_ok=True)
    (finished / "old.db").rename(finished / "journal.db")
    with open_review(finished, station) as source:
        assert source.note.startswith("The end of this journal is missing: 3 entries")
        assert len(load(source)) == 2


def test_a_damaged_head_is_told_and_the_rest_shown(finished: Path, station: OpenHome) -> None:
    (finished / "journal.head").write_text("[")
    with open_review(finished, station) as source:
        assert "head" in source.note
        assert len(load(source)) == 2


def test_a_station_that_got_another_name(station: OpenHome) -> None:
    before = replace(station, settings=Settings(station="before"))
    for home in (before, station):
        with home.journal() as journal:
            journal.append_inspections([judged(1), judged(2)][: 1 + (home is station)])
    with open_review(None, station) as source:
        assert len(load(source)) == 2
        assert source.note == ""


def test_a_batch_of_two_stations_says_which_is_shown(
    journal: Journal, out: Path, station: OpenHome
) -> None:
    journal.append_inspections([judged(1), judged(2)])
    journal.close()
    with Journal.open(out / "journal.db", "other") as second:
        second.append_inspections([judged(3)])
    with open_review(out, station) as source:
        assert len(load(source)) == 2
        assert source.note.endswith('this journal also holds "other".')
    elsewhere = replace(station, settings=Settings(station="third"))
    with open_review(out, elsewhere) as source:
        assert source.reader.station == STATION


WRITER = """
import sys
from tests.unit.services.review.conftest import STATION, judged
from qeu_station.storage.journal import Journal
with Journal.open(sys.argv[1], STATION) as journal:
    for number in range(100_000):
        journal.append_inspections([judged(number, id=f"{number:032x}")])
        print(number, flush=True)
"""


def test_a_batch_that_is_killed_while_it_writes(out: Path, station: OpenHome) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(out / "journal.db")], stdout=subprocess.PIPE, cwd=ROOT
    )
    with writer, contextlib.ExitStack() as undo:
        undo.callback(writer.kill)
        assert writer.stdout is not None
        writer.stdout.readline()
        with open_review(out, station) as source:
            columns = load(source)
            while len(columns) < 5:
                columns = refresh(source, columns)
            writer.kill()
            written = len(writer.stdout.read().split())
            columns = refresh(source, columns)
            assert len(columns) >= written
            assert columns.pair.tolist() == [judged(n).pair for n in range(len(columns))]
