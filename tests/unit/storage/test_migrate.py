from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from qeu_station.errors import JournalError
from qeu_station.storage import migrate
from qeu_station.storage.database import locate
from qeu_station.storage.journal import Journal

from .records import STATION, build_record

NEXT = """
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    op.execute("CREATE TABLE later (n INTEGER)")
    {more}
"""


@pytest.fixture
def file(tmp_path) -> Path:
    with Journal.open(tmp_path / "線.db", STATION) as journal:
        journal.append_inspections([build_record(1)])
    return tmp_path / "線.db"


def with_next(tmp_path: Path, more: str = "") -> Path:
    """The shipped migrations and one more."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_later.py").write_text(NEXT.format(more=more))
    return folder


def set_revision(file: Path, revision: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ?", [revision])
        raw.commit()


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}


def test_an_older_journal_is_upgraded_and_the_old_one_kept(tmp_path, file):
    migrate.ensure_schema(locate(file), with_next(tmp_path), "0002")
    assert "later" in tables(file)
    assert migrate.revision(locate(file)) == "0002"
    before = file.with_name("線.db.before-0002")
    assert migrate.revision(locate(before)) == "0001"
    set_revision(file, "0001")  # only the name of the schema is newer
    with Journal.open(file, STATION) as journal:
        assert journal.verify().problems == ()
        assert journal.judged_pairs() == {"p1"}


def test_a_failed_upgrade_leaves_the_old_journal(tmp_path, file):
    before = file.read_bytes()
    with pytest.raises(ZeroDivisionError):
        migrate.ensure_schema(locate(file), with_next(tmp_path, "1 / 0"), "0002")
    assert file.read_bytes() == before
    assert not [f for f in tmp_path.iterdir() if f.name.startswith(".")]


def test_a_newer_journal_is_refused(file):
    set_revision(file, "0099")
    for readonly in (True, False):
        with pytest.raises(JournalError, match="a newer station wrote it"):
            Journal.open(file, STATION, readonly=readonly)


def test_an_older_journal_is_not_upgraded_by_reading(file, monkeypatch):
    monkeypatch.setattr(migrate, "REVISION", "0002")
    with pytest.raises(JournalError, match="older schema 0001; open it once for writing"):
        Journal.open(file, STATION, readonly=True)


def test_an_empty_database_holds_no_journal(tmp_path):
    (tmp_path / "j.db").touch()
    with pytest.raises(JournalError, match="holds no journal"):
        Journal.open(tmp_path / "j.db", STATION, readonly=True)


def test_a_database_of_others_is_refused(tmp_path):
    with closing(sqlite3.connect(tmp_path / "j.db")) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num)")
    with pytest.raises(JournalError, match="is a database, but not a journal"):
        Journal.open(tmp_path / "j.db", STATION)


def test_a_current_journal_opens_without_alembic(file):
    code = (
        "import sys; from qeu_station.storage.journal import Journal\n"
        f"Journal.open({str(file)!r}, {STATION!r}).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_emptied_revision_is_refused(file):
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = ''")
        raw.commit()
    with pytest.raises(JournalError, match="this version knows"):
        Journal.open(file, STATION)


def test_a_copy_is_upgraded_and_the_original_untouched(tmp_path, file):
    before = {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()}
    migrations = with_next(tmp_path)
    (tmp_path / "copy").mkdir()
    copy = migrate.upgraded_copy(locate(file), tmp_path / "copy", migrations, "0002")
    assert "later" in tables(copy.file)
    assert migrate.revision(copy) == "0002"
    assert copy.head == locate(file).head
    assert migrate.revision(locate(file)) == "0001"
    after = {f.name: f.read_bytes() for f in tmp_path.iterdir() if f.is_file()}
    assert {name: after[name] for name in before} == before


def test_a_current_journal_needs_no_copy_and_a_newer_one_gets_none(tmp_path, file):
    (tmp_path / "copy").mkdir()
    assert migrate.upgraded_copy(locate(file), tmp_path / "copy") is None
    set_revision(file, "0099")
    with pytest.raises(JournalError, match="a newer station wrote it"):
        migrate.upgraded_copy(locate(file), tmp_path / "copy")
    assert list((tmp_path / "copy").iterdir()) == []
