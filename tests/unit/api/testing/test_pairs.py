from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api.testing import make_pair

SIZES = st.integers(3, 70)


@given(
    height=SIZES,
    width=SIZES,
    mode=st.sampled_from(["colour", "grey", "binary"]),
    regions=st.integers(0, 40),
    references=st.integers(1, 3),
)
def test_every_pair_keeps_the_contract_of_a_prepared_pair(
    height: int, width: int, mode: str, regions: int, references: int
) -> None:
    pair = make_pair(height, width, mode=mode, regions=regions, references=references)
    channels = (3,) if mode == "colour" else ()
    assert pair.references.shape == (references, height, width, *channels)
    assert pair.test.shape == (height, width, *channels)
    assert pair.shape == (height, width)
    assert {array.dtype for array in (pair.test, pair.valid, pair.difference)} == {np.dtype("u1")}
    assert pair.region_map.dtype == pair.cell_map.dtype == np.uint16
    assert pair.region_map.max() == len(pair.regions) <= regions
    assert pair.cell_map.max() <= len(pair.cells) == 27
    for number, region in enumerate(pair.regions, start=1):
        inside = pair.region_map == number
        assert region.area == inside.sum() > 0
        assert region.peak == pair.difference[inside].max()
        assert region.cells
    if mode == "binary":
        assert set(np.unique(pair.test)) <= {0, 255}


def test_the_same_arguments_give_the_same_pair() -> None:
    one, other, third = make_pair(seed=4), make_pair(seed=4), make_pair(seed=5)
    np.testing.assert_array_equal(one.test, other.test)
    assert (one.test != third.test).any()


def test_arrays_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        make_pair().test[0, 0] = 0
