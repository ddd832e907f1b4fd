"""A training in a process of its own: what is heard of it, and what is left when it is ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from qeu_station.api import TrainingStep
from qeu_station.services.opening import OpenHome
from qeu_station.services.training import TrainRequest
from qeu_station.services.training.beside import Ended, State, TrainingBeside
from qeu_station.services.training.request import request_from_json, request_to_json
from qeu_station.storage.recipes import load_recipe


def followed(
    request: TrainRequest,
    home: OpenHome,
    at: Callable[[TrainingBeside], object] = lambda training: None,
) -> tuple[Ended, list[TrainingStep]]:
    """Train to the end; ``at`` is called with the first values that were learned."""
    training, steps = TrainingBeside(home.folder, request), []

    def on_step(step: TrainingStep) -> None:
        steps.append(step)
        if step.values and len([s for s in steps if s.values]) == 1:
            at(training)

    return training.follow(on_step), steps


def slow(request: TrainRequest) -> TrainRequest:
    return replace(request, parameters={"epochs": 60, "pause_s": 0.5})


def test_its_steps_and_its_end_are_told(request_: TrainRequest, home: OpenHome) -> None:
    ended, steps = followed(request_, home)
    assert [s.values["loss"] for s in steps if s.doing == "learning"] == [1.0, 0.5, 1 / 3]
    assert [s.done for s in steps if s.doing == "preparing pairs"] == [1, 2, 3, 4]
    assert (ended.state, ended.recipe, ended.version) == (State.SAVED, "tray", 2)
    assert "W beats LDA." in ended.words
    assert ended.report is not None and ended.report.is_file()
    assert load_recipe("tray", home.folder).recipe.version == 2


def test_a_model_that_is_doubted_is_kept_and_the_reason_told(
    request_: TrainRequest, home: OpenHome
) -> None:
    doubted = replace(request_, parameters={"doubt": "it is no better than chance"})
    ended, _ = followed(doubted, home)
    assert (ended.state, ended.version) == (State.WITHHELD, 0)
    assert "NOT PUT TO USE: it is no better than chance" in ended.words[-1]
    assert ended.report is not None and ended.report.is_file()


def test_what_keeps_it_from_training_is_told(request_: TrainRequest, home: OpenHome) -> None:
    ended, _ = followed(replace(request_, recipe="nothing"), home)
    assert ended.state is State.FAILED
    assert 'Recipe "nothing" is neither' in ended.words[0]


def test_one_that_is_stopped_goes_on(request_: TrainRequest, home: OpenHome) -> None:
    stopped, _ = followed(slow(request_), home, TrainingBeside.stop)
    assert stopped == Ended(State.STOPPED)
    again = replace(slow(request_), resume=True)
    _, steps = followed(again, home, TrainingBeside.stop)
    assert next(s.done for s in steps if s.values) > 1


@pytest.mark.parametrize("how", ["ended", "killed"])
def test_nothing_of_it_is_left_running(request_: TrainRequest, home: OpenHome, how: str) -> None:
    family: list[psutil.Process] = []

    def end(training: TrainingBeside) -> None:
        process = psutil.Process(training.pid)
        family.extend([process, *process.children(recursive=True)])
        training.end() if how == "ended" else process.kill()

    ended, _ = followed(slow(request_), home, end)
    assert ended.state is (State.STOPPED if how == "ended" else State.FAILED)
    assert how == "ended" or "The process of this training" in ended.words[0]
    assert len(family) > 1
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []


def test_a_request_is_written_and_read(tmp_path: Path) -> None:
    request = TrainRequest(
        "vlm", "tray@3", tmp_path / "記録", parameters={"rank": 4}, seed=7, resume=True
    )
    assert request_from_json(request_to_json(request)) == request
    assert request_from_json(request_to_json(TrainRequest("a", "b"))) == TrainRequest("a", "b")
