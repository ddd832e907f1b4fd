"""What a recipe's settings give to the rest of the station."""

from __future__ import annotations

import pytest

from qeu_station.core.classes import DefectClass
from qeu_station.core.recipe import DecisionSettings, GridSettings, Recipe
from qeu_station.errors import RecipeError


def test_without_box_or_corners_the_grid_covers_the_picture():
    assert GridSettings().over(640, 480).corners == ((0, 0), (640, 0), (640, 480), (0, 480))


def test_a_box_or_corners_place_the_grid():
    corners = ((1.0, 2.0), (9.0, 1.0), (10.0, 9.0), (0.0, 10.0))
    assert GridSettings(box=(1, 2, 3, 4)).over(9, 9).corners[2] == (3, 4)
    assert GridSettings(corners=corners).over(99, 99).corners == corners


def test_from_pair_and_own_references():
    assert Recipe("deeppcb", "from pair").from_pair
    assert not Recipe("sample", ("reference.png",)).from_pair


def test_class_table_holds_the_built_in_classes():
    recipe = Recipe("p", "from pair", classes=(DefectClass("short"),))
    assert recipe.class_table.names == ("ok", "unknown", "short")


def test_thresholds_are_checked_when_they_are_used():
    with pytest.raises(RecipeError, match="t_fail"):
        _ = DecisionSettings(t_pass=0.1, t_fail=0.2).thresholds
