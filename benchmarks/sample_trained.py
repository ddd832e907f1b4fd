"""The shipped trained recipe on sample parts it never saw, judged by the product's own batch."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet

from qeu_station.core.agreement import Interval, wilson
from qeu_station.imaging.samples import SampleProduct
from qeu_station.imaging.samples.dataset import write_dataset
from qeu_station.services.judging import JudgeRequest, judge_many
from qeu_station.services.opening import open_home
from qeu_station.storage.datasets import read_cells
from qeu_station.storage.pairs import PairRules, read_pairs

RECIPE = "sample-trained"


def main(arguments: list[str]) -> None:
    """Print for the pool and every opinion how many cells it got right, and what it let pass."""
    parser = argparse.ArgumentParser("python -m benchmarks sample_trained", description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=77000, help="of the pairs; not the training's")
    parser.add_argument("--recipe", default=RECIPE)
    parser.add_argument("--lanes", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset(folder / "pairs", SampleProduct.default(), options.pairs, options.seed, 0.5)
        pairs = read_pairs(folder / "pairs", PairRules(need_reference=False))
        truth = read_cells(folder / "pairs" / "truth.csv", pairs)
        request = JudgeRequest(
            options.recipe, folder / "pairs", folder / "out", lanes=options.lanes, overlays=0
        )
        judge_many(request, open_home(folder / "home"))
        cells = pyarrow.parquet.read_table(folder / "out" / "cells.parquet").to_pylist()
        parts = pyarrow.parquet.read_table(folder / "out" / "inspections.parquet").to_pylist()
    print(f"{options.pairs} pairs, seed {options.seed}\n")
    print("| opinion | cells right with class | escape | overkill | review |")
    print("|---|---|---|---|---|")
    for speaker in sorted({row["inspector"] for row in cells}):
        _print(speaker, [row for row in cells if row["inspector"] == speaker], truth)
    counts = Counter(
        ("defective" if set(truth[row["pair"]].values()) - {"ok"} else "good", row["verdict"])
        for row in parts
    )
    print("\nparts:", ", ".join(f"{kind} {said} {n}" for (kind, said), n in sorted(counts.items())))


def _print(speaker: str, rows: list[dict[str, Any]], truth: dict[str, dict[str, str]]) -> None:
    known = [(row, truth[row["pair"]].get(row["cell"], "ok")) for row in rows]
    right = sum(_said(row) == label for row, label in known)
    bad = [row["verdict"] for row, label in known if label != "ok"]
    good = [row["verdict"] for row, label in known if label == "ok"]
    shares = (
        wilson(right, len(known)),
        wilson(bad.count("PASS"), len(bad)),
        wilson(good.count("FAIL"), len(good)),
        wilson(bad.count("REVIEW") + good.count("REVIEW"), len(known)),
    )
    print(f"| {speaker} | {' | '.join(map(_shown, shares))} |")


def _said(row: dict[str, Any]) -> str:
    """The class a verdict stands for; REVIEW stands for none."""
    return str({"PASS": "ok", "REVIEW": ""}.get(row["verdict"], row["label"]))


def _shown(share: Interval) -> str:
    return f"{share.value:.4f} ({share.low:.4f} to {share.high:.4f})"
