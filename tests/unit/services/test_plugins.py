"""What an engineer does with plugins."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.errors import ImageError, InputError, PluginError
from qeu_station.services import plugins
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugins import RunRequest
from qeu_station.storage.recipes import LoadedRecipe
from tests.unit.services.making import picture, write


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "r.png", picture()), write(tmp_path / "t.png", picture(1))


def test_what_was_found(home: OpenHome) -> None:
    found = plugins.catalog(home)
    assert {"tiny", "difference"} <= set(found.inspectors)
    assert found.inspector("tiny").plugin == "tiny_plugin"


def test_a_new_plugin_is_a_folder_of_its_own(tmp_path: Path) -> None:
    made = plugins.new("edges", tmp_path)
    assert made.parent == tmp_path
    assert (made / "pyproject.toml").is_file()
    with pytest.raises(PluginError):
        plugins.new("edges", tmp_path)
    with pytest.raises(PluginError):
        plugins.new("../edges", tmp_path)


def test_a_check_looks_again_into_what_failed(home: OpenHome, tmp_path: Path) -> None:
    """What a plugin needs may come back without any file of it changing."""
    needed = tmp_path / "licence"
    licence = f"open({str(needed)!r}).close()\n"
    tiny = Path(plugins.catalog(home).inspector("tiny").path)
    text = tiny.read_text("utf-8").replace('"tiny"', '"late"').replace("tiny_plugin", "late")
    (tiny.parent / "late.py").write_text(licence + text, "utf-8")
    assert [plugin.name for plugin in plugins.catalog(home).failed] == ["late"]
    with pytest.raises(PluginError, match="licence"):
        plugins.check("late", home)
    needed.touch()
    assert "late" not in plugins.catalog(home).inspectors
    assert plugins.check("late", home).checks
    assert "late" in plugins.catalog(home).inspectors


@pytest.mark.usefixtures("loaded")
def test_one_run_on_a_pair_or_with_a_recipe(home: OpenHome, pair: tuple[Path, Path]) -> None:
    reference, test = pair
    trial = plugins.run(RunRequest("difference", test, reference, None, 1), home)
    assert trial.fault is None
    assert len(trial.opinions["difference"].cells) == 27
    with_recipe = plugins.run(RunRequest("difference", test, None, "tray", 2), home)
    assert with_recipe.fault is None
    assert len(with_recipe.opinions["difference"].cells) == 6


@pytest.mark.parametrize(
    ("change", "error", "word"),
    [
        ({"name": "diference"}, PluginError, "difference"),
        ({"reference": None}, InputError, "--recipe"),
        ({"test": Path("gone.png")}, ImageError, "gone"),
        ({"reference": None, "recipe": "deeppcb"}, InputError, "from the pair"),
    ],
)
def test_a_run_that_cannot_be(
    home: OpenHome,
    pair: tuple[Path, Path],
    loaded: LoadedRecipe,
    change: dict[str, object],
    error: type[Exception],
    word: str,
) -> None:
    values = {
        "name": "difference", "test": pair[1], "reference": pair[0], "recipe": None, "repeats": 1,
    }  # fmt: skip
    with pytest.raises(error, match=word):
        plugins.run(RunRequest(**{**values, **change}), home)  # type: ignore[arg-type]


def test_the_check_needs_an_inspector(home: OpenHome) -> None:
    with pytest.raises(PluginError, match="no inspector"):
        plugins.check("absent", home)
