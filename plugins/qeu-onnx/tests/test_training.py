"""The trainer: what it learns, what it refuses, and that a killed training goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from qeu_onnx.inspector import RegionInspector
from qeu_onnx.training.parameters import TrainingParameters
from qeu_onnx.training.trainer import VARIANT, PatchTrainer

from qeu_station.api import Example, InspectorContext, PreparedPair, TrainerContext, TrainingStep
from qeu_station.errors import BundleError
from qeu_station.toolkit.bundle import ModelBundle

from .plates import CLASSES, lessons, plate_pair

QUICK = TrainingParameters(members=2, width=6, epochs=2, pass_size=1280)
HASTY = TrainingParameters(members=2, width=4, epochs=2, pass_size=1, quantise=False)


def context(folder: Path, parameters: TrainingParameters = HASTY) -> TrainerContext:
    (folder / "work").mkdir(parents=True, exist_ok=True)
    return TrainerContext(
        parameters=parameters,
        classes=CLASSES,
        seed=1,
        work=folder / "work",
        bundle=folder / "bundle",
        recipe={"mode": "grey", "name": "plate", "training_data": "0123"},
    )


def taught(
    context: TrainerContext, seen: Iterable[tuple[PreparedPair, Example]] | None = None
) -> PatchTrainer:
    trainer = PatchTrainer(context)
    for pair, example in lessons() if seen is None else seen:
        trainer.observe(pair, example)
    return trainer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trained bundle."""
    folder = tmp_path_factory.mktemp("学習")
    steps: list[TrainingStep] = []
    outcome = taught(context(folder, QUICK)).train(steps.append)
    assert all(0 <= step.done <= step.total for step in steps)
    assert {name for step in steps for name in step.values} == {"loss/network 1", "loss/network 2"}
    assert outcome.p_ok_without_region is not None
    assert 0.95 < outcome.p_ok_without_region < 1
    assert outcome.doubt == ""
    assert "in no decision" in outcome.report.summary[1]
    assert "The int8 variant is right in" in outcome.report.summary[2]
    assert outcome.report.figures["parity.largest"] <= 1e-4
    assert outcome.report.figures["held out.right"] > 0.8
    return folder


@pytest.mark.parametrize("place", ["bundle", f"work/{VARIANT}"])
@pytest.mark.parametrize("kind", ["ok", "hole", "stain"])
def test_the_inspector_recognises_what_was_taught(folder: Path, place: str, kind: str) -> None:
    inspector = RegionInspector(InspectorContext(model=folder / place))
    opinion = inspector.inspect(plate_pair(kind, 14))
    labels = ModelBundle.load(folder / place).labels
    said = opinion.regions["R1"]
    assert labels[max(range(3), key=said.__getitem__)] == kind


def test_the_bundles_say_what_they_are(folder: Path) -> None:
    exact = ModelBundle.load(folder / "bundle").about
    small = ModelBundle.load(folder / "work" / VARIANT).about
    assert exact.labels == small.labels == ("ok", "hole", "stain")
    assert exact.temperature == small.temperature
    assert exact.preprocessing == small.preprocessing
    assert small.training_data == "0123"
    assert {"lost.right", "lost.escape before"} <= set(small.metrics)
    assert not any(name.startswith("lost.") for name in exact.metrics)


def test_a_model_that_sees_pieces_is_asked_with_pieces(tmp_path: Path) -> None:
    wanted = context(tmp_path, HASTY.model_copy(update={"pieces": True}))
    outcome = taught(wanted).train(lambda step: None)
    assert outcome.report.figures["parity.largest"] <= 1e-4
    inspector = RegionInspector(InspectorContext(model=wanted.bundle))
    settings = ModelBundle.load(wanted.bundle).about.preprocessing
    assert list(settings["planes"]) == ["reference", "test", "pieces"]
    assert sum(inspector.inspect(plate_pair("hole", 14)).regions["R1"]) == pytest.approx(1)


def test_same_seed_and_examples_same_model_even_when_recalled(tmp_path: Path) -> None:
    first = context(tmp_path / "a")
    taught(first).train(lambda step: None)
    again = PatchTrainer(replace(first, bundle=tmp_path / "again"))
    assert all(again.recall(example) for _, example in lessons())
    assert not again.recall(Example("new", "new", "lot"))
    again.train(lambda step: None)
    contents = {(p / "model.onnx").read_bytes() for p in (first.bundle, tmp_path / "again")}
    assert len(contents) == 1


KILLED = """
import os, sys
from pathlib import Path
from tests.test_training import context, taught

def on_step(step):
    if step.done == 3:  # the second network has begun
        os._exit(9)

taught(context(Path(sys.argv[1]))).train(on_step)
"""


def test_a_killed_training_goes_on_and_ends_alike(tmp_path: Path) -> None:
    plugin = Path(__file__).parents[1]
    words = [sys.executable, "-c", KILLED, str(tmp_path / "killed")]
    ended = subprocess.run(words, cwd=plugin, capture_output=True, text=True, check=False)
    assert ended.returncode == 9, ended.stderr
    assert not (tmp_path / "killed" / "bundle").exists()
    steps: list[TrainingStep] = []
    trainer = PatchTrainer(context(tmp_path / "killed"))
    assert all(trainer.recall(example) for _, example in lessons())
    trainer.train(steps.append)
    taught(context(tmp_path / "whole")).train(lambda step: None)
    contents = {
        (tmp_path / each / "bundle" / "model.onnx").read_bytes() for each in ("killed", "whole")
    }
    assert len(contents) == 1
    assert [step.done for step in steps if step.values] == [1, 2, 3, 4]


def test_no_parity_no_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qeu_onnx.training import export

    honest = export._folded

    def careless(convolve: object, norm: object) -> object:
        weights, offsets = honest(convolve, norm)
        return weights, offsets + 0.05

    monkeypatch.setattr(export, "_folded", careless)
    given = context(tmp_path)
    with pytest.raises(BundleError, match="The export is refused"):
        taught(given).train(lambda step: None)
    assert not given.bundle.exists()


def test_good_examples_alone_teach_nothing(tmp_path: Path) -> None:
    trainer = taught(context(tmp_path), lessons(kinds=("ok",)))
    with pytest.raises(ValueError, match=r"no defective example.*6 good regions were given"):
        trainer.train(lambda step: None)


def test_a_class_with_too_few_examples_is_named(tmp_path: Path) -> None:
    trainer = taught(context(tmp_path), lessons(kinds=("ok", "hole")))
    with pytest.raises(ValueError, match=r'5 more regions of class "stain" \(0 of 5\)'):
        trainer.train(lambda step: None)


def test_nothing_observed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no defective example"):
        PatchTrainer(context(tmp_path)).train(lambda step: None)


def test_one_pair_is_too_few(tmp_path: Path) -> None:
    few = context(tmp_path, HASTY.model_copy(update={"least_examples": 1}))
    with pytest.raises(ValueError, match="at least 4 pairs"):
        taught(few, lessons(count=1)).train(lambda step: None)
