"""A station at work with a plugin of its own that a test may change, and one that it may not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import PluginCare
from qeu_station.settings import Settings
from qeu_station.storage.recipes import save_recipe
from tests.unit.services.making import PLUGIN, picture, tiny_recipe, write

DATA = Path(__file__).parents[3] / "plugins" / "data"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The distribution ``fake-good`` in a folder of this test, on the path of the station."""
    folder = tmp_path / "own"
    shutil.copytree(DATA / "good", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture
def home(
    tmp_path: Path, knowing: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> OpenHome:
    """A home with the drop-in file ``tiny_plugin``."""
    monkeypatch.setenv("TINY_KILLS", str(tmp_path / "kills.txt"))
    folder = tmp_path / "家"
    dropins = paths.plugins(folder)
    dropins.mkdir(parents=True)
    (dropins / "tiny_plugin.py").write_text(PLUGIN, encoding="utf-8")
    knowing(folder)
    return OpenHome(folder, Settings(), ())


@pytest.fixture
def live(home: OpenHome, own: Path, tmp_path: Path) -> Iterator[LiveStation]:
    """A station that judges with ``tiny`` and ``good``."""
    reference = write(tmp_path / "reference.png", picture())
    first, *_ = tiny_recipe().inspectors
    inspectors = (
        replace(first, name="tiny", deadline_s=30.0),
        InspectorSettings("good", deadline_s=30.0, parameters={"level": 200.0}),
    )
    save_recipe(replace(tiny_recipe(), inspectors=inspectors), [reference], home.folder)
    with LiveStation.open(home) as station:
        station.use("tray")
        yield station


@pytest.fixture
def care(live: LiveStation) -> PluginCare:
    return PluginCare(live)


@pytest.fixture
def part(tmp_path: Path) -> Callable[[str], Pair]:
    """Makes a good part of a name."""

    def make(name: str = "A") -> Pair:
        return Pair(name, write(tmp_path / f"{name}_test.png", picture(1)))

    return make
