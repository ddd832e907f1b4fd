"""Classes of cells against corrections and given truth, compared with a plain walk."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from qeu_station.core.classes import OK
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.services.review.classes import REVIEWED, confused_classes
from qeu_station.services.review.columns import FAIL, PASS, REVIEW
from tests.unit.gui.presenters.review_columns import CELLS, CLASSES, columns, marks

MARKED = [(0, "U1", "scratch", FAIL), (0, "U2", "dent", REVIEW), (2, "C5", "missing", FAIL)]


def said(station):
    """What the station said of every cell that is no PASS, by (row, cell)."""
    return {
        (row, cell): label if verdict == FAIL else REVIEWED for row, cell, label, verdict in station
    }


def pairs(found):
    """Every count as (known, said)."""
    return Counter(
        {
            (found.known[k], found.said[s]): int(found.counts[k, s])
            for k, s in zip(*np.nonzero(found.counts), strict=True)
        }
    )


def test_corrections_against_what_the_station_said():
    told = [(0, "U1", "dent", FAIL), (0, "U2", OK, REVIEW), (1, "D9", "scratch", PASS)]
    found = confused_classes(columns([0.1, 0.9, 0.1], marks=marks(MARKED), said=marks(told)))
    assert pairs(found) == {
        ("dent", "scratch"): 1, (OK, REVIEWED): 1, ("scratch", OK): 1,
    }  # fmt: skip


def test_given_truth_and_cells_it_does_not_name():
    truth = {"p0": {"U1": "scratch", "U3": "dent", "U4": AMBIGUOUS}, "p1": {"U1": OK}}
    found = confused_classes(columns([0.1, 0.9, 0.1], marks=marks(MARKED)), truth=truth)
    assert pairs(found) == {
        ("scratch", "scratch"): 1,
        ("dent", OK): 1,
        (OK, REVIEWED): 1,  # U2 of p0 was no PASS, and the truth names no defect there
        (OK, OK): 1,
    }


def test_the_rows_behind_a_count():
    told = [(0, "U1", "scratch", FAIL), (2, "C5", "scratch", FAIL)]
    found = confused_classes(columns([0.1, 0.9, 0.1], marks=marks(MARKED), said=marks(told)))
    known = found.known.index("scratch")
    assert found.rows(known, found.said.index("scratch")).tolist() == [0]
    assert found.rows(known, found.said.index("missing")).tolist() == [2]


@pytest.mark.parametrize("seed", range(4))
def test_many_cells_against_a_plain_walk(seed):
    rng = random.Random(seed)
    size = 40
    station = sorted(
        {
            (row, cell): (row, cell, rng.choice(CLASSES), rng.choice((REVIEW, FAIL)))
            for row, cell in ((rng.randrange(size), rng.choice(CELLS)) for _ in range(90))
        }.values()
    )
    truth = {
        f"p{row}": {
            cell: rng.choice((OK, OK, *CLASSES, AMBIGUOUS)) for cell in rng.sample(CELLS, 12)
        }
        for row in rng.sample(range(size), 25)
    }
    chosen = np.array(sorted(rng.sample(range(size), 30)), np.int32)
    heard, expected = said(station), Counter()
    for row in chosen.tolist():
        known = truth.get(f"p{row}")
        if known is None:
            continue
        for cell in {*known, *(c for r, c in heard if r == row)}:
            label = known.get(cell, OK)
            if label != AMBIGUOUS:
                expected[label, heard.get((row, cell), OK)] += 1
    found = confused_classes(columns([0.5] * size, marks=marks(station)), chosen, truth)
    assert pairs(found) == expected


def test_nothing_known_counts_nothing():
    found = confused_classes(columns([0.1], marks=marks(MARKED[:1])))
    assert not found.counts.any()
    assert not confused_classes(columns([0.9]), truth={"other": {"U1": OK}}).counts.any()
