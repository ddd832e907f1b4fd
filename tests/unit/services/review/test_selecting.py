"""Filters and orders against a plain walk over the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.correction import Correction
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ORDERS, Columns, Filter, Order, load, open_review, select
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.services.making import CELLS

from .conftest import CLASSES, LIMITS, STATION, judged

COUNT = 120


@pytest.fixture(scope="module")
def records() -> list[InspectionRecord]:
    again = [judged(number, id=f"{number:032x}") for number in range(3)]
    return [*(judged(number) for number in range(COUNT)), *again]


@pytest.fixture(scope="module")
def corrected(records: list[InspectionRecord]) -> dict[str, str]:
    """What was said of some parts, by id."""
    return {record.id: ("ok", "ng")[n % 2] for n, record in enumerate(records[:40:3])}


@pytest.fixture(scope="module")
def columns(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[InspectionRecord],
    corrected: dict[str, str],
) -> Iterator[Columns]:
    folder: Path = tmp_path_factory.mktemp("selecting")
    with Journal.open(folder / "journal.db", STATION) as journal:
        journal.append_inspections(records)
        for id, part in corrected.items():
            journal.append_correction(Correction(id, "Abe", part=part))
    with open_review(folder, OpenHome(folder / "home", Settings(), ())) as source:
        yield load(source)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


BOUND = st.none() | st.floats(0, 1, width=32)
RANGE = st.tuples(BOUND, BOUND)
MOMENT = st.sampled_from(("", "2026-01-05", "2026-01-14T06:30", "2026-01-20T03:00:00"))
FILTERS = st.builds(
    Filter,
    text=st.sampled_from(("", "p00", "P1 l3", "佐藤", "missing u2", "部品 tray", "nothing has it")),
    verdicts=some(("PASS", "REVIEW", "FAIL")),
    cells=some(CELLS),
    classes=some(CLASSES[1:]),
    p_ok=RANGE,
    inspectors=some(("difference", "tiny", "absent")),
    said=some(("PASS", "REVIEW", "FAIL", "FAULT")),
    disagreement=RANGE,
    since=MOMENT,
    until=MOMENT,
    serial=st.sampled_from(("", "sn01", "SN", "x")),
    operators=some(("", "佐藤", "Abe", "absent")),
    lots=some(("L0", "L3")),
    recipes=some(("tray", "other")),
    corrected=st.none() | st.booleans(),
    contradicted=st.none() | st.booleans(),
    newest=st.booleans(),
)


class Reference:
    """The same questions, asked of the records one by one."""

    def __init__(self, records: list[InspectionRecord], corrected: dict[str, str]) -> None:
        self.records, self.corrected = records, corrected
        self.last = {record.pair: record.id for record in records}

    def passes(self, record: InspectionRecord, asked: Filter) -> bool:
        said = self.corrected.get(record.id)
        wrong = said is not None and record.part.verdict != ("PASS" if said == "ok" else "FAIL")
        return (
            self._holds(record, asked)
            and asked.corrected in (None, said is not None)
            and asked.contradicted in (None, wrong)
            and (not asked.newest or self.last[record.pair] == record.id)
            and all(word in self._texts(record) for word in asked.text.casefold().split())
        )

    def _holds(self, record: InspectionRecord, asked: Filter) -> bool:
        bad = {a: i for a, i in record.cells.items() if i.verdict != "PASS"}
        at = datetime.fromisoformat(record.at).replace(tzinfo=None)
        return (
            (not asked.verdicts or record.part.verdict in asked.verdicts)
            and within(record.part.p_ok, asked.p_ok)
            and within(gap(record), asked.disagreement)
            and (not asked.since or at >= datetime.fromisoformat(asked.since))
            and (not asked.until or at < datetime.fromisoformat(asked.until))
            and asked.serial.casefold() in record.serial.casefold()
            and (not asked.operators or record.operator in asked.operators)
            and (not asked.lots or record.group in asked.lots)
            and (not asked.recipes or record.recipe.name in asked.recipes)
            and self._marked(record, bad, asked)
            and self._opined(record, asked)
        )

    def _marked(self, record, bad, asked) -> bool:
        if not asked.cells and not asked.classes:
            return True
        hits = [
            a
            for a, item in bad.items()
            if (not asked.cells or a in asked.cells)
            and (not asked.classes or label(item) in asked.classes)
        ]
        whole = record.part.verdict != "PASS" and label(record.part) in asked.classes
        return bool(hits) or (not asked.cells and whole)

    def _opined(self, record, asked) -> bool:
        if not asked.inspectors and not asked.said:
            return True
        said = {
            o.inspector: "FAULT" if o.status != "answered" else o.part.verdict
            for o in record.opinions
        }
        return any(
            verdict in (asked.said or ("PASS", "REVIEW", "FAIL", "FAULT"))
            for name, verdict in said.items()
            if not asked.inspectors or name in asked.inspectors
        )

    def _texts(self, record: InspectionRecord) -> str:
        bad = {a: i.p_ok for a, i in record.cells.items() if i.verdict != "PASS"}
        texts = (
            record.pair, record.serial, record.group, record.operator, record.recipe.name,
            label(record.part), min(bad, key=bad.get) if bad else "",
        )  # fmt: skip
        return "\n".join(texts).casefold()


def label(item) -> str:
    if item.probabilities is None:
        return ""
    return CLASSES[1 + int(np.argmax(item.probabilities[1:]))]


def gap(record: InspectionRecord) -> float | None:
    given = [o.part.p_ok for o in record.opinions if o.part is not None]
    return np.float32(max(given)) - np.float32(min(given)) if len(given) > 1 else None


def within(value: float | None, limits: tuple[float | None, float | None]) -> bool:
    if limits == (None, None):
        return True
    low, high = limits
    return (
        value is not None
        and (low is None or np.float32(value) >= low)
        and (high is None or np.float32(value) <= high)
    )


@settings(deadline=None, max_examples=60)
@given(asked=FILTERS)
def test_a_filter_lets_through_what_a_plain_walk_does(columns, records, corrected, asked) -> None:
    reference = Reference(records, corrected)
    wanted = [n for n, record in enumerate(records) if reference.passes(record, asked)]
    assert sorted(select(columns, asked).tolist()) == wanted


def test_a_word_is_looked_for_at_the_beginning_of_ids_when_it_is_long_enough(columns) -> None:
    id = str(columns.id[3])
    assert select(columns, Filter(text=id[:12].upper())).tolist() == [
        row for row, other in enumerate(columns.id.tolist()) if other.startswith(id[:12])
    ]
    assert not len(select(columns, Filter(text=id[-5:])))
    assert not len(select(columns, Filter(text=id[1:])))


@settings(deadline=None, max_examples=60)
@given(asked=FILTERS, by=st.sampled_from(sorted(ORDERS)), descending=st.booleans())
def test_an_order_moves_rows_and_loses_none(columns, asked, by, descending) -> None:
    rows = select(columns, asked, Order(by, descending))
    assert rows.dtype == np.int32
    assert sorted(rows.tolist()) == sorted(select(columns, asked).tolist())


KEYS = {
    "pair": lambda r: r.pair,
    "serial": lambda r: r.serial,
    "id": lambda r: r.id,
    "lot": lambda r: r.group,
    "operator": lambda r: r.operator,
    "recipe": lambda r: r.recipe.name,
    "recipe_version": lambda r: r.recipe.version,
    "at": lambda r: r.at,
    "verdict": lambda r: ("PASS", "REVIEW", "FAIL").index(r.part.verdict),
    "p_ok": lambda r: None if r.part.p_ok is None else np.float32(r.part.p_ok),
    "disagreement": gap,
    "label": lambda r: label(r.part),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("by", sorted(KEYS))
def test_rows_are_sorted_stably_and_the_unknown_comes_last(
    columns, records, by, descending
) -> None:
    keys = [KEYS[by](record) for record in records]
    known = [n for n, key in enumerate(keys) if key is not None and key != ""]
    unknown = [n for n in range(len(records)) if n not in set(known)]
    ordered = sorted(known, key=keys.__getitem__, reverse=descending)
    assert select(columns, order=Order(by, descending)).tolist() == [*ordered, *unknown]


def test_the_most_uncertain_come_first(columns, records) -> None:
    def doubt(number: int) -> tuple[bool, float]:
        part = records[number].part
        if part.p_ok is None:
            return part.verdict != "REVIEW", -1.0
        near = min(abs(part.p_ok - LIMITS.t_pass), abs(part.p_ok - LIMITS.t_fail))
        return part.verdict != "REVIEW", float(np.float32(near))

    found = [doubt(row) for row in select(columns).tolist()]
    assert [each[0] for each in found] == sorted(each[0] for each in found)
    for decided in (False, True):
        values = [distance for is_decided, distance in found if is_decided == decided]
        assert values == pytest.approx(sorted(values), abs=1e-6)


def test_within_keeps_to_the_rows_given(columns) -> None:
    rows = np.array([7, 3, 90], np.int32)
    assert select(columns, order=Order("seq"), within=rows).tolist() == [3, 7, 90]


def test_mistakes_are_explained(columns) -> None:
    with pytest.raises(InputError, match='Did you mean "disagreement"'):
        Order("disagrement")
    with pytest.raises(InputError, match='"soon" is no date or time'):
        select(columns, Filter(since="soon"))
    with pytest.raises(InputError, match='"OK" is no verdict; allowed: PASS'):
        select(columns, Filter(verdicts=("OK",)))
