"""Learning from good parts: what is used, what is left out, what is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qeu_station.api import PreparedPair
from qeu_station.errors import DatasetError, PluginError
from qeu_station.pluginhost import InspectorUse
from qeu_station.services import calibrate as module
from qeu_station.services.calibrate import CalibrateRequest, calibrate
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, list_recipes, load_recipe, save_recipe
from tests.unit.services.making import catalog_of, entry, picture, tiny_recipe, write


class Learning:
    """Stands for the learner's process: remembers what it was shown."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, frozenset[str]]] = []

    def __call__(
        self, use: InspectorUse, stream: Iterable[tuple[PreparedPair, frozenset[str]]], host: object
    ) -> Mapping[str, Any]:
        self.seen = [(pair.name, good) for pair, good in stream]
        if not self.seen:
            raise PluginError("no good cell was seen; give at least one")
        return {"level": 4.5}


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> Learning:
    made = Learning()
    known = catalog_of(entry("tiny", learner="fake_tiny:Learner"), entry("plain"))
    monkeypatch.setattr(module, "load_catalog", lambda host: known)
    monkeypatch.setattr(module, "learn", made)
    return made


@pytest.mark.usefixtures("loaded")
def test_parts_that_cannot_be_read_are_named_when_too_few_are_left(
    home: OpenHome, tests: Path, learning: Learning
) -> None:
    for picture_file in tests.glob("*_test.png"):
        picture_file.write_bytes(b"")
    with pytest.raises(PluginError, match=r"Parts left out: 4 of 4, such as A \(.*\)\.$"):
        calibrate(CalibrateRequest("tray", tests), home)


@pytest.mark.usefixtures("loaded")
def test_good_parts_make_a_new_version(home: OpenHome, tests: Path, learning: Learning) -> None:
    (tests / "X_test.png").unlink()
    seen: list[tuple[int, int]] = []
    done = calibrate(CalibrateRequest("tray", tests), home, lambda *now: seen.append(now))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert [name for name, _ in learning.seen] == ["A", "B", "C"]
    assert all(len(good) == 6 for _, good in learning.seen)
    assert (done.parts, done.skipped, done.learned) == (3, {}, {"tiny": {"level": 4.5}})
    saved = load_recipe("tray", home.folder)
    assert saved == done.loaded
    assert saved.recipe.version == 2
    assert saved.recipe.inspectors[0].parameters == {"level": 4.5}
    assert saved.recipe.calibration.parts == 3
    # 18 quiet good cells and no bad one give 19/20, below the .99 allowed without any defect.
    assert saved.recipe.calibration.p_ok_without_region == pytest.approx(19 / 20)
    assert load_recipe("tray@1", home.folder).recipe.inspectors[0].parameters == {}


@pytest.mark.usefixtures("loaded")
def test_many_quiet_cells_never_make_certain(
    home: OpenHome, tests: Path, learning: Learning
) -> None:
    (tests / "X_test.png").unlink()
    for seed in range(40):
        write(tests / f"G{seed}_test.png", picture(seed))
    done = calibrate(CalibrateRequest("tray", tests), home)
    assert done.loaded.recipe.calibration.p_ok_without_region == 0.99


@pytest.mark.usefixtures("loaded")
def test_pairs_that_cannot_be_used_are_listed_with_the_reason(
    home: OpenHome, tests: Path, learning: Learning
) -> None:
    (tests / "X_test.png").unlink()
    (tests / "empty_test.png").touch()
    write(tests / "small_test.png", picture()[:32])
    write(tests / "blank_test.png", picture() * 0 + 90)
    done = calibrate(CalibrateRequest("tray", tests), home)
    assert set(done.skipped) == {"empty", "small", "blank"}
    assert "empty" in done.skipped["empty"]
    assert "32" in done.skipped["small"]
    assert done.parts == 3


@pytest.mark.usefixtures("loaded")
def test_known_truth_says_which_cells_are_good(
    home: OpenHome, tests: Path, tmp_path: Path, learning: Learning
) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text(
        "pair,cell,label\nX,U1,missing\nX,D1,ambiguous\nA,U1,ok\nB,D3,missing\n", encoding="utf-8"
    )
    done = calibrate(CalibrateRequest("tray", tests, truth), home)
    seen = dict(learning.seen)
    assert seen["X"] == {"U2", "U3", "D2", "D3"}
    assert seen["B"] == {"U1", "U2", "U3", "D1", "D2"}
    assert seen["A"] == {"U1", "U2", "U3", "D1", "D2", "D3"}
    assert done.skipped == {"C": "its truth is not known"}
    # Quiet cells: all of A, five good ones and the missed D3 of B, four good ones of X.
    p_ok = done.loaded.recipe.calibration.p_ok_without_region
    assert p_ok == pytest.approx((15 + 1) / (15 + 1 + 2), abs=1e-6)


@pytest.mark.usefixtures("loaded")
def test_without_a_usable_pair_nothing_is_saved(
    home: OpenHome, tmp_path: Path, learning: Learning
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "A_test.png").touch()
    with pytest.raises((DatasetError, PluginError)):
        calibrate(CalibrateRequest("tray", tmp_path / "bad"), home)
    with pytest.raises(DatasetError, match="does not exist"):
        calibrate(CalibrateRequest("tray", tmp_path / "absent"), home)
    assert [p.version for p in list_recipes(home.folder) if p.name == "tray"] == [1]


def test_an_inspector_that_does_not_learn(
    home: OpenHome, loaded: LoadedRecipe, tests: Path, learning: Learning
) -> None:
    save_recipe(tiny_recipe("fixed", ["plain"]), loaded.references, home.folder)
    with pytest.raises(PluginError, match=r"No inspector of recipe \"fixed\" learns.*plain"):
        calibrate(CalibrateRequest("fixed", tests), home)
    assert learning.seen == []


def test_a_recipe_with_references_from_the_pair_needs_them(
    home: OpenHome, tests: Path, learning: Learning
) -> None:
    save_recipe(replace(tiny_recipe("own"), reference="from pair"), [], home.folder)
    with pytest.raises(DatasetError, match="reference"):
        calibrate(CalibrateRequest("own", tests), home)
    for name in ("A", "B", "C", "X"):
        write(tests / f"{name}_ref.png", picture())
    done = calibrate(CalibrateRequest("own", tests), home)
    assert done.parts == 4


@pytest.mark.usefixtures("loaded")
def test_a_real_learner_in_its_own_process(home: OpenHome, tests: Path) -> None:
    done = calibrate(CalibrateRequest("tray", tests), home)
    assert done.learned == {"tiny": {}}
    assert done.parts == 4
