"""Pieces of the projections, and that the database goes to them by an index."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text

from qeu_station.core.correction import Correction
from qeu_station.core.record import ItemRecord, OpinionRecord
from qeu_station.storage import streaming

from .records import build_record

COUNT = 12


@pytest.fixture
def records(journal):
    made = [build_record(number) for number in range(COUNT)]
    journal.append_inspections(made)
    return made


def all_of(pieces):
    return [tuple(row) for piece in pieces for row in piece]


def everything(journal):
    return range(1, streaming.last_entry(journal) + 1)


def test_inspections_come_in_order_with_the_code_of_their_verdict(journal, records):
    codes = {"PASS": streaming.PASS, "REVIEW": streaming.REVIEW, "FAIL": streaming.FAIL}
    rows = all_of(streaming.inspections(journal, everything(journal)))
    read = [dict(zip(streaming.INSPECTION, row, strict=True)) for row in rows]
    assert [row["seq"] for row in read] == list(range(1, COUNT + 1))
    assert [row["id"] for row in read] == [record.id for record in records]
    assert [row["verdict"] for row in read] == [codes[r.part.verdict] for r in records]


@pytest.mark.parametrize("chunk", [1, 5, COUNT])
def test_pieces_lose_no_row(journal, records, monkeypatch, chunk):
    monkeypatch.setattr(streaming, "CHUNK", chunk)
    pieces = list(streaming.inspections(journal, everything(journal)))
    assert [len(piece) for piece in pieces[:-1]] == [chunk] * (len(pieces) - 1)
    assert len(all_of(pieces)) == COUNT


def test_only_the_entries_asked_for(journal, records, monkeypatch):
    monkeypatch.setattr(streaming, "_MANY", 2)
    wanted = [9, 2, 5, 7, 99]
    assert [row[0] for row in all_of(streaming.inspections(journal, wanted))] == [2, 5, 7, 9]
    assert [row[0] for row in all_of(streaming.inspections(journal, range(4, 7)))] == [4, 5, 6]
    assert all_of(streaming.inspections(journal, [])) == []
    assert [row[1] for row in all_of(streaming.pictures(journal, [3]))] == [records[2].test.path]


def test_what_inspectors_said_as_codes(journal):
    opinions = (
        OpinionRecord("a", "gating", "answered", part=ItemRecord("FAIL", (0.125, 0.0, 0.875))),
        OpinionRecord("b", "gating", "timeout", "late"),
        OpinionRecord("c", "advisory", "answered"),
        OpinionRecord("d", "advisory", "late", "is still at work"),
        OpinionRecord("e", "advisory", "busy", "is still busy with p1"),
    )
    journal.append_inspections([build_record(1, opinions=opinions)])
    assert all_of(streaming.opinions(journal, everything(journal))) == [
        (1, "a", streaming.FAIL, 0.125),
        (1, "b", streaming.FAULT, None),
        (1, "c", streaming.SILENT, None),
        (1, "d", streaming.SILENT, None),
        (1, "e", streaming.SILENT, None),
    ]


def test_fused_cells_that_are_no_pass(journal, records):
    wanted = {
        (seq, address)
        for seq, record in enumerate(records, start=1)
        for address, item in record.cells.items()
        if item.verdict != "PASS"
    }
    rows = all_of(streaming.marked_cells(journal, everything(journal)))
    assert {(row[0], row[1]) for row in rows} == wanted
    assert len(rows) == len(wanted)


def test_corrections_name_the_entry_they_speak_of(journal, records):
    hashes = [
        journal.append_correction(Correction(records[n].id, "Abe", part="ng")) for n in (4, 1, 4)
    ]
    last = streaming.last_entry(journal)
    found = all_of(streaming.corrections(journal, 0, last))
    assert [row[:2] for row in found] == list(zip((5, 2, 5), hashes, strict=True))
    assert all_of(streaming.corrections(journal, last - 1, last)) == found[-1:]
    assert all_of(streaming.corrections_of(journal, [5], last)) == [found[0], found[2]]
    assert all_of(streaming.corrections_of(journal, [5], last - 1)) == [found[0]]


def test_another_stations_rows_are_not_read(journal, records):
    journal.station = "another"
    for pieces in (
        streaming.inspections(journal, range(1, 99)),
        streaming.opinions(journal, [1, 2]),
        streaming.marked_cells(journal, [1, 2]),
        streaming.corrections(journal, 0, 99),
        streaming.corrections_of(journal, [1], 99),
    ):
        assert all_of(pieces) == []
    assert list(streaming.in_review(journal)) == []
    assert list(streaming.nearest(journal, 0.5, 9)) == []


def plans(journal, ask) -> list[str]:
    """How SQLite goes about the statements of a question."""
    asked = []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters))

    event.listen(journal.engine, "before_cursor_execute", note)
    try:
        list(ask())
    finally:
        event.remove(journal.engine, "before_cursor_execute", note)
    with journal.engine.connect() as connection:
        return [
            row[3]
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.mark.parametrize(
    "ask",
    [
        lambda j: streaming.inspections(j, [1, 2]),
        lambda j: streaming.opinions(j, [1, 2]),
        lambda j: streaming.marked_cells(j, [1, 2]),
        lambda j: streaming.corrections_of(j, [1, 2], 99),
        lambda j: streaming.corrections(j, 5, 9),
        lambda j: [streaming.in_review(j)],
        lambda j: [streaming.nearest(j, 0.5, 3)],
    ],
)
def test_no_question_for_a_few_walks_through_everything(journal, records, ask):
    steps = plans(journal, lambda: ask(journal))
    assert steps
    for step in steps:
        assert not step.startswith("SCAN"), step
        assert "(station=?)" not in step, step


def test_the_station_alone_would_be_noticed(journal):
    with journal.engine.connect() as connection:
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM opinions WHERE station = 'x'")
        ).all()
    assert "(station=?)" in plan[0][3]
