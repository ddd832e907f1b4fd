"""What an inspector answers about one pair, and the check every answer passes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qeu_station.core.region import Box

SUM_TOLERANCE = 1e-3
_HIGHEST = 1 + SUM_TOLERANCE

Probabilities = tuple[float, ...]


class Scope(StrEnum):
    """What an inspector judges."""

    REGION = "region"
    CELL = "cell"
    PART = "part"


@dataclass(frozen=True, slots=True)
class ProposedRegion:
    """A region that preparation did not see; only its proposer scores it.

    Attributes:
        box: x1, y1, x2, y2 in reference pixels, exclusive end.
        probabilities: One probability per class, sum 1.
    """

    box: Box
    probabilities: Sequence[float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One inspector's answer about one prepared pair.

    Each vector holds one probability (0..1, sum 1) per class, in the order of the recipe's classes
    or of the model bundle's labels when the inspector runs a bundle.

    Attributes:
        regions: Vector per region id; needed for every region if scope ``region`` is declared.
        cells: Vector per cell address; needed for every judged cell if ``cell`` is declared.
        part: Vector of the whole part; needed if ``part`` is declared.
        proposed: Regions found by the inspector itself.
        comment: One sentence for the operator.
        evidence: Whatever explains the answer; JSON values only.
    """

    regions: Mapping[str, Sequence[float]] = field(default_factory=dict)
    cells: Mapping[str, Sequence[float]] = field(default_factory=dict)
    part: Sequence[float] | None = None
    proposed: Sequence[ProposedRegion] = ()
    comment: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


class OpinionFault(ValueError):  # noqa: N818 - the contract calls it a fault
    """An opinion breaks the contract; the message says how."""


class Abstention(Exception):  # noqa: N818 - nothing went wrong: there is no opinion
    """An inspector looked and has no opinion; raised from ``inspect``.

    The part is REVIEW where the inspector gates; where it advises nothing but its card shows it.

    Attributes:
        sentence: Why, one sentence for the operator.
        raw: What was said instead, such as a model's answer that does not parse; kept whole.
    """

    def __init__(self, sentence: str, raw: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.raw = raw


def checked_opinion(
    opinion: Opinion,
    scopes: frozenset[Scope],
    region_ids: Iterable[str],
    addresses: Iterable[str],
    classes: int,
) -> Opinion:
    """Return the opinion with exactly the declared scopes, every vector checked.

    Undeclared scopes are left out (the inspector abstains on them).

    Raises:
        OpinionFault: It is no opinion, a declared item is missing, or a vector has a wrong length,
            a value that is not a probability, or a sum that is not 1 (within 1e-3); a proposed box
            is empty; or the comment is no text.
    """
    _check_types(opinion)
    regions = _checked_items("region", opinion.regions, region_ids, classes, Scope.REGION in scopes)
    cells = _checked_items("cell", opinion.cells, addresses, classes, Scope.CELL in scopes)
    part = None
    if Scope.PART in scopes:
        if opinion.part is None:
            raise OpinionFault("the part has no probabilities although scope part is declared")
        part = checked_vector("the part", opinion.part, classes)
    proposed = tuple(
        ProposedRegion(
            _checked_box(p.box), checked_vector(f"proposal {n}", p.probabilities, classes)
        )
        for n, p in enumerate(opinion.proposed, start=1)
    )
    return Opinion(regions, cells, part, proposed, opinion.comment, opinion.evidence)


def checked_vector(what: str, vector: Sequence[float], classes: int) -> Probabilities:
    """Return ``vector`` as plain floats that sum to exactly 1 up to rounding.

    Raises:
        OpinionFault: Wrong length, a value outside 0..1 or not finite, or a sum that is not 1.
    """
    try:
        values = tuple(map(float, vector))
    except (TypeError, ValueError, OverflowError) as error:
        raise OpinionFault(f"{what}: probabilities are not numbers ({error})") from None
    if len(values) != classes:
        raise OpinionFault(f"{what}: {len(values)} probabilities for {classes} classes")
    if not all(0 <= value <= _HIGHEST for value in values):  # NaN and infinity are not, either
        raise OpinionFault(f"{what}: {list(values)} has a value that is not a probability (0..1)")
    total = math.fsum(values)
    if abs(total - 1) > SUM_TOLERANCE:
        raise OpinionFault(f"{what}: probabilities sum to {total:.6g}, not to 1")
    return tuple([value / total for value in values])


def _check_types(opinion: object) -> None:
    """What comes from a plugin may be anything: see that the parts can be looked at at all."""
    if not isinstance(opinion, Opinion):
        raise OpinionFault(f"an Opinion is needed, got {type(opinion).__name__}")
    parts: tuple[tuple[str, object, type], ...] = (
        ("regions", opinion.regions, Mapping),
        ("cells", opinion.cells, Mapping),
        ("proposed", opinion.proposed, Sequence),
        ("comment", opinion.comment, str),
        ("evidence", opinion.evidence, Mapping),
    )
    for name, value, needed in parts:
        if not isinstance(value, needed):
            raise OpinionFault(f"{name} must be a {needed.__name__}, got {type(value).__name__}")
    for proposal in opinion.proposed:
        if not isinstance(proposal, ProposedRegion):
            raise OpinionFault(f"proposed holds a {type(proposal).__name__}, not a ProposedRegion")


def _checked_items(
    kind: str,
    given: Mapping[str, Sequence[float]],
    wanted: Iterable[str],
    classes: int,
    declared: bool,
) -> dict[str, Probabilities]:
    if not declared:
        return {}
    checked = {}
    for name in wanted:
        if name not in given:
            raise OpinionFault(f"{kind} {name} is missing although scope {kind} is declared")
        checked[name] = checked_vector(f"{kind} {name}", given[name], classes)
    return checked


def _checked_box(box: Sequence[float]) -> Box:
    try:
        x1, y1, x2, y2 = (float(value) for value in box)
    except (TypeError, ValueError, OverflowError):
        raise OpinionFault(f"a proposed box {box!r} is not four numbers x1, y1, x2, y2") from None
    if not all(map(math.isfinite, (x1, y1, x2, y2))):
        raise OpinionFault(f"a proposed box {box!r} is not four finite numbers x1, y1, x2, y2")
    if not (x1 < x2 and y1 < y2):
        raise OpinionFault(f"a proposed box {box!r} is empty; x1 < x2 and y1 < y2 are needed")
    return x1, y1, x2, y2
