from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from qeu_station.core.correction import Correction, DrawnBox, in_force
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import AdviceRecord, OpinionRecord
from qeu_station.errors import InputError, JournalError, StorageError
from qeu_station.storage.head import read_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe

from .records import STATION, build_record


def test_an_inspection_reads_back_exactly(journal):
    record = build_record(1)
    journal.append_inspections([record])
    assert journal.inspection(record.id) == record


def test_the_chain_counts_and_the_head_follows(journal):
    journal.append_inspections([build_record(n) for n in range(3)])
    journal.append_note({"event": "batch start"})
    head = journal.head()
    assert head.count == 4
    assert read_heads(journal.place.head) == {STATION: head}
    assert journal.verify().problems == ()
    kinds = [entry.kind for entry in journal.entries()]
    assert kinds == ["inspection"] * 3 + ["note"]


def test_appending_nothing_changes_nothing(journal):
    journal.append_inspections([])
    assert journal.head().count == 0


def test_a_journal_goes_on_where_it_stopped(tmp_path):
    for number in range(3):
        with Journal.open(tmp_path / "j.db", STATION) as journal:
            journal.append_inspections([build_record(number)])
    with Journal.open(tmp_path / "j.db", STATION, readonly=True) as journal:
        assert journal.judged_pairs() == {"p0", "p1", "p2"}
        assert journal.verify().problems == ()


def test_inspections_are_all_recorded_or_none(journal):
    record = build_record(1)
    broken = build_record(2, classes=("ok",), milliseconds={"read": object()})
    with pytest.raises(JournalError, match="not JSON"):
        journal.append_inspections([record, broken])
    assert journal.head().count == 0
    journal.append_inspections([record])
    assert journal.verify().problems == ()


def test_the_same_pair_may_be_judged_again(journal):
    journal.append_inspections([build_record(1), build_record(2, pair="p1")])
    assert len(list(journal.inspections(pair="p1"))) == 2


def test_corrections_supersede_and_stay(journal):
    record = build_record(1)
    journal.append_inspections([record])
    first = Correction(record.id, "花子", {"U1": "ok"}, added=(DrawnBox((1, 2, 3, 4), "missing"),))
    hash_of_first = journal.append_correction(first)
    undo = Correction(record.id, "花子", supersedes=hash_of_first)
    journal.append_correction(undo)
    listed = journal.corrections(record.id)
    assert [correction for _, correction in listed] == [first, undo]
    assert [said for _, said in in_force(listed)] == [undo]
    assert journal.verify().problems == ()


def test_a_correction_of_nothing_is_refused(journal):
    with pytest.raises(InputError, match="is not in the journal"):
        journal.append_correction(Correction("nothing", "x", {"U1": "ok"}))


def test_a_correction_that_does_not_fit_is_refused(journal):
    record = build_record(1)
    journal.append_inspections([record])
    with pytest.raises(InputError, match='Cell "E4" is not on the grid'):
        journal.append_correction(Correction(record.id, "x", {"E4": "ok"}))
    assert journal.head().count == 1


def test_a_pair_that_was_not_judged_is_corrected_on_the_recipes_grid(journal):
    text = 'name = "x"\nreference = "from pair"\n[grid]\nrows = ["A"]\ncolumns = ["1", "2"]\n'
    loaded = LoadedRecipe(Recipe("x", "from pair"), Path(), text, "ab" * 32)
    record = build_record(1, cells={}, opinions=())
    journal.append_recipe(loaded)
    journal.append_inspections([record])
    journal.append_correction(Correction(record.id, "x", {"A2": "missing"}))
    with pytest.raises(InputError, match='Cell "U1" is not on the grid'):
        journal.append_correction(Correction(record.id, "x", {"U1": "ok"}))


def test_a_recipe_is_recorded_once(journal):
    loaded = LoadedRecipe(Recipe("x", "from pair"), Path("/somewhere"), "text 線", "ab" * 32)
    journal.append_recipe(loaded)
    journal.append_recipe(loaded)
    assert journal.head().count == 1
    assert journal.recipe_text("ab" * 32) == "text 線"
    assert journal.recipe_folder("ab" * 32) == Path("/somewhere")
    assert journal.recipe_text("cd" * 32) is None


