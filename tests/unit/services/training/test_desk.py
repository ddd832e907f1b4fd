"""What the Training screen asks of the rooms below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.errors import QeuError, RecipeError
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.services.opening import OpenHome
from qeu_station.services.training import TrainRequest, train
from qeu_station.services.training.desk import TrainerChoice, TrainingDesk


def test_recipes_and_trainers_to_choose_from(request_: TrainRequest, home: OpenHome) -> None:
    desk = TrainingDesk(home)
    assert {"tray", "sample"} <= set(desk.recipes())
    assert TrainerChoice("orphan", "", "orphan") in desk.trainers()
    summary = "Learns where peaks of good regions end."
    assert TrainerChoice("wayward", summary, "steady") in desk.trainers()


def test_a_request_is_pinned_to_the_version_there_is(
    request_: TrainRequest, home: OpenHome
) -> None:
    pinned = TrainingDesk(home).pinned(request_)
    assert pinned.recipe == "tray@1"
    assert TrainingDesk(home).pinned(pinned) == pinned


def test_a_recipe_that_is_not_there_is_refused(home: OpenHome) -> None:
    with pytest.raises(RecipeError, match="nothing"):
        TrainingDesk(home).pinned(TrainRequest("wayward", "nothing"))


@pytest.mark.parametrize("kind", ["nothing corrected", "no truth", "nothing to go on with"])
def test_what_keeps_it_from_training_names_no_command_in_the_window(
    request_: TrainRequest, home: OpenHome, kind: str
) -> None:
    assert request_.records is not None
    asked = {
        "nothing corrected": replace(request_, records=None),
        "no truth": replace(request_, records=request_.records / "pictures"),
        "nothing to go on with": replace(request_, resume=True),
    }[kind]
    with pytest.raises(QeuError, match="--") as caught:
        train(asked, home)
    assert "--" not in sentence(str(caught.value))
    assert "qeu-station " not in sentence(str(caught.value))


def test_a_model_that_is_doubted_names_no_command_in_the_window(
    request_: TrainRequest, home: OpenHome
) -> None:
    result = train(replace(request_, parameters={"doubt": "it is no better"}), home)
    assert result is not None
    said = sentence(result.verdict)
    assert said.startswith("NOT PUT TO USE: it is no better.")
    assert "--" not in said
