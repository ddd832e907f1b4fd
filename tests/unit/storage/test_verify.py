from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from qeu_station.core.correction import Correction
from qeu_station.errors import StorageError
from qeu_station.storage.head import Head, read_heads, write_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.schema import entries

from .records import STATION, build_record

COUNT = 6
TABLES = ("entries", "inspections", "cells", "findings", "opinions", "corrections")


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """A closed journal of six inspections and one correction."""
    file = tmp_path_factory.mktemp("journal") / "j.db"
    with Journal.open(file, STATION) as journal:
        journal.append_inspections([build_record(n) for n in range(COUNT)])
        journal.append_correction(Correction(build_record(0).id, "花子", {"U1": "ok"}))
    return file


@pytest.fixture
def file(tmp_path, original) -> Path:
    """A copy of it to do harm to."""
    for name in ("j.db", "j.head"):
        shutil.copyfile(original.with_name(name), tmp_path / name)
    return tmp_path / "j.db"


def problems(file: Path) -> tuple[str, ...]:
    try:
        with Journal.open(file, STATION, readonly=True) as journal:
            return journal.verify().problems
    except StorageError as error:
        return (str(error),)


def change(file: Path, *statements: str) -> None:
    """Change a journal behind its guards, which are put back afterwards."""
    with closing(sqlite3.connect(file)) as raw:
        guards = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert raw.execute(statement).rowcount != 0
        for _, sql in guards:
            raw.execute(sql)
        raw.commit()


def test_a_sound_journal_is_sound(file):
    with Journal.open(file, STATION, readonly=True) as journal:
        report = journal.verify()
    assert report.sound
    assert report.entries == COUNT + 1
    assert report.head == read_heads(file.with_suffix(".head"))[STATION]


@pytest.mark.parametrize("column", ["id", "kind", "at", "payload", "previous", "hash"])
def test_a_changed_column_of_an_entry_is_found_and_named(file, column):
    change(file, f"UPDATE entries SET {column} = replace({column}, '0', '1') || 'x' WHERE seq = 3")
    found = problems(file)
    assert f'Entry 3 of station "{STATION}"' in found[0]


@pytest.mark.parametrize("table", TABLES[1:])
def test_every_column_of_every_projection_is_compared(file, table):
    with closing(sqlite3.connect(file)) as raw:
        columns = [(row[1], row[2]) for row in raw.execute(f"PRAGMA table_info({table})")]
    for number, (column, kind) in enumerate(columns):
        copy = file.with_name(f"copy{number}.db")
        shutil.copyfile(file, copy)
        shutil.copyfile(file.with_suffix(".head"), copy.with_suffix(".head"))
        value = "'x'" if kind == "TEXT" else "12345"
        if kind == "BOOLEAN":
            value = f"1 - {column}"
        change(
            copy,
            f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})",
        )
        assert any(f'"{table}"' in line for line in problems(copy)), column


