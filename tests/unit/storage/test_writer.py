from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qeu_station.errors import JournalError
from qeu_station.storage.database import locate
from qeu_station.storage.journal import Journal
from qeu_station.storage.writer import claim_writer

from .records import STATION

WRITER = """
import sys, records
from qeu_station.storage.journal import Journal
with Journal.open("j.db", records.STATION) as journal:
    number = journal.head().count
    while True:
        journal.append_inspections([records.build_record(number)])
        number += 1
        print(number, flush=True)
"""


def test_a_claim_is_exclusive_until_given_back(tmp_path):
    place = locate(tmp_path / "線" / "j.db")
    release = claim_writer(place, "one")
    with pytest.raises(JournalError, match='station "two"; only one may'):
        claim_writer(place, "two")
    release()
    claim_writer(place, "two")()


def test_killed_at_any_moment_nothing_committed_is_lost(tmp_path):
    """SIGKILL (TerminateProcess on Windows) while writing; every printed number was committed."""
    rng = random.Random(7)
    committed = 0
    for _ in range(5):
        committed = max(committed, _killed_after(tmp_path, rng.uniform(0, 0.25)))
        with Journal.open(tmp_path / "j.db", STATION) as journal:  # also frees the lock's owner
            assert journal.head().count >= committed
            assert journal.verify().problems == ()
            assert len(journal.judged_pairs()) == journal.head().count
    assert committed > 5


def _killed_after(folder: Path, seconds: float) -> int:
    """Let a writer run for a while after its first commit, kill it, return its last commit."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=folder,
        stdout=subprocess.PIPE,
        env=_environment(),
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as printed:
        last = printed.readline()
        time.sleep(seconds)
        process.kill()
        said = [last, *printed]
    process.wait()
    return int([line for line in said if line.endswith("\n")][-1])


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parent), "PYTHONUTF8": "1"}
