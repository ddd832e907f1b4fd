from __future__ import annotations

import csv

import pyarrow.parquet
import pytest

from qeu_station.core.record import ItemRecord, OpinionRecord
from qeu_station.core.region import Region
from qeu_station.errors import StorageError
from qeu_station.storage import export as module
from qeu_station.storage.export import COLUMNS, export

from .faults import FULL_DISK, posix_only, run_child
from .records import build_record


def rows(folder, name: str) -> list[dict]:
    return pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist()


def test_every_table_has_its_columns_and_rows(journal, tmp_path):
    journal.append_inspections([build_record(n) for n in range(5)])
    export(journal, tmp_path / "out")
    sizes = {}
    for name, columns in COLUMNS.items():
        table = pyarrow.parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        assert table.schema.names == list(columns)
        sizes[name] = table.num_rows
    assert (sizes["inspections"], sizes["cells"]) == (5, 5 * 54)
    found = rows(tmp_path / "out", "findings")
    assert sum(1 + len(row["fragments"].split()) for row in found) == 5 * 7


def test_an_inspection_is_exported_exactly(journal, tmp_path):
    record = build_record(1, serial="S1", group="g", pair="線")
    journal.append_inspections([record])
    export(journal, tmp_path)
    (row,) = rows(tmp_path, "inspections")
    assert (row["pair"], row["serial"], row["group"]) == ("線", "S1", "g")
    assert row["p_ok"] == record.part.p_ok
    assert (row["test"], row["test_sha256"]) == (record.test.path, record.test.sha256)
    assert [row[f"ms_{s}"] for s in ("read", "prepare", "inspect", "total")] == [1, 2, 3, 6]


def test_a_defect_in_pieces_is_reported_once(journal, tmp_path):
    regions = tuple(
        Region(f"R{k}", (0, 0, 9, 9), box, 4, 9.0, 9.0, ("U1",))
        for k, box in enumerate([(0, 0, 9, 9), (4, 0, 20, 9), (40, 0, 50, 9), (2, 0, 25, 9)])
    )
    said = [("FAIL", 0.1, 0.9), ("REVIEW", 0.4, 0.6), ("FAIL", 0.1, 0.9), ("PASS", 0.9, 0.1)]
    fused = {f"R{k}": ItemRecord(v, (ok, 0.0, bad)) for k, (v, ok, bad) in enumerate(said)}
    record = build_record(1, regions=regions, fused=fused, opinions=())
    journal.append_inspections([record])
    export(journal, tmp_path)
    found = {row["region"]: row for row in rows(tmp_path, "findings")}
    assert {name: row["fragments"] for name, row in found.items()} == {
        "R0": "R1",
        "R2": "",
        "R3": "",
    }
    assert [found["R0"][corner] for corner in ("x1", "y1", "x2", "y2")] == [0, 0, 20, 9]


def test_findings_hold_every_candidate(journal, tmp_path):
    regions = tuple(
        Region(f"R{k}", (0, 0, 9, 9), (k + 0.5, 1.0, k + 9.5, 20.0), 4, 9.0, 9.0, cells)
        for k, cells in enumerate([("C2", "C3"), (), ("U1",)])
    )
    fused = {
        "R0": ItemRecord("PASS", (0.9, 0.04, 0.06)),
        "R1": ItemRecord("REVIEW", (0.4, 0.5, 0.1)),
        "R2": ItemRecord("REVIEW", None),
    }
    alone = OpinionRecord(
        "net", "advisory", "answered", regions={"R0": ItemRecord("FAIL", (0.1, 0.2, 0.7))}
    )
    record = build_record(1, regions=regions, fused=fused, opinions=(alone,))
    journal.append_inspections([record])
    export(journal, tmp_path)
    found = {(row["inspector"], row["region"]): row for row in rows(tmp_path, "findings")}
    assert {
        key: (r["cell"], r["label"], r["probability"], r["reported"]) for key, r in found.items()
    } == {
        ("fused", "R0"): ("C2", "missing", 0.06, False),
        ("fused", "R1"): (None, "unknown", 0.5, True),
        ("fused", "R2"): ("U1", None, None, True),
        ("net", "R0"): ("C2", "missing", 0.7, True),
    }
    corners = [found["fused", "R1"][name] for name in ("x1", "y1", "x2", "y2")]
    assert corners == [1.5, 1.0, 10.5, 20.0]


