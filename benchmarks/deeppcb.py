"""DeepPCB from nothing: import, train, judge with the product's own batch, score."""

from __future__ import annotations

import argparse
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.board_scores import BoardScores, opinions, score_batches, score_findings
from benchmarks.healing import write_healed
from qeu_station.api import TrainingStep
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import InspectorSettings
from qeu_station.services.batch.run import BatchProgress
from qeu_station.services.fusing.run import FuseRequest, fuse_opinions, with_weights
from qeu_station.services.judging import JudgeRequest, judge_many
from qeu_station.services.opening import OpenHome, open_home
from qeu_station.services.training import TrainRequest, train
from qeu_station.storage.boxes import Boxes, read_boxes
from qeu_station.storage.datasets import Dataset, save_dataset
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe, save_recipe
from qeu_station.toolkit.splits import grouped_split

_WRITTEN = ("healed", "healed-test", "home", "pool", "records", "test", "test-pairs")

_POOL_SHARE = 0.25
"""Share of the boards, in whole groups, that the weights of the pool are fitted on."""

GROUP = r"^\d{5}"
"""The first five digits of a pair's number name its group of boards."""


@dataclass(frozen=True, slots=True)
class Boards:
    """Pairs with their boxes; ``boxes`` lacks the pairs whose truth is not known."""

    pairs: tuple[Pair, ...]
    boxes: Boxes

    def picked(self, wanted: Callable[[Pair], bool]) -> Boards:
        """Return the wanted pairs with their boxes."""
        pairs = tuple(filter(wanted, self.pairs))
        names = {pair.name for pair in pairs}
        return Boards(pairs, {n: listed for n, listed in self.boxes.items() if n in names})


def main(arguments: list[str]) -> None:
    """Train on ``--data``, judge ``--test`` (or every group by the others) and print scores."""
    options = _options(arguments)
    boards = listed_boards(options.data, options.every)
    begun = time.perf_counter()
    if options.test is not None:
        judged = [_fold(boards, listed_boards(options.test, group=""), options, options.out)]
    else:
        judged = list(_left_out(boards, options))
    print(f"\n{time.perf_counter() - begun:.0f} s in all; output in {options.out}\n")
    if all(boxes for _, boxes in judged):
        _print(score_batches(judged), options.inspectors)
        _print_alone(judged)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks deeppcb", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs/ and boxes/")
    parser.add_argument(
        "--out", type=Path, required=True, help="what an earlier run wrote there is replaced"
    )
    parser.add_argument("--test", type=Path, help="folder of pairs/ that training never sees")
    parser.add_argument("--inspectors", nargs="+", default=["soart3"], help="which are trained")
    parser.add_argument("--beside", nargs="+", default=[], help="which judge too, untrained")
    parser.add_argument(
        "--pool",
        action="store_true",
        help="fit the pool's weights on boards that a training before never saw",
    )
    parser.add_argument("--every", type=int, default=1, help="take every n-th pair only")
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


def _left_out(boards: Boards, options: argparse.Namespace) -> Iterator[tuple[Path, Boxes]]:
    for group in sorted({pair.group for pair in boards.pairs}):
        known = boards.picked(lambda pair, group=group: pair.group != group)  # type: ignore[misc]
        unseen = boards.picked(lambda pair, group=group: pair.group == group)  # type: ignore[misc]
        yield _fold(known, unseen, options, options.out / group)


def _fold(
    known: Boards, unseen: Boards, options: argparse.Namespace, place: Path
) -> tuple[Path, Boxes]:
    """Train on known boards and judge unseen ones; return the output with what is known of it."""
    place.mkdir(parents=True, exist_ok=True)
    for name in (*_WRITTEN, *map("training-{}".format, options.inspectors)):  # by an earlier run
        shutil.rmtree(place / name, ignore_errors=True)
    home = open_home(place / "home")
    weights = _fitted_pool(known, options, place) if options.pool else None
    _train(_with_healed(known, place / "healed"), options, home, place)
    if weights is not None:
        loaded = load_recipe("deeppcb", home.folder)
        pooled = with_weights(loaded.recipe, weights)
        save_recipe(pooled, loaded.references, home.folder, models=loaded.folder)
    if unseen.boxes:
        unseen = _with_healed(unseen, place / "healed-test")
    _judge(unseen, options, home, place / "test")
    return place / "test", unseen.boxes


def _fitted_pool(boards: Boards, options: argparse.Namespace, place: Path) -> dict[str, float]:
    """Return the weights of a pool whose members learned from other groups than it.

    As an engineer does it: a first training without a part of the groups, a batch over that part,
    and ``recipe fuse`` on what the batch recorded. The weights then serve the models that learn
    from all boards.
    """
    place = place / "pool"
    split = grouped_split([pair.group for pair in boards.pairs], _POOL_SHARE, options.seed)
    held = {boards.pairs[n].name for n in split.test}
    known = boards.picked(lambda pair: pair.name not in held)
    unseen = _with_healed(boards.picked(lambda pair: pair.name in held), place / "unseen")
    home = open_home(place / "home")
    _train(_with_healed(known, place / "healed"), options, home, place)
    _judge(unseen, options, home, place / "test")
    save_dataset(Dataset(unseen.pairs, unseen.boxes), place / "truth")
    request = FuseRequest("deeppcb", place / "test", place / "truth", out=place / "report")
    study = fuse_opinions(request, home).study
    weights = dict(zip(study.votes.opinions, study.weights, strict=True))
    print(f"pool fitted on {len(held)} boards: {weights}")
    return weights


