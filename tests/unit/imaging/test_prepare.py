from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import GridSettings, ImageSettings, Recipe, RegistrationSettings
from qeu_station.errors import GridError, ImageError, RecipeError
from qeu_station.imaging.prepare import Preparation, Preparer

WIDTH, HEIGHT = 240, 180
GRID = GridSettings(rows=("A", "B"), columns=("1", "2", "3"))
RECIPE = Recipe("tray", ("reference.png",), grid=GRID)
FROM_PAIR = replace(RECIPE, reference="from pair")
ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")


def tray(seed: int = 0) -> np.ndarray:
    """A colour picture with structure everywhere, uint8 (180, 240, 3)."""
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8), (0, 0), 3)
    return cv2.normalize(noise, None, 40, 215, cv2.NORM_MINMAX)


def spoilt(picture: np.ndarray) -> np.ndarray:
    """The picture with a dark blot of 12 x 10 pixels in cell B3."""
    picture = picture.copy()
    picture[120:130, 190:202] = 0
    return picture


def by(dx: int, dy: int, picture: np.ndarray) -> np.ndarray:
    matrix = np.array([[1, 0, dx], [0, 1, dy]], float)
    border = cv2.BORDER_REFLECT
    return cv2.warpAffine(picture, matrix, (WIDTH, HEIGHT), borderMode=border)


