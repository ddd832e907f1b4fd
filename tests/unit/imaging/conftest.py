"""Plain inputs that several pictures are drawn from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.core.grid import Grid
from qeu_station.core.record import ImageStamp, InspectionRecord, ItemRecord, RecipeStamp
from qeu_station.core.region import Region

CLASSES = ("ok", "unknown", "scratched", "missing")


@pytest.fixture
def grid() -> Grid:
    return Grid(((40, 30), (280, 34), (292, 190), (28, 186)))


@pytest.fixture
def record(grid: Grid) -> InspectionRecord:
    cells = {address: ItemRecord("PASS", (0.98, 0.02, 0, 0)) for address in grid.addresses}
    cells["C5"] = ItemRecord("FAIL", (0.05, 0.05, 0.9, 0))
    box = (150.0, 95.0, 172.0, 120.0)
    return InspectionRecord(
        id="1",
        at="2026-01-01T00:00:00.000Z",
        station="test",
        pair="P1",
        recipe=RecipeStamp("tray", 1, "0"),
        test=ImageStamp("t.png", "0"),
        references=(ImageStamp("r.png", "0"),),
        classes=CLASSES,
        part=ItemRecord("FAIL", (0.05, 0.05, 0.9, 0)),
        cells=cells,
        regions=(Region("R1", box, box, 300, 200.0, 90.0, ("C5",)),),
        fused={"R1": ItemRecord("FAIL", (0.05, 0.05, 0.9, 0))},
    )


@pytest.fixture
def passed(record: InspectionRecord) -> InspectionRecord:
    fine = ItemRecord("PASS", (0.98, 0.02, 0, 0))
    return replace(record, part=fine, cells=dict.fromkeys(record.cells, fine), fused={"R1": fine})
