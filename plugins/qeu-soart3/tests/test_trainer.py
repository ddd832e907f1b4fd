from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from qeu_soart3.comparison import doubt
from qeu_soart3.inspector import SoartInspector
from qeu_soart3.parameters import Parameters, TrainingParameters
from qeu_soart3.trainer import SoartTrainer

from qeu_station.api import Example, InspectorContext, PreparedPair, TrainerContext, TrainingStep
from qeu_station.api.testing import make_pair
from qeu_station.errors import BundleError, PluginError
from qeu_station.toolkit.bundle import ModelBundle

from .boards import CHANGES, board, board_pair, pair_of

KINDS = tuple(CHANGES)
CLASSES = ("ok", "unknown", *KINDS)
QUICK = TrainingParameters(epochs=25, per_window=2, over_all=2, folds=2)


def lessons() -> Iterator[tuple[PreparedPair, Example]]:
    for number in range(8):
        dx, dy = number % 3, number % 2
        blob = (slice(70 + number, 80 + number), slice(55, 65))
        scenes = {kind: pair_of(kind, dx, dy) for kind in KINDS} | {"ok": board_pair(board(), blob)}
        for kind, pair in scenes.items():
            name = f"{kind}-{number}"
            good = {cell.address: "ok" for cell in pair.cells}
            cells = good | {pair.regions[0].cells[0]: kind}
            yield pair, Example(name, name, f"lot {number % 4}", {"R1": kind}, cells)


