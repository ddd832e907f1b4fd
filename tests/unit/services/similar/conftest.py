"""A batch of small parts with real pictures: good ones, scratched ones, and ones with a hole."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from qeu_station.core.record import ImageStamp, InspectionRecord, RecipeStamp
from qeu_station.core.region import Region
from qeu_station.services.opening import OpenHome
from qeu_station.services.review import ReviewSource, load, open_review
from qeu_station.services.similar import SimilarIndex, build_index, load_index
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe, save_recipe
from tests.unit.services.making import CELLS, item, picture, record, tiny_recipe, write

STATION = "線 1"
IDENTITY = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]
BOXES = {"U1": (2, 2), "U2": (34, 2), "D3": (66, 34)}
"""Top left pixels of the cells that may be defective."""

KINDS = ("good", "hole", "scratch", "good")


@pytest.fixture
def station(tmp_path: Path) -> OpenHome:
    """A home that nothing was done in."""
    return OpenHome(tmp_path / "家", Settings(station=STATION), ())


@pytest.fixture
def loaded(station: OpenHome, tmp_path: Path) -> LoadedRecipe:
    """The recipe of the parts."""
    return save_recipe(tiny_recipe(), [write(tmp_path / "r.png", picture())], station.folder)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Output folder of a batch."""
    folder = tmp_path / "出力"
    folder.mkdir()
    return folder


@pytest.fixture
def journal(out: Path, loaded: LoadedRecipe) -> Iterator[Journal]:
    """The batch's journal, open for writing, with the recipe in it."""
    with Journal.open(out / "journal.db", STATION) as opened:
        opened.append_recipe(loaded)
        yield opened


@pytest.fixture
def parts(journal: Journal, loaded: LoadedRecipe, tmp_path: Path) -> list[InspectionRecord]:
    """Twenty-four inspections of as many parts."""
    made = [part(n, KINDS[n % len(KINDS)], tmp_path / "tests", loaded) for n in range(24)]
    journal.append_inspections(made)
    return made


@pytest.fixture
def source(
    out: Path, station: OpenHome, parts: Sequence[InspectionRecord]
) -> Iterator[ReviewSource]:
    """The batch, opened for review."""
    with open_review(out, station) as opened:
        yield opened


@pytest.fixture
def index(source: ReviewSource, station: OpenHome) -> SimilarIndex:
    """The batch's index, built."""
    build_index(source, station.folder, load(source))
    return load_index(source, station.folder)


def part(
    number: int, kind: str, folder: Path, loaded: LoadedRecipe, **changes: Any
) -> InspectionRecord:
    """A judged part with its picture."""
    cell = tuple(BOXES)[number % 3]
    file = write(folder / f"部品{number}_test.png", spoilt(number, kind, cell))
    bad = kind != "good"
    cells = {a: item("PASS", 0.9 - 0.01 * n) for n, a in enumerate(CELLS)}
    if bad:
        cells[cell] = item("FAIL", 0.05)
    x, y = BOXES[cell]
    box = (float(x), float(y), x + 26.0, y + 26.0)
    values: dict[str, Any] = {
        "id": uuid.UUID(int=number).hex,
        "station": STATION,
        "serial": f"SN{number:03d}",
        "recipe": RecipeStamp("tray", loaded.recipe.version, loaded.sha256),
        "test": stamp(file),
        "references": tuple(stamp(file) for file in loaded.references),
        "cells": cells,
        "part": item("FAIL", 0.05) if bad else item("PASS", 0.8),
        "regions": (Region("R1", box, box, 60, 200.0, 90.0, (cell,)),) if bad else (),
        "fused": {"R1": item("FAIL", 0.05)} if bad else {},
        "preparation": {"registration": {"to_reference": IDENTITY, "problem": ""}},
    }
    return record(f"部品{number}", **{**values, **changes})


def spoilt(number: int, kind: str, cell: str) -> np.ndarray:
    """A part with a dark hole or a bright scratch in a cell, each a little different."""
    pixels, (x, y) = picture(number), BOXES[cell]
    rng = np.random.default_rng(number)
    if kind == "hole":
        centre = (x + int(rng.integers(10, 16)), y + int(rng.integers(10, 16)))
        cv2.circle(pixels, centre, int(rng.integers(6, 9)), (5, 5, 5), -1)
    if kind == "scratch":
        left, right = (x + 1, y + int(rng.integers(4, 22))), (x + 25, y + int(rng.integers(4, 22)))
        cv2.line(pixels, left, right, (255, 255, 255), 2)
    return pixels


def stamp(file: Path) -> ImageStamp:
    """What a record says of a picture."""
    height, width = cv2.imdecode(np.fromfile(file, np.uint8), cv2.IMREAD_COLOR).shape[:2]
    return ImageStamp(str(file), hashlib.sha256(file.read_bytes()).hexdigest(), width, height)


def kind_of(id: str) -> str:
    """What a part of the batch really is."""
    return KINDS[uuid.UUID(id).int % len(KINDS)]
