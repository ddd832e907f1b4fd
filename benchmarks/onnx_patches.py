"""The patch network as ONNX against the same network in torch: 16 patches, one thread."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter

import numpy as np


def main(arguments: list[str]) -> None:
    """Print milliseconds of both, their ratio, and how much their answers differ."""
    parser = argparse.ArgumentParser("python -m benchmarks onnx-patches")
    parser.add_argument("--patches", type=int, default=16)
    parser.add_argument("--members", type=int, default=1, help="networks whose mean is taken")
    parser.add_argument("--repeats", type=int, default=200)
    options = parser.parse_args(arguments)
    import torch
    from qeu_onnx.training.export import INPUT, OUTPUT, to_onnx, torch_probabilities
    from qeu_onnx.training.network import PatchNetwork
    from qeu_onnx.training.parameters import TrainingParameters

    from qeu_station.toolkit.onnx_session import OnnxModel

    torch.set_num_threads(1)
    torch.manual_seed(0)
    width = TrainingParameters().width
    members = [PatchNetwork(1, 7, width).eval() for _ in range(options.members)]
    rng = np.random.default_rng(0)
    patches = rng.integers(0, 256, (options.patches, 2, 64, 64), dtype=np.uint8)
    model = OnnxModel(to_onnx(members))
    runs: dict[str, Callable[[], np.ndarray]] = {
        "torch": lambda: torch_probabilities(members, patches),
        "ONNX": lambda: model.run({INPUT: patches})[OUTPUT],
    }
    times = _times(runs, options.repeats)
    base = float(np.median(times["torch"]))
    least = min(times["torch"])
    print(f"{options.patches} patches, {options.members} network(s) of width {width}\n")
    print("| | median ms | least ms | median to torch | least to torch |\n|---|---|---|---|---|")
    for name, values in times.items():
        middle, best = float(np.median(values)), min(values)
        print(f"| {name} | {middle:.2f} | {best:.2f} | {middle / base:.2f} | {best / least:.2f} |")
    print(f"\nlargest difference of a probability: {_difference(runs):.1e}")


def _times(runs: dict[str, Callable[[], np.ndarray]], repeats: int) -> dict[str, list[float]]:
    """Return milliseconds per run, in turns: whatever else the machine does meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(repeats + 5):
        for name, run in runs.items():
            start = perf_counter()
            run()
            if number >= 5:
                times[name].append(1e3 * (perf_counter() - start))
    return times


def _difference(runs: dict[str, Callable[[], np.ndarray]]) -> float:
    first, second = (run() for run in runs.values())
    return float(np.abs(first - second).max())
