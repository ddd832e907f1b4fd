"""Time a trained inspector takes on prepared pairs, as a multiple of decoding their files."""

from __future__ import annotations

import argparse
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np

from benchmarks.boards import board_pairs
from benchmarks.inspecting import RegisteredInspector
from qeu_station.core.recipe import InspectorSettings
from qeu_station.imaging.prepare import Preparer
from qeu_station.storage.recipes import LoadedRecipe, load_recipe

WARM_UP = 3


def main(arguments: list[str]) -> None:
    """Print median and 95th percentile for every inspector of a recipe, one thread."""
    parser = argparse.ArgumentParser("python -m benchmarks inspector_cost", description=__doc__)
    parser.add_argument("--recipe", required=True, help="name or path of a trained recipe")
    parser.add_argument("--home", type=Path, help="home of the station that has the recipe")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=10, help="take every n-th pair only")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    loaded = load_recipe(options.recipe, options.home)
    decode, inspect = _timed(loaded, options)
    reference = float(np.median(decode))
    print(f"{len(decode)} pairs of 640 x 640, one thread\n")
    print("| | median ms | p95 ms | median, multiple | p95, multiple |\n|---|---|---|---|---|")
    for name, values in {"cv2.imdecode of both files": decode, **inspect}.items():
        median, p95 = np.median(values), np.percentile(values, 95)
        print(
            f"| {name} | {median:.2f} | {p95:.2f} | {median / reference:.1f}x "
            f"| {p95 / reference:.1f}x |"
        )


def _timed(
    loaded: LoadedRecipe, options: argparse.Namespace
) -> tuple[list[float], dict[str, list[float]]]:
    preparer = Preparer(loaded.recipe, None)
    inspectors = {
        f"inspector {each.name}": RegisteredInspector(each.name).inspector(
            dict(each.parameters), _model(loaded, each), loaded.recipe.class_table.names
        )
        for each in loaded.recipe.inspectors
    }
    decode: list[float] = []
    inspect: dict[str, list[float]] = {name: [] for name in inspectors}
    pairs = board_pairs(options.data, options.every)
    for number, pair in enumerate(pairs[:WARM_UP] + pairs):
        files = [np.fromfile(path, np.uint8) for path in (pair.test, pair.template)]
        start = perf_counter()
        pictures = [cv2.imdecode(file, cv2.IMREAD_UNCHANGED) for file in files]
        elapsed = [1e3 * (perf_counter() - start)]
        test, template = (np.asarray(picture) for picture in pictures)
        prepared = preparer.prepare(pair.name, test, template).pair
        for inspector in inspectors.values():
            start = perf_counter()
            inspector.inspect(prepared)
            elapsed.append(1e3 * (perf_counter() - start))
        if number >= WARM_UP:
            for values, value in zip((decode, *inspect.values()), elapsed, strict=True):
                values.append(value)
    return decode, inspect


def _model(loaded: LoadedRecipe, settings: InspectorSettings) -> Path | None:
    return None if settings.model is None else loaded.folder / settings.model
