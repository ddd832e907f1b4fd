"""A home with one small plugin, and a recipe in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qeu_station import paths
from qeu_station.services.opening import OpenHome
from qeu_station.settings import Settings
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import PLUGIN, picture, tiny_recipe, write


@pytest.fixture
def home(
    tmp_path: Path, knowing: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> OpenHome:
    """An open home, whose plugins are the installed ones and ``tiny``."""
    monkeypatch.setenv("TINY_KILLS", str(tmp_path / "kills.txt"))
    folder = tmp_path / "家"
    dropins = paths.plugins(folder)
    dropins.mkdir(parents=True)
    (dropins / "tiny_plugin.py").write_text(PLUGIN, encoding="utf-8")
    knowing(folder)
    return OpenHome(folder, Settings(), ())


@pytest.fixture
def loaded(home: OpenHome, tmp_path: Path) -> LoadedRecipe:
    """The recipe ``tray``, saved in the home."""
    reference = write(tmp_path / "reference.png", picture())
    return save_recipe(tiny_recipe(), [reference], home.folder)


@pytest.fixture
def tests(tmp_path: Path) -> Path:
    """Three good parts and a bad one."""
    folder = tmp_path / "tests"
    for seed, name in enumerate(("A", "B", "C"), start=1):
        write(folder / f"{name}_test.png", picture(seed))
    write(folder / "X_test.png", picture(9, defect=True))
    return folder


@pytest.fixture(autouse=True)
def _quiet_logging() -> Iterator[None]:
    yield
    import logging

    for handler in list(logging.getLogger("qeu_station").handlers):
        logging.getLogger("qeu_station").removeHandler(handler)
        handler.close()