@pytest.mark.parametrize("table", TABLES[1:])
def test_a_removed_or_added_row_of_a_projection_is_found(file, table):
    change(file, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert any(f'in table "{table}" were changed' in line for line in problems(file))


def test_rows_without_an_entry_are_found(file):
    change(file, "UPDATE opinions SET seq = 99 WHERE seq = 2")
    assert any("for entry 99, which does not exist" in line for line in problems(file))


def test_rows_of_another_station_are_found(file):
    change(file, "UPDATE cells SET station = 'other' WHERE seq = 2")
    assert any('"cells" has rows for entry 2, which does not' in line for line in problems(file))


def test_a_cut_tail_is_found(file):
    change(file, *(f"DELETE FROM {table} WHERE seq >= 6" for table in TABLES))
    assert problems(file) == (
        f'Station "{STATION}": the tail was cut: the head outside says 7 entries, the database of '
        f'station "{STATION}" has 5.',
    )
    with pytest.raises(StorageError, match="tail was cut"):
        Journal.open(file, STATION)


def test_an_older_copy_put_in_place_is_found(file):
    shutil.copyfile(file, file.with_name("backup"))
    with Journal.open(file, STATION) as journal:
        journal.append_note({"later": True})
    shutil.copyfile(file.with_name("backup"), file)
    assert "tail was cut" in problems(file)[0]


def test_a_removed_entry_in_the_middle_is_found(file):
    change(file, "DELETE FROM entries WHERE seq = 3")
    assert "entry 3 is missing before it" in problems(file)[0]


def test_a_chain_that_was_forged_anew_does_not_fit_the_head(file):
    """Whoever recomputes every hash is still caught by the head outside."""
    with Journal.open(file, STATION, readonly=True) as journal:
        old = list(journal.entries(kind="inspection"))
    change(file, *(f"DELETE FROM {table}" for table in TABLES))
    head = read_heads(file.with_suffix(".head"))
    write_heads(file.with_suffix(".head"), {STATION: Head(STATION)})
    with Journal.open(file, STATION) as journal:
        journal.append_inspections([build_record(n) for n in range(100, 107)])
        assert journal.verify().sound
    write_heads(file.with_suffix(".head"), head)
    assert len(old) == COUNT
    assert "entry 7 is not the one that the head outside names" in problems(file)[0]


def test_a_guard_that_was_taken_away_is_found(file):
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP TRIGGER cells_no_update")
    assert problems(file) == ('Table "cells" lost the guard that forbids update.',)


def test_a_damaged_head_is_found(file):
    file.with_suffix(".head").write_text("{")
    assert "cannot be read" in problems(file)[0]


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_byte_inside_a_record_is_found(file, seed):
    """One byte of stored payload, changed in the file itself."""
    rng = random.Random(seed)
    content = bytearray(file.read_bytes())
    starts = [at for at in range(len(content)) if content.startswith(b'"evidence":', at)]
    assert starts
    position = rng.choice(starts) + rng.randrange(-300, 300)
    content[position] ^= rng.randrange(1, 256)
    file.write_bytes(content)
    assert problems(file)


@pytest.mark.parametrize("seed", range(60))
def test_harm_anywhere_in_the_file_never_changes_what_verifies(file, seed):
    """Harm done to unused bytes may pass; then every record still reads back as it was."""
    rng = random.Random(seed)
    content = bytearray(file.read_bytes())
    for _ in range(rng.choice([1, 3, 20])):
        page = rng.randrange(len(content) // 4096)
        position = rng.randrange(120) if rng.random() < 0.5 else rng.randrange(4096)
        content[4096 * page + position] ^= rng.randrange(1, 256)
    file.write_bytes(content)
    if not problems(file):
        with Journal.open(file, STATION, readonly=True) as journal:
            assert list(journal.inspections()) == [build_record(n) for n in range(COUNT)]


def test_many_problems_do_not_flood_the_report(tmp_path):
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        for number in range(80):
            journal.append_note({"number": number})
    change(tmp_path / "j.db", "UPDATE entries SET payload = '{}'")
    found = problems(tmp_path / "j.db")
    assert len(found) == 51
    assert "Entry 1 " in found[0]
    assert "may be more" in found[-1]


def test_an_entry_put_in_by_hand_is_found(file):
    with Journal.open(file, STATION) as journal, journal.engine.begin() as connection:
        row = {"station": STATION, "seq": 8, "id": "x", "kind": "note", "at": "", "payload": "{}",
               "previous": journal.head().hash, "hash": "0" * 64}  # fmt: skip
        connection.execute(insert(entries), [row])
    assert "Entry 8" in problems(file)[0]


def test_an_entry_without_a_number_is_found_and_nothing_is_added(file):
    change(file, "UPDATE entries SET seq = 'x' WHERE seq = 7")
    assert problems(file)
    with pytest.raises(StorageError, match="in place of a number"):
        Journal.open(file, STATION)
