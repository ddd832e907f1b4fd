"""What was said of items of known class: who is counted, and that the pool is the station's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fusion_simulated import CLASSES, simulated
from qeu_station.core.fusion import Vote, fuse
from qeu_station.core.record import OpinionRecord
from qeu_station.learning.votes import LabelledRecord, Votes, fused, gather, kinds_named
from tests.unit.services.making import item, record

NAMES = ("ok", "unknown", "missing")


def opinion(name, regions, cells=None, status="answered"):
    return OpinionRecord(
        name,
        "gating",
        status,
        regions={id: item("FAIL", p) for id, p in regions.items()},
        cells={id: item("FAIL", p) for id, p in (cells or {}).items()},
    )


def labelled(*opinions, regions=None, cells=None, pair="A"):
    return LabelledRecord(record(pair, opinions=opinions), "G", regions or {}, cells or {})


def test_items_that_all_judged_and_whose_class_is_known_are_taken():
    a = opinion("a", {"R1": 0.1, "R2": 0.2, "R3": 0.3})
    b = opinion("b", {"R1": 0.4, "R3": 0.5})
    votes = gather(
        [labelled(a, b, regions={"R1": "missing", "R2": "ok", "R4": "ok"})], ("a", "b"), NAMES
    )
    assert votes.vectors[:, :, 0].tolist() == [[0.1], [0.4]]
    assert votes.truth.tolist() == [2]
    assert (votes.parts, votes.groups, votes.kind) == (("A",), ("G",), "regions")


def test_a_record_without_one_of_them_gives_nothing():
    a, broken = opinion("a", {"R1": 0.1}), opinion("b", {}, status="crashed")
    assert len(gather([labelled(a, broken, regions={"R1": "ok"})], ("a", "b"), NAMES)) == 0
    assert len(gather([labelled(a, regions={"R1": "ok"})], ("a", "b"), NAMES)) == 0


def test_cells_and_classes_that_are_not_in_the_recipe():
    a = opinion("a", {}, {"U1": 0.3, "U2": 0.9})
    known = labelled(a, cells={"U1": "missing", "U2": "gone"})
    votes = gather([known], ("a",), NAMES, "cells")
    assert votes.truth.tolist() == [2]
    assert votes.kind == "cells"


def test_some_defect_is_no_class_for_one_who_cannot_say_unknown():
    a = opinion("a", {"R1": 0.3, "R2": 0.4})
    known = labelled(a, regions={"R1": "unknown", "R2": "missing"})
    assert gather([known], ("a",), NAMES).truth.tolist() == [2]


def test_nothing_known_is_an_empty_set():
    votes = gather([], ("a", "b"), NAMES)
    assert votes.vectors.shape == (2, 0, 3)
    assert fused(votes, (1, 1)).shape == (0, 3)


@given(st.lists(st.floats(0, 2), min_size=2, max_size=3), st.integers(0, 5))
def test_the_pool_is_the_station_s_own(weights, seed):
    votes = simulated(parts=3, items=2, opinions=len(weights), seed=seed)
    found = fused(votes, weights)
    for n, row in enumerate(found):
        own = fuse([Vote(w, votes.vectors[k, n].tolist()) for k, w in enumerate(weights)])
        if own is None:
            assert np.isnan(row).all()
        else:
            assert row.tolist() == pytest.approx(own)


def test_unknown_counts_for_the_kinds_another_names():
    coarse = [[[0.1, 0.9, 0, 0]]]
    fine = [[[0.2, 0, 0.6, 0.2]]]
    votes = Votes(("d", "s"), CLASSES, np.vstack([coarse, fine]), np.array([2]), ("A",), ("A",))
    assert kinds_named(votes, (1, 1))[0, 0] == pytest.approx([0.1, 0, 0.675, 0.225])
    assert kinds_named(votes, (1, 0))[0, 0] == pytest.approx(coarse[0][0])


def test_some_of_the_items_and_some_of_the_inspectors():
    votes = simulated(parts=4, items=2, opinions=3)
    some = votes.of([5, 0])
    assert some.parts == ("P2", "P0")
    assert len(votes.of(votes.defective)) == int(votes.defective.sum())
    assert len(votes.of([])) == 0
    two = votes.among(("i2", "i0"))
    assert np.array_equal(two.vectors, votes.vectors[[2, 0]])


def test_the_bare_question_keeps_p_ok_and_forgets_kinds():
    votes = simulated(parts=5)
    asked = votes.asked_if_ok()
    assert votes.coarse == ()
    assert asked.vectors[:, :, 0].tolist() == votes.vectors[:, :, 0].tolist()
    assert asked.vectors.sum(axis=2) == pytest.approx(1)
    assert asked.truth.tolist() == votes.defective.astype(int).tolist()
