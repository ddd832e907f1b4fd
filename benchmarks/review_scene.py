"""A large journal for the sections of ``benchmarks review``, made once and kept.

Hashes, projections and tables are the station's own. To be quick, every inspection is one of a few
hundred records under a name, time and P(ok) of its own, so that only what differs is written anew;
``journal verify`` finds nothing wrong with it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from benchmarks.review_records import ADDRESSES, CLASSES, LIMITS, STATION, build_record
from qeu_station.core.correction import Correction
from qeu_station.storage import schema
from qeu_station.storage.chain import Entry, canonical
from qeu_station.storage.head import Head, write_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.projection import project

WORK = "QEU_BENCHMARKS_WORK"
MODELS, GROUP = 400, 500
OPERATORS = ("", "Sato", "Suzuki", "Tanaka", "Abe")
JUDGED_TWICE, CORRECTED = 0.01, 0.03
_CHANGED = ("id", "at", "pair", "serial", "group", "operator", "recipe", "test", "part")


@dataclass(frozen=True, slots=True)
class _Model:
    """A record that others are made of: its text with gaps, and the rows it projects to."""

    record: dict[str, Any]
    text: str
    bare: dict[str, Any]
    rows: dict[str, list[tuple[Any, ...]]]


def default_work() -> Path:
    """Return the folder where journals are kept between runs."""
    return Path(os.environ.get(WORK) or Path(tempfile.gettempdir()) / "qeu-benchmarks")


def batch_folder(work: Path, count: int) -> Path:
    """Return a folder like a batch's, made once below ``work``: ``count`` inspections, corrected.

    It is complete or not there. A copy of it may be changed, it itself must not.
    """
    folder = work / f"review-{count}"
    if folder.exists():
        return folder
    unfinished = work / f"review-{count}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    file = unfinished / "journal.db"
    with Journal.open(file, STATION) as journal, journal.engine.connect() as connection:
        head = _fill(connection, count)
        write_heads(journal.place.head, {STATION: head})
    with Journal.open(file, STATION) as journal:
        rng = random.Random(2)
        chosen = rng.sample([row.id for row in _ids(journal)], int(count * CORRECTED))
        journal.append_corrections([_correction(id, rng) for id in chosen])
    unfinished.rename(folder)
    return folder


def _ids(journal: Journal) -> Iterator[Any]:
    return journal.rows(select(schema.inspections.c.id), chunk=5000)


def _fill(connection: Connection, count: int) -> Head:
    """Append inspections in groups, as a batch does; returns the chain's head."""
    rng = random.Random(1)
    models = [_model(random.Random(n)) for n in range(MODELS)]
    head = Head(STATION)
    for start in range(0, count, GROUP):
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in schema.metadata.tables}
        for number in range(start, min(start + GROUP, count)):
            head = _append(rows, rng.choice(models), number, head, rng)
        with connection.begin():
            for name, listed in rows.items():
                statement = insert(schema.metadata.tables[name]).compile(connection)
                if listed:
                    connection.exec_driver_sql(str(statement), listed)
    return head


def _append(
    rows: dict[str, list[tuple[Any, ...]]],
    model: _Model,
    number: int,
    head: Head,
    rng: random.Random,
) -> Head:
    changes = _changes(model, number, rng)
    payload = model.text
    for name in _CHANGED:
        payload = payload.replace(_gap(name), canonical(changes[name]), 1)
    seq, id, at = head.count + 1, changes["id"], changes["at"]
    entry = Entry(STATION, seq, id, "inspection", at, payload, head.hash).sealed()
    rows["entries"].append(tuple(asdict(entry).values()))
    for row in project(entry, {**model.bare, **changes})["inspections"]:
        rows["inspections"].append(tuple(row[column.name] for column in schema.inspections.c))
    for name, listed in model.rows.items():
        rows[name] += [(STATION, seq, *row) for row in listed]
    return Head(STATION, seq, entry.hash)


def _model(rng: random.Random) -> _Model:
    text = canonical(build_record(rng))
    record: dict[str, Any] = json.loads(text)
    projected = project(Entry(STATION, 0, "", "inspection", "", text, ""), record)
    rows = {
        name: [
            tuple(row[column.name] for column in list(schema.metadata.tables[name].c)[2:])
            for row in listed
        ]
        for name, listed in projected.items()
        if name != "inspections"
    }
    bare = {**record, "cells": {}, "opinions": [], "regions": [], "fused": {}}
    gaps = {name: f"gap {name}" for name in _CHANGED}
    return _Model(record, canonical({**record, **gaps}), bare, rows)


def _gap(name: str) -> str:
    return f'"gap {name}"'


def _changes(model: _Model, number: int, rng: random.Random) -> dict[str, Any]:
    again = number > 0 and rng.random() < JUDGED_TWICE
    pair = rng.randrange(number) if again else number
    at = datetime(2026, 1, 5, 6, tzinfo=UTC) + timedelta(seconds=24 * number)
    version = 1 + number * 3 // 100_000
    return {
        "id": uuid.UUID(int=rng.getrandbits(128), version=4).hex,
        "at": at.isoformat(timespec="milliseconds"),
        "pair": f"lot{pair // 2000:03d}/part_{pair:06d}",
        "serial": f"SN26{pair:07d}",
        "group": f"L{pair // 2000:03d}",
        "operator": OPERATORS[number // 1200 % len(OPERATORS)],
        "recipe": {"name": "tray", "version": version, "sha256": f"{version:064x}"},
        "test": {**model.record["test"], "sha256": f"{pair:064x}"},
        "part": _moved(model.record["part"], rng),
    }


def _moved(part: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return a part with a P(ok) of its own, on the same side of the thresholds."""
    if part["probabilities"] is None:
        return part
    p_ok, *rest = part["probabilities"]
    moved = p_ok * rng.uniform(0.98, 1.0)
    if LIMITS.decide(moved) != part["verdict"]:
        return part
    share = (1 - moved) / (1 - p_ok)
    return {**part, "probabilities": [moved, *(value * share for value in rest)]}


def _correction(id: str, rng: random.Random) -> Correction:
    said = rng.random()
    if said < 0.6:
        return Correction(id, "Sato", part="ok" if said < 0.5 else "ng")
    return Correction(id, "Abe", cells={rng.choice(ADDRESSES): rng.choice(CLASSES)})
