"""A draft of a product: checked, tried, taught and saved; nothing is written before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, ImageError, RecipeError
from qeu_station.imaging.io import read_image
from qeu_station.services import teaching
from qeu_station.services.opening import OpenHome
from qeu_station.services.teaching import Draft
from qeu_station.storage.recipes import LoadedRecipe, list_recipes
from tests.unit.services.making import picture, write

WANTED: Mapping[str, Any] = {
    "name": "盆",
    "grid": {"rows": ["U", "D"], "columns": ["1", "2", "3"]},
    "classes": [{"name": "missing", "key": "1"}],
    "registration": {"model": "none"},
    "checks": {"min_similarity": 0.1},
    "inspectors": [{"name": "tiny", "deadline_s": 60.0}],
}


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(WANTED, (write(tmp_path / "参照.png", picture()),))


def changed(draft: Draft, **wanted: Any) -> Draft:
    return replace(draft, wanted={**draft.wanted, **wanted})


def own(home: OpenHome) -> list[tuple[str, int]]:
    return [(place.name, place.version) for place in list_recipes(home.folder) if not place.shipped]


def test_inspectors_come_with_what_a_form_needs(home: OpenHome) -> None:
    found = {choice.name: choice for choice in teaching.inspectors(home).inspectors}
    assert found["tiny"].plugin == "tiny_plugin"
    assert found["tiny"].schema is None
    assert found["tiny"].learns
    difference = found["difference"]
    assert difference.schema is not None
    assert "window" in difference.schema["properties"]
    assert difference.trained_by == ""
    assert found["soart3"].trained_by == "soart3"
    takes = {name for name, choice in found.items() if choice.takes_models}
    assert takes == {"onnx-region", "onnx-cell", "onnx-part"}


def test_a_broken_plugin_is_told_and_stops_no_other(home: OpenHome) -> None:
    broken = home.folder / "plugins" / "broken.py"
    broken.write_text("raise RuntimeError('no lens')", encoding="utf-8")
    found = teaching.inspectors(home, again=True)
    assert "tiny" in {choice.name for choice in found.inspectors}
    assert [plugin.name for plugin in found.failed] == ["broken"]
    assert "no lens" in found.failed[0].error


@pytest.mark.parametrize("name", ["", "a/b", "con", "end.", "x" * 101])
def test_names_that_are_no_folder_are_refused(name: str) -> None:
    assert teaching.check_name(name, ()) != ""


def test_a_name_is_taken_whatever_its_letters(home: OpenHome) -> None:
    names = teaching.own_names(home)
    assert 'product "sample" exists already' in teaching.check_name("Sample", names)
    assert teaching.check_name("sample2", names) == ""


def test_a_picture_is_looked_at_as_the_recipe_does(home: OpenHome, draft: Draft) -> None:
    (path,) = draft.references
    colour = teaching.look_at(path, home)
    assert (colour.pixels == read_image(path).pixels[:, :, ::-1]).all()
    assert teaching.look_at(path, home, "grey").pixels.shape == (64, 96)
    binary = teaching.look_at(path, home, "binary", threshold=100)
    assert set(np.unique(binary.pixels)) == {0, 255}


def test_a_large_picture_has_a_small_thumbnail(home: OpenHome, tmp_path: Path) -> None:
    large = write(tmp_path / "large.png", np.zeros((500, 1000, 3), np.uint8))
    seen = teaching.look_at(large, home)
    assert seen.thumbnail.shape == (160, 320, 3)
    assert seen.pixels.shape == (500, 1000, 3)


def test_a_file_that_is_no_picture_is_refused(home: OpenHome, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_text("no picture", encoding="utf-8")
    with pytest.raises(ImageError, match=r"other\.png"):
        teaching.look_at(other, home)


def test_a_frame_is_kept_as_it_was(tmp_path: Path) -> None:
    kept = teaching.keep_frame(picture(3), tmp_path / "枠" / "frame.png")
    assert (read_image(kept).pixels == picture(3)).all()


def test_a_good_draft_has_no_problem(home: OpenHome, draft: Draft) -> None:
    assert teaching.check_draft(draft, home) == ()


def test_every_problem_has_its_place(home: OpenHome, draft: Draft, tmp_path: Path) -> None:
    other = write(tmp_path / "small.png", picture()[:32])
    wrong = [
        {"name": "difference", "parameters": {"window": 0}},
        {"name": "tiny", "model": "models/absent"},
        {"name": "tinny"},
    ]
    found = teaching.check_draft(
        replace(
            changed(draft, name="sample", inspectors=wrong),
            references=(*draft.references, other),
        ),
        home,
    )
    said = {problem.place: problem.text for problem in found}
    places = {"inspectors.difference", "inspectors.tiny", "inspectors.tinny"}
    assert set(said) == {"name", "pictures", *places}
    assert "absent cannot be read" in said["inspectors.tiny"]
    assert 'Did you mean "tiny"' in said["inspectors.tinny"]
    assert "same size" in said["pictures"]
    assert "window" in said["inspectors.difference"]


def test_what_is_no_recipe_is_a_problem(home: OpenHome, draft: Draft) -> None:
    (problem,) = teaching.check_draft(changed(draft, inspectors=[]), home)
    assert problem.place == "recipe"
    assert "inspectors" in problem.text


def test_a_reference_that_vanished_is_a_problem(home: OpenHome, draft: Draft) -> None:
    draft.references[0].unlink()
    (problem,) = teaching.check_draft(draft, home)
    assert problem.place == "pictures"


@pytest.mark.parametrize(("defect", "verdict"), [(False, "PASS"), (True, "FAIL")])
def test_a_draft_judges_without_being_saved(
    home: OpenHome, draft: Draft, tmp_path: Path, defect: bool, verdict: str
) -> None:
    test = write(tmp_path / "A_test.png", picture(2, defect))
    steps: list[str] = []
    result = teaching.try_draft(draft, Pair("A", test), home, steps.append)
    assert result.record.part.verdict == verdict
    assert steps == ["read", "start", "judge", "show"]
    assert (result.pictures.test == picture(2, defect)[:, :, ::-1]).all()
    assert result.pictures.aligned
    assert own(home) == []


def test_a_draft_judges_pairs_that_bring_their_reference(
    home: OpenHome, draft: Draft, tmp_path: Path
) -> None:
    test = write(tmp_path / "A_test.png", picture(2))
    pair = Pair("A", test, draft.references[0])
    result = teaching.try_draft(replace(draft, references=()), pair, home)
    assert result.record.part.verdict == "PASS"
    assert (result.pictures.reference == picture()[:, :, ::-1]).all()


def test_a_trial_that_is_stopped_leaves_nothing(
    home: OpenHome, draft: Draft, tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(step: str) -> None:
        if step == "judge":
            raise StoppedError

    test = write(tmp_path / "A_test.png", picture(2))
    with pytest.raises(StoppedError):
        teaching.try_draft(draft, Pair("A", test), home, stop)
    assert own(home) == []


def test_a_draft_learns_without_being_saved(home: OpenHome, draft: Draft, tests: Path) -> None:
    (tests / "X_test.png").unlink()
    seen: list[tuple[int, int]] = []
    learned = teaching.teach_draft(draft, tests, home, lambda *now: seen.append(now))
    assert learned.parts == 3
    assert learned.recipe.calibration.parts == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert own(home) == []


def test_a_folder_without_parts_teaches_nothing(
    home: OpenHome, draft: Draft, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError):
        teaching.teach_draft(draft, tmp_path / "empty", home)


def test_a_new_product_is_version_1_or_nothing(home: OpenHome, draft: Draft) -> None:
    saved = teaching.save_draft(draft, home)
    assert (saved.recipe.name, saved.recipe.version) == ("盆", 1)
    with pytest.raises(RecipeError, match="exists already"):
        teaching.save_draft(draft, home)
    assert own(home) == [("盆", 1)]


def test_a_changed_product_is_its_next_version(home: OpenHome, loaded: LoadedRecipe) -> None:
    """What the draft does not say stays as it was."""
    opened = teaching.open_recipe("tray", home)
    assert opened.references == loaded.references
    saved = teaching.save_draft(changed(opened, title="Tray, changed"), home)
    assert (saved.recipe.version, saved.recipe.title) == (2, "Tray, changed")
    again = replace(saved.recipe, version=1, title="")
    assert replace(again, reference=loaded.recipe.reference) == loaded.recipe


def test_a_file_in_the_products_place_is_said(home: OpenHome, draft: Draft) -> None:
    place = paths.recipes(home.folder) / "盆"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("", encoding="utf-8")
    assert "is a file" in teaching.name_problem("盆", home)
    assert "is a file" in teaching.check_draft(draft, home)[0].text
    with pytest.raises(RecipeError, match="Move the file away, or choose another name"):
        teaching.save_draft(draft, home)


def test_the_names_of_references_stay_from_version_to_version(home: OpenHome, draft: Draft) -> None:
    saved = teaching.save_draft(draft, home)
    for title in ("first", "second"):
        opened = teaching.open_recipe("盆", home)
        saved = teaching.save_draft(changed(opened, title=title), home)
    assert (saved.recipe.version, saved.recipe.reference) == (3, ("参照.png",))
    opened = teaching.open_recipe("盆", home)
    assert teaching.save_draft(opened, home).recipe.version == 3  # nothing was changed


def test_no_name_of_a_reference_is_longer_than_file_systems_take(
    home: OpenHome, draft: Draft, tmp_path: Path
) -> None:
    long, second = tmp_path / f"{'🙂' * 62}.png", tmp_path / "b"
    second.mkdir()
    given = [write(path, picture()) for path in (long, second / long.name, second / "参照.png")]
    references = (*given, *draft.references)
    saved = teaching.save_draft(replace(draft, references=references), home)
    names = ("reference-1.png", "reference-2.png", "参照.png", "4-参照.png")
    assert saved.recipe.reference == names


def test_a_changed_product_whose_picture_does_not_fit_is_not_saved(
    home: OpenHome, loaded: LoadedRecipe, tmp_path: Path
) -> None:
    opened = teaching.open_recipe("tray", home)
    small = write(tmp_path / "small.png", picture()[:32])
    with pytest.raises(ImageError, match="same size"):
        teaching.save_draft(replace(opened, references=(*loaded.references, small)), home)
    assert own(home) == [("tray", 1)]