def test_the_csv_twin_says_the_same(journal, tmp_path):
    journal.append_inspections([build_record(n, serial='a "b", c') for n in range(3)])
    export(journal, tmp_path)
    for name in COLUMNS:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            twin = list(csv.DictReader(stream))
        exact = rows(tmp_path, name)
        assert len(twin) == len(exact)
        for row, text in zip(exact, twin, strict=True):
            for column, value in row.items():
                if isinstance(value, float):
                    assert float(text[column]) == value
                else:
                    shown = str(value).lower() if isinstance(value, bool) else value or ""
                    assert text[column] == str(shown)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "\t", "\r", "\n"])
def test_no_csv_text_is_a_formula_and_parquet_stays_exact(journal, tmp_path, first):
    name = f"{first}cmd|' /C calc'!A0"
    journal.append_inspections([build_record(1, pair=name, serial="x=1")])
    export(journal, tmp_path)
    with (tmp_path / "inspections.csv").open(encoding="utf-8", newline="") as stream:
        (twin,) = csv.DictReader(stream)
    (exact,) = rows(tmp_path, "inspections")
    assert (twin["pair"], twin["serial"]) == ("'" + name, "x=1")
    assert (exact["pair"], exact["serial"]) == (name, "x=1")


def test_chunks_do_not_change_the_result(journal, tmp_path, monkeypatch):
    journal.append_inspections([build_record(n) for n in range(4)])
    export(journal, tmp_path / "whole")
    monkeypatch.setattr(module, "_ROWS", 7)
    export(journal, tmp_path / "pieces")
    for name in COLUMNS:
        assert rows(tmp_path / "whole", name) == rows(tmp_path / "pieces", name)


def test_an_empty_journal_gives_empty_tables(journal, tmp_path):
    export(journal, tmp_path)
    assert rows(tmp_path, "cells") == []
    assert (tmp_path / "cells.csv").read_text(encoding="utf-8").startswith('"pair","inspector"')


def test_some_tables_can_be_asked_for(journal, tmp_path):
    assert set(export(journal, tmp_path / "out", ["findings"])) == {"findings"}
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "findings.parquet",
        "findings.csv",
    }


def test_chosen_inspections_alone_are_written(journal, tmp_path):
    journal.append_inspections([build_record(n) for n in range(1200)])
    chosen = [1100, 3, 700]
    files = export(journal, tmp_path, chosen=chosen, kinds=["csv"])
    assert {file.name for file in tmp_path.glob("*.csv")} == {f"{n}.csv" for n in files}
    assert not list(tmp_path.glob("*.parquet"))
    lines = (tmp_path / "inspections.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ['"p2"', '"p699"', '"p1099"']
    export(journal, tmp_path, chosen=[], kinds=["parquet"])
    assert rows(tmp_path, "inspections") == []


def test_a_failure_changes_no_file(journal, tmp_path, monkeypatch):
    journal.append_inspections([build_record(1)])
    export(journal, tmp_path / "out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    journal.append_inspections([build_record(2)])
    real = module._batches

    def fails_at_the_end(rows, schema):
        yield from real(rows, schema)
        if "region" in schema.names:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_batches", fails_at_the_end)
    with pytest.raises(StorageError, match="No space left"):
        export(journal, tmp_path / "out")
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == before


@posix_only
def test_a_full_disk_leaves_no_half_result(journal, tmp_path):
    journal.append_inspections([build_record(n) for n in range(20)])
    said = run_child(
        tmp_path,
        FULL_DISK,
        """
from pathlib import Path
from qeu_station.errors import StorageError
from qeu_station.storage.export import export
from qeu_station.storage.journal import Journal
with Journal.open("journal.db", "", readonly=True) as journal:
    full_disk(20_000)
    try:
        export(journal, Path("out"))
    except StorageError as error:
        print(error)
""",
    )
    assert "Cannot write" in said
    assert not list((tmp_path / "out").iterdir())
