from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.grid import Grid
from qeu_station.core.recipe import RegionSettings
from qeu_station.imaging.cellmap import build_cell_map
from qeu_station.imaging.regions import Candidates, ImageFrame, find_regions

CELLS = build_cell_map(Grid.over_rectangle((0, 0, 120, 80), ("A",), ("1", "2")), 120, 80)
STRICT = RegionSettings(levels=(24,), min_area=1, grow=0, merge_distance=0)


def found(
    difference: np.ndarray, settings: RegionSettings = STRICT, to_test: np.ndarray | None = None
) -> Candidates:
    frame = ImageFrame(120, 80, np.eye(3) if to_test is None else to_test)
    return find_regions(difference, CELLS, settings, frame)


def field(*spots: tuple[int, int, int, int, int]) -> np.ndarray:
    """A difference with rectangles (x1, y1, x2, y2, value)."""
    difference = np.zeros((80, 120), np.uint8)
    for x1, y1, x2, y2, value in spots:
        difference[y1:y2, x1:x2] = value
    return difference


def test_nothing_gives_nothing() -> None:
    assert found(field()).regions == ()
    assert not found(field()).labels.any()


def test_regions_are_numbered_by_strength() -> None:
    result = found(field((5, 5, 10, 10, 50), (80, 20, 90, 30, 200)))
    strong, weak = result.regions
    assert (strong.id, strong.box, strong.area, strong.peak, strong.mean) == (
        "R1", (80, 20, 90, 30), 100, 200.0, 200.0,
    )  # fmt: skip
    assert (weak.id, weak.cells) == ("R2", ("A1",))
    assert result.labels[25, 85] == 1
    assert result.labels[7, 7] == 2
    assert result.labels.dtype == np.uint16


def test_the_limit_keeps_the_strongest() -> None:
    settings = RegionSettings(levels=(24,), min_area=1, merge_distance=0, limit=1)
    result = found(field((5, 5, 10, 10, 50), (80, 20, 90, 30, 200)), settings)
    assert [region.peak for region in result.regions] == [200.0]
    assert result.labels.max() == 1


@pytest.mark.parametrize(("gap", "count"), [(3, 1), (12, 2)])
def test_fragments_nearer_than_the_merge_distance_are_one(gap: int, count: int) -> None:
    settings = RegionSettings(levels=(24,), min_area=1, merge_distance=6)
    right = 20 + gap
    result = found(field((10, 10, 20, 20, 90), (right, 10, right + 10, 20, 90)), settings)
    assert len(result.regions) == count
    assert sum(region.area for region in result.regions) == 200


def test_two_cores_in_one_faint_blob_are_two_regions() -> None:
    settings = RegionSettings(levels=(24, 96), min_area=6, merge_distance=3)
    result = found(
        field((10, 10, 50, 20, 30), (10, 10, 18, 20, 150), (42, 10, 50, 20, 140)), settings
    )
    assert [region.box[0] for region in result.regions] == [
        pytest.approx(10 - settings.grow, abs=8),
        pytest.approx(30 - settings.grow, abs=2),
    ]
    assert sum(region.area for region in result.regions) == 400


def test_every_blob_is_split_among_its_own_cores() -> None:
    settings = RegionSettings(levels=(24, 60, 96), min_area=6, grow=0, merge_distance=3)
    above = ((10, 10, 50, 20, 30), (10, 10, 18, 20, 150), (42, 10, 50, 20, 140))
    below = ((10, 26, 70, 36, 30), (10, 26, 18, 36, 70), (30, 26, 38, 36, 70), (62, 26, 70, 36, 70))
    result = found(field(*above, *below), settings)
    assert sorted(region.box[1] for region in result.regions) == [10, 10, 26, 26, 26]
    assert sum(region.area for region in result.regions) == 1000


def test_one_core_leaves_its_blob_whole() -> None:
    settings = RegionSettings(levels=(24, 96), min_area=6, grow=0, merge_distance=3)
    result = found(field((10, 10, 50, 20, 30), (10, 10, 18, 20, 150)), settings)
    assert [region.box for region in result.regions] == [(10, 10, 50, 20)]


def test_small_blobs_are_dropped() -> None:
    settings = RegionSettings(levels=(24,), min_area=26, merge_distance=0)
    assert found(field((5, 5, 10, 10, 50)), settings).regions == ()


def test_a_blob_over_the_border_belongs_to_both_cells_largest_share_first() -> None:
    (region,) = found(field((50, 10, 65, 20, 90))).regions
    assert region.cells == ("A1", "A2")
    (region,) = found(field((40, 10, 62, 20, 90))).regions
    assert region.cells == ("A1",)


def test_a_blob_off_the_grid_is_dropped() -> None:
    grid = Grid.over_rectangle((0, 0, 60, 80), ("A",), ("1",))
    cells = build_cell_map(grid, 120, 80)
    frame = ImageFrame(120, 80, np.eye(3))
    result = find_regions(field((80, 20, 90, 30, 200)), cells, STRICT, frame)
    assert result.regions == ()
    assert not result.labels.any()


def test_the_box_grows_and_stays_on_the_picture() -> None:
    settings = RegionSettings(levels=(24,), min_area=1, grow=8, merge_distance=0)
    (region,) = found(field((2, 30, 10, 40, 90)), settings).regions
    assert region.box == (0, 22, 18, 48)


def test_the_test_box_is_the_same_place_in_the_test_image() -> None:
    shifted = np.array([[1, 0, 5], [0, 1, -3], [0, 0, 1]], float)
    (region,) = found(field((20, 30, 30, 40, 90)), to_test=shifted).regions
    assert region.test_box == (25, 27, 35, 37)
    twice = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]])
    (region,) = found(field((10, 10, 20, 20, 90)), to_test=twice).regions
    assert region.test_box == (20, 20, 40, 40)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 8), st.floats(0.001, 0.2))
def test_labels_and_regions_always_agree(seed: int, merge: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    difference = np.where(rng.random((80, 120)) < share, rng.integers(0, 256, (80, 120)), 0)
    result = found(
        difference.astype(np.uint8), RegionSettings(min_area=3, merge_distance=merge, limit=40)
    )
    counts = np.bincount(result.labels.ravel(), minlength=len(result.regions) + 1)[1:]
    assert counts.tolist() == [region.area for region in result.regions]
    assert [region.id for region in result.regions] == [f"R{n + 1}" for n in range(len(counts))]
    for region in result.regions:
        x1, y1, x2, y2 = region.box
        assert 0 <= x1 < x2 <= 120
        assert 0 <= y1 < y2 <= 80
        assert region.area >= 3
        assert region.cells
