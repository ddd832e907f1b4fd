"""The demonstration runs from the shipped sample product to a report, without a display."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Command


def test_headless_demo(station: Command, tmp_path: Path, sample_tests: list[Path]) -> None:
    out = tmp_path / "demo"
    done = station("demo", "--headless", "--out", out)
    assert done.code == 0, done.err
    for path in sample_tests:
        assert path.stem.removesuffix("_test") in done.out
    assert (out / "report.html").is_file()
    assert list((out / "overlays").glob("*.jpg"))


def test_a_second_demo_replaces_the_first_but_nothing_else(
    station: Command, tmp_path: Path
) -> None:
    out = tmp_path / "demo"
    assert station("demo", "--headless", "--out", out, "--json").json["completed"]
    assert station("demo", "--headless", "--out", out, "--json").json["completed"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("keep me")
    refused = station("demo", "--headless", "--out", other)
    assert refused.code == 3
    assert (other / "letter.txt").read_text() == "keep me"


def test_no_defect_of_the_sample_escapes(station: Command, tmp_path: Path) -> None:
    scores = station("demo", "--out", tmp_path / "demo", "--json").json["scores"]
    assert scores["parts"]["escape"][0] == 0
    assert scores["parts"]["overkill"][0] == 0