class CountingSpace:
    """Plain memory that notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given: dict[str, np.ndarray] = {}

    def empty(self, name: str, shape: tuple[int, ...], dtype: Any) -> np.ndarray:
        self.asked.append(name)
        self.given[name] = np.zeros(shape, dtype)
        return self.given[name]


def test_a_good_part_has_no_regions_and_no_problems() -> None:
    found = Preparer(RECIPE, [tray()]).prepare("P1", tray())
    assert found.problems == ()
    assert found.cell_problems == {}
    assert found.pair.regions == ()
    assert not found.pair.difference.any()
    assert [cell.address for cell in found.pair.cells] == ["A1", "A2", "A3", "B1", "B2", "B3"]


def test_a_defect_is_found_at_its_place_in_both_frames() -> None:
    found = Preparer(RECIPE, [tray()]).prepare("P1", by(7, -5, spoilt(tray())))
    region = found.pair.regions[0]
    assert region.cells == ("B3",)
    x1, y1, x2, y2 = region.box
    assert (x1 <= 190, y1 <= 120, x2 >= 202, y2 >= 130) == (True,) * 4
    assert np.subtract(region.test_box, region.box) == pytest.approx([7, -5, 7, -5], abs=1)
    assert found.pair.region_map[125, 196] == 1


def test_the_test_image_is_laid_onto_the_reference() -> None:
    found = Preparer(RECIPE, [tray()]).prepare("P1", by(9, 0, tray()))
    matrix = np.reshape(found.pair.to_reference, (3, 3))
    assert matrix[:2, 2] == pytest.approx([-9, 0], abs=0.6)
    apart = cv2.absdiff(found.pair.test, found.pair.reference)[12:-12, 12:-12]
    assert apart.mean() < 6
    assert not found.pair.valid[:, -8:].any()
    assert found.pair.valid[20:-20, 20:-20].all()


def test_arrays_are_read_only_and_shaped_as_promised() -> None:
    pair = Preparer(RECIPE, [tray(), by(1, 1, tray())]).prepare("P1", tray()).pair
    shapes = [getattr(pair, name).shape for name in ARRAYS]
    plane = (HEIGHT, WIDTH)
    assert shapes == [(2, *plane, 3), (*plane, 3), plane, plane, plane, plane]
    for name in ARRAYS:
        with pytest.raises(ValueError, match="read-only"):
            getattr(pair, name)[...] = 0


def test_details_are_json_and_name_every_step() -> None:
    found = Preparer(RECIPE, [tray()]).prepare("P1", tray())
    details = json.loads(json.dumps(found.details))
    assert {"model", "to_reference", "residual", "problem"} <= details["registration"].keys()
    assert all({"name", "value", "limit"} <= check.keys() for check in details["checks"])
    assert {"register", "difference", "regions"} <= details["milliseconds"].keys()


def test_a_pair_is_checked_by_its_own_pictures_after_its_arrays_are_written_over() -> None:
    dim, space, preparer = tray() // 4, CountingSpace(), Preparer(RECIPE, [tray()])
    unchecked = preparer.arrays("P1", dim, space=space)
    space.given["test"][...] = tray()  # the next pair is in the shared memory already
    found = unchecked.checked()
    assert found.problems == preparer.prepare("P1", dim).problems
    assert any("darker" in problem for problem in found.problems)
    assert "checks" in found.details["milliseconds"]


def test_static_arrays_are_written_to_a_space_once() -> None:
    space, preparer = CountingSpace(), Preparer(RECIPE, [tray()])
    first = preparer.prepare("P1", tray(), space=space)
    assert sorted(space.asked) == sorted(ARRAYS)
    space.asked.clear()
    second = preparer.prepare("P2", spoilt(tray()), space=space)
    assert sorted(space.asked) == ["difference", "region_map", "test", "valid"]
    assert second.pair.references.base is first.pair.references.base
    assert np.array_equal(space.given["test"], second.pair.test)


def test_another_reference_is_written_again_but_not_the_cells() -> None:
    space, preparer = CountingSpace(), Preparer(FROM_PAIR, None)
    preparer.prepare("P1", tray(), tray(), space)
    space.asked.clear()
    found = preparer.prepare("P2", tray(3), tray(3), space)
    assert "references" in space.asked
    assert "cell_map" not in space.asked
    assert np.array_equal(found.pair.reference, tray(3))


def test_another_product_is_a_problem_of_the_pair() -> None:
    found = Preparer(RECIPE, [tray()]).prepare("P1", tray(9))
    assert found.problems


def test_a_cell_that_the_test_image_misses_is_a_problem_of_that_cell() -> None:
    cut_off = by(-30, 0, tray())
    found = Preparer(RECIPE, [tray()]).prepare("P1", cut_off)
    assert found.cell_problems.keys() == {"A1", "B1"}
    assert "covers only" in found.cell_problems["A1"]


def test_binary_pictures_hold_two_values() -> None:
    recipe = replace(RECIPE, image=ImageSettings("binary"))
    pair = Preparer(recipe, [tray()]).prepare("P1", by(2, 1, tray())).pair
    assert set(np.unique(pair.test)) == {0, 255}
    assert set(np.unique(pair.reference)) == {0, 255}
    assert pair.mode == "binary"


def prepare_other_size() -> Preparation:
    return Preparer(FROM_PAIR, None).prepare("P1", tray()[:100], tray())


def test_pictures_of_two_sizes_are_refused() -> None:
    with pytest.raises(ImageError, match='of "P1" is 240 x 100 pixels but the reference is 240 x'):
        prepare_other_size()


def test_a_grid_beyond_the_reference_is_refused() -> None:
    recipe = replace(RECIPE, grid=GridSettings(box=(0, 0, 300, 100)))
    with pytest.raises(GridError, match="outside the 240 x 180 reference"):
        Preparer(recipe, [tray()])


@pytest.mark.parametrize(
    ("recipe", "references", "reference", "message"),
    [
        (RECIPE, None, None, "has no reference picture"),
        (RECIPE, [], None, "has no reference picture"),
        (FROM_PAIR, [tray()], None, "takes its reference from each pair"),
        (FROM_PAIR, None, None, 'Pair "P1" has no reference picture'),
        (RECIPE, [tray()], tray(), 'Pair "P1" brings a reference'),
    ],
)
def test_references_must_come_from_where_the_recipe_says(
    recipe: Recipe, references: Any, reference: Any, message: str
) -> None:
    with pytest.raises(RecipeError, match=message):
        Preparer(recipe, references).prepare("P1", tray(), reference)


def test_without_registration_the_picture_stays() -> None:
    recipe = replace(RECIPE, registration=RegistrationSettings("none"))
    test = by(2, 0, tray())
    pair = Preparer(recipe, [tray()]).prepare("P1", test).pair
    assert np.array_equal(pair.test, test)
    assert pair.valid.all()
