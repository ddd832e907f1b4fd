"""A journal of six inspections, one pair of them judged twice, and files to import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qeu_station.core.region import Region
from qeu_station.services.importing import ImportPlan, plan_import
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record

IDS = {name: f"{number:032x}" for number, name in enumerate(("A", "A again", "B", "C", "右", "左"))}
REGION = Region("R1", (1, 1, 9, 9), (1, 1, 9, 9), 50, 200.0, 100.0, ("U1",))

Plan = Callable[..., ImportPlan]


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db", "batch 1") as opened:
        opened.append_inspections(
            [
                record("A", id=IDS["A"], serial="S1"),
                record("A", id=IDS["A again"], serial="S1"),
                record("B", id=IDS["B"], serial="S2", regions=(REGION,)),
                record("=C", id=IDS["C"], serial="S3"),
                record("右", id=IDS["右"], serial="S4"),
                record("左", id=IDS["左"], serial="S4"),
            ]
        )
        yield opened


@pytest.fixture
def plan(journal: Journal, tmp_path: Path) -> Plan:
    """Plan the import of a file with these lines."""

    def planned(*lines: str, operator: str = "花子") -> ImportPlan:
        file = tmp_path / "corrections.csv"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return plan_import(journal, file, operator)

    return planned
