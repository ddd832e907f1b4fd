"""What changed between two batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.services.compare import compare_batches
from qeu_station.storage.journal import Journal
from tests.unit.services.making import item, record


def batch(out: Path, *records: InspectionRecord) -> Path:
    out.mkdir()
    with Journal.open(out / "journal.db", "station") as journal:
        journal.append_inspections(records)
    return out


def test_parts_and_cells_that_changed(tmp_path: Path) -> None:
    first = batch(
        tmp_path / "1",
        record("same"),
        record("part", item("PASS", 0.9), cells={"U1": item("PASS", 0.9)}),
        record("cell", cells={"U1": item("PASS", 0.9), "U2": item("PASS", 0.9)}),
        record("only-1"),
    )
    second = batch(
        tmp_path / "2",
        record("same"),
        record("part", item("FAIL", 0.1), cells={"U1": item("FAIL", 0.1)}),
        record("cell", cells={"U1": item("REVIEW", 0.4)}),
        record("only-2"),
    )
    done = compare_batches(first, second)
    assert [change.pair for change in done.changes] == ["part", "cell"]
    assert done.changes[0].cells == {"U1": ("PASS", "FAIL")}
    assert done.changes[0].p_ok == (0.9, 0.1)
    assert done.changes[1].cells == {"U1": ("PASS", "REVIEW"), "U2": ("PASS", "-")}
    assert done.parts == {("PASS", "PASS"): 2, ("PASS", "FAIL"): 1}
    assert (done.only_first, done.only_second) == (("only-1",), ("only-2",))
    as_json = json.loads(json.dumps(done.as_json()))
    assert as_json["parts"][0] == {"before": "PASS", "after": "FAIL", "count": 1}
    assert as_json["changes"][0]["cells"] == {"U1": ["PASS", "FAIL"]}


def test_a_batch_does_not_differ_from_itself(tmp_path: Path) -> None:
    out = batch(tmp_path / "1", record("a"), record("b", item("REVIEW")))
    done = compare_batches(out, out)
    assert done.changes == done.only_first == done.only_second == ()


def test_a_folder_without_a_batch_is_named(tmp_path: Path) -> None:
    out = batch(tmp_path / "1", record("a"))
    with pytest.raises(InputError, match=r"nothing holds no batch \(journal\.db is missing\)"):
        compare_batches(out, tmp_path / "nothing")
    empty = batch(tmp_path / "empty")
    with pytest.raises(InputError, match="without a single judged pair"):
        compare_batches(empty, out)
    assert not (tmp_path / "nothing").exists()
