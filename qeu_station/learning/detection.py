"""Findings against known boxes: precision, recall, F and average precision over all classes.

Source: S. Tang et al., "Online PCB Defect Detector On A New PCB Defect Dataset", arXiv:1902.06197
(2019), section 4: classes are pooled, a finding is right when it meets a box of its own class with
an IoU above .33.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qeu_station.core.region import Box, overlap
from qeu_station.storage.truth import TruthBox

LEAST_IOU = 0.33
"""A finding meets a box when their intersection over union is above this."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A finding as it is scored.

    Attributes:
        pair: Name of the pair.
        box: Its box, in the pixels of the known boxes.
        label: Class it was given.
        probability: How sure it is, 0..1; only the order matters.
        reported: Whether it counts in precision and recall.
    """

    pair: str
    box: Box
    label: str
    probability: float
    reported: bool


@dataclass(frozen=True, slots=True)
class DetectionScores:
    """How findings compare with known boxes.

    Attributes:
        known: Number of known defects.
        reported: Number of reported findings.
        right: How many of them are right.
        average_precision: Area under precision over recall of all findings, reported or not, with
            precision made monotonous.
        recall_of_any: Share of known boxes that some finding meets, whatever its class.
    """

    known: int
    reported: int
    right: int
    average_precision: float
    recall_of_any: float

    @property
    def precision(self) -> float:
        """Share of reported findings that are right, 0 when there are none."""
        return self.right / self.reported if self.reported else 0.0

    @property
    def recall(self) -> float:
        """Share of known defects that a reported finding got right, 0 when there are none."""
        return self.right / self.known if self.known else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.reported + self.known
        return 2 * self.right / both if both else 0.0


def score_detections(
    detections: Iterable[Detection], known: Mapping[str, Sequence[TruthBox]]
) -> DetectionScores:
    """Score findings by the published protocol.

    Findings are taken from the surest down; each takes the box it meets best among those nobody
    took yet, right or wrong in its class.

    Args:
        detections: All findings of the pairs in ``known``; those of other pairs are left out.
        known: Known defects per pair; a pair without any has an empty sequence.
    """
    ranked = sorted(
        (each for each in detections if each.pair in known), key=lambda each: -each.probability
    )
    boxes = sum(map(len, known.values()))
    reported = [each for each in ranked if each.reported]
    return DetectionScores(
        known=boxes,
        reported=len(reported),
        right=sum(_taken(reported, known)),
        average_precision=_average_precision(_taken(ranked, known), boxes),
        recall_of_any=_met(ranked, known) / boxes if boxes else 0.0,
    )


def _taken(ranked: Sequence[Detection], known: Mapping[str, Sequence[TruthBox]]) -> list[bool]:
    """Whether each finding is right, in their order."""
    free = {pair: list(defects) for pair, defects in known.items()}
    return [_takes(each, free[each.pair]) for each in ranked]


def _takes(detection: Detection, free: list[TruthBox]) -> bool:
    best = max(free, key=lambda defect: overlap(detection.box, defect.box), default=None)
    if best is None or overlap(detection.box, best.box) <= LEAST_IOU:
        return False
    free.remove(best)
    return best.label == detection.label


def _average_precision(right: Sequence[bool], known: int) -> float:
    if not known:
        return 0.0
    hits = 0
    points: list[float] = []
    for count, hit in enumerate(right, start=1):
        hits += hit
        if hit:
            points.append(hits / count)
    area, highest = 0.0, 0.0
    for precision in reversed(points):
        highest = max(highest, precision)
        area += highest / known
    return area


def _met(detections: Sequence[Detection], known: Mapping[str, Sequence[TruthBox]]) -> int:
    boxes: dict[str, list[Box]] = {}
    for each in detections:
        boxes.setdefault(each.pair, []).append(each.box)
    return sum(
        any(overlap(box, defect.box) > LEAST_IOU for box in boxes.get(pair, ()))
        for pair, defects in known.items()
        for defect in defects
    )
