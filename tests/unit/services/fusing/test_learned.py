"""What a model was trained on is noticed by its pictures, whatever they are called."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.learning.examples import Outline, Truth
from qeu_station.learning.outlines import OutlineBook
from qeu_station.services.fusing.learned import trained_on
from qeu_station.services.opening import OpenHome
from qeu_station.services.training.examples import items_of
from qeu_station.services.training.folder import TrainingFolder
from qeu_station.services.training.records import Known
from qeu_station.storage.recipes import LoadedRecipe

OUTLINE = Outline(96, 64, (), ("U1",), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))


def roster(data: str) -> Any:
    """A roster of one inspector whose model was trained on ``data``, and one without a model."""
    bundle = SimpleNamespace(about=SimpleNamespace(training_data=data))
    seats = [SimpleNamespace(inspector="learner", bundle=bundle)]
    return SimpleNamespace(seats=[*seats, SimpleNamespace(inspector="plain", bundle=None)])


@pytest.fixture
def known(tests: Path) -> list[Known]:
    return [
        Known(Pair(f"other-{n}", tests / f"{n}_test.png", None), Truth(boxes=())) for n in "ABC"
    ]


@pytest.fixture
def training(home: OpenHome, loaded: LoadedRecipe, known: list[Known]) -> TrainingFolder:
    """A training that learned from A and left B out."""
    folder = TrainingFolder(paths.trainings(home.folder) / "learner-1")
    folder.path.mkdir(parents=True)
    folder.state.write_text(json.dumps({"training_data": "abc"}), encoding="utf-8")
    items, _ = items_of(known, loaded)
    OutlineBook(folder.outlines).put(items[0].key, OUTLINE)
    OutlineBook(folder.outlines).put(items[1].key, "it is blurred")
    return folder


@pytest.mark.usefixtures("training")
def test_only_pairs_that_were_learned_from_are_named(
    home: OpenHome, loaded: LoadedRecipe, known: list[Known]
) -> None:
    assert trained_on(known, loaded, roster("abc"), home) == {"other-A": "learner"}


@pytest.mark.usefixtures("training")
def test_the_training_of_another_model_says_nothing(
    home: OpenHome, loaded: LoadedRecipe, known: list[Known]
) -> None:
    assert trained_on(known, loaded, roster("xyz"), home) == {}


def test_a_damaged_training_is_passed_over(
    home: OpenHome, loaded: LoadedRecipe, known: list[Known], training: TrainingFolder
) -> None:
    training.state.write_text("{torn", encoding="utf-8")
    assert trained_on(known, loaded, roster("abc"), home) == {}
    assert trained_on(known, loaded, roster(""), home) == {}


def test_a_station_without_trainings(
    home: OpenHome, loaded: LoadedRecipe, known: list[Known]
) -> None:
    assert trained_on(known, loaded, roster("abc"), home) == {}
