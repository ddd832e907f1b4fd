"""Bulk correction: all of it or none, also when the process is killed in the middle."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qeu_station.core.correction import Correction, in_force, standing
from qeu_station.errors import InputError, JournalError, JournalTakenError
from qeu_station.services.bulk import BulkDone, correct_all, corrections_open, undo_all
from qeu_station.services.opening import OpenHome
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record
from tests.unit.storage.faults import FULL_DISK, posix_only, run_child

IDS = [f"{number:032x}" for number in range(40)]
ROOT = Path(__file__).parents[3]

CHILD = """
import os, signal, sys
from pathlib import Path
from qeu_station.core.correction import Correction
from qeu_station.services.bulk import correct_all, undo_all
from qeu_station.storage import journal as module
from qeu_station.storage.journal import Journal

def killed(*given, **named):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def every(operator):
    with Journal.open("journal.db", "", readonly=True) as opened:
        ids = [each.id for each in opened.inspections()]
    return [Correction(id, operator, {"U1": "missing"}) for id in ids]
"""
KILLS = {
    "before anything": "module._store = killed",
    "between two tables": """
insert = module._insert
def _insert(connection, table, rows):
    if table.name == "corrections":
        killed()
    insert(connection, table, rows)
module._insert = _insert
""",
    "after the last row": """
store = module._store
def _store(connection, chained):
    store(connection, chained)
    killed()
module._store = _store
""",
    "between commit and head": "Journal._publish = killed",
}


def batch(folder: Path) -> Path:
    """A batch's folder with forty inspections."""
    folder.mkdir(parents=True)
    with Journal.open(folder / "journal.db", "batch 1") as journal:
        journal.append_inspections([record(f"p{n}", id=id) for n, id in enumerate(IDS)])
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return batch(tmp_path / "出力")


@pytest.fixture
def at(tmp_path: Path) -> OpenHome:
    return OpenHome(tmp_path / "home", Settings(), ())


@pytest.fixture
def journal(at: OpenHome, place: Path) -> Iterator[Journal]:
    with corrections_open(at, place) as opened:
        yield opened


def says(label: str = "missing", ids: list[str] = IDS, **more: object) -> list[Correction]:
    return [Correction(id, "花子", {"U1": label}, **more) for id in ids]  # type: ignore[arg-type]


def cells(journal: Journal) -> list[dict[str, str]]:
    return [dict(standing(journal.corrections(id)).cells) for id in IDS]


def test_all_are_recorded_in_one_chain_that_holds(journal: Journal) -> None:
    before = journal.head().count
    done = correct_all(journal, says())
    assert len(done) == 40
    assert cells(journal) == [{"U1": "missing"}] * 40
    assert journal.head().count == before + 40
    assert journal.verify().problems == ()
    assert [act.entry for act in done.acts] == [e.hash for e in journal.entries("correction")]


def test_one_undo_takes_all_back_and_leaves_its_trace(journal: Journal) -> None:
    undone = undo_all(journal, correct_all(journal, says()), "太郎")
    assert len(undone) == 40
    assert cells(journal) == [{}] * 40
    assert len(list(journal.all_corrections())) == 80
    redone = undo_all(journal, undone, "太郎")
    assert cells(journal) == [{"U1": "missing"}] * 40
    undo_all(journal, redone, "太郎")
    assert cells(journal) == [{}] * 40
    assert journal.verify().problems == ()


def test_undo_says_again_what_was_replaced(journal: Journal) -> None:
    first = correct_all(journal, says("unknown", note="chip?"))
    replacing = [
        Correction(act.said.inspection, "太郎", part="ng", supersedes=act.entry)
        for act in first.acts
    ]
    undo_all(journal, correct_all(journal, replacing), "次郎")
    for id in IDS:
        ((_, said),) = in_force(journal.corrections(id))
        assert (said.cells, said.part, said.note) == ({"U1": "unknown"}, None, "chip?")


def test_undo_leaves_alone_what_was_corrected_since(journal: Journal) -> None:
    done = correct_all(journal, says())
    since = Correction(IDS[3], "太郎", {"U1": "ok"}, supersedes=done.acts[3].entry)
    journal.append_correction(since)
    undone = undo_all(journal, done, "花子")
    assert undone.left == (IDS[3],)
    assert cells(journal) == [{}] * 3 + [{"U1": "ok"}] + [{}] * 36


