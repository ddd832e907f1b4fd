"""Distances in pieces are the plain ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.learning.likeness import near


@settings(max_examples=40, deadline=None)
@given(
    queries=st.integers(0, 5),
    count=st.integers(0, 40),
    piece=st.integers(1, 50),
    seed=st.integers(0, 99),
)
def test_in_any_pieces(queries: int, count: int, piece: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked, known = rng.normal(size=(queries, 6)), rng.normal(size=(count, 6)).astype(np.float16)
    plain = np.linalg.norm(asked[:, None] - known[None].astype(float), axis=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "_PIECE", piece)
        patch.setattr(near, "_QUERIES", piece)
        assert near.distances(asked, known) == pytest.approx(plain, abs=1e-3)
        parts, others = rng.integers(0, 3, queries), rng.integers(0, 3, count)
        plain[parts[:, None] == others[None]] = np.inf
        found = near.to_nearest(asked, parts, known, others)
        assert found == pytest.approx(plain.min(axis=1, initial=np.inf), abs=1e-3)


def test_the_same_vector_is_at_no_distance() -> None:
    vector = np.full((1, 56), 0.3, np.float16)
    assert near.distances(vector, vector)[0, 0] == pytest.approx(0, abs=1e-3)
