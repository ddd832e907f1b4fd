"""Time of a pair's whole road, decode to verdict, as a multiple of decoding its two files."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import cv2
import numpy as np

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.services.opening import open_home
from qeu_station.services.station import Station
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe, load_recipe

WARM_UP = 3
AT_LEAST, STRETCH = 50, 20

Clock = Callable[[], float]


def main(arguments: list[str]) -> None:
    """Print median and 95th percentile of a recipe's road, in one process on one core."""
    parser = argparse.ArgumentParser("python -m benchmarks whole_road", description=__doc__)
    parser.add_argument("--recipe", required=True, help="name or path of a trained recipe")
    parser.add_argument("--home", type=Path, required=True, help="home that has the recipe")
    parser.add_argument("--pairs", type=Path, required=True, help="folder or CSV of pairs")
    parser.add_argument("--every", type=int, default=10, help="take every n-th pair only")
    parser.add_argument(
        "--cpu", action="store_true", help="count CPU time, on a machine that others use meanwhile"
    )
    options = parser.parse_args(arguments)
    clock = process_time if options.cpu else perf_counter
    cv2.setNumThreads(1)
    _stay_on_one_core()
    home = open_home(options.home)
    loaded = load_recipe(options.recipe, home.folder)
    pairs = read_pairs(options.pairs.absolute(), PairRules(loaded.recipe.from_pair))
    pairs = pairs[:: options.every]
    times: dict[str, list[float]] = {}
    with Station(loaded, replace(home.station, in_process=True)) as station:
        for number, pair in enumerate([*pairs[:WARM_UP], *pairs]):
            measured = _decoded(pair, loaded, clock) | _judged(pair, station, clock)
            if number >= WARM_UP:
                for name, value in measured.items():
                    times.setdefault(name, []).append(value)
        used = ", ".join(seat.opinion for seat in station.roster.seats)
    kind = "CPU time" if options.cpu else "time"
    print(f"{len(pairs)} pairs, one process, one core, {kind}; opinions: {used}\n")
    _print(times)


def _stay_on_one_core() -> None:
    """Stay on one core where the system offers that, so that no thread helps unseen."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _decoded(pair: Pair, loaded: LoadedRecipe, clock: Clock) -> dict[str, float]:
    """Return milliseconds to decode both files, which were read before."""
    reference = pair.reference if loaded.recipe.from_pair else loaded.references[0]
    assert reference is not None
    files = [np.fromfile(path, np.uint8) for path in (pair.test, reference)]
    start = clock()
    for file in files:
        cv2.imdecode(file, cv2.IMREAD_UNCHANGED)
    return {DECODE: 1e3 * (clock() - start)}


def _judged(pair: Pair, station: Station, clock: Clock) -> dict[str, float]:
    """Return milliseconds of the road, all of it and by steps (``read`` decodes too)."""
    start = clock()
    record = station.inspect(pair)
    elapsed = 1e3 * (clock() - start)
    _check(record)
    if clock is process_time:  # a record's own steps are by the clock on the wall
        return {ROAD: elapsed}
    return {
        ROAD: elapsed,
        **{f"- {step}": record.milliseconds[step] for step in ("read", "prepare", "inspect")},
        **{f"- - {each.inspector}": each.milliseconds for each in record.opinions},
    }


def _check(record: InspectionRecord) -> None:
    """Refuse a road that ended early: what was not judged costs nothing."""
    for opinion in record.opinions:
        if opinion.status != "answered":
            raise SystemExit(f"{record.pair}: {opinion.inspector} {opinion.reason}")


DECODE, ROAD = "decode both files (cv2.imdecode)", "whole road, decode to verdict"


def _print(times: dict[str, list[float]]) -> None:
    reference = float(np.median(times[DECODE]))
    print("| | median ms | p95 ms | median, multiple | p95, multiple |\n|---|---|---|---|---|")
    for name, values in times.items():
        median, p95 = np.median(values), np.percentile(values, 95)
        print(
            f"| {name} | {median:.2f} | {p95:.2f} | {median / reference:.1f}x "
            f"| {p95 / reference:.1f}x |"
        )
    multiple = float(np.median(times[ROAD])) / reference
    print(f"\n{multiple:.1f}x of decoding both files (at least {AT_LEAST}x, stretch {STRETCH}x)")
