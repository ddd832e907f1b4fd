"""Real journals, small ones, and what a plain walk over their records gives."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qeu_station.core.record import InspectionRecord, ItemRecord, OpinionRecord, RecipeStamp
from qeu_station.core.verdict import Thresholds
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import Columns, ReviewSource, load, open_review
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.services.making import CELLS, record

STATION = "線 1"
CLASSES = ("ok", "unknown", "missing", "scratch")
LIMITS = Thresholds()


@pytest.fixture
def station(tmp_path: Path) -> OpenHome:
    """A home that nothing was done in."""
    return OpenHome(tmp_path / "家", Settings(station=STATION), ())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Output folder of a batch."""
    folder = tmp_path / "出力"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "journal.db"
    Journal.open(file, STATION).close()
    return file


@pytest.fixture
def journal(out: Path, _empty: Path) -> Iterator[Journal]:
    """The batch's journal, open for writing."""
    shutil.copyfile(_empty, out / "journal.db")
    with Journal.open(out / "journal.db", STATION) as opened:
        yield opened


@pytest.fixture
def source(out: Path, journal: Journal, station: OpenHome) -> Iterator[ReviewSource]:
    """The same journal, opened for review while it is written."""
    with open_review(out, station) as opened:
        yield opened


def chance(p_ok: float | None, label: str = "missing", *reasons: str) -> ItemRecord:
    """What P(ok) alone says; what is not ok is ``label``."""
    if p_ok is None:
        return ItemRecord("REVIEW", None, reasons)
    rest = [0.0] * (len(CLASSES) - 1)
    rest[CLASSES.index(label) - 1] = 1 - p_ok
    return ItemRecord(str(LIMITS.decide(p_ok)), (p_ok, *rest), reasons)


def judged(number: int, **changes: Any) -> InspectionRecord:
    """A record that differs from number to number: verdict, cells, opinions, times, texts."""
    rng = random.Random(number)
    cells = {a: chance(rng.betavariate(9, 1), rng.choice(CLASSES[1:])) for a in CELLS}
    part = min(cells.values(), key=lambda item: item.p_ok)
    if number % 11 == 5:
        part, cells = chance(None, "", "the lens cap is on"), {}
    opinions = [opinion("difference", rng), opinion("tiny", rng)][: 1 + number % 2]
    values = {
        "id": f"{rng.getrandbits(128):032x}",
        "at": f"2026-01-{1 + number % 28:02d}T0{number % 10}:00:00.000+00:00",
        "station": STATION,
        "operator": ("", "佐藤", "Abe")[number % 3],
        "serial": f"SN{number % 50:03d}" if number % 4 else "",
        "group": f"L{number % 5}",
        "recipe": RecipeStamp("tray", 1 + number % 2, f"{number % 2:064d}"),
        "classes": CLASSES,
        "part": part,
        "cells": cells,
        "opinions": tuple(opinions),
    }
    return record(f"部品/p{number:03d}", **{**values, **changes})


def opinion(name: str, rng: random.Random) -> OpinionRecord:
    """An answer, or now and then a fault."""
    if rng.random() < 0.2:
        return OpinionRecord(name, "gating", "timeout", "no answer within 2 s")
    return OpinionRecord(name, "gating", "answered", part=chance(rng.random()))


def columns_of(folder: Path, home: OpenHome) -> Columns:
    """All columns of a folder's journal."""
    with open_review(folder, home) as opened:
        return load(opened)
