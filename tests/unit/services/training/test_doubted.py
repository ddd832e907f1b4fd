"""A model that its trainer doubts is kept for looking at, and used only when a person says so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qeu_station import paths
from qeu_station.errors import InputError
from qeu_station.services.opening import OpenHome
from qeu_station.services.training import TrainRequest, train
from qeu_station.storage.recipes import load_recipe
from qeu_station.toolkit.bundle import ModelBundle

WHY = "on 9 pairs it gains 1 and loses 3"


@pytest.fixture
def doubted(request_: TrainRequest) -> TrainRequest:
    return replace(request_, parameters={"doubt": WHY})


def test_it_is_kept_and_a_person_may_put_it_to_use(doubted: TrainRequest, home: OpenHome) -> None:
    made = train(doubted, home)
    assert made is not None
    assert not made.used
    assert load_recipe("tray", home.folder).recipe.version == made.loaded.recipe.version == 1
    assert ModelBundle.load(made.bundle.folder) == made.bundle
    page = made.report.read_text("utf-8")
    assert f"NOT PUT TO USE: {WHY}. No version of recipe tray was saved" in page
    assert "the same command with --use-anyway" in page
    told = json.loads(made.report.with_suffix(".json").read_text("utf-8"))
    assert told["made"]["recipe_version"] is None
    assert told["outcome"]["doubt"] == WHY

    with pytest.raises(InputError, match=rf"was not put to use: {WHY}\. Put it .* --use-anyway"):
        train(replace(doubted, resume=True), home)
    used = train(replace(doubted, use_anyway=True), home)
    assert used is not None
    assert used.used
    assert used.outcome.report.figures["went_on_from"] == 3  # nothing is learned again
    assert used.verdict.startswith(f"WARNING: {WHY}. It is used all the same")
    assert load_recipe("tray", home.folder).recipe.version == 2
    (state,) = paths.trainings(home.folder).glob("*/training.json")
    assert json.loads(state.read_text("utf-8"))["state"] == "finished"
