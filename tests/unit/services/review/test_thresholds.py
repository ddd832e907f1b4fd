"""Thresholds that were tried become a version of their own."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.core.verdict import Thresholds
from qeu_station.errors import RecipeError
from qeu_station.services.review.thresholds import save_thresholds
from qeu_station.storage.recipes import load_recipe, save_recipe
from tests.unit.services.making import tiny_recipe, write


@pytest.fixture
def home(tmp_path):
    picture = write(tmp_path / "reference.png", np.full((64, 96), 90, np.uint8))
    save_recipe(tiny_recipe(), [picture], tmp_path / "家")
    return tmp_path / "家"


def test_the_newest_version_gets_them_and_keeps_all_else(home):
    first = load_recipe("tray", home)
    made = save_thresholds("tray", Thresholds(0.8, 0.3), home)
    assert made.recipe.version == 2
    assert made.recipe.decision.thresholds == Thresholds(0.8, 0.3)
    assert made.recipe.inspectors == first.recipe.inspectors
    assert load_recipe("tray@1", home).text == first.text


def test_the_same_thresholds_make_no_version(home):
    save_thresholds("tray", Thresholds(0.8, 0.3), home)
    assert save_thresholds("tray", Thresholds(0.8, 0.3), home).recipe.version == 2


def test_a_recipe_of_another_station_is_not_there(home):
    with pytest.raises(RecipeError, match="elsewhere"):
        save_thresholds("elsewhere", Thresholds(0.8, 0.3), home)
