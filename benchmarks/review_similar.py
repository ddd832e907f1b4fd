"""Similar cases: of the five parts nearest to a defect, how many have the same defect."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.deeppcb import Boards, listed_boards
from benchmarks.review_similar_speed import measure_speed
from qeu_station.core.agreement import auroc
from qeu_station.core.classes import OK
from qeu_station.core.recipe import InspectorSettings
from qeu_station.imaging.samples import SampleProduct
from qeu_station.imaging.samples.dataset import write_dataset
from qeu_station.learning.examples import meets
from qeu_station.learning.likeness.near import distances
from qeu_station.services.judging import JudgeRequest, judge_many
from qeu_station.services.opening import OpenHome, open_home
from qeu_station.services.review import load, open_review
from qeu_station.services.similar import (
    PlaceName,
    PlaceReader,
    SimilarIndex,
    build_index,
    find_like,
    load_index,
    novelty,
)
from qeu_station.storage.datasets import Dataset, read_cells, save_dataset
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe, save_recipe
from qeu_station.toolkit.patches import cut_out

K = 5
LEAST, STRETCH = 0.80, 0.95
REFERENCE = "pixels of the absolute difference, 16 x 16"
_SIDE = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """A defect that neighbours are looked for; its class is known."""

    id: str
    place: PlaceName
    label: str


@dataclass(slots=True)
class Scores:
    """Share of the five nearest that have the same class, per query, by class."""

    shares: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, label: str, found: Sequence[str]) -> None:
        """Count the classes found for one query."""
        self.shares[label].append(sum(each == label for each in found) / K)

    @property
    def all(self) -> float:
        """Mean over all queries."""
        return float(np.mean([share for each in self.shares.values() for share in each]))


def main(arguments: list[str]) -> int:
    """Print precision at 5 beside the reference's, and the speed; exit code 1 if one is missed."""
    parser = argparse.ArgumentParser("python -m benchmarks review_similar", description=__doc__)
    parser.add_argument("--pairs", type=int, default=400, help="sample pairs, half of them good")
    parser.add_argument("--seed", type=int, default=91000)
    parser.add_argument("--recipe", default="sample", help="shipped recipe that judges them")
    parser.add_argument("--data", type=Path, help="folder of deeppcb/, measured too when given")
    parser.add_argument("--every", type=int, default=4, help="take every n-th of its pairs")
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--rows", type=int, default=100_000, help="for the speed; 0 for none")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reached = _sample(options, folder) >= LEAST
        if options.data is not None:
            _boards(options, folder / "boards")
        quick = not options.rows or measure_speed(options.rows, folder)
    return 0 if reached and quick else 1


def _sample(options: argparse.Namespace, folder: Path) -> float:
    pairs, home = folder / "pairs", open_home(folder / "home")
    write_dataset(pairs, SampleProduct.default(), options.pairs, options.seed, 0.5)
    truth = read_cells(pairs / "truth.csv", read_pairs(pairs, PairRules(need_reference=False)))
    request = JudgeRequest(options.recipe, pairs, folder / "out", lanes=options.lanes, overlays=0)
    judge_many(request, home)

    def asked(ids: Mapping[str, str], reader: PlaceReader) -> list[Asked]:
        return [
            Asked(id, PlaceName("cell", cell), label)
            for pair, id in ids.items()
            for cell, label in truth[pair].items()
            if label != OK
        ]

    def told(pair: str, reader: PlaceReader, id: str) -> Mapping[str, str]:
        return truth[pair]

    title = f"sample product, {options.pairs} pairs, recipe {options.recipe}, cells"
    return _measure(title, folder / "out", home, asked, told)


def _boards(options: argparse.Namespace, folder: Path) -> None:
    boards: Boards = listed_boards(options.data, options.every)
    home = open_home(folder / "home")
    shipped = load_recipe("deeppcb").recipe
    save_recipe(replace(shipped, inspectors=(InspectorSettings("difference"),)), (), home.folder)
    save_dataset(Dataset(boards.pairs), folder / "pairs")
    request = JudgeRequest(
        "deeppcb", folder / "pairs", folder / "out", lanes=options.lanes, overlays=0
    )
    judge_many(request, home)
    known: dict[str, dict[str, str]] = {}

    def told(pair: str, reader: PlaceReader, id: str) -> Mapping[str, str]:
        if id not in known:
            regions = reader.laid(id).record.regions
            known[id] = {
                region.id: next(
                    (b.label for b in boards.boxes[pair] if meets(region.test_box, b.box)), OK
                )
                for region in regions
            }
        return known[id]

    def asked(ids: Mapping[str, str], reader: PlaceReader) -> list[Asked]:
        return [
            Asked(id, PlaceName("region", name), label)
            for pair, id in ids.items()
            for name, label in told(pair, reader, id).items()
            if label != OK
        ]

    _measure(f"DeepPCB, {len(boards.pairs)} pairs, regions", folder / "out", home, asked, told)


