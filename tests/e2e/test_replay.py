"""A record can be replayed, and the verdict comes out exactly the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from qeu_station.services.demo import samples
from tests.e2e.conftest import Command


def test_replay_of_inspections_is_exact(station: Command, sample_tests: list[Path]) -> None:
    for path in sample_tests[:3]:
        record = station("inspect", path, "-r", "sample", "--json").json
        done = station("journal", "replay", record["id"], "--json")
        assert done.code == 0, done.out + done.err
        assert done.json["same"]


def test_replay_works_after_the_original_files_are_gone(station: Command, tmp_path: Path) -> None:
    source = next(samples().glob("*_test.*"))
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    record = station("inspect", copy, "-r", "sample", "--json").json
    copy.unlink()
    assert station("journal", "replay", record["id"]).code == 0


@pytest.mark.parametrize("change", ["changed", "gone"])
def test_batch_refuses_to_replay_changed_pictures(
    station: Command, tmp_path: Path, sample_tests: list[Path], change: str
) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    first, second = (folder / path.name for path in sample_tests[:2])
    first.write_bytes(sample_tests[0].read_bytes())
    second.write_bytes(sample_tests[1].read_bytes())
    out = tmp_path / "out"
    assert station("batch", "-r", "sample", "--pairs", folder, "--out", out).code == 0
    rows = parquet.read_table(out / "inspections.parquet").to_pylist()
    by_pair = {row["pair"]: row["id"] for row in rows}
    name = first.stem.removesuffix("_test")
    assert station("journal", "replay", by_pair[name], "--journal", out).code == 0
    first.unlink()
    if change == "changed":
        first.write_bytes(second.read_bytes())
    done = station("journal", "replay", by_pair[name], "--journal", out)
    assert done.code == 3
    assert first.name in done.err
