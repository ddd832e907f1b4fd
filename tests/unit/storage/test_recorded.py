from __future__ import annotations

import pytest

from qeu_station.core.record import RecipeStamp
from qeu_station.errors import InputError
from qeu_station.storage.recipes import load_recipe
from qeu_station.storage.recorded import RecordedRecipes

from .records import build_record


def test_a_recipe_is_read_once_and_stays_what_it_was(journal, monkeypatch):
    loaded = load_recipe("deeppcb")
    journal.append_recipe(loaded)
    recipes = RecordedRecipes(journal)
    record = build_record(1, recipe=RecipeStamp("deeppcb", 1, loaded.sha256))
    assert recipes.of(record) == loaded.recipe
    monkeypatch.setattr(journal, "recipe_text", lambda sha256: pytest.fail("asked again"))
    assert recipes.get(loaded.sha256) is recipes.of(record)


def test_one_that_is_not_recorded_is_none_or_named(journal):
    recipes = RecordedRecipes(journal)
    assert recipes.get("ab" * 32) is None
    with pytest.raises(InputError, match='Recipe "tray" version 1, which judged "p1", is not in'):
        recipes.of(build_record(1))
    journal.append_recipe(load_recipe("deeppcb"))
    assert recipes.get(load_recipe("deeppcb").sha256) is not None
