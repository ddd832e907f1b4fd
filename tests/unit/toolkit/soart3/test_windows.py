"""Windows of a pair: which pixels they hold, and their metrics column by column."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.api import Cell, PreparedPair
from qeu_station.core.grid import Grid
from qeu_station.toolkit.soart3 import (
    Flag,
    UnitSpaces,
    ViewPictures,
    Window,
    cell_windows,
    soart3,
    window_metrics,
)
from tests.unit.toolkit.soart3.formula import scalar

SIZE = (24, 36)


def _pair(colour: bool = False) -> PreparedPair:
    """Two cells: the left half, and a triangle in the right one; the last column is bare."""
    rng = np.random.default_rng(3)
    shape = (*SIZE, 3) if colour else SIZE
    reference = rng.integers(0, 256, (1, *shape), np.uint8)
    test = np.clip(reference[0].astype(int) + rng.integers(-9, 10, shape), 0, 255).astype(np.uint8)
    cell_map = np.zeros(SIZE, np.uint16)
    cell_map[:, :18] = 1
    cell_map[:, 18:][np.tri(24, 18, dtype=bool)] = 2
    valid = np.full(SIZE, 255, np.uint8)
    valid[:, -1] = 0
    grid = Grid.over_rectangle((0, 0, 36, 24), ("A",), ("1", "2"))
    boxes = {"A1": (0.0, 0.0, 18.0, 24.0), "A2": (18.0, 0.0, 36.0, 24.0)}
    return PreparedPair(
        name="pair",
        references=reference,
        test=test,
        valid=valid,
        difference=np.zeros(SIZE, np.uint8),
        region_map=np.zeros(SIZE, np.uint16),
        cell_map=cell_map,
        regions=(),
        cells=tuple(Cell(a, grid.polygon(a), box) for a, box in boxes.items()),
        mode="colour" if colour else "grey",
        tolerance=2,
        to_reference=(1, 0, 0, 0, 1, 0, 0, 0, 1),
        residual=0.0,
    )


def test_a_cell_holds_the_pixels_it_owns_and_the_test_image_covers() -> None:
    pair = _pair()
    left, right = cell_windows(pair)
    assert (left.box, left.mask, left.pixels) == ((0, 0, 18, 24), None, 18 * 24)
    assert right.mask is not None
    assert right.pixels == ((pair.cell_map == 2) & (pair.valid > 0)).sum()
    assert right.box == (18, 0, 35, 24)


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("exact", [False, True])
def test_metrics_are_those_of_the_pixels_alone(colour: bool, exact: bool) -> None:
    pair = _pair(colour)
    views = ViewPictures(pair.references, UnitSpaces(views=("inverse", "reference")))
    found = window_metrics(views, pair.test, cell_windows(pair), pair.tolerance, exact)
    inside = (pair.cell_map == 2) & (pair.valid > 0)
    y, x = pair.test[inside].ravel() / 255, pair.reference[inside].ravel() / 255
    names = views.spaces.names()
    for name, space in (("unshifted reference", x), ("unshifted inverse", 1 - x)):
        column = names.index(name)
        got = [values[1, column] for values in (found.log_beta, found.log_eta, found.log_gamma)]
        assert got == pytest.approx(scalar(y.tolist(), space.tolist()), abs=1e-3)
    assert found.log_eta.shape == (2, len(names))
    assert found.scale == 255


def test_the_best_shift_is_nearer_and_each_part_has_its_own() -> None:
    pair = _pair()
    parts = np.stack([pair.reference, np.roll(pair.reference, (1, -2), (0, 1))])
    spaces = UnitSpaces(views=("reference",))
    views = ViewPictures(parts, spaces)
    found = window_metrics(views, pair.reference, [Window((6, 6, 30, 18))], 2)
    eta = dict(zip(spaces.names(2), found.log_eta[0], strict=True))
    assert eta["part 1 unshifted reference"] == pytest.approx(0, abs=1e-4)
    assert eta["part 2 best reference"] == pytest.approx(0, abs=1e-4)
    assert eta["part 2 unshifted reference"] > 3


def test_tiles_cover_the_window() -> None:
    window = cell_windows(_pair())[1]
    tiles = list(window.tiles(2, 3))
    assert sum(tile.pixels for tile in tiles) == window.pixels
    pair = _pair()
    spaces = UnitSpaces(views=("reference",), shifts=("unshifted",), tiles=(2, 3))
    views = ViewPictures(pair.references, spaces)
    found = window_metrics(views, pair.test, [window], 0)
    for column, tile in enumerate(tiles):
        if not tile.pixels:
            assert found.flags[0, column] == Flag.NO_PIXELS
            continue
        pictures = np.stack([pair.test, pair.reference])[..., None]
        y, x = tile.cut(pictures)
        assert found.log_gamma[0, column] == soart3(y, x, scale=255).log_gamma[0, 0]


def test_a_window_without_pixels_has_no_metrics() -> None:
    pair = _pair()
    views = ViewPictures(pair.references, UnitSpaces())
    windows = [Window((3, 3, 3, 9)), Window((0, 0, 2, 2), np.zeros((2, 2), bool))]
    found = window_metrics(views, pair.test, windows, 1)
    assert np.isnan(found.log_eta).all()
    assert (found.flags == Flag.NO_PIXELS).all()
    assert not found.valid.any()


def test_without_windows_there_is_nothing() -> None:
    pair = _pair()
    found = window_metrics(ViewPictures(pair.references, UnitSpaces()), pair.test, [], 1)
    assert found.log_beta.shape == (0, 8)


def test_the_epsilon_by_area_counts_the_pixels_of_the_window() -> None:
    pair = _pair()
    views = ViewPictures(pair.references, UnitSpaces(epsilon="area"))
    windows = cell_windows(pair)
    found = window_metrics(views, pair.test, windows, 1)
    assert found.epsilon[:, 0].tolist() == [pytest.approx(0.05 * w.pixels) for w in windows]
