"""One trainer in a process of its own: what comes back, and everything that can go wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from qeu_station.api import Example, TrainingOutcome, TrainingStep
from qeu_station.api.testing import make_pair
from qeu_station.core.classes import Classes, DefectClass
from qeu_station.errors import PluginError
from qeu_station.pluginhost import (
    HostOptions,
    Lesson,
    TrainerUse,
    check_training,
    inspector_of,
    load_catalog,
    train,
)

CLASSES = Classes((DefectClass("scratch"),))


@pytest.fixture(scope="module")
def host(data: Path) -> HostOptions:
    return HostOptions(extra_paths=(data / "trainers",), probe_deadline_s=60)


@pytest.fixture(scope="module")
def wayward(host: HostOptions) -> TrainerUse:
    catalog = load_catalog(host)
    entry = catalog.trainer("wayward")
    return TrainerUse(entry, catalog.inspector(inspector_of(entry.spec)), classes=CLASSES)


@pytest.fixture
def use(wayward: TrainerUse, tmp_path: Path) -> TrainerUse:
    work = tmp_path / "仕事"
    work.mkdir()
    return replace(wayward, work=work, bundle=tmp_path / "bundle", kept={"steepness": 0.2})


def lessons(count: int = 2) -> Iterator[Lesson]:
    for seed in range(count):
        pair = make_pair(regions=2, seed=seed, name=f"P{seed}")
        known = {"R1": "ok", "R2": "scratch"}
        yield Lesson(Example(f"P{seed}", f"key{seed}", "lot", known), lambda pair=pair: pair)


def trained(use: TrainerUse, host: HostOptions, **parameters: object) -> TrainingOutcome:
    made = train(replace(use, parameters=parameters), lessons(), host)
    assert made is not None
    return made


def trainers_alive() -> list[psutil.Process]:
    """The host's children that run plugins; the tracker of shared memory may live on."""
    return [p for p in psutil.Process().children() if "child_main" in " ".join(p.cmdline())]


def test_steps_an_outcome_and_a_bundle_come_back(use: TrainerUse, host: HostOptions) -> None:
    steps: list[TrainingStep] = []
    made = train(replace(use, parameters={"epochs": 2}), lessons(), host, steps.append)
    assert made is not None
    assert [(s.done, s.total, s.doing, s.values) for s in steps] == [
        (1, 2, "learning", {"loss": 1.0}),
        (2, 2, "learning", {"loss": 0.5}),
    ]
    assert made.parameters == {"steepness": 0.5}
    assert made.weights == {"peak": 0.75, "area": 0.25}
    assert made.p_ok_without_region == 0.97
    assert made.report.title == "Steady & true"
    assert made.report.sections[0].tables[0].rows[1] == ["<script>", None]
    assert made.report.figures["seen"] == 2
    assert json.loads((use.bundle / "limit.json").read_text("utf-8"))["limit"] > 0


def test_what_was_kept_is_recalled_and_not_prepared_again(
    use: TrainerUse, host: HostOptions
) -> None:
    trained(use, host)
    again = [Lesson(each.example, lambda: pytest.fail("prepared again")) for each in lessons()]
    made = train(replace(use, bundle=use.bundle.with_name("second")), again, host)
    assert made is not None
    assert made.report.figures["seen"] == 2
    assert made.report.figures["went_on_from"] == 3


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("open raises", "raised RuntimeError: the tea is cold"),
        ("observe raises", "raised RuntimeError: the tea is cold"),
        ("train raises", "raised RuntimeError: the tea is cold"),
        ("train trips a library", "it raised JSONDecodeError: Expecting property name"),
        ("train exits hard", "ended its process with exit code 7"),
        ("train segfaults", "died with "),
        ("train steps backwards", "breaks the contract: a step says 2 of 1"),
        ("end returns nothing", "breaks the contract: train returned NoneType"),
        ("bundle is missing", "made a model bundle that cannot be used"),
        ("bundle has a pickle", r"made a model bundle that cannot be used.*weights\.pkl"),
        ("bundle has other classes", '"rust", which is not a class of this recipe'),
        ("bundle is of no use", 'made what inspector "steady" cannot start with: it raised Value'),
        ("weights nan", 'opinion "peak" is nan'),
        ("weights unknown", '"colour", which inspector "steady" does not give'),
        ("weights all zero", "nothing would judge"),
        ("parameters", "cannot start with: it cannot be used.*steepness"),
    ],
)
def test_a_fault_names_plugin_version_and_reason(
    use: TrainerUse, host: HostOptions, fault: str, words: str
) -> None:
    with pytest.raises(PluginError, match=words) as caught:
        trained(use, host, fault=fault)
    assert 'Trainer "wayward" (plugin fake-trainers 1.2) could not train' in str(caught.value)
    assert trainers_alive() == []


