"""What ``recipe fuse`` says it did to a recipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.services.fusing import run as module
from qeu_station.services.opening import OpenHome
from qeu_station.settings import Settings
from qeu_station.storage.recipes import save_recipe
from tests.unit.cli.conftest import Command, Outcome
from tests.unit.services.fusing.judged import catalog, keep, label, recipe, votes
from tests.unit.services.making import picture, write

COSTS = ("--escape-cost", 50, "--overkill-cost", 8)


@pytest.fixture
def fuse(station: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command on a recipe ``tray`` with so many judged parts of known truth."""
    monkeypatch.setattr(module, "load_catalog", lambda host: catalog())
    home = OpenHome(tmp_path / "home", Settings(), ())

    def command(parts: int, *arguments: object) -> Outcome:
        reference = write(tmp_path / "reference.png", picture())
        loaded = save_recipe(recipe(), [reference], home.folder)
        said = votes(parts=parts, shared=0.0)
        keep(home, loaded, said)
        truth = label(tmp_path / "cells.csv", said)
        return station("recipe", "fuse", "tray", "--truth", truth, *arguments)

    return command


def test_thresholds_from_costs_are_saved_on_enough_records(fuse: Command) -> None:
    ended = fuse(330, *COSTS)
    assert ended.code == 0, ended.err
    assert "Saved recipe tray version 2" in ended.out


def test_a_trial_says_what_would_be_saved(fuse: Command) -> None:
    ended = fuse(330, *COSTS, "--dry-run")
    assert "Not saved; without --dry-run the proposed values become a new version" in ended.out


def test_a_trial_on_few_records_promises_no_new_version(fuse: Command) -> None:
    ended = fuse(40, *COSTS, "--dry-run")
    assert "without --dry-run" not in ended.out
    assert "Not saved, as there are too few records: recipe tray version 1 stays" in ended.out


def test_whether_thresholds_are_accepted_is_told_as_json(fuse: Command) -> None:
    told = json.loads(fuse(40, *COSTS, "--json").out)
    assert (told["t_pass"], told["saved"], told["thresholds_accepted"]) == (0.98, False, False)
