"""The trainer on models of random weights: what it makes, what it refuses, and that it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from qeu_vlm.choosing import choose
from qeu_vlm.encoding import encode
from qeu_vlm.inspector import VlmInspector
from qeu_vlm.loaded import LoadedModel, LoadSettings
from qeu_vlm.loading import load_model
from qeu_vlm.parameters import Parameters
from qeu_vlm.showing import ShowSettings, show
from qeu_vlm.training.lessons import taught
from qeu_vlm.training.parameters import TrainingParameters
from qeu_vlm.training.teaching import Teacher
from qeu_vlm.training.tiles import Moving
from qeu_vlm.training.trainer import VlmTrainer
from qeu_vlm.training.varying import Varying

from qeu_station.api import Example, InspectorContext, PreparedPair, TrainerContext, TrainingStep
from qeu_station.api.testing import make_pair
from qeu_station.toolkit.bundle import ModelBundle
from qeu_station.toolkit.question import question

CLASSES = ("ok", "unknown", "hole")
QUICK: dict[str, Any] = {
    "epochs": 2, "batch": 4, "rank": 2, "rate": 0.05, "checked": 0.25, "measured": 0.25,
    "least_examples": 1, "device": "cpu",
}  # fmt: skip


def lessons() -> Iterator[tuple[PreparedPair, Example]]:
    """Four good and four holed pairs of four lots."""
    for number in range(8):
        pair = make_pair(48, 72, regions=0)
        cells = {cell.address: "ok" for cell in pair.cells}
        if number % 2:
            hole = pair.cells[number]
            test = pair.test.copy()
            x1, y1, x2, y2 = map(int, hole.box)
            test[y1:y2, x1:x2] = 255
            pair = replace(pair, test=test)
            cells[hole.address] = "hole"
        yield pair, Example(f"p{number}", f"key{number}", f"lot{number // 2}", cells=cells)


def context(folder: Path, base: Path, **parameters: Any) -> TrainerContext:
    (folder / "work").mkdir(parents=True, exist_ok=True)
    return TrainerContext(
        parameters=TrainingParameters(base=str(base), **{**QUICK, **parameters}),
        classes=CLASSES,
        seed=3,
        work=folder / "work",
        bundle=folder / "bundle",
        recipe={"name": "plate", "mode": "grey", "parameters": {"longest_side": 56}},
    )


def trained(
    given: TrainerContext,
    recall: bool = False,
    on_step: Callable[[TrainingStep], None] = lambda step: None,
) -> list[TrainingStep]:
    trainer, steps = VlmTrainer(given), list[TrainingStep]()

    def told(step: TrainingStep) -> None:
        steps.append(step)
        on_step(step)

    for pair, example in lessons():
        if recall:
            assert trainer.recall(example)
        else:
            trainer.observe(pair, example)
    assert "on 2 held-out pairs the adapter gains" in trainer.train(told).doubt  # too few to tell
    return steps


@pytest.fixture(scope="module", params=["idefics", "llava"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bundle, trained on one of both models."""
    folder = tmp_path_factory.mktemp("学習")
    base = request.getfixturevalue(request.param)
    way = "composite" if request.param == "idefics" else "images"
    steps = trained(context(folder, base, show=way, dora=request.param == "llava"))
    assert [step.done for step in steps if step.values] == [1, 2]
    assert all(0 <= step.done <= step.total for step in steps)
    return folder


def logits(loaded: LoadedModel, given: Any) -> torch.Tensor:
    pair = next(lessons())[0]
    shown = show(pair, given)
    tensors = encode(loaded, shown, question(shown.rows, shown.columns))
    with torch.no_grad():
        return loaded.model(**tensors).logits


def test_saved_reloaded_and_merged_it_says_the_same(made: Path) -> None:
    outputs = []
    for merge in (False, True):
        chosen = choose(Parameters(merge=merge, device="cpu"), made / "bundle")
        loaded = load_model(chosen.load)
        outputs.append(logits(loaded, chosen.shown(loaded)))
        assert loaded.facts["adapter_proof"]["logits_differ_by"] > 0
    assert torch.allclose(*outputs, atol=1e-4)
    assert not torch.allclose(outputs[0], logits(load_model(replace(chosen.load, adapter=None)),
                                                 chosen.shown(loaded)), atol=1e-3)  # fmt: skip


def test_the_inspector_runs_the_bundle(made: Path) -> None:
    bundle = ModelBundle.load(made / "bundle")
    assert bundle.labels == ("ok", "hole")
    assert set(bundle.about.files) == {"adapter_config.json", "adapter_model.safetensors"}
    inspector = VlmInspector(
        InspectorContext(Parameters(least_legal=0.0, device="cpu"), bundle.labels, made / "bundle")
    )
    pair = next(lessons())[0]
    opinion = inspector.inspect(pair)
    assert set(opinion.cells) == {cell.address for cell in pair.cells}


def test_the_report_lies_beside_it(made: Path) -> None:
    report = made / "work" / "report"
    assert (report / "answers.html").is_file()
    assert list((report / "tensorboard").glob("events.*"))


class KilledError(Exception):
    """Stands for the end of the process."""


def test_a_killed_training_goes_on_and_ends_alike(idefics: Path, tmp_path: Path) -> None:
    killed, whole = (context(tmp_path / each, idefics) for each in ("killed", "whole"))

    def kill(step: TrainingStep) -> None:
        if step.done == 1:
            raise KilledError

    with pytest.raises(KilledError):
        trained(killed, on_step=kill)
    assert not killed.bundle.exists()
    steps = trained(killed, recall=True)
    assert [step.done for step in steps if step.values] == [1, 2]
    trained(whole)
    contents = {(c.bundle / "adapter_model.safetensors").read_bytes() for c in (killed, whole)}
    assert len(contents) == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"targets": ("q_proj.weight",)}, 'Write "q_proj"'),
        ({"targets": ("query",)}, "matches no layer"),
        ({"least_examples": 9}, r'5 more pairs with class "ok" \(4 of 9\)'),
        ({"checked": 0.0, "measured": 0.0}, "Nothing is held out"),
    ],
)
def test_what_cannot_be_trained_is_refused(
    idefics: Path, tmp_path: Path, changed: dict[str, Any], message: str
) -> None:
    given = context(tmp_path, idefics, **changed)
    with pytest.raises(ValueError, match=message):
        trained(given)
    assert not given.bundle.exists()


def test_a_pair_of_too_many_tokens_is_named(idefics: Path) -> None:
    loaded = load_model(LoadSettings(idefics, device="cpu"))
    loaded.most_tokens = 40
    pair = next(lessons())[0]
    shown = show(pair, ShowSettings(longest_side=56))
    lesson = taught("part 7", "lot", shown, lambda: shown, {})
    plain = Varying(0.0, None, Moving())
    teacher = Teacher(
        loaded, [lesson], [], plain, names=CLASSES[2:], batch=1, size=0, defective=0.5, choices=True
    )
    with pytest.raises(ValueError, match=r'Pair "part 7" cannot be learned: .* longest_side'):
        next(teacher.batches(np.random.default_rng(0)))
