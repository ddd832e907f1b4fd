"""Making and checking recipes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import ImageError, InputError, RecipeError, StorageError
from qeu_station.pluginhost import FailedPlugin
from qeu_station.services import recipes as module
from qeu_station.services import station as station_module
from qeu_station.services.opening import OpenHome
from qeu_station.services.recipes import check_recipe, new_recipe
from qeu_station.storage.recipes import LoadedRecipe, list_recipes, save_recipe
from tests.unit.services.making import catalog_of, entry, picture, tiny_recipe, write

WANTED = {"grid": {"rows": ["U"], "columns": ["1", "2"]}, "inspectors": [{"name": "tiny"}]}


def own_recipes(home: OpenHome) -> list[tuple[str, int]]:
    return [(p.name, p.version) for p in list_recipes(home.folder) if not p.shipped]


def test_a_new_recipe_with_references_of_the_same_name(home: OpenHome, tmp_path: Path) -> None:
    first = write(tmp_path / "a" / "good.png", picture(1))
    second = write(tmp_path / "b" / "good.png", picture(2))
    loaded = new_recipe({**WANTED, "name": "盆"}, [first, second], home)
    assert loaded.recipe.reference == ("good.png", "2-good.png")
    assert [p.read_bytes() for p in loaded.references] == [
        first.read_bytes(),
        second.read_bytes(),
    ]
    assert own_recipes(home) == [("盆", 1)]


def test_two_who_make_the_same_recipe_at_once(
    home: OpenHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second saw no such recipe when it looked; it must not become the first one's version."""
    first = write(tmp_path / "first.png", picture(1))
    new_recipe({**WANTED, "name": "twin"}, [first], home)
    monkeypatch.setattr(module, "list_recipes", lambda folder: [])
    with pytest.raises(StorageError, match="Nothing was changed"):
        new_recipe({**WANTED, "name": "twin"}, [write(tmp_path / "b.png", picture(2))], home)
    assert own_recipes(home) == [("twin", 1)]


def test_without_references_they_come_from_the_pair(home: OpenHome) -> None:
    assert new_recipe({**WANTED, "name": "own"}, [], home).recipe.from_pair


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"name": "sample"}, "exists already"),
        ({"name": "a/b"}, "folder name"),
        ({"name": ".."}, "folder name"),
        ({"name": "Sample"}, '"sample" exists already'),
        ({"name": "NUL"}, "folder name"),
        ({"name": "com1.gear"}, "folder name"),
        ({"name": "gear."}, "folder name"),
        ({"name": " gear"}, "folder name"),
        ({"name": "x" * 101}, "at most 100"),
        ({"grid": {"rows": ["U"], "columns": ["1"], "box": [0, 0, 5000, 10]}}, "outside"),
        ({"grid": {"rows": ["U"], "columns": ["1"], "unused": ["E4"]}}, "E4"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_recipe_is_not_saved(
    home: OpenHome, tmp_path: Path, change: dict[str, object], word: str
) -> None:
    reference = write(tmp_path / "good.png", picture())
    with pytest.raises(InputError, match=word):
        new_recipe({**WANTED, "name": "fresh", **change}, [reference], home)
    with pytest.raises(RecipeError, match=r"gone\.png"):
        new_recipe({**WANTED, "name": "fresh"}, [tmp_path / "gone.png"], home)
    text = tmp_path / "text.png"
    text.write_text("no picture", "utf-8")
    with pytest.raises(ImageError, match=r"text\.png"):
        new_recipe({**WANTED, "name": "fresh"}, [text], home)
    assert own_recipes(home) == []


@pytest.mark.usefixtures("loaded")
def test_a_recipe_that_can_judge_and_is_not_calibrated(home: OpenHome) -> None:
    done = check_recipe("tray", home)
    assert done.problems == ()
    assert len(done.remarks) == 1
    assert "recipe calibrate tray" in done.remarks[0]


def test_a_recipe_that_nobody_can_decide(home: OpenHome, loaded: LoadedRecipe) -> None:
    advisory = (InspectorSettings("tiny", role="advisory", deadline_s=60),)
    calibrated = replace(tiny_recipe("mild").calibration, id="x", parts=3)
    recipe = tiny_recipe("mild", inspectors=advisory, calibration=calibrated)
    recipe = replace(recipe, inspectors=advisory)
    save_recipe(recipe, loaded.references, home.folder)
    done = check_recipe("mild", home)
    assert done.problems == ()
    assert done.remarks == ("no gating inspector judges cells, so every part will be REVIEW",)


@pytest.mark.parametrize(("weight", "told"), [(1.0, True), (0.6, False)])
def test_a_plain_product_is_remarked_until_weights_are_fitted(
    home: OpenHome, loaded: LoadedRecipe, weight: float, told: bool
) -> None:
    names = ("tiny", "difference")
    pair = tuple(InspectorSettings(name, weight=weight, deadline_s=60) for name in names)
    recipe = replace(tiny_recipe("two"), inspectors=pair)
    save_recipe(recipe, loaded.references, home.folder)
    remarks = check_recipe("two", home).remarks
    assert any("recipe fuse two" in remark for remark in remarks) is told


def test_what_keeps_a_recipe_from_judging(
    home: OpenHome,
    loaded: LoadedRecipe,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    save_recipe(tiny_recipe("odd", ["tinny"]), loaded.references, home.folder)
    (problem,) = check_recipe("odd", home).problems
    assert 'Did you mean "tiny"' in problem
    failed = (FailedPlugin("qeu-net", "0.3", "cannot be loaded"),)
    monkeypatch.setattr(station_module, "load_catalog", lambda host: catalog_of(failed=failed))
    (problem,) = check_recipe("tray", home).problems
    assert "qeu-net 0.3: cannot be loaded" in problem
    broken = catalog_of(entry("tiny"))  # its module does not exist
    monkeypatch.setattr(station_module, "load_catalog", lambda host: broken)
    (problem,) = check_recipe("tray", home).problems
    assert "fake_tiny" in problem
    assert "inspector tiny could not start" in caplog.text
    with pytest.raises(RecipeError):
        check_recipe("absent", home)
    loaded.references[0].write_bytes(b"")
    (problem,) = check_recipe("tray", home).problems
    assert "reference.png" in problem and "empty" in problem
