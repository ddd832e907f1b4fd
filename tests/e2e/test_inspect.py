"""One pair: the verdict is the exit code, and what was judged is on disk."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.services.demo import samples
from tests.e2e.conftest import Command


def _by_truth() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with (samples() / "truth.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            labels = found.setdefault(row["pair"], set())
            labels |= {row["label"]} - {"ok"}
    return found


def _picture(name: str) -> Path:
    return next(samples().glob(f"{name}_test.*"))


def test_good_and_defective_parts_end_with_their_verdicts(station: Command) -> None:
    truth = _by_truth()
    good = next(name for name, labels in truth.items() if not labels)
    missing = next(name for name, labels in truth.items() if "missing" in labels)
    assert station("inspect", _picture(good), "--recipe", "sample").code == 0
    assert station("inspect", _picture(missing), "--recipe", "sample").code == 1


def test_json_names_the_proof(station: Command, sample_tests: list[Path]) -> None:
    done = station("inspect", sample_tests[0], "-r", "sample", "--serial", "S-1", "--json")
    record = done.json
    assert record["serial"] == "S-1"
    assert len(record["test"]["sha256"]) == len(record["recipe"]["sha256"]) == 64
    assert set(record["cells"]) == {row + str(n) for row in "UCD" for n in range(1, 10)}
    assert {opinion["status"] for opinion in record["opinions"]} == {"answered"}
    shown = station("journal", "show", record["id"][:8], "--json").json
    assert shown["test"]["sha256"] == record["test"]["sha256"]
    assert Path(shown["test"]["path"]).is_file()
    assert Path(shown["test"]["path"]) != sample_tests[0]


def test_overlay_is_written(station: Command, sample_tests: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "見本.png"
    station("inspect", sample_tests[0], "-r", "sample", "--overlay", target)
    picture = cv2.imdecode(np.fromfile(target, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape[1] >= 900


def test_wrong_product_is_review(station: Command, tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    other = cv2.resize(rng.integers(0, 255, (16, 24, 3), np.uint8), (960, 640))
    path = tmp_path / "other.png"
    path.write_bytes(cv2.imencode(".png", other)[1].tobytes())
    done = station("inspect", path, "-r", "sample", "--json")
    assert done.code == 2
    assert done.json["part"]["reasons"]


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty"), (b"not a picture at all", "picture"), (None, "does not exist")],
)
def test_unreadable_picture_is_an_input_error(
    station: Command, tmp_path: Path, content: bytes | None, word: str
) -> None:
    path = tmp_path / "broken.png"
    if content is not None:
        path.write_bytes(content)
    done = station("inspect", path, "-r", "sample")
    assert done.code == 3
    assert str(path) in done.err
    assert word in done.err
    assert "No inspections yet" in station("journal", "show").out


def test_picture_of_another_size_is_an_input_error(station: Command, tmp_path: Path) -> None:
    path = tmp_path / "small.png"
    path.write_bytes(cv2.imencode(".png", np.zeros((32, 32, 3), np.uint8))[1].tobytes())
    done = station("inspect", path, "-r", "sample")
    assert done.code == 3
    assert "32" in done.err


def test_usage_errors_are_three(station: Command) -> None:
    assert station("inspect").code == 3
    assert station("inspekt").code == 3
    assert station("batch", "--lanes", "0").code == 3
    unknown = station("inspect", "x.png", "-r", "sampel")
    assert unknown.code == 3
    assert 'Did you mean "sample"?' in unknown.err
