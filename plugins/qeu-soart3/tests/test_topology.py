from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from qeu_soart3.topology import FEATURES, GROUPS, region_features

from .boards import CHANGES, SIDE, board, board_pair, pair_of


def named(kind: str, dx: int = 0, dy: int = 0) -> dict[str, float]:
    row = region_features(pair_of(kind, dx, dy), dark_ink=True)[0]
    return dict(zip(FEATURES, row.tolist(), strict=True))


@pytest.mark.parametrize(("kind", "conductors"), [("copper", 0), ("spur", 1), ("short", 2)])
def test_extra_material_touches_so_many_conductors(kind: str, conductors: int) -> None:
    found = named(kind)
    assert found["extra: strong contact: reference ink"] == conductors
    assert found["extra: reference arcs"] == conductors
    assert found["missing: area"] == 0


@pytest.mark.parametrize(("kind", "grounds"), [("pin-hole", 0), ("mousebite", 1), ("open", 2)])
def test_missing_material_touches_so_much_ground(kind: str, grounds: int) -> None:
    found = named(kind)
    assert found["missing: strong contact: reference ground"] == grounds
    assert found["extra: area"] == 0


@pytest.mark.parametrize("kind", CHANGES)
def test_sizes_are_those_of_the_change(kind: str) -> None:
    rows, columns, value = CHANGES[kind]
    height, width = rows.stop - rows.start, columns.stop - columns.start
    side = "extra" if value == 0 else "missing"
    found = named(kind)
    assert found[f"{side}: area"] == height * width
    assert found[f"{side}: long side"] == pytest.approx(max(height, width), rel=0.02)
    assert found[f"{side}: short side"] == pytest.approx(min(height, width), rel=0.02)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_shift_of_the_board_changes_nothing_but_places(kind: str) -> None:
    still, moved = named(kind), named(kind, dx=3)
    for name in ("area", "strong contact: reference ink", "strong contact: reference ground"):
        for side in ("extra", "missing"):
            assert moved[f"{side}: {name}"] == still[f"{side}: {name}"]


def test_light_material_is_seen_alike_in_the_negative() -> None:
    pair = pair_of("spur")
    negative = replace(pair, references=255 - pair.references, test=255 - pair.test)
    np.testing.assert_array_equal(
        region_features(pair, dark_ink=True), region_features(negative, dark_ink=False)
    )


def test_a_candidate_without_any_change_has_no_piece() -> None:
    row = region_features(board_pair(board(), (slice(70, 80), slice(70, 80))), dark_ink=True)[0]
    found = dict(zip(FEATURES, row.tolist(), strict=True))
    assert found["extra: area"] == found["missing: area"] == found["unequal share"] == 0


def test_speckle_is_what_differs_outside_all_regions() -> None:
    pair = pair_of("open")
    difference = pair.difference.copy()
    difference[:3, :4] = 200
    difference[5, 5] = 20
    rough = replace(pair, difference=difference)
    for each, expected in ((pair, 0), (rough, 12)):
        found = region_features(each, dark_ink=True)[0]
        assert found[FEATURES.index("speckle of the pair")] == expected


def test_no_region_gives_no_row() -> None:
    pair = replace(pair_of("open"), regions=())
    assert region_features(pair, dark_ink=True).shape == (0, len(FEATURES))


def test_features_are_named_once_and_never_negative() -> None:
    assert len(set(FEATURES)) == len(FEATURES) == sum(map(len, GROUPS.values()))
    corner = board_pair(np.zeros((SIDE, SIDE), np.uint8), (slice(0, 30), slice(0, 30)))
    row = region_features(corner, dark_ink=True)
    assert np.isfinite(row).all()
    assert (row >= 0).all()
