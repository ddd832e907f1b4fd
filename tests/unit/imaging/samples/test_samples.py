"""Sample scenes: repeatable, true to their truth, and different where they must differ."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.core.grid import Grid, Quad
from qeu_station.imaging.io import read_image
from qeu_station.imaging.samples import (
    DEFECTS,
    SampleProduct,
    render_pair,
    render_reference,
    write_dataset,
)
from qeu_station.imaging.samples.__main__ import main
from qeu_station.imaging.samples.camera import Camera

PRODUCT = SampleProduct.default()


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    return render_reference(PRODUCT)


def onto(picture: np.ndarray, corners: Quad, other: Quad) -> np.ndarray:
    """Return a picture moved so that its grid's corners lie on another picture's."""
    source, target = (np.array(quad, np.float32) - 0.5 for quad in (corners, other))
    matrix = cv2.getPerspectiveTransform(source, target)
    return cv2.warpPerspective(picture, matrix, (960, 640), borderMode=cv2.BORDER_REPLICATE)


def strength_in(box: tuple[float, float, float, float], change: np.ndarray) -> float:
    """Return the strongest smoothed change inside a box, over what changes everywhere."""
    x1, y1, x2, y2 = (int(value) for value in box)
    smooth = cv2.GaussianBlur(change.astype(np.float32), (0, 0), 1)
    smooth -= np.median(smooth, axis=(0, 1))
    return float(np.abs(smooth[y1:y2, x1:x2]).max())


def test_the_same_seed_gives_the_same_pixels() -> None:
    first, second = (render_pair(PRODUCT, 3) for _ in range(2))
    assert np.array_equal(first.test, second.test)
    assert (first.truth, first.boxes) == (second.truth, second.boxes)
    assert not np.array_equal(first.test, render_pair(PRODUCT, 4).test)


def test_truth_boxes_and_cells_fit_together() -> None:
    for seed in range(8):
        pair = render_pair(PRODUCT, seed)
        assert 1 <= len(pair.truth) <= 3
        assert set(pair.truth) == set(pair.boxes)
        grid = Grid(pair.corners)
        for address, (x1, y1, x2, y2) in pair.boxes.items():
            assert 0 <= x1 < x2 <= 960
            assert 0 <= y1 < y2 <= 640
            assert grid.address_at((x1 + x2) / 2, (y1 + y2) / 2) == address


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_shows_in_its_box(reference: np.ndarray, defect: str) -> None:
    for seed in range(3):
        pair = render_pair(PRODUCT, seed, (defect,))
        assert list(pair.truth.values()) == [defect]
        (box,) = pair.boxes.values()
        expected = onto(reference, PRODUCT.grid().corners, pair.corners)
        assert strength_in(box, pair.test.astype(int) - expected) > 30


def test_good_parts_differ_a_little_everywhere(reference: np.ndarray) -> None:
    pair = render_pair(PRODUCT, 5, 0)
    assert pair.truth == {}
    assert pair.boxes == {}
    laid = onto(pair.test, pair.corners, PRODUCT.grid().corners)
    difference = cv2.absdiff(reference, laid)
    assert 1 < difference.mean() < 25


def test_the_camera_moves_by_a_few_pixels_only() -> None:
    at_rest = np.array(Camera().tray_corners())
    moved = [np.abs(np.array(render_pair(PRODUCT, s, 0).corners) - at_rest) for s in range(12)]
    assert np.mean(moved) > 0.5
    assert np.max(moved) < 14


def test_the_grid_is_a_perspective_quadrilateral() -> None:
    top_left, top_right, bottom_right, bottom_left = PRODUCT.grid().corners
    assert bottom_right[0] - bottom_left[0] > top_right[0] - top_left[0] + 20
    half = PRODUCT.grid((480, 320)).corners
    assert np.allclose(np.array(half) * 2, PRODUCT.grid().corners, atol=0.01)


def test_other_products_have_other_layouts() -> None:
    layouts = {SampleProduct.random(seed).parts for seed in range(30)}
    assert len(layouts) == 30
    kinds = {part.kind for seed in range(5) for part in SampleProduct.random(seed).parts}
    assert kinds == {"cube", "terminal"}


def test_the_number_of_defects_can_be_asked_for() -> None:
    for wanted in (0, 1, 5):
        assert len(render_pair(PRODUCT, 1, wanted, size=(480, 320)).truth) == wanted


def test_pictures_of_another_size() -> None:
    pair = render_pair(PRODUCT, 1, 1, size=(480, 320))
    assert pair.test.shape == (320, 480, 3)
    assert render_reference(PRODUCT, (480, 320)).shape == (320, 480, 3)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_written_data_set_is_whole(tmp_path: Path) -> None:
    write_dataset(tmp_path / "set", PRODUCT, 5, 1, 0.6)
    names = [path.name for path in sorted((tmp_path / "set").glob("*_test.jpg"))]
    assert names == [f"{number:04d}_test.jpg" for number in range(1, 6)]
    truth, boxes = (rows(tmp_path / "set" / f"{name}.csv") for name in ("truth", "boxes"))
    defective = {(row["pair"], row["cell"], row["label"]) for row in boxes}
    assert defective
    assert defective == {
        (row["pair"], row["cell"], row["label"]) for row in truth if row["label"] != "ok"
    }
    assert {row["pair"] for row in truth} == {name[:4] for name in names}
    assert read_image(tmp_path / "set" / "reference.png").pixels.shape == (640, 960, 3)
    corners = json.loads((tmp_path / "set" / "corners.json").read_text(encoding="utf-8"))
    assert np.allclose(corners["corners"], PRODUCT.grid().corners, atol=0.01)


def test_the_command_writes_the_shipped_set_again(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--seed", "1"]) == 0
    shipped = Path(__file__).parents[4] / "resources" / "samples" / "tray"
    assert rows(tmp_path / "truth.csv") == rows(shipped / "truth.csv")
    for path in shipped.rglob("*.jpg"):
        again = read_image(tmp_path / path.relative_to(shipped)).pixels
        # other processors round differently in places
        assert cv2.absdiff(again, read_image(path).pixels).mean() < 1


def test_the_command_says_why_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "reference.png").mkdir()
    assert main([str(tmp_path), "--reference"]) == 3
    assert "reference.png" in capsys.readouterr().err


def test_the_shipped_set_has_every_defect_and_good_parts() -> None:
    shipped = Path(__file__).parents[4] / "resources" / "samples" / "tray"
    truth = [row for row in rows(shipped / "truth.csv") if row["label"] != "ok"]
    assert {row["label"] for row in truth} == set(DEFECTS)
    defective = {row["pair"] for row in truth}
    names = {path.name.removesuffix("_test.jpg") for path in shipped.glob("*_test.jpg")}
    assert len(names) == 12
    assert len(names - defective) == 4
    assert sum(path.stat().st_size for path in shipped.rglob("*") if path.is_file()) < 3_000_000


def test_severity_spreads() -> None:
    areas = []
    for seed in range(20):
        (box,) = render_pair(PRODUCT, seed, ("dirty",), size=(480, 320)).boxes.values()
        areas.append((box[2] - box[0]) * (box[3] - box[1]))
    assert max(areas) > 3 * min(areas)
    assert len(set(areas)) > 10
