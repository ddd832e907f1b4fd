"""Columns of inspections that were never recorded, of any size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from qeu_station.services.review.columns import (
    NONE,
    PASS,
    REVIEW,
    STRINGS,
    UNTOLD,
    Coded,
    Columns,
    Marks,
    Opinions,
)
from qeu_station.services.review.tallies import decided

CELLS = tuple(row + column for row in "UCD" for column in "123456789")
CLASSES = ("unknown", "scratch", "missing", "dent")
T_PASS, T_FAIL = 0.5, 0.2


def strings(texts: list[str]) -> np.ndarray:
    return np.array(texts, STRINGS)


def one(text: str, size: int) -> Coded:
    return Coded(np.zeros(size, np.int32), (text,))


def no_marks() -> Marks:
    none = np.zeros(0, np.int32)
    return Marks(none, Coded(none), Coded(none), np.zeros(0, np.uint8), np.zeros(0, np.float32))


def marks(listed: list[tuple[int, str, str, int]], p_ok: float = 0.1) -> Marks:
    """Cells as (row, cell, class, verdict code)."""
    row = np.array([each[0] for each in listed], np.int32)
    cell = [CELLS.index(each[1]) for each in listed]
    label = [CLASSES.index(each[2]) if each[2] in CLASSES else len(CLASSES) for each in listed]
    return Marks(
        row,
        Coded(np.array(cell, np.int32), CELLS),
        Coded(np.array(label, np.int32), (*CLASSES, "ok")),
        np.array([each[3] for each in listed], np.uint8),
        np.full(len(listed), p_ok, np.float32),
    )


def columns(p_ok: list[float], **changes: Any) -> Columns:
    """Inspections with these P(ok), judged by one recipe with the thresholds above."""
    size = len(p_ok)
    chance = np.array(p_ok, np.float32)
    plain = Columns(
        seq=np.arange(1, size + 1, dtype=np.int64),
        id=strings([f"id{n}" for n in range(size)]),
        pair=strings([f"p{n}" for n in range(size)]),
        serial=strings([""] * size),
        lot=one("lot", size),
        operator=one("Sato", size),
        at=np.full(size, np.datetime64("2026-11-21T10:00", "ms")),
        recipe=one("tray", size),
        recipe_version=np.full(size, 3, np.int32),
        recipe_sha256=one("a" * 64, size),
        limits=np.array([[T_PASS, T_FAIL]], np.float32),
        verdict=decided(chance, T_PASS, T_FAIL),
        p_ok=chance,
        label=one("scratch", size),
        cell=one("U4", size),
        newest=np.ones(size, bool),
        opinions=Opinions((), np.zeros((size, 0), np.uint8), np.zeros((size, 0), np.float32)),
        disagreement=np.full(size, np.nan, np.float32),
        novelty=np.full(size, np.nan, np.float32),
        marks=no_marks(),
        corrected=np.zeros(size, bool),
        contradicted=np.zeros(size, bool),
        truth=np.full(size, UNTOLD, np.uint8),
        said=no_marks(),
        until=size,
    )
    return replace(plain, **changes)


def many(size: int, seed: int = 0, drift: float = 0.0, recipe: str = "a") -> Columns:
    """A batch as they look: most are good, some cells of some classes fail more often."""
    rng = np.random.default_rng(seed)
    bad = np.random.default_rng(99).random(size) < 0.08  # the same parts in every run
    logit = np.where(bad, rng.normal(-2.2, 1.8, size), rng.normal(4.5, 1.6, size)) + drift
    p_ok = (1 / (1 + np.exp(-logit))).astype(np.float32)
    faults = rng.random(size) < 0.01
    verdict = np.where(faults, REVIEW, decided(p_ok, T_PASS, T_FAIL)).astype(np.uint8)
    row = np.flatnonzero(verdict != PASS).astype(np.int32)
    weights = np.array([1 + 8 * (cell in {"U4", "C7"}) + 3 * (cell == "D2") for cell in CELLS])
    cell = rng.choice(len(CELLS), len(row), p=weights / weights.sum()).astype(np.int32)
    label = rng.choice(len(CLASSES), len(row), p=(0.1, 0.5, 0.15, 0.25)).astype(np.int32)
    known = rng.random(size) < 0.05
    truth = np.where(known, np.where(bad, 2, 1), UNTOLD).astype(np.uint8)
    said = np.flatnonzero(known[row])
    own = p_ok[:, None] + rng.normal(0, 0.02, (size, 2)).astype(np.float32)
    other = rng.random(len(said)) < 0.15
    labels = np.where(other, rng.integers(0, 5, len(said)), label[said]).astype(np.int32)
    return columns(
        p_ok.tolist(),
        verdict=verdict,
        recipe_sha256=one(recipe * 64, size),
        marks=Marks(row, Coded(cell, CELLS), Coded(label, CLASSES), verdict[row], p_ok[row]),
        truth=truth,
        corrected=known,
        said=Marks(
            row[said],
            Coded(cell[said], CELLS),
            Coded(labels, (*CLASSES, "ok")),
            verdict[row][said],
            p_ok[row][said],
        ),
        opinions=Opinions(
            ("soart3.weight", "difference"),
            np.where(np.isnan(own), NONE, decided(own, T_PASS, T_FAIL)).astype(np.uint8),
            np.clip(own, 0, 1).astype(np.float32),
        ),
    )
