"""Shipped vision-language model: exact answers on generated pairs and on the sample product."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.core.agreement import wilson

if TYPE_CHECKING:
    from qeu_vlm.loaded import LoadedModel
    from qeu_vlm.showing import Shown

    from qeu_station.imaging.prepare import Preparer

Truth = Mapping[str, str]
Posed = Iterator[tuple["Shown", Truth]]

FIRST_SAMPLE = 800_000
"""Seeds of pairs of the sample product from here on belong to this benchmark."""

KNOWN, POSITIONS, MEGABYTES = 0.93, 0.95, 8.0
"""What is promised: exact on products it was trained for, cells right on the sample, weights."""


@dataclass
class Counted:
    """How many answers were right, and what they cost."""

    exact: list[bool] = field(default_factory=list)
    positions: list[bool] = field(default_factory=list)
    good: list[bool] = field(default_factory=list)
    unparsed: int = 0
    seconds: float = 0.0

    def add(self, said: Truth | None, truth: Truth) -> None:
        """Count one answer; None for one that cannot be read."""
        self.exact.append(said == truth)
        self.positions.append(said is not None and set(said) == set(truth))
        self.good.append(not truth)
        self.unparsed += said is None

    def told(self, what: str) -> str:
        """Return a row of the table."""
        count = len(self.exact)
        middle = wilson(sum(self.exact), count)
        passed = [right for right, good in zip(self.exact, self.good, strict=True) if good]
        return (
            f"| {what} | {count} | {_share(self.exact)} ({middle.low:.3f} to {middle.high:.3f}) | "
            f"{_share(self.positions)} | {_share(passed)} | {self.unparsed} | "
            f"{1e3 * self.seconds / count:.0f} |"
        )


def main(argv: Sequence[str]) -> int:
    """Print the table; the exit code says whether what is promised was reached."""
    given = _arguments().parse_args(argv)
    os.environ["HF_HUB_OFFLINE"] = "1"
    from qeu_vlm.loaded import LoadSettings
    from qeu_vlm.loading import load_model

    from qeu_station.toolkit.shipped import shipped_model

    folder = Path(given.model) if given.model else shipped_model("pair-reader")
    loaded = load_model(LoadSettings(model=folder))
    print(_size(loaded, folder))
    print("| pairs | n | exact (95 %) | cells right | good ones passed | unreadable | ms |")
    print("|---|---|---|---|---|---|---|")
    rows: dict[str, Callable[[], Posed]] = {
        "products it was trained for": lambda: _generated(given.known, given.products),
        "products it never saw": lambda: _unseen(given.unseen),
        "the sample product": lambda: _sample(given.sample),
    }
    found = {what: _counted(loaded, posed()) for what, posed in rows.items()}
    for what, counted in found.items():
        print(counted.told(what))
    known, _, sample = found.values()
    reached = (
        sum(known.exact) >= KNOWN * len(known.exact)
        and sum(sample.positions) >= POSITIONS * len(sample.positions)
        and _megabytes(folder) <= MEGABYTES
    )
    print(f"\npromised: {KNOWN} exact, {POSITIONS} cells right on the sample, {MEGABYTES} MB")
    return 0 if reached else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks vlm-tiny")
    parser.add_argument("--model", default="", help="folder of another model than the shipped one")
    parser.add_argument("--known", type=int, default=500, help="pairs of products it learned from")
    parser.add_argument("--products", type=int, default=10000, help="products it learned from")
    parser.add_argument("--unseen", type=int, default=300, help="pairs of products it never saw")
    parser.add_argument("--sample", type=int, default=300, help="pairs of the sample product")
    return parser


def _counted(loaded: LoadedModel, posed: Posed) -> Counted:
    """Return how right the model is when nothing holds it to answers that can be read."""
    import torch
    from qeu_vlm.encoding import encode

    from qeu_station.toolkit.question import question

    counted = Counted()
    for shown, truth in posed:
        start = time.perf_counter()
        made = encode(loaded, shown, question(shown.rows, shown.columns))
        with torch.no_grad():
            ids = loaded.model.generate(**made, max_new_tokens=120)
        said = ids[0, made["input_ids"].shape[1] :]
        text = loaded.processor.decode(said, skip_special_tokens=True)
        counted.seconds += time.perf_counter() - start
        counted.add(_read(text, shown, truth), truth)
    return counted


def _read(text: str, shown: Shown, truth: Truth) -> Truth | None:
    from qeu_vlm.tiny.defects import NAMES

    from qeu_station.toolkit.question import AnswerRefused, parse_answer

    try:
        said = parse_answer(text, tuple(shown.addresses), (*NAMES.values(), *truth.values()))
    except AnswerRefused:
        return None
    return {shown.addresses[cell]: name for cell, name in said.items()}


def _generated(count: int, products: int) -> Posed:
    """Yield new pairs of products spread over all that it was trained for."""
    step = max(1, products // count)
    return _pairs(range(0, products, step), count)


def _unseen(count: int) -> Posed:
    from qeu_vlm.tiny.measuring import UNSEEN

    return _pairs(range(UNSEEN + 500, UNSEEN + 500 + count), count)


def _pairs(seeds: Sequence[int], count: int) -> Posed:
    from qeu_vlm.places import COLUMNS, ROWS
    from qeu_vlm.showing import Shown
    from qeu_vlm.tiny.products import random_product
    from qeu_vlm.tiny.scenes import make_pair
    from qeu_vlm.tiny.tiles import planes_of

    for seed in seeds[:count]:
        pair = make_pair(random_product(seed), 2)
        names = {address: address for address in pair.product.addresses}
        yield Shown((), (), ROWS, COLUMNS, names, planes_of(pair)), pair.names


def _sample(count: int) -> Posed:
    """Yield pairs of the sample product, every second one defective, prepared as on the line."""
    from qeu_vlm.showing import ShowSettings, show

    from benchmarks.sample_product import PRODUCT
    from qeu_station.imaging.samples import render_pair

    preparer = _preparer()
    for number in range(count):
        pair = render_pair(PRODUCT, FIRST_SAMPLE + number, None if number % 2 else 0)
        prepared = preparer.prepare(str(number), pair.test).pair
        yield show(prepared, ShowSettings(way="channels")), dict[str, str](pair.truth)


def _preparer() -> Preparer:
    from benchmarks.sample_product import PRODUCT, RECIPE
    from qeu_station.imaging.prepare import Preparer
    from qeu_station.imaging.samples import render_reference

    return Preparer(RECIPE, [render_reference(PRODUCT)])


def _size(loaded: LoadedModel, folder: Path) -> str:
    count = sum(parameter.numel() for parameter in loaded.model.parameters())
    return f"{folder}: {count / 1e6:.2f} M parameters, weights {_megabytes(folder):.2f} MB\n"


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.glob("*.safetensors")) / 1e6


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.3f}" if right else "-"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
