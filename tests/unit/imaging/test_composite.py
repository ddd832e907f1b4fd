"""The composite shows both pictures whole, with every label beside its row or column."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.core.grid import Grid
from qeu_station.errors import ImageError
from qeu_station.imaging.composite import composite_picture
from qeu_station.imaging.panel import laid_out


def flat(value: int, shape: tuple[int, ...] = (220, 320, 3)) -> np.ndarray:
    return np.full(shape, value, np.uint8)


def test_reference_is_above_the_test(grid: Grid) -> None:
    made = composite_picture(flat(60), flat(160), grid)
    upper, lower = np.array_split(made, 2)
    assert (upper == 60).all(axis=2).sum() > 0.8 * 220 * 320
    assert (lower == 160).all(axis=2).sum() > 0.8 * 220 * 320
    assert not (upper == 160).all(axis=2).any()


def test_grey_pictures_are_shown_in_colour(grid: Grid) -> None:
    assert composite_picture(flat(60, (220, 320)), flat(160, (220, 320)), grid).shape[2] == 3


def test_pictures_of_two_sizes_are_refused(grid: Grid) -> None:
    with pytest.raises(ImageError, match="320 x 220 and 320 x 200"):
        composite_picture(flat(60), flat(60, (200, 320, 3)), grid)


def test_titles_can_be_left_out(grid: Grid) -> None:
    plain = composite_picture(flat(60), flat(60), grid, ("", ""))
    assert plain.shape[0] < composite_picture(flat(60), flat(60), grid).shape[0]


def test_japanese_titles_are_drawn_in_their_own_glyphs(grid: Grid) -> None:
    made = [
        composite_picture(flat(60), flat(60), grid, (title, ""))[:40]
        for title in ("検査", "基準", "??")
    ]
    assert all((picture < 100).any() for picture in made)
    assert not any(np.array_equal(a, b) for a, b in ((made[0], made[1]), (made[0], made[2])))


def ink(picture: np.ndarray, x: float, y: float, reach: float) -> int:
    window = picture[
        max(0, int(y - reach)) : int(y + reach) + 1, max(0, int(x - reach)) : int(x + reach) + 1
    ]
    return int((window.max(axis=2) < 90).sum())


@pytest.mark.parametrize("width", [None, 700])
def test_every_label_stands_at_its_row_or_column(grid: Grid, width: int | None) -> None:
    panel = laid_out(flat(200), grid, width)
    reach = panel.size
    for index in range(9):
        x, y = panel.at(grid.point((index + 0.5) / 9, 0))
        assert ink(panel.picture, x, y - reach, reach) > 5
    for index in range(3):
        x, y = panel.at(grid.point(0, (index + 0.5) / 3))
        assert ink(panel.picture, x - reach, y, reach) > 5


def test_labels_of_a_grid_over_the_whole_picture_find_room_beside_it() -> None:
    panel = laid_out(flat(200), Grid.over_rectangle((0, 0, 320, 220)))
    left, top = panel.offset
    assert ink(panel.picture, panel.at((18, 0))[0], top / 2, panel.size) > 5
    shown = panel.picture[top : top + 220, left : left + 320]
    assert (shown.min(axis=2) < 90).sum() == 0


def test_long_labels_are_not_cut() -> None:
    grid = Grid.over_rectangle((0, 0, 320, 220), ("前列", "後列"), ("left", "right"))
    panel = laid_out(flat(200), grid)
    assert not (panel.picture[:, 0] < 90).any()
    assert not (panel.picture[0] < 90).any()


def test_nothing_is_drawn_into_what_was_given(grid: Grid) -> None:
    given = flat(60)
    composite_picture(given, given, grid)
    assert (given == 60).all()
