"""Counting what there is to learn from, and saying what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qeu_station.api import Scope
from qeu_station.core.classes import OK, UNKNOWN
from qeu_station.learning.examples import Labelled

LEAST_GROUPS = 2
"""A trainer learns from some groups and measures on others."""


@dataclass(slots=True)
class Census:
    """Counts over examples, grown one by one.

    Attributes:
        regions: Number of labelled regions per class.
        cells: Number of labelled cells per class.
        parts: Number of pairs that hold at least one example of a class.
        missed: Number of defects without a region, per class.
        unseen: Number of defective cells without a region, per class.
        groups: Number of pairs per group.
        unknown: Regions without a class.
        conflicts: Regions and cells of which contradicting things are known.
        outside: Boxes that touch no judged cell.
    """

    regions: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    unknown: int = 0
    conflicts: int = 0
    outside: int = 0

    @property
    def pairs(self) -> int:
        """Number of examples counted."""
        return self.groups.total()

    def add(self, labelled: Labelled) -> None:
        """Count one example."""
        example = labelled.example
        self.regions.update(example.regions.values())
        self.cells.update(example.cells.values())
        self.parts.update({*example.regions.values(), *example.cells.values()})
        self.missed.update(name for name, _ in example.missed)
        self.unseen.update(labelled.unseen)
        self.groups[example.group] += 1
        self.unknown += labelled.unknown
        self.conflicts += labelled.conflicts
        self.outside += labelled.outside

    def counted(self, scopes: Collection[Scope]) -> tuple[str, Counter[str]]:
        """Return what an inspector of these scopes learns from: the word for it, and its counts."""
        if Scope.REGION in scopes:
            return "regions", self.regions
        return ("cells", self.cells) if Scope.CELL in scopes else ("parts", self.parts)


def shortages(
    census: Census, classes: Sequence[str], scopes: Collection[Scope], least: int
) -> tuple[str, ...]:
    """Return one sentence per thing of which there is too little, empty when all is enough.

    Args:
        census: What there is.
        classes: Class names of the recipe; ``unknown`` needs no example.
        scopes: What the inspector judges, and so what counts as an example.
        least: Examples needed of each class.
    """
    what, counts = census.counted(scopes)
    there = [name for name in counts if counts[name]]
    if there == [OK]:
        return (f"only good {what} were found ({counts[OK]}), no defect: nothing tells them apart",)
    if there and OK not in there:
        return (f"no good {what} were found, only {', '.join(sorted(there))}",)
    short = [
        f"class {name}: {counts[name]} {what}, at least {least} needed"
        for name in classes
        if name != UNKNOWN and counts[name] < least
    ]
    if len(census.groups) < LEAST_GROUPS:
        only = ", ".join(census.groups) or "none"
        short.append(
            f"all records are of one group ({only}); at least {LEAST_GROUPS} are needed, so that "
            "one can be held out"
        )
    return tuple(short)
