"""What a finished batch leaves in its folder: tables, report, overlay pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qeu_station.core.recipe import Recipe
from qeu_station.learning.evaluation import CellTruth, Evaluation, evaluate
from qeu_station.services.batch_files import OVERLAYS, REPORT
from qeu_station.services.pictures import overlay_bytes
from qeu_station.services.report import Summary, summarise, write_report
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.export import export
from qeu_station.storage.journal import Journal
from qeu_station.storage.text import file_name


@dataclass(frozen=True, slots=True)
class Results:
    """Files of a batch and what they tell."""

    report: Path
    overlays: tuple[Path, ...]
    summary: Summary
    evaluation: Evaluation | None


def write_results(
    journal: Journal,
    out: Path,
    recipe: Recipe,
    truth: CellTruth | None = None,
    overlays: int = 12,
) -> Results:
    """Write every result file into ``out``, each all or nothing.

    Raises:
        StorageError: A file cannot be written.
    """
    export(journal, out)
    summary = summarise(journal.inspections(), worst=max(overlays, 12))
    evaluation = None if truth is None else evaluate(journal.inspections(), truth)
    pictures = tuple(_overlays(summary, out, recipe, overlays))
    report = out / REPORT
    write_report(report, recipe, summary, journal.head(), evaluation)
    return Results(report, pictures, summary, evaluation)


def _overlays(summary: Summary, out: Path, recipe: Recipe, count: int) -> list[Path]:
    written = []
    for record in summary.worst[:count]:
        picture = overlay_bytes(record, recipe)
        if picture is not None:
            path = out / OVERLAYS / f"{file_name(record.pair)}.jpg"
            write_bytes(path, picture)
            written.append(path)
    return written


def scores_as_json(evaluation: Evaluation | None) -> Mapping[str, Any] | None:
    """Return an evaluation as JSON values."""
    if evaluation is None:
        return None
    found: dict[str, Any] = {"without_truth": evaluation.without_truth}
    for name, scores in (("cells", evaluation.cells), ("parts", evaluation.parts)):
        if scores is None:
            continue
        found[name] = {
            "items": scores.items,
            "defective": scores.defective,
            "auroc": scores.auroc,
            "kappa": [scores.kappa.value, scores.kappa.low, scores.kappa.high],
            "escape": _rate(scores.rates.escape),
            "overkill": _rate(scores.rates.overkill),
            "review": _rate(scores.rates.review),
            "confusion": [
                {"truth": true, "said": said, "count": count}
                for (true, said), count in sorted(scores.confusion.items())
            ],
        }
    return found


def _rate(rate: Any) -> list[float]:
    return [rate.value, rate.low, rate.high]
