from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import text

from qeu_station import paths
from qeu_station.errors import JournalError, StorageError
from qeu_station.storage.database import connect, database_errors, locate
from qeu_station.storage.head import read_heads
from qeu_station.storage.journal import Journal

from .faults import FULL_DISK, ORDINARY_USER, linux_only, posix_only, run_child
from .records import STATION, build_record


@pytest.mark.parametrize("as_url", [True, False])
def test_a_file_is_located_with_its_head(tmp_path, as_url):
    file = tmp_path / "線" / "journal.db"
    place = locate(f"sqlite:///{file}" if as_url else file)
    assert (place.file, place.head) == (file, tmp_path / "線" / "journal.head")
    assert str(place) == str(file)


def test_a_servers_head_lies_in_the_home(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    place = locate("postgresql://user:secret@line/qeu")
    assert (place.file, place.head) == (None, tmp_path / "journal.head")
    assert place.url.drivername == "postgresql+psycopg"
    assert "secret" not in str(place)
    assert locate("postgresql://line/qeu", tmp_path / "x").head == tmp_path / "x"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@h/d", "is not supported"),
        ("postgresql://u:secret@h:port/d", "is not a database URL"),
    ],
)
def test_another_url_is_refused_without_its_password(url, said):
    with pytest.raises(JournalError, match=said) as caught:
        locate(url)
    assert "secret" not in str(caught.value)


def test_a_commit_survives_a_power_cut(journal):
    with journal.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2  # FULL


def test_a_reader_cannot_write(journal):
    engine = connect(journal.place, readonly=True)
    with (
        pytest.raises(StorageError, match="may not be written"),
        database_errors(journal.place),
        engine.begin() as connection,
    ):
        connection.execute(text("CREATE TABLE x (y)"))
    engine.dispose()


def test_a_locked_database_is_said_and_nothing_is_half_recorded(journal):
    journal.append_inspections([build_record(1)])
    other = sqlite3.connect(journal.place.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match=r"locked\. Another program holds it"):
        journal.append_inspections([build_record(2)])
    other.execute("ROLLBACK")
    other.close()
    journal.append_inspections([build_record(2)])
    assert journal.head().count == 2
    assert journal.verify().problems == ()


WRITE = """
import os, records
from qeu_station.errors import QeuError
from qeu_station.storage.journal import Journal
"""


@posix_only
def test_a_full_disk_loses_nothing_that_was_recorded(tmp_path):
    said = run_child(
        tmp_path,
        FULL_DISK,
        WRITE,
        """
journal = Journal.open("j.db", records.STATION)
journal.append_inspections([records.build_record(0)])
full_disk(os.path.getsize("j.db-wal") + 100_000)
kept = 1
for number in range(1, 100):
    try:
        journal.append_inspections([records.build_record(number)])
        kept += 1
    except QeuError as error:
        print(error)
        break
free_disk()
journal.append_inspections([records.build_record(200)])
print("kept", kept + 1)
journal.close()
""",
    )
    assert "disk" in said
    assert "Free space" in said or "nothing was recorded" in said
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        assert f"kept {journal.head().count}" in said
        assert journal.verify().problems == ()
        assert "p200" in journal.judged_pairs()


@posix_only
def test_a_full_disk_leaves_no_half_journal(tmp_path):
    said = run_child(
        tmp_path,
        FULL_DISK,
        WRITE,
        """
full_disk(3000)
try:
    Journal.open("j.db", records.STATION)
except QeuError as error:
    print(error)
""",
    )
    assert "Cannot write" in said or "disk" in said
    assert {file.name for file in tmp_path.iterdir()} <= {"j.db.lock"}


@linux_only
def test_a_read_only_folder_is_said(tmp_path):
    (tmp_path / "ro").mkdir(mode=0o555)
    said = run_child(
        tmp_path,
        WRITE,
        ORDINARY_USER,
        """
try:
    Journal.open("ro/j.db", records.STATION)
except QeuError as error:
    print(error)
""",
    )
    assert "Permission denied" in said
    assert not list((tmp_path / "ro").iterdir())


@linux_only
def test_a_journal_on_a_read_only_disk_can_be_read(tmp_path):
    folder = tmp_path / "ro"
    with Journal.open(folder / "j.db", STATION) as journal:
        journal.append_inspections([build_record(1)])
    folder.chmod(0o555)
    said = run_child(
        tmp_path,
        WRITE,
        ORDINARY_USER,
        """
with Journal.open("ro/j.db", records.STATION, readonly=True) as journal:
    print(journal.judged_pairs(), journal.verify().problems)
""",
    )
    folder.chmod(0o755)
    assert said.strip() == "{'p1'} ()"


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("content", [b"not a database, but text " * 99, bytes(8192)])
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path, content, readonly):
    (tmp_path / "j.db").write_bytes(content)
    with pytest.raises(StorageError):
        Journal.open(tmp_path / "j.db", STATION, readonly=readonly)
    assert (tmp_path / "j.db").read_bytes() == content


def test_another_database_is_refused_and_left_alone(tmp_path):
    other = sqlite3.connect(tmp_path / "j.db")
    other.execute("CREATE TABLE customers (name)")
    other.close()
    with pytest.raises(JournalError, match="but not a journal"):
        Journal.open(tmp_path / "j.db", STATION)


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_a_truncated_database_is_found(tmp_path, keep):
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        journal.append_inspections([build_record(n) for n in range(20)])
    whole = (tmp_path / "j.db").read_bytes()
    (tmp_path / "j.db").write_bytes(whole[: int(len(whole) * keep)])
    try:
        with Journal.open(tmp_path / "j.db", STATION, readonly=True) as journal:
            assert journal.verify().problems
    except StorageError as error:
        assert "damaged" in str(error)
    assert read_heads(tmp_path / "j.head")[STATION].count == 20
