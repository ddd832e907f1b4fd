from __future__ import annotations

from dataclasses import replace

import msgpack
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api.testing import make_pair
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.wire import ARRAYS, PairReader, PairWriter


@given(
    height=st.integers(3, 40),
    width=st.integers(3, 40),
    mode=st.sampled_from(["colour", "grey", "binary"]),
    regions=st.integers(0, 9),
    names=st.lists(st.text(max_size=5), min_size=1, max_size=3),
)
def test_pairs_come_back_as_they_were(
    height: int, width: int, mode: str, regions: int, names: list[str]
) -> None:
    space = SharedSpace()
    writer, reader = PairWriter(space.describe), PairReader()
    for seed, name in enumerate(names):
        pair = make_pair(height, width, mode=mode, regions=regions, seed=seed, name=name)
        back = reader.pair(msgpack.unpackb(msgpack.packb(writer.wire(pair))))
        for array in ARRAYS:
            np.testing.assert_array_equal(getattr(back, array), getattr(pair, array))
            assert not getattr(back, array).flags.writeable
        plain = dict.fromkeys(ARRAYS)
        assert replace(back, **plain).__repr__() == replace(pair, **plain).__repr__()
    space.close()


def test_other_cells_replace_the_ones_before() -> None:
    space = SharedSpace()
    writer, reader = PairWriter(space.describe), PairReader()
    pair = make_pair()
    assert reader.pair(writer.wire(pair)).cells == pair.cells
    fewer = replace(pair, cells=pair.cells[:5])
    assert reader.pair(writer.wire(fewer)).cells == pair.cells[:5]
    space.close()
