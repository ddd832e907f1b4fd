"""Promise: whatever a plugin does, the operator learns why, and everything else works on.

Real plugin distributions of ``tests/plugins/data`` do it in real processes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from qeu_station.api.testing import make_pair
from qeu_station.errors import PluginError
from qeu_station.pluginhost import (
    Catalog,
    FailedPlugin,
    HostOptions,
    InspectorUse,
    Reply,
    WorkerSet,
    load_catalog,
)

DATA = Path(__file__).parents[1] / "plugins" / "data"

WHILE_INSPECTING = {
    "raises": ("raised", "raised ValueError: the lens cap is on"),
    "raises_unprintable": ("raised", "raised Odd"),
    "raises_in_silence": ("raised", "raised ValueError: nobody can hear me"),
    "recurses": ("raised", "raised RecursionError"),
    "exits": ("raised", "called sys.exit(3)"),
    "interrupts": ("raised", "raised KeyboardInterrupt"),
    "exits_hard": ("crashed", "ended its process with exit code 0"),
    "closes_files": ("crashed", ""),
    "eats_memory": ("memory", "300 are allowed"),
    "nan": ("invalid", "nan"),
    "sum_not_one": ("invalid", "sum to 1.4"),
    "wrong_length": ("invalid", "4 probabilities for 2 classes"),
    "wrong_shape": ("invalid", "not a list of numbers"),
    "missing_cell": ("invalid", "cell U1 is missing"),
    "none": ("invalid", "NoneType"),
    "number": ("invalid", "float"),
    "list_as_cells": ("invalid", "cells is list"),
    "object_as_evidence": ("invalid", "not JSON"),
    "nan_as_evidence": ("invalid", "not JSON"),
    "giant_comment": ("invalid", "30000000 characters"),
    "giant_evidence": ("invalid", "at most 4000000"),
    "many_proposals": ("invalid", "at most 10000"),
    "writes": ("raised", "read-only"),
    "makes_writable": ("raised", "WRITEABLE"),
}
HARMLESS = ("prints", "closes_stdin", "leaves_threads", "changes_folder", "odd_text", "slow")

ON_IMPORT = {
    "raises": "RuntimeError: the moon is full",
    "exits": "called sys.exit(7)",
    "eats_memory": "used",
    "missing_library": "a_library_that_is_not_installed",
    "syntax_error": "SyntaxError",
    "misspelt_hook": 'there is no hook "qeu_inspector". Did you mean "qeu_inspectors"?',
    "no_marker": "mark a function",
    "old_api": "API version 0, this station has 1",
}


@pytest.fixture(autouse=True)
def _warnings_are_expected(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells of every worker that had to be ended."""


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> HostOptions:
    return HostOptions(
        extra_paths=(DATA / "good", DATA / "faulty"),
        log_dir=tmp_path_factory.mktemp("logs"),
        failures_to_suspend=3,
    )


@pytest.fixture(scope="module")
def catalog(options: HostOptions) -> Catalog:
    return load_catalog(options)


@pytest.fixture(scope="module")
def uses(catalog: Catalog) -> tuple[InspectorUse, InspectorUse]:
    good = InspectorUse(catalog.inspector("good"), deadline_s=60)
    faulty = InspectorUse(catalog.inspector("faulty"), deadline_s=60, memory_mb=300)
    return good, faulty


@pytest.fixture(scope="module")
def patient(uses: tuple[InspectorUse, ...], options: HostOptions) -> Iterator[WorkerSet]:
    with WorkerSet(uses, options) as workers:
        yield workers


def inspected(workers: WorkerSet, name: str) -> tuple[Reply, Reply]:
    good, faulty = workers.inspect(make_pair(name=name))
    return good, faulty


def assert_all_works(workers: WorkerSet, pid_of_good: int | None) -> None:
    """The next inspection works, and the other inspector's process is the one it was."""
    good, faulty = inspected(workers, "fine")
    assert (good.fault, faulty.fault) == (None, None)
    assert set(faulty.opinions["faulty"].cells) == set(good.opinions["good"].cells)
    assert workers.health()[0].pid == pid_of_good


