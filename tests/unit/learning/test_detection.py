from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.region import Box, overlap
from qeu_station.learning.detection import Detection, score_detections
from qeu_station.storage.truth import TruthBox

SQUARE: Box = (10.0, 10.0, 20.0, 20.0)
FAR: Box = (50.0, 50.0, 60.0, 60.0)


def said(
    probability: float, box: Box = SQUARE, label: str = "open", reported: bool = True
) -> Detection:
    return Detection("A", box, label, probability, reported)


KNOWN = {"A": [TruthBox(SQUARE, "open"), TruthBox(FAR, "short")]}


def test_everything_right() -> None:
    scores = score_detections([said(0.9), said(0.8, FAR, "short")], KNOWN)
    assert (scores.precision, scores.recall, scores.f) == (1, 1, 1)
    assert scores.average_precision == pytest.approx(1)


def test_a_wrong_class_takes_the_box() -> None:
    scores = score_detections([said(0.9, label="short"), said(0.8)], KNOWN)
    assert scores.right == 0
    assert scores.average_precision == 0
    assert scores.recall_of_any == 0.5


def test_the_surer_one_takes_the_box_and_its_twin_is_wrong() -> None:
    scores = score_detections([said(0.8), said(0.9)], KNOWN)
    assert (scores.right, scores.reported) == (1, 2)


def test_two_neighbours_each_take_their_own_box() -> None:
    near: Box = (14.0, 10.0, 24.0, 20.0)
    known = {"A": [TruthBox(SQUARE, "open"), TruthBox(near, "open")]}
    assert score_detections([said(0.9), said(0.8)], known).right == 2


def test_what_is_not_reported_counts_in_average_precision_only() -> None:
    scores = score_detections([said(0.9), said(0.1, FAR, "short", reported=False)], KNOWN)
    assert (scores.reported, scores.recall) == (1, 0.5)
    assert scores.average_precision == pytest.approx(1)


def test_average_precision_of_a_false_alarm_between_two_hits() -> None:
    empty: Box = (80.0, 80.0, 90.0, 90.0)
    scores = score_detections([said(0.9), said(0.8, empty), said(0.7, FAR, "short")], KNOWN)
    assert scores.average_precision == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_an_iou_of_a_third_is_enough_and_less_is_not() -> None:
    third: Box = (15.0, 10.0, 25.0, 20.0)  # 50 of 150
    less: Box = (15.1, 10.0, 25.1, 20.0)
    assert overlap(SQUARE, third) == pytest.approx(1 / 3)
    assert score_detections([said(0.9, third)], KNOWN).right == 1
    assert score_detections([said(0.9, less)], KNOWN).right == 0


def test_pairs_without_truth_are_left_out_and_good_ones_count() -> None:
    other = Detection("B", SQUARE, "open", 0.9, reported=True)
    assert score_detections([other], KNOWN).reported == 0
    scores = score_detections([other], {"B": []})
    assert (scores.reported, scores.precision, scores.f, scores.average_precision) == (1, 0, 0, 0)


def test_nothing_said_and_nothing_known() -> None:
    scores = score_detections([], {})
    assert (scores.precision, scores.recall, scores.f, scores.recall_of_any) == (0, 0, 0, 0)


boxes = st.tuples(*[st.integers(0, 30)] * 2, *[st.integers(1, 30)] * 2).map(
    lambda v: (float(v[0]), float(v[1]), float(v[0] + v[2]), float(v[1] + v[3]))
)


@given(boxes, boxes)
def test_overlap_is_symmetric_and_bounded(a: Box, b: Box) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1
    assert overlap(a, a) == 1


@given(st.lists(st.tuples(boxes, st.sampled_from(["open", "short"])), max_size=8))
def test_telling_the_truth_scores_full(listed: list[tuple[Box, str]]) -> None:
    known = {"A": [TruthBox(box, label) for box, label in dict(listed).items()]}
    told = [said(0.5, defect.box, defect.label) for defect in known["A"]]
    scores = score_detections(told, known)
    assert scores.right == len(told) == scores.known
