"""A station whose language model is killed while it speaks, or for its memory, judges on."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from safetensors.torch import load_file, save_file
from transformers import AutoProcessor

from qeu_station import paths
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.gui.presenters.cards import cards
from qeu_station.pluginhost import WorkerHealth
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import OpenHome
from qeu_station.settings import Settings
from qeu_station.storage.recipes import save_recipe
from tests.unit.services.making import PLUGIN, picture, tiny_recipe, write


@pytest.fixture
def endless(idefics: Path, tmp_path: Path) -> Path:
    """A model that never ends its answer by itself: no word that ends one is ever the likeliest."""
    folder = Path(shutil.copytree(idefics, tmp_path / "endless"))
    words = AutoProcessor.from_pretrained(folder).tokenizer
    weights = load_file(folder / "model.safetensors")
    ends = words.convert_tokens_to_ids(["<end_of_utterance>", "</s>"])
    weights["lm_head.weight"][ends] = 0.0
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def opened(tmp_path: Path, knowing: Callable[[Path], Path], model: Path, memory: int) -> OpenHome:
    """Return a home with a recipe that ``tiny`` decides and the model advises."""
    folder = tmp_path / "家"
    paths.plugins(folder).mkdir(parents=True)
    (paths.plugins(folder) / "tiny_plugin.py").write_text(PLUGIN, encoding="utf-8")
    knowing(folder)
    free = {"model": str(model), "constrain": False, "least_legal": 0.0, "max_new_tokens": 1000,
            "time_limit_s": 600, "longest_side": 64}  # fmt: skip
    asked = (
        InspectorSettings("tiny", deadline_s=60),
        InspectorSettings("vlm", deadline_s=0.2, patience_s=600, memory_mb=memory, parameters=free),
    )
    recipe = replace(tiny_recipe("talk"), inspectors=asked)
    save_recipe(recipe, [write(tmp_path / "reference.png", picture())], folder)
    return OpenHome(folder, Settings(), ())


def test_a_model_killed_half_way_changes_no_verdict_and_is_told(
    endless: Path,
    tmp_path: Path,
    knowing: Callable[[Path], Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = opened(tmp_path, knowing, endless, memory=4096)
    with LiveStation.open(home) as live:
        live.use("talk")
        first = live.inspect(part(tmp_path, 1), "Aoki")
        wait_for(lambda: said(live) > 0)
        worker = psutil.Process(model(live).pid or 0)
        worker.kill()
        wait_for(lambda: live.talk().advised == (first.id,))
        second = live.inspect(part(tmp_path, 2), "Aoki")
        (advice,) = live.advice(first.id)
        tiny, card = cards(first, live.health(), live.advice(first.id))

    assert [each.part.verdict for each in (first, second)] == ["PASS"] * 2
    assert first.opinions[1].status == "late" and not worker.is_running()
    (told,) = advice.opinions
    assert (told.status, told.part, told.cells) == ("crashed", None, {})
    assert not tiny.problem and card.problem and card.verdict is None
    assert card.sentence.startswith("died with signal 9" if os.name == "posix" else "ended its")
    assert second.opinions[1].status != "answered"
    with home.journal(readonly=True) as journal:
        assert journal.verify().sound


def test_a_model_larger_than_its_memory_may_be_changes_no_verdict_and_is_told(
    idefics: Path,
    tmp_path: Path,
    knowing: Callable[[Path], Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = opened(tmp_path, knowing, idefics, memory=128)
    with LiveStation.open(home) as live:
        live.use("talk")
        record = live.inspect(part(tmp_path, 1), "Aoki")
        _, card = cards(record, live.health())
    assert (record.part.verdict, record.opinions[1].part) == ("PASS", None)
    assert card.problem and card.verdict is None
    assert "128 are allowed" in card.sentence


def part(folder: Path, number: int) -> Pair:
    return Pair(f"P{number}", write(folder / f"P{number}_test.png", picture(number)))


def model(live: LiveStation) -> WorkerHealth:
    return next(worker for worker in live.health() if worker.inspector == "vlm")


def said(live: LiveStation) -> int:
    """Characters that the model has said of the part it is at work on."""
    return sum(len(saying.text) for saying in live.talk().sayings)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
