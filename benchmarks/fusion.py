"""Fusion on judged boards: the pool against its best member, calibration, parts, records needed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.boards import GRID
from benchmarks.deeppcb import GROUP
from benchmarks.healing import SUFFIX
from qeu_station.core.agreement import Interval, rates
from qeu_station.core.classes import likeliest_defect
from qeu_station.core.findings import Finding, joined
from qeu_station.core.judgement import Rules
from qeu_station.core.opinion import Scope
from qeu_station.core.record import InspectionRecord
from qeu_station.core.verdict import Thresholds
from qeu_station.learning.detection import Detection, score_detections
from qeu_station.learning.examples import Outline, Truth, label
from qeu_station.learning.f_scores import f_of_sums
from qeu_station.learning.fusing import FITTED, Weights, fit_weights, study_pool
from qeu_station.learning.rejudging import Voice, rejudge
from qeu_station.learning.resampling import bootstrap_sums
from qeu_station.learning.votes import Floats, LabelledRecord, Votes, fused, gather
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.storage.boxes import Boxes, read_boxes
from qeu_station.storage.database import locate
from qeu_station.storage.head import read_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.truth import TruthBox
from qeu_station.toolkit.calibration import expected_calibration_error
from qeu_station.toolkit.independence import measure_independence
from qeu_station.toolkit.pooling import log_loss

BOTH = frozenset({Scope.REGION, Scope.CELL})
DEFAULT = Thresholds()


@dataclass(frozen=True, slots=True)
class Judged:
    """Inspections of one group by models that never saw it."""

    labelled: tuple[LabelledRecord, ...]
    rules: Rules


def main(arguments: list[str]) -> None:
    """Print the figures of the output folder that ``deeppcb`` left, one fold per group."""
    parser = argparse.ArgumentParser("python -m benchmarks fusion", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs/ and boxes/")
    parser.add_argument("--out", type=Path, required=True, help="what deeppcb wrote")
    parser.add_argument("--draws", type=int, default=0, help="draws per number of parts")
    options = parser.parse_args(arguments)
    boxes = _boxes(options.data)
    folds = [_judged(f.parent, boxes) for f in sorted(options.out.glob(f"*/test/{JOURNAL}"))]
    if len(folds) < 2:
        raise SystemExit(f"Fewer than two folds */test/{JOURNAL} in {options.out}.")
    opinions, classes = _names(folds)
    votes = gather([r for fold in folds for r in fold.labelled], opinions, classes)
    study = study_pool(votes, (1.0,) * len(opinions), DEFAULT)
    by_group = _left_out(votes)
    _print_methods(votes, study.methods, by_group)
    _print_parts(folds, opinions, by_group, boxes)
    for a, b in combinations(opinions, 2):
        pair = votes.among((a, b))
        asked = pair.asked_if_ok() if pair.coarse else pair
        first, second = asked.vectors
        print(measure_independence(first, second, asked.truth, (a, b)).sentence)
    if options.draws:
        _print_needed(votes, options.draws)


def _boxes(data: Path) -> Boxes:
    folder = data / "deeppcb" if (data / "deeppcb").is_dir() else data
    pairs = read_pairs((folder / "pairs").absolute(), PairRules(group=GROUP))
    return read_boxes(folder / "boxes", "deeppcb", pairs, subset=True)


def _judged(folder: Path, boxes: Boxes) -> Judged:
    file = folder / JOURNAL
    (station,) = read_heads(locate(file).head)
    with Journal.open(file, station, readonly=True) as journal:
        records = list(journal.inspections())
        text = journal.recipe_text(records[0].recipe.sha256)
    assert text is not None
    recipe = parse_recipe(text, "The recorded recipe")
    calibration = recipe.calibration.p_ok_without_region
    rules = Rules(len(recipe.class_table.names), DEFAULT, calibration)
    return Judged(tuple(_labelled(record, boxes) for record in records), rules)


def _labelled(record: InspectionRecord, boxes: Boxes) -> LabelledRecord:
    known = _known(record.pair, boxes)
    stamp, matrix = record.references[0], record.preparation["registration"]["to_reference"]
    own = tuple(region for region in record.regions if ":" not in region.id)
    outline = Outline(stamp.width, stamp.height, own, tuple(record.cells), tuple(matrix))
    found = label(record.pair, "", record.group, outline, Truth(boxes=known), GRID).example
    return LabelledRecord(record, record.group, found.regions, found.cells, bool(known))


def _known(pair: str, boxes: Boxes) -> tuple[TruthBox, ...]:
    return () if pair.endswith(SUFFIX) else tuple(boxes[pair])


def _names(folds: Sequence[Judged]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    record = folds[0].labelled[0].record
    return tuple(o.inspector for o in record.opinions if o.role == "gating"), record.classes


def _left_out(votes: Votes) -> dict[str, Weights]:
    """Return weights per group, fitted on every other group."""
    groups = np.array(votes.groups)
    return {group: fit_weights(votes.of(groups != group)) for group in np.unique(groups).tolist()}


def _print_methods(
    votes: Votes, methods: Mapping[str, Floats], by_group: Mapping[str, Weights]
) -> None:
    groups = np.array(votes.groups)
    held_out = np.zeros(votes.vectors.shape[1:])
    for group, weights in by_group.items():
        held_out[groups == group] = fused(votes.of(groups == group), weights)
    print(f"{len(votes)} regions, {int(votes.defective.sum())} defective, of known class\n")
    print(
        "| method | right | log loss | ECE of P(ok) | ECE of the likeliest |\n|---|---|---|---|---|"
    )
    for name, p in {**methods, FITTED: held_out}.items():
        right = p.argmax(axis=1) == votes.truth
        ece = expected_calibration_error(p[:, 0].clip(0, 1), ~votes.defective)
        top = expected_calibration_error(p.max(axis=1).clip(0, 1), right)
        loss = log_loss(p, votes.truth)
        print(f"| {name} | {right.mean():.4f} | {loss:.4f} | {ece:.4f} | {top:.4f} |")
    for group, weights in by_group.items():
        print(f"weights without {group}: {', '.join(f'{w:.3f}' for w in weights)}")


def _print_parts(
    folds: Sequence[Judged],
    opinions: Sequence[str],
    by_group: dict[str, Weights],
    boxes: Boxes,
) -> None:
    """Print findings by the published protocol, and parts, of the pool and of each opinion."""
    methods: dict[str, Callable[[str], Weights]] = {
        FITTED: lambda group: by_group[group],
        "plain product": lambda group: (1.0,) * len(opinions),
        **{
            name: (lambda group, k=k: tuple(float(n == k) for n in range(len(opinions))))  # type: ignore[misc]
            for k, name in enumerate(opinions)
        },
    }
    tables, calibration = {}, {}
    print("\n| method | F | pooled AP | parts: escape | overkill | review | ECE of parts |")
    print("|---|---|---|---|---|---|---|")
    for name, weights in methods.items():
        rows = list(_rows(folds, opinions, weights, boxes))
        tables[name] = rows
        found = score_detections(
            [d for row in rows for d in row.detections],
            {row.pair: _known(row.pair, boxes) for row in rows if row.defective},
        )
        parts = rates([row.defective for row in rows], [row.verdict for row in rows])
        stated = np.clip([row.p_ok for row in rows], 0, 1)
        calibration[name] = expected_calibration_error(stated, [not r.defective for r in rows])
        print(
            f"| {name} | {found.f:.4f} | {found.average_precision:.4f} | {parts.escape.value:.4f} "
            f"| {parts.overkill.value:.4f} | {parts.review.value:.4f} | {calibration[name]:.4f} |"
        )
    best = max(opinions, key=lambda name: _f(tables[name]))
    print(f"\nF of the fitted pool less F of {best}, the best alone, paired bootstrap over boards")
    print("\n| boards | difference | lower end | upper end |\n|---|---|---|---|")
    for group in ("all", *sorted(by_group)):
        chosen = [n for n, row in enumerate(tables[best]) if group in ("all", row.group)]
        gain = _gain(*([tables[m][n] for n in chosen] for m in (FITTED, best)))
        ends = " | ".join(f"{end:+.4f}" for end in (gain.value, gain.low, gain.high))
        print(f"| {group} | {ends} |")
    print()


@dataclass(frozen=True, slots=True)
class _Row:
    """One board as a method judges it: counts (right, reported, known) of its findings."""

    pair: str
    group: str
    defective: bool
    verdict: str
    p_ok: float
    detections: tuple[Detection, ...]
    counts: tuple[int, int, int]


def _rows(
    folds: Sequence[Judged],
    opinions: Sequence[str],
    weights: Callable[[str], Weights],
    boxes: Boxes,
) -> Iterator[_Row]:
    for fold in folds:
        for each in fold.labelled:
            record = each.record
            used = zip(opinions, weights(each.group), strict=True)
            voices = {name: Voice(weight, BOTH) for name, weight in used}
            judged = rejudge(record, voices, fold.rules)
            found = tuple(_detections(record, judged.regions))
            known = _known(record.pair, boxes)
            score = score_detections(found, {record.pair: known})
            p_ok = 0.5 if judged.part.p_ok is None else judged.part.p_ok
            yield _Row(
                record.pair,
                each.group,
                bool(known),
                judged.part.verdict.value,
                p_ok,
                found,
                (score.right, score.reported, score.known) if known else (0, 0, 0),
            )


def _detections(record: InspectionRecord, items: object) -> Iterator[Detection]:
    boxes = {region.id: region.test_box for region in record.regions}
    assert isinstance(items, dict)
    found: dict[bool, list[Finding]] = {True: [], False: []}
    for name, item in items.items():
        if item.probabilities is not None:
            kind, share = likeliest_defect(item.probabilities, record.classes)
            found[item.verdict.value != "PASS"].append(Finding(name, boxes[name], kind, share))
    for reported, each in ((True, joined(found[True])), (False, found[False])):
        for one in each:
            yield Detection(record.pair, one.box, one.label, one.probability, reported)


def _f(rows: Sequence[_Row]) -> float:
    counts = np.array([row.counts for row in rows], np.float64)
    return float(f_of_sums(counts.sum(axis=0, keepdims=True))[0])


def _gain(first: Sequence[_Row], second: Sequence[_Row]) -> Interval:
    table = np.array([(*a.counts, *b.counts) for a, b in zip(first, second, strict=True)])
    return bootstrap_sums(table, lambda s: f_of_sums(s[:, :3]) - f_of_sums(s[:, 3:]))


def _print_needed(votes: Votes, draws: int) -> None:
    """Print how often fitted weights are adopted, and do harm in a group they never saw."""
    groups, parts = np.array(votes.groups), np.array(votes.parts)
    random = np.random.default_rng(0)
    even = (1.0,) * len(votes.opinions)
    print("\n| parts | regions | fit worse than the product | adopted | adopted and worse |")
    print("|---|---|---|---|---|")
    for count in (10, 20, 40, 60, 80, 120, 160):
        worse, adopted, harm, items = 0, 0, 0, 0
        for _ in range(draws):
            unseen = groups == random.choice(np.unique(groups))
            drawn = random.choice(np.unique(parts[~unseen]), count, replace=False)
            known = votes.of(np.isin(parts, drawn))
            known = replace(known, groups=known.parts)
            study = study_pool(known, even, DEFAULT)
            test = votes.of(unseen)
            losses = [log_loss(fused(test, w), test.truth) for w in (study.fitted, even)]
            lost, sure = losses[0] > losses[1], study.saved.low > 0
            worse, adopted, harm = worse + lost, adopted + sure, harm + (lost and sure)
            items += len(known)
        print(f"| {count} | {items / draws:.0f} | {worse} | {adopted} | {harm} | of {draws}")
