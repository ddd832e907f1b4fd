"""Columns against the records they were read from."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import JournalError, StorageError
from qeu_station.services import review
from qeu_station.services.review import FIRST, Columns, ReviewSource, load, refresh, select
from qeu_station.storage.journal import Journal

from .conftest import judged


def assert_same(one: Columns, two: Columns) -> None:
    """Every row reads the same, whatever the codes behind it are."""
    assert [one.row(n) for n in range(len(one))] == [two.row(n) for n in range(len(two))]
    assert marks(one) == marks(two)
    np.testing.assert_array_equal(one.truth, two.truth)
    for name in {*one.opinions.names, *two.opinions.names}:
        for field in ("verdict", "p_ok"):
            first, second = (
                getattr(each.opinions, field)[:, each.opinions.names.index(name)]
                for each in (one, two)
            )
            np.testing.assert_array_equal(first, second)


def marks(columns: Columns) -> list[list[tuple[object, ...]]]:
    return [
        [
            (int(m.row[k]), m.cell[k], m.label[k], int(m.verdict[k]), repr(float(m.p_ok[k])))
            for k in range(len(m))
        ]
        for m in (columns.marks, columns.said)
    ]


def check_row(columns: Columns, number: int, record: InspectionRecord) -> None:
    row = columns.row(number)
    assert (row.id, row.pair, row.serial, row.lot) == (
        record.id,
        record.pair,
        record.serial,
        record.group,
    )
    assert (row.operator, row.recipe, row.recipe_version) == (
        record.operator,
        record.recipe.name,
        record.recipe.version,
    )
    assert row.verdict == record.part.verdict
    assert str(row.at) + "+00:00" == record.at
    p_ok = record.part.p_ok
    assert row.p_ok is None if p_ok is None else math.isclose(row.p_ok, p_ok, rel_tol=1e-6)
    given = [o.part.p_ok for o in record.opinions if o.part is not None]
    if len(given) < 2:
        assert row.disagreement is None
    else:
        assert row.disagreement == pytest.approx(max(given) - min(given), abs=1e-6)
    bad = {a: i.p_ok for a, i in record.cells.items() if i.verdict != "PASS"}
    assert row.cell == (min(bad, key=bad.get) if bad else "")


def test_every_row_is_its_record(journal: Journal, source: ReviewSource) -> None:
    records = [judged(number) for number in range(60)]
    journal.append_inspections(records)
    columns = load(source)
    assert len(columns) == 60
    for number, record in enumerate(records):
        check_row(columns, number, record)


def test_an_empty_journal(source: ReviewSource) -> None:
    columns = load(source)
    assert len(columns) == 0
    assert len(select(columns)) == 0


def test_the_first_part_is_what_the_whole_begins_with(
    journal: Journal, source: ReviewSource
) -> None:
    records = [judged(number) for number in range(FIRST + 150)]
    journal.append_inspections(records)
    journal.append_correction(Correction(records[5].id, "Abe", part="ng"))
    parts: list[Columns] = []
    columns = load(source, parts.append)
    (part,) = parts
    assert part.partial
    assert not columns.partial
    whole = [columns.id[row] for row in select(columns)]
    assert [part.id[row] for row in select(part)] == whole[:FIRST]
    place = part.id.tolist().index(records[5].id)
    assert part.corrected[place]


def test_a_small_journal_comes_at_once(journal: Journal, source: ReviewSource) -> None:
    journal.append_inspections([judged(1)])
    load(source, lambda part: pytest.fail("one part is enough"))


def test_what_is_added_comes_last_and_rows_stay(journal: Journal, source: ReviewSource) -> None:
    first = [judged(number) for number in range(30)]
    journal.append_inspections(first)
    before = load(source)
    later = [judged(number, classes=("ok", "new"), group="新") for number in range(100, 120)]
    journal.append_inspections([later[0], judged(3, id="ab" * 16), *later[1:]])
    after = refresh(source, before)
    assert after.id.tolist()[:30] == before.id.tolist()
    assert_same(after, load(source))
    assert not after.newest[3]
    assert after.newest[31]
    assert before.newest[3], "what was handed out stays as it was"


def test_nothing_added_is_the_same_object(journal: Journal, source: ReviewSource) -> None:
    journal.append_inspections([judged(1)])
    columns = load(source)
    assert refresh(source, columns) is columns


def test_entries_that_are_no_inspections_change_no_row(
    journal: Journal, source: ReviewSource
) -> None:
    journal.append_inspections([judged(1)])
    columns = load(source)
    journal.append_note({"a batch": "ended"})
    after = refresh(source, columns)
    assert len(after) == 1
    assert refresh(source, after) is after


def test_corrections_and_their_undoing(journal: Journal, source: ReviewSource) -> None:
    records = [judged(number) for number in range(20)]
    journal.append_inspections(records)
    columns = load(source)
    hashes = {}
    for record in records[:8]:
        agreed = "ok" if record.part.verdict == "PASS" else "ng"
        hashes[record.id] = journal.append_correction(Correction(record.id, "Abe", part=agreed))
    after = refresh(source, columns)
    assert after.corrected.tolist() == [True] * 8 + [False] * 12
    reviewed = [r.part.verdict == "REVIEW" for r in records[:8]]
    assert after.contradicted[:8].tolist() == reviewed
    assert after.truth[:8].tolist() == [
        review.GOOD if r.part.verdict == "PASS" else review.BAD for r in records[:8]
    ]
    first = records[0].id
    journal.append_correction(Correction(first, "Abe", supersedes=hashes[first]))
    undone = refresh(source, after)
    assert not undone.corrected[0]
    assert undone.truth[0] == review.UNTOLD
    assert_same(undone, load(source))


def test_cells_spoken_of(journal: Journal, source: ReviewSource) -> None:
    bad = judged(1, cells={"U1": judged_item(0.1), "U2": judged_item(0.9)}, part=judged_item(0.1))
    good = judged(2, cells={"U1": judged_item(0.9)}, part=judged_item(0.9))
    journal.append_inspections([bad, good])
    journal.append_correction(Correction(bad.id, "Abe", cells={"U1": "ok"}))
    journal.append_correction(Correction(good.id, "Abe", cells={"U1": "scratch"}))
    columns = load(source)
    assert columns.truth.tolist() == [review.GOOD, review.BAD]
    assert columns.contradicted.tolist() == [True, True]
    said = columns.said
    assert [(said.cell[k], said.label[k], int(said.verdict[k])) for k in range(2)] == [
        ("U1", "ok", review.FAIL),
        ("U1", "scratch", review.PASS),
    ]


def test_clearing_one_of_two_bad_cells_does_not_make_the_part_good(
    journal: Journal, source: ReviewSource
) -> None:
    bad = judged(1, cells={"U1": judged_item(0.1), "U2": judged_item(0.1)}, part=judged_item(0.1))
    journal.append_inspections([bad])
    journal.append_correction(Correction(bad.id, "Abe", cells={"U1": "ok"}))
    assert load(source).truth[0] == review.UNTOLD


def test_a_journal_that_was_replaced_is_not_read_on(
    journal: Journal, source: ReviewSource, out: Path
) -> None:
    journal.append_inspections([judged(1)])
    columns = load(source)
    (out / "journal.db").rename(out / "moved.db")
    with pytest.raises(StorageError, match="was moved, removed or replaced"):
        refresh(source, columns)


DAMAGE = {
    "a number": "UPDATE inspections SET p_ok = 'high' WHERE seq = 2",
    "a text": "UPDATE inspections SET pair = CAST(x'ff' AS TEXT) WHERE seq = 2",
    "an entry's number": "UPDATE opinions SET seq = 'two' WHERE seq = 2",
    "an opinion of nothing": "UPDATE opinions SET seq = 77 WHERE seq = 2",
    "a cell": "UPDATE cells SET p_ok = x'00' WHERE seq = 2 AND inspector = 'fused'",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_row_is_said_or_left_out(
    journal: Journal, source: ReviewSource, out: Path, statement: str
) -> None:
    bad = {"U1": judged_item(0.1)}
    journal.append_inspections([judged(n, cells=bad, part=judged_item(0.1)) for n in range(3)])
    with closing(sqlite3.connect(out / "journal.db")) as raw:
        for table in ("inspections", "opinions", "cells"):
            raw.execute(f"DROP TRIGGER {table}_no_update")
        raw.execute(statement)
        raw.commit()
    try:
        columns = load(source)
    except JournalError as error:
        assert "journal verify" in str(error)
    else:
        assert columns.id.tolist() == [judged(n).id for n in range(3)]
        assert np.isnan(columns.opinions.p_ok[1]).all()


def judged_item(p_ok: float):
    from .conftest import chance

    return chance(p_ok)