@pytest.mark.parametrize("fault", WHILE_INSPECTING)
def test_a_fault_while_inspecting_has_a_reason_and_stays_alone(
    patient: WorkerSet, fault: str
) -> None:
    kind, words = WHILE_INSPECTING[fault]
    pid = patient.health()[0].pid
    good, faulty = inspected(patient, f"bad {fault}")
    assert good.fault is None
    assert faulty.fault is not None
    assert faulty.fault[0] == kind
    assert words in faulty.fault[1]
    assert not faulty.opinions
    assert_all_works(patient, pid)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_segmentation_fault_is_named(patient: WorkerSet) -> None:
    pid = patient.health()[0].pid
    good, faulty = inspected(patient, "bad segfault")
    assert good.fault is None
    assert faulty.fault == ("crashed", "died with signal 11 (segmentation fault)")
    assert_all_works(patient, pid)


@pytest.mark.parametrize("deed", HARMLESS)
def test_bad_manners_change_nothing(patient: WorkerSet, deed: str) -> None:
    folder, pid = Path.cwd(), patient.health()[0].pid
    good, faulty = inspected(patient, f"bad {deed}")
    assert (good.fault, faulty.fault) == (None, None)
    assert Path.cwd() == folder
    assert_all_works(patient, pid)


def test_what_is_printed_is_kept_up_to_a_limit(patient: WorkerSet, options: HostOptions) -> None:
    patient.restart("faulty")  # with its output open, whatever it did before
    assert inspected(patient, "bad prints")[1].fault is None
    assert options.log_dir is not None
    written = (options.log_dir / "faulty.log").stat().st_size
    assert 0 < written < 1_100_000


def test_a_hang_is_ended_and_delays_nobody_else(
    uses: tuple[InspectorUse, InspectorUse], options: HostOptions
) -> None:
    good_use, faulty_use = uses
    hasty = InspectorUse(faulty_use.entry, deadline_s=1.0)
    with WorkerSet([good_use, hasty], options) as workers:
        pid = workers.health()[0].pid
        good, faulty = inspected(workers, "bad hangs")
        assert faulty.fault == ("timeout", "did not answer within 1 s and was ended")
        assert good.fault is None
        assert good.milliseconds < faulty.milliseconds
        wait_until(lambda: workers.health()[1].state == "ready")
        assert_all_works(workers, pid)


def test_what_a_plugin_started_ends_with_it(
    uses: tuple[InspectorUse, InspectorUse], options: HostOptions, tmp_path: Path
) -> None:
    own_log = HostOptions(extra_paths=options.extra_paths, log_dir=tmp_path)
    with WorkerSet([InspectorUse(uses[1].entry, deadline_s=2.0)], own_log) as workers:
        (reply,) = workers.inspect(make_pair(name="bad hangs_with_child"))
        assert reply.fault is not None
        assert reply.fault[0] == "timeout"
        title, *printed = (tmp_path / "faulty.log").read_text("utf-8").splitlines()
        assert title.startswith("[")
        word, number = printed[0].split()[:2]
        assert word == "child"
        wait_until(lambda: not running(int(number)))


def test_repeated_failures_suspend_until_a_person_restarts(
    uses: tuple[InspectorUse, InspectorUse], options: HostOptions
) -> None:
    with WorkerSet(uses, options) as workers:
        for _ in range(3):
            assert inspected(workers, "bad exits_hard")[1].fault is not None
        assert workers.health()[1].state == "suspended"
        good, faulty = inspected(workers, "fine")
        assert good.fault is None
        assert faulty.fault is not None
        assert faulty.fault[0] == "suspended"
        assert "ended its process with exit code 0" in faulty.fault[1]
        workers.restart("faulty")
        wait_until(lambda: workers.health()[1].state == "ready")
        assert_all_works(workers, workers.health()[0].pid)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("raises", "could not start: it raised ValueError: the lens cap is on"),
        ("exits", "could not start: it called sys.exit(3)"),
        ("exits_hard", "could not start: it ended its process"),
        ("hangs", "could not start: it did not answer within 3 s"),
    ],
)
def test_a_failed_start_is_a_fault_of_each_inspection(
    uses: tuple[InspectorUse, InspectorUse], options: HostOptions, fault: str, words: str
) -> None:
    patience = 3.0 if fault == "hangs" else 60.0
    strict = HostOptions(
        extra_paths=options.extra_paths, failures_to_suspend=1, start_deadline_s=patience
    )
    good_use, faulty_use = uses
    broken = InspectorUse(faulty_use.entry, {"start": fault}, deadline_s=1.0)
    with WorkerSet([InspectorUse(good_use.entry, deadline_s=60), broken], strict) as workers:
        for _ in range(2):
            good, faulty = inspected(workers, "fine")
            assert good.fault is None or good.fault[0] == "suspended"
            assert faulty.fault is not None
            assert words in faulty.fault[1]


