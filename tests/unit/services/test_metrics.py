"""Metrics of one pair: the formula's numbers, and everything they stand on."""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import ImageSettings, InspectorSettings, Recipe, RegistrationSettings
from qeu_station.errors import ImageError, RecipeError, StorageError
from qeu_station.imaging.io import read_image
from qeu_station.services.metrics import MetricsRequest, measure_pair, recipe_unit_spaces
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from qeu_station.toolkit.soart3 import UnitSpaces
from tests.unit.services.making import CELLS, picture, tiny_recipe, write
from tests.unit.toolkit.soart3.formula import scalar


def _recipe(unit_spaces: dict[str, Any] | None = None, **changes: Any) -> Recipe:
    parameters = {} if unit_spaces is None else {"metrics": unit_spaces}
    inspector = InspectorSettings("soart3", parameters=parameters)
    return replace(tiny_recipe(), inspectors=(inspector,), **changes)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return (
        write(tmp_path / "良品.png", picture(1)),
        write(tmp_path / "X_test.png", picture(9, defect=True)),
    )


def test_numbers_are_the_formulas(home: OpenHome, files: tuple[Path, Path]) -> None:
    still = _recipe(
        {"views": ["reference"], "shifts": ["unshifted"], "white": 255},
        image=ImageSettings("grey"),
        registration=RegistrationSettings("none"),
    )
    save_recipe(still, [files[0]], home.folder)
    found = measure_pair(MetricsRequest("tray", *files), home)
    assert [row.cell for row in found.rows] == list(CELLS)
    assert found.pixel_range == "0..255"
    reference, test = (cv2.cvtColor(read_image(f).pixels, cv2.COLOR_BGR2GRAY) for f in files)
    height, width = reference.shape[0] // 2, reference.shape[1] // 3
    y, x = (p[:height, :width].ravel().tolist() for p in (test, reference))
    row = found.rows[0]
    assert (row.log_beta, row.log_eta, row.log_gamma) == pytest.approx(scalar(y, x), abs=1e-9)


def test_the_table_names_what_it_stands_on(
    home: OpenHome, loaded: LoadedRecipe, files: tuple[Path, Path], tmp_path: Path
) -> None:
    target = tmp_path / "out" / "表.csv"
    found = measure_pair(MetricsRequest("tray", *files, csv=target), home)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found.rows) == len(CELLS) * len(UnitSpaces().names())
    for line, row in zip(rows, found.rows, strict=True):
        assert (line["cell"], line["unit_space"]) == (row.cell, row.unit_space)
        assert float(line["log_gamma"]) == row.log_gamma
        assert line["recipe_sha256"] == loaded.sha256
        assert line["test_sha256"] == found.test.sha256
        assert (line["pixel_range"], float(line["epsilon"])) == ("0..1", 1e-4)


@pytest.mark.usefixtures("loaded")
def test_the_same_picture_twice_is_the_unit_space(home: OpenHome, files: tuple[Path, Path]) -> None:
    found = measure_pair(MetricsRequest("tray", files[0], files[0]), home)
    same = [row for row in found.rows if row.unit_space.endswith(" reference")]
    assert len(same) == 2 * len(CELLS)
    for row in same:
        assert (row.log_beta, row.log_eta, row.log_gamma) == pytest.approx((0, 0, 0), abs=1e-9)


@pytest.mark.usefixtures("loaded")
def test_a_black_picture_is_said_in_words(home: OpenHome, tmp_path: Path) -> None:
    black = write(tmp_path / "black.png", np.zeros_like(picture()))
    found = measure_pair(MetricsRequest("tray", black, black), home)
    notes = {row.unit_space: row.notes for row in found.rows}
    assert notes["unshifted reference"] == ("unit space all zero", "window all zero")
    assert notes["unshifted inverse"] == ("window all zero",)
    assert not any(math.isnan(row.log_eta) for row in found.rows)


@pytest.mark.usefixtures("loaded")
def test_another_product_is_a_problem(home: OpenHome, files: tuple[Path, Path]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, picture().shape, np.uint8)
    other = write(files[0].with_name("other.png"), noise)
    assert measure_pair(MetricsRequest("tray", files[0], other), home).problems


@pytest.mark.usefixtures("loaded")
def test_sixteen_bit_pictures_are_read_by_the_recipes_range(
    home: OpenHome, files: tuple[Path, Path]
) -> None:
    deep = write(files[0].with_name("deep.png"), picture(1).astype(np.uint16) * 257)
    found = measure_pair(MetricsRequest("tray", files[0], deep), home)
    assert found.rows[0].log_eta == pytest.approx(0, abs=1e-9)


@pytest.mark.usefixtures("loaded")
def test_errors_leave_no_table(home: OpenHome, files: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    with pytest.raises(ImageError, match="nowhere"):
        measure_pair(MetricsRequest("tray", files[0], tmp_path / "nowhere.png", target), home)
    assert not target.exists()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError, match="folder"):
        measure_pair(MetricsRequest("tray", *files, csv=tmp_path / "folder"), home)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"views": ["upside"]}, r"metrics\.views"),
        ({"viws": ["reference"]}, r"metrics\.viws"),
        ({"white": 3}, r"metrics\.white: got 3"),
        ({"epsilon": -1.0}, "epsilon = -1.0 must be above 0"),
        ([], "metrics: got"),
    ],
)
def test_wrong_unit_spaces_are_named(wanted: Any, message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        recipe_unit_spaces(_recipe(wanted))


def test_without_a_wish_there_are_the_default_ones() -> None:
    assert recipe_unit_spaces(tiny_recipe()) == recipe_unit_spaces(_recipe()) == UnitSpaces()
    assert recipe_unit_spaces(_recipe({"tiles": [2, 3], "epsilon": "area"})) == UnitSpaces(
        tiles=(2, 3), epsilon="area"
    )
