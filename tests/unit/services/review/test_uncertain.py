"""The most uncertain of a journal, found without reading it all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.recipe import DecisionSettings
from qeu_station.core.record import RecipeStamp
from qeu_station.services.review import ReviewSource, load, select
from qeu_station.services.review.limits import recipe_limits
from qeu_station.services.review.uncertain import doubt, most_uncertain
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import picture, tiny_recipe, write

from .conftest import chance, judged


@pytest.fixture
def strict(tmp_path: Path) -> LoadedRecipe:
    """A recipe with thresholds of its own."""
    reference = write(tmp_path / "reference.png", picture())
    recipe = replace(tiny_recipe(), decision=DecisionSettings(t_pass=0.9, t_fail=0.6))
    return save_recipe(recipe, [reference], tmp_path / "家")


def whole(source: ReviewSource, count: int) -> list[int]:
    columns = load(source)
    return sorted(columns.seq[select(columns)[:count]].tolist())


@pytest.mark.parametrize("count", [1, 7, 30, 500])
def test_it_is_what_the_whole_begins_with(
    journal: Journal, source: ReviewSource, count: int
) -> None:
    journal.append_inspections([judged(number) for number in range(80)])
    assert most_uncertain(source.reader, count) == whole(source, count)


def test_more_in_review_than_are_asked_for(journal: Journal, source: ReviewSource) -> None:
    items = [chance(0.21 + 0.005 * n) for n in range(50)] + [chance(None)]
    journal.append_inspections([judged(n, part=item) for n, item in enumerate(items)])
    found = most_uncertain(source.reader, 10)
    assert found == whole(source, 10)
    assert 51 in found, "what nothing could judge comes first"


def test_every_recipe_has_its_own_thresholds(
    journal: Journal, source: ReviewSource, strict: LoadedRecipe
) -> None:
    journal.append_recipe(strict)
    stamp = RecipeStamp("tray", 2, strict.sha256)
    near, far = replace(chance(0.88), verdict="PASS"), replace(chance(0.7), verdict="PASS")
    journal.append_inspections(
        [
            judged(1, part=far),
            judged(2, part=far, recipe=stamp),
            judged(3, part=near),
            judged(4, part=near, recipe=stamp),
        ]
    )
    columns = load(source)
    assert doubt(columns) == pytest.approx([2.2, 2.1, 2.38, 2.02], abs=1e-6)
    assert columns.pair[select(columns)[0]] == judged(4).pair
    assert most_uncertain(source.reader, 2) == columns.seq[[1, 3]].tolist()


def test_a_recipe_that_cannot_be_read_has_the_defaults(
    source: ReviewSource, strict: LoadedRecipe, journal: Journal
) -> None:
    journal.append_recipe(strict)
    journal.append_recipe(replace(strict, text="[decision]\nt_pass = 'high'", sha256="ab" * 32))
    journal.append_recipe(replace(strict, text="no TOML", sha256="cd" * 32))
    limits = recipe_limits(source.reader, [strict.sha256, "ab" * 32, "cd" * 32, "unknown"])
    default = DecisionSettings()
    assert limits.dtype == np.float32
    assert limits[0] == pytest.approx([0.9, 0.6])
    assert limits[1:] == pytest.approx(np.array([[default.t_pass, default.t_fail]] * 3))
