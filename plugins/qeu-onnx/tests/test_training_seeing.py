"""What is kept of a pair is what the inspector will see of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qeu_onnx.pixels import pictures, region_window, tensors
from qeu_onnx.training.augment import Augmentation, inner
from qeu_onnx.training.seeing import keep, recalled, see, settings_for

from qeu_station.api.testing import make_pair

from .plates import plate_pair


@pytest.mark.parametrize("pieces", [False, True])
@pytest.mark.parametrize("mode", ["grey", "colour", "binary"])
def test_the_middle_of_a_patch_is_the_inspectors_input(mode: str, pieces: bool) -> None:
    pair = make_pair(200, 240, mode=mode, regions=3, references=2)
    settings = settings_for(mode, pieces)
    windows = [region_window(region.box, settings) for region in pair.regions]
    given = tensors(pictures(pair, windows, settings), settings)[0]
    seen = see(pair)
    assert seen.region_ids == tuple(region.id for region in pair.regions)
    augmentation = Augmentation(background=0, turning=False, light=False, pieces=pieces)
    assert np.array_equal(augmentation.seen(seen.patches), given)


def test_a_large_region_is_scaled_alike() -> None:
    pair = plate_pair("hole", 1)
    large = replace(pair.regions[0], box=(10.0, 10.0, 138.0, 138.0))
    pair = replace(pair, regions=(large,))
    settings = settings_for("grey")
    windows = [region_window(large.box, settings)]
    given = tensors(pictures(pair, windows, settings), settings)[0].astype(int)
    assert np.abs(inner(see(pair).patches).astype(int) - given).mean() < 1


def test_kept_and_recalled(tmp_path: Path) -> None:
    seen, file = see(plate_pair("stain", 2)), tmp_path / "種.npz"
    keep(seen, file)
    again = recalled(file)
    assert again is not None
    assert np.array_equal(again.patches, seen.patches)
    assert (again.region_ids, again.quiet) == (seen.region_ids, seen.quiet)
    assert len(seen.quiet) == 26


def test_a_torn_file_is_not_recalled(tmp_path: Path) -> None:
    file = tmp_path / "torn.npz"
    keep(see(plate_pair("stain", 2)), file)
    file.write_bytes(file.read_bytes()[:-900])
    assert recalled(file) is None
    assert recalled(tmp_path / "none.npz") is None


def test_a_pair_without_regions_is_kept_too(tmp_path: Path) -> None:
    pair = make_pair(regions=0)
    seen = see(pair)
    assert seen.patches.shape == (0, 6, 80, 80)
    assert len(seen.quiet) == 27
