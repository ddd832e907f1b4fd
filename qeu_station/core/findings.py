"""Findings: what is reported of one inspection, a defect seen in several pieces only once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qeu_station.core.region import Box, area, shared_area

LEAST_SHARE = 0.25
"""Boxes that share at least this much of the smaller one lie around pieces of one defect.

Chosen on DeepPCB, where it tells 77 such pairs from 10 of neighbouring defects of one class: 95 %
of the first share more than .26, 95 % of the second less than .24.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """A reported defect.

    Attributes:
        region: Id of the region that shows it most clearly.
        box: x1, y1, x2, y2 in pixels, exclusive end, around all of its regions.
        label: Its class.
        probability: The highest of its regions, 0..1.
        fragments: Ids of its other regions.
    """

    region: str
    box: Box
    label: str
    probability: float
    fragments: tuple[str, ...] = ()


def joined(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Join findings of one class whose boxes overlap: the pieces of one defect.

    Boxes lie around regions with a margin, so that those of neighbouring defects may overlap a
    little. A joined box may overlap others in turn.

    Args:
        found: Reported regions of one inspection, by one judge.
    """
    whole: list[Finding] = []
    for finding in found:
        pieces = [other for other in whole if _of_one_defect(other, finding)]
        while pieces:
            whole = [other for other in whole if other not in pieces]
            finding = _whole([*pieces, finding])  # noqa: PLW2901
            pieces = [other for other in whole if _of_one_defect(other, finding)]
        whole.append(finding)
    return tuple(whole)


def _of_one_defect(first: Finding, second: Finding) -> bool:
    smaller = min(area(first.box), area(second.box))
    shared = shared_area(first.box, second.box)
    return first.label == second.label and shared >= LEAST_SHARE * smaller > 0


def _whole(pieces: list[Finding]) -> Finding:
    best, *others = sorted(pieces, key=lambda piece: -piece.probability)
    x1, y1, x2, y2 = zip(*(piece.box for piece in pieces), strict=True)
    fragments = [name for other in others for name in (other.region, *other.fragments)]
    return replace(
        best,
        box=(min(x1), min(y1), max(x2), max(y2)),
        fragments=(*best.fragments, *fragments),
    )
