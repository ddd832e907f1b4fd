from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from qeu_station.api.testing import make_pair
from qeu_station.errors import PluginError
from qeu_station.pluginhost import Catalog, HostOptions, InspectorUse, Said, WorkerSet

ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")


def test_a_worker_answers_as_the_same_inspector_in_process(
    catalog: Catalog, good: InspectorUse, options: HostOptions
) -> None:
    uses = [good, InspectorUse(catalog.inspector("twins"), deadline_s=60)]
    pairs = [make_pair(seed=1), make_pair(70, 50, mode="grey", seed=2), make_pair(regions=0)]
    with WorkerSet(uses, options) as workers, WorkerSet(uses, options, in_process=True) as local:
        for pair in pairs:
            for apart, here in zip(workers.inspect(pair), local.inspect(pair), strict=True):
                assert (apart.fault, here.fault) == (None, None)
                assert apart.device == here.device
                assert list(apart.opinions) == list(here.opinions)
                for name, opinion in apart.opinions.items():
                    assert replace(opinion, evidence={}) == replace(
                        here.opinions[name], evidence={}
                    )


def test_several_opinions_of_one_computation_are_named_apart(
    catalog: Catalog, options: HostOptions
) -> None:
    uses = [InspectorUse(catalog.inspector("twins"), deadline_s=60)]
    with WorkerSet(uses, options) as workers:
        (reply,) = workers.inspect(make_pair())
    assert reply.device == "cuda:7"
    assert {name: opinion.part for name, opinion in reply.opinions.items()} == {
        "twins.weight": (0.75, 0.25),
        "twins.bias": (0.5, 0.5),
    }


def test_arrays_of_the_space_reach_the_worker_without_a_copy(
    good: InspectorUse, options: HostOptions
) -> None:
    with WorkerSet([good], options) as workers:
        for seed in (3, 4):
            pair = make_pair(seed=seed)
            shared = {}
            for name in ARRAYS:
                array = getattr(pair, name)
                shared[name] = workers.space.empty(name, array.shape, array.dtype)
                np.copyto(shared[name], array)
            (from_space,) = workers.inspect(replace(pair, **shared))
            (copied,) = workers.inspect(pair)
            assert from_space.opinions["good"].cells == copied.opinions["good"].cells


def test_workers_are_other_processes_with_pinned_threads(
    good: InspectorUse, options: HostOptions
) -> None:
    with WorkerSet([good], options) as workers:
        (reply,) = workers.inspect(make_pair())
        evidence = reply.opinions["good"].evidence
        assert evidence["pid"] == workers.health()[0].pid != os.getpid()
        assert evidence["threads"] == "1"
        assert workers.health()[0].resident_mb > 1


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS cannot pin processes")
def test_workers_stay_on_the_given_core(good: InspectorUse, options: HostOptions) -> None:
    core = min(psutil.Process().cpu_affinity() or [0])
    with WorkerSet([good], options, affinity=[core]) as workers:
        pid = workers.health()[0].pid
        assert psutil.Process(pid).cpu_affinity() == [core]


def test_a_suspended_inspector_answers_with_a_fault_until_it_is_restarted(
    good: InspectorUse, options: HostOptions
) -> None:
    with WorkerSet([good], options) as workers:
        workers.suspend("good")
        (reply,) = workers.inspect(make_pair())
        assert reply.fault == ("suspended", "was suspended by a person")
        workers.restart("good")
        (reply,) = workers.inspect(make_pair())
        assert reply.fault is None


def test_faulty_answers_in_a_row_are_said_once_and_suspend_nothing(
    faulty: InspectorUse, options: HostOptions, caplog: pytest.LogCaptureFixture
) -> None:
    with WorkerSet([faulty], replace(options, failures_to_suspend=3)) as workers:
        pid = workers.health()[0].pid
        for _ in range(5):
            (reply,) = workers.inspect(make_pair(name="bad raises"))
            assert reply.fault is not None
        (health,) = workers.health()
        assert (health.state, health.pid) == ("ready", pid)
        assert health.last_error == "raised ValueError: the lens cap is on"
        (reply,) = workers.inspect(make_pair())
        assert reply.fault is None
    (said,) = [r.getMessage() for r in caplog.records if "in a row" in r.getMessage()]
    assert said.startswith("inspector faulty gave no usable answer 3 times in a row")
    assert "lens cap" in said


