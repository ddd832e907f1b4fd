from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, JournalError
from qeu_station.storage.journal import Journal

from .records import STATION, build_record


def test_filters(journal):
    records = [build_record(n, serial=f"s{n % 2}") for n in range(6)]
    journal.append_inspections(records)
    failed = [r for r in records if r.part.verdict == "FAIL"]
    assert list(journal.inspections(verdict="FAIL")) == failed
    assert list(journal.inspections(serial="s1", newest_first=True)) == records[1::2][::-1]
    assert list(journal.inspections(limit=2)) == records[:2]
    assert list(journal.inspections(recipe="none")) == []


def test_an_id_may_be_shortened(journal):
    records = [build_record(n) for n in range(3)]
    journal.append_inspections(records)
    assert journal.full_id(records[1].id[:12]) == records[1].id
    with pytest.raises(InputError, match="More than one"):
        journal.full_id("")
    with pytest.raises(InputError, match="No inspection"):
        journal.full_id("zz")


def test_an_unknown_inspection_is_said(journal):
    with pytest.raises(InputError, match='"nothing" is not in the journal'):
        journal.inspection("nothing")


def test_a_reader_may_leave_the_station_out(journal):
    journal.append_inspections([build_record(1)])
    with Journal.open(journal.place.file, "", readonly=True) as reader:
        assert reader.station == STATION
        assert reader.judged_pairs() == {"p1"}


def test_with_several_stations_one_must_be_named(tmp_path):
    for station in ("one", "two"):
        with Journal.open(tmp_path / "j.db", station) as journal:
            journal.append_note({"by": station})
    with pytest.raises(JournalError, match="holds 2 stations"):
        Journal.open(tmp_path / "j.db", "", readonly=True)
    with Journal.open(tmp_path / "j.db", "two", readonly=True) as reader:
        assert [entry.station for entry in reader.entries()] == ["two"]


def test_an_empty_journal_can_be_read(journal):
    with Journal.open(journal.place.file, "", readonly=True) as reader:
        assert list(reader.inspections()) == []
        assert reader.judged_pairs() == set()
        assert reader.head().count == 0


@pytest.mark.parametrize("payload", ["", "{", "[]", "null", "{}"])
def test_a_changed_correction_is_said_when_read(tmp_path, payload):
    record = build_record(1)
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        journal.append_inspections([record])
        journal.append_correction(Correction(record.id, "one", part="ok"))
    with closing(sqlite3.connect(tmp_path / "j.db")) as raw:
        raw.execute("DROP TRIGGER entries_no_update")
        raw.execute("UPDATE entries SET payload = ? WHERE kind = 'correction'", (payload,))
        raw.commit()
    with Journal.open(tmp_path / "j.db", STATION, readonly=True) as journal:
        for read in (lambda: journal.corrections(record.id), lambda: [*journal.all_corrections()]):
            with pytest.raises(JournalError, match="journal verify says"):
                read()
