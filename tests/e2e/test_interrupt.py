"""Ctrl-C or SIGTERM in a batch: it ends at once, says how to go on, and loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.pairs import listed_samples
from tests.e2e.conftest import Command

PAIRS = 60


@pytest.mark.skipif(os.name != "posix", reason="a test cannot press Ctrl-C on Windows")
@pytest.mark.parametrize(
    ("moment", "told"), [("lanes start", "SIGINT"), ("pairs are judged", "SIGTERM")]
)
def test_what_was_judged_is_kept(
    station: Command, home: Path, tmp_path: Path, moment: str, told: str
) -> None:
    out = tmp_path / "out"
    pairs = listed_samples(tmp_path, PAIRS)
    arguments = ("batch", "-r", "sample", "--pairs", pairs, "--out", out, "--lanes", 2)
    command = [sys.executable, "-m", "qeu_station", "--home", home, *arguments]
    process = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # the terminal sends Ctrl-C to the whole group, lanes included
    )
    _wait_for(out, 0 if moment == "lanes start" else 1, station)
    time.sleep(0.3)
    tell = os.killpg if told == "SIGINT" else os.kill  # a service manager tells the station alone
    tell(process.pid, signal.Signals[told])
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 130, errors
    assert "--resume" in errors
    assert "Traceback" not in errors + said
    assert not (out / "report.html").exists()
    resumed = station(*arguments, "--resume", "--json")
    assert resumed.json["completed"]
    records = station("journal", "show", "--journal", out, "--limit", 1000, "--json").json
    assert len({record["pair"] for record in records}) == len(records) == PAIRS
    assert station("journal", "verify", "--journal", out).code == 0


def _wait_for(out: Path, records: int, station: Command) -> None:
    """Wait until the batch has its journal, with so many records at least."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if (out / "journal.db").exists():
            listed = station("journal", "show", "--journal", out, "--limit", records or 1, "--json")
            if listed.code == 0 and listed.out.count('"pair":') >= records:
                return
        time.sleep(0.05)
    pytest.fail("the batch did not get that far")