def test_an_abstention_brings_its_sentence_and_what_was_said_instead(
    faulty: InspectorUse, options: HostOptions
) -> None:
    pair = make_pair(name="bad abstains")
    with WorkerSet([faulty], options) as workers, WorkerSet([faulty], options, None, True) as local:
        (apart,), (here,) = workers.inspect(pair), local.inspect(pair)
        assert (
            apart.fault == here.fault == ("abstained", "gave no opinion: its answer names no cell")
        )
        assert apart.raw == here.raw == "I am not  sure.\nPerhaps ? U3?"
        (after,) = workers.inspect(make_pair())
        assert (after.fault, after.raw) == (None, "")


def test_in_process_everything_is_heard_and_nothing_is_late(
    catalog: Catalog, options: HostOptions
) -> None:
    heard: list[Said] = []
    listener = SimpleNamespace(said=heard.append, late=None)
    talker = InspectorUse(catalog.inspector("talker"), deadline_s=0.1, patience_s=60)
    with WorkerSet([talker], options, in_process=True) as local:
        (reply,) = local.inspect(make_pair(name="0.3"), listener)
    assert reply.fault is None
    assert heard[0].text == "word 1" and heard[0].first_ms == reply.first_ms > 0


def test_an_unknown_name_is_refused(good: InspectorUse, options: HostOptions) -> None:
    workers = WorkerSet([good], options)
    with pytest.raises(PluginError, match=r'"god" does not run here .*Did you mean "good"'):
        workers.restart("god")
    workers.close()


def test_suspending_while_it_inspects_ends_the_inspection(
    faulty: InspectorUse, options: HostOptions
) -> None:
    with WorkerSet([faulty], options) as workers:
        timer = threading.Timer(0.3, workers.suspend, ["faulty"])
        timer.start()
        (reply,) = workers.inspect(make_pair(name="bad hangs"))
        timer.join()
        assert reply.fault is not None
        assert workers.health()[0].state == "suspended"


@pytest.mark.skipif(os.name == "nt", reason="needs a signal to interrupt")
def test_an_interrupted_inspection_leaves_no_answer_for_the_next(
    good: InspectorUse,
    faulty: InspectorUse,
    options: HostOptions,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with WorkerSet([good, faulty], options) as workers:
        pid = workers.health()[1].pid
        timer = threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT])
        with pytest.raises(KeyboardInterrupt):
            timer.start()
            workers.inspect(make_pair(name="bad slow"))
        timer.join()
        assert "the station was interrupted" in caplog.text
        _, reply = workers.inspect(make_pair(name="bad nan"))
        assert reply.fault is not None
        assert reply.fault[0] == "invalid"
        assert workers.health()[1].pid != pid


def test_close_ends_every_process(good: InspectorUse, options: HostOptions) -> None:
    workers = WorkerSet([good], options)
    workers.start()
    pid = workers.health()[0].pid
    workers.close()
    workers.close()
    assert pid is not None
    assert not running(pid)
    assert workers.health()[0].state == "stopped"


HOST = """
import json, sys
from pathlib import Path
from qeu_station.api.testing import make_pair
from qeu_station.pluginhost import HostOptions, InspectorUse, WorkerSet, load_catalog

if __name__ == "__main__":
    options = HostOptions(extra_paths=tuple(map(Path, sys.argv[1:])), probe_deadline_s=60)
    catalog = load_catalog(options)
    uses = [InspectorUse(catalog.inspector(name), deadline_s=600) for name in ("good", "faulty")]
    with WorkerSet(uses, options) as workers:
        bad = make_pair(name="bad hangs")
        workers.inspect(make_pair())
        print(json.dumps([health.pid for health in workers.health()]), flush=True)
        workers.inspect(bad)
"""


@pytest.fixture
def host(data: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    script = tmp_path / "host.py"
    script.write_text(HOST, "utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(data / "good"), str(data / "faulty")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    yield process
    process.kill()
    process.communicate()


def test_no_worker_outlives_a_killed_host(host: subprocess.Popen[str]) -> None:
    assert host.stdout is not None
    pids = json.loads(host.stdout.readline())
    assert len(pids) == 2
    host.kill()
    wait_until(lambda: not any(running(pid) for pid in pids))


@pytest.mark.skipif(os.name == "nt", reason="needs a signal to interrupt")
def test_ctrl_c_shows_one_traceback_only(host: subprocess.Popen[str]) -> None:
    assert host.stdout is not None
    pids = json.loads(host.stdout.readline())
    time.sleep(0.5)  # until it waits for the inspector that hangs
    os.killpg(host.pid, signal.SIGINT)  # as a terminal does
    _, errors = host.communicate(timeout=60)
    assert errors.count("Traceback") == 1
    assert errors.strip().endswith("KeyboardInterrupt")
    assert not any(running(pid) for pid in pids)


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
