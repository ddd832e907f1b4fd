"""Recorded inspections of which the truth is known, and which the recipe would judge alike now."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qeu_station.core.classes import OK
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import DatasetError, QeuError
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.learning.examples import Labelled, Outline, Truth, label
from qeu_station.learning.votes import LabelledRecord
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.services.fusing.learned import trained_on
from qeu_station.services.journals import open_journal
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import Roster
from qeu_station.services.training.records import Known, read_records
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.splits import group_of

_PREPARATION = ("image", "grid", "registration", "difference", "regions", "checks", "classes")


@dataclass(frozen=True, slots=True)
class FusionRecords:
    """Inspections with their truth.

    Attributes:
        labelled: One per picture, the newest that could be used.
        left_out: How many pictures were left out, by reason.
        id: Stands for exactly these inspections and what is known of them.
    """

    labelled: tuple[LabelledRecord, ...]
    left_out: Mapping[str, int]
    id: str


def read_fusion_records(
    place: Path | None, truth: Path | None, loaded: LoadedRecipe, roster: Roster, home: OpenHome
) -> FusionRecords:
    """Return what a pool can be fitted on.

    Args:
        place: The output folder of a batch or its journal; None is the station's own journal.
        truth: Cells as CSV, boxes, or a data set; None takes the corrections in the journal.
        loaded: The recipe.
        roster: Who judges now: what another model or version said does not count.
        home: The station's home.

    Raises:
        DatasetError: ``place`` holds no recorded opinions, or none of them can be used.
    """
    if place is not None and place.suffix != ".db" and not (place / JOURNAL).is_file():
        raise DatasetError(
            f"{place} holds no recorded opinions. Judge the pairs first (qeu-station batch) and "
            "give the output folder."
        )
    known = read_records(place, truth, loaded, home).known
    learned = trained_on(known, loaded, roster, home)
    with open_journal(home, place, readonly=True) as journal:
        return _Matching(journal, loaded, roster, known, learned).records()


class _Matching:
    """Finds the newest usable inspection of every picture of known truth."""

    def __init__(
        self,
        journal: Journal,
        loaded: LoadedRecipe,
        roster: Roster,
        known: tuple[Known, ...],
        learned: Mapping[str, str],
    ) -> None:
        self._journal = journal
        self._loaded = loaded
        self._said_by = {seat.opinion: (seat.entry.version, _sha256(seat)) for seat in roster.seats}
        self._by_picture = {each.sha256: each for each in known if each.sha256}
        self._by_name = {each.pair.name: each for each in known if not each.sha256}
        self._learned = learned
        self._alike: dict[str, bool] = {}

    def records(self) -> FusionRecords:
        usable: dict[str, LabelledRecord] = {}
        problems: dict[str, str] = {}
        digest = hashlib.sha256()
        for record, known in self._of_known_truth():
            try:
                usable[known.pair.name] = self._labelled(record, known)
                digest.update(f"{record.id}\t{known.truth}\n".encode())
            except QeuError as error:
                problems[known.pair.name] = str(error)
        left_out = Counter(reason for name, reason in problems.items() if name not in usable)
        if not usable:
            raise DatasetError(
                "No recorded inspection can be used: "
                + "; ".join(f"{reason} ({count} times)" for reason, count in left_out.items())
            )
        return FusionRecords(tuple(usable.values()), dict(left_out), digest.hexdigest()[:16])

    def _of_known_truth(self) -> Iterator[tuple[InspectionRecord, Known]]:
        for record in self._journal.inspections(recipe=self._loaded.recipe.name):
            known = self._by_picture.get(record.test.sha256) or self._by_name.get(record.pair)
            if known is not None:
                yield record, known

    def _labelled(self, record: InspectionRecord, known: Known) -> LabelledRecord:
        inspector = self._learned.get(known.pair.name)
        if inspector is not None:
            raise DatasetError(f"{inspector} was trained on it")
        self._check(record)
        group, truth = group_of(known.pair), known.truth
        defective = _is_defective(truth)
        outline = _outline(record)
        if outline is None:
            return LabelledRecord(record, group, defective=defective)
        grid = self._loaded.recipe.grid.over(outline.width, outline.height)
        labelled: Labelled = label(known.pair.name, "", group, outline, truth, grid)
        example = labelled.example
        return LabelledRecord(record, group, example.regions, example.cells, defective)

    def _check(self, record: InspectionRecord) -> None:
        """Refuse what would be said otherwise today."""
        if not self._judged_alike(record.recipe.sha256):
            raise DatasetError(
                "judged by a version of the recipe that prepares or inspects otherwise"
            )
        for opinion in record.opinions:
            if opinion.status != "answered":
                continue
            if self._said_by.get(opinion.inspector) != (opinion.version, opinion.model_sha256):
                raise DatasetError(f"judged by another version or model of {opinion.inspector}")
        missing = self._said_by.keys() - {opinion.inspector for opinion in record.opinions}
        if record.opinions and missing:
            raise DatasetError(f"judged without {', '.join(sorted(missing))}")

    def _judged_alike(self, sha256: str) -> bool:
        if sha256 not in self._alike:
            text = self._journal.recipe_text(sha256)
            same = False
            if text is not None:
                then = parse_recipe(text, "The recorded recipe")
                same = _as_judged(then) == _as_judged(self._loaded.recipe)
            self._alike[sha256] = same
        return self._alike[sha256]


def _sha256(seat: Any) -> str:
    return "" if seat.bundle is None else str(seat.bundle.sha256)


def _as_judged(recipe: Recipe) -> tuple[object, ...]:
    """Return what decides opinions: not weights, roles, deadlines and thresholds."""
    used = {e.name: (e.registered, dict(e.parameters)) for e in recipe.inspectors}
    return (*(getattr(recipe, name) for name in _PREPARATION), used)


def _outline(record: InspectionRecord) -> Outline | None:
    """Return where the regions and cells of an inspection are, or None when it was blocked."""
    registration = record.preparation.get("registration") or {}
    matrix = registration.get("to_reference")
    if not record.references or not matrix or registration.get("problem"):
        return None
    stamp = record.references[0]
    return Outline(
        stamp.width,
        stamp.height,
        tuple(region for region in record.regions if ":" not in region.id),
        tuple(address for address, item in record.cells.items() if item.probabilities is not None),
        tuple(matrix),
    )


def _is_defective(truth: Truth) -> bool | None:
    """Return whether the part is defective; None when too little is known of it."""
    said = set(truth.cells.values())
    if truth.boxes or said - {OK, AMBIGUOUS}:
        return True
    return False if truth.complete and AMBIGUOUS not in said else None
