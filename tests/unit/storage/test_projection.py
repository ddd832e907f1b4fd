from __future__ import annotations

import dataclasses
import json

import pytest

from qeu_station.core.record import ItemRecord, OpinionRecord
from qeu_station.core.region import Region
from qeu_station.storage import schema
from qeu_station.storage.chain import GENESIS, Entry, canonical
from qeu_station.storage.projection import project


def projected(record):
    payload = canonical(record)
    entry = Entry("st", 7, record.id, "inspection", "now", payload, GENESIS)
    return project(entry, json.loads(payload))


def test_rows_have_the_columns_of_their_table(record):
    for table, rows in projected(record(1)).items():
        for row in rows:
            assert set(row) == set(schema.metadata.tables[table].c.keys())


def test_cells_of_the_pool_and_of_each_inspector(record):
    rows = projected(record(1))["cells"]
    assert {row["inspector"] for row in rows} == {"fused", "difference"}
    assert len(rows) == 54
    one = next(row for row in rows if row["inspector"] == "fused" and row["cell"] == "U1")
    assert one["p_ok"] == record(1).cells["U1"].p_ok
    assert one["label"] == "missing"
    assert one["probability"] == record(1).cells["U1"].probabilities[2]


def test_every_candidate_is_a_finding_once_per_speaker(record):
    rows = projected(record(1))["findings"]
    assert [(row["inspector"], row["region"]) for row in rows] == [
        *(("fused", f"R{k}") for k in range(4)),
        *(("difference", f"R{k}") for k in range(3)),
    ]
    region = record(1).regions[0]
    assert tuple(rows[0][c] for c in ("x1", "y1", "x2", "y2")) == region.test_box
    assert rows[0]["cell"] == "U1"


@pytest.mark.parametrize(
    ("verdict", "reported"), [("PASS", False), ("REVIEW", True), ("FAIL", True)]
)
def test_a_finding_is_reported_unless_it_passes(record, verdict, reported):
    item = ItemRecord(verdict, (0.6, 0.3, 0.1))
    region = Region("R9", (0, 0, 1, 1), (0, 0, 1, 1), 1, 1.0, 1.0, ())
    (row,) = projected(record(1, regions=(region,), fused={"R9": item}, opinions=()))["findings"]
    assert (row["reported"], row["cell"], row["label"]) == (reported, None, "unknown")


def test_an_item_nothing_judged_has_no_label(record):
    rows = projected(record(1, cells={"U1": ItemRecord("REVIEW", None, ("why", "also"))}))["cells"]
    assert (rows[0]["p_ok"], rows[0]["label"], rows[0]["probability"]) == (None, None, None)
    assert rows[0]["reasons"] == "why; also"


def test_a_fault_is_an_opinion_without_verdict(record):
    fault = OpinionRecord("other", "gating", "timeout", "took 3 s")
    (row,) = projected(record(1, opinions=(fault,)))["opinions"]
    assert (row["status"], row["reason"], row["verdict"]) == ("timeout", "took 3 s", None)


def test_names_that_are_not_unicode_can_be_stored(record):
    (row,) = projected(record(1, pair="a\udcff\0b"))["inspections"]
    assert row["pair"] == "a\\udcff\\0b"


def test_notes_give_no_rows():
    entry = Entry("st", 1, "a", "note", "now", "{}", GENESIS)
    assert project(entry, {}) == {}
    assert dataclasses.replace(entry).kind == "note"
