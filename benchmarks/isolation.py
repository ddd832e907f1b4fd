"""What a worker of its own adds to an inspection, against the same inspector in process."""

from __future__ import annotations

import argparse
from dataclasses import replace
from time import perf_counter

import cv2
import numpy as np

from benchmarks.inspecting import RegisteredInspector
from qeu_station.api import PreparedPair
from qeu_station.api.testing import make_pair
from qeu_station.pluginhost import HostOptions, InspectorUse, SharedSpace, WorkerSet, load_catalog
from qeu_station.pluginhost.wire import ARRAYS

HEIGHT, WIDTH = 960, 1280
GOALS_MS = (5.0, 2.0)
WARM_UP = 10


def main(arguments: list[str]) -> int:
    """Print median and 95th percentile; the two ways take turns on the same pairs."""
    parser = argparse.ArgumentParser(prog="benchmarks isolation", description=__doc__)
    parser.add_argument("--inspector", default="difference", help="an installed inspector")
    parser.add_argument("--rounds", type=int, default=300, help="inspections of each kind")
    parser.add_argument("--regions", type=int, default=20, help="candidate regions per pair")
    given = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    times = measured(given.inspector, given.rounds, given.regions)
    print(
        f'Inspector "{given.inspector}", {WIDTH} x {HEIGHT} colour, {given.regions} regions, '
        f"{given.rounds} rounds\n"
    )
    print("| | median ms | p95 ms | added median | added p95 | at least | stretch |")
    print("|---|---|---|---|---|---|---|")
    reference = times["in process"]
    for name, values in times.items():
        row = f"| {name} | {np.median(values):.2f} | {np.percentile(values, 95):.2f} |"
        if values is reference:
            print(f"{row} reference | | | |")
            continue
        middle = np.median(values) - np.median(reference)
        high = np.percentile(values, 95) - np.percentile(reference, 95)
        print(f"{row} {middle:+.2f} | {high:+.2f} | {GOALS_MS[0]:g} | {GOALS_MS[1]:g} |")
    return 0


def measured(name: str, rounds: int, regions: int) -> dict[str, np.ndarray]:
    """Return milliseconds of each inspection, by way."""
    pairs = [make_pair(HEIGHT, WIDTH, regions=regions, seed=seed) for seed in range(4)]
    inspector = RegisteredInspector(name).inspector()
    options = HostOptions()
    use = InspectorUse(load_catalog(options).inspector(name), deadline_s=60)
    times: dict[str, list[float]] = {
        "in process": [],
        "worker, arrays prepared in shared memory": [],
        "worker, arrays copied": [],
    }
    with WorkerSet([use], options) as workers:
        for number in range(WARM_UP + rounds):
            plain = pairs[number % len(pairs)]
            shared = in_space(plain, workers.space)
            took = [
                _milliseconds(lambda: inspector.inspect(plain)),  # noqa: B023 - called at once
                _milliseconds(lambda: _answered(workers, shared)),  # noqa: B023
                _milliseconds(lambda: _answered(workers, plain)),  # noqa: B023
            ]
            for values, value in zip(times.values(), took, strict=True):
                values.append(value)
    return {way: np.array(values[WARM_UP:]) for way, values in times.items()}


def in_space(pair: PreparedPair, space: SharedSpace) -> PreparedPair:
    """Return the pair with its arrays where preparation creates them."""
    arrays = {}
    for name in ARRAYS:
        array = getattr(pair, name)
        arrays[name] = space.empty(name, array.shape, array.dtype)
        np.copyto(arrays[name], array)
    return replace(pair, **arrays)  # type: ignore[arg-type]


def _answered(workers: WorkerSet, pair: PreparedPair) -> None:
    (reply,) = workers.inspect(pair)
    if reply.fault is not None:
        raise SystemExit(f"the inspector {reply.fault[1]}; nothing was measured")


def _milliseconds(run: object) -> float:
    assert callable(run)
    begin = perf_counter()
    run()
    return 1000 * (perf_counter() - begin)