def test_one_that_does_not_fit_keeps_all_out(journal: Journal) -> None:
    before = journal.head()
    for wrong, message in (
        (Correction(IDS[7], "花子", {"E4": "ok"}), f'8 of 40, of inspection {IDS[7]}: Cell "E4"'),
        (Correction(IDS[7], "花子", {"U1": "mising"}), 'Did you mean "missing"'),
        (Correction("f" * 32, "花子", part="ok"), "is not in the journal"),
        (Correction(IDS[7], "花子", struck=("R9",)), 'Region "R9"'),
        (Correction(IDS[7], "花子", part="ok", supersedes="a" * 64), "no correction of"),
        (Correction(IDS[7], "花子"), "says nothing"),
    ):
        mixed = says()
        mixed[7] = wrong
        with pytest.raises(InputError, match=message):
            correct_all(journal, mixed)
    assert journal.head() == before


def test_nothing_to_correct_is_no_entry(journal: Journal) -> None:
    before = journal.head()
    assert correct_all(journal, []) == BulkDone(())
    assert undo_all(journal, BulkDone(()), "花子") == BulkDone(())
    assert journal.head() == before


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("act", "moment"),
    [*(("correct", moment) for moment in KILLS), ("undo", "between two tables")],
)
def test_killed_at_this_moment_all_are_there_or_none(place: Path, act: str, moment: str) -> None:
    with Journal.open(place / "journal.db", "batch 1") as opened:
        before = opened.head().count
    correct = 'with Journal.open("journal.db", "batch 1") as opened:\n    done = '
    said = "correct_all(opened, every('one'))"
    if act == "undo":
        code = f"{correct}{said}\n    exec(sys.stdin.read())\n    undo_all(opened, done, 'two')\n"
    else:
        code = f"exec(sys.stdin.read())\n{correct}{said}\n"
    child = subprocess.run(
        [sys.executable, "-c", CHILD + code],
        cwd=place,
        env=environment(),
        input=KILLS[moment].encode(),
        timeout=120,
        check=False,
    )
    assert child.returncode != 0
    begun = before + (40 if act == "undo" else 0)
    expected = begun + (40 if moment == "between commit and head" else 0)
    with Journal.open(place / "journal.db", "batch 1") as opened:  # the lock died with the child
        assert opened.head().count == expected
        assert opened.verify().problems == ()
        now = standing(opened.corrections(IDS[0])).cells
        assert now == ({"U1": "missing"} if (act == "undo") != (expected > begun) else {})


def test_killed_at_any_moment_every_bulk_is_whole(place: Path) -> None:
    """SIGKILL (TerminateProcess on Windows) from outside while one bulk follows the other."""
    code = """
with Journal.open("journal.db", "batch 1") as opened:
    said = every("one")
    while True:
        correct_all(opened, said)
        print("whole", flush=True)
"""
    rng, whole = random.Random(5), 0
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD + code],
            cwd=place,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        assert child.stdout is not None
        with child.stdout as printed:
            printed.readline()
            time.sleep(rng.uniform(0, 0.1))
            child.kill()
            whole += 1 + sum(1 for _ in printed)
        child.wait()
        with Journal.open(place / "journal.db", "batch 1") as opened:
            count = len(list(opened.entries("correction")))
            assert count % 40 == 0
            assert count >= 40 * whole
            assert opened.verify().problems == ()
            whole = count // 40


@posix_only
def test_a_full_disk_keeps_all_out(place: Path) -> None:
    said = run_child(
        place,
        f"import sys; sys.path.insert(0, {str(ROOT)!r})",
        FULL_DISK,
        CHILD,
        """
with Journal.open("journal.db", "batch 1") as opened:
    before = opened.head()
    full_disk(Path("journal.db").stat().st_size)
    try:
        correct_all(opened, every("one") * 50)
    except Exception as error:
        print(type(error).__name__)
    free_disk()
    assert opened.head() == before
    correct_all(opened, every("one"))
    assert opened.verify().problems == ()
""",
    )
    assert said.strip() == "StorageError"


def test_a_journal_that_is_being_written_is_not_corrected(at: OpenHome, place: Path) -> None:
    with (
        Journal.open(place / "journal.db", "batch 1"),
        pytest.raises(JournalTakenError, match="its batch still runs, or another window"),
        corrections_open(at, place),
    ):
        pass
    with corrections_open(at, place) as journal:
        correct_all(journal, says())


def test_the_stations_own_journal_that_a_window_holds_is_not_corrected(at: OpenHome) -> None:
    with at.journal(), pytest.raises(JournalTakenError, match="is being written now"):
        corrections_open(at, None).__enter__()


def test_a_folder_without_a_journal_is_named(at: OpenHome, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no journal at"), corrections_open(at, tmp_path):
        pass


def test_a_journal_of_another_version_is_left_as_it_is(at: OpenHome, place: Path) -> None:
    with closing(sqlite3.connect(place / "journal.db")) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (place / "journal.db").read_bytes()
    with pytest.raises(JournalError, match="newer station"), corrections_open(at, place):
        pass
    assert (place / "journal.db").read_bytes() == before
