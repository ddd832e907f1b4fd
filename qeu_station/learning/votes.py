"""What inspectors said of items whose truth is known: what a pool is fitted on and measured by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.classes import UNKNOWN
from qeu_station.core.fusion import Vote, fuse, spelled_out
from qeu_station.core.record import InspectionRecord, ItemRecord, OpinionRecord

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Kind = Literal["regions", "cells"]

ROUNDS = 4
"""Times that kinds are shared out and weights fitted anew; more moves no weight by .001."""


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """N items of known class and what K inspectors said of each.

    Attributes:
        opinions: Names of the K opinions.
        classes: Names of the C classes, ``ok`` and ``unknown`` first.
        vectors: float64, (K, N, C); probabilities, each vector with sum 1.
        truth: (N,) class numbers.
        parts: (N,) name of the pair each item belongs to.
        groups: (N,) what a split must not tear apart: lot, type of board, serial number or part.
        kind: What the items are.
    """

    opinions: tuple[str, ...]
    classes: tuple[str, ...]
    vectors: Floats = field(repr=False)
    truth: Numbers = field(repr=False)
    parts: tuple[str, ...] = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)
    kind: Kind = "regions"

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def defective(self) -> NDArray[np.bool_]:
        """Which items are a defect, (N,)."""
        return self.truth > 0

    @property
    def coarse(self) -> tuple[str, ...]:
        """Names of the opinions that never name a kind of defect."""
        named = self.vectors[:, :, 2:].sum(axis=(1, 2)) > 0
        return tuple(name for name, each in zip(self.opinions, named, strict=True) if not each)

    def asked_if_ok(self) -> Votes:
        """Return the items as answers to the bare question: ok, or some defect."""
        ok = self.vectors[:, :, :1]
        vectors = np.concatenate([ok, 1 - ok], axis=2).clip(0, 1)
        truth = self.defective.astype(np.intp)
        return replace(self, classes=self.classes[:2], vectors=vectors, truth=truth)

    def of(self, chosen: Sequence[int] | Numbers | NDArray[np.bool_]) -> Votes:
        """Return some of the items, by number or by a mask."""
        at = np.arange(len(self))[np.asarray(chosen)] if len(chosen) else np.empty(0, np.intp)
        return Votes(
            self.opinions,
            self.classes,
            self.vectors[:, at],
            self.truth[at],
            tuple(self.parts[n] for n in at),
            tuple(self.groups[n] for n in at),
            self.kind,
        )

    def among(self, opinions: Sequence[str]) -> Votes:
        """Return the items as some of the inspectors saw them, in this order."""
        at = [self.opinions.index(name) for name in opinions]
        same = (self.classes, self.vectors[at], self.truth, self.parts, self.groups, self.kind)
        return Votes(tuple(opinions), *same)


@dataclass(frozen=True, slots=True)
class LabelledRecord:
    """An inspection with what is known of it.

    Attributes:
        group: What a split must not tear apart.
        regions: Class name per region id, as far as known.
        cells: Class name per cell address, as far as known.
        defective: Whether the part is defective; None when that is not known.
    """

    record: InspectionRecord
    group: str
    regions: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    defective: bool | None = None


def gather(
    labelled: Iterable[LabelledRecord],
    opinions: Sequence[str],
    classes: Sequence[str],
    kind: Kind = "regions",
) -> Votes:
    """Return the items that every one of these inspectors judged and whose class is known.

    A cell's vector is what the inspector says of the cell all in all, its regions included. An item
    known only to be some defect is left out where an inspector cannot say ``unknown``.

    Args:
        labelled: Records in the classes ``classes``.
        opinions: Opinion names.
        classes: Class names of every vector.
        kind: Which items are taken.
    """
    vectors: list[list[Sequence[float]]] = []
    truth: list[int] = []
    parts: list[str] = []
    groups: list[str] = []
    numbers = {name: number for number, name in enumerate(classes)}
    for each in labelled:
        for said, label in _items(each, opinions, kind):
            if label in numbers:
                vectors.append(said)
                truth.append(numbers[label])
                parts.append(each.record.pair)
                groups.append(each.group)
    made = np.array(vectors, np.float64).reshape(-1, len(opinions), len(classes))
    votes = Votes(
        tuple(opinions),
        tuple(classes),
        made.transpose(1, 0, 2).copy(),
        np.array(truth, np.intp),
        tuple(parts),
        tuple(groups),
        kind,
    )
    return _without_riddles(votes)


def fused(votes: Votes, weights: Sequence[float]) -> Floats:
    """Return the station's pool of every item, (N, C); rows of NaN when no weight is above 0.

    Args:
        votes: N items.
        weights: Exponent per opinion, 0 or more.
    """
    if not any(weight > 0 for weight in weights):
        return np.full(votes.vectors.shape[1:], np.nan)
    items = votes.vectors.transpose(1, 0, 2).tolist()
    found = [fuse([Vote(*each) for each in zip(weights, item, strict=True)]) for item in items]
    return np.array(found, np.float64).reshape(-1, len(votes.classes))


def kinds_named(votes: Votes, weights: Sequence[float]) -> Floats:
    """Return the vectors as ``fuse`` pools them: ``unknown`` shared out over the kinds, (K, N, C).

    Args:
        votes: N items.
        weights: Exponent per opinion, by which those that name kinds share them out.
    """
    if not (votes.vectors[:, :, 1] > 0).any() or not any(weights):
        return votes.vectors
    made = votes.vectors.copy()
    spoken = [k for k, weight in enumerate(weights) if weight > 0]
    for n, item in enumerate(votes.vectors.transpose(1, 0, 2).tolist()):
        heard = spelled_out([Vote(weights[k], item[k]) for k in spoken])
        for k, vote in zip(spoken, heard, strict=True):
            made[k, n] = vote.probabilities
    return made


def _items(
    each: LabelledRecord, opinions: Sequence[str], kind: Kind
) -> Iterator[tuple[list[Sequence[float]], str]]:
    said = {opinion.inspector: _said(opinion, kind) for opinion in each.record.opinions}
    if not all(name in said for name in opinions):
        return
    for item, label in (each.regions if kind == "regions" else each.cells).items():
        answers = [said[name].get(item) for name in opinions]
        vectors = [a.probabilities for a in answers if a is not None and a.probabilities]
        if len(vectors) == len(opinions):
            yield list(vectors), label


def _said(opinion: OpinionRecord, kind: Kind) -> Mapping[str, ItemRecord]:
    return opinion.regions if kind == "regions" else opinion.cells


def _without_riddles(votes: Votes) -> Votes:
    """Leave out items of class ``unknown`` where somebody never says so: no vector is right."""
    if UNKNOWN not in votes.classes or (votes.vectors[:, :, 1] > 0).any(axis=1).all():
        return votes
    return votes.of(votes.truth != votes.classes.index(UNKNOWN))
