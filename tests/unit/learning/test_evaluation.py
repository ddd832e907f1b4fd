"""Verdicts against truth, counted by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.record import InspectionRecord, ItemRecord
from qeu_station.learning.evaluation import evaluate, part_truth, said_class
from tests.unit.services.making import item, record

CLASSES = ("ok", "unknown", "missing")


def judged(pair: str, part: ItemRecord, **cells: ItemRecord) -> InspectionRecord:
    return record(pair, part, cells=cells)


def test_escape_overkill_and_review_are_those_counted_by_hand() -> None:
    records = [
        # truth: U1 missing, U2 good, D1 ambiguous
        judged(
            "a", item("FAIL", 0.1), U1=item("FAIL", 0.1), U2=item("PASS", 0.9), D1=item("FAIL", 0)
        ),
        # truth: U1 missing (escaped), U2 good (overkill)
        judged("b", item("FAIL", 0.2), U1=item("PASS", 0.8), U2=item("FAIL", 0.2)),
        # truth: all good, one left to a person
        judged("c", item("REVIEW", 0.4), U1=item("PASS", 0.9), U2=item("REVIEW", 0.4)),
    ]
    truth = {
        "a": {"U1": "missing", "D1": "ambiguous"},
        "b": {"U1": "missing", "U2": "ok"},
        "c": {},
    }
    done = evaluate(records, truth)
    cells, parts = done.cells, done.parts
    assert cells is not None and parts is not None
    assert (cells.items, cells.defective) == (6, 2)
    assert cells.rates.escape.value == pytest.approx(1 / 2)
    assert cells.rates.overkill.value == pytest.approx(1 / 4)
    assert cells.rates.review.value == pytest.approx(1 / 6)
    assert cells.confusion == {
        ("missing", "missing"): 1,
        ("missing", "ok"): 1,
        ("ok", "ok"): 2,
        ("ok", "missing"): 1,
        ("ok", "review"): 1,
    }
    # Defective cells score .9 and .2, good ones .1, .8, .1, .6: 6 of 8 pairs in the right order.
    assert cells.auroc == pytest.approx(6 / 8)
    assert (parts.items, parts.defective) == (3, 2)
    assert parts.rates.escape.value == 0
    assert parts.rates.overkill.value == 0
    assert parts.rates.review.value == pytest.approx(1 / 3)
    assert parts.auroc == 1


def test_an_ambiguous_cell_counts_nowhere() -> None:
    only = [judged("a", item("PASS", 0.9), U1=item("FAIL", 0.0))]
    done = evaluate(only, {"a": {"U1": "ambiguous"}})
    assert done.cells is None
    assert done.parts is not None
    assert done.parts.defective == 0


def test_a_pair_without_truth_is_counted_and_not_scored() -> None:
    done = evaluate([judged("a", item("FAIL", 0.1), U1=item("FAIL", 0.1))], {"b": {}})
    assert (done.without_truth, done.cells, done.parts) == (1, None, None)
    assert evaluate([], {}).parts is None


def test_a_pair_that_could_not_be_judged_is_left_to_a_person() -> None:
    done = evaluate([judged("a", item("REVIEW"))], {"a": {"U1": "missing"}})
    assert done.cells is None
    assert done.parts is not None
    assert done.parts.rates.escape.value == 0
    assert done.parts.rates.review.value == 1
    assert math.isnan(done.parts.kappa.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (item("PASS", 0.6), "ok"),
        (item("REVIEW", 0.4), "review"),
        (item("REVIEW"), "review"),
        (item("FAIL"), "review"),
        (ItemRecord("FAIL", (0.1, 0.5, 0.4)), "unknown"),
        (ItemRecord("FAIL", (0.9, 0.02, 0.08)), "missing"),
    ],
)
def test_what_was_said(said: ItemRecord, expected: str) -> None:
    assert said_class(said, CLASSES) == expected


def test_the_truth_of_a_part_is_its_first_defect() -> None:
    assert part_truth({"U1": "ok", "U2": "ambiguous", "U3": "shifted", "D1": "dirty"}) == "shifted"
    assert part_truth({"U2": "ambiguous"}) == part_truth({}) == "ok"


verdicts = st.sampled_from(["PASS", "REVIEW", "FAIL"])


@given(st.lists(st.tuples(st.booleans(), verdicts, st.floats(0, 1)), min_size=1, max_size=40))
def test_counts_add_up(drawn: list[tuple[bool, str, float]]) -> None:
    records = [judged(f"p{n}", item(said, p)) for n, (_, said, p) in enumerate(drawn)]
    truth = {f"p{n}": {"U1": "missing"} if bad else {} for n, (bad, _, _) in enumerate(drawn)}
    parts = evaluate(records, truth).parts
    assert parts is not None
    assert sum(parts.confusion.values()) == parts.items == len(drawn)
    escapes = sum(count for (true, said), count in parts.confusion.items() if true != "ok" == said)
    if parts.defective:
        assert parts.rates.escape.value == pytest.approx(escapes / parts.defective)
    else:
        assert math.isnan(parts.rates.escape.value)
