"""An inspector is tried beside the station: what hangs or crashes is told, and ended."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import pytest

from qeu_station import paths
from qeu_station.errors import PluginError, StoppedError
from qeu_station.pluginhost import Catalog, CheckStep, load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import (
    Trying,
    check_parameters_of,
    conformance,
    save_parameters,
    self_test,
)
from qeu_station.storage.recipes import load_recipe
from tests.unit.services.plugin_care.conftest import DATA


@pytest.fixture
def catalog(home: OpenHome, own: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    monkeypatch.syspath_prepend(DATA / "faulty")
    return load_catalog(home.host)


def test_a_good_inspector_passes_and_sees_the_blot(catalog: Catalog, home: OpenHome) -> None:
    steps: list[str] = []
    found = self_test(Trying("good"), catalog, home, steps.append)
    assert steps == ["prepare", "start", "judge"]
    assert found.passed
    assert (found.fault, found.device, found.repeats) == (None, "cpu", True)
    assert found.p_ok is not None
    assert found.p_ok_blot is not None
    assert found.p_ok > 0.9
    assert found.p_ok_blot < 0.5
    assert found.start_ms > 0
    assert 0 < found.median_ms < found.deadline_s * 1000
    assert 0 < found.peak_mb < found.memory_mb


def test_with_a_recipe_its_model_and_limits_are_used(catalog: Catalog, home: OpenHome) -> None:
    found = self_test(Trying("soart3", "sample-trained"), catalog, home)
    assert found.passed
    without = self_test(Trying("soart3"), catalog, home)
    assert not without.passed
    assert without.fault is not None
    assert without.fault[0] == "start"
    assert "needs a model" in without.fault[1]


def test_parameters_that_were_entered_are_used(catalog: Catalog, home: OpenHome) -> None:
    found = self_test(Trying("faulty", "", {"start": "exits_hard"}), catalog, home)
    assert found.fault is not None
    assert "ended its process" in found.fault[1]
    wrong = self_test(Trying("good", "", {"level": 999.0}), catalog, home)
    assert wrong.fault is not None
    assert "level" in wrong.fault[1]


@pytest.mark.parametrize("where", ["start", "inspect"])
def test_one_that_hangs_is_ended_when_a_person_stops_it(
    catalog: Catalog, home: OpenHome, where: str
) -> None:
    wanted = Trying("faulty", "", {"start": "hangs"})
    if where == "inspect":
        file = paths.plugins(home.folder) / "tiny_plugin.py"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("return Opinion(", "__import__('time').sleep(99); return Opinion(")
        )
        catalog, wanted = load_catalog(home.host), Trying("tiny")
    before = {child.pid for child in psutil.Process().children()}
    begun: list[float] = []

    def stopped() -> bool:
        return bool(begun) and time.monotonic() - begun[0] > 1.5

    with pytest.raises(StoppedError):
        self_test(wanted, catalog, home, lambda step: begun.append(time.monotonic()), stopped)
    assert {child.pid for child in psutil.Process().children()} <= before


def test_every_check_is_told_as_it_runs(catalog: Catalog, home: OpenHome) -> None:
    steps: list[CheckStep] = []
    report = conformance(Trying("good"), catalog, home, steps.append)
    assert report.passed
    assert [step.name for step in steps] == [*(check.name for check in report.checks), ""]
    assert steps[-1].done == report.checks
    assert {step.total for step in steps} == {len(report.checks)}


def test_a_model_is_checked_with_its_recipe(catalog: Catalog, home: OpenHome) -> None:
    report = conformance(Trying("soart3", "sample-trained"), catalog, home)
    assert [check for check in report.checks if not check.passed] == []
    names = {check.name for check in report.checks}
    assert "judges_colour" in names
    assert "judges_binary" not in names  # the recipe's pictures are in colour


def test_a_check_that_hangs_is_ended_when_a_person_stops_it(
    catalog: Catalog, home: OpenHome
) -> None:
    begun: list[float] = []

    def on_check(step: CheckStep) -> None:
        if step.name == "factory_builds":
            begun.append(time.monotonic())

    def stopped() -> bool:
        return bool(begun) and time.monotonic() - begun[0] > 0.3

    with pytest.raises(StoppedError):
        conformance(Trying("faulty", "", {"start": "hangs"}), catalog, home, on_check, stopped)


def test_a_recipe_that_does_not_use_it_is_refused(catalog: Catalog, home: OpenHome) -> None:
    with pytest.raises(PluginError, match='does not use inspector "good"'):
        self_test(Trying("good", "sample"), catalog, home)
    with pytest.raises(PluginError, match="no inspector"):
        self_test(Trying("absent"), catalog, home)


def test_the_plugins_own_model_looks_at_parameters(catalog: Catalog, home: OpenHome) -> None:
    check_parameters_of(Trying("good", "", {"level": 12.5}), catalog, home)
    with pytest.raises(PluginError, match="level"):
        check_parameters_of(Trying("good", "", {"level": 0.0}), catalog, home)


def test_saved_parameters_make_a_new_version_and_change_nothing_else(
    catalog: Catalog, home: OpenHome
) -> None:
    before = load_recipe("sample-trained", home.folder)
    first, second = before.recipe.inspectors
    changed = {**first.parameters, "window": 11}
    saved = save_parameters(Trying(first.name, "sample-trained", changed), catalog, home)
    assert saved.recipe.version == before.recipe.version + 1
    assert dict(saved.recipe.inspectors[0].parameters) == changed
    assert saved.recipe.inspectors[1] == second
    assert (saved.folder / str(second.model)).is_dir()
    with pytest.raises(PluginError, match="window"):
        save_parameters(Trying(first.name, "sample-trained", {"window": 0}), catalog, home)
    assert load_recipe("sample-trained", home.folder).recipe.version == saved.recipe.version
