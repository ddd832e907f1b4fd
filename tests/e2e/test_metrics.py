"""``qeu-station metrics``: a table on the terminal, a CSV, JSON, and exit codes."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np

from qeu_station.services.demo import samples
from tests.e2e.conftest import Command


def _reference() -> Path:
    return next(samples().glob("reference.*"))


def test_the_table_and_the_csv_agree(
    station: Command, sample_tests: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "metrics.csv"
    done = station("metrics", _reference(), sample_tests[0], "-r", "sample", "--csv", target)
    assert done.code == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["cell"] for row in rows} == {r + str(n) for r in "UCD" for n in range(1, 10)}
    first = rows[0]
    line = next(line for line in done.out.splitlines() if line.split()[:1] == ["U1"])
    assert line.split()[-3:] == [
        f"{float(first[name]):.5f}" for name in ("log_beta", "log_eta", "log_gamma")
    ]
    assert "pixels read as 0..1, epsilon 0.0001" in done.out


def test_json_holds_the_hashes(station: Command, sample_tests: list[Path]) -> None:
    found = station("metrics", _reference(), sample_tests[0], "-r", "sample", "--json").json
    assert {len(found[name]["sha256"]) for name in ("recipe", "reference", "test")} == {64}
    assert found["problems"] == []
    assert len(found["rows"]) == 27 * 8


def test_a_pair_that_fails_its_checks_ends_with_review(station: Command, tmp_path: Path) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (16, 24, 3), np.uint8)
    other = tmp_path / "other.png"
    other.write_bytes(cv2.imencode(".png", cv2.resize(noise, (960, 640)))[1].tobytes())
    done = station("metrics", _reference(), other, "-r", "sample")
    assert done.code == 2
    assert "Not to be trusted" in done.out


def test_mistakes_are_three(station: Command, sample_tests: list[Path], tmp_path: Path) -> None:
    assert station("metrics", _reference(), "-r", "sample").code == 3
    assert station("metrics", _reference(), sample_tests[0], "-r", "sampel").code == 3
    gone = station("metrics", tmp_path / "gone.png", sample_tests[0], "-r", "sample")
    assert gone.code == 3
    assert "gone.png" in gone.err