def test_too_little_is_said_in_the_plugins_words(use: TrainerUse, host: HostOptions) -> None:
    said = r'Trainer "wayward" \(plugin fake-trainers 1.2\) does not train: 0 good and 0 other '
    with pytest.raises(PluginError, match=said + r"regions, 1 of each is needed\.$"):
        train(use, [], host)


def test_what_it_printed_is_found_where_the_error_says(
    use: TrainerUse, host: HostOptions, tmp_path: Path
) -> None:
    logged = replace(host, log_dir=tmp_path / "logs")
    with pytest.raises(PluginError, match=r"What it printed: .*train-wayward\.log$"):
        trained(use, logged, fault="open raises")
    text = (tmp_path / "logs" / "train-wayward.log").read_text("utf-8")
    assert "Traceback" in text


def test_parameters_are_checked_before_anything_is_taught(
    use: TrainerUse, host: HostOptions
) -> None:
    said = 'does not train: Parameters of trainer "wayward" are not valid: epochs: .* \\(got 0\\)'
    with pytest.raises(PluginError, match=said):
        trained(use, host, epochs=0)
    said = 'there is no epoch. Did you mean "epochs"\\? There are: epochs, pause_s, fault, doubt'
    with pytest.raises(PluginError, match=said):
        check_training(replace(use, parameters={"epoch": 3}), host)


@pytest.mark.parametrize("moment", ["train", "observe"])
def test_a_trainer_that_hangs_is_cancelled(use: TrainerUse, host: HostOptions, moment: str) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 20

    hanging = replace(use, parameters={"fault": f"{moment} hangs"})
    assert train(hanging, lessons(), host, cancelled=cancelled) is None
    assert trainers_alive() == []


def test_a_trainer_that_eats_memory_is_ended(use: TrainerUse, host: HostOptions) -> None:
    hungry = replace(use, memory_mb=600, parameters={"fault": "train hoards"})
    with pytest.raises(PluginError, match="600 are allowed"):
        train(hungry, lessons(), host)


def test_steps_told_from_threads_arrive_whole(use: TrainerUse, host: HostOptions) -> None:
    steps: list[TrainingStep] = []
    told = replace(use, parameters={"fault": "train tells from threads", "epochs": 1})
    assert train(told, lessons(), host, steps.append) is not None
    assert len(steps) == 801


def test_a_host_that_is_interrupted_leaves_no_process(use: TrainerUse, host: HostOptions) -> None:
    def interrupt(step: TrainingStep) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(use, lessons(), host, interrupt)
    assert trainers_alive() == []


def test_trainers_stand_in_the_catalog_with_their_schema(host: HostOptions) -> None:
    catalog = load_catalog(host)
    entry = catalog.trainer("wayward")
    assert entry.parameters_schema is not None
    assert entry.parameters_schema["properties"]["epochs"]["default"] == 3
    assert inspector_of(catalog.trainer("orphan").spec) == "orphan"
    with pytest.raises(PluginError, match=r'no trainer "waywerd".*Did you mean "wayward"'):
        catalog.trainer("waywerd")
