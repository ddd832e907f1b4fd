"""Counts against a plain walk over the records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import RecipeError
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import (
    FAIL,
    PASS,
    REVIEW,
    Columns,
    ReviewSource,
    confusion,
    defect_map,
    histogram,
    load,
    what_if,
)
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record as plain_record

from .conftest import CLASSES, LIMITS, chance, columns_of, judged


@pytest.fixture
def records(journal: Journal) -> list[InspectionRecord]:
    made = [judged(number) for number in range(50)]
    journal.append_inspections(made)
    return made


@pytest.fixture
def columns(records: list[InspectionRecord], source: ReviewSource) -> Columns:
    return load(source)


def test_the_map_counts_cells_and_classes_of_the_selection(
    columns: Columns, records: list[InspectionRecord]
) -> None:
    rows = np.arange(0, 50, 2, dtype=np.int32)
    wanted = Counter(
        (address, CLASSES[1 + int(np.argmax(item.probabilities[1:]))])
        for record in records[::2]
        for address, item in record.cells.items()
        if item.verdict != "PASS"
    )
    found = defect_map(columns, rows)
    counted = {(cell, name): n for cell in found.cells for name, n in found.of(cell).items()}
    assert counted == wanted
    assert sum(found.totals.values()) == sum(wanted.values())
    assert found.of("Z9") == {}


def test_a_cell_that_nothing_judged_has_no_class(journal: Journal, source: ReviewSource) -> None:
    nothing = chance(None, "", "not covered")
    journal.append_inspections([judged(1, cells={"U1": nothing}, part=nothing)])
    columns = load(source)
    found = defect_map(columns, np.array([0], np.int32))
    assert found.totals == {"U1": 1}
    assert found.of("U1") == {}


def test_the_histogram_counts_every_row_once(
    columns: Columns, records: list[InspectionRecord]
) -> None:
    found = histogram(columns, np.arange(50, dtype=np.int32), bins=10)
    unknown = [r for r in records if r.part.p_ok is None]
    assert found.unknown == len(unknown)
    assert found.counts.sum() == 50 - len(unknown)
    for code, verdict in enumerate(("PASS", "REVIEW", "FAIL")):
        p_ok = [r.part.p_ok for r in records if r.part.verdict == verdict and r.part.p_ok]
        assert found.counts[code].tolist() == np.histogram(p_ok, found.edges)[0].tolist()


def test_certainty_lies_in_the_last_bin(journal: Journal, source: ReviewSource) -> None:
    journal.append_inspections([judged(1, part=chance(1.0)), judged(2, part=chance(0.0))])
    found = histogram(load(source), np.array([0, 1], np.int32), bins=4)
    assert found.counts.sum(axis=0).tolist() == [1, 0, 0, 1]


def test_the_same_thresholds_change_nothing(columns: Columns) -> None:
    found = what_if(columns, LIMITS.t_pass, LIMITS.t_fail)
    assert len(found.rows) == 0
    assert np.diag(found.counts).sum() == 50


def test_other_thresholds_move_verdicts(columns: Columns, records: list[InspectionRecord]) -> None:
    found = what_if(columns, 0.9, 0.7)
    for row, record in enumerate(records):
        p_ok = record.part.p_ok
        then = (
            "REVIEW" if p_ok is None else "PASS" if p_ok >= 0.9 else "FAIL" if p_ok <= 0.7 else ""
        )
        assert (row in found.rows) == ((then or "REVIEW") != record.part.verdict)
    assert found.counts.sum() == 50


def test_a_fault_stays_review_whatever_the_thresholds(
    journal: Journal, source: ReviewSource
) -> None:
    held = chance(0.95)
    held = type(held)("REVIEW", held.probabilities, ("a worker timed out",))
    journal.append_inspections([judged(1, part=held)])
    found = what_if(load(source), 0.3, 0.1)
    assert found.counts[REVIEW].tolist() == [0, 1, 0]


def test_what_corrections_know_is_counted(journal: Journal, source: ReviewSource) -> None:
    bad, good = judged(1, part=chance(0.4)), judged(2, part=chance(0.6))
    journal.append_inspections([bad, good])
    journal.append_correction(Correction(bad.id, "Abe", part="ng"))
    journal.append_correction(Correction(good.id, "Abe", part="ok"))
    found = what_if(load(source), 0.3, 0.1)
    assert found.escapes.tolist() == [0]
    assert what_if(load(source), 0.8, 0.7).overkills.tolist() == [1]


def test_thresholds_out_of_order_are_refused(columns: Columns) -> None:
    with pytest.raises(RecipeError, match="are not in order"):
        what_if(columns, 0.2, 0.5)


def test_confusion_against_corrections(journal: Journal, source: ReviewSource) -> None:
    parts = {1: 0.9, 2: 0.9, 3: 0.1, 4: 0.1, 5: 0.3}
    records = [judged(n, part=chance(p), cells={}) for n, p in parts.items()]
    journal.append_inspections(records)
    for record, said in zip(records, ("ok", "ng", "ok", "ng", None), strict=True):
        if said:
            journal.append_correction(Correction(record.id, "Abe", part=said))
    found = confusion(load(source))
    assert found.counts.tolist() == [[1, 0, 1], [1, 0, 1]]
    assert found.unknown == 1
    assert found.rates.escape.value == 0.5
    assert found.rates.overkill.value == 0.5
    assert found.rows[True, PASS].tolist() == [1]
    assert found.rows[False, FAIL].tolist() == [2]


def test_confusion_against_given_truth(out: Path, station: OpenHome) -> None:
    with Journal.open(out / "journal.db", "station") as journal:
        for pair in ("good", "bad", "vague", "unknown"):
            journal.append_inspections([plain_record(pair)])
    columns = columns_of(out, station)
    truth = {
        "good": {"U1": "ok", "U2": "ok"},
        "bad": {"U1": "ok", "U2": "missing"},
        "vague": {"U1": "ok", "U2": "ambiguous"},
    }
    found = confusion(columns, truth=truth)
    assert found.counts.tolist() == [[1, 0, 0], [1, 0, 0]]
    assert found.unknown == 2
    assert confusion(columns, np.array([1], np.int32), truth).counts.tolist() == [
        [0] * 3,
        [1, 0, 0],
    ]
