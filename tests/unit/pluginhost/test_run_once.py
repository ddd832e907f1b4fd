from __future__ import annotations

from collections.abc import Iterator

import pytest

from qeu_station.api.testing import make_pair
from qeu_station.errors import PluginError
from qeu_station.pluginhost import Catalog, HostOptions, InspectorUse, run_once


@pytest.fixture(autouse=True)
def _own_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import sys

    monkeypatch.setattr(sys, "path", [*sys.path])
    yield
    for name in [name for name in sys.modules if name.startswith("fake_")]:
        del sys.modules[name]


def test_a_trial_has_an_opinion_and_timings(good: InspectorUse, options: HostOptions) -> None:
    trial = run_once(good, make_pair(), options, repetitions=3)
    assert trial.fault is None
    assert trial.opinions["good"].comment == "Looked at it."
    assert min(trial.load_ms, trial.build_ms, trial.first_ms, trial.median_ms) >= 0


def test_a_fault_is_told(faulty: InspectorUse, options: HostOptions) -> None:
    trial = run_once(faulty, make_pair(name="bad nan"), options)
    assert trial.fault is not None
    assert trial.fault[0] == "invalid"


def test_wrong_parameters_are_named(catalog: Catalog, options: HostOptions) -> None:
    with pytest.raises(PluginError, match="level"):
        run_once(InspectorUse(catalog.inspector("good"), {"level": -1}), make_pair(), options)


def test_at_least_one_run(good: InspectorUse, options: HostOptions) -> None:
    with pytest.raises(PluginError, match="at least once, not 0"):
        run_once(good, make_pair(), options, repetitions=0)
