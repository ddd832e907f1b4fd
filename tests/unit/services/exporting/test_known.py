"""What is known of a part: what operators said counts before what the station found."""

from __future__ import annotations

import pytest

from qeu_station.core.correction import Correction, DrawnBox, Standing
from qeu_station.core.correction import standing as standing_of
from qeu_station.core.region import Region
from qeu_station.errors import DatasetError
from qeu_station.services.exporting.finetune import known_cells
from qeu_station.services.exporting.known import cells_of, class_of, defects_of
from tests.unit.services.making import item, record, tiny_recipe

GRID = tiny_recipe().grid
BAD = record(
    "A",
    item("FAIL", 0.1),
    cells={"U1": item("FAIL", 0.1), "U2": item("PASS", 0.9), "D1": item("REVIEW", 0.4)},
    regions=(
        Region("R1", (0, 0, 9, 9), (1, 1, 9, 9), 50, 200.0, 100.0, ("U1",)),
        Region("R2", (40, 0, 49, 9), (41, 1, 49, 9), 50, 200.0, 100.0, ("U2",)),
    ),
    fused={"R1": item("FAIL", 0.1), "R2": item("PASS", 0.9)},
    preparation={"registration": {"to_reference": [1, 0, 0, 0, 1, 0, 0, 0, 1]}},
)
BOX = DrawnBox((70, 40, 80, 50), "unknown")


def said(**what) -> Standing:
    return standing_of([("e", Correction("i", "花子", **what))])


@pytest.mark.parametrize(
    ("standing", "cells", "label"),
    [
        (Standing(), {"U1": "missing"}, "missing"),
        (said(part="ok"), {}, "ok"),
        (said(part="ng"), {"U1": "missing"}, "missing"),
        (said(cells={"U1": "ok"}), {}, "missing"),
        (said(part="ok", cells={"U1": "ok"}), {}, "ok"),
        (
            said(cells={"U1": "unknown", "D1": "missing", "U2": "unknown"}),
            {"U1": "unknown", "U2": "unknown", "D1": "missing"},
            "unknown",
        ),
        (said(part="ok", added=(BOX,)), {}, "unknown"),
    ],
)
def test_cells_and_class(standing: Standing, cells: dict[str, str], label: str) -> None:
    assert cells_of(BAD, standing) == cells
    assert list(cells_of(BAD, standing)) == list(cells)
    assert class_of(BAD, standing) == label


def test_a_defect_marked_after_ok_is_the_only_one() -> None:
    said = [Correction("i", "花子", part="ok"), Correction("i", "花子", {"U2": "unknown"})]
    stands = standing_of((str(number), each) for number, each in enumerate(said))
    assert stands.part == "ng"
    assert cells_of(BAD, stands) == {"U2": "unknown"}
    assert [(each.cell, each.label) for each in defects_of(BAD, stands)] == [("U2", "unknown")]


def test_a_part_nobody_decided_stands_in_review() -> None:
    undecided = record("A", item("REVIEW", 0.4))
    assert class_of(undecided, Standing()) == "review"
    assert class_of(undecided, said(part="ok")) == "ok"
    assert class_of(record("A", item("REVIEW")), said(part="ng")) == "unknown"
    assert class_of(record("A"), Standing()) == "ok"


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing(), [("missing", "station")]),
        (said(struck=("R1",)), []),
        (said(cells={"U1": "ok"}), []),
        (said(part="ok"), []),
        (said(cells={"U1": "unknown"}), [("unknown", "operator")]),
        (said(cells={"U2": "missing"}), [("missing", "station"), ("missing", "operator")]),
        (said(added=(BOX,)), [("missing", "station"), ("unknown", "operator")]),
        (said(part="ok", added=(BOX,)), [("unknown", "operator")]),
    ],
)
def test_defects(standing: Standing, found: list[tuple[str, str]]) -> None:
    assert [(each.label, each.source) for each in defects_of(BAD, standing)] == found


@pytest.mark.parametrize(
    ("standing", "cells"),
    [
        (said(part="ok"), {}),
        (said(part="ng"), {"U1": "missing"}),
        (said(cells={"U1": "unknown"}), {"U1": "unknown"}),
        (said(added=(BOX,)), {"U1": "missing", "D3": "unknown"}),
        (said(part="ok", added=(BOX,)), {"D3": "unknown"}),
    ],
)
def test_an_answer_is_what_people_said(standing: Standing, cells: dict[str, str]) -> None:
    assert known_cells(BAD, standing, GRID) == cells


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (Standing(), "Nobody said what is true of it"),
        (said(cells={"U1": "ok"}), "Nobody said what is true of it"),
        (said(note="look"), "Nobody said what is true of it"),
        (said(part="ng", cells={"U1": "ok"}), "nobody said in which cell"),
    ],
)
def test_what_nobody_said_is_no_answer(standing: Standing, reason: str) -> None:
    with pytest.raises(DatasetError, match=reason):
        known_cells(BAD, standing, GRID)
