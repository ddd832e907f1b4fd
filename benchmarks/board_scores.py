"""Scores of judged boards, read from the tables that a batch wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet

from benchmarks.boards import cell_truth
from qeu_station.core.agreement import auroc, rates
from qeu_station.learning.detection import (
    Detection,
    DetectionScores,
    score_detections,
)
from qeu_station.storage.boxes import Boxes

FUSED = "fused"


@dataclass(frozen=True, slots=True)
class CellScores:
    """Unambiguous cells: how well P(ok) orders them, and F1 of P(ok) < .5."""

    auroc: float
    f1: float


@dataclass(frozen=True, slots=True)
class PartScores:
    """Whole pictures: counts and rates."""

    items: int
    defective: int
    escape: float
    overkill: float
    review: float


@dataclass(frozen=True, slots=True)
class BoardScores:
    """Scores of findings, cells and parts."""

    findings: DetectionScores
    cells: CellScores
    parts: PartScores


def score_batches(judged: Sequence[tuple[Path, Boxes]]) -> BoardScores:
    """Return the scores over output folders, each with the boxes of its pairs, together."""
    known = _known(judged)
    truth = {name: tuple(defect.box for defect in defects) for name, defects in known.items()}
    return BoardScores(
        score_findings(judged, FUSED),
        _cells([row for out, _ in judged for row in _rows(out, "cells", FUSED)], truth),
        _parts([row for out, _ in judged for row in _rows(out, "inspections")], truth),
    )


def score_findings(judged: Sequence[tuple[Path, Boxes]], inspector: str) -> DetectionScores:
    """Return the scores of what one opinion, or the pool, found on boards with defects."""
    found = [_detection(row) for out, _ in judged for row in _rows(out, "findings", inspector)]
    return score_detections(found, {n: boxes for n, boxes in _known(judged).items() if boxes})


def opinions(judged: Sequence[tuple[Path, Boxes]]) -> list[str]:
    """Return the names of the opinions that judged regions, without the pool."""
    column = pyarrow.parquet.read_table(judged[0][0] / "findings.parquet", columns=["inspector"])
    return [name for name in column["inspector"].unique().to_pylist() if name != FUSED]


def _known(judged: Sequence[tuple[Path, Boxes]]) -> Boxes:
    return {name: listed for _, boxes in judged for name, listed in boxes.items()}


def _rows(out: Path, table: str, inspector: str = "") -> list[dict[str, Any]]:
    rows = pyarrow.parquet.read_table(out / f"{table}.parquet").to_pylist()
    return [row for row in rows if not inspector or row["inspector"] == inspector]


def _detection(row: Mapping[str, Any]) -> Detection:
    box = (row["x1"], row["y1"], row["x2"], row["y2"])
    return Detection(
        row["pair"], box, row["label"] or "", row["probability"] or 0.0, row["reported"]
    )


def _cells(rows: Sequence[Mapping[str, Any]], truth: Mapping[str, Any]) -> CellScores:
    states = {name: cell_truth(boxes) for name, boxes in truth.items()}
    defective, scores, said = [], [], []
    for row in rows:
        state = states[row["pair"]][row["cell"]]
        if state is not None:
            defective.append(state)
            scores.append(1.0 if row["p_ok"] is None else 1.0 - row["p_ok"])
            said.append(scores[-1] > 0.5)
    right = sum(a and b for a, b in zip(defective, said, strict=True))
    return CellScores(auroc(defective, scores), 2 * right / max(1, sum(defective) + sum(said)))


def _parts(rows: Sequence[Mapping[str, Any]], truth: Mapping[str, Any]) -> PartScores:
    defective = [bool(truth[row["pair"]]) for row in rows]
    found = rates(defective, [row["verdict"] for row in rows])
    return PartScores(
        len(rows), sum(defective), found.escape.value, found.overkill.value, found.review.value
    )
