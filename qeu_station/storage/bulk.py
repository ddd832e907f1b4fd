"""Questions about many inspections at once: what they are, and what was said of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar

from sqlalchemy import select

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, JournalError
from qeu_station.storage import schema
from qeu_station.storage.corrections import check_correction
from qeu_station.storage.reading import JournalReader, read_payload
from qeu_station.storage.recipe_text import parse_recipe

T = TypeVar("T", int, str)

_ASKED = 500
"""Ids per question; databases limit the number of values in one."""


@dataclass(frozen=True, slots=True)
class SaidEntry:
    """A correction as the journal holds it: its entry's hash, when it was written, what it says."""

    hash: str
    at: str
    correction: Correction


@dataclass(frozen=True, slots=True)
class Known:
    """What an inspection goes by, and which recipe judged it."""

    id: str
    pair: str
    serial: str
    recipe_sha256: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """What corrections of an inspection may name: cells of its grid, and classes, ``ok`` first."""

    addresses: tuple[str, ...]
    classes: tuple[str, ...]


class Subjects:
    """What corrections may say of the inspections of a journal; every recipe is read once."""

    def __init__(self, reader: JournalReader) -> None:
        self._reader = reader
        self._known: dict[str, Allowed] = {}

    def allowed(self, inspection: str, recipe_sha256: str) -> Allowed:
        """Return what a correction of an inspection may name."""
        known = self._known.get(recipe_sha256)
        if known is None:
            known = self._of_recipe(recipe_sha256) or self._of_record(inspection)
            if known.addresses:  # a pair that was never read has no cells, and tells of no other
                self._known[recipe_sha256] = known
        return known

    def _of_recipe(self, sha256: str) -> Allowed | None:
        text = self._reader.recipe_text(sha256)
        if text is None:
            return None
        recipe = parse_recipe(text, "The recorded recipe")
        return Allowed(recipe.grid.over(640, 480).addresses, recipe.class_table.names)

    def _of_record(self, inspection: str) -> Allowed:
        record = json.loads(self._reader.inspection_payload(inspection))
        return Allowed(tuple(record["cells"]), tuple(record["classes"]))


def check_corrections(reader: JournalReader, corrections: Sequence[Correction]) -> None:
    """Check that every correction fits its inspection, as ``check_correction`` does for one.

    Raises:
        InputError: One does not; the message says which.
    """
    recipes = recipes_of(reader, {each.inspection for each in corrections})
    replacing = {each.inspection for each in corrections if each.supersedes is not None}
    said = said_of(reader, replacing)
    subjects = Subjects(reader)
    for number, each in enumerate(corrections, start=1):
        try:
            if each.inspection not in recipes:
                raise InputError(f'It is not in the journal "{reader.place}".')
            allowed = subjects.allowed(each.inspection, recipes[each.inspection])
            record = _record(reader, each, allowed)
            earlier = [entry.hash for entry in said.get(each.inspection, ())]
            check_correction(each, record, allowed.addresses, earlier)
        except InputError as error:
            raise InputError(
                f"Correction {number} of {len(corrections)}, of inspection {each.inspection}: "
                f"{error} None of them was recorded."
            ) from error


def recipes_of(reader: JournalReader, inspections: Collection[str]) -> dict[str, str]:
    """Return the hash of the recipe per inspection that is in the journal."""
    found = known_by(reader, "id", inspections)
    return {id: listed[-1].recipe_sha256 for id, listed in found.items()}


def known_by(
    reader: JournalReader, name: Literal["id", "pair", "serial"], values: Collection[str]
) -> dict[str, list[Known]]:
    """Return the inspections per id, pair name or serial number, oldest first."""
    table = schema.inspections
    query = (
        select(table.c.id, table.c.pair, table.c.serial, table.c.recipe_sha256)
        .where(table.c.station + "" == reader.station)
        .order_by(table.c.seq)
    )
    found: dict[str, list[Known]] = {}
    for some in _some(values):
        for row in reader.rows(query.where(table.c[name].in_(some)), chunk=_ASKED):
            known = Known(*tuple(row))
            found.setdefault(getattr(known, name), []).append(known)
    return found


def known_at(reader: JournalReader, seqs: Sequence[int]) -> dict[int, Known]:
    """Return the inspections by the numbers of their entries.

    Raises:
        JournalError: One is not there.
    """
    table = schema.inspections
    query = select(
        table.c.seq, table.c.id, table.c.pair, table.c.serial, table.c.recipe_sha256
    ).where(table.c.station + "" == reader.station)
    found: dict[int, Known] = {}
    for some in _some(seqs):
        for row in reader.rows(query.where(table.c.seq.in_(some)), chunk=_ASKED):
            found[row.seq] = Known(row.id, row.pair, row.serial, row.recipe_sha256)
    missing = set(seqs) - found.keys()
    if missing:
        raise JournalError(
            f'Journal "{reader.place}" has no inspection {min(missing)} any more; it was replaced '
            "while it was open. Open it again."
        )
    return found


def image_sizes(reader: JournalReader, inspections: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return width and height of the test image per inspection; 0 where it was never read.

    Raises:
        JournalError: An entry was changed so that it cannot be read.
    """
    table = schema.entries
    query = select(table.c.id, table.c.payload).where(
        table.c.station + "" == reader.station, table.c.kind + "" == "inspection"
    )
    found = {}
    for some in _some(inspections):
        for row in reader.rows(query.where(table.c.id.in_(some)), chunk=_ASKED):
            found[row.id] = _test_size(row.payload)
    return found


def said_of(reader: JournalReader, inspections: Collection[str]) -> dict[str, list[SaidEntry]]:
    """Return every correction of some inspections, oldest first, those replaced included.

    Raises:
        JournalError: An entry was changed so that it cannot be read.
    """
    table, entries = schema.corrections, schema.entries
    query = (
        select(table.c.inspection, entries.c.hash, entries.c.at, entries.c.payload)
        .join(entries, (entries.c.station == table.c.station) & (entries.c.seq == table.c.seq))
        .where(table.c.station + "" == reader.station)
        .order_by(table.c.seq)
    )
    found: dict[str, list[SaidEntry]] = {}
    for ids in _some(inspections):
        for row in reader.rows(query.where(table.c.inspection.in_(ids)), chunk=_ASKED):
            entry = SaidEntry(
                row.hash, row.at, read_payload(row.payload, Correction.from_json, "correction")
            )
            found.setdefault(row.inspection, []).append(entry)
    return found


def _record(reader: JournalReader, correction: Correction, allowed: Allowed) -> Mapping[str, Any]:
    """What a correction is checked against; regions stand in the whole record only."""
    if not correction.struck:
        return {"classes": allowed.classes, "regions": ()}
    record: Mapping[str, Any] = json.loads(reader.inspection_payload(correction.inspection))
    return record


def _test_size(payload: str) -> tuple[int, int]:
    return read_payload(
        payload,
        lambda record: (int(record["test"]["width"]), int(record["test"]["height"])),
        "inspection",
    )


def _some(ids: Collection[T]) -> Iterator[list[T]]:
    left = iter(sorted(ids))
    while some := list(islice(left, _ASKED)):
        yield some