def test_parameters_of_the_wrong_type_are_named(
    uses: tuple[InspectorUse, InspectorUse], options: HostOptions
) -> None:
    wrong = InspectorUse(uses[0].entry, {"level": "high"})
    with WorkerSet([wrong], options) as workers:
        (reply,) = workers.inspect(make_pair())
    assert reply.fault is not None
    assert "level: Input should be a valid number" in reply.fault[1]


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The catalog with every distribution that misbehaves on import, beside the good one."""
    left_out = ("faulty", "import_hangs")
    folders = [path for path in sorted(DATA.iterdir()) if path.name not in left_out]
    return load_catalog(
        HostOptions(
            extra_paths=tuple(folders),
            probe_deadline_s=60.0,
            probe_memory_mb=300,
            cache_dir=tmp_path_factory.mktemp("cache"),
        )
    )


def errors_of(catalog: Catalog, plugin: str) -> str:
    return " ".join(failed.error for failed in catalog.failed if failed.name == plugin)


@pytest.mark.parametrize("fault", ON_IMPORT)
def test_a_fault_on_import_takes_that_plugin_only(littered: Catalog, fault: str) -> None:
    assert ON_IMPORT[fault] in errors_of(littered, f"fake-import-{fault.replace('_', '-')}")
    assert littered.inspector("good").plugin == "fake-good"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_a_segmentation_fault_on_import_is_named(littered: Catalog) -> None:
    assert "signal 11 (segmentation fault)" in errors_of(littered, "fake-import-segfault")


def test_a_hang_on_import_is_ended() -> None:
    catalog = load_catalog(HostOptions(extra_paths=(DATA / "import_hangs",), probe_deadline_s=2.0))
    error = errors_of(catalog, "fake-import-hangs")
    assert error == "cannot be loaded: it did not answer within 2 s and was ended"


def test_a_failed_plugin_is_named_with_its_version(littered: Catalog) -> None:
    failed = [plugin for plugin in littered.failed if plugin.name == "fake-import-raises"]
    error = "cannot be loaded: it raised RuntimeError: the moon is full"
    assert failed == [FailedPlugin("fake-import-raises", "0.9", error)]
    with pytest.raises(PluginError, match=r"could not be loaded: .*fake-import-raises"):
        littered.inspector("absent")


def test_talkative_and_meddling_plugins_still_register(littered: Catalog) -> None:
    assert littered.inspector("chatty").plugin == "fake-import-prints"
    assert littered.inspector("meddler").plugin == "fake-import-meddles"


def test_every_bad_record_is_named_and_the_sound_one_kept(littered: Catalog) -> None:
    errors = errors_of(littered, "fake-import-bad-records")
    for words in (
        "'Bad Name' is not allowed",
        "scopes are empty",
        "'module:callable'",
        "role 'boss'",
        "no pydantic model",
        "gave a str",
        "and then it broke",
    ):
        assert words in errors
    assert littered.inspector("sound").plugin == "fake-import-bad-records"


def test_one_broken_entry_point_leaves_the_others(littered: Catalog) -> None:
    assert littered.inspector("half").plugin == "fake-half-broken"
    assert "fake_half_broken.absent" in errors_of(littered, "fake-half-broken")


def test_of_two_inspectors_of_one_name_the_first_stays(littered: Catalog) -> None:
    assert littered.inspector("good").plugin == "fake-good"
    assert 'already registered by plugin "fake-good"' in errors_of(littered, "zz-fake-clash")


def wait_until(reached: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