def context(folder: Path, **changes: object) -> TrainerContext:
    (folder / "work").mkdir(exist_ok=True)
    given = TrainerContext(
        parameters=QUICK,
        classes=CLASSES,
        work=folder / "work",
        bundle=folder / "bundle",
        recipe={"mode": "binary", "name": "board"},
    )
    return replace(given, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trained bundle."""
    folder = tmp_path_factory.mktemp("学習")
    trainer = SoartTrainer(context(folder))
    for pair, example in lessons():
        trainer.observe(pair, example)
    steps: list[TrainingStep] = []
    outcome = trainer.train(steps.append)
    assert all(0 <= step.done <= step.total for step in steps)
    assert outcome.doubt == ""
    assert {"weight", "bias"} == set(outcome.weights)
    assert all(weight >= 0 for weight in outcome.weights.values())
    assert outcome.p_ok_without_region is not None
    assert 0.9 < outcome.p_ok_without_region < 1
    chosen = outcome.parameters["unit_spaces"]
    tried = outcome.report.sections[-1].tables[0].rows
    assert tried[0][0] == ", ".join(chosen)
    assert [row[2] for row in tried] == sorted(row[2] for row in tried)
    assert any("independent" in section.title for section in outcome.report.sections)
    assert any("LDA" in str(row[0]) for row in outcome.report.sections[0].tables[0].rows)
    return folder


@pytest.fixture(scope="module")
def inspector(folder: Path) -> SoartInspector:
    return SoartInspector(InspectorContext(model=folder / "bundle"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taught_is_recognised_at_another_place(
    inspector: SoartInspector, kind: str
) -> None:
    opinions = inspector.inspect(pair_of(kind, dx=2, dy=7))
    labels = ("ok", *KINDS)
    product = np.prod([opinions[name].regions["R1"] for name in ("weight", "bias")], axis=0)
    assert labels[int(product.argmax())] == kind


def test_a_cell_is_as_good_as_its_worst_region(inspector: SoartInspector) -> None:
    pair = pair_of("short")
    for opinion in inspector.inspect(pair).values():
        assert opinion.cells[pair.regions[0].cells[0]] == opinion.regions["R1"]
        assert max(p[0] for p in opinion.cells.values()) > 0.9
        assert len(opinion.cells) == 27
        assert "short" in opinion.comment


def test_a_pair_without_regions_is_quiet(inspector: SoartInspector) -> None:
    pair = replace(pair_of("short"), regions=(), region_map=np.zeros((160, 160), np.uint16))
    for opinion in inspector.inspect(pair).values():
        assert not opinion.regions
        assert min(p[0] for p in opinion.cells.values()) > 0.9


def test_pictures_of_another_mode_are_refused(inspector: SoartInspector) -> None:
    with pytest.raises(PluginError, match="trained on binary pictures, the pair is colour"):
        inspector.inspect(make_pair(mode="colour"))


def test_the_bundle_says_what_it_is(folder: Path) -> None:
    bundle = ModelBundle.load(folder / "bundle")
    assert bundle.labels == ("ok", *KINDS)
    assert bundle.about.preprocessing["space"] == "topology"


def trained_with(folder: Path, **changes: object) -> tuple[str, ...]:
    trainer = SoartTrainer(context(folder, **changes))
    for pair, example in lessons():
        trainer.observe(pair, example)
    return tuple(trainer.train(lambda step: None).parameters["unit_spaces"])


def test_unit_spaces_that_the_recipe_names_are_not_chosen_anew(tmp_path: Path) -> None:
    recipe = {"mode": "binary", "parameters": {"unit_spaces": ["reference", "inverse"]}}
    assert trained_with(tmp_path, recipe=recipe) == ("reference", "inverse")
    model = tmp_path / "bundle"
    pair = pair_of("short")
    own = Parameters(unit_spaces=("inverse", "reference"))
    assert SoartInspector(InspectorContext(own, model=model)).inspect(pair)
    other = Parameters(unit_spaces=("prototypes",))
    with pytest.raises(PluginError, match="asks for the unit spaces prototypes, the model was"):
        SoartInspector(InspectorContext(other, model=model))


def test_unit_spaces_may_be_set_for_one_training(tmp_path: Path) -> None:
    named = QUICK.model_copy(update={"unit_spaces": ("prototypes", "windows")})
    recipe = {"mode": "binary", "parameters": {"unit_spaces": ["reference"]}}
    assert trained_with(tmp_path, parameters=named, recipe=recipe) == ("prototypes", "windows")


def test_a_changed_network_is_refused(folder: Path, tmp_path: Path) -> None:
    for file in (folder / "bundle").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    network = tmp_path / "regions-bias.onnx"
    content = bytearray(network.read_bytes())
    content[len(content) // 2] ^= 1
    network.write_bytes(content)
    with pytest.raises(BundleError, match=r"regions-bias\.onnx"):
        SoartInspector(InspectorContext(model=tmp_path))


def test_without_a_bundle_it_says_how_to_get_one() -> None:
    with pytest.raises(PluginError, match="qeu-station train soart3"):
        SoartInspector(InspectorContext())


def test_a_resumed_training_recalls_what_it_saw(folder: Path) -> None:
    again = SoartTrainer(context(folder))
    known = [again.recall(example) for _, example in lessons()]
    assert all(known)
    assert not again.recall(Example("new", "new", "lot"))


def test_a_class_without_examples_is_named(tmp_path: Path) -> None:
    trainer = SoartTrainer(context(tmp_path, classes=(*CLASSES, "burr")))
    for pair, example in lessons():
        trainer.observe(pair, example)
    with pytest.raises(ValueError, match=r'5 more regions of class "burr" \(0 of 5\)'):
        trainer.train(lambda step: None)


@pytest.mark.parametrize("kind", ["regions", "cells"])
def test_judges_that_tell_nothing_are_doubted(kind: str) -> None:
    """Of both kinds of items one is told apart; the other is judged by lot."""
    classes = np.arange(80) % 2
    right = np.stack([1 - 0.8 * classes - 0.1, 0.8 * classes + 0.1], axis=1)
    lot = np.random.default_rng(1).dirichlet((1, 1), 80)
    items = SimpleNamespace(classes=classes)
    found = {"regions": right, "cells": right, kind: lot}
    learned = {k: SimpleNamespace(held_out=(v, v), weights=(0.5, 0.5)) for k, v in found.items()}
    said = doubt(dict.fromkeys(learned, items), learned, ("ok", "short"))  # type: ignore[arg-type]
    assert f"no better than chance on held-out {kind}" in said


def test_nothing_observed_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least two labelled pairs"):
        SoartTrainer(context(tmp_path)).train(lambda step: None)