def test_advice_belongs_to_an_inspection(journal):
    record = build_record(1)
    journal.append_inspections([record])
    first = AdviceRecord("vlm", record.opinions[:1], record.regions[:1])
    second = AdviceRecord("words", (OpinionRecord("words", "advisory", "timeout", "did not"),))
    for advice in (first, second):
        journal.append_advice(record.id, advice)
    with pytest.raises(InputError):
        journal.append_advice("nothing", first)
    assert journal.inspection(record.id) == record
    assert [replace(each, at="") for each in journal.advice(record.id)] == [first, second]
    assert all(each.at for each in journal.advice(record.id))
    assert journal.advice("nothing") == ()
    assert journal.verify().sound


def test_a_second_writer_is_refused_at_once(journal):
    with pytest.raises(JournalError, match="Another program is writing"):
        Journal.open(journal.place.file, STATION)
    code = (
        "import sys; from qeu_station.storage.journal import Journal\n"
        f"Journal.open({str(journal.place.file)!r}, {STATION!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "JournalTakenError: Another program is writing" in done.stderr


@pytest.mark.parametrize("replaced", [False, True])
def test_nothing_is_recorded_in_a_journal_that_is_no_longer_there(journal, replaced):
    journal.append_inspections([build_record(1)])
    file = journal.place.file
    aside = file.with_name("aside.db")
    file.rename(aside)
    if replaced:
        shutil.copy(aside, file)
    with pytest.raises(StorageError, match="moved, removed or replaced"):
        journal.append_inspections([build_record(2)])
    aside.replace(file)
    journal.append_inspections([build_record(3)])
    assert journal.head().count == 2


def test_readers_read_while_one_writes(journal):
    journal.append_inspections([build_record(1)])
    with Journal.open(journal.place.file, STATION, readonly=True) as reader:
        found = reader.inspections()
        next(found)
        journal.append_inspections([build_record(2)])
        assert reader.verify().problems == ()
        found.close()
    assert journal.head().count == 2


def test_two_stations_keep_their_own_chains(tmp_path):
    for station in ("one", "two"):
        with Journal.open(tmp_path / "j.db", station) as journal:
            journal.append_inspections([build_record(1), build_record(2)])
            assert journal.head().count == 2
            assert journal.verify().problems == ()


def test_threads_share_one_journal(journal):
    def work(start: int) -> None:
        for number in range(start, start + 5):
            journal.append_inspections([build_record(number)])

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.verify().problems == ()
    assert journal.head().count == 20


@pytest.mark.parametrize("table", ["entries", "inspections", "cells", "findings", "opinions"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET station = 'x'"])
def test_the_database_itself_refuses_changes(journal, table, statement):
    journal.append_inspections([build_record(1)])
    with (
        pytest.raises(Exception, match="append-only"),
        journal.engine.begin() as connection,
    ):
        connection.execute(text(statement.format(table)))


def test_a_missing_journal_is_not_made_by_reading(tmp_path):
    with pytest.raises(JournalError, match="does not exist"):
        Journal.open(tmp_path / "j.db", STATION, readonly=True)
    assert not list(tmp_path.iterdir())


def test_a_journal_that_vanished_is_not_begun_anew(tmp_path):
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        journal.append_note({})
    (tmp_path / "j.db").unlink()
    with pytest.raises(JournalError, match="is gone"):
        Journal.open(tmp_path / "j.db", STATION)
    assert not (tmp_path / "j.db").exists()


def test_a_head_left_behind_by_a_crash_is_caught_up(tmp_path):
    place = tmp_path / "j.head"
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        journal.append_note({"n": 1})
        behind = place.read_bytes()
        journal.append_note({"n": 2})
        head = journal.head()
    place.write_bytes(behind)
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        assert journal.verify().problems == ()
    assert read_heads(place) == {STATION: head}


def test_a_head_that_cannot_be_written_loses_nothing(journal, caplog):
    journal.place.head.unlink()
    journal.place.head.mkdir()
    journal.append_note({})
    assert journal.head().count == 1
    assert "left behind" in caplog.text


def test_deleting_the_head_is_noticed(tmp_path):
    with Journal.open(tmp_path / "j.db", STATION) as journal:
        journal.append_note({})
    (tmp_path / "j.head").unlink()
    with pytest.raises(JournalError, match="head outside is missing"):
        Journal.open(tmp_path / "j.db", STATION)
