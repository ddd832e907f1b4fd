from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from qeu_soart3.keeping import keep, recalled, see
from qeu_soart3.reading import PixelSpace, TopologySpace, space_for, space_of

from qeu_station.api.testing import make_pair

from .boards import pair_of


@pytest.mark.parametrize("mode", ["colour", "grey", "binary"])
def test_pixels_read_every_region_and_cell_of_any_pair(mode: str) -> None:
    pair = make_pair(mode=mode, regions=3)
    regions, cells = PixelSpace().regions(pair), PixelSpace().cells(pair)
    assert (len(regions), len(cells)) == (3, 27)
    assert regions.features.shape[1] == sum(map(len, PixelSpace().groups.values()))
    assert all(np.isfinite(sides.weight).all() for sides in cells.views.values())


def test_topology_leaves_cells_to_their_regions() -> None:
    assert len(TopologySpace().regions(pair_of("open"))) == 1
    assert TopologySpace().cells(pair_of("open")) is None


def test_topology_may_spare_the_views() -> None:
    pair = pair_of("open")
    assert not TopologySpace().regions(pair, views=False).views
    assert set(TopologySpace().regions(pair).views) == set(PixelSpace().regions(pair).views)


def test_of_several_good_parts_the_nearest_counts() -> None:
    pair = make_pair(mode="grey", regions=2)
    other = np.zeros_like(pair.references[:1])
    both = replace(pair, references=np.concatenate([other, pair.references[:1]]))
    alone = PixelSpace().cells(pair).views["reference"]
    np.testing.assert_allclose(PixelSpace().cells(both).views["reference"].bias, alone.bias)


def test_topology_refuses_pictures_that_are_not_binary() -> None:
    with pytest.raises(ValueError, match="reads binary pictures, this pair is grey"):
        TopologySpace().regions(make_pair(mode="grey"))


def test_the_mode_chooses_the_space() -> None:
    assert isinstance(space_of(space_for("binary")), TopologySpace)
    assert isinstance(space_of(space_for("colour")), PixelSpace)


@pytest.mark.parametrize("space", [PixelSpace(), TopologySpace()])
def test_what_was_seen_comes_back_from_its_file(
    space: PixelSpace | TopologySpace, tmp_path: Path
) -> None:
    seen = see(pair_of("spur"), space, 0.1)
    keep(seen, tmp_path / "部品.npz")
    again = recalled(tmp_path / "部品.npz")
    assert again is not None
    assert (again.region_ids, again.addresses) == (seen.region_ids, seen.addresses)
    np.testing.assert_array_equal(again.quiet, seen.quiet)
    np.testing.assert_array_equal(again.regions.features, seen.regions.features)
    assert list(again.regions.views) == list(seen.regions.views)
    for name, sides in seen.regions.views.items():
        np.testing.assert_array_equal(again.regions.views[name].bias, sides.bias)
    assert (again.cells is None) == (seen.cells is None)


def test_a_cut_file_is_not_recalled(tmp_path: Path) -> None:
    file = tmp_path / "seen.npz"
    assert recalled(file) is None
    keep(see(pair_of("spur"), TopologySpace(), 0.1), file)
    file.write_bytes(file.read_bytes()[:-200])
    assert recalled(file) is None


def test_cells_without_a_region_are_quiet() -> None:
    pair = pair_of("spur")
    seen = see(pair, TopologySpace(), 0.1)
    own = seen.addresses.index(pair.regions[0].cells[0])
    assert not seen.quiet[own]
    assert seen.quiet.sum() >= 20