def _measure(
    title: str,
    out: Path,
    home: OpenHome,
    asked: Callable[[Mapping[str, str], PlaceReader], list[Asked]],
    told: Callable[[str, PlaceReader, str], Mapping[str, str]],
) -> float:
    with open_review(out, home) as source:
        columns = load(source)
        begun = time.perf_counter()
        built = build_index(source, home.folder, columns)
        seconds = time.perf_counter() - begun
        index = load_index(source, home.folder)
        reader = PlaceReader(source)
        pairs = dict(zip(columns.id.tolist(), columns.pair.tolist(), strict=True))
        queries = asked({pair: id for id, pair in pairs.items()}, reader)
        own, plain = Scores(), Scores()
        pixels = _Pixels(index, reader, queries[0].place.kind)
        for query in queries:
            found = find_like(index, query.id, query.place, K, reader)
            near = [(each.id, each.there.name) for each in found]
            own.add(query.label, _labels(near, pairs, reader, told))
            plain.add(query.label, _labels(pixels.nearest(query), pairs, reader, told))
        new = novelty(index, columns)
    print(f"\n{title}: {len(queries)} defects asked for, {built.skipped} pairs skipped, ", end="")
    print(f"{1000 * seconds / max(1, built.done):.0f} ms per pair to index\n")
    print("| precision at 5 | measured | reference | at least | stretch |\n|---|---|---|---|---|")
    print(f"| all | {own.all:.4f} | {plain.all:.4f} | {LEAST:.2f} | {STRETCH:.2f} |")
    for label in sorted(own.shares):
        print(
            f"| {label} | {np.mean(own.shares[label]):.4f} | {np.mean(plain.shares[label]):.4f} |"
        )
    print(f"\nReference: {REFERENCE}.")
    bad = {query.id for query in queries}
    known = ~np.isnan(new)
    if known.any() and len(bad) < len(columns):
        defective = [str(id) in bad for id in columns.id[known]]
        area = auroc(defective, new[known].tolist())
        good = new[known][~np.array(defective)]
        print(f"Novelty: AUROC of defective parts {area:.4f}; good parts above 1: ", end="")
        print(f"{float((good > 1).mean()):.3f} of {len(good)}", flush=True)
    return own.all


def _labels(
    near: Sequence[tuple[str, str]],
    pairs: Mapping[str, str],
    reader: PlaceReader,
    told: Callable[[str, PlaceReader, str], Mapping[str, str]],
) -> list[str]:
    return [told(pairs[id], reader, id).get(name, OK) for id, name in near]


class _Pixels:
    """The reference: the same places compared by the pixels of their absolute difference."""

    def __init__(self, index: SimilarIndex, reader: PlaceReader, kind: str) -> None:
        self._index, self._reader = index, reader
        self._places = index.cells if kind == "cell" else index.regions
        ids = [str(index.id[row]) for row in self._places.row]
        names = [
            PlaceName("cell" if kind == "cell" else "region", self._places.name[n])
            for n in range(len(ids))
        ]
        self._vectors = np.array([self._pixels(*each) for each in zip(ids, names, strict=True)])

    def nearest(self, query: Asked) -> list[tuple[str, str]]:
        """Return inspection and place of the nearest of other parts, one per part."""
        row = self._index.row_of(query.id)
        assert row is not None
        apart = distances(self._pixels(query.id, query.place)[None], self._vectors)[0]
        chosen: dict[int, tuple[str, str]] = {}
        for n in np.argsort(apart, kind="stable"):
            other = int(self._places.row[n])
            part = int(self._index.part[other])
            if part != self._index.part[row]:
                chosen.setdefault(part, (str(self._index.id[other]), self._places.name[n]))
            if len(chosen) == K:
                break
        return list(chosen.values())

    def _pixels(self, id: str, place: PlaceName) -> NDArray[np.float32]:
        laid = self._reader.laid(id)
        window = laid.window(place)
        difference = cv2.absdiff(cut_out(laid.test, window), cut_out(laid.references[0], window))
        highest = difference if difference.ndim == 2 else difference.max(axis=2)
        small = cv2.resize(highest, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
        flat: NDArray[np.float32] = small.ravel().astype(np.float32)
        return flat
