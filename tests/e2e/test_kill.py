"""A batch that is killed at random moments loses no pair and judges none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kills import run_kills
from benchmarks.pairs import listed_samples

PAIRS, KILLS = 200, 5


@pytest.mark.timeout(280)
def test_nothing_is_lost_and_nothing_judged_twice(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QEU_STATION_HOME", str(home))
    pairs = listed_samples(tmp_path, PAIRS)
    report = run_kills("sample", pairs, tmp_path / "out", PAIRS, kills=KILLS, seed=7)
    assert report.kills == KILLS
    assert 0 < report.kept < PAIRS
    assert report.judged == PAIRS
    assert report.repeated == ()
    assert report.problems == ()
    assert report.orphans == 0
