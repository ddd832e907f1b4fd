"""Records to learn from: a data set, pairs with their truth, or a journal with its corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qeu_station.core.correction import Correction, Standing, in_force, standing
from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import DatasetError, QeuError
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.learning.examples import Truth
from qeu_station.services.journals import is_journal, open_journal
from qeu_station.services.opening import OpenHome
from qeu_station.storage.boxes import Boxes, guess_format, read_boxes
from qeu_station.storage.datasets import CellLabels, load_dataset, read_cells
from qeu_station.storage.journal import Journal
from qeu_station.storage.pairs import PAIRS_FILE, PairRules, read_pairs
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.truth import TruthBox


@dataclass(frozen=True, slots=True)
class Known:
    """A pair with what is known of it.

    Attributes:
        sha256: What the test file must still be, empty when nobody wrote it down.
    """

    pair: Pair
    truth: Truth
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """Pairs to learn from, by name, and those that were left out with the reason."""

    known: tuple[Known, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)


def read_records(
    place: Path | None,
    truth: Path | None,
    loaded: LoadedRecipe,
    home: OpenHome,
    needed: bool = True,
) -> Records:
    """Return the pairs of ``place`` with what is known of them.

    Args:
        place: A folder made by ``dataset import``, a folder or CSV of pairs, the output folder of
            a batch or its journal; None is the station's own journal.
        truth: Cells as CSV, boxes, or a data set, for pairs that bring no truth of their own.
        loaded: The recipe, whose grid and classes every label must fit.
        home: The station's home.
        needed: Whether it is an error that nobody has corrected anything in the journal.

    Raises:
        DatasetError: There is nothing to learn from, or a label does not fit.
        GridError: A label names a cell that is not on the grid.
        RecipeError: A label names a class that the recipe does not have.
    """
    journal = place is None or is_journal(place)
    if journal and truth is None:
        if place is None and not home.has_journal:
            return _unrecorded(home, needed)
        with open_journal(home, place, readonly=True) as opened:
            return _corrected(opened, loaded, needed)
    if journal:
        with open_journal(home, place, readonly=True) as opened:
            pairs: Sequence[Pair] = _judged(opened, loaded)
    else:
        assert place is not None
        pairs = read_pairs(place.absolute(), PairRules(need_reference=loaded.recipe.from_pair))
        if truth is None and not (place / PAIRS_FILE).is_file():
            raise DatasetError(f"{place} brings no truth of its pairs; give it with --truth.")
    boxes, cells = _truth(truth or place, pairs, loaded)
    _check(boxes, cells, loaded)
    named = {**boxes, **cells}
    known = [Known(p, _truth_of(p, boxes, cells)) for p in pairs if p.name in named]
    if not known:
        raise DatasetError(f"Nothing is known of the pairs in {place}; give --truth.")
    reason = "its truth is not known"
    return Records(tuple(known), {p.name: reason for p in pairs if p.name not in named})


def _unrecorded(home: OpenHome, needed: bool) -> Records:
    if not needed:
        return Records(())
    raise DatasetError(
        f"This station has no journal yet ({home.database}), so that nobody has corrected anything "
        "in it. Judge parts and correct them, or give --records."
    )


def _truth_of(pair: Pair, boxes: Boxes, cells: CellLabels) -> Truth:
    return Truth(boxes=boxes.get(pair.name), cells=cells.get(pair.name, {}))


def _truth(
    place: Path | None, pairs: Sequence[Pair], loaded: LoadedRecipe
) -> tuple[Boxes, CellLabels]:
    """Read boxes and cells from wherever they stand."""
    assert place is not None
    if place.is_file() and place.suffix.lower() == ".json":
        return read_boxes(place, "coco", pairs, subset=True), {}
    if place.is_file():
        names = {*loaded.recipe.class_table.names, AMBIGUOUS}
        return {}, read_cells(place, pairs, None, names, subset=True)
    if not place.is_dir():
        raise DatasetError(f"{place} does not exist. Give a CSV of cells, boxes or a data set.")
    if not (place / PAIRS_FILE).is_file():
        if not any(place.glob("*.txt")):
            raise DatasetError(
                f'"{place}" holds neither {PAIRS_FILE} of a data set nor box texts (*.txt). Give '
                "--truth a CSV (pair, cell, label), COCO JSON, box texts, or what dataset import "
                "made."
            )
        return read_boxes(place, guess_format(place), pairs, subset=True), {}
    dataset = load_dataset(place)
    if not dataset.boxes and not dataset.cells:
        raise DatasetError(f"{place} holds neither boxes.csv nor cells.csv; give --truth.")
    return dataset.boxes, dataset.cells


def _check(boxes: Boxes, cells: CellLabels, loaded: LoadedRecipe) -> None:
    """Check that every label means something in the recipe.

    Raises:
        RecipeError: A class is not in the recipe.
        GridError: A cell is not on the grid.
    """
    classes, grid = loaded.recipe.class_table, loaded.recipe.grid.over(640, 480)
    for label in sorted({box.label for listed in boxes.values() for box in listed}):
        classes.index(label)
    for labels in cells.values():
        for address, label in labels.items():
            grid.position(address)
            if label != AMBIGUOUS:
                classes.index(label)


def _judged(journal: Journal, loaded: LoadedRecipe) -> list[Pair]:
    """Return the pairs that were judged with a recipe, each as it was judged last."""
    name = loaded.recipe.name
    pairs = {r.pair: pair_of(r, loaded) for r in journal.inspections(recipe=name)}
    if not pairs:
        raise DatasetError(f'Journal "{journal.place}" holds no inspection with recipe "{name}".')
    return [pairs[each] for each in sorted(pairs)]


def _corrected(journal: Journal, loaded: LoadedRecipe, needed: bool) -> Records:
    """Return what operators said; of a picture judged twice, the inspection corrected last."""
    by_picture: dict[str, tuple[InspectionRecord, Standing]] = {}
    for id, said in _corrections(journal).items():
        record = journal.inspection(id)
        if record.recipe.name == loaded.recipe.name:
            by_picture[record.test.sha256] = record, said
    if not by_picture and needed:
        raise DatasetError(
            f'Nobody has corrected an inspection with recipe "{loaded.recipe.name}" in journal '
            f'"{journal.place}". Correct some with qeu-station correct, or give --truth.'
        )
    known, left_out = [], {}
    for record, said in by_picture.values():
        try:
            truth = truth_of(record, said)
            _check({record.pair: truth.boxes or ()}, {record.pair: dict(truth.cells)}, loaded)
            known.append(Known(pair_of(record, loaded), truth, record.test.sha256))
        except QeuError as error:  # a class or cell that the recipe has no longer
            left_out[record.pair] = str(error)
    return Records(tuple(_renamed(known)), left_out)


def _corrections(journal: Journal) -> dict[str, Standing]:
    """Return what stands of every inspection that a correction is in force for."""
    listed: dict[str, list[tuple[str, Correction]]] = defaultdict(list)
    for entry, correction in journal.all_corrections():
        listed[correction.inspection].append((entry, correction))
    return {id: standing(each) for id, each in listed.items() if in_force(each)}


def truth_of(record: InspectionRecord, said: Standing) -> Truth:
    """Return what operators say of an inspection as truth.

    Only a part that was called ok is known completely.
    """
    return Truth(
        boxes=tuple(TruthBox(box.box, box.label) for box in said.added) or None,
        cells=said.cells,
        cleared=tuple(region.test_box for region in record.regions if region.id in said.struck),
        complete=said.part == "ok",
    )


def pair_of(record: InspectionRecord, loaded: LoadedRecipe) -> Pair:
    """Return the pair of a recorded inspection, by the recipe's way to its reference."""
    reference = Path(record.references[0].path) if loaded.recipe.from_pair else None
    return Pair(record.pair, Path(record.test.path), reference, record.serial, record.group)


def _renamed(known: Iterable[Known]) -> list[Known]:
    """Give different pictures of one name different names, and keep them in one group."""
    seen: dict[str, int] = {}
    named = []
    for each in sorted(known, key=lambda known: known.pair.name):
        name = each.pair.name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            group = each.pair.group or each.pair.serial or name
            pair = replace(each.pair, name=f"{name}#{seen[name]}", group=group)
            each = replace(each, pair=pair)  # noqa: PLW2901
        named.append(each)
    return named
