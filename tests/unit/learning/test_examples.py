"""Labels of regions and cells: what the rules say, and that nothing is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api import Region
from qeu_station.core.grid import Grid
from qeu_station.core.region import Box, overlap
from qeu_station.errors import DatasetError
from qeu_station.learning.evaluation import AMBIGUOUS
from qeu_station.learning.examples import Labelled, Outline, Truth, label, meets
from qeu_station.storage.truth import TruthBox

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
GRID = Grid.over_rectangle((0, 0, 300, 200), ("U", "D"), ("1", "2", "3"))
CELLS = ("U1", "U2", "U3", "D1", "D2", "D3")


def region(name: str, box: Box, *cells: str) -> Region:
    return Region(name, box, box, 10, 100.0, 50.0, cells or ("U1",))


def labelled(regions: list[Region], truth: Truth, matrix=IDENTITY, cells=CELLS) -> Labelled:
    return label("P", "key", "lot", Outline(300, 200, tuple(regions), cells, matrix), truth, GRID)


def regions_of(regions: list[Region], truth: Truth) -> dict[str, str]:
    return dict(labelled(regions, truth).example.regions)


BOX = TruthBox((20, 20, 50, 50), "scratch")


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((20, 20, 50, 50), "scratch"),  # the same place
        ((22, 25, 60, 60), "scratch"),  # more than a third in common
        ((40, 40, 46, 46), "scratch"),  # a fragment: its centre in the box
        ((5, 5, 95, 95), "scratch"),  # a large one that holds the box's centre
        ((48, 20, 80, 50), None),  # only touches
        ((51, 20, 80, 50), "ok"),  # beside it
    ],
)
def test_a_region_has_the_class_of_the_box_it_meets(box: Box, said: str | None) -> None:
    assert regions_of([region("R1", box)], Truth((BOX,))).get("R1") == said


def test_of_two_boxes_the_clear_one_counts() -> None:
    other = TruthBox((60, 20, 90, 50), "dirt")
    truth = Truth((BOX, other))
    assert regions_of([region("R1", (20, 20, 90, 50))], truth) == {"R1": "scratch"}
    assert regions_of([region("R1", (5, 5, 250, 150))], truth) == {}
    same = Truth((BOX, TruthBox((60, 20, 90, 50), "scratch")))
    assert regions_of([region("R1", (5, 5, 250, 150))], same) == {"R1": "scratch"}


def test_what_is_not_named_is_good_only_where_the_truth_is_complete() -> None:
    away = region("R1", (200, 150, 220, 170), "D3")
    assert regions_of([away], Truth((BOX,))) == {"R1": "ok"}
    assert regions_of([away], Truth((BOX,), complete=False)) == {}
    assert regions_of([away], Truth(())) == {"R1": "ok"}
    assert regions_of([away], Truth(None, {"U1": "dirt"})) == {"R1": "ok"}
    assert regions_of([away], Truth(None, {"U1": "dirt"}, complete=False)) == {}


def test_a_cell_labels_the_one_region_it_holds() -> None:
    one, two = region("R1", (10, 10, 20, 20), "U1"), region("R2", (40, 40, 50, 50), "U1")
    truth = Truth(None, {"U1": "dirt"})
    assert regions_of([one], truth) == {"R1": "dirt"}
    found = labelled([one, two], truth)
    assert found.example.regions == {}
    assert found.unknown == 2


def test_boxes_tell_the_regions_of_a_labelled_cell_apart() -> None:
    scratch, fine = region("R1", (20, 20, 50, 50), "U1"), region("R2", (70, 70, 80, 80), "U1")
    found = regions_of([scratch, fine], Truth((BOX,), {"U1": "scratch"}))
    assert found == {"R1": "scratch", "R2": "ok"}


def test_ok_counts_when_every_cell_of_the_region_is_ok() -> None:
    both = region("R1", (90, 10, 110, 20), "U1", "U2")
    part = {"complete": False}
    assert regions_of([both], Truth(None, {"U1": "ok", "U2": "ok"}, **part)) == {"R1": "ok"}
    assert regions_of([both], Truth(None, {"U1": "ok"}, **part)) == {}
    assert regions_of([both], Truth(None, {"U1": "ok", "U2": AMBIGUOUS})) == {}
    assert regions_of([both], Truth(None, {"U1": "ok", "U2": "dirt"})) == {"R1": "dirt"}


def test_a_struck_region_is_no_defect() -> None:
    struck = Truth(None, {}, ((10, 10, 30, 30),), complete=False)
    near, away = region("R1", (12, 12, 32, 32)), region("R2", (100, 100, 120, 120), "D2")
    assert regions_of([near, away], struck) == {"R1": "ok"}


@pytest.mark.parametrize(
    "truth",
    [
        Truth((BOX,), {"U1": "ok"}),
        Truth((BOX,), {"U1": "dirt"}),
        Truth((BOX,), {}, ((20, 20, 50, 50),)),
        Truth(None, {"U1": "dirt", "U2": "rust"}),
    ],
)
def test_contradictions_are_left_out_and_counted(truth: Truth) -> None:
    found = labelled([region("R1", (20, 20, 50, 50), "U1", "U2")], truth)
    assert "R1" not in found.example.regions
    assert found.conflicts >= 1
    assert found.unknown == 0


def test_defects_that_no_region_met_are_told_in_reference_pixels() -> None:
    shifted = (1.0, 0.0, 5.0, 0.0, 1.0, -3.0, 0.0, 0.0, 1.0)
    found = labelled([region("R1", (200, 150, 220, 170), "D3")], Truth((BOX,)), shifted)
    assert found.example.missed == (("scratch", (25.0, 17.0, 55.0, 47.0)),)
    assert found.example.cells["U1"] == "scratch"
    assert found.unseen == {"scratch": 1}


def test_a_box_beside_every_judged_cell_is_left_out() -> None:
    grid = Grid.over_rectangle((100, 0, 300, 200), ("U", "D"), ("1", "2", "3"))
    outline = Outline(300, 200, (), CELLS, IDENTITY)
    found = label("P", "key", "lot", outline, Truth((BOX,)), grid)
    assert found.outside == 1
    assert found.example.missed == ()
    assert set(found.example.cells.values()) == {"ok"}


def test_a_box_outside_the_picture_is_an_error() -> None:
    with pytest.raises(DatasetError, match=r"box \[300, 10, 320, 20\].*outside the picture"):
        labelled([], Truth((TruthBox((300, 10, 320, 20), "scratch"),)))


def test_cells_that_a_box_only_touches_are_of_unknown_class() -> None:
    wide = TruthBox((60, 20, 110, 50), "scratch")  # 20 % in U2
    cells = labelled([], Truth((wide,))).example.cells
    assert cells == {"U1": "scratch", "U3": "ok", "D1": "ok", "D2": "ok", "D3": "ok"}


def test_cells_that_cannot_be_judged_have_no_label() -> None:
    found = labelled([], Truth(None, {"U1": "dirt", "D3": "dirt"}), cells=("U1", "U2"))
    assert found.example.cells == {"U1": "dirt", "U2": "ok"}


def test_nothing_known_teaches_nothing() -> None:
    found = labelled([region("R1", (20, 20, 50, 50))], Truth(None, complete=False))
    assert found.example.regions == {}
    assert found.example.cells == {}
    assert found.unknown == 1


boxes = st.tuples(
    st.integers(0, 280), st.integers(0, 180), st.integers(1, 120), st.integers(1, 120)
).map(
    lambda b: (float(b[0]), float(b[1]), float(min(300, b[0] + b[2])), float(min(200, b[1] + b[3])))
)
names = st.sampled_from(["scratch", "dirt"])
truths = st.builds(
    Truth,
    boxes=st.none() | st.lists(st.builds(TruthBox, boxes, names), max_size=4).map(tuple),
    cells=st.dictionaries(st.sampled_from(CELLS), st.sampled_from(["ok", "dirt", AMBIGUOUS])),
    cleared=st.lists(boxes, max_size=2).map(tuple),
    complete=st.booleans(),
)
found_regions = st.lists(
    st.tuples(boxes, st.lists(st.sampled_from(CELLS), min_size=1, max_size=2, unique=True)),
    max_size=5,
).map(lambda listed: [region(f"R{n}", box, *cells) for n, (box, cells) in enumerate(listed)])


@given(found_regions, truths)
def test_no_label_is_invented(regions: list[Region], truth: Truth) -> None:
    found = labelled(regions, truth)
    drawn = [] if truth.boxes is None else list(truth.boxes)
    said = {box.label for box in drawn} | set(truth.cells.values())
    example = found.example
    assert set(example.regions.values()) <= {*said, "ok"} - {AMBIGUOUS}
    assert set(example.cells.values()) <= {*said, "ok"} - {AMBIGUOUS}
    clashing = len(regions) - len(example.regions) - found.unknown
    assert 0 <= clashing <= found.conflicts
    assert len(example.missed) + found.outside <= len(drawn)
    for each in regions:
        if example.regions.get(each.id) == "ok" and truth.complete:
            assert not any(meets(each.test_box, box.box) for box in drawn)


@given(boxes, boxes)
def test_overlap_is_symmetric_and_a_share(first: Box, second: Box) -> None:
    assert overlap(first, second) == overlap(second, first)
    assert 0 <= overlap(first, second) <= 1
    assert overlap(first, first) == 1
    assert meets(first, second) == meets(second, first)
