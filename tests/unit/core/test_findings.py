from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.findings import LEAST_SHARE, Finding, joined
from qeu_station.core.region import area, shared_area


def finding(region: str, box, label: str = "open", probability: float = 0.5) -> Finding:
    return Finding(region, box, label, probability)


def test_pieces_of_one_defect_are_one_finding():
    first = finding("R1", (0, 0, 10, 10), probability=0.6)
    second = finding("R2", (5, 2, 15, 12), probability=0.9)
    (found,) = joined([first, second])
    assert found == Finding("R2", (0, 0, 15, 12), "open", 0.9, ("R1",))


def test_another_class_and_a_neighbour_stay_apart():
    found = [
        finding("R1", (0, 0, 10, 10)),
        finding("R2", (1, 1, 9, 9), "short"),
        finding("R3", (8, 0, 20, 10)),
    ]
    assert joined(found) == tuple(found)


def test_what_lies_between_joins_its_neighbours():
    found = [
        finding("R1", (0, 0, 10, 10), probability=0.9),
        finding("R2", (14, 0, 30, 10), probability=0.8),
        finding("R3", (7, 0, 17, 10), probability=0.1),
    ]
    (whole,) = joined(found)
    assert (whole.region, whole.box, set(whole.fragments)) == ("R1", (0, 0, 30, 10), {"R2", "R3"})


boxes = st.tuples(*[st.integers(0, 40)] * 2, *[st.integers(1, 12)] * 2).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(st.lists(st.tuples(boxes, st.sampled_from("ab"), st.floats(0, 1)), max_size=12))
def test_no_region_is_lost_and_what_remains_is_apart(given_regions):
    found = [Finding(f"R{n}", *each) for n, each in enumerate(given_regions)]
    whole = joined(found)
    assert sorted(r for f in whole for r in (f.region, *f.fragments)) == sorted(
        f.region for f in found
    )
    for n, one in enumerate(whole):
        for other in whole[n + 1 :]:
            shared = shared_area(one.box, other.box)
            smaller = min(area(one.box), area(other.box))
            assert one.label != other.label or shared < LEAST_SHARE * smaller
