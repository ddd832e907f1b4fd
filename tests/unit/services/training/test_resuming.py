"""What is said where there is nothing to resume: what became of the training, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qeu_station.errors import InputError
from qeu_station.services.training.folder import TrainingFolder
from qeu_station.services.training.resuming import goes_on

FACTS: dict[str, Any] = {
    "trainer": "vlm", "recipe": "tray", "recipe_version": 3, "training_data": "ab", "seed": 0,
    "parameters": {"epochs": 4},
}  # fmt: skip
ENDED = {"state": "finished", "saved_version": 3, "ended": "2026-11-22T00:00:00+00:00"}


def noted(trainings: Path, name: str, **values: Any) -> TrainingFolder:
    folder = TrainingFolder(trainings / name)
    folder.path.mkdir(parents=True)
    folder.state.write_text(json.dumps({**FACTS, **values}), encoding="utf-8")
    return folder


def why_not(folder: TrainingFolder, use_anyway: bool = False) -> str:
    with pytest.raises(InputError, match="nothing to resume") as caught:
        goes_on(folder, FACTS, True, use_anyway)
    return str(caught.value)


@pytest.mark.parametrize(
    ("state", "resume", "use_anyway", "goes"),
    [
        ("running", True, False, True),
        ("running", False, False, False),
        ("running", False, True, False),
        ("withheld", False, True, True),
        ("withheld", False, False, False),
        ("finished", False, True, False),
    ],
)
def test_what_was_interrupted_or_withheld_goes_on_when_asked(
    tmp_path: Path, state: str, resume: bool, use_anyway: bool, goes: bool
) -> None:
    assert goes_on(noted(tmp_path, "own", state=state), FACTS, resume, use_anyway) == goes


def test_a_finished_one_says_when_and_which_version(tmp_path: Path) -> None:
    said = why_not(noted(tmp_path, "own", **ENDED), use_anyway=True)
    assert "this training ended on 2026-11-2" in said
    assert "saved recipe tray@3, which uses its model" in said
    assert "Leave --resume out to train anew." in said


def test_one_that_made_the_version_that_is_trained_from_now_is_found(tmp_path: Path) -> None:
    noted(tmp_path, "before", **ENDED, recipe_version=2)
    said = why_not(TrainingFolder(tmp_path / "own"))
    assert "began from version 2 and ended on 2026-11-2" in said
    assert "saved recipe tray@3" in said
    assert "to train from version 3." in said


def test_one_of_an_older_version_that_did_not_end_is_found(tmp_path: Path) -> None:
    noted(tmp_path, "before", state="running", recipe_version=2)
    assert "did not end. Go on with --recipe tray@2" in why_not(TrainingFolder(tmp_path / "own"))


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ({"seed": 1, "parameters": {}}, "has another seed and other settings."),
        ({"training_data": "cd"}, "has other records."),
    ],
)
def test_what_differs_in_an_interrupted_one_is_said(
    tmp_path: Path, differs: dict[str, Any], words: str
) -> None:
    noted(tmp_path, "farther", state="running", seed=9, parameters={"epochs": 9}, training_data="z")
    noted(tmp_path, "other", state="running", **differs)
    assert f"one that was interrupted {words}" in why_not(TrainingFolder(tmp_path / "own"))


def test_one_that_was_never_begun_says_so(tmp_path: Path) -> None:
    noted(tmp_path, "of another recipe", recipe="cup", state="running")
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "training.json").write_text("{", encoding="utf-8")
    said = why_not(TrainingFolder(tmp_path / "own"))
    assert "no such training was ever begun. Leave --resume out." in said