def listed_boards(folder: Path, every: int = 1, group: str = GROUP) -> Boards:
    """Return every ``every``-th pair under a folder, with its boxes where there are any."""
    folder = folder / "deeppcb" if (folder / "deeppcb").is_dir() else folder
    pictures = folder / "pairs" if (folder / "pairs").is_dir() else folder
    pairs = read_pairs(pictures.absolute(), PairRules(group=group))[::every]
    boxes = folder / "boxes"
    return Boards(pairs, read_boxes(boxes, "deeppcb", pairs, subset=True) if boxes.is_dir() else {})


def _with_healed(boards: Boards, folder: Path) -> Boards:
    good = write_healed(boards.pairs, boards.boxes, folder)
    return Boards((*boards.pairs, *good), boards.boxes | {pair.name: () for pair in good})


def _train(boards: Boards, options: argparse.Namespace, home: OpenHome, place: Path) -> None:
    save_dataset(Dataset(boards.pairs, boards.boxes), place / "records")
    shipped = load_recipe("deeppcb")
    names = (*options.inspectors, *options.beside)
    inspectors = tuple(InspectorSettings(name) for name in names)
    save_recipe(replace(shipped.recipe, inspectors=inspectors), (), home.folder)
    for name in options.inspectors:
        request = TrainRequest(
            name, "deeppcb", place / "records", seed=options.seed, out=place / f"training-{name}"
        )
        begun = time.perf_counter()
        result = train(request, home, _Said(f"{place.name}: {name}"))
        assert result is not None
        if not result.used:  # what is judged next would be judged without it
            raise SystemExit(f"{place.name}: {name}: {result.verdict}")
        print(f"{place.name}: {name} trained in {time.perf_counter() - begun:.0f} s", flush=True)
        for sentence in result.outcome.report.summary:
            print(f"  {sentence}")


def _judge(boards: Boards, options: argparse.Namespace, home: OpenHome, out: Path) -> None:
    listed = out.with_name(out.name + "-pairs")
    save_dataset(Dataset(boards.pairs), listed)
    said = _Said(out.parent.name)

    def on_progress(progress: BatchProgress) -> None:
        said(TrainingStep(progress.done, progress.total, "judging"))

    request = JudgeRequest("deeppcb", listed, out, lanes=options.lanes, overlays=12)
    judge_many(request, home, on_progress)


class _Said:
    """Prints a line per tenth of the way."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._last = ("", -1)

    def __call__(self, step: TrainingStep) -> None:
        now = (step.doing, 10 * step.done // max(1, step.total))
        if now != self._last:
            self._last = now
            print(f"{self._what}: {step.doing} {step.done}/{step.total}", flush=True)


def _print(scores: BoardScores, inspectors: Sequence[str]) -> None:
    found, parts = scores.findings, scores.parts
    print(f"| {' and '.join(inspectors)}, pairs never seen | measured | at least | stretch |")
    print("|---|---|---|---|")
    for name, value, least, best in _rows(scores, _WANTED.get(frozenset(inspectors), {})):
        print(f"| {name} | {value} | {least} | {best} |")
    print(f"\n{found.known} defects, {found.reported} reported, {found.right} right; ", end="")
    print(f"{parts.items} pictures, {parts.defective} of them defective")


def _print_alone(judged: Sequence[tuple[Path, Boxes]]) -> None:
    print("\n| findings of one opinion alone | F | pooled AP |\n|---|---|---|")
    for name in opinions(judged):
        found = score_findings(judged, name)
        print(f"| {name} | {found.f:.4f} | {found.average_precision:.4f} |")


_W_AND_B = {
    "F": (".972", ".980"),
    "AP": (".968", ".978"),
    "escape": (".002", ".001"),
    "overkill": (".08", ".03"),
    "review": (".10", ".05"),
}
_POOL = {
    "F": (".987", ".990"),
    "AP": (".987", ".991"),
    "escape": (".001", ".000"),
    "overkill": (".05", ".02"),
    "review": (".06", ".03"),
}
_WANTED = {
    frozenset({"soart3"}): _W_AND_B,
    frozenset({"onnx-region"}): {"F": (".982", ".986"), "AP": (".982", ".987")},
    frozenset({"soart3", "onnx-region"}): _POOL,
}


def _rows(
    scores: BoardScores, wanted: Mapping[str, tuple[str, str]]
) -> Sequence[tuple[str, str, str, str]]:
    found, cells, parts = scores.findings, scores.cells, scores.parts

    def row(name: str, value: str, key: str = "") -> tuple[str, str, str, str]:
        return (name, value, *wanted.get(key, ("", "")))

    return (
        row("findings, IoU > .33: F", f"{found.f:.4f}", "F"),
        row("findings: pooled AP", f"{found.average_precision:.4f}", "AP"),
        row("findings: precision / recall", f"{found.precision:.4f} / {found.recall:.4f}"),
        ("candidates: share of defects met", f"{found.recall_of_any:.4f}", ".995", ".998"),
        ("cells: AUROC", f"{cells.auroc:.4f}", ".995", ".999"),
        ("cells: F1", f"{cells.f1:.4f}", ".985", ".994"),
        row("parts: escape", f"{parts.escape:.4f}", "escape"),
        row("parts: overkill", f"{parts.overkill:.4f}", "overkill"),
        row("parts: review", f"{parts.review:.4f}", "review"),
    )
