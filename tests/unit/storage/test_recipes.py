from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.errors import RecipeError
from qeu_station.storage.recipes import list_recipes, load_recipe, save_recipe


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch) -> Path:
    """One shipped recipe, ``tray``, at version 1."""
    folder = tmp_path / "resources" / "recipes" / "tray"
    folder.mkdir(parents=True)
    (folder / "good.png").write_bytes(b"shipped picture")
    (folder / "recipe.toml").write_text('name = "tray"\nreference = ["good.png"]\n')
    monkeypatch.setattr(paths, "resources", lambda: tmp_path / "resources")
    return folder


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path / "家"


@pytest.fixture
def picture(tmp_path) -> Path:
    file = tmp_path / "good.png"
    file.write_bytes(b"my picture")
    return file


def test_a_shipped_recipe_is_found_by_name(home, shipped):
    loaded = load_recipe("tray", home)
    assert loaded.recipe.name == "tray"
    assert loaded.references == (shipped / "good.png",)
    assert loaded.folder == shipped


@pytest.mark.parametrize("as_file", [True, False])
def test_a_path_works_too(home, shipped, as_file):
    path = shipped / "recipe.toml" if as_file else shipped
    assert load_recipe(path, home) == load_recipe("tray", home)
    assert load_recipe(str(path), home) == load_recipe("tray", home)


def test_the_newest_version_wins_and_an_older_one_can_be_asked_for(home, picture):
    saved = save_recipe(Recipe("tray", ("good.png",), title="mine"), [picture], home)
    assert saved.recipe.version == 2
    assert saved.folder == home / "recipes" / "tray" / "v2"
    assert load_recipe("tray", home) == saved
    assert load_recipe("tray@1", home).recipe.title == ""
    assert [(place.version, place.shipped) for place in list_recipes(home)] == [
        (1, True),
        (2, False),
    ]


def test_version_ten_is_newer_than_nine(home):
    for number in range(1, 11):
        save_recipe(Recipe("new", "from pair", title=str(number)), [], home)
    assert load_recipe("new", home).recipe.version == 10


def test_an_unknown_name_gets_a_suggestion(home):
    with pytest.raises(RecipeError, match='Did you mean "tray"'):
        load_recipe("try", home)


def test_an_unknown_version_is_said(home):
    with pytest.raises(RecipeError, match="there are versions 1"):
        load_recipe("tray@7", home)


def test_a_missing_reference_gets_a_suggestion(home, shipped):
    (shipped / "recipe.toml").write_text('name = "tray"\nreference = ["god.png"]\n')
    with pytest.raises(RecipeError, match=r'"god.png" does not exist.*Did you mean "good.png"'):
        load_recipe("tray", home)


def test_a_file_that_is_no_text_is_said(home, shipped):
    (shipped / "recipe.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RecipeError, match="is not UTF-8"):
        load_recipe(shipped, home)


def test_the_hash_covers_text_and_references(home, shipped):
    hashes = {load_recipe("tray", home).sha256}
    (shipped / "good.png").write_bytes(b"another picture")
    hashes.add(load_recipe("tray", home).sha256)
    (shipped / "recipe.toml").write_text('name = "tray"\ntitle = "x"\nreference = ["good.png"]\n')
    hashes.add(load_recipe("tray", home).sha256)
    assert len(hashes) == 3


def test_line_ends_do_not_change_the_hash(home, shipped):
    before = load_recipe("tray", home).sha256
    text = (shipped / "recipe.toml").read_bytes()
    (shipped / "recipe.toml").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert load_recipe("tray", home).sha256 == before


def test_saving_copies_the_references(home, picture):
    saved = save_recipe(Recipe("new", ("pictures/a.png",)), [picture], home)
    picture.unlink()
    assert load_recipe("new", home).references[0].read_bytes() == b"my picture"
    assert saved.references[0].is_relative_to(saved.folder)


@pytest.mark.parametrize("name", ["../good.png", "/etc/good.png", "C:\\good.png", "recipe.toml"])
def test_a_reference_from_elsewhere_is_copied_inside(home, picture, name):
    saved = save_recipe(Recipe("new", (name,)), [picture], home)
    assert saved.references[0].parent == saved.folder
    assert saved.references[0].read_bytes() == b"my picture"


def test_saving_the_same_again_makes_no_version(home, picture):
    first = save_recipe(Recipe("new", ("good.png",)), [picture], home)
    assert save_recipe(first.recipe, first.references, home) == first
    picture.write_bytes(b"a better picture")
    assert save_recipe(first.recipe, [picture], home).recipe.version == 2


def test_models_are_copied(home, tmp_path):
    bundle = tmp_path / "old" / "models" / "net"
    bundle.mkdir(parents=True)
    (bundle / "model.toml").write_text("labels = []")
    recipe = Recipe("new", "from pair", inspectors=(InspectorSettings("onnx", model="models/net"),))
    saved = save_recipe(recipe, [], home, models=tmp_path / "old")
    assert (saved.folder / "models" / "net" / "model.toml").is_file()
    with pytest.raises(RecipeError, match="which is not in"):
        save_recipe(replace(recipe, name="other"), [], home)


@pytest.mark.parametrize("name", ["a/b", "..", "a@2", "a:b", "\n"])
def test_a_name_that_is_no_folder_name_is_refused(home, name):
    with pytest.raises(RecipeError, match="cannot be a folder name"):
        save_recipe(Recipe(name, "from pair"), [], home)


def test_a_failed_save_leaves_nothing(home, tmp_path):
    with pytest.raises(RecipeError, match="does not exist"):
        save_recipe(Recipe("new", ("a.png",)), [tmp_path / "nowhere.png"], home)
    with pytest.raises(RecipeError, match="one file for each"):
        save_recipe(Recipe("new", ("a.png", "b.png")), [tmp_path / "nowhere.png"], home)
    wrong = Recipe("new", "from pair", inspectors=())
    with pytest.raises(RecipeError, match="at least one"):
        save_recipe(wrong, [], home)
    assert not list(home.rglob("*"))


def test_a_broken_newest_version_does_not_block_saving(home):
    saved = save_recipe(Recipe("new", "from pair"), [], home)
    (saved.folder / "recipe.toml").write_text("broken")
    assert save_recipe(Recipe("new", "from pair"), [], home).recipe.version == 2


def test_importing_reaches_no_database():
    code = "import sys, qeu_station.storage.recipes; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_version_nought_is_not_the_newest(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="there are versions 1"):
        load_recipe("tray@0", tmp_path)
