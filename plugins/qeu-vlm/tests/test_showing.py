from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from qeu_vlm.mosaic import largest, mosaic
from qeu_vlm.places import places_of
from qeu_vlm.showing import Shown, ShowSettings, show, suspicious

from qeu_station.api import Cell, PluginError, PreparedPair
from qeu_station.api.testing import make_pair


def cells(rows: str, columns: tuple[str, ...], side: float = 10.0) -> tuple[Cell, ...]:
    made = []
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            x, y = c * side, r * side
            box = (x, y, x + side, y + side)
            corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
            made.append(Cell(row + column, corners, box))
    return tuple(made)


def gridded(pair: PreparedPair, rows: str, columns: tuple[str, ...]) -> PreparedPair:
    return replace(pair, cells=cells(rows, columns))


@pytest.mark.parametrize(
    ("rows", "columns", "unused", "expected"),
    [
        ("UCD", tuple("123456789"), (), ("UCD", "123456789")),
        ("UCD", tuple("123456789"), ("U5", "C5", "D5"), ("UCD", "123456789")),
        ("AB", ("1", "2"), ("B1",), ("AB", "12")),
        ("12", ("A", "B", "C"), (), ("12", "ABC")),
        ("AB", tuple(str(n) for n in range(1, 13)), (), ("AB", tuple(map(str, range(1, 13))))),
    ],
)
def test_rows_and_columns_are_found_in_the_addresses(
    rows: str, columns: tuple[str, ...], unused: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    given = [cell for cell in cells(rows, columns) if cell.address not in unused]
    places = places_of(given)
    assert (places.rows, places.columns) == tuple(map(tuple, expected))
    for cell in given:
        row, column = places.at[cell.address]
        assert places.rows[row] + places.columns[column] == cell.address


def test_addresses_without_rows_and_columns_are_refused() -> None:
    with pytest.raises(PluginError, match="name no rows and columns"):
        places_of([replace(cells("U", ("1",))[0], address="x")])


@pytest.mark.parametrize("mode", ["colour", "grey", "binary"])
@pytest.mark.parametrize(("way", "count"), [("composite", 1), ("images", 3), ("channels", 0)])
def test_ways_to_show(mode: str, way: str, count: int) -> None:
    shown = show(make_pair(mode=mode), ShowSettings(way=way, longest_side=400))  # type: ignore[arg-type]
    assert len(shown.images) == len([c for c in shown.captions if c or way == "composite"]) == count
    for image in shown.images:
        assert image.dtype == np.uint8 and image.shape[2] == 3 and max(image.shape) <= 400
    assert list(shown.addresses.values())[:2] == ["U1", "U2"] and len(shown.addresses) == 27
    assert (shown.planes is None) == (way != "channels")


def test_a_composite_holds_the_reference_above_the_test() -> None:
    pair = make_pair(90, 160, constant=0)
    image = show(pair, ShowSettings()).images[0]
    upper, lower = np.array_split(image, 2)
    assert (lower[40:80, 60:150] == 0).all()
    assert upper[40:80, 60:150].mean() > 60
    assert (image[:, -3:] > 240).all()  # paper


def test_small_pictures_are_not_enlarged_and_large_ones_fit() -> None:
    assert show(make_pair(), ShowSettings(way="images")).images[0].shape[0] < 160
    large = show(make_pair(300, 900), ShowSettings(longest_side=256)).images[0]
    assert max(large.shape) <= 256


def test_suspicious_cells_are_shown_large_side_by_side() -> None:
    pair = make_pair(300, 450, regions=1)
    strongest = suspicious(pair)[0].address
    shown = show(pair, ShowSettings(crops=3, crop_side=200))
    assert shown.captions[1].startswith(f"{strongest}, reference on the left")
    crop = shown.images[1]
    left, right = crop[:, : crop.shape[1] // 2 - 8], crop[:, crop.shape[1] // 2 + 8 :]
    assert np.abs(left.astype(int) - right).mean() > 30
    assert len(show(make_pair(regions=0), ShowSettings(crops=3)).images) == 1


def test_a_small_defect_survives_in_the_mosaic() -> None:
    pair = make_pair(300, 900, regions=0)
    difference = np.zeros((300, 900), np.uint8)
    difference[151, 333] = 200
    planes = mosaic(replace(pair, difference=difference), places_of(pair.cells), 32)
    rows, columns = np.nonzero(planes[..., 6] > 100)
    assert set(rows // 32) == {1} and set(columns // 32) == {3}  # C4


def test_other_grids_lie_on_the_same_tiles_and_are_translated() -> None:
    pair = gridded(make_pair(20, 20), "AB", ("1", "2"))
    shown = show(pair, ShowSettings(way="channels", tile=16))
    assert dict(shown.addresses) == {"U1": "A1", "U2": "A2", "C1": "B1", "C2": "B2"}
    assert shown.spoken({"B1": "missing", "A2": "bent", "Z9": "?"}) == {
        "U2": "bent",
        "C1": "missing",
    }
    assert shown.planes is not None
    used = shown.planes[..., :6].any(-1)
    assert used[:32, :32].all() and not used[32:].any() and not used[:, 32:].any()


def test_a_grid_larger_than_the_mosaic_is_refused() -> None:
    pair = gridded(make_pair(40, 40), "ABCD", ("1", "2"))
    with pytest.raises(PluginError, match="at most 3 rows and 9 columns, this grid has 4 and 2"):
        show(pair, ShowSettings(way="channels"))


@pytest.mark.parametrize("size", [(5, 7), (64, 100)])
def test_the_largest_value_is_kept(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).integers(0, 200, size, dtype=np.uint8)
    assert largest(picture, 16).max() == picture.max()


def test_what_is_shown_is_a_copy() -> None:
    pair = make_pair()
    shown: Shown = show(pair, ShowSettings(way="channels"))
    assert shown.planes is not None
    assert not np.shares_memory(shown.planes, pair.test)
