"""The prepared pair as an inspector sees it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from qeu_station.api.testing import make_pair


@pytest.mark.parametrize(("mode", "channels"), [("colour", (3,)), ("grey", ()), ("binary", ())])
def test_reference_and_shape(mode, channels):
    pair = make_pair(height=40, width=60, mode=mode, references=3)
    assert pair.shape == (40, 60)
    assert pair.references.shape == (3, 40, 60, *channels)
    assert np.array_equal(pair.reference, pair.references[0])


def test_nothing_can_be_changed():
    pair = make_pair()
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair.mode = "grey"
    for array in (pair.references, pair.test, pair.valid, pair.difference, pair.cell_map):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_pictures_are_not_printed():
    assert len(repr(make_pair(regions=0))) < 8000
