"""Kept pictures lie in blocks of their own, which live as long as they do."""

from __future__ import annotations

import gc
import mmap
import weakref

import numpy as np
import pytest

from qeu_station.imaging import apart as module
from qeu_station.imaging.apart import LEAST, apart


@pytest.fixture
def blocks(monkeypatch) -> weakref.WeakSet:
    """The blocks that are alive."""
    known: weakref.WeakSet = weakref.WeakSet()

    class Watched(mmap.mmap):
        def __init__(self, *given, **named):
            known.add(self)

    monkeypatch.setattr(module.mmap, "mmap", Watched)
    return known


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(400, 500), (300, 400, 3)])
def test_it_is_the_same_picture(shape, dtype):
    picture = np.random.default_rng(1).integers(0, 256, shape).astype(dtype)
    copy = apart(picture)
    assert copy is not picture
    assert not np.shares_memory(copy, picture)
    assert copy.dtype == picture.dtype
    assert copy.flags.c_contiguous
    np.testing.assert_array_equal(copy, picture)


def test_a_view_with_gaps_is_copied_whole():
    picture = np.arange(4 * LEAST, dtype=np.uint8).reshape(512, -1)[::2, ::2]
    np.testing.assert_array_equal(apart(picture), picture)


def test_what_lies_apart_or_is_small_stays(blocks):
    small = np.zeros(LEAST - 1, np.uint8)
    assert apart(small) is small
    kept = apart(np.zeros((512, 512), np.uint8))
    assert apart(kept) is kept
    view = kept[:, ::-1]
    assert apart(view) is view
    assert len(blocks) == 1


def test_a_block_goes_with_the_last_view_of_its_picture(blocks):
    kept = [apart(np.zeros((512, 512), np.uint8)) for _ in range(5)]
    view = kept[0][10:]
    assert len(blocks) == 5
    kept.clear()
    gc.collect()
    assert len(blocks) == 1
    del view
    gc.collect()
    assert not blocks
