"""A batch writes every promised file, and two batches can be compared."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet

from qeu_station.services.demo import samples
from tests.e2e.conftest import Command

FINDINGS = {"pair", "inspector", "x1", "y1", "x2", "y2", "cell", "label", "probability", "reported"}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, knowing: Callable[[Path], Path]) -> Path:
    """The batch of all sample pairs, by the program itself; not to be written to."""
    folder = tmp_path_factory.mktemp("judged")
    words = (
        "--home", knowing(folder / "home"), "batch", "-r", "sample", "--pairs", samples(),
        "--out", folder / "out", "--truth", samples() / "truth.csv", "--lanes", 2, "--json",
    )  # fmt: skip
    command = [sys.executable, "-m", "qeu_station", *map(str, words)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout)["completed"]
    return folder / "out"


@pytest.fixture
def out(judged: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(judged, tmp_path / "out"))


def test_files_and_tables(out: Path, sample_tests: list[Path]) -> None:
    names = {path.stem.removesuffix("_test") for path in sample_tests}
    inspections = parquet.read_table(out / "inspections.parquet").to_pydict()
    assert set(inspections["pair"]) == names
    assert len(inspections["pair"]) == len(names)
    cells = parquet.read_table(out / "cells.parquet").to_pydict()
    assert cells["inspector"].count("fused") == 27 * len(names)
    findings = parquet.read_table(out / "findings.parquet")
    assert set(findings.column_names) >= FINDINGS
    assert {"fused", "difference"} <= set(findings.column("inspector").to_pylist())
    for table in ("inspections", "cells", "findings"):
        rows = (out / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        assert len(rows) == 1 + parquet.read_table(out / f"{table}.parquet").num_rows


def test_reported_findings_are_those_that_keep_a_part_from_passing(out: Path) -> None:
    verdicts = parquet.read_table(out / "inspections.parquet").to_pydict()
    passed = {p for p, v in zip(verdicts["pair"], verdicts["verdict"], strict=True) if v == "PASS"}
    rows = parquet.read_table(out / "findings.parquet").to_pylist()
    fused = [row for row in rows if row["inspector"] == "fused"]
    assert any(row["reported"] for row in fused)
    assert not any(row["reported"] for row in fused if row["pair"] in passed)
    for row in rows:
        assert 0 <= row["x1"] < row["x2"] and 0 <= row["y1"] < row["y2"]
        assert row["label"] != "ok" and 0 <= row["probability"] <= 1


def test_report_opens_without_a_network(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=\s*[\"'](?!data:)", page)
    assert "url(http" not in page and "@import" not in page
    assert page.count("data:image/jpeg;base64,") > 0
    assert "Against known truth" in page
    assert list((out / "overlays").glob("*.jpg"))


def test_comparison_shows_what_changed(station: Command, out: Path, tmp_path: Path) -> None:
    strict = tmp_path / "strict"
    text = station("recipe", "show", "sample", "--json")
    assert text.code == 0
    folder = _stricter_recipe(tmp_path)
    second = station("batch", "-r", folder, "--pairs", samples(), "--out", strict)
    assert second.code == 0, second.err
    same = station("batch", "compare", out, out, "--json").json
    assert same["changes"] == []
    changed = station("batch", "compare", out, strict, "--json").json
    assert len(changed["changes"]) > 0
    assert all(change["pair"] for change in changed["changes"])


def test_existing_batch_is_not_overwritten(station: Command, out: Path) -> None:
    before = (out / "journal.db").read_bytes()
    again = station("batch", "-r", "sample", "--pairs", samples(), "--out", out)
    assert again.code == 3
    assert "--resume" in again.err
    assert (out / "journal.db").read_bytes() == before
    resumed = station("batch", "-r", "sample", "--pairs", samples(), "--out", out, "--resume")
    assert resumed.code == 0
    other = station(
        "batch", "-r", _stricter_recipe(out.parent), "--pairs", samples(), "--out", out, "--resume"
    )
    assert other.code == 3
    assert "another" in other.err


def test_a_damaged_picture_is_review_and_the_batch_goes_on(
    station: Command, tmp_path: Path, sample_tests: list[Path]
) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    for path in sample_tests[:2]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / f"A_test{path.suffix}").write_bytes(path.read_bytes()[:2000])
    out = tmp_path / "out"
    assert station("batch", "-r", "sample", "--pairs", folder, "--out", out).code == 0
    rows = parquet.read_table(out / "inspections.parquet").to_pylist()
    damaged = next(row for row in rows if row["pair"] == "A")
    assert len(rows) == 3
    assert damaged["verdict"] == "REVIEW"
    assert "A_test" in str(damaged["reasons"])


def test_an_empty_folder_is_an_input_error(station: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = station("batch", "-r", "sample", "--pairs", tmp_path / "empty", "--out", tmp_path / "o")
    assert done.code == 3
    assert "empty" in done.err
    assert not (tmp_path / "o").exists()


def _stricter_recipe(folder: Path) -> Path:
    """The shipped recipe with a threshold nobody can pass, in a folder of its own."""
    from qeu_station import paths

    source = paths.resources() / "recipes" / "sample"
    target = folder / "strict-recipe"
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    text = (target / "recipe.toml").read_text(encoding="utf-8")
    head, *_ = text.partition("\n[decision]")
    (target / "recipe.toml").write_text(
        f"{head}\n\n[decision]\nt_pass = 0.9999999\nt_fail = 0.99\n", encoding="utf-8"
    )
    return target
